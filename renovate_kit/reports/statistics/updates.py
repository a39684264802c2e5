"""Updates of a repository: each once, however many runs proposed it, with what became of it.

An update is a branch, a dependency and a new version. It stands as the last run that shows
branches saw it. Renovate merges, closes and supersedes between the looks that logs give us,
so what is gone is explained by the first of these that holds: merged by Renovate, replaced by
another version, closed by Renovate, left out of its branch, merged by a person.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from renovate_kit.reports.events import BranchSeen, PullRequestAction, Upgrade
from renovate_kit.reports.report import Update, UpdateOutcome
from renovate_kit.reports.statistics.history import RepositoryHistory, RepositoryRun
from renovate_kit.reports.statistics.reasons import (
    EDITED,
    has_open_pull_request,
    reason_of,
)
from renovate_kit.reports.statistics.security import is_security
from renovate_kit.reports.statistics.verdict import BRANCH_ERROR

__all__ = [
    "UNKNOWN_TYPE",
    "Standing",
    "count_by_type",
    "follow",
    "is_blocked",
    "reading_order",
]

UNKNOWN_TYPE = "unknown"
_BLOCKING = frozenset({EDITED, BRANCH_ERROR})


class _Key(NamedTuple):
    branch: str
    dep_name: str
    new_version: str | None


_Steps: TypeAlias = tuple[tuple[_Key, BranchSeen, tuple[Upgrade, ...]], ...]
"""The updates of a list of branches, each with its branch and all that it changes."""


@dataclass(slots=True, kw_only=True)
class _Sightings:
    """An update as runs saw it.

    Attributes:
        first: the place of the first of these runs in the history.
        last: that of the last one.
        branch: as that one saw it.
        upgrades: likewise.
        results: how often its branch had which result.
    """

    first: int
    last: int
    branch: BranchSeen
    upgrades: tuple[Upgrade, ...]
    results: Counter[str | None] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Timeline:
    """In which runs a branch was seen, and in which Renovate did something to it."""

    seen: list[int] = field(default_factory=list)
    actions: list[tuple[int, PullRequestAction]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Aftermath:
    """What followed the last sighting of an update."""

    actions: frozenset[PullRequestAction]
    branch_is_back: bool
    replacement: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An update, the last branch row that showed it, and how often it had that row's result."""

    update: Update
    branch: BranchSeen
    runs_like_this: int


def follow(history: RepositoryHistory) -> tuple[Standing, ...] | None:
    """Return all updates of a repository; None if no run shows any.

    They are sorted by dependency, branch and version.
    """
    end = history.last_shown
    if end is None:
        return None
    sightings = _sightings(history.turns)
    timelines = _timelines(history.turns)
    standings = []
    for key, seen in sightings.items():
        after = _aftermath(key, seen.last, timelines[key.branch], sightings)
        outcome, reason = _outcome(seen.branch, after, is_standing=seen.last == end)
        standings.append(
            Standing(
                update=_update(key, seen, outcome, reason),
                branch=seen.branch,
                runs_like_this=seen.results[seen.branch.result],
            )
        )
    return tuple(sorted(standings, key=lambda standing: reading_order(standing.update)))


def count_by_type(updates: Iterable[Update]) -> tuple[tuple[str, int], ...]:
    """Return how many updates of each type there are, most first."""
    counts = Counter(update.update_type for update in updates)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def reading_order(update: Update) -> tuple[str, str, str]:
    """Return by what updates are sorted: dependency, branch and version."""
    return update.dep_name, update.branch, update.new_version or ""


def _sightings(turns: Sequence[RepositoryRun]) -> Mapping[_Key, _Sightings]:
    found: dict[_Key, _Sightings] = {}
    # Most runs see what the one before them saw, and then share its list of branches.
    lists: dict[int, _Steps] = {}
    for at, turn in enumerate(turns):
        steps = lists.get(id(turn.branches))
        if steps is None:
            steps = lists[id(turn.branches)] = tuple(_steps(turn.branches))
        for key, branch, upgrades in steps:
            seen = found.get(key)
            if seen is None:
                seen = found[key] = _Sightings(first=at, last=at, branch=branch, upgrades=upgrades)
            seen.last, seen.branch, seen.upgrades = at, branch, upgrades
            seen.results[branch.result] += 1
    return found


def _steps(
    branches: Iterable[BranchSeen],
) -> Iterator[tuple[_Key, BranchSeen, tuple[Upgrade, ...]]]:
    for branch in branches:
        steps: dict[_Key, list[Upgrade]] = {}
        for upgrade in branch.upgrades:
            key = _Key(branch.branch, upgrade.dep_name, upgrade.new_version)
            steps.setdefault(key, []).append(upgrade)
        for key, upgrades in steps.items():
            yield key, branch, tuple(upgrades)


def _aftermath(
    key: _Key, after: int, timeline: _Timeline, sightings: Mapping[_Key, _Sightings]
) -> _Aftermath:
    """Return what followed an update's last sighting until its branch was seen again.

    Renovate logs its branches at the end of a run, so actions of the run of the last sighting
    came before it, and those of the run that shows the branch again are still about the update.
    """
    seen_again = [at for at in timeline.seen if at > after]
    until = min(seen_again, default=None)
    return _Aftermath(
        actions=frozenset(
            action
            for at, action in timeline.actions
            if at > after and (until is None or at <= until)
        ),
        branch_is_back=until is not None,
        replacement=None if until is None else _replacement(key, after, sightings),
    )


def _timelines(turns: Sequence[RepositoryRun]) -> Mapping[str, _Timeline]:
    timelines: defaultdict[str, _Timeline] = defaultdict(_Timeline)
    for at, turn in enumerate(turns):
        for branch in turn.branches:
            timelines[branch.branch].seen.append(at)
        for row in turn.pull_requests:
            if row.branch is not None:
                timelines[row.branch].actions.append((at, row.action))
    return timelines


def _replacement(key: _Key, after: int, sightings: Mapping[_Key, _Sightings]) -> str | None:
    """Return the version that came into an update's branch for it afterwards."""
    later = [
        (seen.first, other.new_version or "another version")
        for other, seen in sightings.items()
        if (other.branch, other.dep_name) == (key.branch, key.dep_name) and seen.first > after
    ]
    return min(later)[1] if later else None


def _outcome(
    branch: BranchSeen, after: _Aftermath, *, is_standing: bool
) -> tuple[UpdateOutcome, str | None]:
    """Return what became of an update, and why."""
    if PullRequestAction.AUTOMERGED in after.actions or branch.result == "automerged":
        return UpdateOutcome.AUTOMERGED, None
    if gone := _gone(after):
        return gone
    if is_standing:
        return _standing_outcome(branch)
    if has_open_pull_request(branch.pull_request, branch.result):
        return UpdateOutcome.MERGED_BY_PERSON, None
    return UpdateOutcome.GONE, None


def _gone(after: _Aftermath) -> tuple[UpdateOutcome, str | None] | None:
    """Return what became of an update that Renovate gave up, and why; None if it did not."""
    if after.replacement:
        return UpdateOutcome.GONE, f"replaced by {after.replacement}"
    if PullRequestAction.AUTOCLOSED in after.actions:
        return UpdateOutcome.SUPERSEDED, None
    return (UpdateOutcome.GONE, "no longer part of its branch") if after.branch_is_back else None


def is_blocked(branch: BranchSeen) -> bool:
    """Whether Renovate can't go on with a branch until a person does something."""
    return branch.result in _BLOCKING


def _standing_outcome(branch: BranchSeen) -> tuple[UpdateOutcome, str | None]:
    reason = reason_of(branch.result, branch.blocked_by).words
    if not has_open_pull_request(branch.pull_request, branch.result):
        return UpdateOutcome.HELD_BACK, reason
    return UpdateOutcome.PULL_REQUEST_OPEN, reason if is_blocked(branch) else None


def _update(key: _Key, last: _Sightings, outcome: UpdateOutcome, reason: str | None) -> Update:
    branch = last.branch
    # One step may be major for one file and minor for another: the alphabet has the larger first.
    types = sorted({upgrade.update_type or UNKNOWN_TYPE for upgrade in last.upgrades})
    versions = sorted({each.current_version for each in last.upgrades if each.current_version})
    return Update(
        dep_name=key.dep_name,
        update_type=types[0],
        current_version=", ".join(versions) or None,
        new_version=key.new_version,
        files=tuple(sorted({each.package_file for each in last.upgrades if each.package_file})),
        branch=key.branch,
        pull_request=branch.pull_request,
        is_security=is_security(branch=key.branch, title=branch.title),
        outcome=outcome,
        reason=reason,
        manager=_first(each.manager for each in last.upgrades),
        datasource=_first(each.datasource for each in last.upgrades),
        package_name=_first(each.package_name for each in last.upgrades),
    )


def _first(texts: Iterable[str | None]) -> str | None:
    return min((text for text in texts if text is not None), default=None)
