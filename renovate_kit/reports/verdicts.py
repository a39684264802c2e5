"""How a run went."""

from enum import StrEnum
from typing import Final

__all__ = ["SKIPPED", "Verdict"]

SKIPPED: Final = frozenset(
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
"""Results: Renovate did as it was told and left the repository alone; nothing is updated there."""


class Verdict(StrEnum):
    """How a run went, whatever exit code Renovate gave."""

    HEALTHY = "healthy"
    DEGRADED = "degraded"
    FAILED = "failed"
    INCOMPLETE = "incomplete"
