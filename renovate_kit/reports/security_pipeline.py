"""What `security` does: everything on record in, the history of vulnerabilities out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from renovate_kit.errors import InputError
from renovate_kit.reports.security_report import EntryState, SecurityEntry, SecurityReport
from renovate_kit.reports.severities import SEVERITIES
from renovate_kit.reports.statistics.security_history import (
    DEFAULT_LIMITS,
    known_until,
    security_entries,
)
from renovate_kit.reports.store import Store

__all__ = ["SecurityQuestion", "security_history"]

_MOST_NAMES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityQuestion:
    """What a person wants to know.

    Attributes:
        since: the period's start; what was fixed before is left out. None for all on record.
        only_open: leave out what is not open.
        repositories: only these, in upper or lower case; empty means all.
        limits: how long a fix may take, by severity.
    """

    since: datetime | None = None
    only_open: bool = False
    repositories: Sequence[str] = ()
    limits: Mapping[str, timedelta] = field(default_factory=lambda: DEFAULT_LIMITS)


def security_history(store: Store, question: SecurityQuestion, *, now: datetime) -> SecurityReport:
    """Return the vulnerabilities that were there at some time of a period.

    Args:
        store: what is known.
        question: which ones, and by which measure.
        now: to which the age of open ones is counted.

    Raises:
        InputError: nothing of a repository is on record.
        StoreError: the store can't be read.
    """
    facts = store.security_facts(_known(store, question.repositories))
    entries = security_entries(facts, now=now, limits=question.limits)
    return SecurityReport(
        entries=tuple(sorted((x for x in entries if _is_meant(x, question, now)), key=_order)),
        since=question.since,
        only_open=question.only_open,
        told_at=now,
        known_until=known_until(facts),
        limits=question.limits,
    )


def _is_meant(entry: SecurityEntry, question: SecurityQuestion, now: datetime) -> bool:
    if entry.open or question.only_open:
        return entry.open
    return question.since is None or (entry.fixed_at or _last_change(entry, now)) >= question.since


def _last_change(entry: SecurityEntry, now: datetime) -> datetime:
    """Return when something was last seen of an entry that is neither open nor fixed."""
    times = [each.at for each in entry.evidence if each.at is not None]
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
