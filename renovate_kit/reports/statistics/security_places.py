"""Everything on record about one repository, from logs and from the forge that it is on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from renovate_kit.reports.events.pull_requests import AlertSeen, PullRequestSeen
from renovate_kit.reports.statistics.security_fixes import (
    FixingPullRequest,
    fixing_pull_requests,
)
from renovate_kit.reports.store.security_rows import (
    SecurityFacts,
    VersionSeen,
    VulnerabilitySighting,
)

__all__ = ["Place", "places_of", "told_at"]

_OfRepository = TypeVar(
    "_OfRepository",
    AlertSeen,
    FixingPullRequest,
    PullRequestSeen,
    VersionSeen,
    VulnerabilitySighting,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What is on record of one repository; where the default branch is known, of that alone.

    Attributes:
        has_logs: whether what logs tell of a repository of this name is of this one.
        known_until: the last run or sync that could tell of a change; None if none has a time.
    """

    host: str | None
    repository: str
    alerts: tuple[AlertSeen, ...]
    sightings: tuple[VulnerabilitySighting, ...]
    pull_requests: tuple[FixingPullRequest, ...]
    versions: tuple[VersionSeen, ...]
    looked_at: tuple[datetime, ...]
    has_logs: bool
    known_until: datetime | None = None


def places_of(facts: SecurityFacts) -> Iterator[Place]:
    """Yield what is on record of each repository; logs don't tell the host, forges do."""
    pull_requests = tuple(fixing_pull_requests(facts))
    hosts: defaultdict[str, set[str]] = defaultdict(set)
    for each in pull_requests:
        if each.host is not None:
            hosts[each.repository].add(each.host)
    for alert in facts.alerts:
        hosts[alert.repository].add(alert.host)
    alerts = _by_repository(facts.alerts)
    sightings = _by_repository(facts.sightings)
    updates = _by_repository(pull_requests)
    versions = _by_repository(facts.versions)
    seen = _by_repository([each.seen for each in facts.pull_requests])
    for name in sorted({*alerts, *sightings, *updates}):
        known = sorted(hosts[name])
        default = facts.default_branches.get(name)
        # Logs are of the only forge that is known; of several, nobody can tell of which.
        for host in known if len(known) == 1 else (None, *known):
            has_logs = host is None or len(known) == 1
            here = {host, None} if has_logs else {host}
            place = Place(
                host=host,
                repository=name,
                alerts=tuple(each for each in alerts[name] if each.host in here),
                sightings=tuple(sightings[name]) if has_logs else (),
                pull_requests=tuple(
                    each
                    for each in updates[name]
                    if each.host in here and each.base_branch in {None, default or each.base_branch}
                ),
                versions=tuple(versions[name]) if has_logs else (),
                looked_at=facts.looked_at.get(name, ()) if has_logs else (),
                has_logs=has_logs,
            )
            yield _known_until(place, facts, seen[name])


def _known_until(place: Place, facts: SecurityFacts, seen: Sequence[PullRequestSeen]) -> Place:
    """Return a place with the last time when something could have told of a change in it."""
    name = place.repository
    times = list(told_at(place.alerts, [each for each in seen if each.host in {place.host, None}]))
    if place.host is not None and (at := facts.synced_at.get((place.host, name.casefold()))):
        times.append(at)
    by_logs = [each.last_at for each in place.sightings] + [*place.looked_at[-1:]]
    if place.has_logs and not any(by_logs):
        # Runs at level info list nothing: they count where there are no others.
        by_logs = [facts.last_runs.get(name)]
    times += [at for at in by_logs if at is not None]
    return replace(place, known_until=max(times, default=None))


def told_at(
    alerts: Iterable[AlertSeen], pull_requests: Sequence[PullRequestSeen]
) -> Iterator[datetime]:
    """Yield the times at which forges or clones told of anything."""
    yield from (alert.updated_at for alert in alerts)
    for seen in pull_requests:
        told = (seen.updated_at, seen.merged_at, seen.closed_at, seen.created_at)
        yield from (at for at in told if at is not None)


def _by_repository(rows: Iterable[_OfRepository]) -> defaultdict[str, list[_OfRepository]]:
    found: defaultdict[str, list[_OfRepository]] = defaultdict(list)
    for row in rows:
        found[row.repository].append(row)
    return found
