"""Events that have a table of their own, one row each: how they become rows and events again.

A column is called like the event's field. Fields that are tuples are kept as JSON lists.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from renovate_kit.reports.events import (
    ArtifactFailed,
    BranchAction,
    BranchLogged,
    CommentLogged,
    ConfigProblemKind,
    ConfigProblemLogged,
    DeprecationLogged,
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
from renovate_kit.reports.store.column_values import json_text, told
from renovate_kit.reports.store.reading import Reader, Row

if TYPE_CHECKING:
    from renovate_kit.reports.events import Event

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
]

_E = TypeVar("_E", bound="Event")


_OF_RUN: Final = """
    SELECT told.*, repositories.name AS repository_name
    FROM $TABLE AS told LEFT JOIN repositories ON repositories.id = told.repository_id
    WHERE told.run_id = :run_id
    ORDER BY told.position
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTable(Generic[_E]):
    """One kind of event and its table.

    Attributes:
        table: its name.
        enums: fields that are of an enumeration.
    """

    event: type[_E]
    table: str
    enums: Mapping[str, type[StrEnum]] = field(default_factory=dict)

    def row(self, event: _E) -> dict[str, object]:
        """Return an event's own columns: all but run, position and repository."""
        return {name: _kept(getattr(event, name)) for name in self.names()}

    def names(self) -> tuple[str, ...]:
        """Return the fields that are columns."""
        return _names(self.event)

    def of_run(self, reader: Reader, run_id: int) -> tuple[_E, ...]:
        """Return the events of a run, in the order of the log; their `run` is empty."""
        found = reader.rows(_OF_RUN.replace("$TABLE", self.table), {"run_id": run_id})
        names = self.names()
        return tuple(self._told(row, names) for row in found)

    def _told(self, row: Row, names: Sequence[str]) -> _E:
        values = told(row, names)
        for name, enum in self.enums.items():
            values[name] = enum(values[name])
        telling: Any = self.event
        event: _E = telling(run="", repository=row["repository_name"], **values)
        return event


def _kept(value: Any) -> object:  # noqa: ANN401 - of any field
    if isinstance(value, tuple):
        return json_text(value)
    return value.value if isinstance(value, StrEnum) else value


def _names(event: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(event) if each.name not in {"run", "repository"})


PROBLEMS = EventTable(event=ProblemLogged, table="problems", enums={"level": ProblemLevel})
PULL_REQUESTS = EventTable(
    event=PullRequestLogged,
    table="pull_request_events",
    enums={"action": PullRequestAction},
)
BRANCH_EVENTS = EventTable(
    event=BranchLogged, table="branch_events", enums={"action": BranchAction}
)
COMMENTS = EventTable(event=CommentLogged, table="comments")
LIMITS = EventTable(event=LimitReached, table="limits")
ARTIFACT_FAILURES = EventTable(event=ArtifactFailed, table="artifact_failures")
LOOKUP_FAILURES = EventTable(event=LookupFailed, table="lookup_failures")
CONFIG_PROBLEMS = EventTable(
    event=ConfigProblemLogged, table="config_problems", enums={"kind": ConfigProblemKind}
)
DEPRECATIONS = EventTable(event=DeprecationLogged, table="deprecations")
ONBOARDING = EventTable(
    event=OnboardingLogged, table="onboarding_events", enums={"action": OnboardingAction}
)
ISSUES = EventTable(event=IssueLogged, table="issue_events", enums={"action": IssueAction})
SPANS = EventTable(event=SpanCounted, table="spans")
