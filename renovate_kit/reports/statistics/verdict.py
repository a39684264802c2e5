"""How a run went. All rules about it are here, and nowhere else.

Renovate's exit code is little help: it is 0 for most failures, and Kubernetes shows their Job
as complete. A run is judged by what it says: the result of each repository
(`lib/constants/error-messages.ts`), warnings and errors, and whether it came to its end.
"""

from collections.abc import Collection

from renovate_kit.reports.events import ProblemLevel
from renovate_kit.reports.report import Verdict

__all__ = ["BRANCH_ERROR", "is_failure", "is_skipped", "judge"]

BRANCH_ERROR = "error"
"""The result of a branch on which Renovate failed while the run went on."""

_FINISHED = frozenset({"done", "automerged", "onboarding"})
_SKIPPED = frozenset(
    {
        "archived",
        "disabled-by-config",
        "disabled-closed-onboarding",
        "disabled-no-config",
        "empty",
        "fork",
        "mirror",
        "no-package-files",
    }
)
"""Renovate did as it was told and left the repository alone: nothing failed, nothing is updated."""
_FAILING_LEVELS = frozenset({ProblemLevel.ERROR, ProblemLevel.FATAL})


def is_failure(result: str | None) -> bool:
    """Whether a repository's result is one of Renovate's error constants.

    All other results are known, so a constant of a newer Renovate counts as an error too.
    None is no result: a run that was cut off, or a dry run that stops early (`dryRun` is
    `extract` or `lookup`).
    """
    return result is not None and result not in _FINISHED | _SKIPPED


def is_skipped(result: str | None) -> bool:
    """Whether Renovate left a repository alone, for a reason that is no failure."""
    return result in _SKIPPED


def judge(
    *,
    results: Collection[str | None],
    levels: Collection[ProblemLevel],
    branch_results: Collection[str | None],
    complete: bool,
    exit_code: int | None = None,
) -> Verdict:
    """Return how a run, or a run's turn at one repository, went.

    Args:
        results: result of each repository.
        levels: level of each problem that was logged. What only level debug shows does not
            count: the same run would be judged otherwise by its log at level info.
        branch_results: result of each branch, where the log shows them.
        complete: False when it was cut off.
        exit_code: of the process, where the cluster or the log tell; not 0 is a failure, too.
    """
    levels = [level for level in levels if level is not ProblemLevel.DEBUG]
    if any(map(is_failure, results)) or not _FAILING_LEVELS.isdisjoint(levels):
        return Verdict.FAILED
    if not complete:
        return Verdict.INCOMPLETE
    if exit_code:
        return Verdict.FAILED
    is_idle = None in results or not _SKIPPED.isdisjoint(results)
    if levels or BRANCH_ERROR in branch_results or is_idle:
        return Verdict.DEGRADED
    return Verdict.HEALTHY
