"""Problems for people at a terminal."""

from collections.abc import Iterable, Sequence
from typing import Final

from tabulate import tabulate

from renovate_kit.reports.formats.errors_wording import (
    counted,
    facts_of,
    notices_of,
    place_of,
    shown_in,
    state_of,
    summary_of,
    when,
)
from renovate_kit.reports.problem_report import Problem, ProblemHistory, ProblemReport

__all__ = ["ErrorsText"]

_HEADERS: Final = (
    "fingerprint",
    "state",
    "level",
    "category",
    "runs",
    "last seen (UTC)",
    "problem",
)
_RUN_HEADERS: Final = ("run", "started (UTC)", "repository", "times", "detail")
_WIDEST_PROBLEM: Final = 90
_MOST_RUNS: Final = 50
_ELLIPSIS: Final = "…"


class ErrorsText:
    """A table with one line for each problem, and a count."""

    def render(self, report: ProblemReport, *, everything: bool) -> str:
        """Return the list."""
        problems = shown_in(report, everything=everything)
        lines = []
        if problems:
            lines += [_table(_HEADERS, map(_row, problems)), ""]
        lines.append(summary_of(report))
        lines += notices_of(report)
        if problems:
            lines.append(
                "`renovate-kit errors show FINGERPRINT` says what one means and what to do"
            )
        return "".join(f"{line}\n" for line in lines)

    def render_history(self, history: ProblemHistory) -> str:
        """Return one problem, what to do about it, and the latest runs that had it."""
        problem = history.problem
        facts = list(facts_of(history))
        width = max(len(name) for name, _ in facts)
        lines = [_headline(problem), ""]
        lines += [f"{name:<{width}}  {text}" for name, text in facts]
        lines += ["", _table(_RUN_HEADERS, _run_rows(history))]
        more = len(history.occurrences) - _MOST_RUNS
        if more > 0:
            lines.append(f"and {counted(more, 'earlier one')}; --format json has all")
        return "".join(f"{line}\n" for line in lines)


def _headline(problem: Problem) -> str:
    return problem.message if problem.title is None else f"{problem.title} ({problem.message})"


def _row(problem: Problem) -> Sequence[str]:
    said = problem.title or problem.message
    return (
        problem.fingerprint,
        state_of(problem),
        problem.level,
        problem.category,
        f"{problem.runs:,}",
        when(problem.last_seen),
        _shortened(f"{said}: {problem.detail}" if problem.detail else said),
    )


def _run_rows(history: ProblemHistory) -> Iterable[Sequence[str]]:
    for each in history.occurrences[:_MOST_RUNS]:
        yield (
            str(each.run_id),
            when(each.started_at),
            place_of(each),
            f"{each.count:,}",
            _shortened(each.detail),
        )


def _table(headers: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    aligned = ["right" if header in {"runs", "times", "run"} else "left" for header in headers]
    table = tabulate(
        list(rows), headers=headers, tablefmt="simple", colalign=aligned, disable_numparse=True
    )
    return "\n".join(line.rstrip() for line in table.splitlines())


def _shortened(text: str) -> str:
    if len(text) <= _WIDEST_PROBLEM:
        return text
    return text[: _WIDEST_PROBLEM - 1].rstrip() + _ELLIPSIS
