"""The rows of some repositories, put together run by run and in the order of things."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from renovate_kit.reports.events import BranchSeen, LogDetail
from renovate_kit.reports.statistics.period_rows import PartRows, ProblemStandings
from renovate_kit.reports.statistics.reasons import DRY_RUN
from renovate_kit.reports.statistics.verdict import (
    is_failure,
    is_skipped,
    judge,
    levels_of,
    stopped_early,
    told_result,
)
from renovate_kit.reports.store.rows import (
    DependencyCountRow,
    PhaseRow,
    ProblemRow,
    PullRequestEventRow,
    RunRow,
    TurnRow,
)
from renovate_kit.reports.store.week_rows import DependencyStandingRow
from renovate_kit.reports.verdicts import Verdict

__all__ = ["RepositoryHistory", "RepositoryRun", "assemble", "grouped"]

_Row = TypeVar("_Row")
_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryRun:
    """A run's turn at one repository, with all that was seen in it, and how it went.

    Problems of the process count in the `verdict`: they harm each repository of the run.

    """

    run: RunRow
    turn: TurnRow
    branches: tuple[BranchSeen, ...]
    pull_requests: tuple[PullRequestEventRow, ...]
    problems: tuple[ProblemRow, ...]
    verdict: Verdict

    @property
    def is_complete(self) -> bool:
        """Whether Renovate was done with the repository; a dry run may be so without a result."""
        return self.run.complete or self.turn.result is not None

    @property
    def is_dry_run(self) -> bool:
        """Whether Renovate changed nothing because it was told to (`dryRun`)."""
        stopped = self.run.complete and stopped_early(self.run, self.turn)
        return stopped or _says_dry_run(self.problems)

    @property
    def shows_updates(self) -> bool:
        """Whether the log tells which updates there are: an empty list then means none."""
        result = self.turn.result
        ended_well = result is not None and not is_failure(result) and not is_skipped(result)
        return bool(self.branches) or (ended_well and self.run.detail is LogDetail.DEBUG)


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryHistory:
    """What a period brought to one repository.

    `turns` are oldest first. `pull_requests` are all deeds of the period: one of them may have
    been done past midnight by a run of the period before, and then is in no turn.
    `problem_states` are those at the end. `visited_before` is the start of the last run before the
    period that turned to it, if that is known.
    """

    repository: str
    visited_before: datetime | None = None
    turns: tuple[RepositoryRun, ...] = ()
    pull_requests: tuple[PullRequestEventRow, ...] = ()
    dependencies: tuple[DependencyCountRow, ...] = ()
    phases: tuple[PhaseRow, ...] = ()
    standings: tuple[DependencyStandingRow, ...] = ()
    openings: Mapping[int, datetime] = field(default_factory=dict)
    onboardings: tuple[PullRequestEventRow, ...] = ()
    problem_states: ProblemStandings = field(default_factory=dict)

    @property
    def last_result(self) -> str | None:
        """How the last run ended here."""
        return self.turns[-1].turn.result if self.turns else None

    @property
    def last_shown(self) -> int | None:
        """The place of the last turn that shows updates, or None if none does."""
        places = range(len(self.turns) - 1, -1, -1)
        return next((at for at in places if self.turns[at].shows_updates), None)


def assemble(
    part: PartRows,
    runs: Mapping[int, RunRow],
    process_problems: Mapping[int, Sequence[ProblemRow]],
) -> tuple[RepositoryHistory, ...]:
    """Return the histories of the repositories of a part, sorted by name.

    Those that no run of the period turned to any more have one, too.

    Args:
        part: all about them.
        runs: the runs of the period by their key, oldest first.
        process_problems: by run, what belongs to no repository, but harms each one.
    """
    turns = grouped(_turns(part, runs, process_problems), lambda turn: turn.turn.repository)
    deeds = grouped(part.pull_requests, lambda row: row.repository)
    dependencies = grouped(part.dependencies, lambda row: row.repository)
    phases = grouped(part.phases, lambda row: row.repository)
    standings = grouped(part.standings, lambda row: row.repository)
    onboardings = grouped(part.onboardings, lambda row: row.repository)
    openings: defaultdict[str, dict[int, datetime]] = defaultdict(dict)
    for (repository, number), opened_at in part.openings.items():
        openings[repository][number] = opened_at
    return tuple(
        RepositoryHistory(
            repository=name,
            visited_before=part.visits.get(name),
            turns=turns.get(name, ()),
            pull_requests=deeds.get(name, ()),
            dependencies=dependencies.get(name, ()),
            phases=phases.get(name, ()),
            standings=standings.get(name, ()),
            openings=openings.get(name, {}),
            onboardings=onboardings.get(name, ()),
            problem_states=part.problem_states,
        )
        for name in sorted(turns.keys() | deeds.keys() | part.visits.keys())
    )


def grouped(rows: Iterable[_Row], key: Callable[[_Row], _Key]) -> dict[_Key, tuple[_Row, ...]]:
    """Return rows by what a key tells of each, in their order."""
    groups: defaultdict[_Key, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return {name: tuple(group) for name, group in groups.items()}


def _turns(
    part: PartRows,
    runs: Mapping[int, RunRow],
    process_problems: Mapping[int, Sequence[ProblemRow]],
) -> list[RepositoryRun]:
    """Return the turns of a part, those of the oldest run first."""
    lists = {(row.run_id, row.repository): row.branches for row in part.branches}
    deeds = grouped(part.pull_requests, lambda row: (row.run_id, row.repository))
    problems = grouped(part.problems, lambda row: (row.run_id, row.repository))
    places = {run_id: place for place, run_id in enumerate(runs)}
    found = []
    for turn in sorted(part.turns, key=lambda turn: places[turn.run_id]):
        key, run = (turn.run_id, turn.repository), runs[turn.run_id]
        branches, own = lists.get(key, ()), problems.get(key, ())
        if _says_dry_run(own):
            branches = tuple(replace(each, blocked_by=DRY_RUN) for each in branches)
        found.append(
            RepositoryRun(
                run=run,
                turn=turn,
                branches=branches,
                pull_requests=deeds.get(key, ()),
                problems=own,
                verdict=judge(
                    results=(told_result(run, turn),),
                    levels=levels_of((*own, *process_problems.get(turn.run_id, ()))),
                    branch_results=[branch.result for branch in branches],
                    complete=run.complete or turn.result is not None,
                ),
            )
        )
    return found


def _says_dry_run(problems: Iterable[ProblemRow]) -> bool:
    return any(problem.message == DRY_RUN for problem in problems)
