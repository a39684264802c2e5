"""What a cluster tells of the containers of a period."""

from collections.abc import Sequence
from typing import Final

from renovate_kit.reports.measures import Resources
from renovate_kit.reports.store.rows import ContainerRow

__all__ = ["resources_of"]

_OUT_OF_MEMORY: Final = "OOMKilled"


def resources_of(containers: Sequence[ContainerRow]) -> Resources | None:
    """Return the resources of containers, oldest first; None where no cluster was asked."""
    if not containers:
        return None
    last = containers[-1]
    return Resources(
        containers=len(containers),
        out_of_memory=sum(each.reason == _OUT_OF_MEMORY for each in containers),
        requests=last.requests,
        limits=last.limits,
    )
