"""What only the poorer recording of a run knew, kept where the richer one has a gap."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from typing import TypeVar

from renovate_kit.reports.events import LogDetail, ProblemLogged, PullRequestLogged
from renovate_kit.reports.store.recording import Content

__all__ = ["Account", "filled"]

_E = TypeVar("_E")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A content and how many bytes of trace it covers."""

    content: Content
    trace_bytes: int


def filled(richer: Account, poorer: Account) -> Account:
    """Return the richer account with its gaps filled from the poorer one.

    Counts, results and order are the richer one's: the poorer one may have stopped early.
    """
    ours, theirs = richer.content, poorer.content
    whole = richer.trace_bytes == poorer.trace_bytes
    content = replace(
        ours,
        started=replace(
            ours.started,
            started_at=ours.started.started_at or theirs.started.started_at,
            renovate_version=ours.started.renovate_version or theirs.started.renovate_version,
        ),
        ended=replace(
            ours.ended,
            log_context=ours.ended.log_context or theirs.ended.log_context,
            # Where a log was cut off, its last record isn't the run's last.
            ended_at=ours.ended.ended_at or (theirs.ended.ended_at if whole else None),
        ),
        repositories_started=_paired(
            ours.repositories_started,
            theirs.repositories_started,
            key=lambda event: event.repository,
            fill=lambda gap, known: replace(gap, started_at=gap.started_at or known.started_at),
        ),
        repositories_finished=_paired(
            ours.repositories_finished,
            theirs.repositories_finished,
            key=lambda event: (event.repository, event.result),
            fill=lambda gap, known: replace(
                gap,
                finished_at=gap.finished_at or known.finished_at,
                splits_ms=known.splits_ms if gap.splits_ms is None else gap.splits_ms,
            ),
        ),
        pull_requests=_paired(
            ours.pull_requests,
            theirs.pull_requests,
            key=_same_action,
            fill=lambda gap, known: replace(gap, at=gap.at or known.at),
        ),
        problems=_paired(
            ours.problems,
            theirs.problems,
            key=_same_problem,
            fill=lambda gap, known: replace(gap, first_at=gap.first_at or known.first_at),
        ),
    )
    content = _with_debug_detail(content, theirs, whole=whole)
    return Account(content=content, trace_bytes=richer.trace_bytes)


def _with_debug_detail(ours: Content, theirs: Content, *, whole: bool) -> Content:
    if (ours.ended.detail, theirs.ended.detail) != (LogDetail.INFO, LogDetail.DEBUG):
        return ours
    if not (whole or theirs.branches):
        # It stopped before Renovate told of branches: no branches there means nothing.
        return ours
    return replace(
        ours,
        ended=replace(ours.ended, detail=LogDetail.DEBUG),
        branches=theirs.branches,
        updates=theirs.updates,
    )


def _paired(
    ours: tuple[_E, ...],
    theirs: tuple[_E, ...],
    *,
    key: Callable[[_E], Hashable],
    fill: Callable[[_E, _E], _E],
) -> tuple[_E, ...]:
    known: dict[Hashable, deque[_E]] = defaultdict(deque)
    for event in theirs:
        known[key(event)].append(event)
    result = []
    for event in ours:
        same = known[key(event)]
        result.append(fill(event, same.popleft()) if same else event)
    return tuple(result)


def _same_action(event: PullRequestLogged) -> Hashable:
    return event.repository, event.branch, event.action, event.number, event.title


def _same_problem(event: ProblemLogged) -> Hashable:
    return event.repository, event.level, event.message, event.detail
