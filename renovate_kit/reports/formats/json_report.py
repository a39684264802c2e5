"""A report as JSON for machines; docs/report-json.md says what each key means. Times are in UTC."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Final

from renovate_kit.reports.formats.json_text import MadeWhenWritten, document, utc
from renovate_kit.reports.measures import Freshness, WeekPoint
from renovate_kit.reports.report import OpenPullRequest, Report, RepositoryReport
from renovate_kit.reports.security_report import SecurityEntry

__all__ = ["JsonFormat"]

_VERSION: Final = 1
_PAIRS: Final = frozenset(
    {"limits", "managers", "outcomes", "requests", "time_spent_ms", "updates_by_type"}
)
"""Fields with pairs of a name and a value."""


class JsonFormat:
    """One object with all that the report has; keys are added freely, and none is renamed."""

    name = "json"
    suffix = ".json"

    def render(self, report: Report) -> str:
        """Return the report as JSON."""
        return document({"version": _VERSION, **_report(report)})


def _report(report: Report) -> dict[str, object]:
    told = _told(replace(report, repositories=()))
    told["repositories"] = MadeWhenWritten(_repository, report.repositories)
    totals = {
        "attention": report.attention_count,
        "dependencies": report.dependencies,
        "dependency_files": report.dependency_files,
        "held_back_updates": report.held_back_updates,
        "open_pull_requests": report.open_count,
        "pull_requests": _value(report.pull_requests),
    }
    return {**told, "totals": totals}


def _value(value: object) -> object:
    match value:
        case datetime():
            return utc(value)
        case Enum():
            return value.value
        case tuple():
            return [_value(each) for each in value]
        case _:
            return _part(value) if is_dataclass(value) else value


def _part(value: object) -> object:
    match value:
        case RepositoryReport():
            return _repository(value)
        case Freshness():
            return {**_told(value), "behind": value.behind, "looked_up": value.looked_up}
        case SecurityEntry():
            return _vulnerability(value)
        case WeekPoint():
            return {"name": value.name, **_told(value)}
        case _:
            return _told(value)


def _told(value: object) -> dict[str, object]:
    """Return the fields of a part of the report."""
    assert is_dataclass(value)  # noqa: S101 - for the type checker
    return {each.name: _field(each.name, getattr(value, each.name)) for each in fields(value)}


def _field(name: str, value: object) -> object:
    if name in _PAIRS and isinstance(value, tuple):
        return dict(value)
    return _value(value)


def _repository(part: RepositoryReport) -> Mapping[str, object]:
    opened = [_opened(part, each) for each in part.open_pull_requests or ()]
    return {
        **_told(part),
        "open_pull_requests": None if part.open_pull_requests is None else opened,
        "open_count": part.open_count,
        "held_back_updates": part.held_back_updates,
    }


def _vulnerability(entry: SecurityEntry) -> dict[str, object]:
    """Return what a report tells of a vulnerability; `security --format json` tells all."""
    names = (
        *("package", "ecosystem", "ids", "summary", "severity", "state", "vulnerable_version"),
        *("fixed_version", "published_at", "detected_at", "fixed_at", "fixed_by"),
    )
    fixes = entry.pull_request
    return {
        **{name: _value(getattr(entry, name)) for name in names},
        "pull_request": None if fixes is None else fixes.number,
        "url": None if fixes is None else fixes.url,
        "sla": None if entry.sla is None else entry.sla.state.value,
        "due_at": None if entry.sla is None else utc(entry.sla.due_at),
    }


def _opened(part: RepositoryReport, opened: OpenPullRequest) -> dict[str, object]:
    return {**_told(opened), "url": part.pull_request_url(opened.number)}
