"""What Renovate found in the package files, and what it found out about it (debug level)."""

from dataclasses import dataclass
from datetime import datetime

__all__ = [
    "DependenciesExtracted",
    "DependencySeen",
    "DependencySnapshot",
    "DependencyStatus",
    "LookupFailed",
    "UpdateFound",
    "VulnerabilitySeen",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class DependenciesExtracted:
    """How many files and dependencies one manager found on one base branch."""

    run: str
    repository: str
    base_branch: str
    manager: str
    files: int
    dependencies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateFound:
    """An update of one dependency, before branches are made of it.

    Attributes:
        pending_versions: newer ones that are too young or wait for checks; None if untold.
        merge_confidence: Renovate's word (`low`, `neutral`, `high`, `very high`).
        age_days: of the new version at the time of the run.
    """

    update_type: str | None
    new_version: str | None
    new_value: str | None
    new_digest: str | None
    branch: str | None
    released_at: datetime | None
    age_days: int | None
    is_breaking: bool | None
    pending_checks: bool | None
    pending_versions: tuple[str, ...] | None
    merge_confidence: str | None
    lib_years: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencySeen:
    """One dependency in one package file, from `packageFiles with updates` or a report.

    `updates` is empty when the lookup found none, and None when nothing was looked up.
    """

    run: str
    repository: str
    base_branch: str
    manager: str
    package_file: str
    dep_name: str | None
    package_name: str | None
    datasource: str | None
    dep_type: str | None
    versioning: str | None
    registry_url: str | None
    source_url: str | None
    current_value: str | None
    current_version: str | None
    current_digest: str | None
    locked_version: str | None
    released_at: datetime | None
    age_days: int | None
    newest_released_at: datetime | None
    skip_reason: str | None
    warnings: tuple[str, ...]
    deprecation: str | None
    abandoned: bool | None
    replacement: str | None
    vulnerability_fix_version: str | None
    group: str | None
    updates: tuple[UpdateFound, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencySnapshot:
    """The dependencies of a base branch are told; comes after the last of them.

    Attributes:
        dependencies: how many `DependencySeen` came before.
        digest: hash of all that they say but ages in days, independent of their order: equal
            as long as nothing changes in the repository and at its registries.
    """

    run: str
    repository: str
    base_branch: str
    dependencies: int
    digest: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class LookupFailed:
    """Renovate found nothing out about a package. `reason` is its word, such as `no-result`."""

    run: str
    repository: str
    datasource: str | None
    package_name: str
    reason: str | None
    package_files: tuple[str, ...]
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VulnerabilitySeen:
    """An advisory that concerns a dependency, as Renovate knew it in this run (debug level).

    Attributes:
        ids: CVE and GHSA numbers and the like, sorted; empty where only a fix is named.
        severity: in lower case (`critical`, `high`, `moderate`, `low`); None if untold.
        affected: the range of versions that the advisory is about, or the version in use.
        fixed_version: None when there is none yet, or none is told.
        evidence: `github-alerts`, `osv` or `dependency`, by what Renovate said.
        summary: the advisory's title.
    """

    run: str
    repository: str
    package_name: str
    datasource: str | None
    ids: tuple[str, ...]
    severity: str | None
    affected: str | None
    fixed_version: str | None
    evidence: str
    summary: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyStatus:
    """How far a repository is behind, from `Repository libYears` (debug level)."""

    run: str
    repository: str
    lib_years: float
    lib_years_by_manager: tuple[tuple[str, float], ...]
    outdated: int | None
    total: int | None
