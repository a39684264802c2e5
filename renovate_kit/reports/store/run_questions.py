"""The part of the store that answers questions about single runs, dependencies and problems.

A command that asks one of them spends most of its time on imports: SQLAlchemy is not needed, and
what other questions need isn't either.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from renovate_kit.reports.store.opening import OpenStore

# Imported by the methods that need them.
if TYPE_CHECKING:
    from renovate_kit.reports.events import LogDetail
    from renovate_kit.reports.problems.facts import ProblemFacts
    from renovate_kit.reports.store import problem_queries
    from renovate_kit.reports.store.dependency_rows import DependencyEvidence, TimingComparison
    from renovate_kit.reports.store.run_rows import RunDetails, RunSummary

__all__ = ["RunQuestions"]


class RunQuestions:
    """Runs, dependencies and problems on record.

    All methods raise StoreError if the store can't be read.
    """

    _opened: OpenStore

    def repositories(self) -> tuple[str, ...]:
        """Return the names of all repositories that runs turned to."""
        from renovate_kit.reports.store import queries_counts  # noqa: PLC0415 - see above

        with self._opened.asking() as reader:
            return queries_counts.repository_names(reader)

    def count_runs_without_time(self, repositories: Sequence[str] = ()) -> int:
        """Return how many runs have no known start, and so are in no period."""
        from renovate_kit.reports.store import queries_counts  # noqa: PLC0415 - see above

        with self._opened.asking() as reader:
            return queries_counts.count_runs_without_time(reader, repositories)

    def count_runs_by_level(
        self,
        *,
        start: datetime | None = None,
        end: datetime | None = None,
        repositories: Sequence[str] = (),
    ) -> "dict[LogDetail, int]":
        """Return how many runs have logs of which level; of a period, none of unknown time."""
        from renovate_kit.reports.store import queries_counts, run_choice  # noqa: PLC0415 - see above

        picked = run_choice.pick_runs(start=start, end=end, only=repositories)
        with self._opened.asking() as reader:
            return queries_counts.count_runs_by_level(reader, picked)

    def run_summaries(
        self,
        *,
        start: datetime | None = None,
        end: datetime | None = None,
        repositories: Sequence[str] = (),
        limit: int | None = None,
    ) -> "tuple[RunSummary, ...]":
        """Return runs with their counts, oldest first, those without a known time before all.

        Args:
            start: the first time at which a run may have started; None for any, also unknown.
            end: the time before which it must have started; None likewise.
            repositories: only runs that turned to one of them, or to none; empty means all.
            limit: only so many: the last ones.
        """
        from renovate_kit.reports.store import queries_runs, run_choice  # noqa: PLC0415 - see above

        picked = run_choice.pick_runs(start=start, end=end, only=repositories, limit=limit)
        with self._opened.asking() as reader:
            return queries_runs.run_summaries(reader, picked)

    def run_details(self, run_id: int) -> "RunDetails | None":
        """Return everything about one run; None if there is none with that key."""
        from renovate_kit.reports.store import queries_run  # noqa: PLC0415 - see above

        with self._opened.asking() as reader:
            return queries_run.run_details(reader, run_id)

    def timing_comparison(
        self, run_id: int, *, earlier: int = 20
    ) -> "tuple[TimingComparison, ...]":
        """Return where a run's time went, compared with so many earlier ones (debug level)."""
        from renovate_kit.reports.store import queries_timings  # noqa: PLC0415 - see above

        with self._opened.asking() as reader:
            return queries_timings.timing_comparison(reader, run_id, earlier=earlier)

    def dependency_evidence(
        self, name: str, repositories: Sequence[str] = ()
    ) -> "tuple[DependencyEvidence, ...]":
        """Return what the last run tells of a dependency, for each repository that has it."""
        from renovate_kit.reports.store import queries_dependency  # noqa: PLC0415 - see above

        with self._opened.asking() as reader:
            return queries_dependency.dependency_evidence(reader, name, repositories)

    def dependency_names(self) -> tuple[str, ...]:
        """Return every name under which a dependency is on record, sorted."""
        from renovate_kit.reports.store import queries_dependency  # noqa: PLC0415 - see above

        with self._opened.asking() as reader:
            return queries_dependency.dependency_names(reader)

    def problem_facts(
        self,
        repositories: Sequence[str] = (),
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        whose: "problem_queries.Whose | None" = None,
    ) -> "ProblemFacts":
        """Return all problems on record, and the runs that could have shown them.

        Args:
            repositories: only these, and the process in runs that concern them; empty means all.
            since: only runs that started at that time or later; what is known of when a problem
                began stays. None for all.
            until: only what runs tell that started before that time; None for all.
            whose: only those of repositories, or only those of the process; None for both.
        """
        from renovate_kit.reports.store import problem_queries  # noqa: PLC0415 - see above

        with self._opened.asking() as reader:
            return problem_queries.problem_facts(
                reader,
                repositories,
                since=since,
                until=until,
                whose=whose or problem_queries.Whose.ALL,
            )

    def dependencies_of_branches(
        self, run_id: int, repository: str, branches: Sequence[str]
    ) -> tuple[str, ...]:
        """Return the dependencies that branches updated in a run, by name (debug level only)."""
        from renovate_kit.reports.store import problem_queries  # noqa: PLC0415 - see above

        with self._opened.asking() as reader:
            return problem_queries.dependencies_of_branches(reader, run_id, repository, branches)
