"""Markdown for GitHub: one file a week, the same bytes for the same report."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from renovate_kit.reports.formats import tables, trend_lines, wording
from renovate_kit.reports.formats.attention_lines import attention_lines
from renovate_kit.reports.formats.markdown_limits import MarkdownLimits
from renovate_kit.reports.formats.markdown_tables import table_in_markdown
from renovate_kit.reports.formats.markdown_text import Markdown, code, escape_markdown, in_markdown
from renovate_kit.reports.formats.notation import notation_of, written_in
from renovate_kit.reports.formats.outline import outline
from renovate_kit.reports.formats.report_layout import ReportLayout
from renovate_kit.reports.formats.sections import MARKDOWN_ORDER
from renovate_kit.reports.formats.shown_repositories import shown_repositories
from renovate_kit.reports.formats.template_environment import template_environment
from renovate_kit.reports.formats.template_files import template_mistakes
from renovate_kit.reports.report import Report

__all__ = ["MarkdownFormat"]

_TEMPLATE: Final = "report.md.j2"
_FOLDED_FROM: Final = 16
"""Tables of so many rows are folded."""


class MarkdownFormat:
    """A report that GitHub renders well and that reads as plain text too.

    Args:
        layout: what somebody chose of it.
        limits: how much of a large report there is.
    """

    name = "markdown"
    suffix = ".md"

    def __init__(
        self, layout: ReportLayout | None = None, *, limits: MarkdownLimits | None = None
    ) -> None:
        self._layout = layout or ReportLayout()
        self._limits = limits or MarkdownLimits()
        self._notation = notation_of(self._layout.locale)
        self._environment = _environment(self._layout.templates)

    def render(self, report: Report) -> str:
        """Return the report as Markdown.

        Raises:
            InputError: a template of the user is wrong.
        """
        with written_in(self._notation), template_mistakes(self._layout.templates):
            return self._fitting(report)

    def _fitting(self, report: Report) -> str:
        limits: MarkdownLimits | None = self._limits
        text = ""
        while limits is not None:
            text = self._rendered(report, limits)
            if len(text.encode()) <= limits.most_bytes:
                break
            limits = limits.tighter()
        return text

    def _rendered(self, report: Report, limits: MarkdownLimits) -> str:
        parts = shown_repositories(report, most=limits.most_sections)
        single = len(report.repositories) == 1
        text = self._environment.get_template(_TEMPLATE).render(
            report=report,
            zone=report.time_zone,
            outline=outline(
                self._environment,
                report,
                parts,
                sections=self._layout.sections or MARKDOWN_ORDER,
                suffix=self.suffix,
            ),
            single=single,
            part=report.repositories[0] if single else None,
            heading=Markdown("##" if single else "###"),
            folded_from=_FOLDED_FROM,
            things=list(attention_lines(report)),
            most_things=limits.most_things,
            most_members=limits.most_members,
            parts=parts,
            most_quiet=limits.most_quiet,
            most_rows=limits.most_rows,
            chart=Markdown("\n".join(_chart(report))),
        )
        return text.rstrip("\n") + "\n"


def _chart(report: Report) -> Iterator[str]:
    return iter(()) if report.trend is None else trend_lines.chart(report.trend)


def _environment(templates: Path | None) -> Environment:
    environment = template_environment(templates, _finalize, is_html=False)
    environment.globals.update(trends=trend_lines)
    environment.filters.update(code=code, markdown=Markdown)
    return environment


@pass_context
def _finalize(context: Context, value: object) -> object:
    """Return what a template puts in: Markdown as it is, numbers grouped, text escaped."""
    match value:
        case Markdown() | bool():
            return value
        case int():
            return wording.number(value)
        case str():
            return escape_markdown(value)
        case tables.Table():
            return table_in_markdown(value, most_rows=context.get("most_rows"))
        case tuple():
            return in_markdown(value)
        case _:
            return value
