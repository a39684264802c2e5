"""Runs the `git` binary on a repository that nobody vouches for.

A repository's own configuration can name programs: pagers, hooks, monitors of the file system,
external diffs, filters, signature checkers, transports. Only commands that read objects are run
here, each of these programs is switched off, nothing of the caller's environment but the way to
`git` and to its own settings is passed on, and there is never a shell.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from renovate_kit.errors import InputError
from renovate_kit.reports.sources.one_line import one_line, printable

__all__ = ["BIGGEST_FILE", "GitRepository", "open_repository"]

BIGGEST_FILE: Final = "8m"
"""Size of a file from which on its changes are not read."""
_TIMEOUT_SECONDS: Final = 60
_LONGEST_MESSAGE: Final = 200
_NEEDED: Final = ("PATH", "HOME", "USERPROFILE", "XDG_CONFIG_HOME", "SYSTEMROOT")
_SETTINGS: Final = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    f"core.attributesFile={os.devnull}",
    "core.alternateRefsCommand=",
    "core.pager=cat",
    "core.sshCommand=false",
    "core.quotePath=false",
    f"core.bigFileThreshold={BIGGEST_FILE}",
    "gpg.program=false",
    "log.showSignature=false",
    "protocol.allow=never",
)
_ENVIRONMENT: Final = {
    "GIT_ALLOW_PROTOCOL": "none",  # outranks what the repository allows by itself
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_PAGER": "cat",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GitRepository:
    """A repository on this machine, bare or not, and the `git` to read it with."""

    folder: Path
    program: str
    environment: Mapping[str, str]

    def answer(self, *arguments: str) -> str | None:
        """Return what a short command prints; None where it fails.

        Raises:
            InputError: git takes too long, or won't read a repository of somebody else's.
        """
        try:
            finished = subprocess.run(  # noqa: S603 - git itself, without a shell
                self._command(arguments),
                env=dict(self.environment),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_TIMEOUT_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            message = f"git does not answer about {printable(str(self.folder))}"
            raise InputError(message, hint="look at the repository with `git fsck`") from None
        except OSError as error:
            raise _no_git() from error
        if finished.returncode == 0:
            return finished.stdout.decode("utf-8", "replace").strip()
        self._explain(finished.stderr.decode("utf-8", "replace"))
        return None

    @contextmanager
    def running(self, *arguments: str, asked: bool = False) -> Iterator["subprocess.Popen[bytes]"]:
        """Run a long command; it is ended with the block.

        Args:
            arguments: of `git`.
            asked: whether the command reads questions from its standard input.
        """
        with subprocess.Popen(  # noqa: S603 - git itself, without a shell
            self._command(arguments),
            env=dict(self.environment),
            stdin=subprocess.PIPE if asked else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=1 << 18,
        ) as process:
            try:
                yield process
            finally:
                process.kill()
                _close(process.stdin)

    def _command(self, arguments: Sequence[str]) -> list[str]:
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        folder = str(self.folder)
        options = ("--no-pager", "--no-optional-locks", "-C", folder, *settings)
        return [self.program, *options, *arguments]

    def _explain(self, complaint: str) -> None:
        where = printable(str(self.folder))
        if "dubious ownership" in complaint:
            message = f"git refuses to read {where}: it belongs to another user"
            hint = (
                f"run as its owner, or trust it: git config --global --add safe.directory {where}"
            )
            raise InputError(message, hint=hint)
        if "not a git repository" in complaint:
            message = f"{where} is not a git repository"
            raise InputError(message, hint="name the folder of a clone, or of a bare repository")
        if "bad config" in complaint or "unknown repository" in complaint:
            message = f"git can't read {where}: {one_line(complaint, limit=_LONGEST_MESSAGE)}"
            raise InputError(message, hint="look at its configuration, or update git")


def _close(stream: IO[bytes] | None) -> None:
    if stream:
        with suppress(OSError):
            stream.close()


def _no_git() -> InputError:
    return InputError(
        "the program git is not found", hint="install git, 2.25 or newer, to read a git history"
    )


def open_repository(path: Path, environment: Mapping[str, str]) -> GitRepository:
    """Return the repository in a folder; not one in a folder above.

    Args:
        path: of a clone or of a bare repository.
        environment: variables of the process. Only those are passed on that lead to `git` and to
            the settings of the person who runs it.

    Raises:
        InputError: there is no such folder, no repository in it, no `git`, or git refuses.
    """
    where = printable(str(path))
    if not path.is_dir():
        raise InputError(
            f"{where} is not a folder", hint="name the folder of a clone, or of a bare repository"
        )
    program = shutil.which("git", path=environment.get("PATH", os.defpath))
    if program is None:
        raise _no_git()
    folder = path.resolve()
    passed_on = {name: environment[name] for name in _NEEDED if name in environment}
    repository = GitRepository(
        folder=folder,
        program=program,
        environment={
            **passed_on,
            **_ENVIRONMENT,
            "GIT_CEILING_DIRECTORIES": str(folder.parent),
        },
    )
    if repository.answer("rev-parse", "--git-dir") is None:
        raise InputError(
            f"git can't read the repository in {where}", hint="look at it with `git fsck`"
        )
    return repository
