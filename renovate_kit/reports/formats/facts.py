"""What a report says: questions and answers, health and security."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from renovate_kit.reports.formats.attention_lines import attention_lines
from renovate_kit.reports.formats.links import pull_request_link, since_when
from renovate_kit.reports.formats.wording import count, duration, listed, minutes, number
from renovate_kit.reports.formats.words import (
    NOTHING,
    Code,
    Moment,
    Words,
    capitalised,
    joined,
)
from renovate_kit.reports.measures import Resources
from renovate_kit.reports.report import (
    Gap,
    Report,
    RepositoryReport,
    RunSummary,
    Verdict,
)

__all__ = [
    "answers",
    "containers",
    "health",
    "is_up_to_date",
    "run_line",
    "security_items",
    "time_spent",
    "types",
    "verdict_counts",
]

_MOST_GAPS: Final = 5
_ANSWERS: Final[Mapping[bool | None, str]] = {True: "yes", False: "no", None: "unknown"}


def answers(report: Report) -> Iterator[tuple[str, Words]]:
    """Yield the four questions that a reader has, with their answers."""
    yield "Up to date?", capitalised((_up_to_date(report),))
    healthy = (*_healthy(report.runs, report.time_zone), *_runs_before(report))
    yield "Bot healthy?", capitalised(healthy)
    yield "What changed?", capitalised((_changed(report), *_changed_before(report)))
    yield "What needs me?", capitalised((_needed(report),))


def health(runs: RunSummary, time_zone: str) -> Iterator[tuple[str, Words]]:
    """Yield what there is to say about runs."""
    if not runs.total:
        yield "Runs", ("none",)
        if runs.last_started_before is not None:
            yield "Last run before", (Moment(runs.last_started_before, time_zone),)
            yield from _rhythm(runs, time_zone)
        return
    yield "Runs", (f"{number(runs.total)}: {verdict_counts(runs)}",)
    if runs.first_started_at is not None and runs.last_started_at is not None:
        yield "First run", (Moment(runs.first_started_at, time_zone),)
        yield "Last run", (Moment(runs.last_started_at, time_zone), f", {runs.last_verdict}")
    if runs.median_duration_ms is not None and runs.longest_duration_ms is not None:
        median, longest = duration(runs.median_duration_ms), duration(runs.longest_duration_ms)
        yield "Duration as Renovate counts it", (f"median {median}, longest {longest}",)
    yield from _rhythm(runs, time_zone)
    yield "Renovate", (", then ".join(runs.renovate_versions) or "unknown version",)
    yield "Logged at level debug", (_out_of(runs.total - runs.without_debug_detail, runs),)


def run_line(runs: RunSummary) -> Words:
    """Return the runs of one of several repositories in a sentence."""
    said = f"{count(runs.total, 'run')}: {verdict_counts(runs)}"
    if runs.median_duration_ms is None or runs.longest_duration_ms is None:
        return (f"{said}.",)
    median, longest = duration(runs.median_duration_ms), duration(runs.longest_duration_ms)
    return (f"{said}; duration as Renovate counts it: median {median}, longest {longest}.",)


def containers(resources: Resources | None) -> Iterator[tuple[str, Words]]:
    """Yield what there is to say about the containers of runs; nothing if no cluster told."""
    if resources is None:
        return
    killed = resources.out_of_memory
    were = "was" if killed == 1 else "were"
    ended = f", {number(killed)} of them {were} killed for want of memory" if killed else ""
    yield "Containers", (f"{number(resources.containers)}{ended}",)
    for name, pairs in (("Requests", resources.requests), ("Limits", resources.limits)):
        if pairs:
            yield name, (listed(f"{resource} {amount}" for resource, amount in pairs),)


def _rhythm(runs: RunSummary, time_zone: str) -> Iterator[tuple[str, Words]]:
    if runs.cadence_minutes is None:
        yield "Usual time between runs", ("not clear",)
        return
    yield "Usual time between runs", (minutes(runs.cadence_minutes),)
    yield "Missing runs", _gaps(runs.gaps, time_zone)


def time_spent(part: RepositoryReport) -> str:
    """Return where a repository's time went; empty if no log shows it."""
    spent = part.time_spent_ms or ()
    return listed(f"{name} {duration(took)}" for name, took in spent)


def types(part: RepositoryReport) -> str:
    """Return how many updates of each type there are."""
    return listed(f"{number(amount)} {name}" for name, amount in part.updates_by_type or ())


def security_items(part: RepositoryReport, time_zone: str) -> Iterator[Words]:
    """Yield what there is to say about security updates, open ones first.

    What a table of vulnerabilities tells is left out.
    """
    told = {each.pull_request.number for each in part.vulnerabilities if each.pull_request}
    if part.advisories_unread is not None:
        yield (f"Not looked for everywhere: {part.advisories_unread}",)
    for opened in part.open_pull_requests or ():
        if opened.is_security and opened.number not in told:
            since = since_when(opened.created_at, time_zone, opened=True) or (", open",)
            yield (*pull_request_link(part, opened.number), *since, f": {opened.title}")
    for update in part.updates or ():
        is_open = update.outcome is update.outcome.PULL_REQUEST_OPEN
        if update.is_security and not is_open and update.pull_request not in told - {None}:
            to_it = pull_request_link(part, update.pull_request)
            space: Words = (" ",) if to_it else NOTHING
            step: Words = (Code(update.dep_name),)
            if update.new_version:
                step = (*step, " ", Code(update.new_version))
            why = f": {update.reason}" if update.reason else ""
            yield (*to_it, *space, *step, f": {update.outcome}{why}")
    if part.updates is None:
        for change in part.pull_request_changes:
            if change.is_security and change.number not in told - {None}:
                to_it = pull_request_link(part, change.number)
                lead = ": " if to_it else ""
                title = change.title or change.branch or ""
                yield (*to_it, f"{lead}{title}: {', '.join(change.actions)}")


def _needed(report: Report) -> str:
    if report.attention_count:
        things = count(report.attention_count, "thing")
        causes = sum(1 for _ in attention_lines(report))
        return (
            things if causes == report.attention_count else f"{things} of {count(causes, 'cause')}"
        )
    return "nothing" if report.open_count is not None else "nothing that these logs show"


def is_up_to_date(report: Report) -> bool | None:
    """Return whether no update is pending; None where nobody knows."""
    open_count, held_back = report.open_count, report.held_back_updates
    if open_count is None:
        return None
    if open_count or held_back:
        return False
    return None if held_back is None else True


def _up_to_date(report: Report) -> str:
    open_count, held_back = report.open_count, report.held_back_updates
    if open_count is None and not report.runs.total:
        return "unknown: Renovate did not run"
    if open_count is None:
        return "unknown: the logs do not show all pending updates"
    inventory = ""
    if report.dependencies is not None and report.dependency_files is not None:
        files = count(report.dependency_files, "file")
        inventory = f" ({count(report.dependencies, 'dependency', 'dependencies')} in {files})"
    answer = _ANSWERS[is_up_to_date(report)]
    if held_back is None:
        opened = f"{count(open_count, 'pull request')} {'is' if open_count == 1 else 'are'} open"
        return f"{answer}: {opened}; the logs do not show what waits"
    if not open_count and not held_back:
        return f"{answer}: no update is pending{inventory}"
    are = "is" if open_count == 1 else "are"
    waiting = f"{count(open_count, 'pull request')} {are} open"
    held = f", {count(held_back, 'update')} {'is' if held_back == 1 else 'are'} held back"
    return f"{answer}: {waiting}{held if held_back else ''}{inventory}"


def _healthy(runs: RunSummary, time_zone: str) -> Words:
    if runs.silent_since is not None:
        before = f"; before that, {count(runs.total, 'run')}: {verdict_counts(runs)}"
        since = Moment(runs.silent_since, time_zone)
        return ("no: no run since ", since, *((before,) if runs.total else ()))
    if runs.last_started_at is None:
        if runs.last_started_before is None:
            return ("unknown: no run is on record",)
        last = Moment(runs.last_started_before, time_zone)
        return ("yes: last run ", last, ", none was due since")
    match runs.last_verdict:
        case Verdict.HEALTHY:
            answer = "yes, with gaps" if runs.gaps else "yes"
        case Verdict.DEGRADED:
            answer = "with warnings"
        case _:
            answer = "no"
    last = Moment(runs.last_started_at, time_zone)
    missed = sum(gap.missed_runs for gap in runs.gaps)
    missing = f", {number(missed)} missing" if missed else ""
    all_runs = f"{count(runs.total, 'run')}: {verdict_counts(runs)}{missing}"
    return (f"{answer}: last run ", last, f", {runs.last_verdict}; {all_runs}")


def _changed(report: Report) -> str:
    if not report.runs.total and not report.repositories:
        return "nothing by Renovate: it did not run"
    counts = report.pull_requests
    likely = "most likely " if counts.is_inferred else ""
    said = [
        (counts.created, "opened"),
        (counts.automerged, "merged by Renovate"),
        (counts.autoclosed, "closed by Renovate"),
        (counts.merged_by_person, f"{likely}merged by a person"),
        (counts.merged_by_unknown, "merged"),
        (counts.closed_by_person, "closed by a person"),
        (counts.closed_by_unknown, "closed unmerged"),
    ]
    parts = [f"{number(amount)} {what}" for amount, what in said if amount]
    unknown = "; what people did is unknown" if counts.merged_by_person is None else ""
    return f"pull requests: {listed(parts) or 'none opened, merged or closed'}{unknown}"


def _runs_before(report: Report) -> Words:
    if report.comparison is None or report.comparison.runs.before is None:
        return NOTHING
    runs, failed = report.comparison.runs.before, report.comparison.failed.before
    how = f", {number(failed)} of them failed" if failed else ""
    return (f"; {count(runs, 'run')} {_before(report)}{how}",)


def _changed_before(report: Report) -> Words:
    """Return the same figures of the period before, as far as anything is known of it."""
    if report.comparison is None or not report.comparison.runs.before:
        return NOTHING
    created, merged = report.comparison.created.before, report.comparison.merged.before
    parts = [
        f"{number(amount) if amount else 'none'} {what}"
        for amount, what in ((created, "opened"), (merged, "merged"))
        if amount is not None
    ]
    return (f"; {_before(report)} {', '.join(parts)}",) if parts else NOTHING


def _before(report: Report) -> str:
    """Return what the period before is called: all of it, where this one is not over."""
    stretch = "week" if report.period.is_week else "period"
    return (
        f"the {stretch} before" if report.period.until is None else f"in the whole {stretch} before"
    )


def verdict_counts(runs: RunSummary) -> str:
    """Return how many runs had each verdict, as in `9 healthy, 1 degraded`."""
    said = [
        (runs.healthy, "healthy"),
        (runs.degraded, "degraded"),
        (runs.failed, "failed"),
        (runs.incomplete, "incomplete"),
    ]
    return listed(f"{number(amount)} {verdict}" for amount, verdict in said if amount)


def _gaps(gaps: Sequence[Gap], time_zone: str) -> Words:
    if not gaps:
        return ("none",)
    shown = joined("; ", (_gap(gap, time_zone) for gap in gaps[:_MOST_GAPS]))
    rest = len(gaps) - _MOST_GAPS
    return (*shown, f"; and {count(rest, 'more gap')}") if rest > 0 else shown


def _gap(gap: Gap, time_zone: str) -> Words:
    end = "the end of the period" if gap.until is None else Moment(gap.until, time_zone)
    return (f"{number(gap.missed_runs)} between ", Moment(gap.after, time_zone), " and ", end)


def _out_of(amount: int, runs: RunSummary) -> str:
    return f"{number(amount)} of {count(runs.total, 'run')}"
