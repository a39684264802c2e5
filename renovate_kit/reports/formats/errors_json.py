"""Problems as JSON for machines; docs/errors.md says what each key means. Times are in UTC."""

import json
from datetime import UTC, datetime
from typing import Final

from renovate_kit.reports.problem_report import (
    Ignored,
    IgnoreUse,
    Occurrence,
    Problem,
    ProblemHistory,
    ProblemInRepository,
    ProblemReport,
    ProblemState,
)

__all__ = ["ErrorsJson"]

_VERSION: Final = 1


class ErrorsJson:
    """One object. Problems that are ignored are always there, and say so."""

    def render(self, report: ProblemReport, *, everything: bool) -> str:
        """Return the list; what a person wants to see makes no difference to machines."""
        del everything
        return _text(
            {
                "version": _VERSION,
                "since": _time(report.since),
                "until": _time(report.until),
                "runs": report.runs,
                "runs_at_info": report.runs_at_info,
                "runs_without_time": report.runs_without_time,
                "summary": _summary(report.problems),
                "problems": [_problem(problem) for problem in report.problems],
                "idle_ignores": [_idle(use) for use in report.idle_ignores],
            }
        )

    def render_history(self, history: ProblemHistory) -> str:
        """Return one problem, with `occurrences`."""
        return _text(
            {
                "version": _VERSION,
                "problem": _problem(history.problem) | {"dependencies": history.dependencies},
                "occurrences": [_occurrence(each) for each in history.occurrences],
            }
        )


def _text(content: dict[str, object]) -> str:
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n"


def _summary(problems: tuple[Problem, ...]) -> dict[str, int]:
    shown = [problem for problem in problems if problem.ignored is None]
    counts = {
        state.value: sum(problem.state is state for problem in shown) for state in ProblemState
    }
    return {**counts, "ignored": len(problems) - len(shown)}


def _problem(problem: Problem) -> dict[str, object]:
    return {
        "fingerprint": problem.fingerprint,
        "category": problem.category,
        "level": problem.level,
        "message": problem.message,
        "detail": problem.detail,
        "title": problem.title,
        "count": problem.count,
        "runs": problem.runs,
        "first_seen": _time(problem.first_seen),
        "last_seen": _time(problem.last_seen),
        "state": problem.state.value,
        "resolved_at": _time(problem.resolved_at),
        "resolved_by": problem.resolved_by,
        "meaning": problem.means,
        "remedy": problem.remedy,
        "docs": problem.docs,
        "only_at_debug": problem.only_at_debug,
        "ignored": _ignored(problem.ignored),
        "repositories": [_place(place) for place in problem.repositories],
        "branches": problem.branches,
        "dependencies": problem.dependencies,
    }


def _place(place: ProblemInRepository) -> dict[str, object]:
    return {
        "repository": place.repository,
        "state": place.state.value,
        "first_seen": _time(place.first_seen),
        "last_seen": _time(place.last_seen),
        "resolved_at": _time(place.resolved_at),
        "resolved_by": place.resolved_by,
        "ignored": _ignored(place.ignored),
    }


def _occurrence(occurrence: Occurrence) -> dict[str, object]:
    return {
        "run": occurrence.run_id,
        "started_at": _time(occurrence.started_at),
        "repository": occurrence.repository,
        "count": occurrence.count,
        "detail": occurrence.detail,
    }


def _ignored(ignored: Ignored | None) -> dict[str, object] | None:
    if ignored is None:
        return None
    expires = None if ignored.expires is None else ignored.expires.isoformat()
    return {"reason": ignored.reason, "expires": expires}


def _idle(use: IgnoreUse) -> dict[str, object]:
    expired_on = None if use.expired_on is None else use.expired_on.isoformat()
    return {"entry": use.entry, "reason": use.reason, "expired_on": expired_on}


def _time(time: datetime | None) -> str | None:
    return None if time is None else time.astimezone(UTC).isoformat().replace("+00:00", "Z")
