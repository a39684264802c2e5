"""Brings a weekly report where it was asked for: files, an index of them, and GitHub.

Everything is laid out before the first file is written and before anything is sent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from renovate_kit.cli.output import say, write_whole
from renovate_kit.cli.report_destination import Destination, ReportFormatName
from renovate_kit.cli.report_files import Content, write_contents

if TYPE_CHECKING:
    from renovate_kit.cli.publish_request import PublishFlags
    from renovate_kit.reports.report import Period, Report

__all__ = ["Delivery", "deliver"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What is wanted of a report.

    Attributes:
        destination: of files; standard output counts only if it is asked for or nothing else is.
        stem: what files in a folder are called.
        render: lays the report out in one format.
        index: whether the folder gets an index.
        publishing: the flags that publish it.
        summarise: makes the report of another week.
    """

    destination: Destination
    stem: str
    render: Callable[[ReportFormatName], Content]
    index: bool
    publishing: "PublishFlags"
    summarise: "Callable[[Period], Report]"


def deliver(report: "Report", wanted: Delivery) -> int:
    """Write and publish a report, and return the exit code.

    Raises:
        InputError: the file of the token can't be read.
        OutputError: a file can't be written, or is not ours.
        UsageError: flags don't go together.
    """
    from renovate_kit.cli.publish import LaidOut, publish
    from renovate_kit.cli.publish_request import publish_request
    from renovate_kit.cli.report_index import index_beside, trends_of

    render = cache(wanted.render)
    trend_up_to = trends_of(report, wanted.summarise)
    request = publish_request(wanted.publishing, report)
    week, repositories = report.period.name, wanted.publishing.repositories
    laid_out = None
    if request is not None:
        markdown = str(render(ReportFormatName.MARKDOWN))
        laid_out = LaidOut(
            name=week, markdown=markdown, trend_up_to=trend_up_to, repositories=repositories
        )
    page = None
    if wanted.index:
        page = index_beside(
            wanted.destination, render, trend_up_to, week=week, trend_of=repositories
        )
    goes_to = wanted.destination
    if goes_to.path is not None or goes_to.asked_for or request is None:
        write_contents(goes_to, stem=wanted.stem, render=render)
    if page is not None:
        write_whole(*page)
        say(f"{page[0]}\n")
    return 0 if request is None or laid_out is None else publish(request, laid_out)
