"""The number that stands for what failed in a run, in the groups of Renovate's own exit codes.

Renovate ends with these numbers only if `exitCodeForErrors` is on. The number of a repository's
result is the same; what Renovate gives no number to is put into the group that it belongs to.
"""

from collections.abc import Collection, Sequence
from enum import IntEnum
from typing import Final

from renovate_kit.reports.events import CutOff
from renovate_kit.reports.problems.categories import Category
from renovate_kit.reports.problems.results import result_meaning
from renovate_kit.reports.statistics.verdict import is_failure

__all__ = ["ExitGroup", "group_of_cut_off", "group_of_failures", "group_of_result"]


class ExitGroup(IntEnum):
    """What failed.

    3 to 8 are Renovate's numbers (`lib/workers/repository/result.ts`, 44.121.2), the others ours.
    """

    NOTHING = 0
    DEGRADED = 1
    SYSTEM = 3
    PLATFORM = 4
    CONFIG = 5
    TEMPORARY = 6
    EXTERNAL = 7
    UNKNOWN = 8
    CUT_OFF = 9


_OF_RESULT: Final = {
    **dict.fromkeys(("disk-space", "out-of-memory"), ExitGroup.SYSTEM),
    **dict.fromkeys(
        (
            "authentication-error",
            "bad-credentials",
            "gpg-failed",
            "integration-unauthorized",
            "platform-not-found",
            "rate-limit-exceeded",
            "platform-unknown-error",
            "forbidden",  # from here on ours: Renovate's number is 0
            "not-found",
        ),
        ExitGroup.PLATFORM,
    ),
    **dict.fromkeys(
        (
            "config-validation",
            "config-presets-invalid",
            "config-secrets-exposed",
            "config-secrets-invalid",
            "config-variables-invalid",
            "config-git-url-unavailable",
            "config-inherit-not-found",
            "config-inherit-parse-error",
        ),
        ExitGroup.CONFIG,
    ),
    **dict.fromkeys(
        ("repository-changed", "temporary-error", "no-vulnerability-alerts"), ExitGroup.TEMPORARY
    ),
    **dict.fromkeys(
        ("external-host-error", "lockfile-error", "missing-api-credentials"), ExitGroup.EXTERNAL
    ),
    "unknown-error": ExitGroup.UNKNOWN,
}
_OF_CATEGORY: Final = {
    Category.AUTHENTICATION: ExitGroup.PLATFORM,
    Category.PERMISSION: ExitGroup.PLATFORM,
    Category.RATE_LIMIT: ExitGroup.PLATFORM,
    Category.PLATFORM: ExitGroup.PLATFORM,
    Category.NETWORK: ExitGroup.EXTERNAL,
    Category.REGISTRY: ExitGroup.EXTERNAL,
    Category.LOOKUP: ExitGroup.EXTERNAL,
    Category.ARTIFACT: ExitGroup.EXTERNAL,
    Category.GIT: ExitGroup.EXTERNAL,
    Category.CONFIG: ExitGroup.CONFIG,
    Category.RESOURCE: ExitGroup.SYSTEM,
    Category.INTERNAL: ExitGroup.UNKNOWN,
}
_OUT_OF_RESOURCES: Final = frozenset({CutOff.HEAP, CutOff.OUT_OF_MEMORY, CutOff.EVICTED})


def group_of_result(result: str) -> ExitGroup:
    """Return the group of a result that is a failure; a constant of a newer Renovate's is unknown.

    Source: `getExitCode` in `lib/workers/repository/result.ts`.
    """
    return _OF_RESULT.get(result) or _OF_CATEGORY[result_meaning(result).category]


def group_of_failures(results: Sequence[str | None], categories: Collection[Category]) -> ExitGroup:
    """Return the group of a failed run: that of the first repository that failed.

    Args:
        results: of the repositories, in the order of the run.
        categories: of the errors that were logged, the worst first; they count where no
            repository failed.

    Source: `start` in `lib/workers/global/index.ts`.
    """
    failed = next((result for result in results if result and is_failure(result)), None)
    if failed is not None:
        return group_of_result(failed)
    return next((_OF_CATEGORY[category] for category in categories), ExitGroup.UNKNOWN)


def group_of_cut_off(cut_off: CutOff | None) -> ExitGroup:
    """Return the group of a run that was cut off: the system's, if that is known to be why."""
    return ExitGroup.SYSTEM if cut_off in _OUT_OF_RESOURCES else ExitGroup.CUT_OFF
