"""The history of vulnerabilities as an HTML page, with the same facts as the Markdown."""

from datetime import datetime
from typing import Final

from renovate_kit.reports.formats.document import Document, DocumentSection, Listing
from renovate_kit.reports.formats.document_html import document_in_html
from renovate_kit.reports.formats.html_page import HtmlPage
from renovate_kit.reports.formats.run_wording import UNKNOWN
from renovate_kit.reports.formats.security_wording import (
    as_of,
    evidence_of,
    exposure_of,
    likelihood_of,
    name_of,
    notes_of,
    pull_request_of,
    severity_of,
    sla_of,
    state_of,
    summary_of,
    title_of,
)
from renovate_kit.reports.formats.tables import Column, Table
from renovate_kit.reports.formats.wording import day_range, sentence
from renovate_kit.reports.formats.words import NOTHING, Code, Linked, Moment, Strong, Words, joined
from renovate_kit.reports.report import Period
from renovate_kit.reports.security_report import SecurityEntry, SecurityReport

__all__ = ["SecurityHtml"]

_COLUMNS: Final = tuple(
    map(
        Column,
        (
            "Package",
            "Severity",
            "State",
            "Advisory",
            "From",
            "Fixed in",
            "Repository",
            "Pull request",
            "Detected",
            "Fixed",
            "Exposed",
            "SLA",
        ),
    )
)
_ORIGIN: Final = (
    "Written by renovate-kit from the logs of Renovate, and from what was synced of pull requests, "
    "alerts and advisories."
)


class SecurityHtml:
    """A count, a table, and what shows each line of it.

    Args:
        period: of which the vulnerabilities are.
        time_zone: in which times are told.
        page: the frame; one of a file if there is none.
    """

    def __init__(self, period: Period, *, time_zone: str, page: HtmlPage | None = None) -> None:
        self._period = period
        self._time_zone = time_zone
        self._page = page or HtmlPage()

    def render(self, report: SecurityReport) -> str:
        """Return the history, with a newline at its end."""
        return document_in_html(self._document(report), self._page)

    def _document(self, report: SecurityReport) -> Document:
        known = as_of(report)
        return Document(
            title=f"Vulnerabilities {self._period.name}",
            subtitle=(f"{day_range(self._period, self._time_zone)}, {self._time_zone}",),
            lead=(summary_of(report),),
            notes=() if known is None else ((sentence(known),),),
            sections=self._sections(report.entries),
            origin=_ORIGIN,
        )

    def _sections(self, entries: tuple[SecurityEntry, ...]) -> tuple[DocumentSection, ...]:
        if not entries:
            return (DocumentSection(heading="Vulnerabilities", paragraphs=(("None.",),)),)
        table = Table("Vulnerabilities", _COLUMNS, tuple(map(self._row, entries)))
        return (
            DocumentSection(heading="Vulnerabilities", tables=(table,)),
            DocumentSection(heading="Evidence", listings=tuple(map(_evidence, entries))),
        )

    def _row(self, entry: SecurityEntry) -> tuple[Words, ...]:
        return (
            (Code(name_of(entry)),),
            (Strong(severity_of(entry)) if entry.open else severity_of(entry),),
            (state_of(entry),),
            joined(", ", ((Code(number),) for number in entry.ids)) or ("(not told)",),
            _code(entry.vulnerable_version),
            _code(entry.fixed_version),
            (Code(entry.repository),),
            _pull_request(entry),
            self._moment(entry.detected_at) or (UNKNOWN,),
            self._moment(entry.fixed_at),
            (exposure_of(entry),),
            (sla_of(entry),),
        )

    def _moment(self, at: datetime | None) -> Words:
        return NOTHING if at is None else (Moment(at, self._time_zone),)


def _pull_request(entry: SecurityEntry) -> Words:
    told = entry.pull_request
    return NOTHING if told is None else (Linked(pull_request_of(entry), told.url),)


def _code(text: str | None) -> Words:
    return NOTHING if text is None else (Code(text),)


def _evidence(entry: SecurityEntry) -> Listing:
    summary = "" if entry.summary is None else f": {entry.summary}"
    lines = [
        *notes_of(entry),
        *likelihood_of(entry),
        *(evidence_of(each) for each in entry.evidence),
    ]
    return Listing(
        heading=(f"{title_of(entry)} in ", Code(entry.repository), summary),
        lines=tuple((line,) for line in lines) or (("nothing",),),
    )
