"""Words for vulnerabilities that all formats for people share."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from renovate_kit.reports.formats.errors_wording import UNKNOWN, counted, grouped, when
from renovate_kit.reports.formats.notation import notation
from renovate_kit.reports.security_report import (
    EntryState,
    SecurityEntry,
    SecurityEvidence,
    SecurityPullRequest,
    SecurityReport,
    SlaState,
)
from renovate_kit.reports.severities import SEVERITIES

__all__ = [
    "as_of",
    "evidence_of",
    "exposure_of",
    "lasting",
    "likelihood_of",
    "name_of",
    "notes_of",
    "number_of",
    "pull_request_of",
    "severity_of",
    "sla_of",
    "state_of",
    "summary_of",
    "title_of",
]

_NOTHING: Final = "-"
_DAY: Final = timedelta(days=1)
_HOUR: Final = timedelta(hours=1)
_MINUTE: Final = timedelta(minutes=1)
_HOURS_UNTIL_DAYS: Final = 48


def lasting(time: timedelta | None) -> str:
    """Return a duration as in `12 d`, `5 h` or `40 min`, rounded."""
    if time is None:
        return UNKNOWN
    minutes, hours = _rounded(time, _MINUTE), _rounded(time, _HOUR)
    if minutes < _HOUR // _MINUTE:
        return f"{minutes} min"
    return f"{hours} h" if hours < _HOURS_UNTIL_DAYS else f"{grouped(_rounded(time, _DAY))} d"


def _rounded(time: timedelta, unit: timedelta) -> int:
    return (time + unit / 2) // unit


def name_of(entry: SecurityEntry) -> str:
    """Return what to call the package."""
    return entry.package or "(not told)"


def number_of(entry: SecurityEntry) -> str:
    """Return the number that people know best."""
    return entry.ids[0] if entry.ids else "(not told)"


def title_of(entry: SecurityEntry) -> str:
    """Return package and number; the pull request where one of them is not told."""
    parts = [entry.package, *entry.ids[:1]]
    told = [part for part in parts if part is not None]
    if entry.pull_request is not None and (entry.package is None or not entry.ids):
        told.append(_called(entry.pull_request))
    return " ".join(told) or "(not told)"


def _called(pull_request: SecurityPullRequest) -> str:
    title, branch = pull_request.title, pull_request.branch
    if pull_request.number is None:
        return f"the merge of {branch or title or 'a branch'}"
    number = f"pull request {pull_request.number}"
    return f"{number} ({title or branch})" if title or branch else number


def severity_of(entry: SecurityEntry) -> str:
    """Return how bad it is."""
    return entry.severity or UNKNOWN


def state_of(entry: SecurityEntry) -> str:
    """Return what became of it, in a word or two."""
    return "refused" if entry.unmerged else entry.state.value


def pull_request_of(entry: SecurityEntry) -> str:
    """Return the number of its pull request."""
    if entry.pull_request is None:
        return _NOTHING
    number = entry.pull_request.number
    return "merge" if number is None else f"#{number}"


def exposure_of(entry: SecurityEntry) -> str:
    """Return how long it was there, or has been, since it was detected."""
    if entry.open:
        return lasting(entry.age)
    return lasting(entry.exposure_from_detection) if entry.fixed_at is not None else _NOTHING


def sla_of(entry: SecurityEntry) -> str:
    """Return whether it was fixed in time."""
    return _NOTHING if entry.sla is None else entry.sla.state.value


def summary_of(report: SecurityReport) -> str:
    """Return one line that counts everything."""
    since = "" if report.since is None else f" since {when(report.since)} UTC"
    if not report.entries and report.known_until is None:
        until = "" if report.until is None else f", before {when(report.until)} UTC"
        return f"Unknown: nothing is on record{since}{until}"
    if report.until is not None:
        since += f", as of {when(report.told_at)} UTC"
    noun = "vulnerability" if len(report.entries) == 1 else "vulnerabilities"
    line = f"{grouped(len(report.entries))} {noun}{since}"
    parts = []
    for state in EntryState:
        some = [entry for entry in report.entries if entry.state is state]
        if some:
            parts.append(f"{grouped(len(some))} {state.value}{_by_severity(some, state)}")
    if parts:
        line += f": {', '.join(parts)}"
    met, missed, running = map(report.sla_count, (SlaState.MET, SlaState.MISSED, SlaState.RUNNING))
    if met or missed or running:
        line += f"; SLA: {grouped(met)} met, {grouped(missed)} missed, {grouped(running)} running"
    return line


def as_of(report: SecurityReport) -> str | None:
    """Return a line on how new the record is; None where it has no time."""
    known = [(x.known_until, x.repository) for x in report.entries if x.known_until is not None]
    if not known:
        return None
    (oldest, whose), (newest, _) = min(known), max(known)
    is_over = report.until is not None and report.told_at >= report.until
    is_cut = is_over and newest >= report.told_at
    line = f"as of the last run or sync, {when(newest)} UTC"
    if is_cut:
        # Runs and syncs after the end tell of the period, too.
        line = f"as of the end of the period, {when(newest)} UTC; a later run or sync tells of it"
    is_older = when(oldest) != when(newest)
    if is_older:
        its = "the last one" if is_cut else "that"
        line += f"; {its} of {whose} was at {when(oldest)} UTC"
    if report.open_count and (is_older or not is_cut):
        end = "the end of the period" if is_over else "now"
        line += f"; what is open counts as there up to {end}, {when(report.told_at)} UTC"
    return line


def _by_severity(entries: list[SecurityEntry], state: EntryState) -> str:
    if state is not EntryState.OPEN:
        return ""
    counts = [(word, sum(x.severity == word for x in entries)) for word in (*SEVERITIES, None)]
    told = [f"{grouped(count)} {word or UNKNOWN}" for word, count in counts if count]
    return f" ({', '.join(told)})"


def notes_of(entry: SecurityEntry) -> Iterator[str]:
    """Yield what else a person should know of an entry."""
    if entry.known_exploited_at is not None:
        yield f"known to be exploited since {_day(entry.known_exploited_at)}"
    if entry.still_there is not None:
        yield f"a fix was merged, but {entry.still_there}"
    if entry.unmerged:
        yield f"{counted(len(entry.pull_requests), 'pull request')} closed without a merge"
    if entry.reopened:
        yield "it was reopened, or came back"
    if entry.withdrawn_at is not None:
        yield f"its advisory was withdrawn on {_day(entry.withdrawn_at)}"
    if entry.state is EntryState.FIXED and entry.fixed_by is None:
        yield "nothing on record tells what fixed it"
    elif entry.fixed_by is not None and entry.fixed_by.value == "ordinary-update":
        yield "fixed by an ordinary update"


def likelihood_of(entry: SecurityEntry) -> Iterator[str]:
    """Yield how likely it is exploited, where FIRST's figure was read."""
    if entry.epss is not None:
        percent = notation().decimal(entry.epss * 100)
        yield f"EPSS {percent}%: probability that it is exploited within 30 days"


def evidence_of(evidence: SecurityEvidence) -> str:
    """Return what shows something, with when."""
    at = "" if evidence.at is None else f" ({when(evidence.at)} UTC)"
    return f"{evidence.shows}: {evidence.text}{at}"


def _day(at: datetime) -> str:
    return notation().date(at)
