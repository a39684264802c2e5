"""The part of the store that answers questions about periods, for reports.

A period is from `start` until just before `end`, both aware, and a run counts by its start.
`repositories` keeps only these; empty means all.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import TYPE_CHECKING, TypeVar

from renovate_kit.reports.store.opening import OpenStore

# Imported by the methods that need them.
if TYPE_CHECKING:
    from renovate_kit.reports.store import forge_rows, rows, week_rows
    from renovate_kit.reports.store.reading import Reader
    from renovate_kit.reports.store.window import Window

__all__ = ["PeriodQuestions"]

_T = TypeVar("_T")


class PeriodQuestions:
    """Runs of periods, and what forges tell of them.

    All methods raise StoreError if the store can't be read.
    """

    _opened: OpenStore

    def runs(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "tuple[rows.RunRow, ...]":
        """Return the runs of a period, oldest first.

        With `repositories`, also those that reached no repository: nobody can tell whose they
        were.
        """
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        return self._of(queries.runs_in, start, end, repositories)

    def turns(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "tuple[rows.TurnRow, ...]":
        """Return the turns of the runs of a period at repositories, in their order."""
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        return self._of(queries.turns_in, start, end, repositories)

    def phases(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "tuple[rows.PhaseRow, ...]":
        """Return how long these turns spent in which phase, by repository."""
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        return self._of(queries.phases_in, start, end, repositories)

    def process_problems(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "tuple[rows.ProblemRow, ...]":
        """Return the problems of the runs that `runs` returns which belong to no repository."""
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        return self._of(queries.process_problems_in, start, end, repositories)

    def repository_problems(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "tuple[rows.ProblemRow, ...]":
        """Return the problems of these runs that belong to one of the repositories."""
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        return self._of(queries.repository_problems_in, start, end, repositories)

    def branch_lists(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "tuple[rows.BranchListRow, ...]":
        """Return the branches of the runs of a period with their upgrades (debug level only)."""
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        return self._of(queries.branch_lists_in, start, end, repositories)

    def update_counts(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "tuple[rows.UpdateCountRow, ...]":
        """Return Renovate's own counts of updates of the runs of a period (debug level only)."""
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        return self._of(queries.update_counts_in, start, end, repositories)

    def pull_request_events(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "tuple[rows.PullRequestEventRow, ...]":
        """Return what was done to pull requests in a period, by the time of each deed."""
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        return self._of(queries.pull_request_events_in, start, end, repositories)

    def latest_dependency_counts(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "tuple[rows.DependencyCountRow, ...]":
        """Return, for each repository, the counts of the last run of a period that shows any."""
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        return self._of(queries.latest_dependency_counts, start, end, repositories)

    def repositories_in(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> tuple[str, ...]:
        """Return the repositories that runs of a period turned to, or had pull requests of."""
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        return self._of(queries.repositories_in, start, end, repositories)

    def last_visits(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> Mapping[str, datetime]:
        """Return when the last run of a period started that turned to each repository."""
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        return self._of(queries.last_visits_in, start, end, repositories)

    def starts_before(
        self, before: datetime, repositories: Sequence[str] = (), *, limit: int
    ) -> tuple[datetime, ...]:
        """Return the starts of the last runs before a time, at most `limit`, oldest first."""
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        with self._opened.asking() as reader:
            return queries.starts_before(reader, before, tuple(repositories), limit=limit)

    def weeks(
        self, repositories: Sequence[str] = (), *, zone: tzinfo = UTC
    ) -> "tuple[rows.IsoWeek, ...]":
        """Return the ISO weeks of a time zone that have runs, oldest first."""
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        with self._opened.asking() as reader:
            return queries.weeks_with_runs(reader, tuple(repositories), zone)

    def first_start(self, repositories: Sequence[str] = ()) -> datetime | None:
        """Return when the first run on record started; None if there is none with a time."""
        from renovate_kit.reports.store import queries_weeks  # noqa: PLC0415 - see above

        with self._opened.asking() as reader:
            return queries_weeks.first_start(reader, tuple(repositories))

    def period_facts(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "week_rows.PeriodFacts":
        """Return what the figures of a period are made of, counted by the database."""
        from renovate_kit.reports.store import queries_weeks  # noqa: PLC0415 - see above

        return self._of(queries_weeks.period_facts, start, end, repositories)

    def containers(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "tuple[rows.ContainerRow, ...]":
        """Return what clusters told of the containers that started in a period, oldest first."""
        from renovate_kit.reports.store import queries_containers  # noqa: PLC0415 - see above

        return self._of(queries_containers.containers_in, start, end, repositories)

    def openings_before(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "Mapping[week_rows.Opening, datetime]":
        """Return when the pull requests that are open at the end were created, before a period."""
        from renovate_kit.reports.store import queries_weeks  # noqa: PLC0415 - see above

        return self._of(queries_weeks.openings_before, start, end, repositories)

    def onboardings_before(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "tuple[rows.PullRequestEventRow, ...]":
        """Return how the pull requests of before a period came about that onboarding waits for."""
        from renovate_kit.reports.store import queries  # noqa: PLC0415 - see above

        return self._of(queries.onboardings_before, start, end, repositories)

    def dependency_standings(
        self, start: datetime, end: datetime, repositories: Sequence[str] = ()
    ) -> "tuple[week_rows.DependencyStandingRow, ...]":
        """Return how dependencies stand in the last run of a period that shows them."""
        from renovate_kit.reports.store import queries_freshness  # noqa: PLC0415 - see above

        return self._of(queries_freshness.dependency_standings, start, end, repositories)

    def forge_syncs(
        self, repositories: Sequence[str] = ()
    ) -> "tuple[forge_rows.ForgeSyncRow, ...]":
        """Return the repositories whose pull requests were read from a forge, by name."""
        from renovate_kit.reports.store import queries_forge  # noqa: PLC0415 - see above

        with self._opened.asking() as reader:
            return queries_forge.forge_syncs(reader, repositories)

    def first_pull_request_at(self, repositories: Sequence[str] = ()) -> datetime | None:
        """Return when the first pull request of a forge on record was opened; None without any."""
        from renovate_kit.reports.store import queries_forge  # noqa: PLC0415 - see above

        with self._opened.asking() as reader:
            return queries_forge.first_pull_request_at(reader, repositories)

    def forge_counts(
        self,
        start: datetime,
        end: datetime,
        repositories: Sequence[str] = (),
        *,
        read_since: datetime,
    ) -> "forge_rows.ForgeCounts":
        """Return what happened to pull requests of the repositories that were read late enough."""
        from renovate_kit.reports.store import queries_forge  # noqa: PLC0415 - see above

        with self._opened.asking() as reader:
            return queries_forge.forge_counts(
                reader, start, end, repositories, read_since=read_since
            )

    def forge_pull_requests(
        self, start: datetime, end: datetime, spellings: Collection[str]
    ) -> "tuple[forge_rows.ForgePullRequestRow, ...]":
        """Return the pull requests that were open at some time of a period, as forges have them.

        Args:
            start: of the period.
            end: of the period.
            spellings: of the repositories, as `forge_syncs` has them.
        """
        from renovate_kit.reports.store import queries_forge  # noqa: PLC0415 - see above

        with self._opened.asking() as reader:
            return queries_forge.open_during(reader, start, end, spellings)

    def forge_merges(
        self, start: datetime, end: datetime, spellings: Collection[str]
    ) -> "tuple[forge_rows.MergeRow, ...]":
        """Return the pull requests that were merged in a period; likewise."""
        from renovate_kit.reports.store import queries_forge  # noqa: PLC0415 - see above

        with self._opened.asking() as reader:
            return queries_forge.merges_in(reader, start, end, spellings)

    def _of(
        self,
        question: "Callable[[Reader, Window], _T]",
        start: datetime,
        end: datetime,
        repositories: Sequence[str],
    ) -> _T:
        from renovate_kit.reports.store.window import Window  # noqa: PLC0415 - see above

        window = Window(start=start, end=end, repositories=tuple(repositories))
        with self._opened.asking() as reader:
            return question(reader, window)
