"""Problems from sightings: what is the same goes together, over runs and repositories."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final

from renovate_kit.reports.events import ProblemLevel
from renovate_kit.reports.problem_report import (
    Occurrence,
    Problem,
    ProblemInRepository,
    ProblemReport,
    ProblemState,
)
from renovate_kit.reports.problems.catalogue import explain, meaning_of
from renovate_kit.reports.problems.facts import ProblemFacts, Sighting, Turn
from renovate_kit.reports.problems.fingerprint import fingerprint
from renovate_kit.reports.problems.hidden import REFUSED_AT_DEBUG
from renovate_kit.reports.problems.ignoring import Ignores
from renovate_kit.reports.problems.parts import artifact_file, dependencies_of, parts_of
from renovate_kit.reports.problems.states import Shown, Timeline, overall, timeline_of

__all__ = ["all_problems", "matching", "occurrences_of", "problems_since"]

_WORST_FIRST: Final = {
    ProblemLevel.FATAL: 0,
    ProblemLevel.ERROR: 1,
    ProblemLevel.WARN: 2,
    ProblemLevel.DEBUG: 3,
}
_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)

_fingerprint = lru_cache(maxsize=65536)(fingerprint)


@dataclass(slots=True)
class _InRepository:
    """What was seen of a problem in one repository."""

    counts: Counter[int] = field(default_factory=Counter)
    branches: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    first_at: datetime | None = None
    last_at: datetime | None = None

    def add(self, sighting: Sighting, text: str) -> None:
        self.counts.update(sighting.counts)
        self.texts.add(text)
        if sighting.branch is not None:
            self.branches.add(sighting.branch)
        self.first_at = _earliest(self.first_at, sighting.first_at)
        self.last_at = _latest(self.last_at, sighting.last_at)


@dataclass(slots=True)
class _Group:
    """What was seen of a problem; `sighting` and `detail` are the latest example."""

    sighting: Sighting
    detail: str
    dependencies: set[str] = field(default_factory=set)
    places: defaultdict[str | None, _InRepository] = field(
        default_factory=lambda: defaultdict(_InRepository)
    )

    def add(self, sighting: Sighting, detail: str) -> None:
        if _age(sighting, detail) > _age(self.sighting, self.detail):
            self.sighting, self.detail = sighting, detail
        self.dependencies.update(dependencies_of(sighting.message, detail))
        text = f"{sighting.message}: {detail}" if detail else sighting.message
        self.places[sighting.repository].add(sighting, text)


def all_problems(facts: ProblemFacts, ignores: Ignores) -> tuple[Problem, ...]:
    """Return every problem on record: what is there first, then worst level, then most runs."""
    return _sorted(_problems(facts, ignores, period=None))


def problems_since(facts: ProblemFacts, since: datetime | None, ignores: Ignores) -> ProblemReport:
    """Return the problems of the runs that started at a time or later.

    Counts are of the period; states, first and last occurrence of all that is on record.

    Args:
        facts: everything that is known about problems.
        since: start of the period; None for all that is on record, with runs whose time is not
            known.
        ignores: which ones somebody chose not to see.
    """
    period = (
        None
        if since is None
        else frozenset(run_id for run_id, start in facts.starts.items() if start >= since)
    )
    found = _sorted(_problems(facts, ignores, period))
    known = [
        (name, place.texts, repository)
        for name, group in _groups(facts).items()
        for repository, place in group.places.items()
    ]
    return ProblemReport(since=since, problems=found, idle_ignores=ignores.idle(known))


def matching(problems: Sequence[Problem], prefix: str) -> tuple[Problem, ...]:
    """Return the problems whose fingerprint begins like this."""
    wanted = prefix.strip().casefold()
    return tuple(problem for problem in problems if problem.fingerprint.startswith(wanted))


def occurrences_of(facts: ProblemFacts, name: str) -> tuple[Occurrence, ...]:
    """Return each run that had the problem of a fingerprint, newest first."""
    found = [
        Occurrence(
            run_id=run_id,
            started_at=facts.starts.get(run_id),
            repository=sighting.repository,
            count=count,
            detail=detail,
        )
        for sighting in facts.sightings
        for detail in parts_of(sighting.message, sighting.detail)
        if _fingerprint(sighting.level, sighting.message, detail) == name
        for run_id, count in sighting.counts.items()
    ]
    return tuple(
        sorted(
            found,
            key=lambda each: (each.started_at or _LONG_AGO, each.run_id, each.detail),
            reverse=True,
        )
    )


def _groups(facts: ProblemFacts) -> dict[str, _Group]:
    groups: dict[str, _Group] = {}
    for sighting in facts.sightings:
        for detail in parts_of(sighting.message, sighting.detail):
            name = _fingerprint(sighting.level, sighting.message, detail)
            group = groups.setdefault(name, _Group(sighting, detail))
            group.add(sighting, detail)
            file = artifact_file(sighting.message, detail)
            if file is not None:
                known = facts.artifact_branches.get((sighting.repository, file), ())
                group.places[sighting.repository].branches.update(known)
    return groups


def _problems(
    facts: ProblemFacts, ignores: Ignores, period: Collection[int] | None
) -> Iterator[Problem]:
    turns: defaultdict[str | None, list[Turn]] = defaultdict(list)
    for turn in facts.turns:
        turns[turn.repository].append(turn)
    for name, group in _groups(facts).items():
        problem = _problem(name, group, turns, ignores, period)
        if problem.runs:
            yield problem


def _problem(
    name: str,
    group: _Group,
    turns: Mapping[str | None, Sequence[Turn]],
    ignores: Ignores,
    period: Collection[int] | None,
) -> Problem:
    message, level = group.sighting.message, group.sighting.level
    explanation = explain(message, group.detail)
    counts = [
        (run_id, count)
        for place in group.places.values()
        for run_id, count in place.counts.items()
        if period is None or run_id in period
    ]
    places = [
        _in_repository(repository, place, turns.get(repository, ()), group.sighting, ignores, name)
        for repository, place in group.places.items()
    ]
    state = overall({place.state for place in places})
    resolved = max(
        ((x.resolved_at, x.resolved_by) for x in places if x.resolved_at is not None),
        default=(None, None),
    )
    if state is not ProblemState.RESOLVED:
        resolved = (None, None)
    return Problem(
        fingerprint=name,
        level=level.value,
        category=explanation.category.value,
        message=message,
        title=explanation.title,
        detail=group.detail,
        means=explanation.means,
        remedy=explanation.remedy,
        docs=explanation.docs,
        count=sum(count for _, count in counts),
        runs=len({run_id for run_id, _ in counts}),
        first_seen=min(
            (each.first_seen for each in places if each.first_seen is not None), default=None
        ),
        last_seen=max(
            (each.last_seen for each in places if each.last_seen is not None), default=None
        ),
        state=state,
        resolved_at=resolved[0],
        resolved_by=resolved[1],
        repositories=tuple(sorted(places, key=lambda each: each.repository or "")),
        branches=tuple(sorted({b for place in group.places.values() for b in place.branches})),
        dependencies=tuple(sorted(group.dependencies)),
        only_at_debug=_is_only_at_debug(group.sighting),
    )


def _in_repository(  # noqa: PLR0913, PLR0917 - what a place in a problem depends on
    repository: str | None,
    place: _InRepository,
    turns: Sequence[Turn],
    example: Sighting,
    ignores: Ignores,
    name: str,
) -> ProblemInRepository:
    timeline = _timeline(place, turns, example)
    return ProblemInRepository(
        repository=repository,
        state=timeline.state,
        first_seen=place.first_at,
        last_seen=place.last_at,
        resolved_at=timeline.resolved_at,
        resolved_by=timeline.resolved_by,
        ignored=ignores.ignored(name, place.texts, repository),
    )


def _timeline(place: _InRepository, turns: Sequence[Turn], example: Sighting) -> Timeline:
    meaning = meaning_of(example.message)
    shown = Shown(
        runs=place.counts.keys(),
        only_at_debug=_is_only_at_debug(example),
        only_on_rebuild=meaning is not None and meaning.only_on_rebuild,
        branches=place.branches,
    )
    return timeline_of(turns, shown)


def _is_only_at_debug(example: Sighting) -> bool:
    return example.level is ProblemLevel.DEBUG or example.message in REFUSED_AT_DEBUG


def _sorted(problems: Iterator[Problem]) -> tuple[Problem, ...]:
    return tuple(
        sorted(
            problems,
            key=lambda each: (
                each.is_gone,
                _WORST_FIRST[ProblemLevel(each.level)],
                -each.runs,
                each.message,
                each.fingerprint,
            ),
        )
    )


def _age(sighting: Sighting, detail: str) -> tuple[datetime, str, str]:
    """Return what is greatest for the latest example, whatever order the store has."""
    return sighting.last_at or _LONG_AGO, detail, sighting.message


def _earliest(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((time for time in (one, other) if time is not None), default=None)


def _latest(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((time for time in (one, other) if time is not None), default=None)
