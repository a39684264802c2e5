"""The list of runs, each with its counts."""

from collections.abc import Sequence
from typing import Final

from renovate_kit.reports.events import LogDetail, ProblemLevel
from renovate_kit.reports.store.reading import Query, Reader
from renovate_kit.reports.store.run_choice import these_runs
from renovate_kit.reports.store.run_counts import (
    Counts,
    ListCounts,
    config_problem_counts,
    count_lists,
    count_turns,
    lists_of_turns,
)
from renovate_kit.reports.store.run_facts import run_facts, turn_facts
from renovate_kit.reports.store.run_rows import RunFacts, RunSummary, TurnFacts, TurnSummary

__all__ = ["run_summaries"]

_FEW: Final = 500
"""So many keys are given to the database by themselves, rather than the query for them."""


def run_summaries(reader: Reader, picked: Query) -> tuple[RunSummary, ...]:
    """Return runs with their turns and counts, oldest first.

    Args:
        reader: of the store.
        picked: what `pick_runs` returned.
    """
    keys = tuple(key for (key,) in reader.tuples(picked.sql, picked.parameters))
    if len(keys) <= _FEW:
        picked = these_runs(keys)
    counts = count_turns(reader, picked)
    lists, list_of = count_lists(reader, picked), lists_of_turns(reader, picked)
    config = config_problem_counts(reader, picked)
    turns = turn_facts(reader, picked)
    return tuple(
        RunSummary(
            facts=facts,
            turns=tuple(
                _summary(
                    facts, turn, counts[run_id, turn.repository], lists.get(list_of.get(key, 0))
                )
                for key, turn in turns.get(run_id, ())
            ),
            problems=_added(
                [counts[run_id, None], *(counts[run_id, x.repository] for _, x in turns[run_id])]
            ),
            config_problems=config.get(run_id, {}),
        )
        for run_id, facts in run_facts(reader, picked).items()
    )


def _summary(
    run: RunFacts, turn: TurnFacts, counts: Counts, listed: ListCounts | None
) -> TurnSummary:
    shows_advisories = run.detail is LogDetail.DEBUG or counts.vulnerabilities
    return TurnSummary(
        facts=turn,
        pull_requests=counts.pull_requests,
        branches=None if listed is None else listed.branches,
        updates=None if listed is None else listed.updates,
        dependencies=counts.dependencies,
        vulnerabilities=counts.vulnerabilities if shows_advisories else None,
        lookup_failures=counts.lookup_failures,
        artifact_failures=counts.artifact_failures,
        problems=counts.problems,
    )


def _added(all_counts: Sequence[Counts]) -> dict[ProblemLevel, int]:
    added: dict[ProblemLevel, int] = {}
    for counts in all_counts:
        for level, count in counts.problems.items():
            added[level] = added.get(level, 0) + count
    return added
