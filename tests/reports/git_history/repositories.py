"""Makes small repositories with fixed names, times and contents, by one `git fast-import`."""

import os
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

BOT: Final = ("renovate[bot]", "29139614+renovate[bot]@users.noreply.github.com")
PERSON: Final = ("Ada", "ada@example.com")
MERGER: Final = ("Grace", "4242+grace@users.noreply.github.com")
GITHUB: Final = ("GitHub", "noreply@github.com")
START: Final = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
"""Time of the first commit; each one after it is an hour later."""


def git(folder: Path, *arguments: str, stdin: bytes | None = None) -> str:
    """Run git and return what it prints."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    finished = subprocess.run(
        ["git", "-C", str(folder), *arguments],  # noqa: S607 - the machine's own git
        input=stdin,
        capture_output=True,
        check=True,
        env=environment,
    )
    return finished.stdout.decode().strip()


class Repository:
    """A bare repository in the making. `write` brings it onto the disk."""

    def __init__(self, folder: Path, *, remote: str = "https://github.com/ada/homelab.git") -> None:
        folder.mkdir()
        self.folder = folder
        self._stream: list[bytes] = []
        self._count = 0
        self.times: dict[int, datetime] = {}
        git(folder, "init", "--quiet", "--bare", "--initial-branch=main")
        git(folder, "config", "remote.origin.url", remote)

    def commit(
        self,
        message: str,
        files: Mapping[str, str] | None = None,
        *,
        branch: str = "main",
        parents: tuple[int, ...] = (),
        author: tuple[str, str] = PERSON,
        committer: tuple[str, str] | None = None,
        at: datetime | None = None,
    ) -> int:
        """Add a commit and return its number.

        Args:
            message: whole.
            files: that change.
            branch: that it becomes the tip of.
            parents: numbers of commits; none for the first commit of all.
            author: name and mail.
            committer: the author, if not told.
            at: when it was committed.
        """
        self._count += 1
        time = at or START + timedelta(hours=self._count - 1)
        self.times[self._count] = time
        stamp = f"{int(time.timestamp())} +0100"
        by, then = author, committer or author
        lines = [
            f"commit refs/heads/{branch}\nmark :{self._count}".encode(),
            f"author {by[0]} <{by[1]}> {stamp}".encode(),
            f"committer {then[0]} <{then[1]}> {stamp}".encode(),
            f"data {len(message.encode())}\n{message}".encode(),
        ]
        words = ["from", *["merge"] * (len(parents) - 1)]
        lines += [
            f"{word} :{parent}".encode() for word, parent in zip(words, parents, strict=False)
        ]
        for path, text in (files or {}).items():
            content = text.encode()
            lines.append(f"M 100644 inline {path}\ndata {len(content)}".encode())
            lines.append(content)
        self._stream += [*lines, b""]
        return self._count

    def write(self) -> Path:
        """Write all commits, and return the folder."""
        git(self.folder, "fast-import", "--quiet", "--force", stdin=b"\n".join(self._stream))
        return self.folder


def one_update(
    folder: Path, before: Mapping[str, str], after: Mapping[str, str], title: str
) -> Path:
    """Make a repository with one merged pull request of Renovate's."""
    repository = Repository(folder)
    first = repository.commit("start", before)
    branch = "renovate/some-update"
    change = repository.commit(title, after, branch=branch, parents=(first,), author=BOT)
    repository.commit(
        f"Merge pull request #7 from ada/{branch}\n\n{title}",
        after,
        parents=(first, change),
        author=MERGER,
        committer=GITHUB,
    )
    return repository.write()
