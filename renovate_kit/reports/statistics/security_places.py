"""Everything on record about one repository, from logs and from the forge that it is on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from renovate_kit.reports.events.pull_requests import AlertSeen
from renovate_kit.reports.statistics.security_fixes import (
    FixingPullRequest,
    fixing_pull_requests,
)
from renovate_kit.reports.store.security_rows import (
    SecurityFacts,
    VersionSeen,
    VulnerabilitySighting,
)

__all__ = ["Place", "places_of"]

_OfRepository = TypeVar(
    "_OfRepository", AlertSeen, FixingPullRequest, VersionSeen, VulnerabilitySighting
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What is on record of one repository; where the default branch is known, of that alone."""

    host: str | None
    repository: str
    alerts: tuple[AlertSeen, ...]
    sightings: tuple[VulnerabilitySighting, ...]
    pull_requests: tuple[FixingPullRequest, ...]
    versions: tuple[VersionSeen, ...]
    looked_at: tuple[datetime, ...]


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
    for name in sorted({*alerts, *sightings, *updates}):
        known = sorted(hosts[name])
        default = facts.default_branches.get(name)
        # Logs are of the only forge that is known; of several, nobody can tell of which.
        for host in known if len(known) == 1 else (None, *known):
            has_logs = host is None or len(known) == 1
            here = {host, None} if has_logs else {host}
            yield Place(
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
            )


def _by_repository(rows: Iterable[_OfRepository]) -> defaultdict[str, list[_OfRepository]]:
    found: defaultdict[str, list[_OfRepository]] = defaultdict(list)
    for row in rows:
        found[row.repository].append(row)
    return found
