"""From the store to a report; wiring only."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from renovate_kit.errors import InputError
from renovate_kit.reports.events import ProblemLevel
from renovate_kit.reports.report import Period, ProblemState, Report
from renovate_kit.reports.security_report import SecurityEntry
from renovate_kit.reports.statistics.build import build_report
from renovate_kit.reports.statistics.forge_counts import forge_figures, read_since
from renovate_kit.reports.statistics.period_rows import PeriodFigures, PeriodRows, ProblemPlace
from renovate_kit.reports.store import Store
from renovate_kit.reports.store.forge_rows import ForgeFacts
from renovate_kit.reports.store.known_repositories import known_repositories
from renovate_kit.reports.store.rows import ProblemRow
from renovate_kit.reports.store.week_rows import last_look
from renovate_kit.reports.weeks import period_before, weeks_up_to

__all__ = ["everything_on_record", "summarise"]

_RUNS_BEFORE: Final = 50
"""So many runs before a period show how often Renovate runs."""
_WEEKS: Final = 12
"""So many weeks make a trend."""


def summarise(
    store: Store, period: Period, *, time_zone: str, repositories: Sequence[str], now: datetime
) -> Report:
    """Return the report of a period.

    Args:
        store: what is known.
        period: which runs count, by their start.
        time_zone: IANA name of the zone in which the report tells times.
        repositories: only these, in upper or lower case as GitHub takes them; empty means all.
        now: no run was due later than that.

    Raises:
        InputError: the store has no run of the period and none before it, or the period is yet to
            come, or the store does not know a repository.
        StoreError: the store can't be read.
        UsageError: there is no such time zone.
    """
    repositories = known_repositories(store, repositories)
    runs = store.runs(period.start, period.end, repositories)
    before = store.starts_before(period.start, repositories, limit=_RUNS_BEFORE)
    since = weeks_up_to(period, count=_WEEKS)[0].start
    forge = store.forge_facts(
        period.start, period.end, repositories, since=min(since, period_before(period).start)
    )
    is_known = runs or before or forge.pull_requests
    if not is_known or period.start > now:
        raise _nothing_to_report(store, period, repositories)
    weeks, figures, figures_before = _figures(store, period, repositories, forge)
    problems = tuple(
        problem
        for problem in store.problems(period.start, period.end, repositories)
        if problem.level is not ProblemLevel.DEBUG
    )
    rows = PeriodRows(
        runs=runs,
        branches=store.branches(period.start, period.end, repositories),
        pull_requests=store.pull_request_events(period.start, period.end, repositories),
        problems=problems,
        dependencies=store.latest_dependency_counts(period.start, period.end, repositories),
        runs_without_time=store.count_runs_without_time(repositories),
        starts_before=before,
        asked_for=repositories,
        standings=store.dependency_standings(period.start, period.end, repositories),
        openings=store.openings_before(period.start, period.end, repositories),
        figures=figures,
        figures_before=figures_before,
        weeks=weeks,
        forge=forge,
        problem_states=_problem_states(store, period, repositories, problems),
        containers=store.containers(period.start, period.end, repositories),
        vulnerabilities=_vulnerabilities(store, period, repositories, now),
    )
    return build_report(rows, period=period, time_zone=time_zone, now=now)


def _problem_states(
    store: Store, period: Period, repositories: Sequence[str], problems: Sequence[ProblemRow]
) -> Mapping[ProblemPlace, ProblemState]:
    """Return the states of problems; what is not about them is not read: it may be a lot."""
    if not problems:
        return {}
    from renovate_kit.reports.statistics.problem_states import (  # noqa: PLC0415 - as below
        problem_states,
    )

    named = {problem.repository for problem in problems}
    places = repositories if None in named else sorted(name for name in named if name)
    facts = store.problem_facts(places, since=weeks_up_to(period, count=_WEEKS)[0].start)
    return problem_states(facts, period)


def _vulnerabilities(
    store: Store, period: Period, repositories: Sequence[str], now: datetime
) -> Sequence[SecurityEntry]:
    if not store.knows_vulnerabilities(repositories):
        return ()
    from renovate_kit.reports.security_pipeline import (  # noqa: PLC0415 - slow, and seldom needed
        SecurityQuestion,
        security_history,
    )

    question = SecurityQuestion(since=period.start, until=period.end, repositories=repositories)
    return security_history(store, question, now=now).entries


def everything_on_record(store: Store, repositories: Sequence[str], *, now: datetime) -> Period:
    """Return the period from the first run on record until now.

    Raises:
        InputError: the store does not know a repository.
        StoreError: the store can't be read.
    """
    first = _first(store, known_repositories(store, repositories))
    return Period(
        name="all on record",
        start=now if first is None else min(first, now),
        end=now + timedelta(microseconds=1),
    )


def _first(store: Store, repositories: Sequence[str]) -> datetime | None:
    """Return when anything on record happened for the first time; None if there is nothing."""
    times = (store.first_start(repositories), store.first_pull_request_at(repositories))
    return min((at for at in times if at is not None), default=None)


def _figures(
    store: Store, period: Period, repositories: Sequence[str], forge: ForgeFacts
) -> tuple[Sequence[PeriodFigures], PeriodFigures, PeriodFigures | None]:
    """Return the figures of the weeks up to a period, of itself, and of the one before.

    What lies before the first thing on record is left out: nothing is known of it.
    """

    def asked(wanted: Period) -> PeriodFigures:
        facts = store.period_facts(wanted.start, wanted.end, repositories)
        current = read_since(forge.syncs, last_look(facts.runs, wanted.start))
        told = forge_figures(forge.times, current, wanted)
        return PeriodFigures(period=wanted, facts=facts, forge=told)

    first = _first(store, repositories)
    known = [
        week for week in weeks_up_to(period, count=_WEEKS) if first is not None and week.end > first
    ]
    weeks = [asked(week) for week in known]
    of = {(week.period.start, week.period.end): week for week in weeks}
    before = period_before(period)
    own = of.get((period.start, period.end)) or asked(period)
    if first is None or before.end <= first:
        return weeks, own, None
    return weeks, own, of.get((before.start, before.end)) or asked(before)


def _nothing_to_report(store: Store, period: Period, repositories: Sequence[str]) -> InputError:
    whose = f" of {', '.join(repositories)}" if repositories else ""
    weeks = store.weeks(repositories, zone=period.start.tzinfo or UTC)
    if weeks:
        latest = weeks[-1]
        hint = f"the last week with runs is {latest.year}-W{latest.week:02}: try --week with it"
    elif untimed := store.count_runs_without_time(repositories):
        noun = "run has" if untimed == 1 else "runs have"
        hint = f"{untimed} {noun} no known time: log as JSON, or use `kubectl logs --timestamps`"
    else:
        hint = "put logs into the store first, with `renovate-kit ingest`"
    return InputError(f"no run{whose} is on record for {period.name}", hint=hint)
