"""The history of vulnerabilities as CSV, one line for each, without what others wrote."""

import csv
import io
from datetime import timedelta
from typing import Final

from renovate_kit.reports.formats.csv_cells import Cell, csv_cell
from renovate_kit.reports.formats.json_text import utc
from renovate_kit.reports.formats.terminal_text import harmless
from renovate_kit.reports.security_report import SecurityEntry, SecurityReport

__all__ = ["SecurityCsv"]

_COLUMNS: Final = (
    "repository",
    "package",
    "ecosystem",
    "ids",
    "severity",
    "cvss_score",
    "epss",
    "known_exploited_at",
    "vulnerable_version",
    "fixed_version",
    "published_at",
    "detected_at",
    "detected_by",
    "pull_request",
    "pull_request_url",
    "opened_at",
    "merged_at",
    "closed_at",
    "fixed_at",
    "fixed_by",
    "state",
    "open",
    "unmerged",
    "reopened",
    "exposure_from_publication_seconds",
    "exposure_from_detection_seconds",
    "age_seconds",
    "sla",
    "due_at",
    "known_until",
)


class SecurityCsv:
    """A header and a line for each vulnerability; what is unknown is empty."""

    def render(self, report: SecurityReport) -> str:
        """Return the history."""
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(_COLUMNS)
        for entry in report.entries:
            row = _row(entry)
            writer.writerow([_cell(row[column]) for column in _COLUMNS])
        return stream.getvalue()


def _row(entry: SecurityEntry) -> dict[str, Cell]:
    pull_request, sla = entry.pull_request, entry.sla
    return {
        "repository": entry.repository,
        "package": entry.package,
        "ecosystem": entry.ecosystem,
        "ids": " ".join(entry.ids),
        "severity": entry.severity,
        "cvss_score": entry.cvss_score,
        "epss": entry.epss,
        "known_exploited_at": utc(entry.known_exploited_at),
        "vulnerable_version": entry.vulnerable_version,
        "fixed_version": entry.fixed_version,
        "published_at": utc(entry.published_at),
        "detected_at": utc(entry.detected_at),
        "detected_by": entry.detected_by,
        "pull_request": pull_request.number if pull_request else None,
        "pull_request_url": pull_request.url if pull_request else None,
        "opened_at": utc(pull_request.opened_at) if pull_request else None,
        "merged_at": utc(entry.merged_at),
        "closed_at": utc(pull_request.closed_at) if pull_request else None,
        "fixed_at": utc(entry.fixed_at),
        "fixed_by": entry.fixed_by and entry.fixed_by.value,
        "state": entry.state.value,
        "open": entry.open,
        "unmerged": entry.unmerged,
        "reopened": entry.reopened,
        "exposure_from_publication_seconds": _seconds(entry.exposure_from_publication),
        "exposure_from_detection_seconds": _seconds(entry.exposure_from_detection),
        "age_seconds": _seconds(entry.age),
        "sla": sla.state.value if sla else None,
        "due_at": utc(sla.due_at) if sla else None,
        "known_until": utc(entry.known_until),
    }


def _seconds(lasting: timedelta | None) -> int | None:
    return None if lasting is None else int(lasting.total_seconds())


def _cell(value: Cell) -> str:
    return csv_cell(harmless(value) if isinstance(value, str) else value)
