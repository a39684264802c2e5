"""Problems as Markdown, for an issue or a wiki."""

from typing import Final

from renovate_kit.reports.formats.errors_wording import (
    facts_of,
    grouped,
    notices_of,
    place_of,
    shown_in,
    state_of,
    summary_of,
    when,
)
from renovate_kit.reports.formats.markdown_tables import table
from renovate_kit.reports.formats.markdown_text import Markdown, code, escape_markdown, link
from renovate_kit.reports.problem_report import Problem, ProblemHistory, ProblemReport

__all__ = ["ErrorsMarkdown"]

_HEADERS: Final = (
    "Problem",
    "Detail",
    "State",
    "Level",
    "Category",
    "Runs",
    "Last seen (UTC)",
    "What to do",
    "Fingerprint",
)
_NOTHING: Final = Markdown("-")


class ErrorsMarkdown:
    """A heading, a count and a table."""

    def render(self, report: ProblemReport, *, everything: bool) -> str:
        """Return the list."""
        problems = shown_in(report, everything=everything)
        parts = ["# Renovate problems", escape_markdown(summary_of(report))]
        if problems:
            parts.append(table(_HEADERS, map(_row, problems), right="lllllrlll"))
        notices = [f"- {escape_markdown(line)}" for line in notices_of(report)]
        if notices:
            parts.append("\n".join(notices))
        return "\n\n".join(parts) + "\n"

    def render_history(self, history: ProblemHistory) -> str:
        """Return one problem and the runs that had it."""
        facts = [f"- **{name}**: {_value(name, text)}" for name, text in facts_of(history)]
        rows = (
            (
                str(each.run_id),
                when(each.started_at),
                place_of(each),
                grouped(each.count),
                code(each.detail) or _NOTHING,
            )
            for each in history.occurrences
        )
        runs = table(("Run", "Started (UTC)", "Repository", "Times", "Detail"), rows, right="rllrl")
        return "\n\n".join((f"# {_title(history.problem)}", "\n".join(facts), runs)) + "\n"


def _row(problem: Problem) -> tuple[str, ...]:
    return (
        _title(problem),
        code(problem.detail) or _NOTHING,
        state_of(problem),
        problem.level,
        problem.category,
        grouped(problem.runs),
        when(problem.last_seen),
        problem.remedy,
        code(problem.fingerprint),
    )


def _title(problem: Problem) -> Markdown:
    if problem.title is None:
        return escape_markdown(problem.message)
    return Markdown(f"{escape_markdown(problem.title)} ({code(problem.message)})")


def _value(name: str, text: str) -> Markdown:
    if name == "see":
        return link(Markdown("Renovate's documentation"), text)
    return code(text) if name in {"fingerprint", "example"} else escape_markdown(text)
