"""The migrations, one file each, found by name: `fileMatch` is in `file_match.py`.

Only the modules of options that a config really names are imported.
"""

import re
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Final

from renovate_kit.config.migration import Migration

__all__ = ["all_migrations", "migration_of"]

_IN_THE_FILE_OF: Final = {
    "dev_dependencies": "dependencies",
    "optional_dependencies": "dependencies",
    "peer_dependencies": "dependencies",
    "engines": "dependencies",
    "dep_types": "dependencies",
    "git_lab_automerge": "azure_auto_complete",
}
"""Where an option is that shares its migration; a test compares it with what the files say."""


@cache
def _module_names() -> frozenset[str]:
    return frozenset(module.name for module in iter_modules(__path__))


def _snake_case(option: str) -> str:
    return re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", option).replace("-", "_").lower()


@cache
def _load(module_name: str) -> Migration:
    module = import_module(f"{__name__}.{module_name}")
    (migration,) = (
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Migration) and value is not Migration
    )
    return migration()


@cache
def migration_of(option: str) -> Migration | None:
    """Return the migration of an option; None if it is written as ever."""
    name = _snake_case(option)
    name = _IN_THE_FILE_OF.get(name, name)
    if name not in _module_names():
        return None
    migration = _load(name)
    return migration if option in migration.options else None


def all_migrations() -> tuple[Migration, ...]:
    """Return every migration, by module name."""
    return tuple(_load(name) for name in sorted(_module_names()))
