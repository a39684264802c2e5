"""Words that the formats of runs for people share."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from renovate_kit.reports.formats.errors_wording import (
    UNKNOWN,
    counted,
    when,
    without_time_words,
)
from renovate_kit.reports.formats.wording import decimal, duration
from renovate_kit.reports.option_links import Option
from renovate_kit.reports.run_report import (
    Deed,
    Failure,
    Found,
    HeldBranch,
    RepositoryStory,
    RunStory,
    TimeSpent,
)

__all__ = [
    "KIND_WORDS",
    "UNKNOWN",
    "branches_words",
    "counted",
    "deed_line",
    "facts_of",
    "failure_headline",
    "found_lines",
    "held_line",
    "lasting",
    "notes_of",
    "nothing_done",
    "option_names",
    "pull_requests_words",
    "time_line",
    "times_by_kind",
    "when",
    "without_time_words",
]

KIND_WORDS: Final = {
    "split": "phases",
    "http": "hosts",
    "http-queue": "hosts, waiting in the queue",
    "lookup": "lookups by datasource",
    "releases": "release lists by datasource",
    "git": "git commands",
    "cache-get": "reads from the package cache",
    "cache-set": "writes to the package cache",
    "span": "spans of the trace file",
}
_PULL_REQUEST_ACTIONS: Final = (
    ("created", "opened"),
    ("updated", "updated"),
    ("automerged", "merged"),
    ("autoclosed", "closed as obsolete"),
    ("reopened", "reopened"),
)
_MOST_UPDATES: Final = 6
_MUCH_LONGER: Final = 1.5
_MUCH_SHORTER: Final = 0.67
_NOTEWORTHY_MS: Final = 200
_FEWEST_RUNS: Final = 3


def lasting(milliseconds: int | None) -> str:
    """Return a duration, or that it is unknown."""
    return UNKNOWN if milliseconds is None else duration(milliseconds)


def facts_of(story: RunStory) -> Iterator[tuple[str, str]]:
    """Yield what there is to say about a run as a whole, each with its name."""
    yield "started", _moment(story.started_at)
    if story.finished_at is not None:
        yield "finished", _moment(story.finished_at)
    else:
        yield "finished", f"no: {story.cut_off}" if story.cut_off else UNKNOWN
    yield "duration", _durations(story)
    yield "Renovate", " on ".join(filter(None, (story.renovate_version or UNKNOWN, story.platform)))
    yield "result", story.result or "none"
    yield "exit code", _exit_code(story)
    yield "log", f"level {'debug' if story.shows_debug else 'info'}, {story.source}"
    if story.dry_run:
        yield "dry run", story.dry_run
    if story.pod:
        yield "pod", story.pod
    elif story.hostname:
        yield "host", story.hostname


def notes_of(story: RunStory) -> Iterator[str]:
    """Yield what state repositories are in; of several repositories with their names."""
    alone = len(story.repositories) == 1
    for turn in story.repositories:
        if turn.note is not None:
            yield turn.note if alone else f"{turn.repository}: {turn.note}"


def _moment(at: datetime | None) -> str:
    return UNKNOWN if at is None else f"{when(at)} UTC"


def _durations(story: RunStory) -> str:
    if story.log_ms is None or story.log_ms < (story.duration_ms or 0):
        return lasting(story.duration_ms)
    if story.duration_ms is None:
        return f"{lasting(story.log_ms)} by the log's times"
    return f"{lasting(story.duration_ms)} on repositories, {lasting(story.log_ms)} in all"


def _exit_code(story: RunStory) -> str:
    if story.exit_code is None:
        return UNKNOWN
    evidence = f" ({story.exit_evidence})" if story.exit_evidence else ""
    return f"{story.exit_code}{evidence}"


def found_lines(turn: RepositoryStory) -> Iterator[str]:
    """Yield what a run found in a repository, line by line."""
    found = turn.found
    yield _managers(found)
    yield f"updates: {_updates(found)}"
    if found.open_pull_requests is not None:
        yield f"open pull requests of Renovate's at the end: {found.open_pull_requests:,}"
    if found.lib_years is not None:
        yield _behind(found.lib_years, found.outdated)
    for package, ids, severity, fixed in found.vulnerabilities:
        names = f" ({', '.join(ids)})" if ids else ""
        level = f"{severity} " if severity else ""
        mended = f"mended in {fixed}" if fixed else "no fixed version is known"
        yield f"{level}vulnerability in {package}{names}: {mended}"


def _behind(lib_years: float, outdated: int | None) -> str:
    if outdated is None:
        return f"{decimal(lib_years)} libyears behind"
    dependencies = _dependencies(outdated, "outdated ")
    if outdated and not lib_years:
        # Renovate adds up what has dates, and here nothing has.
        return f"{dependencies}, behind by an unknown time: no date of a release is known"
    return f"{decimal(lib_years)} libyears behind, {dependencies}"


def _managers(found: Found) -> str:
    if found.managers is None:
        return f"dependencies: {UNKNOWN}"
    total = sum(count for _, _, count in found.managers)
    parts = [
        f"{name} {count:,} in {counted(files, 'file')}" for name, files, count in found.managers
    ]
    return _dependencies(total) + (f": {'; '.join(parts)}" if parts else "")


def _dependencies(total: int, kind: str = "") -> str:
    return f"{total:,} {kind}{'dependency' if total == 1 else 'dependencies'}"


def _updates(found: Found) -> str:
    if found.updates is None:
        return UNKNOWN
    total = sum(found.updates.values())
    parts = ", ".join(f"{count:,} {name}" for name, count in found.updates.items())
    security = f"; {found.security_updates:,} for security" if found.security_updates else ""
    return f"{total:,}" + (f" ({parts}{security})" if parts else "")


def deed_line(deed: Deed) -> str:
    """Return what was done, as in `opened #5 Update redis (renovate/redis-8.x)`."""
    number = f" #{deed.number}" if deed.number is not None else ""
    subject = f" {deed.subject}" if deed.subject else ""
    branch = f" ({deed.branch})" if deed.branch and deed.branch != deed.subject else ""
    return f"{deed.what}{number}{subject}{branch}"


def nothing_done(turn: RepositoryStory) -> str:
    """Return what there is to say where no deed is told of: `nothing`, if that is known."""
    return UNKNOWN if turn.lacks_start else "nothing"


def held_line(held: HeldBranch) -> str:
    """Return a branch and what it would update."""
    number = f"#{held.pull_request} " if held.pull_request is not None else ""
    updates = ", ".join(held.updates[:_MOST_UPDATES])
    more = len(held.updates) - _MOST_UPDATES
    shown = updates + (f" and {more} more" if more > 0 else "")
    return f"{number}{held.branch}" + (f": {shown}" if shown else "")


def option_names(options: Sequence[Option]) -> str:
    """Return which options govern something, or nothing."""
    return f" ({', '.join(option.name for option in options)})" if options else ""


def failure_headline(failure: Failure) -> str:
    """Return what failed, in one line."""
    level = f"{failure.kind.upper()} " if failure.kind in _LEVELS else ""
    detail = f": {failure.detail}" if failure.detail else ""
    times = f" ({failure.times} times)" if failure.times > 1 else ""
    return f"{level}{failure.what}{detail}{times}"


def branches_words(failure: Failure) -> str:
    """Return on which branches something failed; empty where that is not known, or is said."""
    if not failure.branches or (failure.kind == "branch" and len(failure.branches) == 1):
        return ""
    shown = ", ".join(failure.branches[:_MOST_UPDATES])
    more = len(failure.branches) - _MOST_UPDATES
    return f"on {shown}" + (f" and {more} more" if more > 0 else "")


_LEVELS: Final = frozenset({"warn", "error", "fatal", "debug"})


def pull_requests_words(counts: Mapping[str, int]) -> str:
    """Return what was done to pull requests, as in `2 opened, 1 merged`; empty for nothing."""
    return ", ".join(
        f"{counts[action]} {word}" for action, word in _PULL_REQUEST_ACTIONS if counts.get(action)
    )


def times_by_kind(
    times: Iterable[TimeSpent], *, most: int
) -> Iterator[tuple[str, tuple[TimeSpent, ...], int]]:
    """Yield each kind of time in words, the longest of it, and how many more there are."""
    every = [each for each in times if each.total_ms is not None]
    for kind, words in KIND_WORDS.items():
        of_kind = [each for each in every if each.kind == kind and (each.total_ms or each.count)]
        if of_kind and not (kind == "http-queue" and not any(x.total_ms for x in of_kind)):
            yield words, tuple(of_kind[:most]), len(of_kind) - most


def time_line(spent: TimeSpent) -> str:
    """Return how long one thing took, compared with earlier runs where that is known."""
    parts = [lasting(spent.total_ms)]
    if spent.count is not None:
        parts.append(counted(spent.count, "time"))
    if spent.max_ms is not None and (spent.count or 0) > 1:
        parts.append(f"longest {lasting(spent.max_ms)}")
    return f"{spent.name}: {', '.join(parts)}{_compared(spent)}"


def _compared(spent: TimeSpent) -> str:
    if spent.usual_ms is None or spent.earlier_runs < _FEWEST_RUNS or spent.total_ms is None:
        return ""
    usual = f"; usually {lasting(spent.usual_ms)}"
    if abs(spent.total_ms - spent.usual_ms) < _NOTEWORTHY_MS:
        return usual
    if spent.total_ms > spent.usual_ms * _MUCH_LONGER:
        return f"{usual}, longer this time"
    if spent.total_ms < spent.usual_ms * _MUCH_SHORTER:
        return f"{usual}, shorter this time"
    return usual
