"""Problems: each once for the period, however many runs and branches repeated it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from renovate_kit.reports.events import ProblemLevel
from renovate_kit.reports.problems.catalogue import explain
from renovate_kit.reports.problems.fingerprint import fingerprint
from renovate_kit.reports.problems.hidden import STATES
from renovate_kit.reports.problems.parts import parts_of
from renovate_kit.reports.report import ProblemState, ProblemSummary
from renovate_kit.reports.statistics.history import RepositoryHistory
from renovate_kit.reports.statistics.period_rows import PeriodRows, ProblemStandings
from renovate_kit.reports.store.rows import ProblemRow, RunRow

__all__ = ["process_problems", "repository_problems"]

_WORST_FIRST: Final = {
    ProblemLevel.FATAL: 0,
    ProblemLevel.ERROR: 1,
    ProblemLevel.WARN: 2,
    ProblemLevel.DEBUG: 3,
}
_LONGEST_DETAIL: Final = 300


def repository_problems(history: RepositoryHistory) -> tuple[ProblemSummary, ...]:
    """Return the problems of a repository's runs, the worst first."""
    turns = history.turns
    rows = [row for turn in turns for row in turn.problems]
    return _summarise(rows, turns[-1].run if turns else None, history.problem_states)


def process_problems(rows: PeriodRows) -> tuple[ProblemSummary, ...]:
    """Return the problems of a period that belong to no repository."""
    return _summarise(rows.problems, rows.runs[-1] if rows.runs else None, rows.problem_states)


def _summary(
    group: Sequence[ProblemRow],
    last_run: RunRow | None,
    states: ProblemStandings,
) -> ProblemSummary:
    level, message, detail = group[0].level, group[0].message, group[0].detail
    # One record may tell of several problems: the one that needs a person most counts.
    names = [fingerprint(level, message, part) for part in parts_of(message, detail)]
    places = [(group[0].repository, name) for name in names]
    found = [states[place] for place in places if place in states]
    known = {each.state for each in found}
    return ProblemSummary(
        level=level.value,
        message=message,
        detail=_shortened(detail),
        runs=len({each.run_id for each in group}),
        count=sum(each.count for each in group),
        first_at=min(each.first_at for each in group),
        last_at=max(each.first_at for each in group),
        in_last_run=any(last_run and each.run_id == last_run.run_id for each in group),
        branches=tuple(sorted({each.branch for each in group if each.branch})),
        remedy=explain(message, detail).remedy,
        words=explain(message, detail).title,
        state=next((state for state in ProblemState if state in known), None),
        first_seen=min((each.first_seen for each in found if each.first_seen), default=None),
    )


def _shortened(detail: str) -> str:
    """Return a detail that fits a cell: a list of problems may be long."""
    if len(detail) <= _LONGEST_DETAIL:
        return detail
    return f"{detail[: _LONGEST_DETAIL - 1].rstrip()}…"


def _summarise(
    rows: Sequence[ProblemRow],
    last_run: RunRow | None,
    states: ProblemStandings,
) -> tuple[ProblemSummary, ...]:
    """Return one summary for each problem, worst level first, then most runs."""
    grouped: defaultdict[tuple[ProblemLevel, str, str], list[ProblemRow]] = defaultdict(list)
    for row in rows:
        if row.message not in STATES:
            grouped[row.level, row.message, row.detail].append(row)
    summaries = [_summary(group, last_run, states) for group in grouped.values()]
    return tuple(
        sorted(
            summaries,
            key=lambda each: (
                _WORST_FIRST[ProblemLevel(each.level)],
                -each.runs,
                each.message,
                each.detail,
            ),
        )
    )
