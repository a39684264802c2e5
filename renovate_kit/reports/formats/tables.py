"""The tables of a report, as every format lays them out in its own way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.formats.links import pull_request_link
from renovate_kit.reports.formats.wording import number
from renovate_kit.reports.formats.words import NOTHING, Code, Moment, Strong, Words
from renovate_kit.reports.report import (
    HeldBack,
    ProblemSummary,
    PullRequestChange,
    RepositoryReport,
    Update,
)

__all__ = [
    "Column",
    "Table",
    "facts_table",
    "held_back_table",
    "managers_table",
    "problems_table",
    "pull_requests_table",
    "repositories_table",
    "updates_table",
]


_SENTENCES: Final = frozenset({"Detail"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. Numbers stand to the right, sentences get more room."""

    name: str
    is_number: bool = False
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; a cell without words has nothing to say.

    `name` is what it is a table of.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Words, ...], ...]


def facts_table(name: str, rows: Iterable[tuple[str, Words]], *, headers: tuple[str, str]) -> Table:
    """Return a table of names and what there is to say about them."""
    return _table(name, headers, (((title,), words) for title, words in rows))


def updates_table(part: RepositoryReport, updates: Iterable[Update]) -> Table:
    """Return updates with what became of them."""
    return _table(
        "Updates",
        ("Dependency", "Type", "From", "To", "Pull request", "Outcome"),
        (
            (
                *_change(update),
                pull_request_link(part, update.pull_request),
                (update.outcome.value + (f": {update.reason}" if update.reason else ""),),
            )
            for update in updates
        ),
    )


def held_back_table(part: RepositoryReport, held_back: HeldBack) -> Table:
    """Return the updates that one reason holds back."""
    return _table(
        f"Held back: {held_back.reason}",
        ("Dependency", "Type", "From", "To", "Pull request", "Runs so"),
        (
            (
                *_change(held.update),
                pull_request_link(part, held.update.pull_request),
                (f"{number(held.runs)} of {number(held_back.shown_runs)}",),
            )
            for held in held_back.updates
        ),
        right={"Runs so"},
    )


def pull_requests_table(
    part: RepositoryReport, changes: Iterable[PullRequestChange], time_zone: str
) -> Table:
    """Return what Renovate did to pull requests, and to branches without one."""
    return _table(
        "What Renovate did to pull requests",
        ("Pull request", "Title", "Renovate's actions", "Last action"),
        (
            (
                pull_request_link(part, change.number),
                _text(change.title or change.branch or ""),
                (", ".join(change.actions),),
                (Moment(change.last_at, time_zone),),
            )
            for change in changes
        ),
    )


def problems_table(problems: Iterable[ProblemSummary], runs: int, time_zone: str) -> Table:
    """Return problems; `runs` is how many runs could have had them."""
    return _table(
        "Problems",
        ("Level", "Message", "Detail", "Runs", "First seen", "Last seen", "State"),
        (
            (
                (problem.level,),
                _message(problem),
                (Code(problem.detail),) if problem.detail else NOTHING,
                (f"{number(problem.runs)} of {number(runs)}",),
                (Moment(problem.first_seen or problem.first_at, time_zone),),
                (Moment(problem.last_at, time_zone),),
                (_state(problem),),
            )
            for problem in problems
        ),
        right={"Runs"},
    )


def managers_table(managers: Iterable[tuple[str, int]]) -> Table:
    """Return how many dependencies each manager found."""
    return _table(
        "Dependencies of each manager",
        ("Manager", "Dependencies"),
        (((Code(manager),), (dependencies,)) for manager, dependencies in managers),
        right={"Dependencies"},
    )


def repositories_table(
    repositories: Iterable[RepositoryReport], *, name: str = "Repositories"
) -> Table:
    """Return one line for each repository."""
    headers = (
        *("Repository", "Runs", "Healthy", "Opened"),
        *("Automerged", "Open", "Held back", "Attention"),
    )
    return _table(
        name,
        headers,
        (
            (
                (Code(part.repository),),
                (part.runs.total,),
                (part.runs.healthy,),
                (part.pull_requests.created,),
                (part.pull_requests.automerged,),
                _known(part.open_count),
                _known(part.held_back_updates),
                (len(part.attention),),
            )
            for part in repositories
        ),
        right=set(headers[1:]),
    )


def _table(
    name: str,
    headers: Sequence[str],
    rows: Iterable[tuple[Words, ...]],
    *,
    right: frozenset[str] | set[str] = frozenset(),
) -> Table:
    columns = tuple(
        Column(header, is_number=header in right, is_text=header in _SENTENCES)
        for header in headers
    )
    return Table(name=name, columns=columns, rows=tuple(rows))


def _change(update: Update) -> tuple[Words, Words, Words, Words]:
    security: Words = (" ", Strong("security")) if update.is_security else NOTHING
    return (
        (Code(update.dep_name), *security),
        _text(update.update_type),
        (Code(update.current_version),) if update.current_version else NOTHING,
        (Code(update.new_version),) if update.new_version else NOTHING,
    )


def _state(problem: ProblemSummary) -> str:
    if problem.state is not None:
        return problem.state.value
    return "in the last run" if problem.in_last_run else "not in the last run"


def _message(problem: ProblemSummary) -> Words:
    if problem.words is None:
        return _text(problem.message)
    return (f"{problem.words} (", Code(problem.message), ")")


def _known(value: int | None) -> Words:
    return ("unknown",) if value is None else (value,)


def _text(text: str) -> Words:
    return (text,) if text else NOTHING
