"""What a report is written as, and where to."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeAlias, assert_never

import typer

from renovate_kit.cli.output import say, write_whole
from renovate_kit.errors import UsageError

if TYPE_CHECKING:
    from renovate_kit.reports.formats.report_layout import ReportLayout
    from renovate_kit.reports.report import Period, Report

__all__ = [
    "Content",
    "FormatOption",
    "OutputOption",
    "ReportFormatName",
    "laid_out",
    "stem_of",
    "write_contents",
]

Content: TypeAlias = str | Mapping[str, str]
"""The text of one file, or of several by their names."""

_TABLES = ".csv"
_ARCHIVE = ".zip"


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


FormatOption: TypeAlias = Annotated[
    list[ReportFormatName] | None,
    typer.Option(
        "--format",
        help="What the report looks like; may be repeated. Default: markdown.",
        show_default=False,
    ),
]
OutputOption: TypeAlias = Annotated[
    Path | None,
    typer.Option(
        metavar="PATH",
        help="A file, or a folder (ending in /) for NAME.md. Default: standard output.",
        show_default=False,
    ),
]


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
    names: Sequence[ReportFormatName],
    output: Path | None,
    *,
    stem: str,
    render: Callable[[ReportFormatName], Content],
) -> None:
    """Write what was asked for, and name each file that was written.

    All formats are laid out before the first file is written.

    Args:
        names: of the formats.
        output: a file, a folder, or None for standard output.
        stem: what files in a folder are called.
        render: lays out one format.

    Raises:
        OutputError: a file can't be written.
        UsageError: several files would go to one, or to standard output.
    """
    chosen = tuple(dict.fromkeys(names)) or (ReportFormatName.MARKDOWN,)
    if output is None:
        _say(chosen, render)
        return
    is_folder = output.is_dir() or output.suffix == ""
    if len(chosen) > 1 and not is_folder:
        raise UsageError(f"{output} is one file, but the formats are several", hint="name a folder")
    contents = [(name, render(name)) for name in chosen]
    for name, content in contents:
        _write(output / f"{stem}{name.suffix}" if is_folder else output, content)


def _say(chosen: Sequence[ReportFormatName], render: Callable[[ReportFormatName], Content]) -> None:
    if len(chosen) > 1:
        raise UsageError("several formats need --output", hint="name a folder for them")
    content = render(chosen[0])
    if not isinstance(content, str):
        hint = "name a folder, or a file that ends in .zip"
        raise UsageError("CSV is several tables and needs --output", hint=hint)
    say(content)


def _write(path: Path, content: Content) -> None:
    if isinstance(content, str):
        write_whole(path, content)
        say(f"{path}\n")
        return
    if path.suffix == _ARCHIVE:
        from renovate_kit.reports.formats.csv_report import archive

        write_whole(path, archive(content))
        say(f"{path}\n")
        return
    if path.suffix != _TABLES:
        hint = "name a folder, or a file that ends in .zip"
        raise UsageError(f"{path} is one file, but CSV is several tables", hint=hint)
    folder = path.with_suffix("")
    for name, text in content.items():
        write_whole(folder / name, text)
    say(f"{folder}/\n")
