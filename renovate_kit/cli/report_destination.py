"""Where a report goes, and as what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from stat import S_ISDIR
from typing import Annotated, Final, TypeAlias

import typer

from renovate_kit.errors import OutputError, UsageError

__all__ = [
    "Destination",
    "FormatOption",
    "OutputOption",
    "ReportFormatName",
    "destination_of",
]


class ReportFormatName(StrEnum):
    """What a report can look like."""

    MARKDOWN = "markdown"
    HTML = "html"
    JSON = "json"
    CSV = "csv"

    @property
    def suffix(self) -> str:
        """Of files in it; CSV is several, in a folder or an archive."""
        return ".md" if self is ReportFormatName.MARKDOWN else f".{self.value}"


_BY_SUFFIX: Final[Mapping[str, ReportFormatName]] = {
    ".md": ReportFormatName.MARKDOWN,
    ".html": ReportFormatName.HTML,
    ".htm": ReportFormatName.HTML,
    ".json": ReportFormatName.JSON,
    ".csv": ReportFormatName.CSV,
    ".zip": ReportFormatName.CSV,
}
_CALLED: Final[Mapping[ReportFormatName, str]] = {
    ReportFormatName.MARKDOWN: "Markdown",
    ReportFormatName.HTML: "HTML",
    ReportFormatName.JSON: "JSON",
    ReportFormatName.CSV: "CSV",
}

FormatOption: TypeAlias = Annotated[
    list[ReportFormatName] | None,
    typer.Option(
        "--format",
        help="What the report looks like; may be repeated. Default: what the name of --output ends"
        " in (.md, .html, .json; .zip for csv), else markdown.",
        show_default=False,
    ),
]
# A path would lose the slash at its end, which is what tells a folder.
OutputOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="PATH",
        help="A file, or a folder for NAME.md: one that is there, or a name that ends in / or has"
        " no suffix. Default: standard output.",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Destination:
    """Where a report goes, and as what.

    Attributes:
        asked_for: the formats that somebody named, or that the name of the file tells.
        path: of a file or folder; None for standard output.
        is_folder: whether files with names of their own go below the path.
    """

    asked_for: tuple[ReportFormatName, ...]
    path: Path | None
    is_folder: bool

    @property
    def formats(self) -> tuple[ReportFormatName, ...]:
        """In which the report is written: Markdown, if nothing else is asked for."""
        return self.asked_for or (ReportFormatName.MARKDOWN,)


def destination_of(output: str | None, formats: Sequence[ReportFormatName] | None) -> Destination:
    """Return where a report goes, from the flags that say so.

    Args:
        output: of `--output`, as it was written.
        formats: of `--format`.

    Raises:
        OutputError: nobody may look there.
        UsageError: the formats don't go there.
    """
    named = tuple(dict.fromkeys(formats or ()))
    if output is None:
        return Destination(asked_for=named, path=None, is_folder=False)
    path = Path(output)
    if _is_folder(output, path):
        return Destination(asked_for=named, path=path, is_folder=True)
    if len(named) > 1:
        raise UsageError(f"{output} is one file, but the formats are several", hint="name a folder")
    told = _BY_SUFFIX.get(path.suffix.lower())
    if named and told is not None and named != (told,):
        raise UsageError(
            f"{output} ends as {_CALLED[told]} does, but --format is {named[0]}",
            hint="leave one of the two out, or let them agree",
        )
    asked_for = named or (() if told is None else (told,))
    return Destination(asked_for=asked_for, path=path, is_folder=False)


def _is_folder(output: str, path: Path) -> bool:
    """Whether files go below a path; what is not there yet is told by its name.

    Raises:
        OutputError: nobody may look there.
    """
    if output.endswith("/"):
        return True
    try:
        return S_ISDIR(path.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return path.suffix == ""
    except OSError as error:
        reason = (error.strerror or "it can't be looked at").lower()
        raise OutputError(f"{output}: {reason}", hint="choose another place") from error
