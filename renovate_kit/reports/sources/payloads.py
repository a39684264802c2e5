"""The fields of the records that become events: only what is read, and bounded.

Renovate 44.121.2: `lib/workers/repository/process/extract-update.ts`, `.../finalize/
repository-statistics.ts`, `.../index.ts`. What has another shape is refused, not guessed.
"""

from collections.abc import Mapping
from typing import Annotated, TypeVar

import msgspec

from renovate_kit.reports.sources.record import Record

__all__ = [
    "Branches",
    "Discovered",
    "Extraction",
    "Finished",
    "GlobalConfig",
    "LoggedBranch",
    "LoggedUpgrade",
    "PullRequest",
    "Splits",
    "Summaries",
    "UnexpectedShapeError",
    "read_payload",
]

_Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
_Milliseconds = Annotated[float, msgspec.Meta(ge=0, le=2**53)]
_T = TypeVar("_T")


class UnexpectedShapeError(ValueError):
    """A record's fields are not what Renovate writes under this message."""


def read_payload(record: Record, kind: type[_T]) -> _T:
    """Return the fields of a record as a typed value.

    Raises:
        UnexpectedShapeError: they don't have the shape of `kind`.
    """
    try:
        return msgspec.convert(record.fields, kind, strict=False)
    except (msgspec.ValidationError, RecursionError) as error:
        raise UnexpectedShapeError(record.msg) from error


class Discovered(msgspec.Struct):
    """`Autodiscovered repositories`."""

    length: _Count


class _Repositories(msgspec.Struct):
    repositories: list[object] | None = None


class GlobalConfig(msgspec.Struct):
    """`Combined config`: the repositories that were named, before any autodiscovery."""

    config: _Repositories


class _ManagerCount(msgspec.Struct, rename="camel"):
    file_count: _Count
    dep_count: _Count


class _ExtractionStatistics(msgspec.Struct):
    managers: dict[str, _ManagerCount]


class Extraction(msgspec.Struct):
    """`Dependency extraction complete`."""

    stats: _ExtractionStatistics


class LoggedUpgrade(msgspec.Struct, rename="camel"):
    """One of a branch's upgrades. Lock file maintenance names no dependency."""

    dep_name: str | None = None
    package_name: str | None = None
    package_file: str | None = None
    datasource: str | None = None
    update_type: str | None = None
    current_version: str | None = None
    current_value: str | None = None
    current_digest: str | None = None
    new_version: str | None = None
    new_value: str | None = None
    new_digest: str | None = None


class LoggedBranch(msgspec.Struct, rename="camel"):
    """One branch of `branches info extended`."""

    branch_name: str
    pr_no: _Count | None = None
    pr_title: str | None = None
    result: str | None = None
    pr_blocked_by: str | None = None
    upgrades: list[LoggedUpgrade] = []


class Branches(msgspec.Struct, rename="camel"):
    """`branches info extended`."""

    branches_information: list[LoggedBranch]


class _Summary(msgspec.Struct, rename="camel"):
    base_branch: str = ""
    updates: Mapping[str, _Count] = {}


class Summaries(msgspec.Struct, rename="camel"):
    """`Updates summary`."""

    update_summary: list[_Summary]


class Splits(msgspec.Struct):
    """`Repository timing splits (milliseconds)`."""

    splits: dict[str, _Milliseconds]


class Finished(msgspec.Struct, rename="camel"):
    """`Repository finished`. A dry run that stops early has no result."""

    duration_ms: _Milliseconds | None = None
    result: str | None = None
    status: str | None = None


class PullRequest(msgspec.Struct, rename="camel"):
    """What the records about pull requests call number, title and branch."""

    pr: _Count | str | None = None
    pr_no: _Count | None = None
    number: _Count | None = None
    pr_title: str | None = None
    new_title: str | None = None
    branch_name: str | None = None
