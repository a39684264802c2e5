"""The verdict on a run, the same for every command, whatever form the run is in."""

from renovate_kit.reports.statistics.verdict import judge, levels_of, told_result
from renovate_kit.reports.store.run_rows import RunDetails, RunSummary, TurnDetails
from renovate_kit.reports.verdicts import Verdict

__all__ = ["verdict_of_run", "verdict_of_summary", "verdict_of_turn"]


def verdict_of_run(details: RunDetails) -> Verdict:
    """Return how a run went, judged by everything that is known of it."""
    return judge(
        results=[told_result(details.facts, turn.facts) for turn in details.turns],
        levels=levels_of(details.problems),
        branch_results=[x.result for turn in details.turns for x in turn.branches or ()],
        complete=details.facts.complete,
        exit_code=details.facts.exit_code,
    )


def verdict_of_summary(summary: RunSummary) -> Verdict:
    """Return how a run went, judged by its counts: the same as by everything."""
    return judge(
        results=[told_result(summary.facts, turn.facts) for turn in summary.turns],
        levels=[level for level, count in summary.problems.items() if count],
        branch_results=[x for turn in summary.turns for x in turn.branches or ()],
        complete=summary.facts.complete,
        exit_code=summary.facts.exit_code,
    )


def verdict_of_turn(details: RunDetails, turn: TurnDetails) -> Verdict:
    """Return how a run's turn at one repository went; problems of the process harm each one."""
    own = (turn.facts.repository, None)
    seen_whole = not (details.facts.lacks_start and turn.facts.position == 0)
    return judge(
        results=[told_result(details.facts, turn.facts)],
        levels=levels_of(each for each in details.problems if each.repository in own),
        branch_results=[branch.result for branch in turn.branches or ()],
        complete=details.facts.complete or (turn.facts.result is not None and seen_whole),
    )
