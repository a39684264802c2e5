"""A report as the summary of a step of GitHub Actions.

Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
("Adding a job summary": 1 MiB for each step)
"""

from pathlib import Path
from typing import Final

from renovate_kit.errors import OutputError
from renovate_kit.reports.publishing.fitting import Limit, fitted, utf8_bytes

__all__ = ["append_summary"]

_MOST: Final = 1 << 20
_LEAST: Final = 4096


def append_summary(path: Path, report: str, *, whole: str) -> None:
    """Append a report to the file of a step's summary, as far as that takes it.

    Args:
        path: of the file.
        report: Markdown, however long.
        whole: Markdown that says where all of it is, if it does not fit.

    Raises:
        OutputError: the file can't be written, or is full.
    """
    hint = "GITHUB_STEP_SUMMARY must name the file that GitHub Actions made for this step"
    try:
        there = path.read_bytes() if path.exists() else b""
        gap = _gap(there)
        room = _MOST - len(there) - len(gap)
        if room < _LEAST:
            raise OutputError(f"{path}: the step's summary is full", hint="use a step of its own")
        limit = Limit(most=room, size=utf8_bytes, words="1 MiB")
        with path.open("ab") as file:
            file.write(gap + fitted(report, limit, whole=whole).encode())
    except OSError as error:
        reason = (error.strerror or "it can't be written").lower()
        raise OutputError(f"{path}: {reason}", hint=hint) from error


def _gap(there: bytes) -> bytes:
    """Return what has to stand between a text and a heading."""
    if not there or there.endswith(b"\n\n"):
        return b""
    return b"\n" if there.endswith(b"\n") else b"\n\n"
