"""`packageFiles with updates`, told as events: each dependency, and what its lookup found."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from hashlib import blake2b
from typing import Any, Final, TypeAlias

import msgspec

from renovate_kit.reports.events import (
    DependencySeen,
    DependencySnapshot,
    DeprecationLogged,
    LookupFailed,
    UpdateFound,
    VulnerabilitySeen,
)
from renovate_kit.reports.sources.dependency_payloads import (
    LoggedDependency,
    LoggedUpdate,
    PackageFiles,
    read_package_files,
    table_text,
)
from renovate_kit.reports.sources.record import Record
from renovate_kit.reports.sources.wording import Wording, moment, optional_word, word

__all__ = ["DependencyTables", "LookupFacts", "TableEvent", "read_lookup_failure"]

TableEvent: TypeAlias = (
    DependencySeen | DependencySnapshot | DeprecationLogged | LookupFailed | VulnerabilitySeen
)

_FAILED: Final = re.compile(
    r"Failed to look up (?:(\S+) (?:package|dependency) )?(\S+?)(?:: (.+))?"
)
_DEPENDENCIES: Final = "dependencies"
_FIELDS: Final = tuple(
    each.name for each in fields(DependencySeen) if each.name not in {"run", "repository"}
)
_DIGEST_BYTES: Final = 16
_MODULUS: Final = 1 << (8 * _DIGEST_BYTES)


def read_lookup_failure(text: str) -> tuple[str | None, str, str | None] | None:
    """Return datasource, package and reason of Renovate's sentence about a failed lookup.

    Before 36.5 there was no reason, and before 35 or so no datasource.
    """
    match = _FAILED.fullmatch(text)
    return (match[1], match[2], match[3]) if match else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupFacts:
    """What the table of branches lacks, of one dependency in one branch."""

    manager: str
    dependency: LoggedDependency
    update: LoggedUpdate


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A table, and what is told of it, but for the run and the repository."""

    files: PackageFiles
    base_branch: str
    digest: bytes
    seen: list[dict[str, Any]]


@dataclass(slots=True, kw_only=True)
class DependencyTables:
    """The tables of one repository, by base branch; a later one replaces an earlier.

    Attributes:
        run: the run's name in its stream.
        repository: whose they are.
        wording: masks secrets.
    """

    run: str
    repository: str
    wording: Wording
    _tables: dict[str, "_Table"] = field(default_factory=dict)

    def keep(self, base_branch: str, table: PackageFiles) -> None:
        """Keep a base branch's table."""
        self._tables[base_branch] = self._read(base_branch, lambda: table)

    def keep_record(self, base_branch: str, record: Record) -> None:
        """Keep the table of a record; one that was read before is not read again.

        Raises:
            UnexpectedShapeError: the record has no such table.
        """
        self._tables[base_branch] = self.wording.remembered(
            table_text(record),
            f"{base_branch} {_DEPENDENCIES}",
            lambda: self._read(base_branch, lambda: read_package_files(record)),
        )

    def _read(self, base_branch: str, read: Callable[[], PackageFiles]) -> "_Table":
        files_by_manager, name = read(), self.wording.name(base_branch)
        found = [
            (manager, file.package_file, dep)
            for manager, files in files_by_manager.items()
            for file in files
            for dep in file.deps
        ]
        digest = sum(_hash(*each) for each in found) % _MODULUS
        seen = [self._seen(name, *each) for each in found]
        return _Table(
            files=files_by_manager,
            base_branch=name,
            digest=digest.to_bytes(_DIGEST_BYTES),
            seen=[{name: getattr(each, name) for name in _FIELDS} for each in seen],
        )

    def facts(self) -> Mapping[tuple[str, str | None, str | None], LookupFacts]:
        """Return what is known of each update, by package file, dependency and branch."""
        return {
            (file.package_file, dep.dep_name, update.branch_name): LookupFacts(
                manager=manager, dependency=dep, update=update
            )
            for table in self._tables.values()
            for manager, files in table.files.items()
            for file in files
            for dep in file.deps
            for update in dep.updates or ()
        }

    def events(self) -> Iterator[TableEvent]:
        """Yield every dependency, the end of each list, and what follows from them."""
        for table in self._tables.values():
            yield from self._base_branch(table)
        yield from self._lookup_failures()
        yield from self._deprecations()
        yield from self._vulnerabilities()

    def _base_branch(self, table: "_Table") -> Iterator[TableEvent]:
        run, repository = self.run, self.repository
        for facts in table.seen:
            yield DependencySeen(run=run, repository=repository, **facts)
        yield DependencySnapshot(
            run=run,
            repository=repository,
            base_branch=table.base_branch,
            dependencies=len(table.seen),
            digest=table.digest,
        )

    def _seen(
        self, base_branch: str, manager: str, package_file: str, dep: LoggedDependency
    ) -> DependencySeen:
        name = self.wording.optional
        # Without a lookup (`skipReason`) Renovate leaves an empty list, too.
        looked_up = dep.updates is not None and not dep.skip_reason
        return DependencySeen(
            run="",
            repository="",
            base_branch=base_branch,
            manager=word(manager),
            package_file=self.wording.name(package_file),
            dep_name=name(dep.dep_name),
            package_name=name(dep.package_name),
            datasource=optional_word(dep.datasource),
            dep_type=optional_word(dep.dep_type),
            versioning=name(dep.versioning),
            registry_url=name(dep.registry_url),
            source_url=name(dep.source_url),
            current_value=name(dep.current_value),
            current_version=name(dep.current_version),
            current_digest=name(dep.current_digest),
            locked_version=name(dep.locked_version),
            released_at=moment(dep.current_version_timestamp),
            age_days=_days(dep.current_version_age_in_days),
            newest_released_at=moment(dep.most_recent_timestamp),
            skip_reason=optional_word(dep.skip_reason),
            warnings=tuple(map(self.wording.name, _warnings(dep))),
            deprecation=name(dep.deprecation_message),
            abandoned=dep.is_abandoned,
            replacement=name(_replacement(dep)),
            vulnerability_fix_version=name(dep.vulnerability_fix_version),
            group=name(dep.group_name),
            updates=tuple(map(self._found, dep.updates or ())) if looked_up else None,
        )

    def _found(self, update: LoggedUpdate) -> UpdateFound:
        name = self.wording.optional
        pending = update.pending_versions
        return UpdateFound(
            update_type=optional_word(update.update_type),
            new_version=name(update.new_version),
            new_value=name(update.new_value),
            new_digest=name(update.new_digest),
            branch=name(update.branch_name),
            released_at=moment(update.release_timestamp),
            age_days=_days(update.new_version_age_in_days),
            is_breaking=update.is_breaking,
            pending_checks=update.pending_checks,
            pending_versions=None if pending is None else tuple(map(self.wording.name, pending)),
            merge_confidence=optional_word(update.merge_confidence_level),
            lib_years=update.lib_years,
        )

    def _each(self) -> Iterator[tuple[str, LoggedDependency]]:
        for table in self._tables.values():
            for files in table.files.values():
                for file in files:
                    for dep in file.deps:
                        yield file.package_file, dep

    def _lookup_failures(self) -> Iterator[LookupFailed]:
        failures: dict[tuple[str | None, str, str | None], dict[str, None]] = {}
        for package_file, dep in self._each():
            for warning in _warnings(dep):
                failure = read_lookup_failure(warning)
                if failure is not None:
                    failures.setdefault(failure, {})[self.wording.name(package_file)] = None
        for (datasource, package, reason), files in failures.items():
            yield LookupFailed(
                run=self.run,
                repository=self.repository,
                datasource=optional_word(datasource),
                package_name=self.wording.name(package),
                reason=self.wording.optional(reason),
                package_files=tuple(files),
                at=None,
            )

    def _deprecations(self) -> Iterator[DeprecationLogged]:
        told: set[tuple[str | None, str]] = set()
        for _, dep in self._each():
            package = dep.package_name or dep.dep_name
            message = dep.deprecation_message
            if not package or not message or (dep.datasource, package) in told:
                continue
            told.add((dep.datasource, package))
            yield DeprecationLogged(
                run=self.run,
                repository=self.repository,
                datasource=optional_word(dep.datasource),
                package_name=self.wording.name(package),
                message=self.wording.name(message),
            )

    def _vulnerabilities(self) -> Iterator[VulnerabilitySeen]:
        told: set[tuple[object, ...]] = set()
        for _, dep in self._each():
            package, fix = dep.package_name or dep.dep_name, dep.vulnerability_fix_version
            key = (dep.datasource, package, dep.current_version, fix)
            if not package or not fix or key in told:
                continue
            told.add(key)
            yield VulnerabilitySeen(
                run=self.run,
                repository=self.repository,
                package_name=self.wording.name(package),
                datasource=optional_word(dep.datasource),
                ids=(),
                severity=None,
                affected=self.wording.optional(dep.current_version),
                fixed_version=self.wording.name(fix),
                evidence="dependency",
                summary=None,
            )


_ENCODER: Final = msgspec.msgpack.Encoder()


def _hash(manager: str, package_file: str, dep: LoggedDependency) -> int:
    """Hash all but ages in days: they follow from the time of the run."""
    ages = dep.current_version_age_in_days, [u.new_version_age_in_days for u in dep.updates or ()]
    dep.current_version_age_in_days = None
    for update in dep.updates or ():
        update.new_version_age_in_days = None
    text = _ENCODER.encode((manager, package_file, dep))
    dep.current_version_age_in_days = ages[0]
    for update, age in zip(dep.updates or (), ages[1], strict=True):
        update.new_version_age_in_days = age
    return int.from_bytes(blake2b(text, digest_size=_DIGEST_BYTES).digest())


def _warnings(dep: LoggedDependency) -> Iterator[str]:
    for warning in dep.warnings or ():
        message = warning.get("message") if isinstance(warning, Mapping) else warning
        if isinstance(message, str):
            yield message


def _replacement(dep: LoggedDependency) -> str | None:
    replaced = (each.new_name for each in dep.updates or () if each.update_type == "replacement")
    return dep.replacement_name or next(replaced, None)


def _days(age: float | None) -> int | None:
    return None if age is None else round(age)
