"""What the command line writes, and where."""

import os
import sys
import tempfile
from pathlib import Path

from renovate_kit.errors import OutputError, RenovateKitError

__all__ = ["report_failure", "say", "uses_colour", "write_whole"]


def uses_colour() -> bool:
    """Return whether standard output shows colours.

    `NO_COLOR` turns them off (no-color.org), `FORCE_COLOR` on; else a terminal has them.
    """
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()


def say(text: str) -> None:
    """Write text to standard output as it is, colours included."""
    sys.stdout.write(text)


def failure_line(error: RenovateKitError) -> str:
    """Return a failure and its way out, in one line."""
    return f"error: {error.message}. {error.hint[:1].upper()}{error.hint[1:]}."


def report_failure(error: RenovateKitError) -> None:
    """Write a failure and its way out to standard error."""
    sys.stdout.flush()
    sys.stderr.write(f"{failure_line(error)}\n")


def write_whole(path: Path, text: str) -> None:
    """Write a file whole or not at all; missing folders are made.

    Raises:
        OutputError: it can't be written; what was there before still is.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, delete=False
        ) as file:
            file.write(text)
        Path(file.name).chmod(0o644)
        Path(file.name).replace(path)
    except OSError as error:
        reason = (error.strerror or "it can't be written").lower()
        raise OutputError(f"{path}: {reason}", hint="choose another place") from error
