"""The history of vulnerabilities: what is on record in, one entry for each of them out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from renovate_kit.reports.events.pull_requests import AdvisoryPublished
from renovate_kit.reports.security_report import (
    EntryState,
    SecurityEntry,
    SecurityEvidence,
    SecurityPullRequest,
    Sla,
    SlaState,
)
from renovate_kit.reports.statistics.security_claims import (
    Claim,
    Packages,
    Vulnerability,
    marked_only,
    vulnerabilities_of,
)
from renovate_kit.reports.statistics.security_fixes import (
    FixingPullRequest,
)
from renovate_kit.reports.statistics.security_outcome import (
    Fix,
    Outcome,
    Sightings,
    affected_by,
    fixes_of,
    outcome_of,
)
from renovate_kit.reports.statistics.security_places import Place, places_of, told_at
from renovate_kit.reports.statistics.security_ranges import Affected
from renovate_kit.reports.statistics.security_telling import (
    ecosystem_of,
    how_likely_exploited,
    what_is_told,
)
from renovate_kit.reports.statistics.version_order import bare_version
from renovate_kit.reports.store.security_rows import (
    SecurityFacts,
)

__all__ = ["DEFAULT_LIMITS", "dated", "known_until", "security_entries"]

DEFAULT_LIMITS: Final[Mapping[str, timedelta]] = {
    "critical": timedelta(days=7),
    "high": timedelta(days=30),
    "moderate": timedelta(days=90),
    "low": timedelta(days=180),
}
"""How long a fix may take from detection, unless somebody says otherwise."""

_NONE: Final = timedelta(0)
_BEST_FIRST: Final = ("alert", "log", "body")
_OPEN: Final = "open"


def security_entries(
    facts: SecurityFacts,
    *,
    now: datetime,
    limits: Mapping[str, timedelta] = DEFAULT_LIMITS,
) -> tuple[SecurityEntry, ...]:
    """Return every vulnerability on record with what became of it, by repository and package.

    Args:
        facts: what is on record.
        now: to which the age of open ones is counted.
        limits: how long a fix may take, by severity.
    """
    records: defaultdict[str, list[AdvisoryPublished]] = defaultdict(list)
    for record in facts.advisories:
        for number in {record.advisory, *record.aliases}:
            records[number].append(record)
    told = {number: tuple(known) for number, known in records.items()}
    return tuple(
        dated(replace(entry, **how_likely_exploited(entry, facts.exploitation)), now, limits)
        for place in places_of(facts)
        for entry in _entries(place, told)
    )


def known_until(facts: SecurityFacts) -> datetime | None:
    """Return the latest time of anything on record; None if there is nothing."""
    times = [looks[-1] for looks in facts.looked_at.values() if looks]
    times += [each.last_at for each in facts.sightings if each.last_at is not None]
    times += told_at(facts.alerts, [known.seen for known in facts.pull_requests])
    times += [*facts.last_runs.values(), *facts.synced_at.values()]
    return max(times, default=None)


def _entries(
    place: Place, records: Mapping[str, tuple[AdvisoryPublished, ...]]
) -> Iterator[SecurityEntry]:
    packages, found = vulnerabilities_of(
        place.alerts, place.sightings, place.pull_requests, records
    )
    updating = _by_package(place.pull_requests, packages)
    linked: set[tuple[int, str | None]] = set()
    for vulnerability in found:
        affected = affected_by(vulnerability, packages)
        candidates = _candidates(vulnerability, updating)
        fixes = tuple(fixes_of(vulnerability, candidates, affected, packages))
        linked |= {(id(fix.pull_request), vulnerability.key) for fix in fixes}
        entry = _entry(place, vulnerability, affected, fixes, packages)
        yield _with_ecosystem(entry, place, vulnerability, candidates, packages)
    for vulnerability in marked_only(place.pull_requests, linked, packages):
        own = _candidates(vulnerability, {})
        fixes = tuple(fixes_of(vulnerability, own, Affected(), packages))
        yield _entry(place, vulnerability, Affected(), fixes, packages)


def _by_package(
    pull_requests: Sequence[FixingPullRequest], packages: Packages
) -> Mapping[str, Sequence[tuple[int, FixingPullRequest]]]:
    """Return pull requests by the packages that they update, each with its place in the order."""
    found: defaultdict[str, dict[int, FixingPullRequest]] = defaultdict(dict)
    for at, pull_request in enumerate(pull_requests):
        for update in pull_request.updates:
            for key in packages.of_update(update):
                found[key][at] = pull_request
    return {key: tuple(known.items()) for key, known in found.items()}


def _candidates(
    vulnerability: Vulnerability,
    updating: Mapping[str, Sequence[tuple[int, FixingPullRequest]]],
) -> tuple[FixingPullRequest, ...]:
    """Return the pull requests that update the package, and those that claim to mend it."""
    found = [each for _, each in updating.get(vulnerability.key or "", ())]
    known = {id(each) for each in found}
    for claim in vulnerability.claims:
        if claim.pull_request is not None and id(claim.pull_request) not in known:
            known.add(id(claim.pull_request))
            found.append(claim.pull_request)
    return tuple(found)


def _entry(
    place: Place,
    vulnerability: Vulnerability,
    affected: Affected,
    fixes: Sequence[Fix],
    packages: Packages,
) -> SecurityEntry:
    sightings = _sightings(place, vulnerability, packages)
    outcome = outcome_of(vulnerability, fixes, affected, sightings)
    shown = _shown(fixes, outcome)
    main = outcome.fix or _main(shown)
    claims = _ordered(vulnerability.claims)
    first = min(
        (claim for claim in claims if claim.at is not None),
        key=lambda claim: (claim.at, claims.index(claim)),
        default=None,
    )
    version = _vulnerable_version(main, claims, affected, sightings)
    pull_requests = tuple(map(_pull_request, shown))
    told = what_is_told(vulnerability, claims)
    return SecurityEntry(
        host=place.host,
        repository=place.repository,
        package=next((claim.package for claim in claims if claim.package), None),
        ecosystem=next((claim.ecosystem for claim in claims if claim.ecosystem), None),
        ids=tuple(sorted(vulnerability.ids, key=_number_order)),
        **told,
        vulnerable_version=version,
        affected=next((claim.affected for claim in claims if claim.affected), None),
        fixed_version=_fixed_version(main, claims, affected, version),
        detected_at=None if first is None else first.at,
        detected_by=None if first is None else _detector(first),
        pull_request=None if main is None else _pull_request(main),
        pull_requests=pull_requests,
        fixed_at=outcome.fixed_at,
        fixed_by=outcome.fixed_by,
        state=outcome.state,
        still_there=outcome.still_there,
        unmerged=outcome.state is EntryState.OPEN and _all_refused(pull_requests),
        reopened=outcome.came_back or any(each.reopened for each in pull_requests),
        exposure_from_publication=None,
        exposure_from_detection=None,
        age=None,
        sla=None,
        # A pull request may have several updates of one package, and says the same for each.
        evidence=tuple(dict.fromkeys((*map(_claim_evidence, claims), *outcome.evidence))),
        known_until=place.known_until,
    )


def _with_ecosystem(
    entry: SecurityEntry,
    place: Place,
    vulnerability: Vulnerability,
    updating: Sequence[FixingPullRequest],
    packages: Packages,
) -> SecurityEntry:
    """Return an entry with the ecosystem that others tell, where no claim does."""
    if entry.ecosystem is not None:
        return entry
    versions = _sightings(place, vulnerability, packages).versions
    return replace(entry, ecosystem=ecosystem_of(vulnerability, versions, updating, packages))


def dated(entry: SecurityEntry, now: datetime, limits: Mapping[str, timedelta]) -> SecurityEntry:
    """Return an entry with everything that is measured in time.

    Args:
        entry: what became of it counts, and its times.
        now: to which the age of an open one is counted.
        limits: how long a fix may take, by severity.
    """
    is_open = entry.state is EntryState.OPEN
    return replace(
        entry,
        exposure_from_publication=_between(entry.published_at, entry.fixed_at),
        exposure_from_detection=_between(entry.detected_at, entry.fixed_at),
        age=_between(entry.detected_at, now) if is_open else None,
        sla=_sla(entry, now, limits),
    )


def _between(start: datetime | None, end: datetime | None) -> timedelta | None:
    return None if start is None or end is None else max(end - start, _NONE)


def _sla(entry: SecurityEntry, now: datetime, limits: Mapping[str, timedelta]) -> Sla | None:
    limit = limits.get(entry.severity or "")
    counted = entry.state in {EntryState.OPEN, EntryState.FIXED}
    if limit is None or entry.detected_at is None or not counted:
        return None
    due_at = entry.detected_at + limit
    if entry.fixed_at is not None:
        state = SlaState.MET if entry.fixed_at <= due_at else SlaState.MISSED
    else:
        state = SlaState.RUNNING if now <= due_at else SlaState.MISSED
    return Sla(limit=limit, due_at=due_at, state=state)


def _sightings(place: Place, vulnerability: Vulnerability, packages: Packages) -> Sightings:
    key = vulnerability.key
    versions = tuple(
        each
        for each in place.versions
        if key is not None
        and key in {packages.key(x, each.datasource) for x in (each.dep_name, each.package_name)}
    )
    known = [
        each.last_at
        for each in place.sightings
        if each.last_at is not None
        and vulnerability.ids & {*each.ids}
        and packages.key(each.package_name, each.datasource) == key
    ]
    return Sightings(
        versions=versions, looked_at=place.looked_at, known_until=max(known, default=None)
    )


def _shown(fixes: Sequence[Fix], outcome: Outcome) -> tuple[Fix, ...]:
    return tuple(fix for fix in fixes if fix.is_security or fix is outcome.fix)


def _main(fixes: Sequence[Fix]) -> Fix | None:
    """Return the pull request to look at: an open one, else the one merged or closed last."""

    def order(fix: Fix) -> tuple[bool, bool, str]:
        pull_request = fix.pull_request
        at = pull_request.merged_at or pull_request.closed_at or pull_request.opened_at
        when = "" if at is None else at.isoformat()
        return pull_request.state == _OPEN, pull_request.merged_at is not None, when

    return max(fixes, key=order, default=None)


def _all_refused(pull_requests: Sequence[SecurityPullRequest]) -> bool:
    return bool(pull_requests) and all(each.state == "closed" for each in pull_requests)


def _ordered(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    order = {kind: at for at, kind in enumerate(_BEST_FIRST)}
    return tuple(sorted(claims, key=lambda claim: order.get(claim.kind, len(order))))


def _detector(claim: Claim) -> str:
    return claim.kind if claim.kind in {"alert", "log"} else "pull-request"


def _vulnerable_version(
    main: Fix | None, claims: Sequence[Claim], affected: Affected, sightings: Sightings
) -> str | None:
    if main is not None and main.update is not None:
        version = bare_version(main.update.current)
        if version is not None:
            return version
    listed = [each for each in sightings.versions if affected.has(each.version) is True]
    if listed:
        return bare_version(min(listed, key=lambda each: each.first_at).version)
    # Of the OSV database Renovate tells the very version that is affected.
    exact = (bare_version(claim.affected) for claim in claims if claim.kind == "log")
    return next((version for version in exact if version is not None), None)


def _fixed_version(
    main: Fix | None, claims: Sequence[Claim], affected: Affected, version: str | None
) -> str | None:
    told = next((claim.fixed_version for claim in claims if claim.fixed_version), None)
    if told is None:
        told = affected.fix_for(version)
    if told is None and main is not None and main.is_security and main.update is not None:
        told = bare_version(main.update.new) or main.update.new
    return told


def _pull_request(fix: Fix) -> SecurityPullRequest:
    told = fix.pull_request
    return SecurityPullRequest(
        number=told.number,
        url=told.url,
        title=told.title,
        branch=told.branch,
        base_branch=told.base_branch,
        state=told.state,
        superseded=told.superseded,
        is_security=fix.is_security,
        opened_at=told.opened_at,
        merged_at=told.merged_at,
        closed_at=told.closed_at,
        reopened=told.reopened,
        merged_by=told.merged_by,
        closed_by=told.closed_by,
        new_version=fix.update.new if fix.update is not None else None,
    )


def _claim_evidence(claim: Claim) -> SecurityEvidence:
    return SecurityEvidence(kind=claim.kind, shows="vulnerable", text=claim.text, at=claim.at)


def _number_order(number: str) -> tuple[int, str]:
    for at, prefix in enumerate(("CVE-", "GHSA-")):
        if number.startswith(prefix):
            return at, number
    return 2, number
