"""What the command line writes, and where."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from renovate_kit.cli.settings import wants_colour
from renovate_kit.errors import OutputError, RenovateKitError

__all__ = [
    "flush",
    "open_output",
    "report_crash",
    "report_failure",
    "report_passed",
    "say",
    "uses_colour",
    "write_whole",
]


def uses_colour() -> bool:
    """Return whether standard output shows colours.

    `NO_COLOR` turns them off (no-color.org), `FORCE_COLOR` on; else a terminal has them.
    """
    wanted = wants_colour()
    return sys.stdout.isatty() if wanted is None else wanted


def open_output() -> None:
    """Make standard output take any character, and be there even if the caller closed it."""
    if sys.stdout is None:
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - until the end
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """Write text to standard output as it is, colours included.

    A reader that has seen enough (`head`) stops the talking, not the work: the command goes on
    to its end, and to the exit code that it finds there.

    Raises:
        OutputError: it can't be written, because a disk is full for example.
    """
    with _writing():
        sys.stdout.write(text)


def flush() -> None:
    """Write out what `say` still holds back.

    Raises:
        OutputError: it can't be written.
    """
    with _writing():
        sys.stdout.flush()


@contextmanager
def _writing() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        _discard_output()
    except OSError as error:
        _discard_output()
        reason = (error.strerror or "it can't be written").lower()
        raise OutputError(f"standard output: {reason}", hint="write to another place") from error


def _discard_output() -> None:
    """Let everything that is written from now on, or still held back, go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def report_crash(error: Exception, *, with_traceback: bool) -> None:
    """Write to standard error that something happened that nobody foresaw."""
    from renovate_kit.redaction import redact

    if with_traceback:
        import traceback

        sys.stderr.write(redact("".join(traceback.format_exception(error))))
    first_line = next(iter(str(error).splitlines()), "")
    what = redact(f"{type(error).__name__}: {first_line}")
    sys.stderr.write(
        f"error: a mistake in renovate-kit ({what}). Please report it, with what the command"
        " prints when RENOVATE_KIT_TRACEBACK=1 is set.\n"
    )


def failure_line(error: RenovateKitError) -> str:
    """Return a failure and its way out, in one line."""
    end = "" if error.hint.endswith("?") else "."
    return f"error: {error.message}. {error.hint[:1].upper()}{error.hint[1:]}{end}"


def report_failure(error: RenovateKitError) -> None:
    """Write a failure and its way out to standard error."""
    flush()
    sys.stderr.write(f"{failure_line(error)}\n")


def report_passed(what: str) -> None:
    """Write to standard error, in one line, what was left out and is no failure."""
    flush()
    sys.stderr.write(f"{what}\n")


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all; missing folders are made.

    A file that is there keeps its mode, and a link to it stays a link. What is no regular file
    (a pipe, a terminal) is written to.

    Raises:
        OutputError: it can't be written; what was there before still is.
    """
    raw = content.encode() if isinstance(content, str) else content
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(raw)
        else:
            _replace(path.resolve(), raw)
    except OSError as error:
        reason = (error.strerror or "it can't be written").lower()
        raise OutputError(f"{path}: {reason}", hint="choose another place") from error


def _replace(path: Path, raw: bytes) -> None:
    mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
    path.parent.mkdir(parents=True, exist_ok=True)
    import tempfile

    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(raw)
            temporary.chmod(mode)
            temporary.replace(path)
        except OSError:
            temporary.unlink()
            raise


def _umask() -> int:
    """Return which rights new files are not given; asking means setting it for a moment."""
    umask = os.umask(0o077)
    os.umask(umask)
    return umask
