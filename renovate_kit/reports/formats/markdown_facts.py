"""What a Markdown report says in words: questions and answers, health, what needs a person."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

from renovate_kit.reports.formats.markdown_tables import pull_request_link
from renovate_kit.reports.formats.markdown_text import Markdown, code, escape_markdown, link
from renovate_kit.reports.formats.wording import count, duration, minutes, moment, number, sentence
from renovate_kit.reports.report import (
    Attention,
    AttentionKind,
    Gap,
    Option,
    Report,
    RepositoryReport,
    RunSummary,
    Verdict,
)

__all__ = [
    "answers",
    "attention_lines",
    "health",
    "option_links",
    "security_lines",
    "time_spent",
    "types",
]

_MOST_GAPS: Final = 5


def answers(report: Report) -> Iterator[tuple[str, str]]:
    """Yield the four questions that a reader has, with their answers."""
    yield "Up to date?", sentence(_up_to_date(report))
    yield "Bot healthy?", sentence(_healthy(report.runs, report.time_zone))
    yield "What changed?", sentence(_changed(report))
    yield "What needs me?", sentence(_needed(report))


def health(runs: RunSummary, time_zone: str) -> Iterator[tuple[str, str]]:
    """Yield what there is to say about runs."""
    if not runs.total:
        yield "Runs", "none"
        if runs.last_started_before is not None:
            yield "Last run before", moment(runs.last_started_before, time_zone)
            yield from _rhythm(runs, time_zone)
        return
    yield "Runs", f"{number(runs.total)}: {_verdicts(runs)}"
    if runs.first_started_at is not None and runs.last_started_at is not None:
        yield "First run", moment(runs.first_started_at, time_zone)
        yield "Last run", f"{moment(runs.last_started_at, time_zone)}, {runs.last_verdict}"
    if runs.median_duration_ms is not None and runs.longest_duration_ms is not None:
        median, longest = duration(runs.median_duration_ms), duration(runs.longest_duration_ms)
        yield "Duration as Renovate counts it", f"median {median}, longest {longest}"
    yield from _rhythm(runs, time_zone)
    yield "Renovate", ", then ".join(runs.renovate_versions) or "unknown version"
    yield "Logged at level debug", _out_of(runs.total - runs.without_debug_detail, runs)


def _rhythm(runs: RunSummary, time_zone: str) -> Iterator[tuple[str, str]]:
    if runs.cadence_minutes is None:
        yield "Usual time between runs", "not clear"
        return
    yield "Usual time between runs", minutes(runs.cadence_minutes)
    yield "Missing runs", _gaps(runs.gaps, time_zone)


def time_spent(part: RepositoryReport) -> Markdown:
    """Return where a repository's time went; empty if no log shows it."""
    spent = part.time_spent_ms or ()
    return escape_markdown(", ".join(f"{name} {duration(took)}" for name, took in spent))


def types(part: RepositoryReport) -> Markdown:
    """Return how many updates of each type there are."""
    return escape_markdown(
        ", ".join(f"{number(amount)} {name}" for name, amount in part.updates_by_type or ())
    )


def attention_lines(report: Report) -> Iterator[Markdown]:
    """Yield what needs a person, the most pressing kind first."""
    kinds = list(AttentionKind)
    found: list[tuple[Attention, RepositoryReport | None]] = [
        *((each, None) for each in report.attention),
        *((each, part) for part in report.repositories for each in part.attention),
    ]
    for each, part in sorted(found, key=lambda item: kinds.index(item[0].kind)):
        where = f", {code(part.repository)}" if part and len(report.repositories) > 1 else ""
        yield _attention(each, part, where, report.time_zone)


def option_links(options: Sequence[Option]) -> Markdown:
    """Return options with links to their documentation."""
    return Markdown(", ".join(link(code(option.name), option.url) for option in options))


def security_lines(part: RepositoryReport, time_zone: str) -> Iterator[Markdown]:
    """Yield what there is to say about security updates, open ones first."""
    if part.advisories_unread is not None:
        yield escape_markdown(f"Not looked for everywhere: {part.advisories_unread}")
    for opened in part.open_pull_requests or ():
        if opened.is_security:
            since = _since(opened.created_at, time_zone, opened=True)
            to_it = pull_request_link(part, opened.number)
            yield Markdown(f"{to_it}{since or ', open'}: {escape_markdown(opened.title)}")
    for update in part.updates or ():
        if update.is_security and update.outcome is not update.outcome.PULL_REQUEST_OPEN:
            to_it = pull_request_link(part, update.pull_request)
            step = f"{code(update.dep_name)} {code(update.new_version or '')}".rstrip()
            why = f": {escape_markdown(update.reason)}" if update.reason else ""
            yield Markdown(f"{to_it} {step}: {update.outcome}{why}")
    if part.updates is None:
        for change in part.pull_request_changes:
            if change.is_security:
                to_it = pull_request_link(part, change.number)
                title = escape_markdown(change.title or change.branch or "")
                yield Markdown(f"{to_it}: {title}: {', '.join(change.actions)}")


def _attention(
    each: Attention, part: RepositoryReport | None, where: str, time_zone: str
) -> Markdown:
    number_of = each.pull_request
    to_it = f" {pull_request_link(part, number_of)}" if part and number_of is not None else ""
    last = f" (last on {moment(each.last_at, time_zone)})" if each.last_at else ""
    since = _since(each.since, time_zone, opened=bool(to_it))
    options = f" ({option_links(each.options)})" if each.options else ""
    what = escape_markdown(each.what.rstrip("."))
    return Markdown(
        f"**{each.kind.capitalize()}**{to_it}{where}{since}: {what}{last}. "
        f"*What to do:* {escape_markdown(each.what_to_do)}{options}."
    )


def _needed(report: Report) -> str:
    if report.attention_count:
        return count(report.attention_count, "thing")
    return "nothing" if report.open_count is not None else "nothing that these logs show"


def _up_to_date(report: Report) -> str:
    open_count, held_back = report.open_count, report.held_back_updates
    if not report.runs.total:
        return "unknown: Renovate did not run"
    if open_count is None or held_back is None:
        return "unknown: the logs do not show all pending updates"
    inventory = ""
    if report.dependencies is not None and report.dependency_files is not None:
        files = count(report.dependency_files, "file")
        inventory = f" ({count(report.dependencies, 'dependency', 'dependencies')} in {files})"
    if not open_count and not held_back:
        return f"yes: no update is pending{inventory}"
    are = "is" if open_count == 1 else "are"
    waiting = f"{count(open_count, 'pull request')} {are} open"
    held = f", {count(held_back, 'update')} {'is' if held_back == 1 else 'are'} held back"
    return f"no: {waiting}{held if held_back else ''}{inventory}"


def _healthy(runs: RunSummary, time_zone: str) -> str:
    if runs.silent_since is not None:
        before = f"; before that, {count(runs.total, 'run')}: {_verdicts(runs)}"
        since = moment(runs.silent_since, time_zone)
        return f"no: no run since {since}{before if runs.total else ''}"
    if runs.last_started_at is None:
        if runs.last_started_before is None:
            return "unknown: no run is on record"
        return f"yes: last run {moment(runs.last_started_before, time_zone)}, none was due since"
    last = moment(runs.last_started_at, time_zone)
    match runs.last_verdict:
        case Verdict.HEALTHY:
            answer = "yes"
        case Verdict.DEGRADED:
            answer = "with warnings"
        case _:
            answer = "no"
    all_runs = f"{count(runs.total, 'run')}: {_verdicts(runs)}"
    return f"{answer}: last run {last}, {runs.last_verdict}; {all_runs}"


def _changed(report: Report) -> str:
    if not report.runs.total and not report.repositories:
        return "nothing by Renovate: it did not run"
    counts = report.pull_requests
    said = [
        (counts.created, "opened"),
        (counts.automerged, "merged by Renovate"),
        (counts.autoclosed, "closed by Renovate"),
        (counts.merged_by_person, "most likely merged by a person"),
        (counts.closed_by_person, "closed by a person"),
    ]
    parts = [f"{number(amount)} {what}" for amount, what in said if amount]
    unknown = "; what people did is unknown" if counts.merged_by_person is None else ""
    return f"pull requests: {', '.join(parts) or 'none opened, merged or closed'}{unknown}"


def _verdicts(runs: RunSummary) -> str:
    said = [
        (runs.healthy, "healthy"),
        (runs.degraded, "degraded"),
        (runs.failed, "failed"),
        (runs.incomplete, "incomplete"),
    ]
    parts = [f"{number(amount)} {verdict}" for amount, verdict in said if amount]
    return ", ".join(parts)


def _gaps(gaps: Sequence[Gap], time_zone: str) -> str:
    if not gaps:
        return "none"
    shown = "; ".join(_gap(gap, time_zone) for gap in gaps[:_MOST_GAPS])
    rest = len(gaps) - _MOST_GAPS
    return f"{shown}; and {count(rest, 'more gap')}" if rest > 0 else shown


def _gap(gap: Gap, time_zone: str) -> str:
    end = "the end of the period" if gap.until is None else moment(gap.until, time_zone)
    return f"{number(gap.missed_runs)} between {moment(gap.after, time_zone)} and {end}"


def _out_of(amount: int, runs: RunSummary) -> str:
    return f"{number(amount)} of {count(runs.total, 'run')}"


def _since(at: datetime | None, time_zone: str, *, opened: bool) -> str:
    if at is None:
        return ""
    return f"{', open' if opened else ''} since {moment(at, time_zone)}"
