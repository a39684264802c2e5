"""Words that the formats of problems for people share. Times are in UTC."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from renovate_kit.reports.formats.notation import notation
from renovate_kit.reports.problem_report import (
    Occurrence,
    Problem,
    ProblemHistory,
    ProblemReport,
    ProblemState,
)

__all__ = [
    "NOBODY",
    "UNKNOWN",
    "counted",
    "facts_of",
    "grouped",
    "notices_of",
    "place_of",
    "shown_in",
    "state_of",
    "summary_of",
    "when",
    "without_time_words",
]

UNKNOWN: Final = "unknown"
NOBODY: Final = "(the process)"
_MOST: Final = 12


def when(time: datetime | None) -> str:
    """Return a time to the minute."""
    return UNKNOWN if time is None else notation().stamp(time.astimezone(UTC))


def grouped(number: int) -> str:
    """Return a number, with its thousands apart."""
    return notation().grouped(number)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{grouped(number)} {noun}" if number == 1 else f"{grouped(number)} {noun}s"


def without_time_words(number: int) -> str:
    """Return the word on runs that are in no period."""
    have = "run has" if number == 1 else "runs have"
    return (
        f"{grouped(number)} more {have} no known time, and may be of that period: without --since "
        "all are shown (log as JSON, or use `kubectl logs --timestamps`, to have times)"
    )


def state_of(problem: Problem) -> str:
    """Return a problem's state; one that is ignored says so beside it."""
    return problem.state.value + (", ignored" if problem.ignored is not None else "")


def shown_in(report: ProblemReport, *, everything: bool) -> tuple[Problem, ...]:
    """Return the problems that a list for people shows."""
    return tuple(each for each in report.problems if everything or each.ignored is None)


def summary_of(report: ProblemReport) -> str:
    """Return one line that counts all problems by state, those that are ignored apart."""
    heard = [problem for problem in report.problems if problem.ignored is None]
    counts = ((state, sum(each.state is state for each in heard)) for state in ProblemState)
    parts = [f"{grouped(count)} {state.value}" for state, count in counts if count]
    ignored = len(report.problems) - len(heard)
    since = "" if report.since is None else f" since {when(report.since)} UTC"
    if report.since is not None and report.until is not None:
        since += f", before {when(report.until)} UTC"
    if report.until is not None and not report.runs:
        return f"Unknown: no run is on record{since}"
    line = f"{counted(len(heard), 'problem')}{since}"
    if parts:
        line += f": {', '.join(parts)}"
    return line + (f"; {grouped(ignored)} ignored" if ignored else "")


def notices_of(report: ProblemReport) -> Iterator[str]:
    """Yield what the list can't show, and each entry of the ignore file that does nothing."""
    if report.runs_without_time:
        yield without_time_words(report.runs_without_time)
    if report.runs_at_info:
        yield _at_info(report)
    for use in report.idle_ignores:
        why = (
            "fits nothing on record"
            if use.expired_on is None
            else f"expired on {notation().date(use.expired_on)}"
        )
        yield f"the ignore entry for {use.entry} {why} ({use.reason})"


def _at_info(report: ProblemReport) -> str:
    which = "" if report.runs_at_info == report.runs else f"{grouped(report.runs_at_info)} of "
    logs = f"the logs of {which}{counted(report.runs, 'run')} show level info only"
    return (
        f"{logs}: failures that Renovate tells at level debug only, such as a refused pull request "
        "or automerge, are unknown there (LOG_LEVEL=debug, or LOG_FILE for a second log)"
    )


def facts_of(history: ProblemHistory) -> Iterator[tuple[str, str]]:
    """Yield what there is to say about one problem, each with its name."""
    problem = history.problem
    yield "fingerprint", problem.fingerprint
    yield "state", f"{state_of(problem)}{_since(problem)}"
    yield "level", problem.level + (" (only logs at level debug show it)" * problem.only_at_debug)
    yield "category", problem.category
    yield "meaning", problem.means
    yield "what to do", problem.remedy
    if problem.docs is not None:
        yield "see", problem.docs
    yield "seen", _seen(problem)
    yield "repositories", _list([_place(each.repository) for each in problem.repositories])
    if problem.branches:
        yield "branches", _list(problem.branches)
    if history.dependencies:
        yield "dependencies", _list(history.dependencies)
    ignored = problem.ignored
    if ignored is not None:
        until = "" if ignored.expires is None else f" (until {notation().date(ignored.expires)})"
        yield "ignored", f"{ignored.reason}{until}"
    if problem.detail:
        yield "example", problem.detail


def _since(problem: Problem) -> str:
    if problem.resolved_at is None:
        return ""
    return f" since {when(problem.resolved_at)} UTC, as run {problem.resolved_by} shows"


def _seen(problem: Problem) -> str:
    often = f"{counted(problem.count, 'time')} in {counted(problem.runs, 'run')}"
    return f"{often}, first {when(problem.first_seen)}, last {when(problem.last_seen)} UTC"


def _place(repository: str | None) -> str:
    return NOBODY if repository is None else repository


def _list(names: tuple[str, ...] | list[str]) -> str:
    more = len(names) - _MOST
    return ", ".join(names[:_MOST]) + (f" and {grouped(more)} more" if more > 0 else "")


def place_of(occurrence: Occurrence) -> str:
    """Return where a run had a problem."""
    return _place(occurrence.repository)
