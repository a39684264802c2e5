"""Events that have a table of their own, one row each: how they become rows and events again.

A column is called like the event's field. Fields that are tuples are kept as JSON lists.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Row, Select, Table, select

from renovate_kit.reports.events import (
    ArtifactFailed,
    BranchAction,
    BranchLogged,
    CommentLogged,
    ConfigProblemKind,
    ConfigProblemLogged,
    DeprecationLogged,
    Event,
    IssueAction,
    IssueLogged,
    LimitReached,
    LookupFailed,
    OnboardingAction,
    OnboardingLogged,
    ProblemLevel,
    ProblemLogged,
    PullRequestAction,
    PullRequestLogged,
    SpanCounted,
)
from renovate_kit.reports.store import schema

__all__ = [
    "ARTIFACT_FAILURES",
    "BRANCH_EVENTS",
    "COMMENTS",
    "CONFIG_PROBLEMS",
    "DEPRECATIONS",
    "ISSUES",
    "LIMITS",
    "LOOKUP_FAILURES",
    "ONBOARDING",
    "PROBLEMS",
    "PULL_REQUESTS",
    "SPANS",
    "EventTable",
    "json_list",
    "json_text",
]

_E = TypeVar("_E", bound=Event)


def json_text(values: tuple[Any, ...] | None) -> str | None:
    """Return a tuple as it is kept in a column; None stays unknown."""
    return None if values is None else json.dumps(values, ensure_ascii=False)


def json_list(text: str | None) -> tuple[Any, ...] | None:
    """Return the tuple that a column holds, with inner lists as tuples."""
    if text is None:
        return None
    return tuple(tuple(each) if isinstance(each, list) else each for each in json.loads(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTable(Generic[_E]):
    """One kind of event and its table.

    Attributes:
        enums: fields that are of an enumeration.
        lists: fields that are tuples.
    """

    event: type[_E]
    table: Table
    enums: Mapping[str, type[StrEnum]] = field(default_factory=dict)
    lists: frozenset[str] = frozenset()

    def row(self, event: _E) -> dict[str, object]:
        """Return an event's own columns: all but run, position and repository."""
        return {name: self._kept(name, getattr(event, name)) for name in self.names()}

    def names(self) -> tuple[str, ...]:
        """Return the fields that are columns."""
        return _names(self.event)

    def select(self) -> Select[Any]:
        """Return a query for these events, in order of run and position."""
        table, named = self.table, schema.repositories
        return (
            select(table, named.c.name.label("repository_name"))
            .select_from(table)
            .outerjoin(named, named.c.id == table.c.repository_id)
            .order_by(table.c.run_id, table.c.position)
        )

    def of_run(self, connection: Connection, run_id: int) -> tuple[_E, ...]:
        """Return the events of a run, in the order of the log."""
        found = connection.execute(self.select().where(self.table.c.run_id == run_id))
        return tuple(self.told(row) for row in found)

    def told(self, row: Row[Any]) -> _E:
        """Return the event that a row of `select` stands for; `run` is empty."""
        known = row._mapping  # noqa: SLF001 - public; a tuple's own count() hides a column
        values = {name: self._told(name, known[name]) for name in self.names()}
        telling: Any = self.event
        told: _E = telling(run="", repository=known["repository_name"], **values)
        return told

    def _kept(self, name: str, value: Any) -> object:  # noqa: ANN401 - of any field
        if name in self.lists:
            return json_text(value)
        return value.value if isinstance(value, StrEnum) else value

    def _told(self, name: str, value: Any) -> object:  # noqa: ANN401 - of any column
        if name in self.lists:
            return json_list(value)
        return self.enums[name](value) if name in self.enums else value


def _names(event: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(event) if each.name not in {"run", "repository"})


PROBLEMS = EventTable(event=ProblemLogged, table=schema.problems, enums={"level": ProblemLevel})
PULL_REQUESTS = EventTable(
    event=PullRequestLogged,
    table=schema.pull_request_events,
    enums={"action": PullRequestAction},
    lists=frozenset({"labels"}),
)
BRANCH_EVENTS = EventTable(
    event=BranchLogged, table=schema.branch_events, enums={"action": BranchAction}
)
COMMENTS = EventTable(event=CommentLogged, table=schema.comments)
LIMITS = EventTable(event=LimitReached, table=schema.limits)
ARTIFACT_FAILURES = EventTable(event=ArtifactFailed, table=schema.artifact_failures)
LOOKUP_FAILURES = EventTable(
    event=LookupFailed, table=schema.lookup_failures, lists=frozenset({"package_files"})
)
CONFIG_PROBLEMS = EventTable(
    event=ConfigProblemLogged, table=schema.config_problems, enums={"kind": ConfigProblemKind}
)
DEPRECATIONS = EventTable(event=DeprecationLogged, table=schema.deprecations)
ONBOARDING = EventTable(
    event=OnboardingLogged, table=schema.onboarding_events, enums={"action": OnboardingAction}
)
ISSUES = EventTable(event=IssueLogged, table=schema.issue_events, enums={"action": IssueAction})
SPANS = EventTable(event=SpanCounted, table=schema.spans)
