"""Parts of a report that split its updates and merges up: by kind, by outcome, by time."""

from dataclasses import dataclass
from datetime import datetime

__all__ = ["Breakdown", "BreakdownRow", "MergeTime", "MergeTimes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakdownRow:
    """The updates of one kind: how many there are, and how many of them had which outcome.

    The counts of `outcomes` add up to `total`; outcomes without any are left out.
    """

    name: str
    total: int
    outcomes: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Breakdown:
    """Updates by one of their properties, most first.

    Attributes:
        by: the property: `type`, `manager`, `datasource`, `package` or `repository`.
        rows: one for each of its values.
        unlisted: how many values were left out, all with fewer updates than those in `rows`.
    """

    by: str
    rows: tuple[BreakdownRow, ...]
    unlisted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeTime:
    """How long merged pull requests of one kind had been open.

    Attributes:
        update_type: Renovate's word (the largest step, if a pull request has several); None for
            all of them together.
        merged: how many there are.
        median_ms: half of them took no longer; of an even number the mean of the two in the middle.
        ninety_percent_ms: nine of ten took no longer (the nearest rank); None of fewer than ten.
        longest_ms: the one that took longest.
    """

    update_type: str | None
    merged: int
    median_ms: int
    ninety_percent_ms: int | None
    longest_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeTimes:
    """How long pull requests had been open that were merged from `since` until before `until`.

    `all` is None where none was merged, or no forge tells when they were opened.
    """

    since: datetime
    until: datetime
    all: MergeTime | None
    by_type: tuple[MergeTime, ...]
