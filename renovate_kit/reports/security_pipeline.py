"""What `security` does: everything on record in, the history of vulnerabilities out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from renovate_kit.errors import InputError
from renovate_kit.reports.security_report import EntryState, SecurityEntry, SecurityReport
from renovate_kit.reports.severities import SEVERITIES
from renovate_kit.reports.statistics.security_as_of import facts_before, standing_before
from renovate_kit.reports.statistics.security_history import (
    DEFAULT_LIMITS,
    dated,
    known_until,
    security_entries,
)
from renovate_kit.reports.store import Store
from renovate_kit.reports.store.security_rows import SecurityFacts

__all__ = ["SecurityQuestion", "security_history"]

_MOST_NAMES: Final = 5
_VULNERABLE: Final = "vulnerable"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityQuestion:
    """What a person wants to know.

    Attributes:
        since: the period's start; what was fixed before is left out. None for all on record.
        until: the period's end: what nobody knew of before is left out, and what became of
            others later makes no difference. None for the present.
        only_open: leave out what is not open.
        repositories: only these, in upper or lower case; empty means all.
        limits: how long a fix may take, by severity.
    """

    since: datetime | None = None
    until: datetime | None = None
    only_open: bool = False
    repositories: Sequence[str] = ()
    limits: Mapping[str, timedelta] = field(default_factory=lambda: DEFAULT_LIMITS)


def security_history(store: Store, question: SecurityQuestion, *, now: datetime) -> SecurityReport:
    """Return the vulnerabilities that were there at some time of a period.

    Args:
        store: what is known.
        question: which ones, and by which measure.
        now: to which the age of open ones is counted, unless the period ended before.

    Raises:
        InputError: nothing of a repository is on record, or the period is yet to come.
        StoreError: the store can't be read.
    """
    if question.since is not None and question.since > now:
        raise InputError("the period is yet to come", hint="name one that has begun")
    names = _known(store, question.repositories)
    facts = store.security_facts(names)
    told_at = now if question.until is None else min(question.until, now)
    entries = _entries(facts, question, told_at)
    known = known_until(facts)
    if question.until is not None and known is not None:
        is_known = entries or _has_begun(store, names, question.until)
        known = min(known, told_at) if is_known else None
    return SecurityReport(
        entries=tuple(sorted((x for x in entries if _is_meant(x, question, told_at)), key=_order)),
        since=question.since,
        until=question.until,
        only_open=question.only_open,
        told_at=told_at,
        known_until=known,
        limits=question.limits,
    )


def _has_begun(store: Store, repositories: Sequence[str], until: datetime) -> bool:
    """Whether the record begins before a time: nobody knows what was there before it."""
    times = (store.first_start(repositories), store.first_pull_request_at(repositories))
    return any(at is not None and at < until for at in times)


def _entries(
    facts: SecurityFacts, question: SecurityQuestion, told_at: datetime
) -> Sequence[SecurityEntry]:
    if question.until is None:
        return security_entries(facts, now=told_at, limits=question.limits)
    every = security_entries(
        facts_before(facts, question.until), now=told_at, limits=question.limits
    )
    then = (standing_before(entry, question.until) for entry in every)
    return [dated(entry, told_at, question.limits) for entry in then if entry is not None]


def _is_meant(entry: SecurityEntry, question: SecurityQuestion, now: datetime) -> bool:
    if entry.open or question.only_open:
        return entry.open
    return question.since is None or (entry.fixed_at or _last_change(entry, now)) >= question.since


def _last_change(entry: SecurityEntry, now: datetime) -> datetime:
    """Return when something became of an entry that is neither open nor fixed.

    That runs still list the version does not count, or an old period's entries would depend on how
    far the logs go.
    """
    times = [each.at for each in entry.evidence if each.at and each.shows != _VULNERABLE]
    return max([*times, *(at for at in (entry.withdrawn_at,) if at is not None)], default=now)


def _order(entry: SecurityEntry) -> tuple[object, ...]:
    """Order open ones before others, the worst first, then the oldest open and newest others."""
    states = (EntryState.OPEN, EntryState.DISMISSED, EntryState.WITHDRAWN, EntryState.FIXED)
    worst = (*SEVERITIES, None).index(entry.severity)
    at = entry.detected_at if entry.open else entry.fixed_at
    moment = 0.0 if at is None else at.timestamp()
    return (
        states.index(entry.state),
        worst if entry.open else 0,
        moment if entry.open else -moment,
        entry.repository,
        entry.package or "",
        entry.ids,
    )


def _known(store: Store, asked_for: Sequence[str]) -> Sequence[str]:
    if not asked_for:
        return ()
    names = sorted({*store.repositories(), *store.forge_repositories()})
    for name in asked_for:
        if not any(name.casefold() == known.casefold() for known in names):
            shown = ", ".join(names[:_MOST_NAMES]) or "nothing"
            more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
            raise InputError(
                f"nothing of {name} is on record", hint=f"the store knows {shown}{more}"
            )
    folded = {name.casefold() for name in asked_for}
    return [name for name in names if name.casefold() in folded]
