"""Whether problems are news: as `errors` has it, but by the period of a report."""

from renovate_kit.reports import problem_report
from renovate_kit.reports.problems.facts import ProblemFacts
from renovate_kit.reports.problems.grouping import problems_since
from renovate_kit.reports.problems.ignoring import Ignores
from renovate_kit.reports.report import Period, ProblemState
from renovate_kit.reports.statistics.period_rows import ProblemStanding, ProblemStandings

__all__ = ["problem_states"]


def problem_states(facts: ProblemFacts, period: Period) -> ProblemStandings:
    """Return the state of each problem of a period at its end.

    Args:
        facts: all that is known about problems by the end of the period.
        period: the period.
    """
    report = problems_since(facts, period.start, Ignores())
    return {
        (place.repository, problem.fingerprint): ProblemStanding(
            state=_state(place, period), first_seen=place.first_seen
        )
        for problem in report.problems
        for place in problem.repositories
    }


def _state(place: problem_report.ProblemInRepository, period: Period) -> ProblemState:
    match place.state:
        case problem_report.ProblemState.RESOLVED:
            return ProblemState.RESOLVED
        case problem_report.ProblemState.FLAPPING:
            return ProblemState.FLAPPING
        case _:
            is_new = place.first_seen is not None and place.first_seen >= period.start
            return ProblemState.NEW if is_new else ProblemState.ONGOING
