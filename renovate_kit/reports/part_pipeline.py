"""From the store to the rows of a period's repositories, a few hundred at a time; wiring only."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from renovate_kit.reports.events import ProblemLevel
from renovate_kit.reports.report import Period
from renovate_kit.reports.statistics.period_rows import PartRows, ProblemStandings
from renovate_kit.reports.store import Store
from renovate_kit.reports.store.forge_rows import ForgeSyncRow
from renovate_kit.reports.store.problem_queries import Whose
from renovate_kit.reports.store.rows import ProblemRow

__all__ = ["Parts", "problem_states_of", "shown_problems"]

_AT_ONCE: Final = 200
"""So many repositories are in memory at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The repositories of a period, read anew whenever somebody iterates.

    Attributes:
        store: what is known.
        period: which runs count.
        since: from when on merges make the trend.
        names: the repositories that runs turned to.
        visits: those that earlier runs turned to, and when the last one did.
        syncs: those whose forge was read.
    """

    store: Store
    period: Period
    since: datetime
    names: Sequence[str]
    visits: Mapping[str, datetime]
    syncs: Sequence[ForgeSyncRow]

    def __iter__(self) -> Iterator[PartRows]:
        """Yield all about some repositories, in the order of their names."""
        logged, spelt = self._by_lower_case()
        known = sorted(logged.keys() | spelt.keys())
        for first in range(0, len(known), _AT_ONCE):
            some = known[first : first + _AT_ONCE]
            yield self._part(
                [each for name in some for each in logged.get(name, ())],
                [each for name in some for each in spelt.get(name, ())],
            )

    def _by_lower_case(self) -> tuple[Mapping[str, list[str]], Mapping[str, Sequence[str]]]:
        logged: dict[str, list[str]] = {}
        for name in {*self.names, *self.visits}:
            logged.setdefault(name.lower(), []).append(name)
        return logged, {sync.repository: sync.spellings for sync in self.syncs if sync.spellings}

    def _part(self, logged: Sequence[str], spelt: Sequence[str]) -> PartRows:
        store, start, end = self.store, self.period.start, self.period.end
        forge_pull_requests = store.forge_pull_requests(start, end, spelt) if spelt else ()
        merges = store.forge_merges(self.since, end, spelt) if spelt else ()
        if not logged:
            return PartRows(forge_pull_requests=forge_pull_requests, merges=merges)
        problems = shown_problems(store.repository_problems(start, end, logged))
        return PartRows(
            turns=store.turns(start, end, logged),
            visits={name: self.visits[name] for name in logged if name in self.visits},
            phases=store.phases(start, end, logged),
            branches=store.branch_lists(start, end, logged),
            pull_requests=store.pull_request_events(start, end, logged),
            problems=problems,
            problem_states=problem_states_of(
                store, self.period, logged, problems, Whose.REPOSITORIES, since=self.since
            ),
            dependencies=store.latest_dependency_counts(start, end, logged),
            standings=store.dependency_standings(start, end, logged),
            openings=store.openings_before(start, end, logged),
            onboardings=store.onboardings_before(start, end, logged),
            forge_pull_requests=forge_pull_requests,
            merges=merges,
        )


def shown_problems(problems: Sequence[ProblemRow]) -> Sequence[ProblemRow]:
    """Return the problems that a log of any level shows."""
    return [problem for problem in problems if problem.level is not ProblemLevel.DEBUG]


def problem_states_of(  # noqa: PLR0913 - each is a thing of its own
    store: Store,
    period: Period,
    repositories: Sequence[str],
    problems: Sequence[ProblemRow],
    whose: Whose,
    *,
    since: datetime,
) -> ProblemStandings:
    """Return the states of problems; what is not about them is not read: it may be a lot.

    Args:
        store: what is known.
        period: at its end.
        repositories: only these; empty means all.
        problems: of the period.
        whose: of the process, or of these repositories.
        since: what was known before makes no difference, but for when a problem began.
    """
    if not problems:
        return {}
    from renovate_kit.reports.statistics.problem_states import (  # noqa: PLC0415 - seldom needed
        problem_states,
    )

    named = sorted({problem.repository for problem in problems if problem.repository})
    places = repositories if whose is Whose.PROCESS else named
    facts = store.problem_facts(places, since=since, until=period.end, whose=whose)
    return problem_states(facts, period)
