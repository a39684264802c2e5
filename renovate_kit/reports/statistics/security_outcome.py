"""What became of a vulnerability, by the evidence of merges, alerts and listed dependencies."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from renovate_kit.reports.events.pull_requests import AlertSeen
from renovate_kit.reports.security_report import EntryState, FixedBy, SecurityEvidence
from renovate_kit.reports.statistics.security_claims import Packages, Vulnerability
from renovate_kit.reports.statistics.security_fixes import FixingPullRequest, FixingUpdate
from renovate_kit.reports.statistics.security_ranges import Affected
from renovate_kit.reports.store.security_rows import VersionSeen

__all__ = ["Fix", "Outcome", "Sightings", "affected_by", "fixes_of", "outcome_of"]

_FIXED: Final = "fixed"
_OPEN: Final = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A pull request that fixes, or would fix, a vulnerability.

    Attributes:
        is_security: whether it says so itself; an ordinary update just happens to.
        moves: from a version that is surely vulnerable to one that surely is not.
    """

    pull_request: FixingPullRequest
    update: FixingUpdate | None
    is_security: bool
    moves: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sightings:
    """The versions of one package that runs listed.

    Attributes:
        versions: by package file.
        looked_at: the starts of all runs that listed dependencies of the repository, in order.
        known_until: the last run that knew of the vulnerability; None if no log tells.
    """

    versions: tuple[VersionSeen, ...] = ()
    looked_at: tuple[datetime, ...] = ()
    known_until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of it.

    Attributes:
        fix: the pull request that fixed it, if that is on record.
        still_there: why it is there although a fix was merged.
        came_back: whether it is there again after it was gone.
    """

    state: EntryState
    fix: Fix | None
    fixed_at: datetime | None
    fixed_by: FixedBy | None
    still_there: str | None
    came_back: bool
    evidence: tuple[SecurityEvidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listed:
    """What listed dependencies show.

    Attributes:
        last_vulnerable: start of the last run that listed a vulnerable version.
        still: what the last run of all lists that is vulnerable.
        gone_at: start of the first run that surely lists none any more.
        shown: how that is known.
        came_back: whether a run in between listed none.
    """

    last_vulnerable: datetime | None = None
    still: VersionSeen | None = None
    gone_at: datetime | None = None
    shown: str = ""
    came_back: bool = False


def affected_by(vulnerability: Vulnerability, packages: Packages) -> Affected:
    """Return which versions of the package have a vulnerability."""
    ranges = tuple(
        each
        for record in vulnerability.records
        for each in record.affected
        if packages.key(each.package_name, each.ecosystem) == vulnerability.key
    )
    told = [claim for claim in vulnerability.claims if claim.kind in {"alert", "log"}]
    conditions = dict.fromkeys(
        claim.affected for claim in told if claim.affected and claim.affected[:1] in "<>="
    )
    fixes = [claim.fixed_version for claim in told if claim.fixed_version is not None]
    return Affected(
        ranges=ranges, conditions=tuple(conditions), fixed_version=fixes[0] if fixes else None
    )


def fixes_of(
    vulnerability: Vulnerability,
    pull_requests: Sequence[FixingPullRequest],
    affected: Affected,
    packages: Packages,
) -> Iterator[Fix]:
    """Yield the pull requests that fix a vulnerability, or would.

    One that says so must not go to a version that is surely vulnerable, and one that names no
    advisory must not come from a version that surely was not. One that doesn't say so counts if
    it was merged and goes to a version that surely has it no more.
    """
    claiming = {
        id(claim.pull_request) for claim in vulnerability.claims if claim.pull_request is not None
    }
    for pull_request in pull_requests:
        updates = [
            each
            for each in pull_request.updates
            if vulnerability.key is None or vulnerability.key in packages.of_update(each)
        ]
        if id(pull_request) in claiming:
            yield from _claimed(pull_request, updates, affected)
            continue
        for update in updates if vulnerability.ids or vulnerability.key else ():
            before, after = affected.has(update.current), affected.has(update.new)
            names_others = pull_request.mentions and pull_request.marked_by is not None
            by_mark = pull_request.marked_by is not None and not names_others
            if before is False or after is True:
                continue
            if by_mark or (after is False and pull_request.merged_at is not None):
                yield Fix(
                    pull_request=pull_request,
                    update=update,
                    is_security=by_mark,
                    moves=before is True and after is False,
                )
                break


def _claimed(
    pull_request: FixingPullRequest, updates: Sequence[FixingUpdate], affected: Affected
) -> Iterator[Fix]:
    update = updates[0] if updates else None
    after = affected.has(update.new) if update is not None else None
    if after is not True:
        before = affected.has(update.current) if update is not None else None
        moves = before is True and after is False
        yield Fix(pull_request=pull_request, update=update, is_security=True, moves=moves)


def outcome_of(
    vulnerability: Vulnerability,
    fixes: Sequence[Fix],
    affected: Affected,
    sightings: Sightings,
) -> Outcome:
    """Return what became of a vulnerability.

    A merge counts unless something later shows the vulnerability: a run that lists a vulnerable
    version, or an alert that is open while no run lists a good one.
    """
    alerts = [claim.alert for claim in vulnerability.claims if claim.alert is not None]
    listed = _listed(affected, sightings)
    gone_at = min(
        (at for at in (_alerts_fixed_at(alerts), listed.gone_at) if at is not None), default=None
    )
    still_there = _still_there(alerts, listed)
    fix = _merged(fixes, listed, gone_at) if still_there is None else None
    state, fixed_at, fixed_by = _verdict(alerts, fix, gone_at if still_there is None else None)
    if state is not EntryState.FIXED and _is_withdrawn(vulnerability):
        state = EntryState.WITHDRAWN
    was_merged = any(each.pull_request.merged_at is not None and each.is_security for each in fixes)
    return Outcome(
        state=state,
        fix=fix,
        fixed_at=fixed_at,
        fixed_by=fixed_by,
        still_there=still_there if was_merged else None,
        came_back=listed.came_back,
        evidence=(*_evidence(alerts, listed), *_fix_evidence(fixes, fix)),
    )


def _verdict(
    alerts: Sequence[AlertSeen], fix: Fix | None, gone_at: datetime | None
) -> tuple[EntryState, datetime | None, FixedBy | None]:
    if fix is not None:
        by = FixedBy.SECURITY_UPDATE if fix.is_security else FixedBy.ORDINARY_UPDATE
        return EntryState.FIXED, fix.pull_request.merged_at, by
    if gone_at is not None:
        return EntryState.FIXED, gone_at, None
    if alerts and not any(alert.state in {_OPEN, _FIXED} for alert in alerts):
        return EntryState.DISMISSED, None, None
    return EntryState.OPEN, None, None


def _alerts_fixed_at(alerts: Sequence[AlertSeen]) -> datetime | None:
    """Return when the last alert was fixed; None if there is none, or one is open."""
    if any(alert.state == _OPEN for alert in alerts):
        return None
    times = [alert.fixed_at for alert in alerts if alert.state == _FIXED and alert.fixed_at]
    return max(times, default=None)


def _still_there(alerts: Sequence[AlertSeen], listed: _Listed) -> str | None:
    """Return what shows that it is there now, whatever was merged."""
    if listed.still is not None:
        return f"the last run lists {listed.still.version} in {listed.still.package_file}"
    still_open = [alert.number for alert in alerts if alert.state == _OPEN]
    if still_open and listed.gone_at is None:
        return f"Dependabot alert {still_open[0]} is open"
    return None


def _is_withdrawn(vulnerability: Vulnerability) -> bool:
    records = vulnerability.records
    return bool(records) and all(record.withdrawn_at is not None for record in records)


def _merged(fixes: Sequence[Fix], listed: _Listed, gone_at: datetime | None) -> Fix | None:
    """Return the merge that fixed it: a claimed one, else an ordinary one that is proven."""
    merged = sorted(
        (each for each in fixes if each.pull_request.merged_at is not None),
        key=lambda each: (not each.is_security, each.pull_request.merged_at),
    )
    for each in merged:
        at = each.pull_request.merged_at
        if at is None or (listed.last_vulnerable is not None and at < listed.last_vulnerable):
            continue
        proven = each.is_security or each.moves or (gone_at is not None and gone_at >= at)
        if proven:
            return each
    return None


def _listed(affected: Affected, sightings: Sightings) -> _Listed:
    """Return what the runs show that listed dependencies."""
    looks = sightings.looked_at
    vulnerable = [each for each in sightings.versions if affected.has(each.version) is True]
    if not vulnerable or not looks:
        return _Listed()
    good = [each for each in sightings.versions if affected.has(each.version) is False]
    latest = max(vulnerable, key=lambda each: each.last_at)
    at, shown, still = None, "", None
    if latest.last_at >= looks[-1]:
        still = latest
    else:
        next_look = looks[bisect_right(looks, latest.last_at)]
        at, shown = _gone(sightings, good, next_look)
    return _Listed(
        last_vulnerable=latest.last_at,
        still=still,
        gone_at=at,
        shown=shown,
        came_back=any(_in_between(each, vulnerable) for each in good),
    )


def _gone(
    sightings: Sightings, good: Sequence[VersionSeen], next_look: datetime
) -> tuple[datetime | None, str]:
    """Return since when no vulnerable version is listed, and how that is known."""
    since = [each for each in sightings.versions if each.last_at >= next_look]
    known = sightings.known_until
    if not since:
        is_gone = known is None or known < next_look
        return (next_look, "no package file names it any more") if is_gone else (None, "")
    fitting = [each for each in since if each in good]
    if len(fitting) < len(since):
        return None, ""
    first = min(fitting, key=lambda each: each.first_at)
    return max(first.first_at, next_look), f"runs list {first.version} in {first.package_file}"


def _in_between(good: VersionSeen, vulnerable: Sequence[VersionSeen]) -> bool:
    """Whether a file had a good version for a while, and a vulnerable one before and after."""
    there = [each for each in vulnerable if each.package_file == good.package_file]
    before = any(each.first_at < good.first_at for each in there)
    return before and any(each.last_at > good.last_at for each in there)


def _evidence(alerts: Sequence[AlertSeen], listed: _Listed) -> Iterator[SecurityEvidence]:
    for alert in alerts:
        if alert.state == _FIXED and alert.fixed_at is not None:
            text = f"Dependabot alert {alert.number} was fixed"
            yield SecurityEvidence(kind="alert", shows="fixed", text=text, at=alert.fixed_at)
        elif alert.state != _OPEN and alert.dismissed_at is not None:
            text = f"Dependabot alert {alert.number} was dismissed"
            yield SecurityEvidence(
                kind="alert", shows="dismissed", text=text, at=alert.dismissed_at
            )
    if listed.gone_at is not None:
        yield SecurityEvidence(
            kind="dependencies", shows="fixed", text=listed.shown, at=listed.gone_at
        )
    if listed.still is not None:
        text = f"runs list {listed.still.version} in {listed.still.package_file}"
        at = listed.last_vulnerable
        yield SecurityEvidence(kind="dependencies", shows="vulnerable", text=text, at=at)


def _fix_evidence(fixes: Sequence[Fix], chosen: Fix | None) -> Iterator[SecurityEvidence]:
    for each in fixes:
        if not each.is_security and each is not chosen:
            continue
        pull_request = each.pull_request
        kind = pull_request.marked_by or "update"
        goes = _step(each.update)
        if pull_request.merged_at is not None:
            text = f"{pull_request.name}{goes} was merged"
            at = pull_request.merged_at
            yield SecurityEvidence(kind=kind, shows="fixed", text=text, at=at)
        else:
            text = f"{pull_request.name}{goes} would fix it"
            yield SecurityEvidence(kind=kind, shows="fix", text=text, at=pull_request.opened_at)


def _step(update: FixingUpdate | None) -> str:
    if update is None or update.new is None:
        return ""
    if update.current is None:
        return f", to {update.new},"
    return f", from {update.current} to {update.new},"
