"""Which commits came in with which pull request.

A history is walked from its end. Every commit is in a lane: the main line, or what a merged pull
request brought in. The first parent of a commit stays in its lane. The other parents of a pull
request's merge begin a lane of their own; those of any other merge don't, because a `git pull`
makes the main line the second parent. A commit that is in two lanes belongs to the one nearer to
the main line. Memory grows with the number of branches that are open at a time, not with the
length of the history.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from renovate_kit.reports.events.pull_requests import Evidence
from renovate_kit.reports.sources.git_history.commits import Commit, Person
from renovate_kit.reports.sources.git_history.merge_messages import MergeMessage, read_message

__all__ = ["Landing", "Lane", "landings"]

_MOST_AUTHORS: Final = 50


@dataclass(slots=True, eq=False, kw_only=True)
class Lane:
    """The main line, or the commits of a pull request.

    Attributes:
        branch: that the commits were made on, where known.
        depth: 0 for the main line.
        serial: the lanes are numbered as they are found.
    """

    branch: str | None
    depth: int
    serial: int
    landing: "Landing | None" = None
    waiting: int = 0


@dataclass(slots=True, eq=False, kw_only=True)
class Landing:
    """A commit by which changes may have come into a branch.

    Attributes:
        commit: a merge, or a single commit (squashed, rebased, or of nobody's pull request).
        message: of the commit.
        base: the branch, where known.
        on_main: whether it is on the main line.
        first: of the commits that a merge brought in, the one farthest back.
        authors: of these commits.
        evidence: by what it is known to be Renovate's; whoever looks at it fills it in.
        base_sha: the state before it; empty for the first commit of all.
        parts: how many commits it is, if they were put on top of the branch one by one.
    """

    commit: Commit
    message: MergeMessage
    base: str | None
    on_main: bool
    first: Commit | None = None
    authors: set[Person] = field(default_factory=set)
    evidence: Evidence | None = None
    base_sha: str = ""
    parts: int = 1

    @property
    def is_merge(self) -> bool:
        """Whether it has commits of its own branch."""
        return len(self.commit.parents) > 1


def landings(
    commits: Iterable[Commit], branch_prefixes: tuple[str, ...], main: str | None
) -> Iterator[Landing]:
    """Yield merges of pull requests, when all of their commits were seen, and single commits.

    Args:
        commits: children before parents.
        branch_prefixes: a merge of such a branch counts as one without a number too.
        main: name of the branch whose history this is.
    """
    walk = _Walk(branch_prefixes, main)
    for commit in commits:
        yield from walk.take(commit)
    yield from walk.rest()


class _Walk:
    def __init__(self, branch_prefixes: tuple[str, ...], main: str | None) -> None:
        self._prefixes = branch_prefixes
        self._main = Lane(branch=main, depth=0, serial=0)
        self._pending: dict[str, list[Lane]] = {}
        self._open: dict[int, Lane] = {}
        self._serial = 0

    def take(self, commit: Commit) -> Iterator[Landing]:
        """Put a commit into its lane, and yield what is complete with it."""
        lanes = self._pending.pop(commit.sha, None) or [self._main]
        lane = min(lanes, key=lambda each: (each.depth, -each.serial))
        message = read_message(commit.message)
        landing = Landing(
            commit=commit,
            message=message,
            base=message.base or lane.branch,
            on_main=lane is self._main,
            base_sha=commit.parents[0] if commit.parents else "",
        )
        if self._is_pull_request(landing):
            inner = self._begun(landing, lane)
            self._wait_for(commit.parents[:1], lane)
            self._wait_for(commit.parents[1:], inner)
        else:
            _belongs(commit, lane)
            self._wait_for(commit.parents, lane)
            if not landing.is_merge:
                yield landing
        for each in lanes:
            each.waiting -= 1
            if each.waiting <= 0 and each.landing:
                del self._open[each.serial]
                yield each.landing

    def rest(self) -> Iterator[Landing]:
        """Yield merges whose commits are not all there: the clone is shallow."""
        for lane in self._open.values():
            if lane.landing:
                yield lane.landing

    def _is_pull_request(self, landing: Landing) -> bool:
        branch = landing.message.branch
        named = bool(branch and branch.startswith(self._prefixes))
        return landing.is_merge and (landing.message.number is not None or named)

    def _begun(self, landing: Landing, outer: Lane) -> Lane:
        self._serial += 1
        lane = Lane(
            branch=landing.message.branch,
            depth=outer.depth + 1,
            serial=self._serial,
            landing=landing,
        )
        self._open[lane.serial] = lane
        return lane

    def _wait_for(self, parents: tuple[str, ...], lane: Lane) -> None:
        for parent in parents:
            lanes = self._pending.setdefault(parent, [])
            if lane not in lanes:
                lanes.append(lane)
                lane.waiting += 1


def _belongs(commit: Commit, lane: Lane) -> None:
    landing = lane.landing
    if landing is None or len(commit.parents) > 1:
        return
    landing.first = commit
    if len(landing.authors) < _MOST_AUTHORS:
        landing.authors.add(commit.author)
