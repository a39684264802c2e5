"""One event of a running Renovate as one line; most events are worth none."""

from datetime import datetime

from renovate_kit.reports.events import (
    BranchLogged,
    BranchSeen,
    CommentLogged,
    ConfigProblemLogged,
    DependenciesExtracted,
    Event,
    IssueLogged,
    LimitReached,
    OnboardingLogged,
    PodObserved,
    ProblemLogged,
    PullRequestLogged,
    RepositoryFinished,
    RepositoryStarted,
    RunStarted,
    VulnerabilitySeen,
)
from renovate_kit.reports.narration.deeds import (
    BRANCH_WORDS,
    ISSUE_WORDS,
    ONBOARDING_WORDS,
    PULL_REQUEST_WORDS,
)
from renovate_kit.reports.narration.held import is_held, upgrade_words
from renovate_kit.reports.problems.catalogue import explain
from renovate_kit.reports.run_report import LiveLine
from renovate_kit.reports.statistics.reasons import reason_of
from renovate_kit.reports.statistics.verdict import is_failure

__all__ = ["live_line"]


def live_line(event: Event) -> LiveLine | None:  # noqa: PLR0911 - one for each kind
    """Return what a person who watches is told of an event; None for nothing."""
    match event:
        case RunStarted():
            version = event.renovate_version or "of unknown version"
            return _line("run", f"Renovate {version} started", at=event.started_at)
        case RepositoryStarted():
            return _line("repository", "started", event.repository, event.started_at)
        case RepositoryFinished():
            return _finished(event)
        case ProblemLogged():
            return _problem(event)
        case BranchSeen():
            return _held(event)
        case PodObserved():
            state = event.reason or f"exit code {event.exit_code}"
            return _line("run", f"{event.pod or event.source}: {state}", at=event.finished_at)
        case _:
            return _deed(event) or _finding(event)


def _deed(event: Event) -> LiveLine | None:
    match event:
        case PullRequestLogged():
            what = f"{PULL_REQUEST_WORDS[event.action]}{_number(event.number)}"
            text = f"{what} {event.title or event.branch or ''}".rstrip()
            return _line("deed", text, event.repository, event.at)
        case BranchLogged():
            reason = f": {event.reason}" if event.reason else ""
            text = f"{BRANCH_WORDS[event.action]} {event.branch}{reason}"
            return _line("deed", text, event.repository, event.at)
        case OnboardingLogged():
            text = f"{ONBOARDING_WORDS[event.action]}{_number(event.number)}"
            return _line("deed", text, event.repository, event.at)
        case IssueLogged():
            text = f"{ISSUE_WORDS[event.action]}{_number(event.number)} {event.title or ''}"
            return _line("deed", text.rstrip(), event.repository, event.at)
        case CommentLogged():
            text = f"commented on{_number(event.number)}: {event.topic or ''}".rstrip(": ")
            return _line("deed", text, event.repository, event.at)
    return None


def _finding(event: Event) -> LiveLine | None:
    match event:
        case DependenciesExtracted():
            files = "1 file" if event.files == 1 else f"{event.files} files"
            kind = "dependency" if event.dependencies == 1 else "dependencies"
            text = f"found {event.dependencies} {kind} in {files} ({event.manager})"
            return _line("finding", text, event.repository)
        case VulnerabilitySeen():
            names = f" ({', '.join(event.ids)})" if event.ids else ""
            text = f"vulnerability in {event.package_name}{names}"
            return _line("warning", text, event.repository)
        case LimitReached():
            count = "" if event.current is None else f": {event.current} of {event.allowed or '?'}"
            text = f"limit reached: {event.limit or 'untold'}{count}"
            return _line("held", text, event.repository, event.at)
        case ConfigProblemLogged():
            text = f"config {event.kind.value}: {event.message}"
            return _line("warning", text, event.repository, event.at)
    return None


def _finished(event: RepositoryFinished) -> LiveLine:
    if event.result is None and event.duration_ms is None:
        return _line("error", "cut off", event.repository, event.finished_at)
    took = "" if event.duration_ms is None else f" in {event.duration_ms / 1000:.1f} s"
    kind = "error" if is_failure(event.result) else "repository"
    text = f"finished: {event.result or 'no result'}{took}"
    return _line(kind, text, event.repository, event.finished_at)


def _problem(event: ProblemLogged) -> LiveLine:
    said = explain(event.message, event.detail).title or event.message
    detail = f": {event.detail}" if event.detail else ""
    times = f" ({event.count} times)" if event.count > 1 else ""
    text = f"{event.level.value.upper()} {said}{detail}{times}"
    kind = {"error": "error", "fatal": "error", "warn": "warning"}.get(event.level.value, "finding")
    return _line(kind, text, event.repository, event.first_at)


def _held(event: BranchSeen) -> LiveLine | None:
    if not is_held(event):
        return None
    reason = reason_of(event.result, event.blocked_by).words
    updates = ", ".join(map(upgrade_words, event.upgrades[:2]))
    more = len(event.upgrades) - 2
    rest = f" and {more} more" if more > 0 else ""
    return _line("held", f"held back: {updates or event.branch}{rest}: {reason}", event.repository)


def _number(number: int | None) -> str:
    return "" if number is None else f" #{number}"


def _line(
    kind: str, text: str, repository: str | None = None, at: datetime | None = None
) -> LiveLine:
    return LiveLine(kind=kind, text=text, repository=repository, at=at)
