"""One run as JSON for machines; docs/runs.md says what each key means. Times are in UTC."""

from dataclasses import asdict
from typing import Final

from renovate_kit.reports.formats.json_text import document, utc
from renovate_kit.reports.run_report import Found, HeldGroup, RepositoryStory, RunStory

__all__ = ["VERSION", "RunJson", "run_object"]

VERSION: Final = 1


class RunJson:
    """One object with `version` and `run`."""

    def render(self, story: RunStory) -> str:
        """Return a run."""
        return document({"version": VERSION, "run": run_object(story)})


def run_object(story: RunStory) -> dict[str, object]:
    """Return a run as an object; what the log does not show is null."""
    return {
        "id": story.run_id,
        "repository": story.repositories[0].repository if story.repositories else None,
        "source": story.source,
        "started_at": utc(story.started_at),
        "finished_at": utc(story.finished_at),
        "duration_ms": story.duration_ms,
        "log_ms": story.log_ms,
        "renovate_version": story.renovate_version,
        "platform": story.platform,
        "hostname": story.hostname,
        "log_level": "debug" if story.shows_debug else "info",
        "dry_run": story.dry_run,
        "verdict": story.verdict.value,
        "because": story.because,
        "result": story.result,
        "exit_code": story.exit_code,
        "exit_evidence": story.exit_evidence,
        "exit_group": int(story.exit_group),
        "cut_off": story.cut_off,
        "pod": story.pod,
        **asdict(story.counts),
        "repositories": [_repository(turn) for turn in story.repositories],
        "failures": [asdict(failure) for failure in story.failures],
        "times": [asdict(spent) for spent in story.times],
        "caches": [
            {"kind": kind, "name": name, "hits": hits, "misses": misses}
            for kind, name, hits, misses in story.caches
        ],
        "unknown": [asdict(each) for each in story.unknown],
    }


def _repository(turn: RepositoryStory) -> dict[str, object]:
    return {
        "repository": turn.repository,
        "verdict": turn.verdict.value,
        "result": turn.result,
        "status": turn.status,
        "note": turn.note,
        "started_at": utc(turn.started_at),
        "duration_ms": turn.duration_ms,
        "restarts": turn.restarts,
        "dry_run": turn.dry_run,
        "found": _found(turn.found),
        "done": None
        if turn.lacks_start and not turn.done
        else [asdict(deed) | {"at": utc(deed.at)} for deed in turn.done],
        "held_back": None if turn.held is None else [_held(group) for group in turn.held],
        "without_pull_request": turn.unclear,
        "failures": [asdict(failure) for failure in turn.failures],
    }


def _found(found: Found) -> dict[str, object]:
    managers = found.managers
    return {
        "dependencies": None if managers is None else sum(count for _, _, count in managers),
        "managers": None
        if managers is None
        else [
            {"manager": name, "files": files, "dependencies": count}
            for name, files, count in managers
        ],
        "updates": found.updates,
        "security_updates": found.security_updates,
        "vulnerabilities": [
            {"package": package, "ids": ids, "severity": severity, "fixed_version": fixed}
            for package, ids, severity, fixed in found.vulnerabilities
        ],
        "open_pull_requests": found.open_pull_requests,
        "lib_years": found.lib_years,
        "outdated": found.outdated,
    }


def _held(group: HeldGroup) -> dict[str, object]:
    return asdict(group)
