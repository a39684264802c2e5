"""The fields of `packageFiles with updates`, which a report has as well: what is read of them.

Renovate 44.121.2: `lib/workers/repository/process/extract-update.ts`,
`lib/modules/manager/types.ts`, `lib/workers/repository/process/lookup/types.ts`.
"""

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

import msgspec

from renovate_kit.reports.sources.payloads import UnexpectedShapeError, read_payload
from renovate_kit.reports.sources.record import Record

__all__ = [
    "LoggedDependency",
    "LoggedPackageFile",
    "LoggedUpdate",
    "PackageFiles",
    "package_files_of",
    "read_package_files",
    "table_text",
]


_TABLE: Final = b'"config":{'
_TABLE_END: Final = b',"msg":"'


class LoggedUpdate(msgspec.Struct, rename="camel"):
    """An update that a lookup found."""

    update_type: str | None = None
    new_version: str | None = None
    new_value: str | None = None
    new_digest: str | None = None
    new_name: str | None = None
    branch_name: str | None = None
    release_timestamp: str | None = None
    new_version_age_in_days: float | None = None
    is_breaking: bool | None = None
    pending_checks: bool | None = None
    pending_versions: list[str] | None = None
    merge_confidence_level: str | None = None
    lib_years: float | None = None


class LoggedDependency(msgspec.Struct, rename="camel"):
    """A dependency in a package file, after its lookup."""

    dep_name: str | None = None
    package_name: str | None = None
    datasource: str | None = None
    dep_type: str | None = None
    versioning: str | None = None
    registry_url: str | None = None
    source_url: str | None = None
    current_value: str | None = None
    current_version: str | None = None
    current_digest: str | None = None
    locked_version: str | None = None
    current_version_timestamp: str | None = None
    current_version_age_in_days: float | None = None
    most_recent_timestamp: str | None = None
    skip_reason: str | None = None
    warnings: list[object] | None = None
    deprecation_message: str | None = None
    is_abandoned: bool | None = None
    replacement_name: str | None = None
    vulnerability_fix_version: str | None = None
    group_name: str | None = None
    updates: list[LoggedUpdate] | None = None


class LoggedPackageFile(msgspec.Struct, rename="camel"):
    """A package file."""

    package_file: str = ""
    deps: list[LoggedDependency] = []


PackageFiles: TypeAlias = Mapping[str, list[LoggedPackageFile]]
"""Package files by manager."""


class _WithUpdates(msgspec.Struct):
    config: dict[str, list[LoggedPackageFile]]


def table_text(record: Record) -> bytes:
    """Return the table as it stands in the line, to tell an equal one; empty for pretty text."""
    line = record.line or b""
    start, end = line.find(_TABLE), line.rfind(_TABLE_END)
    return line[start:end] if 0 <= start < end else b""


def read_package_files(record: Record) -> PackageFiles:
    """Return the table of a record; a dependency of an unexpected shape is left out.

    Raises:
        UnexpectedShapeError: the record has no such table.
    """
    try:
        return read_payload(record, _WithUpdates).config
    except UnexpectedShapeError:
        config = record.fields.get("config")
        if not isinstance(config, Mapping):
            raise
        return package_files_of(config)


def package_files_of(table: Mapping[object, object]) -> PackageFiles:
    """Return a table dependency by dependency, so that one odd one does not spoil it."""
    return {
        manager: list(_files(files))
        for manager, files in table.items()
        if isinstance(manager, str) and isinstance(files, list)
    }


def _files(files: list[object]) -> Iterator[LoggedPackageFile]:
    for file in files:
        if not isinstance(file, Mapping):
            continue
        name, found = file.get("packageFile"), file.get("deps")
        if isinstance(name, str) and isinstance(found, list):
            deps = [dep for item in found if (dep := _dependency(item)) is not None]
            yield LoggedPackageFile(package_file=name, deps=deps)


def _dependency(item: object) -> LoggedDependency | None:
    try:
        return msgspec.convert(item, LoggedDependency, strict=False)
    except (msgspec.ValidationError, RecursionError):
        return None
