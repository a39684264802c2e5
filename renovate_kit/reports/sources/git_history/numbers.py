"""Pull requests that a history has twice, and numbers that two pull requests of it share.

History that was imported from another repository brings the numbers of that one along, and nothing
in a clone says for sure which of two pull requests the number belongs to here. A history that was
written anew and then merged with what it was before has every commit twice.
"""

from collections.abc import Iterable, Iterator

from renovate_kit.reports.sources.git_history.lanes import Landing

__all__ = ["shared_numbers", "without_copies"]


def without_copies(landings: Iterable[Landing]) -> Iterator[Landing]:
    """Yield the landings, but a commit and its copies once: the first that comes.

    A copy has the author's time, the title and the number of its original. Memory grows by a few
    bytes for each landing.
    """
    known: set[int] = set()
    for landing in landings:
        commit, message = landing.commit, landing.message
        mark = hash((message.number, message.title, commit.author, commit.authored_at))
        if commit.authored_at is not None and mark in known:
            continue
        known.add(mark)
        yield landing


def shared_numbers(landings: Iterable[Landing]) -> frozenset[int]:
    """Return the numbers that more than one of these landings has; copies were left out before."""
    once: set[int] = set()
    again: set[int] = set()
    for landing in landings:
        number = landing.message.number
        if number is not None:
            (again if number in once else once).add(number)
    return frozenset(again)
