"""The fields of the records that become events: only what is read, and bounded.

Renovate 44.121.2: `lib/workers/repository/process/extract-update.ts`, `.../finalize/
repository-statistics.ts`, `.../index.ts`. What has another shape is refused, not guessed.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Final, TypeVar

import msgspec

from renovate_kit.reports.sources.json_text import decode_json
from renovate_kit.reports.sources.record import Record

__all__ = [
    "BranchSummary",
    "Branches",
    "Discovered",
    "Extraction",
    "Finished",
    "GlobalConfig",
    "LibYears",
    "LoggedBranch",
    "LoggedUpgrade",
    "PullRequest",
    "PullRequestCounts",
    "Splits",
    "Summaries",
    "UnexpectedShapeError",
    "read_payload",
]

_Count = Annotated[int, msgspec.Meta(ge=0, le=2**53)]
_Milliseconds = Annotated[float, msgspec.Meta(ge=0, le=2**53)]
_Years = Annotated[float, msgspec.Meta(ge=-(2**53), le=2**53)]
_T = TypeVar("_T")


class UnexpectedShapeError(ValueError):
    """A record's fields are not what Renovate writes under this message."""


def read_payload(record: Record, kind: type[_T]) -> _T:
    """Return the fields of a record as a typed value.

    Raises:
        UnexpectedShapeError: they don't have the shape of `kind`.
    """
    if record.line is not None:
        decoded = decode_json(record.line, _decoder(kind))
        if decoded is not None:
            return decoded
    try:
        return msgspec.convert(record.fields, kind, strict=False)
    except (msgspec.ValidationError, RecursionError) as error:
        raise UnexpectedShapeError(record.msg) from error


_DECODERS: Final[dict[type, msgspec.json.Decoder[Any]]] = {}


def _decoder(kind: type[_T]) -> msgspec.json.Decoder[_T]:
    if kind not in _DECODERS:
        _DECODERS[kind] = msgspec.json.Decoder(kind, strict=False)
    return _DECODERS[kind]


class Discovered(msgspec.Struct):
    """`Autodiscovered repositories`."""

    length: _Count


class _Config(msgspec.Struct, rename="camel"):
    repositories: list[object] | None = None
    platform: object = None
    dry_run: object = None


class GlobalConfig(msgspec.Struct):
    """`Combined config`: the repositories are those that were named, before any autodiscovery."""

    config: _Config


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


class _ManagerSummary(msgspec.Struct, rename="camel"):
    total: _Count = 0
    vulnerability_alert: _Count = 0


class _Summary(msgspec.Struct, rename="camel"):
    base_branch: str = ""
    total: _Count | None = None
    vulnerability_alert: _Count | None = None
    updates: Mapping[str, _Count] = {}
    managers: Mapping[str, _ManagerSummary] = {}


class Summaries(msgspec.Struct, rename="camel"):
    """`Updates summary`."""

    update_summary: list[_Summary]


class _BranchFacts(msgspec.Struct, rename="camel"):
    branch_name: str
    automerge: bool | None = None
    base_branch: str | None = None
    is_modified: bool | None = None


class _BaseBranch(msgspec.Struct, rename="camel"):
    branch_name: str
    sha: str | None = None


class BranchSummary(msgspec.Struct, rename="camel"):
    """`Branch summary`."""

    base_branches: list[_BaseBranch] = []
    branches: list[_BranchFacts] = []
    default_branch: str | None = None


class _PullRequestCounts(msgspec.Struct):
    total: _Count
    open: _Count
    closed: _Count
    merged: _Count


class PullRequestCounts(msgspec.Struct):
    """`Renovate repository PR statistics`."""

    stats: _PullRequestCounts


class _YearsByManager(msgspec.Struct):
    total: _Years
    managers: dict[str, _Years] = {}


class _Outdated(msgspec.Struct):
    outdated: _Count
    total: _Count


class LibYears(msgspec.Struct, rename="camel"):
    """`Repository libYears`; until 40.10 the years themselves, without `libYears`."""

    lib_years: _YearsByManager
    dependency_status: _Outdated | None = None


class Splits(msgspec.Struct):
    """`Repository timing splits (milliseconds)`."""

    splits: dict[str, _Milliseconds]


class Finished(msgspec.Struct, rename="camel"):
    """`Repository finished`. A dry run that stops early has no result."""

    duration_ms: _Milliseconds | None = None
    result: str | None = None
    status: str | None = None
    exit_code: int | None = None
    enabled: bool | None = None
    onboarded: bool | None = None
    cloned: bool | None = None


class PullRequest(msgspec.Struct, rename="camel"):
    """What the records about pull requests call number, title and branch."""

    pr: _Count | str | None = None
    pr_no: _Count | None = None
    number: _Count | None = None
    pr_title: str | None = None
    new_title: str | None = None
    branch_name: str | None = None
    labels: list[object] | None = None
