"""Runs the migrations over a config until nothing changes any more.

Source: `MigrationsService.run` in `lib/config/migrations/migrations-service.ts` and
`migrateConfig` in `lib/config/migration.ts`.
"""

from renovate_kit.config.migration import Occurrence
from renovate_kit.config.migrations import migration_of
from renovate_kit.config.options import Catalogue
from renovate_kit.config.provenance import Json, TrackedDict, TrackedList

__all__ = ["migrate"]


def migrate(data: Json, catalogue: Catalogue) -> Json:
    """Return what Renovate makes of a config before it looks at it.

    The result remembers where its parts stood in the document. Data that is no object is
    returned as it is.
    """
    if not isinstance(data, TrackedDict):
        return data
    migrated = _migrate_object(data, catalogue)
    while migrated != data:
        data, migrated = migrated, _migrate_object(migrated, catalogue)
    return migrated


def _migrate_object(original: TrackedDict, catalogue: Catalogue) -> TrackedDict:
    migrated = _run_migrations(original, catalogue)
    for key, value in list(migrated.items()):
        if isinstance(value, TrackedDict):
            migrated[key] = migrate(value, catalogue)
        elif isinstance(value, TrackedList):
            migrated[key] = TrackedList([migrate(item, catalogue) for item in value], value.origin)
    return migrated


def _run_migrations(original: TrackedDict, catalogue: Catalogue) -> TrackedDict:
    migrated = TrackedDict(origin=original.origin)
    for key, value in original.items():
        origin = original.origins.get(key)
        if migrated.get(key) is None:
            migrated.put(key, value, origin)
        if key in catalogue.removed_options:
            migrated.pop(key, None)
        elif new_name := catalogue.renamed_options.get(key):
            _occurrence(key, original, migrated).set_safely(new_name, value)
            migrated.pop(key, None)
        elif migration := migration_of(key):
            migration.run(_occurrence(key, original, migrated))
            if migration.removes_option:
                migrated.pop(key, None)
    return migrated


def _occurrence(key: str, original: TrackedDict, migrated: TrackedDict) -> Occurrence:
    return Occurrence(key=key, value=original[key], original=original, migrated=migrated)
