"""How long pull requests have been open."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final

from renovate_kit.reports.measures import AgeGroup, OpenAges
from renovate_kit.reports.report import OpenPullRequest

__all__ = ["ages_of"]

_EDGES: Final = (0, 7, 30, 90, None)
"""In days. What is older than 90 days has most likely been forgotten."""


def ages_of(pull_requests: Sequence[OpenPullRequest] | None, *, at: datetime) -> OpenAges | None:
    """Return open pull requests by age; None if it is unknown which there are.

    Args:
        pull_requests: all that are open.
        at: when they are so old.
    """
    if pull_requests is None:
        return None
    days = {
        each.number: max((at - each.created_at) // timedelta(days=1), 0)
        for each in pull_requests
        if each.created_at is not None
    }
    return OpenAges(
        at=at,
        groups=tuple(
            AgeGroup(
                from_days=first or 0,
                up_to_days=end,
                numbers=tuple(
                    number
                    for number, age in sorted(days.items())
                    if age >= (first or 0) and (end is None or age < end)
                ),
            )
            for first, end in pairwise(_EDGES)
        ),
        unknown=tuple(each.number for each in pull_requests if each.created_at is None),
    )
