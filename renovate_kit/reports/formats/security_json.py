"""The history of vulnerabilities for machines; docs/security-history.md says what each key means.

Times are in UTC, durations in whole seconds.
"""

from datetime import timedelta
from typing import Final

from renovate_kit.reports.formats.json_text import document, utc
from renovate_kit.reports.security_report import (
    EntryState,
    SecurityEntry,
    SecurityPullRequest,
    SecurityReport,
    Sla,
    SlaState,
)

__all__ = ["SecurityJson"]

_VERSION: Final = 1


class SecurityJson:
    """One object; every key is always there."""

    def render(self, report: SecurityReport) -> str:
        """Return the history."""
        return document(
            {
                "version": _VERSION,
                "since": utc(report.since),
                "until": utc(report.until),
                "told_at": utc(report.told_at),
                "known_until": utc(report.known_until),
                "sla_days": {
                    severity: limit / timedelta(days=1) for severity, limit in report.limits.items()
                },
                "summary": _summary(report),
                "entries": [_entry(entry) for entry in report.entries],
            }
        )


def _summary(report: SecurityReport) -> dict[str, object]:
    states = {
        state.value: sum(entry.state is state for entry in report.entries) for state in EntryState
    }
    return {
        "entries": len(report.entries),
        **states,
        "sla": {state.value: report.sla_count(state) for state in SlaState},
    }


def _entry(entry: SecurityEntry) -> dict[str, object]:
    return {
        "host": entry.host,
        "repository": entry.repository,
        "package": entry.package,
        "ecosystem": entry.ecosystem,
        "ids": list(entry.ids),
        "summary": entry.summary,
        "severity": entry.severity,
        "severity_source": entry.severity_source,
        "cvss_score": entry.cvss_score,
        "cvss_vector": entry.cvss_vector,
        "epss": entry.epss,
        "known_exploited_at": utc(entry.known_exploited_at),
        "withdrawn_at": utc(entry.withdrawn_at),
        "vulnerable_version": entry.vulnerable_version,
        "affected": entry.affected,
        "fixed_version": entry.fixed_version,
        "published_at": utc(entry.published_at),
        "detected_at": utc(entry.detected_at),
        "detected_by": entry.detected_by,
        "pull_request": None if entry.pull_request is None else entry.pull_request.number,
        "pull_request_url": None if entry.pull_request is None else entry.pull_request.url,
        "opened_at": None if entry.pull_request is None else utc(entry.pull_request.opened_at),
        "merged_at": utc(entry.merged_at),
        "closed_at": None if entry.pull_request is None else utc(entry.pull_request.closed_at),
        "pull_requests": [_pull_request(each) for each in entry.pull_requests],
        "fixed_at": utc(entry.fixed_at),
        "fixed_by": None if entry.fixed_by is None else entry.fixed_by.value,
        "state": entry.state.value,
        "open": entry.open,
        "still_there": entry.still_there,
        "unmerged": entry.unmerged,
        "reopened": entry.reopened,
        "exposure_from_publication_seconds": _seconds(entry.exposure_from_publication),
        "exposure_from_detection_seconds": _seconds(entry.exposure_from_detection),
        "age_seconds": _seconds(entry.age),
        "known_until": utc(entry.known_until),
        "sla": _sla(entry.sla),
        "evidence": [
            {"kind": each.kind, "shows": each.shows, "text": each.text, "at": utc(each.at)}
            for each in entry.evidence
        ],
    }


def _pull_request(told: SecurityPullRequest) -> dict[str, object]:
    return {
        "number": told.number,
        "url": told.url,
        "title": told.title,
        "branch": told.branch,
        "base_branch": told.base_branch,
        "state": told.state,
        "superseded": told.superseded,
        "security": told.is_security,
        "opened_at": utc(told.opened_at),
        "merged_at": utc(told.merged_at),
        "closed_at": utc(told.closed_at),
        "merged_by": told.merged_by,
        "closed_by": told.closed_by,
        "reopened": told.reopened,
        "new_version": told.new_version,
    }


def _sla(sla: Sla | None) -> dict[str, object] | None:
    if sla is None:
        return None
    return {
        "limit_seconds": _seconds(sla.limit),
        "due_at": utc(sla.due_at),
        "state": sla.state.value,
    }


def _seconds(lasting: timedelta | None) -> int | None:
    return None if lasting is None else int(lasting.total_seconds())
