"""Commits that came in together, when the commits of a branch were put on top of another."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from renovate_kit.reports.sources.git_history.lanes import Landing

__all__ = ["joined"]

_TOGETHER: Final = timedelta(minutes=5)


def joined(landings: Iterable[Landing]) -> Iterator[Landing]:
    """Yield the landings, several commits of one update as the last of them.

    Renovate makes one commit for a branch, seldom more. Without a merge nothing but title, time
    and order says that commits belong together.
    """
    later: Landing | None = None
    for landing in landings:
        if later and _is_part(landing, later):
            later.base_sha = landing.base_sha
            later.parts += 1
            continue
        if later:
            yield later
        later = landing
    if later:
        yield later


def _is_part(earlier: Landing, later: Landing) -> bool:
    """Say whether two commits follow each other under one title, with one number or none."""
    if earlier.is_merge or later.is_merge or later.base_sha != earlier.commit.sha:
        return False
    times = (earlier.commit.committed_at, later.commit.committed_at)
    if earlier.message.number != later.message.number or not times[0] or not times[1]:
        return False
    return earlier.message.title == later.message.title and times[1] - times[0] <= _TOGETHER
