"""The index of a folder of weekly reports, beside the files that `report weekly` writes."""

from collections.abc import Callable, Sequence
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from renovate_kit.cli.report_destination import Destination, ReportFormatName
from renovate_kit.cli.report_files import Content
from renovate_kit.errors import InputError, UsageError

if TYPE_CHECKING:
    from renovate_kit.reports.measures import Trend
    from renovate_kit.reports.report import Period, Report

__all__ = ["index_beside", "trends_of"]


def trends_of(
    report: "Report", summarise: "Callable[[Period], Report]"
) -> "Callable[[str], Trend | None]":
    """Return what tells the trend up to a week, which is mostly that of the report itself.

    Args:
        report: whose trend is known.
        summarise: makes the report of another week.
    """

    def trend_up_to(week: str) -> "Trend | None":
        from renovate_kit.reports.weeks import parse_week

        if week == report.period.name:
            return report.trend
        try:
            return summarise(parse_week(week, report.period.start.tzinfo or UTC)).trend
        except (InputError, UsageError):
            return None

    return trend_up_to


def index_beside(
    destination: Destination,
    render: Callable[[ReportFormatName], Content],
    trend_up_to: "Callable[[str], Trend | None]",
    *,
    week: str,
    trend_of: Sequence[str],
) -> tuple[Path, str]:
    """Return path and text of the index of the folder that a report goes to.

    Args:
        destination: where the report goes.
        render: lays it out.
        trend_up_to: tells the trend.
        week: what the period of the report is called.
        trend_of: the repositories that the trend is of; none means all.

    Raises:
        OutputError: there is an index that we did not write.
        UsageError: the report goes to no folder, or is of no week.
    """
    from renovate_kit.reports.formats.index_page import INDEX_NAME, is_week
    from renovate_kit.reports.publishing.index import DiskFolder, updated_index

    folder = destination.path
    if folder is None or not destination.is_folder:
        raise UsageError("--index needs a folder", hint="name it, as in --output reports/weekly/")
    if not is_week(week):
        hint = "choose a week with --week, or leave --index out"
        raise UsageError(f"{week} is no week, and an index is of weeks", hint=hint)
    new = {}
    for name in destination.formats:
        content = render(name)
        is_read = name is ReportFormatName.MARKDOWN and isinstance(content, str)
        new[f"{week}{name.suffix}"] = str(content) if is_read else ""
    return folder / INDEX_NAME, updated_index(
        DiskFolder(folder), new, trend_up_to, trend_of=trend_of
    )
