"""The list of runs as JSON for machines; docs/runs.md says what each key means."""

from dataclasses import asdict

from renovate_kit.reports.formats.json_text import document, utc
from renovate_kit.reports.formats.run_json import VERSION
from renovate_kit.reports.run_report import ListedRun, RunList

__all__ = ["RunsJson"]


class RunsJson:
    """One object with `runs`, the latest first."""

    def render(self, listed: RunList) -> str:
        """Return the list."""
        return document(
            {
                "version": VERSION,
                "since": utc(listed.since),
                "has_more": listed.is_cut,
                "runs_without_time": listed.without_time,
                "runs": [_run(run) for run in listed.runs],
            }
        )


def _run(run: ListedRun) -> dict[str, object]:
    return {
        "id": run.run_id,
        "repository": run.repositories[0] if run.repositories else None,
        "repositories": run.repositories,
        "started_at": utc(run.started_at),
        "finished_at": utc(run.finished_at),
        "renovate_version": run.renovate_version,
        "verdict": run.verdict.value,
        "result": run.result,
        "cut_off": run.cut_off,
        "exit_code": run.exit_code,
        "duration_ms": run.duration_ms,
        "log_ms": run.log_ms,
        **asdict(run.counts),
        "log_level": "debug" if run.shows_debug else "info",
        "source": run.source,
    }
