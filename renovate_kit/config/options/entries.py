"""Managers, datasources, presets and migrations as the catalogue hands them out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from renovate_kit.config.document.nodes import Data

__all__ = [
    "CustomMigration",
    "Datasource",
    "Manager",
    "OnDemand",
    "Preset",
    "datasource_from_record",
    "manager_from_record",
    "migration_from_record",
    "preset_from_record",
]

T = TypeVar("T")


class OnDemand(Mapping[str, T], Generic[T]):
    """A mapping whose values are made from their records at first use.

    Args:
        records: the content of a file.
        make: turns a name and its record into a value.
    """

    def __init__(self, records: dict[str, Any], make: Callable[[str, Any], T]) -> None:
        self._records = records
        self._make = make
        self._made: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        if name not in self._made:
            self._made[name] = self._make(name, self._records[name])
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._records

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manager:
    """A package manager.

    Attributes:
        categories: what `matchCategories` finds it by.
        datasources: where it can look releases up; empty for a custom manager, which may use any.
        is_custom: it is one of the types of `customManagers`.
    """

    name: str
    categories: tuple[str, ...]
    datasources: tuple[str, ...]
    has_lock_file_maintenance: bool
    is_custom: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Datasource:
    """A place to look releases up.

    Attributes:
        versioning: the scheme that it uses by default; None if it names none.
        registry_strategy: `first`, `hunt` or `merge`: what it does with several registries.
    """

    name: str
    versioning: str | None
    registry_strategy: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """A preset that Renovate brings along.

    Attributes:
        name: with its namespace, as in `default:timezone`.
        body: the configuration, for reading only; `description` keys and the words of notes
            are left out.
        parameters: the arguments that it takes, as in `arg0`.
        is_described: whether the original body describes itself. Renovate counts that key
            where it checks whether a package rule sets anything.
    """

    name: str
    body: "dict[str, Data]" = field(hash=False)
    parameters: tuple[str, ...]
    is_described: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomMigration:
    """A migration beyond a rename or a removal.

    Attributes:
        option: the key that it looks at: a name, or a regular expression between slashes.
        removes_option: whether the key is gone afterwards.
    """

    option: str
    is_pattern: bool
    removes_option: bool


def manager_from_record(name: str, record: dict[str, Any]) -> Manager:
    """Return a manager from its line in a release's managers file."""
    return Manager(
        name=name,
        categories=tuple(record.get("categories", ())),
        datasources=tuple(record.get("datasources", ())),
        has_lock_file_maintenance=record.get("lockFileMaintenance", False),
        is_custom=record.get("custom", False),
    )


def datasource_from_record(name: str, record: dict[str, Any]) -> Datasource:
    """Return a datasource from its line in a release's datasources file."""
    return Datasource(
        name=name,
        versioning=record["versioning"],
        registry_strategy=record["registryStrategy"],
    )


def preset_from_record(name: str, record: dict[str, Any]) -> Preset:
    """Return a preset from its line in a release's presets file."""
    return Preset(
        name=name,
        body=record["body"],
        parameters=tuple(record.get("parameters", ())),
        is_described=record.get("described", False),
    )


def migration_from_record(record: dict[str, Any]) -> CustomMigration:
    """Return a migration from its line in a release's migrations file."""
    return CustomMigration(
        option=record["option"],
        is_pattern=record["isPattern"],
        removes_option=record["removesOption"],
    )
