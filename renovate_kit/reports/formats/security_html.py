"""The history of vulnerabilities as an HTML page, with the same facts as the Markdown."""

from dataclasses import replace
from typing import Final

from renovate_kit.reports.formats.document import Document, DocumentSection, Listing
from renovate_kit.reports.formats.document_html import document_in_html
from renovate_kit.reports.formats.html_page import HtmlPage
from renovate_kit.reports.formats.security_tables import vulnerabilities_table
from renovate_kit.reports.formats.security_wording import (
    as_of,
    evidence_of,
    likelihood_of,
    notes_of,
    summary_of,
    title_of,
)
from renovate_kit.reports.formats.sentences import days_of
from renovate_kit.reports.formats.wording import sentence
from renovate_kit.reports.formats.words import Code
from renovate_kit.reports.report import Period
from renovate_kit.reports.security_report import SecurityEntry, SecurityReport

__all__ = ["SecurityHtml"]

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
            subtitle=(*days_of(self._period, self._time_zone), f", {self._time_zone}"),
            # Of which time they are stands above.
            lead=(summary_of(replace(report, since=None, until=None)),),
            notes=() if known is None else ((sentence(known),),),
            sections=self._sections(report),
            origin=_ORIGIN,
        )

    def _sections(self, report: SecurityReport) -> tuple[DocumentSection, ...]:
        entries = report.entries
        if not entries:
            said = "None." if report.known_until is not None else "Unknown."
            return (DocumentSection(heading="Vulnerabilities", paragraphs=((said,),)),)
        is_of_several = len({entry.repository for entry in entries}) > 1
        table = vulnerabilities_table(entries, self._time_zone, with_repository=is_of_several)
        return (
            DocumentSection(heading="Vulnerabilities", tables=(table,)),
            DocumentSection(heading="Evidence", listings=tuple(map(_evidence, entries))),
        )


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
