"""Rows of a made-up week, to build statistics from: each function fills in what a test omits."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from renovate_kit.reports.events import (
    BranchSeen,
    LogDetail,
    ProblemLevel,
    PullRequestAction,
    Upgrade,
)
from renovate_kit.reports.report import Period
from renovate_kit.reports.statistics.period_rows import PartRows, PeriodRows
from renovate_kit.reports.store.rows import (
    BranchListRow,
    DependencyCountRow,
    PhaseRow,
    ProblemRow,
    PullRequestEventRow,
    RunRow,
    TurnRow,
)

REPOSITORY = "owner/name"
MONDAY = datetime(2026, 9, 7, tzinfo=UTC)
WEEK = Period(name="2026-W37", start=MONDAY, end=MONDAY + timedelta(days=7))


def at(run_id: int, seconds: int = 0) -> datetime:
    """Return the time some seconds into a run: runs start hourly, the first on Monday midnight."""
    return MONDAY + timedelta(hours=run_id, seconds=seconds)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeRun:
    """A run with its turns at repositories."""

    run: RunRow
    turns: tuple[TurnRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBranch:
    """A branch as a run saw it."""

    run_id: int
    repository: str
    seen: BranchSeen


def rows(
    *,
    runs: Sequence[MadeRun] = (),
    branches: Sequence[MadeBranch] = (),
    pull_requests: Sequence[PullRequestEventRow] = (),
    problems: Sequence[ProblemRow] = (),
    dependencies: Sequence[DependencyCountRow] = (),
    phases: Sequence[PhaseRow] = (),
    visits: Mapping[str, datetime] = MappingProxyType({}),
    runs_without_time: int = 0,
    starts_before: Sequence[datetime] = (),
    asked_for: Sequence[str] = (),
) -> PeriodRows:
    part = PartRows(
        turns=[turn for made in runs for turn in made.turns],
        branches=_lists(branches),
        pull_requests=pull_requests,
        problems=[each for each in problems if each.repository is not None],
        dependencies=dependencies,
        phases=phases,
        visits=visits,
    )
    return PeriodRows(
        runs=[made.run for made in runs],
        parts=[part],
        problems=[each for each in problems if each.repository is None],
        runs_without_time=runs_without_time,
        starts_before=starts_before,
        asked_for=asked_for,
    )


def _lists(branches: Sequence[MadeBranch]) -> list[BranchListRow]:
    lists: defaultdict[tuple[int, str], list[BranchSeen]] = defaultdict(list)
    for made in branches:
        lists[made.run_id, made.repository].append(made.seen)
    return [
        BranchListRow(
            run_id=run_id,
            run_started_at=at(run_id),
            repository=repository,
            branches=tuple(seen),
        )
        for (run_id, repository), seen in lists.items()
    ]


def run(
    run_id: int,
    *turns: TurnRow,
    detail: LogDetail = LogDetail.DEBUG,
    complete: bool = True,
    started_at: datetime | None = None,
    exit_code: int | None = None,
) -> MadeRun:
    started = started_at or at(run_id)
    made = RunRow(
        run_id=run_id,
        started_at=started,
        ended_at=started + timedelta(seconds=10),
        renovate_version="44.121.2",
        complete=complete,
        detail=detail,
        source="log",
        exit_code=exit_code,
    )
    return MadeRun(run=made, turns=tuple(replace(turn, run_id=run_id) for turn in turns))


def turn(
    result: str | None = "done",
    *,
    repository: str = REPOSITORY,
    duration_ms: int | None = 5_000,
) -> TurnRow:
    return TurnRow(
        run_id=0,
        repository=repository,
        started_at=None,
        finished_at=None,
        duration_ms=duration_ms,
        result=result,
        status=None,
    )


def upgrade(
    dep_name: str = "left-pad",
    new_version: str | None = "1.3.0",
    *,
    current_version: str | None = "1.2.0",
    update_type: str = "minor",
    package_file: str = "package.json",
) -> Upgrade:
    return Upgrade(
        dep_name=dep_name,
        package_name=None,
        package_file=package_file,
        datasource=None,
        update_type=update_type,
        current_version=current_version,
        new_version=new_version,
    )


def branch(
    run_id: int,
    result: str | None = "done",
    *upgrades: Upgrade,
    name: str = "renovate/left-pad-1.x",
    pull_request: int | None = None,
    title: str | None = "Update dependency left-pad to v1.3.0",
    blocked_by: str | None = None,
    repository: str = REPOSITORY,
) -> MadeBranch:
    seen = BranchSeen(
        run="",
        repository="",
        branch=name,
        pull_request=pull_request,
        title=title,
        result=result,
        blocked_by=blocked_by,
        upgrades=upgrades or (upgrade(),),
    )
    return MadeBranch(run_id=run_id, repository=repository, seen=seen)


def deed(
    run_id: int,
    action: PullRequestAction,
    number: int | None = 1,
    *,
    name: str = "renovate/left-pad-1.x",
    title: str = "Update dependency left-pad to v1.3.0",
    repository: str = REPOSITORY,
) -> PullRequestEventRow:
    return PullRequestEventRow(
        run_id=run_id,
        repository=repository,
        branch=name,
        action=action,
        number=number,
        title=title,
        at=at(run_id, 5),
    )


def problem(
    run_id: int,
    message: str = "Package lookup failures",
    *,
    detail: str = "Failed to look up npm package x: no-result",
    level: ProblemLevel = ProblemLevel.WARN,
    count: int = 1,
    repository: str | None = REPOSITORY,
) -> ProblemRow:
    return ProblemRow(
        run_id=run_id,
        run_started_at=at(run_id),
        repository=repository,
        branch=None,
        level=level,
        message=message,
        detail=detail,
        first_at=at(run_id, 3),
        count=count,
    )


def dependencies(
    manager: str, dependencies: int, *, files: int = 1, base_branch: str = "main"
) -> DependencyCountRow:
    return DependencyCountRow(
        run_id=0,
        run_started_at=at(0),
        repository=REPOSITORY,
        base_branch=base_branch,
        manager=manager,
        files=files,
        dependencies=dependencies,
    )
