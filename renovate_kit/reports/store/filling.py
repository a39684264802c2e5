"""What only the poorer recording of a run knew, kept where the richer one has a gap."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any, Final, TypeVar

from renovate_kit.reports.events import LogDetail, ProblemLogged
from renovate_kit.reports.store.ending import filled_ending, filled_start
from renovate_kit.reports.store.identity import contains
from renovate_kit.reports.store.recording import Content

__all__ = ["Account", "combined", "filled"]

_E = TypeVar("_E")


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A content and the trace that it covers."""

    content: Content
    trace: bytes


_DEBUG_ONLY: Final = (
    "base_branches",
    "statuses",
    "vulnerabilities",
    "summaries",
    "pull_request_counts",
    "limits",
    "dashboards",
    "timings",
    "caches",
    "spans",
)
"""Parts that are told once, at debug level: the richer one's, or else the poorer one's."""

_HAPPENED: Final[dict[str, tuple[str, ...]]] = {
    "pull_requests": ("repository", "branch", "action", "number", "title"),
    "branch_events": ("repository", "branch", "action", "number", "reason"),
    "comments": ("repository", "branch", "number", "topic"),
    "artifact_failures": ("repository", "branch", "file", "reason"),
    "lookup_failures": ("repository", "datasource", "package_name"),
    "config_problems": ("repository", "kind", "topic", "message"),
    "deprecations": ("repository", "package_name"),
    "onboarding": ("repository", "action", "number"),
    "issues": ("repository", "action", "number", "title"),
}
"""Parts that info level shows, too, and by what one of them is known again."""


def combined(richest_first: Sequence[Account]) -> Content:
    """Return what all accounts of one run tell together."""
    return reduce(filled, richest_first).content


def filled(richer: Account, poorer: Account) -> Account:
    """Return the richer account with its gaps filled from the poorer one.

    Counts, results and order are the richer one's: the poorer one may have stopped early. Of two
    excerpts of one log, each with something that the other lacks, both count.
    """
    ours, theirs = richer.content, poorer.content
    whole = len(richer.trace) == len(poorer.trace)
    beyond = not contains(richer.trace, poorer.trace)
    content = replace(
        ours,
        started=filled_start(ours, theirs),
        ended=filled_ending(ours.ended, theirs.ended, whole=whole, beyond=beyond),
        repositories_started=_paired(
            ours.repositories_started,
            theirs.repositories_started,
            key=lambda event: event.repository,
            fill=lambda gap, known: replace(gap, started_at=gap.started_at or known.started_at),
            both=beyond,
        ),
        repositories_finished=_paired(
            ours.repositories_finished,
            theirs.repositories_finished,
            key=(lambda event: event.repository)
            if beyond
            else (lambda event: (event.repository, event.result)),
            fill=_filled_fields,
            both=beyond,
        ),
        problems=_paired(
            ours.problems,
            theirs.problems,
            key=_same_problem,
            fill=_more_often if beyond else _first_seen,
            both=beyond,
        ),
        extractions=ours.extractions or theirs.extractions if beyond else ours.extractions,
        **{name: _events(name, ours, theirs, both=beyond) for name in _HAPPENED},
        **{name: getattr(ours, name) or getattr(theirs, name) for name in _DEBUG_ONLY},
        **_filled_dependencies(ours, theirs),
    )
    content = _with_debug_detail(content, theirs, whole=whole)
    return Account(content=content, trace=richer.trace)


def _events(name: str, ours: Content, theirs: Content, *, both: bool) -> tuple[Any, ...]:
    fields = _HAPPENED[name]
    return _paired(
        getattr(ours, name),
        getattr(theirs, name),
        key=lambda event: tuple(getattr(event, field) for field in fields),
        fill=_filled_fields,
        both=both,
    )


def _filled_dependencies(ours: Content, theirs: Content) -> dict[str, Any]:
    lacking = not (ours.dependencies or ours.snapshots)
    known = theirs if lacking else ours
    return {"dependencies": known.dependencies, "snapshots": known.snapshots}


def _with_debug_detail(ours: Content, theirs: Content, *, whole: bool) -> Content:
    """Take the poorer one's branches where the richer one's level, or its cut, hides them."""
    if ours.branches or theirs.ended.detail is not LogDetail.DEBUG:
        return ours
    if not (whole or theirs.branches):
        # It stopped before Renovate told of branches: no branches there means nothing.
        return ours
    return replace(
        ours,
        ended=replace(ours.ended, detail=LogDetail.DEBUG),
        branches=theirs.branches,
        updates=ours.updates or theirs.updates,
    )


def _paired(
    ours: tuple[_E, ...],
    theirs: tuple[_E, ...],
    *,
    key: Callable[[_E], Hashable],
    fill: Callable[[_E, _E], _E],
    both: bool,
) -> tuple[_E, ...]:
    """Return our events with gaps filled; with `both`, also theirs that are not among ours."""
    known: dict[Hashable, deque[_E]] = defaultdict(deque)
    for event in theirs:
        known[key(event)].append(event)
    result = []
    for event in ours:
        same = known[key(event)]
        result.append(fill(event, same.popleft()) if same else event)
    if both:
        result += [event for left in known.values() for event in left]
    return tuple(result)


def _filled_fields(gap: _E, known: _E) -> _E:
    fields = type(gap).__slots__  # type: ignore[attr-defined]
    lacking = {name: getattr(known, name) for name in fields if getattr(gap, name) is None}
    return replace(gap, **lacking) if lacking else gap  # type: ignore[type-var]


def _first_seen(gap: ProblemLogged, known: ProblemLogged) -> ProblemLogged:
    return replace(gap, first_at=gap.first_at or known.first_at)


def _more_often(one: ProblemLogged, other: ProblemLogged) -> ProblemLogged:
    """Where two excerpts overlap, nobody can tell whether they saw the same: at least one's."""
    known = [at for at in (one.first_at, other.first_at) if at is not None]
    return replace(one, first_at=min(known, default=None), count=max(one.count, other.count))


def _same_problem(event: ProblemLogged) -> Hashable:
    return event.repository, event.level, event.message, event.detail
