"""Renovate's merged pull requests, as the history of a clone tells them."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Final

from renovate_kit.redaction import redact as mask_token_shapes
from renovate_kit.reports.events.pull_requests import (
    Evidence,
    Forge,
    PullRequestSeen,
    PullRequestState,
    PullRequestUpdate,
)
from renovate_kit.reports.sources.git_history.commits import Commit, Person, read_commits
from renovate_kit.reports.sources.git_history.lanes import Landing, landings
from renovate_kit.reports.sources.git_history.merge_messages import read_message
from renovate_kit.reports.sources.git_history.numbers import shared_numbers, without_copies
from renovate_kit.reports.sources.git_history.origin import Clone, open_clone
from renovate_kit.reports.sources.git_history.ownership import Ownership, login
from renovate_kit.reports.sources.git_history.patches import Differences, FilePatch
from renovate_kit.reports.sources.git_history.rebased import joined
from renovate_kit.reports.sources.git_history.steps import steps_in
from renovate_kit.reports.sources.git_history.updates import updates_of
from renovate_kit.reports.sources.pull_requests import (
    DEFAULT_SIGNS,
    RenovateSigns,
    TitleReading,
    is_security_branch,
    read_title,
)
from renovate_kit.reports.sources.pull_requests.plain_text import kept

__all__ = ["History", "read_clone", "read_history"]

_Redact = Callable[[str], str]

_FORGE_MAIL: Final = "noreply@github.com"
_AT_ONCE: Final = 64
"""Landings whose changes are asked for together."""
_LIKELY_ENVIRONMENT: Final[Mapping[str, str]] = {"PATH": os.defpath}


class History:
    """Renovate's merged pull requests of a clone, roughly the latest first.

    Args:
        clone: to read; it is read once for the numbers, and once more for each iteration.
        since: only those that were merged then or later.
        redact: masks secrets.
        signs: branch prefixes and authors of Renovate here.

    Attributes:
        shared_numbers: those that more than one of its pull requests has. These come without a
            number: a forge that knows the commit can tell which one it belongs to.

    Raises:
        InputError: git can't read the whole history.
    """

    def __init__(
        self, clone: Clone, *, since: datetime | None, redact: _Redact, signs: RenovateSigns
    ) -> None:
        self._clone = clone
        self._since = since
        self._redact = redact
        self._signs = signs
        self._ownership = Ownership(signs)
        self.shared_numbers = shared_numbers(self._landings())

    def __iter__(self) -> Iterator[PullRequestSeen]:
        """Yield pull requests.

        Raises:
            InputError: git can't read the whole history.
        """
        since = self._since
        with Differences(self._clone.repository) as differences:
            reader = _Reader(
                self._clone, self._redact, self._ownership, differences, self.shared_numbers
            )
            wanted = (
                landing
                for landing in self._landings()
                if since is None or (landing.commit.committed_at or since) >= since
            )
            while batch := tuple(islice(wanted, _AT_ONCE)):
                yield from reader.seen(batch)

    def _landings(self) -> Iterator[Landing]:
        commits = read_commits(self._clone.repository, self._clone.tip)
        return without_copies(joined(_its(commits, self._clone, self._ownership, self._signs)))


def read_history(  # noqa: PLR0913 - all but the path are choices with a default
    path: Path,
    *,
    since: datetime | None = None,
    branch: str | None = None,
    redact: _Redact = mask_token_shapes,
    signs: RenovateSigns = DEFAULT_SIGNS,
    environment: Mapping[str, str] = _LIKELY_ENVIRONMENT,
) -> History:
    """Return Renovate's merged pull requests, roughly the latest first, without any network.

    Whose they are is decided as `renovate_kit.reports.sources.git_history.ownership` says.

    Args:
        path: folder of a clone, bare or not.
        since: only those that were merged then or later.
        branch: whose history; None for the default one.
        redact: masks secrets.
        signs: branch prefixes and authors of Renovate here.
        environment: variables of the process; only the way to `git` and to the settings of the
            person who runs it is taken from them.

    Raises:
        InputError: there is no repository, no `git`, or git can't or won't read it.
        UsageError: there is no such branch.
    """
    clone = open_clone(path, environment=environment, branch=branch)
    return read_clone(clone, since=since, redact=redact, signs=signs)


def read_clone(
    clone: Clone,
    *,
    since: datetime | None = None,
    redact: _Redact = mask_token_shapes,
    signs: RenovateSigns = DEFAULT_SIGNS,
) -> History:
    """Return the same from a clone that is open already.

    Raises:
        InputError: git can't read the whole history.
    """
    return History(clone, since=since, redact=redact, signs=signs)


def _its(
    commits: Iterator[Commit], clone: Clone, ownership: Ownership, signs: RenovateSigns
) -> Iterator[Landing]:
    for landing in landings(commits, signs.branch_prefixes, clone.branch):
        landing.evidence = ownership.evidence(landing)
        if landing.evidence:
            yield landing


class _Reader:
    def __init__(
        self,
        clone: Clone,
        redact: _Redact,
        ownership: Ownership,
        differences: Differences,
        shared_numbers: frozenset[int],
    ) -> None:
        self._shared_numbers = shared_numbers
        self._clone = clone
        self._redact = redact
        self._ownership = ownership
        self._differences = differences

    def seen(self, batch: Sequence[Landing]) -> Iterator[PullRequestSeen]:
        """Yield what landings of Renovate's tell."""
        asked = [(each.commit.sha, each.base_sha) for each in batch if each.base_sha]
        answers = self._differences.of(asked)
        for landing in batch:
            patches = next(answers, ()) if landing.base_sha else ()
            yield self._seen(landing, patches)

    def _seen(self, landing: Landing, patches: tuple[FilePatch, ...]) -> PullRequestSeen:
        commit, message = landing.commit, landing.message
        title = _title(landing)
        reading = read_title(title)
        by_title, branch = reading.security, message.branch
        by_branch = bool(branch and is_security_branch(branch))
        return PullRequestSeen(
            forge=Forge.GIT,
            host=self._clone.host,
            repository=kept(self._clone.name, self._redact) or "",
            number=None if message.number in self._shared_numbers else message.number,
            url=None,
            title=kept(title, self._redact) or "",
            author=self._who(landing.first.author if landing.first else commit.author),
            branch=kept(branch, self._redact),
            base_branch=kept(landing.base, self._redact),
            head_sha=commit.parents[1] if landing.is_merge else None,
            labels=None,
            state=PullRequestState.MERGED,
            draft=None,
            created_at=None,
            updated_at=None,
            closed_at=commit.committed_at,
            merged_at=commit.committed_at,
            merge_sha=commit.sha,
            auto_merge=None,
            merged_by=self._merged_by(landing),
            closed_by=None,
            edited_by_people=self._ownership.edited_by_people(landing),
            checks=None,
            review=None,
            updates=self._updates(patches, reading),
            advisories=(),
            security=by_title or by_branch,
            security_evidence=_security_evidence(by_title=by_title, by_branch=by_branch),
            superseded=False,
            automerge=None,
            schedule=None,
            rebase_requested=None,
            created_in_version=None,
            updated_in_version=None,
            merge_method=self._ownership.method(landing),
            release_notes=(),
            renovate_evidence=landing.evidence or Evidence.COMMIT,
        )

    def _updates(
        self, patches: tuple[FilePatch, ...], title: TitleReading
    ) -> tuple[PullRequestUpdate, ...]:
        steps = [step for patch in patches for step in steps_in(patch)]
        return tuple(self._masked(each) for each in updates_of(title.update, steps))

    def _masked(self, update: PullRequestUpdate) -> PullRequestUpdate:
        return replace(
            update,
            dep_name=kept(update.dep_name, self._redact) or "",
            current=kept(update.current, self._redact),
            new=kept(update.new, self._redact),
            package_file=kept(update.package_file, self._redact),
            replacement=kept(update.replacement, self._redact),
        )

    def _who(self, person: Person) -> str | None:
        return kept(login(person) or person.name, self._redact)

    def _merged_by(self, landing: Landing) -> str | None:
        """Return who merged: the author of a merge; of other commits, who made it from another."""
        if landing.is_merge:
            return self._who(landing.commit.author)
        committer = landing.commit.committer
        if committer.mail == _FORGE_MAIL or committer == landing.commit.author:
            return None
        return self._who(committer)


def _title(landing: Landing) -> str:
    if landing.message.title:
        return landing.message.title
    inner = landing.first or landing.commit
    return read_message(inner.message).title or ""


def _security_evidence(*, by_title: bool, by_branch: bool) -> Evidence | None:
    if by_title:
        return Evidence.TITLE
    return Evidence.BRANCH if by_branch else None
