"""The sentences of a report that stand alone: notes, and what is said where a table would be."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Final

from renovate_kit.reports.formats.facts import time_spent, types
from renovate_kit.reports.formats.links import option_links
from renovate_kit.reports.formats.wording import (
    count,
    day_range,
    listed,
    moment,
    number,
    sentence,
    week_of,
)
from renovate_kit.reports.formats.words import NOTHING, Code, Moment, Strong, Words
from renovate_kit.reports.report import HeldBack, Period, Report, RepositoryReport
from renovate_kit.reports.security_report import SecurityEntry, SlaState

__all__ = [
    "days_and_zone",
    "days_of",
    "dependencies_found",
    "headline",
    "held_back_heading",
    "held_back_unknown",
    "notes",
    "nothing_needed",
    "nothing_secured",
    "open_as_of",
    "time_went",
    "unknown_without_runs",
    "updates_found",
    "updates_of_some",
    "updates_unknown",
    "verdicts_explained",
    "vulnerabilities_said",
]

_COUNT: Final = re.compile(r"(?<![^ (])\d{4,15}(?![^ );,.])(?!\.\d)")
"""A number of things; in names and dates, other signs are beside the digits."""
_LOG_LEVEL: Final = Code("LOG_LEVEL=debug")


def days_and_zone(report: Report) -> Words:
    """Return which days a report is about, and in which zone its times are."""
    return (*days_of(report.period, report.time_zone), f", times in {report.time_zone}")


def headline(report: Report) -> str:
    """Return the first sentence, with its numbers as the others have them."""
    return _COUNT.sub(lambda match: number(int(match[0])), report.headline)


def days_of(period: Period, time_zone: str) -> Words:
    """Return the days of a period, and up to when it is told if it is not over."""
    days = day_range(period, time_zone)
    if period.until is None:
        return (days,)
    return (f"{days}, ", Strong(f"so far: until {moment(period.until, time_zone)}"))


def notes(report: Report) -> Iterator[Words]:
    """Yield what a reader must know of the logs to judge the report."""
    if missing := report.runs.without_debug_detail:
        yield (
            f"{number(missing)} of {count(report.runs.total, 'run')} did not log at level debug. ",
            "Such a log does not show which updates are pending and why; set ",
            _LOG_LEVEL,
            " in the environment of the CronJob to have them here.",
        )
    if timeless := report.runs_without_time:
        are = "is" if timeless == 1 else "are"
        yield (
            f"{count(timeless, 'run')} on record {are} in no week, because the log has no times. ",
            "Keep logs with ",
            Code("kubectl logs --timestamps"),
            ", or set ",
            Code("LOG_FORMAT=json"),
            ".",
        )
    yield from _read_too_early(report)


def _read_too_early(report: Report) -> Iterator[Words]:
    """Yield that forges were read before the last run, so that logs alone tell the rest."""
    late = [
        part.forge_read_at
        for part in report.repositories
        if part.forge_read_at is not None and not part.is_from_forge
    ]
    if late:
        whose = (
            "The pull requests were"
            if len(report.repositories) == 1
            else (f"The pull requests of {count(len(late), 'repository', 'repositories')} were")
        )
        yield (
            f"{whose} last read from the forge on ",
            Moment(min(late), report.time_zone),
            ", before the last run; what is told of them is what logs show. ",
            Code("renovate-kit sync"),
            " reads them anew.",
        )


def nothing_needed(report: Report) -> Words:
    """Return what is said where nothing needs a person."""
    return ("Nothing." if report.open_count is not None else "Nothing that these logs show.",)


def updates_of_some(report: Report) -> str | None:
    """Return of how many repositories updates are known; None if of all."""
    known = sum(part.updates is not None for part in report.repositories)
    if known == len(report.repositories):
        return None
    of_all = f"{number(known)} of {count(len(report.repositories), 'repository', 'repositories')}"
    return f"These are updates of {of_all}; those of the others are unknown."


def unknown_without_runs(report: Report) -> Words:
    """Return what is said of updates in a period in which Renovate did not run at all."""
    unknown = (
        "Unknown, and so are security fixes, what is held back, problems and dependencies: "
        "Renovate tells them when it runs."
    )
    if report.runs.last_started_before is None:
        return (unknown,)
    week = week_of(report.runs.last_started_before, report.time_zone)
    return (f"{unknown} The report of {week} has the last that is known.",)


def verdicts_explained(report: Report) -> Words:
    """Return what the words for runs that went not quite well mean; nothing if there are none."""
    if not (report.runs.degraded or report.runs.incomplete):
        return NOTHING
    return ("Degraded runs finished, but gave warnings; incomplete ones were cut off.",)


def time_went(part: RepositoryReport) -> Words:
    """Return where the time of a repository's runs went; nothing if no log shows it."""
    spent = time_spent(part)
    return (f"Where the time went, summed over all runs: {spent}.",) if spent else NOTHING


def nothing_secured(part: RepositoryReport) -> Words:
    """Return what is said where no security update is known."""
    if part.updates is None:
        worked_on = "Unknown but for pull requests that Renovate worked on"
        return (f"{worked_on}: none of them fixes a vulnerability.",)
    images = "The vulnerability alerts of GitHub do not cover container images."
    return (f"None of the updates is a security update. ({images})",)


def vulnerabilities_said(part: RepositoryReport, period: Period) -> Words:
    """Return how many vulnerabilities were there, which are new, and which are gone."""
    entries = part.vulnerabilities
    parts = [
        (sum(each.open for each in entries), "open at the end"),
        (sum(_is_in(each.detected_at, period) for each in entries), "new"),
        (sum(_is_in(each.fixed_at, period) for each in entries), "fixed"),
        (sum(_is_late(each) for each in entries), "open for longer than they should be"),
    ]
    said = listed(f"{number(amount)} {what}" for amount, what in parts if amount)
    known = count(len(entries), "known vulnerability", "known vulnerabilities")
    return (f"{sentence(known)} {period.called}: {said}.",)


def _is_in(at: datetime | None, period: Period) -> bool:
    return at is not None and period.start <= at < period.end


def _is_late(entry: SecurityEntry) -> bool:
    return entry.open and entry.sla is not None and entry.sla.state is SlaState.MISSED


def updates_unknown() -> Words:
    """Return why updates are unknown, which leads over to what Renovate did to pull requests."""
    return (
        "Unknown: Renovate shows this at the end of a run that logs at level debug (",
        _LOG_LEVEL,
        "), and no run got there. What it did to pull requests:",
    )


def updates_found(part: RepositoryReport, time_zone: str) -> Words:
    """Return how many updates there are, and as of when if later runs do not show them."""
    amount = len(part.updates or ())
    untold: Words = NOTHING
    if part.held_back is None:
        untold = (" Those without a pull request are unknown (", _LOG_LEVEL, ").")
        if not part.runs.total:
            untold = (" Those without a pull request are unknown: no run is on record.",)
    if not amount:
        return ("None was proposed.", *untold)
    found = f"{count(amount, 'update')}: {types(part)}."
    if untold:
        return (found, *untold)
    if not part.runs_since_state or part.state_at is None:
        return (found,)
    later = f"; the {count(part.runs_since_state, 'run')} since then do not show them."
    return (f"{found} As of ", Moment(part.state_at, time_zone), later)


def open_as_of(part: RepositoryReport, time_zone: str) -> Words:
    """Return as of when open pull requests are told; nothing if that is the last run."""
    if not part.is_from_forge or part.open_ages is None:
        return NOTHING
    return ("As of ", Moment(part.open_ages.at, time_zone), ", as the forge has them.")


def held_back_heading(held: HeldBack) -> Words:
    """Return one reason that holds updates back, and what to do about it."""
    amount = count(len(held.updates), "update")
    option = "Options" if len(held.options) > 1 else "Option"
    options: Words = NOTHING
    if held.options:
        options = (f" {option}: ", *option_links(held.options), ".")
    return (
        Strong(sentence(held.reason)),
        f" ({amount}). What to do: {held.what_to_do}.",
        *options,
    )


def held_back_unknown() -> Words:
    """Return what is said where the logs do not show what is held back."""
    return ("Unknown, like the updates (", _LOG_LEVEL, ").")


def dependencies_found(part: RepositoryReport) -> Words:
    """Return how many dependencies there are in how many files, if that is known."""
    if part.dependencies is None or part.dependency_files is None:
        return ("Unknown: no run got as far as to look for them.",)
    dependencies = count(part.dependencies, "dependency", "dependencies")
    return (f"{dependencies} in {count(part.dependency_files, 'file')}.",)
