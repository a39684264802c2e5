"""What a report is written as, and where to."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, assert_never

from renovate_kit.cli.output import say, write_whole
from renovate_kit.cli.report_destination import Destination, ReportFormatName
from renovate_kit.errors import UsageError

if TYPE_CHECKING:
    from renovate_kit.reports.formats.report_layout import ReportLayout
    from renovate_kit.reports.report import Period, Report

__all__ = [
    "Content",
    "laid_out",
    "stem_of",
    "write_contents",
]

Content: TypeAlias = str | Mapping[str, str]
"""The text of one file, or of several by their names."""

_ARCHIVE: Final = ".zip"
_PLACE_OF_TABLES: Final = "name a folder, or a file that ends in .zip"


def stem_of(period: "Period") -> str:
    """Return what files about a period are called, without a suffix."""
    return period.name.replace(" to ", "_")


def laid_out(name: ReportFormatName, report: "Report", layout: "ReportLayout") -> Content:
    """Return a report in one format.

    Args:
        name: of the format.
        report: what to lay out.
        layout: of Markdown and HTML; data is the same for everybody.
    """
    match name:
        case ReportFormatName.MARKDOWN:
            from renovate_kit.reports.formats.markdown import MarkdownFormat

            return MarkdownFormat(layout).render(report)
        case ReportFormatName.HTML:
            from renovate_kit.reports.formats.html import HtmlFormat

            return HtmlFormat(layout).render(report)
        case ReportFormatName.JSON:
            from renovate_kit.reports.formats.json_report import JsonFormat

            return JsonFormat().render(report)
        case ReportFormatName.CSV:
            from renovate_kit.reports.formats.csv_report import CsvTables

            return CsvTables().render_files(report)
        case _:
            assert_never(name)


def write_contents(
    destination: Destination, *, stem: str, render: Callable[[ReportFormatName], Content]
) -> None:
    """Write what was asked for, and name each file that was written.

    All formats are laid out before the first file is written.

    Args:
        destination: where it goes.
        stem: what files in a folder are called.
        render: lays out one format.

    Raises:
        OutputError: a file can't be written.
        UsageError: several files would go to one, or to standard output.
    """
    path = destination.path
    if path is None:
        _say(destination.formats, render)
        return
    contents = [(name, render(name)) for name in destination.formats]
    for name, content in contents:
        if not destination.is_folder:
            _write(path, content)
        elif isinstance(content, str):
            _write(path / f"{stem}{name.suffix}", content)
        else:
            _write_tables(path / stem, content)


def _say(
    formats: tuple[ReportFormatName, ...], render: Callable[[ReportFormatName], Content]
) -> None:
    if len(formats) > 1:
        raise UsageError("several formats need --output", hint="name a folder for them")
    content = _only_table(render(formats[0]))
    if not isinstance(content, str):
        raise UsageError("CSV is several tables and needs --output", hint=_PLACE_OF_TABLES)
    say(content)


def _write(path: Path, content: Content) -> None:
    """Write a report to one file.

    Raises:
        OutputError: it can't be written.
        UsageError: it is several tables, and the file is no archive.
    """
    if path.suffix.lower() == _ARCHIVE and not isinstance(content, str):
        from renovate_kit.reports.formats.csv_report import archive

        write_whole(path, archive(content))
    else:
        text = _only_table(content)
        if not isinstance(text, str):
            hint = _PLACE_OF_TABLES
            raise UsageError(f"{path} is one file, but CSV is several tables", hint=hint)
        write_whole(path, text)
    # Between what a pipe or a terminal gets, the name would be in the way.
    if path.is_file():
        say(f"{path}\n")


def _write_tables(folder: Path, tables: Mapping[str, str]) -> None:
    for name, text in tables.items():
        write_whole(folder / name, text)
    say(f"{folder}/\n")


def _only_table(content: Content) -> Content:
    """Return the text of a table that is the only one, as a file can hold that."""
    if isinstance(content, str) or len(content) > 1:
        return content
    return next(iter(content.values()))
