"""The list of runs for people at a terminal."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from renovate_kit.reports.formats.aligned_table import aligned_table
from renovate_kit.reports.formats.run_wording import (
    UNKNOWN,
    counted,
    lasting,
    pull_requests_words,
    when,
    without_time_words,
)
from renovate_kit.reports.formats.terminal_text import Layout, harmless
from renovate_kit.reports.run_report import ListedRun, RunList

__all__ = ["RunsText"]

_NUMBERS: Final = frozenset({"run", "problems", "updates"})
_COLUMNS: Final = (
    ("run", 0),
    ("started (UTC)", 0),
    ("verdict", 0),
    ("result", 70),
    ("duration", 56),
    ("problems", 0),
    ("updates", 80),
    ("pull requests", 118),
    ("repository", 62),
)
"""Headings, and from which width on they are shown."""
_WIDEST_PLACE: Final = 40


class RunsText:
    """A table with one line for each run, and a count.

    Args:
        layout: of the terminal; a narrow one gets fewer columns.
    """

    def __init__(self, layout: Layout | None = None) -> None:
        self._layout = layout or Layout()

    def render(self, listed: RunList) -> str:
        """Return the list."""
        lines = []
        if listed.runs:
            lines += [self._table(listed.runs), ""]
        lines.append(self._layout.wrapped(_summary(listed)))
        if listed.without_time:
            lines.append(self._layout.wrapped(without_time_words(listed.without_time)))
        if any(run.counts.updates is None for run in listed.runs):
            lines.append(
                self._layout.wrapped(
                    "updates are unknown where the log does not show them (LOG_LEVEL=debug)"
                )
            )
        if listed.runs:
            lines.append(
                self._layout.wrapped("`renovate-kit runs show RUN` tells what happened in one")
            )
        return "".join(f"{line}\n" for line in lines)

    def _table(self, runs: Sequence[ListedRun]) -> str:
        one_place = len({run.repositories for run in runs if run.repositories}) <= 1
        width = self._layout.width
        shown = [
            name
            for name, narrowest in _COLUMNS
            if (width is None or width >= narrowest)
            and not (name == "repository" and one_place and width is not None)
        ]
        rows = [[self._cell(name, run) for name in shown] for run in runs]
        return aligned_table(shown, rows, right=_NUMBERS)

    def _cell(self, name: str, run: ListedRun) -> str:
        return self._layout.verdict(run.verdict) if name == "verdict" else _CELLS[name](run)


def _duration(run: ListedRun) -> str:
    milliseconds = run.log_ms if run.duration_ms is None else run.duration_ms
    return lasting(milliseconds) if milliseconds is not None else UNKNOWN


def _number(count: int | None) -> str:
    return "?" if count is None else f"{count:,}"


def _pull_requests(counts: Mapping[str, int] | None) -> str:
    return "?" if counts is None else pull_requests_words(counts) or "-"


def _places(run: ListedRun) -> str:
    if not run.repositories:
        return "(none reached)"
    first, *others = run.repositories
    name = harmless(first)
    if len(name) > _WIDEST_PLACE:
        name = name[: _WIDEST_PLACE - 1] + "…"
    return f"{name} and {len(others)} more" if others else name


_CELLS: Final[Mapping[str, Callable[[ListedRun], str]]] = {
    "run": lambda run: str(run.run_id),
    "started (UTC)": lambda run: when(run.started_at),
    "result": lambda run: harmless(run.result or "-"),
    "duration": _duration,
    "problems": lambda run: _number(run.counts.problems),
    "updates": lambda run: _number(run.counts.updates),
    "pull requests": lambda run: _pull_requests(run.counts.pull_requests),
    "repository": _places,
}


def _summary(listed: RunList) -> str:
    counts = Counter(run.verdict for run in listed.runs)
    parts = ", ".join(f"{count:,} {verdict.value}" for verdict, count in counts.most_common())
    since = "" if listed.since is None else f" since {when(listed.since)} UTC"
    line = f"{counted(len(listed.runs), 'run')}{since}" + (f": {parts}" if parts else "")
    return f"{line}; there are more (--limit)" if listed.is_cut else line
