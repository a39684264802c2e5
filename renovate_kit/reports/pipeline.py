"""From the store to a report; wiring only."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Final

from renovate_kit.errors import InputError
from renovate_kit.reports.part_pipeline import Parts, problem_states_of, shown_problems
from renovate_kit.reports.report import Period, Report
from renovate_kit.reports.security_report import SecurityEntry
from renovate_kit.reports.statistics.build import build_report
from renovate_kit.reports.statistics.period_rows import PeriodFigures, PeriodRows
from renovate_kit.reports.store import Store
from renovate_kit.reports.store.known_repositories import known_repositories
from renovate_kit.reports.store.problem_queries import Whose
from renovate_kit.reports.store.week_rows import last_look
from renovate_kit.reports.weeks import period_before, weeks_up_to

__all__ = ["everything_on_record", "summarise"]

_RUNS_BEFORE: Final = 50
"""So many runs before a period show how often Renovate runs."""
_WEEKS: Final = 12
"""So many weeks make a trend."""
_LONG_SILENCE: Final = timedelta(weeks=1)
_REMEMBERED: Final = 4
"""For so many weeks a repository is missed that runs do not turn to any more."""


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
    with store.at_one_moment():
        repositories = known_repositories(store, repositories)
        runs = store.runs(period.start, period.end, repositories)
        before = store.starts_before(period.start, repositories, limit=_RUNS_BEFORE)
        since = weeks_up_to(period, count=_WEEKS)[0].start
        names = store.repositories_in(period.start, period.end, repositories)
        parts = Parts(
            store=store,
            period=period,
            since=min(since, period_before(period).start),
            names=names,
            # Where no run came at all, it is no news that none came to a repository.
            visits=_visits(store, period, repositories, names, now=now) if runs else {},
            syncs=store.forge_syncs(repositories),
        )
        first = _first(store, repositories)
        is_known = runs or before or (first is not None and first < period.end)
        if not is_known or period.start > now:
            raise _nothing_to_report(store, period, repositories, now)
        weeks, figures, figures_before = _figures(store, period, repositories, first, now=now)
        problems = shown_problems(store.process_problems(period.start, period.end, repositories))
        rows = PeriodRows(
            runs=runs,
            parts=parts,
            problems=problems,
            problem_states=problem_states_of(
                store, period, repositories, problems, Whose.PROCESS, since=since
            ),
            runs_without_time=store.count_runs_without_time(repositories),
            starts_before=before,
            asked_for=repositories,
            figures=figures,
            figures_before=figures_before,
            weeks=weeks,
            syncs=parts.syncs,
            containers=store.containers(period.start, period.end, repositories),
            vulnerabilities=_vulnerabilities(store, period, repositories, now),
        )
        return build_report(rows, period=period, time_zone=time_zone, now=now)


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


def _visits(
    store: Store,
    period: Period,
    repositories: Sequence[str],
    names: Collection[str],
    *,
    now: datetime,
) -> Mapping[str, datetime]:
    """Return when runs turned to each repository last in the weeks before a period.

    Those are left out to which none turned in it, unless that was a week ago: runs may take turns
    with repositories.
    """
    since = weeks_up_to(period, count=_REMEMBERED + 1)[0].start
    long_ago = min(period.end, now) - _LONG_SILENCE
    return {
        name: visited_at
        for name, visited_at in store.last_visits(since, period.start, repositories).items()
        if visited_at <= long_ago or name in names
    }


def _first(store: Store, repositories: Sequence[str]) -> datetime | None:
    """Return when anything on record happened for the first time; None if there is nothing."""
    times = (store.first_start(repositories), store.first_pull_request_at(repositories))
    return min((at for at in times if at is not None), default=None)


def _figures(
    store: Store,
    period: Period,
    repositories: Sequence[str],
    first: datetime | None,
    *,
    now: datetime,
) -> tuple[Sequence[PeriodFigures], PeriodFigures, PeriodFigures | None]:
    """Return the figures of the weeks up to a period, of itself, and of the one before.

    What lies before the first thing on record is left out: nothing is known of it.

    Args:
        store: what is known.
        period: the period.
        repositories: only these; empty means all.
        first: when anything on record happened first.
        now: a week that ends later is not over.
    """

    def asked(wanted: Period) -> PeriodFigures:
        facts = store.period_facts(wanted.start, wanted.end, repositories)
        forge = store.forge_counts(
            wanted.start,
            wanted.end,
            repositories,
            read_since=last_look(facts.runs, wanted.start),
        )
        return PeriodFigures(period=wanted, facts=facts, forge=forge)

    known = [
        week for week in weeks_up_to(period, count=_WEEKS) if first is not None and week.end > first
    ]
    weeks = list(_with_unvisited([asked(week) for week in known], now))
    of = {(week.period.start, week.period.end): week for week in weeks}
    before = period_before(period)
    own = of.get((period.start, period.end)) or asked(period)
    if first is None or before.end <= first:
        return weeks, own, None
    return weeks, own, of.get((before.start, before.end)) or asked(before)


def _with_unvisited(weeks: Sequence[PeriodFigures], now: datetime) -> Iterator[PeriodFigures]:
    """Yield weeks, oldest first, with how many repositories no run turned to any more.

    In a week that is not over, it may still do so.
    """
    visited: list[frozenset[int]] = []
    for week in weeks:
        keys = week.facts.pull_requests.visited
        before = frozenset[int]().union(*visited[-_REMEMBERED:])
        is_told = bool(week.facts.runs) and week.period.end <= now
        yield replace(week, unvisited=len(before - keys) if is_told else 0)
        visited.append(keys)


def _nothing_to_report(
    store: Store, period: Period, repositories: Sequence[str], now: datetime
) -> InputError:
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
    if period.start > now:
        return InputError(f"{period.name} is yet to come", hint=hint)
    return InputError(f"no run{whose} is on record for {period.name}", hint=hint)
