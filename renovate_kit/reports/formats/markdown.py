"""Markdown for GitHub: one file a week, the same bytes for the same report."""

from collections.abc import Iterator
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from renovate_kit.reports.formats import (
    facts,
    figures,
    sentences,
    tables,
    trend_lines,
    wording,
)
from renovate_kit.reports.formats.markdown_tables import table_in_markdown
from renovate_kit.reports.formats.markdown_text import Markdown, code, escape_markdown, in_markdown
from renovate_kit.reports.formats.shown_repositories import shown_repositories
from renovate_kit.reports.report import Report

__all__ = ["MarkdownFormat"]

_TEMPLATE: Final = "report.md.j2"
_FOLDED_FROM: Final = 16
"""Tables of so many rows are folded."""

_MOST_SECTIONS: Final = 50
"""So many repositories have a section of their own: GitHub shows no file that is too large."""

_MOST_QUIET: Final = 100
"""So many others have a line in the table."""

_MOST_THINGS: Final = 100
"""So many things that need a person are listed."""


class MarkdownFormat:
    """A report that GitHub renders well and that reads as plain text too."""

    name = "markdown"
    suffix = ".md"

    def __init__(self) -> None:
        self._environment = _environment()

    def render(self, report: Report) -> str:
        """Return the report as Markdown."""
        template = self._environment.get_template(_TEMPLATE)
        single = len(report.repositories) == 1
        text = template.render(
            report=report,
            zone=report.time_zone,
            single=single,
            heading=Markdown("##" if single else "###"),
            folded_from=_FOLDED_FROM,
            things=[words for _, words in facts.attention_items(report)],
            most_things=_MOST_THINGS,
            parts=shown_repositories(report, most=_MOST_SECTIONS),
            most_quiet=_MOST_QUIET,
            chart=Markdown("\n".join(_chart(report))),
        )
        return text.rstrip("\n") + "\n"


def _chart(report: Report) -> Iterator[str]:
    return iter(()) if report.trend is None else trend_lines.chart(report.trend)


def _environment() -> Environment:
    # Jinja2 escapes for HTML; for Markdown `finalize` does it, for every value that is put in.
    environment = Environment(
        loader=PackageLoader("renovate_kit.reports.formats"),
        autoescape=False,  # noqa: S701 - see above
        finalize=_finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        facts=facts, figures=figures, sentences=sentences, tables=tables, trends=trend_lines
    )
    environment.filters.update(code=code, count=wording.count, sentence=wording.sentence)
    return environment


def _finalize(value: object) -> object:
    """Return what a template puts in: Markdown as it is, numbers grouped, text escaped."""
    match value:
        case Markdown() | bool():
            return value
        case int():
            return wording.number(value)
        case str():
            return escape_markdown(value)
        case tables.Table():
            return table_in_markdown(value)
        case tuple():
            return in_markdown(value)
        case _:
            return value
