"""Markdown for GitHub: one file a week, the same bytes for the same report."""

from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from renovate_kit.reports.formats import markdown_facts, markdown_tables, wording
from renovate_kit.reports.formats.markdown_text import Markdown, code, escape_markdown
from renovate_kit.reports.report import Report

__all__ = ["MarkdownFormat"]

_TEMPLATE: Final = "report.md.j2"
_FOLDED_FROM: Final = 16
"""Tables of so many rows are folded."""


class MarkdownFormat:
    """A report that GitHub renders well and that reads as plain text too."""

    name = "markdown"
    suffix = ".md"

    def __init__(self) -> None:
        self._environment = _environment()

    def render(self, report: Report) -> str:
        """Return the report as Markdown."""
        template = self._environment.get_template(_TEMPLATE)
        zone = report.time_zone
        single = len(report.repositories) == 1
        text = template.render(
            report=report,
            zone=zone,
            days=wording.day_range(report.period, zone),
            single=single,
            heading=Markdown("##" if single else "###"),
            folded_from=_FOLDED_FROM,
        )
        return text.rstrip("\n") + "\n"


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
        answers=markdown_facts.answers,
        attention_lines=markdown_facts.attention_lines,
        facts_table=markdown_tables.facts_table,
        health=markdown_facts.health,
        held_back_table=markdown_tables.held_back_table,
        managers_table=markdown_tables.managers_table,
        option_links=markdown_facts.option_links,
        problems_table=markdown_tables.problems_table,
        pull_requests_table=markdown_tables.pull_requests_table,
        repositories_table=markdown_tables.repositories_table,
        security_lines=markdown_facts.security_lines,
        time_spent=markdown_facts.time_spent,
        types=markdown_facts.types,
        updates_table=markdown_tables.updates_table,
    )
    environment.filters.update(
        code=code,
        count=wording.count,
        moment=wording.moment,
        sentence=wording.sentence,
        week_of=wording.week_of,
    )
    return environment


def _finalize(value: object) -> object:
    """Return what a template puts in: Markdown as it is, numbers grouped, text escaped."""
    match value:
        case Markdown():
            return value
        case bool():
            return value
        case int():
            return wording.number(value)
        case str():
            return escape_markdown(value)
        case _:
            return value
