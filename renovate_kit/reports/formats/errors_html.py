"""Problems as an HTML page, with the same facts as the Markdown."""

from dataclasses import replace
from typing import Final

from renovate_kit.reports.formats.document import Document, DocumentSection
from renovate_kit.reports.formats.document_html import document_in_html
from renovate_kit.reports.formats.errors_wording import (
    UNKNOWN,
    notices_of,
    shown_in,
    state_of,
    summary_of,
)
from renovate_kit.reports.formats.html_page import HtmlPage
from renovate_kit.reports.formats.sentences import days_of
from renovate_kit.reports.formats.tables import Column, Table
from renovate_kit.reports.formats.wording import sentence
from renovate_kit.reports.formats.words import NOTHING, Code, Linked, Moment, Words
from renovate_kit.reports.problem_report import Problem, ProblemReport
from renovate_kit.reports.report import Period

__all__ = ["ErrorsHtml"]

_COLUMNS: Final = (
    Column("Problem"),
    Column("State"),
    Column("What to do", is_text=True),
    Column("Last seen"),
    Column("Runs", is_number=True),
    Column("Level"),
    Column("Category"),
    Column("Fingerprint"),
)


class ErrorsHtml:
    """A count, a table, and what the table can't show.

    Args:
        period: of which the problems are.
        time_zone: in which times are told.
        page: the frame; one of a file if there is none.
    """

    def __init__(self, period: Period, *, time_zone: str, page: HtmlPage | None = None) -> None:
        self._period = period
        self._time_zone = time_zone
        self._page = page or HtmlPage()

    def render(self, report: ProblemReport, *, everything: bool) -> str:
        """Return the list, with a newline at its end.

        Args:
            report: the problems of the period.
            everything: whether to list those that are ignored, too.
        """
        return document_in_html(self._document(report, everything=everything), self._page)

    def _document(self, report: ProblemReport, *, everything: bool) -> Document:
        problems = shown_in(report, everything=everything)
        section = (
            DocumentSection(heading="Problems", tables=(self._table(problems),))
            if problems
            else DocumentSection(heading="Problems", paragraphs=(("None.",),))
        )
        return Document(
            title=f"Renovate problems {self._period.name}",
            subtitle=(*days_of(self._period, self._time_zone), f", {self._time_zone}"),
            # Of which time they are stands above.
            lead=(summary_of(replace(report, since=None)),),
            notes=tuple((sentence(notice),) for notice in notices_of(report)),
            sections=(section,),
        )

    def _table(self, problems: tuple[Problem, ...]) -> Table:
        return Table("Problems", _COLUMNS, tuple(self._row(problem) for problem in problems))

    def _row(self, problem: Problem) -> tuple[Words, ...]:
        last = problem.last_seen
        return (
            _title(problem),
            (state_of(problem),),
            _remedy(problem),
            (UNKNOWN,) if last is None else (Moment(last, self._time_zone),),
            (problem.runs,),
            (problem.level,),
            (problem.category,),
            (Code(problem.fingerprint),),
        )


def _title(problem: Problem) -> Words:
    detail: Words = (": ", Code(problem.detail)) if problem.detail else NOTHING
    if problem.title is None:
        return (problem.message, *detail)
    return (f"{problem.title} (", Code(problem.message), ")", *detail)


def _remedy(problem: Problem) -> Words:
    if problem.docs is None:
        return (problem.remedy,)
    return (f"{problem.remedy}; see ", Linked("Renovate's documentation", problem.docs))
