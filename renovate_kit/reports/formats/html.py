"""HTML: one file that needs nothing else, for screens of any size and for paper."""

from typing import Final

from renovate_kit.reports.formats.html_page import HtmlPage
from renovate_kit.reports.formats.notation import notation_of, written_in
from renovate_kit.reports.formats.outline import outline
from renovate_kit.reports.formats.page_bar import PageBar
from renovate_kit.reports.formats.report_layout import ReportLayout
from renovate_kit.reports.formats.sections import HTML_ORDER
from renovate_kit.reports.formats.shown_repositories import shown_repositories
from renovate_kit.reports.formats.template_files import template_mistakes
from renovate_kit.reports.formats.trend_lines import is_telling
from renovate_kit.reports.report import Report

__all__ = ["HtmlFormat"]

_TEMPLATE: Final = "report.html.j2"
_MOST_SECTIONS: Final = 100
"""So many repositories have a section of their own."""

_OPEN_SECTIONS: Final = 5
"""Of more repositories than this, the sections are folded."""

_MOST_QUIET: Final = 50
"""So many repositories of which a line says all are shown at once with the others."""

_MOST_THINGS: Final = 25
"""So many things that need a person are shown at once; the others are folded."""


class HtmlFormat:
    """A report as one HTML file without anything external.

    Args:
        layout: what somebody chose of it.
        bar: what a page that is served has at its top; a file has none.
    """

    name = "html"
    suffix = ".html"

    def __init__(self, layout: ReportLayout | None = None, *, bar: PageBar | None = None) -> None:
        self._layout = layout or ReportLayout()
        self._notation = notation_of(self._layout.locale)
        self._bar = bar

    def render(self, report: Report) -> str:
        """Return the report as HTML.

        Raises:
            InputError: a template of the user is wrong.
        """
        with written_in(self._notation), template_mistakes(self._layout.templates):
            return self._rendered(report)

    def _rendered(self, report: Report) -> str:
        page = HtmlPage(self._layout.templates, bar=self._bar)
        parts = shown_repositories(report, most=_MOST_SECTIONS)
        single = len(report.repositories) == 1
        return page.render(
            _TEMPLATE,
            report=report,
            zone=report.time_zone,
            outline=outline(
                page.environment,
                report,
                parts,
                sections=self._layout.sections or HTML_ORDER,
                suffix=self.suffix,
            ),
            single=single,
            part=report.repositories[0] if single else None,
            key="",
            level=2,
            parts=parts,
            has_trend=is_telling(report.trend),
            most_quiet=_MOST_QUIET,
            most_things=_MOST_THINGS,
            open_sections=_OPEN_SECTIONS,
        )
