"""Figures of a report: counts of a period, periods set against each other, and freshness.

Every count comes with what it is out of. None means that the store can't tell, never zero.
"""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from renovate_kit.reports.verdicts import Verdict

__all__ = [
    "AgeGroup",
    "Change",
    "Comparison",
    "Freshness",
    "OpenAges",
    "PullRequestCounts",
    "ReasonCount",
    "Resources",
    "RunMark",
    "Trend",
    "Verdict",
    "WeekPoint",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunMark:
    """One run of a period: when it started, how it went, and how long, where that is known."""

    started_at: datetime
    verdict: Verdict
    duration_ms: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resources:
    """What a cluster tells of the containers of the runs of a period.

    Attributes:
        containers: how many it told of.
        out_of_memory: those that were killed for want of memory (`OOMKilled`).
        requests: of the last one, by resource, as the manifest has them (`memory`, `512Mi`).
        limits: likewise.
    """

    containers: int
    out_of_memory: int
    requests: tuple[tuple[str, str], ...]
    limits: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequestCounts:
    """What happened to pull requests in the period: distinct pull requests per action.

    `automerged` includes branches that Renovate merged without a pull request; `autoclosed`
    leaves out what Renovate reopened. From logs, what people did is inferred from the branches of
    one run and the next, and None where no run shows them; a forge knows it.

    Attributes:
        merged_by_unknown: merged, but nothing tells by whom; a forge's only, as the next.
        closed_by_unknown: likewise closed unmerged.
        is_inferred: whether what people did is inferred.
    """

    created: int
    updated: int
    automerged: int
    autoclosed: int
    security_created: int
    merged_by_person: int | None
    closed_by_person: int | None
    merged_by_unknown: int = 0
    closed_by_unknown: int = 0
    is_inferred: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A count, and the same count of the period before."""

    now: int | None
    before: int | None

    @property
    def difference(self) -> int | None:
        """How much more it is now; None if one of them is unknown."""
        return None if self.now is None or self.before is None else self.now - self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The figures of a period beside those of the period before, of the same length.

    Attributes:
        before_start: of the period before; it ends where the period starts.
        runs: all of them.
        failed: runs that failed.
        problems: different warnings and errors.
        created: pull requests that Renovate opened.
        merged: by Renovate, or most likely by a person.
        open: pull requests open at the end.
    """

    before_start: datetime
    runs: Change
    failed: Change
    problems: Change
    created: Change
    merged: Change
    open: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonCount:
    """How many have one reason; `words` is what it means."""

    reason: str
    words: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Freshness:
    """How current the dependencies of a repository were at the end of a period.

    Each dependency counts once for each file and base branch that has it. The counts from
    `up_to_date` to `skipped` add up to `total`.

    Attributes:
        at: start of the run that shows this.
        behind_major: a newer major version is out (and so on; the largest step counts).
        behind_other: only a digest, a pin or a replacement is proposed.
        unknown: nothing was found out about it (lookup failed).
        skipped: Renovate was told, or decided, not to look: by reason.
        lib_years: years between the releases in use and the newest ones, summed; as Renovate
            counts them: each name and version once, however many files have it. None where it
            shows none, or knows the dates of none that is behind.
        lib_years_unknown: how many are behind by a version and not in `lib_years`, because a date
            is unknown; None where logs tell of none whether it is.
        abandoned: no release for long, as Renovate tells it; None where it tells of none whether
            it is (`abandonmentThreshold`).
        deprecated: the registry says that it should no longer be used.
    """

    at: datetime
    total: int
    up_to_date: int
    behind_major: int
    behind_minor: int
    behind_patch: int
    behind_other: int
    unknown: int
    skipped: tuple[ReasonCount, ...]
    lib_years: float | None
    lib_years_unknown: int | None
    abandoned: int | None
    deprecated: int

    @property
    def behind(self) -> int:
        """How many are not up to date."""
        return self.behind_major + self.behind_minor + self.behind_patch + self.behind_other

    @property
    def skipped_count(self) -> int:
        """How many were not looked at."""
        return sum(each.count for each in self.skipped)

    @property
    def looked_up(self) -> int:
        """Of how many it is known whether they are up to date."""
        return self.up_to_date + self.behind

    @property
    def share_up_to_date(self) -> Fraction | None:
        """Which part of those that were looked up is up to date; None if none were."""
        return Fraction(self.up_to_date, self.looked_up) if self.looked_up else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeGroup:
    """Open pull requests that are about as old as each other.

    `up_to_days` is exclusive; None for the oldest.
    """

    from_days: int
    up_to_days: int | None
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAges:
    """All open pull requests by age, youngest first, each group once even if it is empty.

    Attributes:
        at: when they were so old.
        unknown: pull requests of which no log shows the beginning.
    """

    at: datetime
    groups: tuple[AgeGroup, ...]
    unknown: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPoint:
    """One ISO week of a trend, or the part of it that the period has.

    The counts of runs from `healthy` to `incomplete` add up to `runs`. What only runs can show is
    None in a week without any.

    Attributes:
        created: pull requests that Renovate opened.
        merged: by Renovate, or most likely by a person.
        open_at_end: as the last run shows it.
        problems: different warnings and errors.
        behind: dependencies that are not up to date, at the end.
        lib_years: at the end, as Renovate counts them.
    """

    year: int
    week: int
    start: datetime
    runs: int
    healthy: int
    degraded: int
    failed: int
    incomplete: int
    created: int | None
    merged: int | None
    open_at_end: int | None
    problems: int | None
    behind: int | None
    lib_years: float | None

    @property
    def name(self) -> str:
        """As in `2026-W37`."""
        return f"{self.year}-W{self.week:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The weeks up to and with a period, oldest first, without gaps.

    They begin with the first week of which anything is on record, or later. `until` is up to when
    the last one is told, if that is not its end; None if it is.
    """

    weeks: tuple[WeekPoint, ...]
    until: datetime | None = None

    def name_of(self, week: WeekPoint) -> str:
        """Return what one of the weeks is called, as in `2026-W37` or `2026-W38 so far`."""
        is_part = self.until is not None and week == self.weeks[-1]
        return f"{week.name} so far" if is_part else week.name

    def short_name_of(self, week: WeekPoint) -> str:
        """Return the same where there is little room, as in `W37` or `W38…`."""
        return f"W{week.week:02}{'' if self.name_of(week) == week.name else '…'}"
