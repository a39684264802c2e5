"""Problems for people at a terminal."""

from collections.abc import Iterable, Sequence
from typing import Final

from renovate_kit.reports.formats.aligned_table import (
    BESIDE_HEADINGS,
    BETWEEN_COLUMNS,
    aligned_table,
)
from renovate_kit.reports.formats.errors_wording import (
    counted,
    facts_of,
    grouped,
    notices_of,
    place_of,
    shown_in,
    state_of,
    summary_of,
    when,
)
from renovate_kit.reports.formats.terminal_text import Layout, harmless
from renovate_kit.reports.problem_report import Problem, ProblemHistory, ProblemReport

__all__ = ["ErrorsText"]

_HEADERS: Final = (
    ("fingerprint", 0),
    ("state", 0),
    ("level", 80),
    ("category", 100),
    ("runs", 60),
    ("last seen (UTC)", 120),
    ("problem", 0),
)
_RUN_HEADERS: Final = (
    ("run", 0),
    ("started (UTC)", 0),
    ("repository", 100),
    ("times", 60),
    ("detail", 0),
)
"""Headings, and from which width on they are shown; the last one gets the room that is left."""
_NARROWEST_PROBLEM: Final = 20
_NUMBERS: Final = frozenset({"runs", "times", "run"})
_MOST_RUNS: Final = 50
_ELLIPSIS: Final = "…"


class ErrorsText:
    """A table with one line for each problem, and a count.

    Args:
        layout: of the terminal; a narrow one gets fewer columns.
    """

    def __init__(self, layout: Layout | None = None) -> None:
        self._layout = layout or Layout()

    def render(self, report: ProblemReport, *, everything: bool) -> str:
        """Return the list."""
        problems = shown_in(report, everything=everything)
        lines = []
        if problems:
            lines += [self._table(_HEADERS, map(_row, problems)), ""]
        notes = [summary_of(report), *notices_of(report)]
        if problems:
            notes.append(
                "`renovate-kit errors show FINGERPRINT` says what one means and what to do"
            )
        lines += map(self._layout.wrapped, notes)
        return "".join(f"{line}\n" for line in lines)

    def render_history(self, history: ProblemHistory) -> str:
        """Return one problem, what to do about it, and the latest runs that had it."""
        problem = history.problem
        facts = list(facts_of(history))
        width = max(len(name) for name, _ in facts)
        hanging = " " * (width + 2)
        lines = [self._layout.wrapped(_headline(problem)), ""]
        lines += [
            self._layout.wrapped(f"{name:<{width}}  {text}", hanging=hanging)
            for name, text in facts
        ]
        lines += ["", self._table(_RUN_HEADERS, _run_rows(history))]
        more = len(history.occurrences) - _MOST_RUNS
        if more > 0:
            lines.append(f"and {counted(more, 'earlier one')}; --format json has all")
        return "".join(f"{line}\n" for line in lines)

    def _table(self, headings: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]) -> str:
        """Return a table; its last column is shortened to what a terminal leaves it."""
        terminal = self._layout.width
        places = [
            at
            for at, (_, narrowest) in enumerate(headings)
            if terminal is None or terminal >= narrowest
        ]
        headers = [headings[at][0] for at in places]
        cells = [[harmless(row[at]) for at in places] for row in rows]
        room = None
        if terminal is not None:
            columns = list(zip(headers, *cells, strict=True))[:-1]
            taken = sum(
                max(len(heading) + BESIDE_HEADINGS, *map(len, rest)) + BETWEEN_COLUMNS
                for heading, *rest in columns
            )
            room = max(_NARROWEST_PROBLEM, terminal - taken)
        shortened = [[*row[:-1], _shortened(row[-1], room)] for row in cells]
        return aligned_table(headers, shortened, right=_NUMBERS)


def _headline(problem: Problem) -> str:
    return problem.message if problem.title is None else f"{problem.title} ({problem.message})"


def _row(problem: Problem) -> Sequence[str]:
    said = problem.title or problem.message
    return (
        problem.fingerprint,
        state_of(problem),
        problem.level,
        problem.category,
        grouped(problem.runs),
        when(problem.last_seen),
        f"{said}: {problem.detail}" if problem.detail else said,
    )


def _run_rows(history: ProblemHistory) -> Iterable[Sequence[str]]:
    for each in history.occurrences[:_MOST_RUNS]:
        yield (
            str(each.run_id),
            when(each.started_at),
            place_of(each),
            grouped(each.count),
            each.detail,
        )


def _shortened(text: str, room: int | None) -> str:
    return text if room is None or len(text) <= room else text[: room - 1].rstrip() + _ELLIPSIS
