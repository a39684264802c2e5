"""The figures of a period as a whole, from what the database counted."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from renovate_kit.reports.events import PullRequestAction
from renovate_kit.reports.statistics.period_rows import PeriodFigures
from renovate_kit.reports.statistics.verdict import BRANCH_ERROR, judge, told_result
from renovate_kit.reports.store.forge_rows import ForgeCounts
from renovate_kit.reports.store.week_rows import (
    ChangedRow,
    PeriodFacts,
    PullRequestFacts,
    RunFactsRow,
    TurnDeedRow,
)
from renovate_kit.reports.verdicts import Verdict

__all__ = ["Tally", "tally"]

_CLOSING: Final = frozenset({PullRequestAction.AUTOMERGED, PullRequestAction.AUTOCLOSED})
_OPENING: Final = frozenset({PullRequestAction.CREATED, PullRequestAction.REOPENED})
_ONBOARDING: Final = "onboarding"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The figures of a period. What only runs can show is None in a period without any.

    `merged` adds what people most likely merged to what Renovate did; None if that is unknown of
    any repository, as `open` is. What no run turns to any more is unknown.
    """

    runs: int
    verdicts: Mapping[Verdict, int]
    created: int | None
    merged: int | None
    open: int | None
    problems: int | None
    behind: int | None
    lib_years: float | None


def tally(figures: PeriodFigures) -> Tally:
    """Return the figures of a period; they are those that its report has."""
    facts, forge = figures.facts, figures.forge
    verdicts = Counter(_verdict(run) for run in facts.runs)
    has_any = bool(facts.runs or facts.created or facts.automerged or forge.repositories)
    is_known = _is_known(facts.pull_requests, forge) and not figures.unvisited
    return Tally(
        runs=len(facts.runs),
        verdicts=verdicts,
        created=facts.created + forge.created if has_any else None,
        merged=_merged(facts, forge) if is_known else None,
        open=_open(facts.pull_requests) + forge.open if is_known else None,
        problems=facts.problems if facts.runs else None,
        behind=None if figures.unvisited else facts.behind,
        lib_years=None if figures.unvisited else facts.lib_years,
    )


def _verdict(run: RunFactsRow) -> Verdict:
    return judge(
        results=[told_result(run, outcome) for outcome in run.outcomes],
        levels=run.levels,
        branch_results=[BRANCH_ERROR] if run.has_branch_error else [],
        complete=run.complete,
        exit_code=run.exit_code,
    )


def _is_known(facts: PullRequestFacts, forge: ForgeCounts) -> bool:
    """Whether a forge or a turn shows the pull requests of every repository, and there is any."""
    has_any = bool(facts.repositories or forge.repositories)
    return has_any and facts.repositories == facts.repositories_shown


def _merged(facts: PeriodFacts, forge: ForgeCounts) -> int:
    return facts.automerged + forge.merged + _merged_by_person(facts.pull_requests)


def _merged_by_person(facts: PullRequestFacts) -> int:
    """Return how many pull requests are gone that Renovate neither merged nor closed."""
    closed_at: dict[tuple[str, str | None], datetime] = {}
    for deed in facts.deeds:
        if deed.action in _CLOSING:
            key = deed.repository, deed.branch
            closed_at[key] = max(deed.run_started_at, closed_at.get(key, deed.run_started_at))
    gone = {
        (each.repository, each.number)
        for each in facts.vanished
        if closed_at.get((each.repository, each.branch), each.seen_at) <= each.seen_at
    }
    return len(gone)


def _open(facts: PullRequestFacts) -> int:
    """Return how many pull requests are open at the end, as `open_at_end` finds them."""
    deeds: defaultdict[str, list[TurnDeedRow]] = defaultdict(list)
    for deed in facts.deeds:
        deeds[deed.repository].append(deed)
    return facts.standing + sum(
        len(_after(row, deeds[row.repository])) - len(row.standing) for row in facts.changed
    )


def _after(row: ChangedRow, deeds: Sequence[TurnDeedRow]) -> set[int]:
    known = set(row.standing)
    if row.is_onboarding:
        known |= {row.waiting} if row.waiting is not None else set()
        known |= {
            deed.number
            for deed in deeds
            if deed.result == _ONBOARDING and deed.run_started_at <= row.shown_at and deed.number
        }
    for deed in deeds:
        if deed.number is None or deed.run_started_at <= row.shown_at:
            continue
        if deed.action in _OPENING:
            known.add(deed.number)
        elif deed.action in _CLOSING:
            known.discard(deed.number)
    return known
