"""A report as tables of comma-separated values, one file for each.

Source: RFC 4180.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO, StringIO
from typing import Final, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from renovate_kit.reports.formats.csv_cells import Cell, csv_cell
from renovate_kit.reports.measures import WeekPoint
from renovate_kit.reports.report import (
    Attention,
    ProblemSummary,
    Report,
    RepositoryReport,
)

__all__ = ["CsvTables", "Row", "archive", "csv_text"]

Row: TypeAlias = Sequence[Cell]

_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The time of every file in an archive: the same report is the same bytes."""


class CsvTables:
    """The tables of a report, each a file called like `runs.csv`.

    Unknown values are empty; times are in UTC.
    """

    name = "csv"
    suffix = ".zip"

    def render_files(self, report: Report) -> Mapping[str, str]:
        """Return each file by its name."""
        return {
            f"{name}.csv": csv_text(headers, rows(report))
            for name, (headers, rows) in _TABLES.items()
        }


def csv_text(headers: Sequence[str], rows: Iterable[Row]) -> str:
    """Return a table as CSV, with lines that end as RFC 4180 says."""
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(headers)
    writer.writerows([csv_cell(value) for value in row] for row in rows)
    return buffer.getvalue()


def archive(files: Mapping[str, str]) -> bytes:
    """Return files as a ZIP archive, the same bytes for the same files."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as opened:
        for name, text in sorted(files.items()):
            opened.writestr(ZipInfo(name, _FIRST_DAY), text, ZIP_DEFLATED)
    return buffer.getvalue()


def _repositories(report: Report) -> Iterator[Row]:
    for part in report.repositories:
        runs, counts = part.runs, part.pull_requests
        yield (
            *(part.repository, runs.total, runs.healthy, runs.degraded, runs.failed),
            *(runs.incomplete, part.dependencies, part.dependency_files),
            *(counts.created, counts.updated, counts.automerged, counts.autoclosed),
            *(counts.merged_by_person, counts.closed_by_person, counts.security_created),
            *(part.open_count, part.held_back_updates, len(part.attention)),
            *(counts.merged_by_unknown, counts.closed_by_unknown, counts.is_inferred),
        )


def _runs(report: Report) -> Iterator[Row]:
    for run in report.run_marks:
        yield run.started_at, run.verdict.value, run.duration_ms


def _weeks(report: Report) -> Iterator[Row]:
    for week in () if report.trend is None else report.trend.weeks:
        yield (
            *(week.name, week.start, week.runs, week.healthy, week.degraded, week.failed),
            *(week.incomplete, week.created, week.merged, week.open_at_end, week.problems),
            *(week.behind, week.lib_years, _part_until(report, week)),
        )


def _part_until(report: Report, week: WeekPoint) -> datetime | None:
    """Return up to when a week is told, where that is not its end."""
    trend = report.trend
    return trend.until if trend is not None and week == trend.weeks[-1] else None


def _updates(report: Report) -> Iterator[Row]:
    for part in report.repositories:
        for each in part.updates or ():
            yield (
                *(part.repository, each.dep_name, each.update_type, each.current_version),
                *(each.new_version, " ".join(each.files), each.branch, each.pull_request),
                *(each.is_security, each.outcome.value, each.reason),
                *(each.manager, each.datasource, each.package_name),
            )


def _pull_requests(report: Report) -> Iterator[Row]:
    for part in report.repositories:
        opened = {each.number: each for each in part.open_pull_requests or ()}
        for change in part.pull_request_changes:
            is_open = None if part.open_pull_requests is None else change.number in opened
            yield (
                *(part.repository, change.number, change.branch, change.title),
                *(change.is_security, " ".join(change.actions), change.last_at, is_open),
                opened[change.number].created_at if change.number in opened else None,
                _url(part, change.number),
            )
        changed = {change.number for change in part.pull_request_changes}
        for each in opened.values():
            if each.number not in changed:
                yield (
                    *(part.repository, each.number, None, each.title, each.is_security),
                    *("", None, True, each.created_at, _url(part, each.number)),
                )


def _breakdowns(report: Report) -> Iterator[Row]:
    for breakdown in report.breakdowns:
        for row in breakdown.rows:
            for outcome, amount in row.outcomes:
                yield breakdown.by, row.name, outcome, amount


def _merges(report: Report) -> Iterator[Row]:
    told = [
        *((None, each) for each in (report.merge_times, report.earlier_merge_times)),
        *(
            (part.repository, each)
            for part in report.repositories
            for each in (part.merge_times, part.earlier_merge_times)
        ),
    ]
    for repository, times in told:
        if times is not None and times.all is not None:
            for each in (*times.by_type, times.all):
                yield (
                    *(repository, times.since, times.until, each.update_type, each.merged),
                    *(each.median_ms, each.ninety_percent_ms, each.longest_ms),
                )


def _problems(report: Report) -> Iterator[Row]:
    found: list[tuple[str | None, ProblemSummary]] = [
        *((None, each) for each in report.problems),
        *((part.repository, each) for part in report.repositories for each in part.problems),
    ]
    for repository, each in found:
        yield (
            *(repository, each.level, each.message, each.detail, each.runs, each.count),
            *(each.first_at, each.last_at, each.in_last_run, each.remedy),
            *(None if each.state is None else each.state.value, each.first_seen),
        )


def _dependencies(report: Report) -> Iterator[Row]:
    for part in report.repositories:
        for manager, amount in part.managers:
            yield part.repository, manager, amount


def _vulnerabilities(report: Report) -> Iterator[Row]:
    for each in report.vulnerabilities:
        fixes = each.pull_request
        yield (
            *(each.repository, each.package, " ".join(each.ids), each.severity),
            *(each.state.value, each.vulnerable_version, each.fixed_version),
            *(each.detected_at, each.fixed_at, None if fixes is None else fixes.number),
            None if each.sla is None else each.sla.state.value,
        )


def _freshness(report: Report) -> Iterator[Row]:
    for part in report.repositories:
        fresh = part.freshness
        if fresh is not None:
            yield (
                *(part.repository, fresh.at, fresh.total, fresh.up_to_date),
                *(fresh.behind_major, fresh.behind_minor, fresh.behind_patch),
                *(fresh.behind_other, fresh.unknown, fresh.skipped_count, fresh.lib_years),
                *(fresh.abandoned, fresh.deprecated, fresh.lib_years_unknown),
            )


def _attention(report: Report) -> Iterator[Row]:
    found: list[tuple[str | None, Attention]] = [
        *((None, each) for each in report.attention),
        *((part.repository, each) for part in report.repositories for each in part.attention),
    ]
    for repository, each in found:
        yield (
            *(repository, each.kind.value, each.what, each.what_to_do),
            *(each.pull_request, each.since, each.last_at),
        )


def _url(part: RepositoryReport, number: int | None) -> str | None:
    return None if number is None else part.pull_request_url(number)


_TABLES: Final[Mapping[str, tuple[Sequence[str], Callable[[Report], Iterator[Row]]]]] = {
    "repositories": (
        (
            *("repository", "runs", "healthy", "degraded", "failed", "incomplete"),
            *("dependencies", "dependency_files", "created", "updated", "automerged"),
            *("autoclosed", "merged_by_person", "closed_by_person", "security_created"),
            *("open", "held_back", "attention"),
            *("merged_by_unknown", "closed_by_unknown", "is_inferred"),
        ),
        _repositories,
    ),
    "runs": (("started_at", "verdict", "duration_ms"), _runs),
    "weeks": (
        (
            *("week", "start", "runs", "healthy", "degraded", "failed", "incomplete"),
            *("created", "merged", "open_at_end", "problems", "behind", "lib_years", "until"),
        ),
        _weeks,
    ),
    "updates": (
        (
            *("repository", "dependency", "update_type", "current_version", "new_version"),
            *("files", "branch", "pull_request", "security", "outcome", "reason"),
            *("manager", "datasource", "package"),
        ),
        _updates,
    ),
    "pull-requests": (
        (
            *("repository", "number", "branch", "title", "security", "actions"),
            *("last_action_at", "open", "created_at", "url"),
        ),
        _pull_requests,
    ),
    "breakdowns": (("by", "name", "outcome", "updates"), _breakdowns),
    "merge-times": (
        (
            *("repository", "since", "until", "update_type", "merged", "median_ms"),
            *("ninety_percent_ms", "longest_ms"),
        ),
        _merges,
    ),
    "problems": (
        (
            *("repository", "level", "message", "detail", "runs", "count", "first_at"),
            *("last_at", "in_last_run", "remedy", "state", "first_seen"),
        ),
        _problems,
    ),
    "dependencies": (("repository", "manager", "dependencies"), _dependencies),
    "freshness": (
        (
            *("repository", "at", "total", "up_to_date", "behind_major", "behind_minor"),
            *("behind_patch", "behind_other", "unknown", "skipped", "lib_years", "abandoned"),
            *("deprecated", "lib_years_unknown"),
        ),
        _freshness,
    ),
    "vulnerabilities": (
        (
            *("repository", "package", "advisories", "severity", "state"),
            *("vulnerable_version", "fixed_version", "detected_at", "fixed_at"),
            *("pull_request", "sla"),
        ),
        _vulnerabilities,
    ),
    "attention": (
        ("repository", "kind", "what", "what_to_do", "pull_request", "since", "last_at"),
        _attention,
    ),
}
"""Each table with its headings. Columns are added at the end; none is renamed."""
