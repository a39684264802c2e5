"""Vulnerabilities as they stood at a time that may be long over."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from renovate_kit.reports.security_report import (
    EntryState,
    SecurityEntry,
    SecurityPullRequest,
)
from renovate_kit.reports.store.security_rows import SecurityFacts

__all__ = ["facts_before", "standing_before"]

_OPEN: Final = "open"
_DISMISSED: Final = frozenset({"dismissed", "auto_dismissed"})


def facts_before(facts: SecurityFacts, until: datetime) -> SecurityFacts:
    """Return facts in which no alert is dismissed that was not so before a time."""
    alerts = tuple(
        replace(alert, state=_OPEN, dismissed_at=None, dismissed_reason=None)
        if alert.state in _DISMISSED and _is_after(alert.dismissed_at, until)
        else alert
        for alert in facts.alerts
    )
    return replace(facts, alerts=alerts)


def standing_before(entry: SecurityEntry, until: datetime) -> SecurityEntry | None:
    """Return an entry as it stood just before a time; None if nobody knew of it then.

    What became of it later is left out: it is open, or dismissed if all of its alerts were by then,
    if it was fixed or withdrawn later, and its pull requests are open if they were merged or closed
    later. What is measured in time is not changed.
    """
    if _is_after(entry.detected_at, until):
        return None
    known = replace(
        entry,
        pull_request=None if entry.pull_request is None else _then(entry.pull_request, until),
        pull_requests=tuple(
            told for told in (_then(each, until) for each in entry.pull_requests) if told
        ),
        evidence=tuple(each for each in entry.evidence if not _is_after(each.at, until)),
        known_until=None if entry.known_until is None else min(entry.known_until, until),
        known_exploited_at=_before(entry.known_exploited_at, until),
        withdrawn_at=_before(entry.withdrawn_at, until),
        unmerged=False,
    )
    if known.pull_request is None and known.pull_requests:
        known = replace(known, pull_request=known.pull_requests[-1])
    is_undone = _is_after(entry.fixed_at, until) or _is_after(entry.withdrawn_at, until)
    if entry.state in {EntryState.FIXED, EntryState.WITHDRAWN} and is_undone:
        state = EntryState.DISMISSED if _all_dismissed(known) else EntryState.OPEN
        known = replace(known, state=state, fixed_at=None, fixed_by=None, still_there=None)
    return replace(known, unmerged=known.open and _all_refused(known))


def _then(told: SecurityPullRequest, until: datetime) -> SecurityPullRequest | None:
    """Return a pull request as it was before a time; None if it was not there."""
    if _is_after(told.opened_at, until):
        return None
    if not (_is_after(told.merged_at, until) or _is_after(told.closed_at, until)):
        return told
    return replace(
        told,
        state=_OPEN,
        superseded=False,
        merged_at=None,
        closed_at=None,
        merged_by=None,
        closed_by=None,
    )


def _all_dismissed(entry: SecurityEntry) -> bool:
    """Whether somebody had dismissed every alert, by the evidence that there was then."""
    told = [each.shows for each in entry.evidence if each.kind == "alert"]
    return 0 < told.count("vulnerable") == told.count("dismissed")


def _all_refused(entry: SecurityEntry) -> bool:
    pull_requests = entry.pull_requests
    return bool(pull_requests) and all(each.state == "closed" for each in pull_requests)


def _is_after(at: datetime | None, until: datetime) -> bool:
    return at is not None and at >= until


def _before(at: datetime | None, until: datetime) -> datetime | None:
    return None if _is_after(at, until) else at
