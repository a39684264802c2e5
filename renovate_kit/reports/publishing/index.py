"""The index of a folder with weekly reports, on a disk or in a repository."""

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from renovate_kit.errors import OutputError
from renovate_kit.reports.formats.index_page import (
    INDEX_MARKER,
    INDEX_NAME,
    headline_in,
    headlines_in,
    index_entries,
    index_page,
)
from renovate_kit.reports.formats.markdown_text import Markdown
from renovate_kit.reports.measures import Trend

__all__ = ["DiskFolder", "ReportFolder", "TrendUpTo", "updated_index"]

TrendUpTo = Callable[[str], Trend | None]
"""Tells the trend up to a week, by its name; None where the store does not know it."""


class ReportFolder(Protocol):
    """A folder with reports.

    Attributes:
        name: what to call it.
        is_near: whether reading many files of it costs little.
    """

    @property
    def name(self) -> str:
        """What to call it."""
        ...

    @property
    def is_near(self) -> bool:
        """Whether reading many files of it costs little."""
        ...

    def files(self) -> Collection[str]:
        """Return the names of the files in it."""
        ...

    def read(self, file: str) -> str | None:
        """Return the text of a file; None if it is not there or is no text."""
        ...


class DiskFolder:
    """A folder on a disk.

    Args:
        path: of the folder, which need not be there.
    """

    is_near = True

    def __init__(self, path: Path) -> None:
        self._path = path
        self.name = str(path)

    def files(self) -> Collection[str]:
        """Return the names of the files in it.

        Raises:
            OutputError: nobody may look.
        """
        try:
            if not self._path.is_dir():
                return ()
            return [each.name for each in self._path.iterdir() if each.is_file()]
        except OSError as error:
            raise _unreadable(self._path, error) from error

    def read(self, file: str) -> str | None:
        """Return the text of a file; None if it is not there or is no text."""
        path = self._path / file
        try:
            return path.read_text(encoding="utf-8") if path.is_file() else None
        except UnicodeError:
            return None
        except OSError as error:
            raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> OutputError:
    reason = (error.strerror or "it can't be read").lower()
    return OutputError(f"{path}: {reason}", hint="make it readable")


def updated_index(
    folder: ReportFolder,
    new: Mapping[str, str],
    trend_up_to: TrendUpTo,
    *,
    trend_of: Sequence[str] = (),
) -> str:
    """Return the index of a folder, as it has to be with some new files in it.

    Headlines are read from the reports. Where that costs a request each, those that the present
    index has are taken from there.

    Args:
        folder: where the reports are.
        new: texts of files that will be there, by name; a text may be empty for other formats
            than Markdown.
        trend_up_to: tells the trend.
        trend_of: the repositories that it is of; none means all.

    Raises:
        OutputError: there is an index that we did not write, or a file can't be read.
    """
    present = folder.read(INDEX_NAME)
    if present is not None and present.strip() and not present.startswith(INDEX_MARKER):
        raise OutputError(
            f"{folder.name}/{INDEX_NAME}: was not written by renovate-kit, and stays",
            hint="move it out of the way, or choose another folder",
        )
    known = {} if folder.is_near else headlines_in(present or "")

    def headline_of(file: str) -> Markdown | None:
        if file not in new and file in known:
            return known[file]
        return headline_in(new.get(file) or folder.read(file) or "")

    entries = index_entries({*folder.files(), *new}, headline_of)
    trend = trend_up_to(entries[0].name) if entries else None
    return index_page(entries, trend, trend_of=trend_of)
