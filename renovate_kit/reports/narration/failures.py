"""What failed in a run, the worst first, each with what it means and what to do."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from renovate_kit.reports.events import BranchSeen, CutOff, ProblemLevel, ProblemLogged
from renovate_kit.reports.narration.cut_off import cut_off_remedy, cut_off_words
from renovate_kit.reports.problems.catalogue import explain, repeats_result
from renovate_kit.reports.problems.categories import Category
from renovate_kit.reports.problems.fingerprint import fingerprint
from renovate_kit.reports.problems.hidden import REFUSED_MERGES, STATES
from renovate_kit.reports.problems.parts import parts_of
from renovate_kit.reports.problems.results import RESULTS, result_meaning
from renovate_kit.reports.run_report import Failure
from renovate_kit.reports.statistics.reasons import reason_of
from renovate_kit.reports.statistics.verdict import BRANCH_ERROR, is_failure, is_skipped
from renovate_kit.reports.store.run_rows import RunFacts, TurnDetails

__all__ = [
    "branch_cause",
    "failures_of_process",
    "failures_of_turn",
    "worst_categories",
]

_WORST_FIRST: Final = {
    "cut-off": 0,
    "result": 1,
    ProblemLevel.FATAL.value: 2,
    ProblemLevel.ERROR.value: 3,
    "branch": 4,
    ProblemLevel.WARN.value: 5,
    ProblemLevel.DEBUG.value: 6,
}


def failures_of_process(facts: RunFacts, problems: Sequence[ProblemLogged]) -> tuple[Failure, ...]:
    """Return what failed in a run and belongs to no repository."""
    own = [problem for problem in problems if problem.repository is None]
    return _sorted([*_cut_off(facts), *_problems(own)])


def failures_of_turn(turn: TurnDetails, problems: Sequence[ProblemLogged]) -> tuple[Failure, ...]:
    """Return what failed in a run's turn at a repository.

    Args:
        turn: at the repository.
        problems: all problems of the run.
    """
    name, result = turn.facts.repository, turn.facts.result
    own = [problem for problem in problems if problem.repository == name]
    broken = list(_branches(turn.branches or (), own))
    own = [each for each in own if not _repeats(each, result)]
    told = {failure.detail for failure in broken}
    logged = (
        failure
        for failure in _problems(own, restarts=turn.facts.restarts or 0)
        if failure.counts or f"{failure.what}: {failure.detail}" not in told
    )
    return _sorted([*_result(result), *broken, *logged])


def worst_categories(failures: Iterable[Failure]) -> tuple[Category, ...]:
    """Return what errors are about, the worst first."""
    failing = {ProblemLevel.FATAL.value, ProblemLevel.ERROR.value}
    worst = sorted((x for x in failures if x.kind in failing), key=_rank)
    return tuple(Category(failure.category) for failure in worst)


def _cut_off(facts: RunFacts) -> Iterator[Failure]:
    cut_off = facts.cut_off
    if cut_off is None:
        return
    begins_late = cut_off is CutOff.LOG_BEGINS_LATE
    yield Failure(
        kind="cut-off",
        what="the log is not whole" if begins_late else "the run was cut off",
        detail=next((pod.reason for pod in facts.pods if pod.reason), ""),
        means=cut_off_words(cut_off),
        remedy=cut_off_remedy(cut_off),
        docs=None,
        category=Category.RESOURCE.value,
        branches=(),
        times=1,
        fingerprint=None,
    )


def _result(result: str | None) -> Iterator[Failure]:
    if result is None or not is_failure(result):
        return
    meaning = result_meaning(result)
    yield Failure(
        kind="result",
        what=f"the repository ended with {result}",
        detail="",
        means=meaning.meaning,
        remedy=meaning.remedy,
        docs=None,
        category=meaning.category.value,
        branches=(),
        times=1,
        fingerprint=None,
    )


def _branches(
    branches: Sequence[BranchSeen], problems: Sequence[ProblemLogged]
) -> Iterator[Failure]:
    """Yield the branches that Renovate failed on, by the cause, where the log shows it."""
    by_cause: defaultdict[ProblemLogged | None, list[BranchSeen]] = defaultdict(list)
    for branch in branches:
        if branch.result == BRANCH_ERROR:
            by_cause[branch_cause(branch.branch, problems)].append(branch)
    for cause, failed in by_cause.items():
        said = explain(cause.message, cause.detail) if cause else None
        reason = reason_of(BRANCH_ERROR, failed[0].blocked_by)
        names = tuple(branch.branch for branch in failed)
        what = f"the branch {names[0]}" if len(names) == 1 else f"{len(names)} branches"
        yield Failure(
            kind="branch",
            what=f"Renovate failed on {what}",
            detail=f"{cause.message}: {cause.detail}".removesuffix(": ") if cause else "",
            means=said.means if said else reason.words,
            remedy=said.remedy if said else reason.what_to_do,
            docs=said.docs if said else None,
            category=(said.category if said else Category.PLATFORM).value,
            branches=names,
            times=1,
            fingerprint=None,
        )


def branch_cause(branch: str, problems: Sequence[ProblemLogged]) -> ProblemLogged | None:
    """Return the problem that made Renovate fail on a branch; None if the log does not show it.

    A problem that several branches had names none of them.
    """
    own = (each for each in problems if each.branch == branch)
    shared = (each for each in problems if each.branch is None and each.message in _BREAKS_BRANCHES)
    candidates = [*own, *shared]
    known = (each for each in candidates if each.message in _BREAKS_BRANCHES)
    return next(known, None) or next(iter(candidates), None)


_BREAKS_BRANCHES: Final = frozenset(
    {"Pull request creation error", "Error updating branch", "Error committing files."}
)


def _repeats(problem: ProblemLogged, result: str | None) -> bool:
    """Whether a problem says no more than the result; another error constant in it is the cause."""
    if not (is_failure(result) or is_skipped(result)) or not repeats_result(problem.message):
        return False
    cause = problem.detail.rpartition(": ")[2]
    return cause not in RESULTS or cause == result


def _problems(problems: Iterable[ProblemLogged], *, restarts: int = 0) -> Iterator[Failure]:
    for problem in problems:
        if problem.message in STATES:
            continue
        is_refusal = problem.message in REFUSED_MERGES
        for detail in parts_of(problem.message, problem.detail):
            said = explain(problem.message, detail)
            yield Failure(
                kind=problem.level.value,
                what=_refusal(problem.count, restarts)
                if is_refusal
                else said.title or problem.message,
                detail=detail or (problem.message if is_refusal else ""),
                means=said.means,
                remedy=said.remedy,
                docs=said.docs,
                category=said.category.value,
                branches=() if problem.branch is None else (problem.branch,),
                times=1 if is_refusal else problem.count,
                fingerprint=fingerprint(problem.level, problem.message, detail),
                counts=problem.level is not ProblemLevel.DEBUG,
            )


def _refusal(count: int, restarts: int) -> str:
    """Return how often an automerge was refused: once for each pull request, unless restarted."""
    if count == 1:
        return "the automerge of a pull request was refused"
    if restarts:
        return f"the automerge of pull requests was refused {count} times"
    return f"the automerge of {count} pull requests was refused"


def _rank(failure: Failure) -> int:
    return _WORST_FIRST[failure.kind]


def _sorted(failures: Iterable[Failure]) -> tuple[Failure, ...]:
    return tuple(sorted(failures, key=_rank))
