"""Statistics of repositories as JSON; docs/stats.md says what each key means. Times are in UTC."""

from typing import Final

from renovate_kit.reports.formats.json_text import document, utc
from renovate_kit.reports.report import Report, RepositoryReport, RunSummary

__all__ = ["StatsJson", "closed_count", "merged_count"]

_VERSION: Final = 1


class StatsJson:
    """One object, with an object for each repository."""

    def render(self, report: Report) -> str:
        """Return the statistics of a period."""
        return document(
            {
                "version": _VERSION,
                "from": utc(report.period.start),
                "to": utc(report.period.end),
                "runs": _runs(report.runs),
                "repositories": {part.repository: _stats(part) for part in report.repositories},
            }
        )


def _runs(runs: RunSummary) -> dict[str, object]:
    return {
        "total": runs.total,
        "healthy": runs.healthy,
        "degraded": runs.degraded,
        "failed": runs.failed,
        "incomplete": runs.incomplete,
        "median_duration_ms": runs.median_duration_ms,
        "missed": sum(gap.missed_runs for gap in runs.gaps),
    }


def merged_count(part: RepositoryReport) -> int:
    """Return how many pull requests were merged, as far as anything shows it."""
    counts = part.pull_requests
    return counts.automerged + (counts.merged_by_person or 0) + counts.merged_by_unknown


def closed_count(part: RepositoryReport) -> int:
    """Return how many pull requests were closed unmerged, as far as anything shows it."""
    counts = part.pull_requests
    return counts.autoclosed + (counts.closed_by_person or 0) + counts.closed_by_unknown


def _stats(part: RepositoryReport) -> dict[str, object]:
    counts, fresh = part.pull_requests, part.freshness
    return {
        "runs": _runs(part.runs),
        "pull_requests": {
            "created": counts.created,
            "open": part.open_count,
            "merged": merged_count(part),
            "closed": closed_count(part),
            "security": counts.security_created,
            "merged_by_renovate": counts.automerged,
            "merged_by_person": counts.merged_by_person,
            "closed_by_renovate": counts.autoclosed,
            "closed_by_person": counts.closed_by_person,
            "merged_by_unknown": counts.merged_by_unknown,
            "closed_by_unknown": counts.closed_by_unknown,
        },
        "updates": None if part.updates_by_type is None else dict(part.updates_by_type),
        "held_back": part.held_back_updates,
        "problems": len(part.problems),
        "dependencies": part.dependencies,
        "behind": None if fresh is None else fresh.behind,
        "lib_years": None if fresh is None else fresh.lib_years,
        "vulnerabilities_open": sum(each.open for each in part.vulnerabilities),
        "merge_time_ms": _merge_time(part),
    }


def _merge_time(part: RepositoryReport) -> dict[str, object] | None:
    """Return the time to merge of the period; None unless a forge tells it."""
    every = None if part.merge_times is None else part.merge_times.all
    if every is None:
        return None
    return {
        "merged": every.merged,
        "median": every.median_ms,
        "ninety_percent": every.ninety_percent_ms,
        "longest": every.longest_ms,
    }
