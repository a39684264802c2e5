"""How a run went."""

from enum import StrEnum

__all__ = ["Verdict"]


class Verdict(StrEnum):
    """How a run went, whatever exit code Renovate gave."""

    HEALTHY = "healthy"
    DEGRADED = "degraded"
    FAILED = "failed"
    INCOMPLETE = "incomplete"
