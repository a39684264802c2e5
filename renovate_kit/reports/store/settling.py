"""Lists that a source tells again and again, settled and hashed once for as long as they stay."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar

from renovate_kit.reports.events import BranchSeen, DependencySeen, Event
from renovate_kit.reports.store.branch_lists import BRANCH_LISTS, settled_branch
from renovate_kit.reports.store.shared_lists import Hashed
from renovate_kit.reports.store.snapshots import SNAPSHOTS, settled_dependency

__all__ = ["Settled", "Settling", "moved"]

_E = TypeVar("_E", bound=Event)

_MOST_LISTS: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled(Generic[_E]):
    """A list without what changes from run to run.

    Attributes:
        items: with their place.
        hashed: without it, as the store keeps them.
    """

    items: tuple[_E, ...]
    hashed: Hashed[_E]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """A list that was told before.

    Attributes:
        place: where.
        values: all that was said.
        settled: what was made of it.
    """

    place: tuple[str, ...]
    values: list[Any]
    settled: Settled[Any]


@dataclass(slots=True)
class Settling:
    """Remembers the last lists of a source: most runs find what the run before found."""

    _known: list[_Known] = field(default_factory=list)

    def branches(self, repository: str, told: Sequence[BranchSeen]) -> Settled[BranchSeen]:
        """Return the branches of a repository, settled."""

        def settle() -> Settled[BranchSeen]:
            bare = [settled_branch(each) for each in told]
            return Settled(
                items=tuple(moved(each, repository=repository) for each in bare),
                hashed=BRANCH_LISTS.hashed(bare),
            )

        return self._remembered((repository,), told, settle)

    def dependencies(
        self, place: tuple[str, str], told: Sequence[DependencySeen]
    ) -> Settled[DependencySeen]:
        """Return the dependencies of a repository's base branch, settled."""
        repository, base_branch = place

        def settle() -> Settled[DependencySeen]:
            bare = [settled_dependency(each) for each in told]
            return Settled(
                items=tuple(
                    moved(each, repository=repository, base_branch=base_branch) for each in bare
                ),
                hashed=SNAPSHOTS.hashed(bare),
            )

        return self._remembered(place, told, settle)

    def _remembered(
        self, place: tuple[str, ...], told: Sequence[_E], settle: Callable[[], Settled[_E]]
    ) -> Settled[_E]:
        kinds: list[Any] = [type(each) for each in told]
        values = [_values(kind)(each) for kind, each in zip(kinds, told, strict=True)]
        for index, known in enumerate(self._known):
            if known.place == place and known.values == values:
                self._known.insert(0, self._known.pop(index))
                return known.settled
        settled = settle()
        self._known.insert(0, _Known(place=place, values=values, settled=settled))
        del self._known[_MOST_LISTS:]
        return settled


def moved(event: _E, **changes: object) -> _E:
    """Return an event with some fields changed, as `dataclasses.replace` does, but faster."""
    kind: Any = type(event)
    names, values_of = _fields(kind)
    facts: dict[str, Any] = dict(zip(names, values_of(event), strict=True))
    facts.update(changes)
    changed: _E = kind(**facts)
    return changed


@cache
def _fields(kind: type) -> tuple[tuple[str, ...], Callable[[object], tuple[object, ...]]]:
    names = tuple(each.name for each in fields(kind))
    return names, attrgetter(*names)


@cache
def _values(kind: type) -> Callable[[object], tuple[object, ...]]:
    """Return what reads all that an event says, but for the run."""
    return attrgetter(*(each.name for each in fields(kind) if each.name != "run"))
