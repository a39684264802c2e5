"""What `errors` does: the store's facts in, problems out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from renovate_kit.errors import InputError, UsageError
from renovate_kit.reports.events import LogDetail
from renovate_kit.reports.problem_report import Occurrence, Problem, ProblemHistory, ProblemReport
from renovate_kit.reports.problems.grouping import (
    all_problems,
    matching,
    occurrences_of,
    problems_since,
)
from renovate_kit.reports.problems.ignoring import Ignores
from renovate_kit.reports.store import Store
from renovate_kit.reports.store.known_repositories import known_repositories

__all__ = ["list_problems", "show_problem"]

_SHORTEST_PREFIX: Final = 4


def list_problems(
    store: Store,
    *,
    since: datetime | None,
    repositories: Sequence[str],
    ignores: Ignores,
    until: datetime | None = None,
) -> ProblemReport:
    """Return the problems of a period.

    Args:
        store: what is known.
        since: the runs that started at that time or later; None for all on record.
        repositories: only these, in upper or lower case; empty means all.
        ignores: which problems somebody chose not to see.
        until: only the runs that started before that time, and what was known by then; of a period
            that is not over, up to when it is told.

    Raises:
        InputError: the store does not know a repository, or the period is yet to come.
        StoreError: the store can't be read.
    """
    if since is not None and until is not None and since > until:
        raise InputError("the period is yet to come", hint="name one that has begun")
    known = known_repositories(store, repositories)
    levels = store.count_runs_by_level(start=since, end=until, repositories=known)
    facts = store.problem_facts(known, until=until)
    report = replace(
        problems_since(facts, since, ignores),
        until=until,
        runs=sum(levels.values()),
        runs_at_info=levels.get(LogDetail.INFO, 0),
        runs_without_time=0 if since is None else store.count_runs_without_time(known),
    )
    if not known:
        return report
    # An entry that fits nothing here may be for a repository that nobody asked for.
    expired = tuple(use for use in report.idle_ignores if use.expired_on is not None)
    return replace(report, idle_ignores=expired)


def show_problem(store: Store, prefix: str, *, ignores: Ignores) -> ProblemHistory:
    """Return one problem with every run that had it.

    Args:
        store: what is known.
        prefix: its fingerprint, or the first four digits of it or more.
        ignores: which problems somebody chose not to see.

    Raises:
        InputError: no problem on record has that fingerprint.
        UsageError: it is too short, or several problems begin like that.
        StoreError: the store can't be read.
    """
    if len(prefix.strip()) < _SHORTEST_PREFIX:
        raise UsageError(
            f"{prefix!r} is too short for a fingerprint",
            hint=f"give at least {_SHORTEST_PREFIX} of its digits",
        )
    facts = store.problem_facts()
    found = matching(all_problems(facts, ignores), prefix)
    if not found:
        raise InputError(
            f"no problem on record has the fingerprint {prefix!r}",
            hint="`renovate-kit errors --all` lists them",
        )
    if len(found) > 1:
        names = ", ".join(problem.fingerprint for problem in found)
        raise UsageError(f"{prefix!r} may be each of {names}", hint="give more of its digits")
    (problem,) = found
    occurrences = occurrences_of(facts, problem.fingerprint)
    return ProblemHistory(
        problem=problem,
        occurrences=occurrences,
        dependencies=_dependencies(store, problem, occurrences),
    )


def _dependencies(
    store: Store, problem: Problem, occurrences: Sequence[Occurrence]
) -> tuple[str, ...]:
    """Return the dependencies that the problem names, and those that its branches update.

    Of each repository the last run that had the problem counts.
    """
    last: dict[str, int] = {}
    for occurrence in occurrences:
        if occurrence.repository is not None:
            last.setdefault(occurrence.repository, occurrence.run_id)
    updated = (
        name
        for repository, run_id in last.items()
        for name in store.dependencies_of_branches(run_id, repository, problem.branches)
    )
    return tuple(sorted({*problem.dependencies, *updated}))
