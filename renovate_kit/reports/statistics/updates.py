"""Updates of a repository: each once, however many runs proposed it, with what became of it.

An update is a branch, a dependency and a new version. It stands as the last run that shows
branches saw it. Renovate merges, closes and supersedes between the looks that logs give us,
so what is gone is explained by the first of these that holds: merged by Renovate, replaced by
another version, closed by Renovate, left out of its branch, merged by a person.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from renovate_kit.reports.events import PullRequestAction, Upgrade
from renovate_kit.reports.report import Update, UpdateOutcome
from renovate_kit.reports.statistics.history import RepositoryHistory, RepositoryRun
from renovate_kit.reports.statistics.reasons import (
    EDITED,
    has_open_pull_request,
    reason_of,
)
from renovate_kit.reports.statistics.security import is_security
from renovate_kit.reports.statistics.verdict import BRANCH_ERROR
from renovate_kit.reports.store.rows import BranchRow

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Key:
    branch: str
    dep_name: str
    new_version: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sighting:
    """An update as one run saw it; `at` is the place of that run in the history."""

    at: int
    branch: BranchRow
    upgrades: tuple[Upgrade, ...]


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
    branch: BranchRow
    runs_like_this: int


def follow(history: RepositoryHistory) -> tuple[Standing, ...] | None:
    """Return all updates of a repository; None if no run shows any.

    They are sorted by dependency, branch and version.
    """
    end = history.last_shown
    if end is None:
        return None
    sightings = _sightings(history.turns)
    first_seen = {key: seen[0].at for key, seen in sightings.items()}
    timelines = _timelines(history.turns)
    standings = []
    for key, seen in sightings.items():
        last = seen[-1]
        after = _aftermath(key, last.at, timelines[key.branch], first_seen)
        outcome, reason = _outcome(last.branch, after, is_standing=last.at == end)
        standings.append(
            Standing(
                update=_update(key, last, outcome, reason),
                branch=last.branch,
                runs_like_this=sum(each.branch.result == last.branch.result for each in seen),
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


def _sightings(turns: Sequence[RepositoryRun]) -> Mapping[_Key, list[_Sighting]]:
    found: defaultdict[_Key, list[_Sighting]] = defaultdict(list)
    for at, turn in enumerate(turns):
        for branch in turn.branches:
            steps: defaultdict[_Key, list[Upgrade]] = defaultdict(list)
            for upgrade in branch.upgrades:
                steps[
                    _Key(
                        branch=branch.branch,
                        dep_name=upgrade.dep_name,
                        new_version=upgrade.new_version,
                    )
                ].append(upgrade)
            for key, upgrades in steps.items():
                found[key].append(_Sighting(at=at, branch=branch, upgrades=tuple(upgrades)))
    return found


def _aftermath(
    key: _Key, after: int, timeline: _Timeline, first_seen: Mapping[_Key, int]
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
        replacement=None if until is None else _replacement(key, after, first_seen),
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


def _replacement(key: _Key, after: int, first_seen: Mapping[_Key, int]) -> str | None:
    """Return the version that came into an update's branch for it afterwards."""
    later = [
        (at, other.new_version or "another version")
        for other, at in first_seen.items()
        if (other.branch, other.dep_name) == (key.branch, key.dep_name) and at > after
    ]
    return min(later)[1] if later else None


def _outcome(
    branch: BranchRow, after: _Aftermath, *, is_standing: bool
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


def is_blocked(branch: BranchRow) -> bool:
    """Whether Renovate can't go on with a branch until a person does something."""
    return branch.result in _BLOCKING


def _standing_outcome(branch: BranchRow) -> tuple[UpdateOutcome, str | None]:
    reason = reason_of(branch.result, branch.blocked_by).words
    if not has_open_pull_request(branch.pull_request, branch.result):
        return UpdateOutcome.HELD_BACK, reason
    return UpdateOutcome.PULL_REQUEST_OPEN, reason if is_blocked(branch) else None


def _update(key: _Key, last: _Sighting, outcome: UpdateOutcome, reason: str | None) -> Update:
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
