"""The tables of a Markdown report. Cells are Markdown, or text that is escaped here."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from tabulate import tabulate

from renovate_kit.reports.formats.markdown_text import Markdown, code, escape_markdown, link
from renovate_kit.reports.formats.wording import moment, number
from renovate_kit.reports.report import (
    HeldBack,
    ProblemSummary,
    PullRequestChange,
    Report,
    RepositoryReport,
    Update,
)

__all__ = [
    "facts_table",
    "held_back_table",
    "managers_table",
    "problems_table",
    "pull_request_link",
    "pull_requests_table",
    "repositories_table",
    "table",
    "updates_table",
]

_NOTHING: Final = Markdown("-")
_UNKNOWN: Final = Markdown("unknown")
_PADDING: Final = re.compile(r" {2,}")
_RULE: Final = re.compile(r"-{4,}")


def table(headers: Sequence[str], rows: Iterable[Sequence[str]], *, right: str = "") -> Markdown:
    """Return a table.

    Columns are not padded to one width: then a longer cell in one row changes no other line,
    and the text does not depend on how wide a terminal shows a character.

    Args:
        headers: of the columns.
        rows: cells; what is not Markdown is escaped.
        right: a letter for each column, `r` for one with numbers; empty means none.
    """
    laid_out = tabulate(
        [[cell if isinstance(cell, Markdown) else escape_markdown(cell) for cell in row]
         for row in rows],
        headers=list(headers),
        tablefmt="pipe",
        colalign=["right" if letter == "r" else "left" for letter in right.ljust(len(headers))],
        disable_numparse=True,
    )  # fmt: skip
    heading, rule, *body = laid_out.splitlines()
    lines = [_PADDING.sub(" ", line) for line in (heading, *body)]
    return Markdown("\n".join([lines[0], _RULE.sub("---", rule), *lines[1:]]))


def facts_table(rows: Iterable[tuple[str, str]], *, headers: tuple[str, str]) -> Markdown:
    """Return a table of names and what there is to say about them."""
    return table(headers, rows)


def pull_request_link(part: RepositoryReport, pull_request: int | None) -> Markdown:
    """Return a pull request's number with a link to it, or a dash."""
    if pull_request is None:
        return _NOTHING
    return link(Markdown(f"#{pull_request}"), part.pull_request_url(pull_request))


def updates_table(part: RepositoryReport, updates: Iterable[Update]) -> Markdown:
    """Return updates with what became of them."""
    return table(
        ("Dependency", "Type", "From", "To", "Pull request", "Outcome"),
        [
            (
                *_change(update),
                pull_request_link(part, update.pull_request),
                update.outcome.value + (f": {update.reason}" if update.reason else ""),
            )
            for update in updates
        ],
    )


def held_back_table(part: RepositoryReport, held_back: HeldBack) -> Markdown:
    """Return the updates that one reason holds back."""
    return table(
        ("Dependency", "Type", "From", "To", "Pull request", "Runs so"),
        [
            (
                *_change(held.update),
                pull_request_link(part, held.update.pull_request),
                f"{number(held.runs)} of {number(held_back.shown_runs)}",
            )
            for held in held_back.updates
        ],
        right="lllllr",
    )


def pull_requests_table(
    part: RepositoryReport, changes: Iterable[PullRequestChange], time_zone: str
) -> Markdown:
    """Return what Renovate did to pull requests, and to branches without one."""
    return table(
        ("Pull request", "Title", "Renovate's actions", "Last action"),
        [
            (
                pull_request_link(part, change.number),
                change.title or change.branch or _NOTHING,
                ", ".join(change.actions),
                moment(change.last_at, time_zone),
            )
            for change in changes
        ],
    )


def problems_table(problems: Iterable[ProblemSummary], runs: int, time_zone: str) -> Markdown:
    """Return problems; `runs` is how many runs could have had them."""
    return table(
        ("Level", "Message", "Detail", "Runs", "First seen", "Last seen", "In the last run"),
        [
            (
                problem.level,
                _message(problem),
                code(problem.detail) or _NOTHING,
                f"{number(problem.runs)} of {number(runs)}",
                moment(problem.first_at, time_zone),
                moment(problem.last_at, time_zone),
                "yes" if problem.in_last_run else "no",
            )
            for problem in problems
        ],
        right="lllrlll",
    )


def managers_table(managers: Iterable[tuple[str, int]]) -> Markdown:
    """Return how many dependencies each manager found."""
    return table(
        ("Manager", "Dependencies"),
        [(code(manager), number(dependencies)) for manager, dependencies in managers],
        right="lr",
    )


def repositories_table(report: Report) -> Markdown:
    """Return one line for each repository."""
    return table(
        ("Repository", "Runs", "Healthy", "Opened", "Automerged", "Open", "Held back", "Attention"),
        [
            (
                code(part.repository),
                number(part.runs.total),
                number(part.runs.healthy),
                number(part.pull_requests.created),
                number(part.pull_requests.automerged),
                _known(part.open_count),
                _known(part.held_back_updates),
                number(len(part.attention)),
            )
            for part in report.repositories
        ],
        right="lrrrrrrr",
    )


def _change(update: Update) -> tuple[str, str, str, str]:
    security = Markdown(" **security**") if update.is_security else ""
    return (
        Markdown(f"{code(update.dep_name)}{security}"),
        update.update_type,
        code(update.current_version) if update.current_version else _NOTHING,
        code(update.new_version) if update.new_version else _NOTHING,
    )


def _message(problem: ProblemSummary) -> Markdown:
    if problem.words is None:
        return escape_markdown(problem.message)
    return Markdown(f"{escape_markdown(problem.words)} ({code(problem.message)})")


def _known(value: int | None) -> str:
    return _UNKNOWN if value is None else number(value)
