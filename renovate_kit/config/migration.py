"""What a migration is: how one outdated option becomes what Renovate reads today.

Each migration is a class in a file of `migrations/`, named after the option. It sees the
object that holds the option, before and after the migrations that ran so far, and writes
into the latter.

Source: `AbstractMigration` in `lib/config/migrations/base/abstract-migration.ts`.
"""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from renovate_kit.config.provenance import Json, TrackedDict

__all__ = ["Migrated", "Migration", "Occurrence"]


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
        original: the object as it was.
        migrated: the object as it becomes.
    """

    key: str
    value: Json
    original: TrackedDict
    migrated: TrackedDict

    def get(self, key: str) -> Json:
        """Return what `key` has become by now, else what it was, else None."""
        value = self.migrated.get(key)
        return self.original.get(key) if value is None else value

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
        self.migrated.put(key, value, known or self.original.origins.get(self.key))

    def rewrite(self, value: Json) -> None:
        """Replace the value of the option itself."""
        self.set_hard(self.key, value)

    def delete(self, key: str) -> None:
        """Remove a key from what the object becomes."""
        self.migrated.pop(key, None)


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
