"""The rows of a period, put together run by run and in the order in which things happened."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar

from renovate_kit.reports.events import LogDetail
from renovate_kit.reports.report import ProblemState
from renovate_kit.reports.statistics.period_rows import PeriodRows, ProblemPlace
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
    BranchRow,
    DependencyCountRow,
    ProblemRow,
    PullRequestEventRow,
    RepositoryRunRow,
    RunRow,
)
from renovate_kit.reports.store.week_rows import DependencyStandingRow
from renovate_kit.reports.verdicts import Verdict

__all__ = ["History", "RepositoryHistory", "RepositoryRun", "RunOutcome", "assemble"]

_Row = TypeVar("_Row")
_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryRun:
    """A run's turn at one repository, with all that was seen in it.

    `process_problems` belong to no repository, but harm each one of the run.
    """

    run: RunRow
    turn: RepositoryRunRow
    branches: tuple[BranchRow, ...]
    pull_requests: tuple[PullRequestEventRow, ...]
    problems: tuple[ProblemRow, ...]
    process_problems: tuple[ProblemRow, ...]

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

    @property
    def verdict(self) -> Verdict:
        """How it went."""
        return judge(
            results=[told_result(self.run, self.turn)],
            levels=levels_of((*self.problems, *self.process_problems)),
            branch_results=[branch.result for branch in self.branches],
            complete=self.is_complete,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOutcome:
    """A whole run: its turns at repositories and the problems that belong to none."""

    run: RunRow
    turns: tuple[RepositoryRun, ...]
    problems: tuple[ProblemRow, ...]

    @property
    def duration_ms(self) -> int | None:
        """Time spent on its repositories, in milliseconds; None if that of any is unknown."""
        durations = [turn.turn.duration_ms for turn in self.turns]
        known = [duration for duration in durations if duration is not None]
        return sum(known) if known and len(known) == len(durations) else None

    @property
    def verdict(self) -> Verdict:
        """How it went."""
        problems = [*self.problems, *(each for turn in self.turns for each in turn.problems)]
        return judge(
            results=[told_result(self.run, turn.turn) for turn in self.turns],
            levels=levels_of(problems),
            branch_results=[branch.result for turn in self.turns for branch in turn.branches],
            complete=self.run.complete,
            exit_code=self.run.exit_code,
        )

    @property
    def says_only_exit_code(self) -> bool:
        """Whether nothing but the exit code of the process says that it failed."""
        told = replace(self, run=replace(self.run, exit_code=None)).verdict
        return self.verdict is Verdict.FAILED and told is not Verdict.FAILED


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryHistory:
    """What a period brought to one repository.

    `turns` are oldest first. `pull_requests` are all deeds of the period: one of them may have
    been done past midnight by a run of the period before, and then is in no turn.
    `problem_states` are those of all repositories at the end.
    """

    repository: str
    turns: tuple[RepositoryRun, ...]
    pull_requests: tuple[PullRequestEventRow, ...]
    dependencies: tuple[DependencyCountRow, ...]
    standings: tuple[DependencyStandingRow, ...] = ()
    openings: Mapping[int, datetime] = field(default_factory=dict)
    problem_states: Mapping[ProblemPlace, ProblemState] = field(default_factory=dict)

    @property
    def last_result(self) -> str | None:
        """How the last run ended here."""
        return self.turns[-1].turn.result if self.turns else None

    @property
    def last_shown(self) -> int | None:
        """The place of the last turn that shows updates, or None if none does."""
        places = [at for at, turn in enumerate(self.turns) if turn.shows_updates]
        return places[-1] if places else None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The runs of a period, oldest first, and its repositories, sorted by name.

    `problem_states` are as of a repository.
    """

    runs: tuple[RunOutcome, ...]
    repositories: tuple[RepositoryHistory, ...]
    problem_states: Mapping[ProblemPlace, ProblemState] = field(default_factory=dict)


def assemble(rows: PeriodRows) -> History:
    """Return the rows of a period as its history."""
    branches = _group(rows.branches, lambda row: (row.run_id, row.repository))
    pull_requests = _group(rows.pull_requests, lambda row: (row.run_id, row.repository))
    problems = _group(rows.problems, lambda row: (row.run_id, row.repository))

    def turn_at(run: RunRow, turn: RepositoryRunRow) -> RepositoryRun:
        key = (run.run_id, turn.repository)
        own_problems = problems.get(key, ())
        own_branches = branches.get(key, ())
        if _says_dry_run(own_problems):
            own_branches = tuple(replace(each, blocked_by=DRY_RUN) for each in own_branches)
        return RepositoryRun(
            run=run,
            turn=turn,
            branches=own_branches,
            pull_requests=pull_requests.get(key, ()),
            problems=own_problems,
            process_problems=problems.get((run.run_id, None), ()),
        )

    runs = tuple(
        RunOutcome(
            run=run,
            turns=tuple(turn_at(run, turn) for turn in run.repositories),
            problems=problems.get((run.run_id, None), ()),
        )
        for run in sorted(rows.runs, key=lambda run: (run.started_at, run.run_id))
    )
    return History(
        runs=runs,
        repositories=_repositories(runs, rows),
        problem_states=rows.problem_states,
    )


def _repositories(runs: Iterable[RunOutcome], rows: PeriodRows) -> tuple[RepositoryHistory, ...]:
    turns = _group((turn for run in runs for turn in run.turns), lambda turn: turn.turn.repository)
    deeds = _group(rows.pull_requests, lambda row: row.repository)
    dependencies = _group(rows.dependencies, lambda row: row.repository)
    standings = _group(rows.standings, lambda row: row.repository)
    openings: defaultdict[str, dict[int, datetime]] = defaultdict(dict)
    for (repository, number), opened_at in rows.openings.items():
        openings[repository][number] = opened_at
    return tuple(
        RepositoryHistory(
            repository=name,
            turns=turns.get(name, ()),
            pull_requests=deeds.get(name, ()),
            dependencies=dependencies.get(name, ()),
            standings=standings.get(name, ()),
            openings=openings.get(name, {}),
            problem_states=rows.problem_states,
        )
        for name in sorted(turns.keys() | deeds.keys())
    )


def _says_dry_run(problems: Iterable[ProblemRow]) -> bool:
    return any(problem.message == DRY_RUN for problem in problems)


def _group(rows: Iterable[_Row], key: Callable[[_Row], _Key]) -> dict[_Key, tuple[_Row, ...]]:
    groups: defaultdict[_Key, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return {name: tuple(group) for name, group in groups.items()}
