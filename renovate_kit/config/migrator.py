"""Runs the migrations over a config until nothing changes any more.

Source: `MigrationsService.run` in `lib/config/migrations/migrations-service.ts` and
`migrateConfig` in `lib/config/migration.ts`. Renovate's migrations change lists and objects
of the config that they are given, and tell by comparison whether anything changed; where
that shows in the result, it is so here.
"""

from typing import Final

from renovate_kit.config.grammars.javascript_text import INHERITED_NAMES
from renovate_kit.config.javascript import entries_of, is_same
from renovate_kit.config.legacy_forms import (
    is_taken_as_it_is,
    modern_value,
    reorganise,
    with_modern_fields,
)
from renovate_kit.config.migration import Occurrence, UnmigratableError
from renovate_kit.config.migrations import migration_of
from renovate_kit.config.options import Catalogue
from renovate_kit.config.provenance import Json, TrackedDict, TrackedList, clone, own_origin
from renovate_kit.config.recursion import Steps, run

__all__ = ["UnmigratableError", "migrate"]

_LEVELS_THAT_ARE_CHANGED: Final = 4
"""An object, its `packageRules`, a rule, and a list in it: no migration reaches deeper at once."""


def migrate(data: Json, catalogue: Catalogue) -> TrackedDict:
    """Return what Renovate makes of a config before it looks at it.

    The result remembers where its parts stood in the document, and has its keys in the order
    of JavaScript: those that are whole numbers first.

    Args:
        data: is not changed. What is no object becomes one, as in Renovate: a list has its
            indices for keys, a number has no keys.
        catalogue: what the release knows.

    Raises:
        UnmigratableError: Renovate itself breaks off, and takes the config for invalid.
    """
    if data is None:
        raise UnmigratableError("the config is null", ())
    migrated, _ = run(_migrated(clone(data), catalogue))
    in_order: TrackedDict = run(_in_order(migrated))
    return in_order


def _migrated(config: Json, catalogue: Catalogue) -> Steps[tuple[TrackedDict, bool]]:
    """Return the migrated config, and whether it differs from what was given."""
    is_changed = False
    while True:
        new = _run_migrations(config, catalogue)
        migrated: TrackedDict = clone(new, _LEVELS_THAT_ARE_CHANGED)
        for key, value in new.items():
            migrated[key] = yield _migrated_value(key, value, migrated[key], catalogue)
        reorganise(migrated, catalogue)
        if is_same(config, migrated):
            is_unchanged = isinstance(config, dict) and list(config) == list(migrated)
            # What is identical is compared fast further up.
            return config if is_unchanged else migrated, is_changed
        config, is_changed = migrated, True


def _migrated_value(key: str, value: Json, copy: Json, catalogue: Catalogue) -> Steps[Json]:
    modern = modern_value(key, value, catalogue)
    if modern is not value:
        return with_modern_fields(modern)
    if is_taken_as_it_is(key, catalogue):
        return with_modern_fields(copy)
    if isinstance(copy, list):
        items = TrackedList(origin=own_origin(copy))
        for item in copy:
            is_object = isinstance(item, TrackedDict)
            items.append((yield _migrated(item, catalogue))[0] if is_object else item)
        return items
    if isinstance(copy, TrackedDict):
        migrated, is_changed = yield _migrated(copy, catalogue)
        return migrated if is_changed else copy
    return with_modern_fields(copy)


def _run_migrations(config: Json, catalogue: Catalogue) -> TrackedDict:
    original = config if isinstance(config, TrackedDict) else _as_object(config)
    migrated = TrackedDict(origin=original.origin)
    migrated.joined = dict(original.joined)
    for key, value in list(original.items()):
        if key in INHERITED_NAMES:
            continue
        if migrated.get(key) is None:
            migrated.put(key, value, original.origins.get(key))
        occurrence = Occurrence(
            key=key, value=value, original=original, migrated=migrated, catalogue=catalogue
        )
        if key in catalogue.removed_options:
            migrated.drop(key)
        elif new_name := catalogue.renamed_options.get(key):
            occurrence.set_safely(new_name, value)
            migrated.drop(key)
        elif migration := migration_of(key):
            migration.run(occurrence)
            if migration.removes_option:
                migrated.drop(key)
    return migrated


def _as_object(config: Json) -> TrackedDict:
    origin = own_origin(config)
    entries = dict(entries_of(config))
    origins = {} if origin is None else {key: (*origin, int(key)) for key in entries}
    return TrackedDict(entries, origin=origin, origins=origins)


def _in_order(value: Json) -> Steps[Json]:
    if isinstance(value, TrackedDict):
        ordered = TrackedDict(origin=value.origin, origins=value.origins)
        ordered.joined = value.joined
        for key, inner in entries_of(value):
            if key == "constructor" and isinstance(inner, list | dict):
                # Renovate compares objects by their constructors too, and never finds them equal.
                pointer = value.origins.get(key) or value.origin or ()
                raise UnmigratableError("no object may have a key `constructor`", pointer)
            ordered[key] = yield _in_order(inner)
        return ordered
    if isinstance(value, list):
        items = TrackedList(origin=own_origin(value))
        for item in value:
            items.append((yield _in_order(item)))
        return items
    return value
