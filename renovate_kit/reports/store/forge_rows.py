"""What queries return about the pull requests of forges, for reports."""

from dataclasses import dataclass
from datetime import datetime

__all__ = [
    "ForgeCounts",
    "ForgePullRequestRow",
    "ForgeSyncRow",
    "ForgeUpdateRow",
    "MergeRow",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgeSyncRow:
    """A repository whose pull requests were all read from one forge, and when that was last.

    `repository` is in lower case, as names are compared; `spellings` are how pull requests name it.
    """

    repository: str
    forge: str
    host: str
    synced_at: datetime
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgeUpdateRow:
    """What a pull request changes of one dependency."""

    dep_name: str
    package_name: str | None
    datasource: str | None
    manager: str | None
    update_type: str | None
    current: str | None
    new: str | None
    package_file: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgePullRequestRow:
    """A pull request as its forge had it when it was read last."""

    repository: str
    number: int
    title: str
    branch: str | None
    author: str | None
    state: str
    created_at: datetime | None
    merged_at: datetime | None
    closed_at: datetime | None
    merged_by: str | None
    closed_by: str | None
    auto_merge: bool | None
    checks: str | None
    review: str | None
    draft: bool | None
    security: bool
    superseded: bool
    updates: tuple[ForgeUpdateRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeRow:
    """When a pull request was opened and merged, and the largest step that it made."""

    repository: str
    created_at: datetime
    merged_at: datetime
    update_type: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgeCounts:
    """What happened to pull requests in a period, and how many were open at its end.

    Of the `repositories` that were read late enough to tell.
    """

    repositories: int = 0
    created: int = 0
    merged: int = 0
    open: int = 0
