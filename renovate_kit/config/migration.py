"""What a migration is: how one outdated option becomes what Renovate reads today.

Each migration is a class in a file of `migrations/`, named after the option. It sees the
object that holds the option, before and after the migrations that ran so far, and writes
into the latter.

Source: `AbstractMigration` in `lib/config/migrations/base/abstract-migration.ts`.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from renovate_kit.config.document.location import Pointer
from renovate_kit.config.options import Catalogue
from renovate_kit.config.provenance import Json, TrackedDict, TrackedList, own_origin, reworded

__all__ = ["Migrated", "Migration", "Occurrence", "UnmigratableError", "renamed_datasource"]

_RENAMED_DATASOURCES: Final = {
    "adoptium-java": "java-version",
    "dotnet": "dotnet-version",
    "node": "node-version",
}


class UnmigratableError(Exception):
    """A value at which Renovate's own migration gives up with an exception.

    Renovate then takes the whole config for invalid, and looks at nothing else in it.

    Attributes:
        message: what is wrong with the value, one line, no full stop.
        pointer: where it is in the document.
    """

    def __init__(self, message: str, pointer: Pointer) -> None:
        super().__init__(message)
        self.message = message
        self.pointer = pointer


@dataclass(frozen=True, slots=True)
class Migrated:
    """An example of a migration: an object before and after, as data."""

    before: Mapping[str, Json]
    after: Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One object in which a migration's option occurs.

    Attributes:
        key: the option as it stands there.
        value: its value there.
        original: the object as it was. Some migrations of Renovate change lists and objects in
            it, which later ones then see; so do these.
        migrated: the object as it becomes.
        catalogue: what the release knows.
    """

    key: str
    value: Json
    original: TrackedDict
    migrated: TrackedDict
    catalogue: Catalogue

    @property
    def origin(self) -> Pointer | None:
        """Where in the document the option stood."""
        return self.original.origins.get(self.key)

    def get(self, key: str) -> Json:
        """Return what `key` has become by now, else what it was, else None."""
        value = self.migrated.get(key)
        return self.original.get(key) if value is None else value

    def list_at(self, key: str) -> list[Json]:
        """Return the list that `key` is by now; a new one if it is none."""
        value = self.get(key)
        return value if isinstance(value, list) else TrackedList()

    def object_at(self, key: str) -> Json:
        """Return the object (or list) that `key` is by now; a new object if it is neither."""
        value = self.get(key)
        return value if isinstance(value, dict | list) else TrackedDict()

    def has(self, key: str) -> bool:
        """Return whether the object had `key`."""
        return key in self.original

    def set_safely(self, key: str, value: Json) -> None:
        """Set `key` unless it has or had a value other than null."""
        if self.original.get(key) is None and self.migrated.get(key) is None:
            self.set_hard(key, value)

    def set_hard(self, key: str, value: Json) -> None:
        """Set `key` whatever it was. What was there already keeps its origin."""
        known = self.migrated.origins.get(key) or self.original.origins.get(key)
        self.migrated.put(key, value, known or self.origin)
        self._note_joining(self.migrated, key)

    def set_inside(self, key: str, inner_key: str, value: Json) -> None:
        """Set a key of the object at `key`, which is made if there is none."""
        inner = self.object_at(key)
        if isinstance(inner, TrackedDict):
            inner.put(inner_key, value, inner.origins.get(inner_key) or self.origin)
            self._note_joining(inner, inner_key)
        self.set_hard(key, inner)

    def _note_joining(self, holder: TrackedDict, key: str) -> None:
        if self.origin is not None and holder.origins.get(key) != self.origin:
            holder.joined[key] = (*holder.joined.get(key, ()), self.origin)

    def rewrite(self, value: Json) -> None:
        """Replace the value of the option itself."""
        self.set_hard(self.key, value)

    def rewrite_items(self, items: list[Json]) -> None:
        """Replace the items of the list that the option is."""
        self.rewrite(TrackedList(items, own_origin(self.value)))

    def delete(self, key: str) -> None:
        """Remove a key from what the object becomes."""
        self.migrated.drop(key)

    def unmigratable(self, message: str, *inside: str | int) -> UnmigratableError:
        """Return the error to raise about the option's value, or something inside it."""
        return UnmigratableError(message, (*(self.origin or ()), *inside))


class Migration(ABC):
    """One option that is not written as it used to be.

    Attributes:
        options: the names that it is about.
        removes_option: whether the option itself disappears.
        examples: objects before and after; tests are made from them.
    """

    options: ClassVar[tuple[str, ...]]
    removes_option: ClassVar[bool]
    examples: ClassVar[tuple[Migrated, ...]]

    @abstractmethod
    def run(self, occurrence: Occurrence) -> None:
        """Write what the option becomes into `occurrence.migrated`."""


def renamed_datasource(name: str) -> str:
    """Return what a datasource is called today.

    Source: `migrateDatasource` in `lib/config/migrations/custom/datasource-migration.ts`.
    """
    return reworded(name, _RENAMED_DATASOURCES.get(name, name))
