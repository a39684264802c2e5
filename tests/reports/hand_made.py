"""A report made by hand that has something to show in every part of a layout."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from renovate_kit.reports.report import (
    Attention,
    AttentionKind,
    Gap,
    HeldBack,
    HeldBackUpdate,
    OpenPullRequest,
    Option,
    Period,
    ProblemSummary,
    PullRequestChange,
    PullRequestCounts,
    Report,
    RepositoryReport,
    RunSummary,
    Update,
    UpdateOutcome,
    Verdict,
)

ZONE = "Europe/Stockholm"


def _time(day: int, hour: int) -> datetime:
    return datetime(2026, 10, day, hour, tzinfo=UTC)


def _midnight(day: int) -> datetime:
    return datetime(2026, 10, day, tzinfo=ZoneInfo(ZONE))


def runs(total: int = 12_345) -> RunSummary:
    return RunSummary(
        total=total,
        healthy=total - 6,
        degraded=3,
        failed=2,
        incomplete=1,
        first_started_at=_time(19, 0),
        last_started_at=_time(25, 22),
        last_verdict=Verdict.DEGRADED,
        median_duration_ms=64_200,
        longest_duration_ms=3_725_000,
        cadence_minutes=90,
        gaps=(Gap(after=_time(20, 3), until=_time(20, 9), missed_runs=3),),
        renovate_versions=("44.121.2", "44.122.0"),
        without_debug_detail=4,
    )


def update(
    dep_name: str = "axios", *, outcome: UpdateOutcome = UpdateOutcome.PULL_REQUEST_OPEN
) -> Update:
    return Update(
        dep_name=dep_name,
        update_type="minor",
        current_version="1.6.0",
        new_version="1.8.2",
        files=("package.json",),
        branch="renovate/npm-axios-vulnerability",
        pull_request=None if outcome is UpdateOutcome.HELD_BACK else 2,
        is_security=outcome is not UpdateOutcome.HELD_BACK,
        outcome=outcome,
        reason="outside the schedule" if outcome is UpdateOutcome.HELD_BACK else None,
    )


def repository(
    name: str = "owner/apps", text: str = "Update axios to v1.8.2 [SECURITY]"
) -> RepositoryReport:
    held = update("python", outcome=UpdateOutcome.HELD_BACK)
    option = Option(
        name="schedule", url="https://docs.renovatebot.com/configuration-options/#schedule"
    )
    return RepositoryReport(
        repository=name,
        runs=runs(24),
        dependencies=10_234,
        dependency_files=9_999,
        managers=(("npm", 10_000), ("dockerfile", 234)),
        pull_requests=PullRequestCounts(
            created=1,
            updated=1,
            automerged=0,
            autoclosed=1,
            security_created=1,
            merged_by_person=0,
            closed_by_person=1,
        ),
        pull_request_changes=(
            PullRequestChange(
                number=2,
                branch="renovate/npm-axios-vulnerability",
                title=text,
                is_security=True,
                actions=("created", "updated"),
                last_at=_time(25, 1),
            ),
        ),
        state_at=_time(25, 20),
        runs_since_state=2,
        open_pull_requests=(
            OpenPullRequest(
                number=2,
                title=text,
                is_security=True,
                created_at=_time(25, 0),
                blocked_because=None,
                what_to_do=None,
            ),
        ),
        updates=(update(), held),
        updates_by_type=(("minor", 2),),
        held_back=(
            HeldBack(
                reason="outside the schedule",
                what_to_do="nothing: a run within the schedule creates it",
                options=(option,),
                is_limit=False,
                updates=(HeldBackUpdate(update=held, runs=18),),
                shown_runs=20,
            ),
        ),
        time_spent_ms=(("init", 12_000), ("update", 340)),
        advisories_unread=None,
        problems=(problem(text),),
        attention=(
            Attention(
                kind=AttentionKind.SECURITY,
                what=text,
                what_to_do="review and merge it",
                pull_request=2,
                since=_time(25, 0),
            ),
        ),
    )


def problem(text: str) -> ProblemSummary:
    return ProblemSummary(
        level="warn",
        message=text,
        detail=text,
        runs=3,
        count=48,
        first_at=_time(20, 1),
        last_at=_time(25, 2),
        in_last_run=True,
        branches=(),
        remedy=None,
    )


def unknown_repository(name: str = "owner/quiet-logs") -> RepositoryReport:
    """A repository whose runs were all logged at level info."""
    nothing = PullRequestCounts(
        created=0,
        updated=0,
        automerged=0,
        autoclosed=0,
        security_created=0,
        merged_by_person=None,
        closed_by_person=None,
    )
    return RepositoryReport(
        repository=name,
        runs=runs(24),
        dependencies=None,
        dependency_files=None,
        managers=(),
        pull_requests=nothing,
        pull_request_changes=(),
        state_at=None,
        runs_since_state=0,
        open_pull_requests=None,
        updates=None,
        updates_by_type=None,
        held_back=None,
        time_spent_ms=None,
        advisories_unread=None,
        problems=(),
        attention=(),
    )


def report(*repositories: RepositoryReport, text: str = "Config needs migrating") -> Report:
    return Report(
        period=Period(name="2026-W43", start=_midnight(19), end=_midnight(26)),
        time_zone=ZONE,
        headline=f"What happened: {text}",
        runs=runs(),
        repositories=repositories,
        problems=(problem(text),),
        attention=(
            Attention(
                kind=AttentionKind.RUN_FAILED,
                what=f"2 of 12345 runs logged an error: {text}",
                what_to_do=text,
                last_at=_time(20, 3),
            ),
        ),
        runs_without_time=1,
    )
