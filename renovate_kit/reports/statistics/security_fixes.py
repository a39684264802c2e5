"""Pull requests as the history of vulnerabilities needs them, from forges and logs together."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from renovate_kit.reports.events.pull_requests import (
    AdvisoryMention,
    PullRequestSeen,
    PullRequestState,
    PullRequestUpdate,
)
from renovate_kit.reports.sources.pull_requests.title import read_title
from renovate_kit.reports.store.security_rows import (
    KnownPullRequest,
    LoggedPullRequest,
    LoggedUpdate,
    SecurityFacts,
)

__all__ = ["FixingPullRequest", "FixingUpdate", "fixing_pull_requests"]

_REOPENED: Final = "reopened"
_OPEN: Final = "open"
_MERGED: Final = "merged"
_CLOSED: Final = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FixingUpdate:
    """What a pull request changes: versions where anything tells, else what is written."""

    dep_name: str
    package_name: str | None
    ecosystem: str | None
    current: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FixingPullRequest:
    """A pull request of Renovate's.

    Attributes:
        state: `open`, `merged` or `closed`; None where logs tell neither.
        marked_by: by what it is known to be for a vulnerability; None: nothing says so.
        reopened: how often it was seen open again.
        merged_by: login; Renovate's own where a log tells that it merged it.
        closed_by: login; Renovate's own where the title tells that it closed it.
    """

    host: str | None
    repository: str
    number: int | None
    url: str | None
    title: str | None
    branch: str | None
    base_branch: str | None
    state: str | None
    superseded: bool
    marked_by: str | None
    opened_at: datetime | None
    merged_at: datetime | None
    closed_at: datetime | None
    reopened: int
    updates: tuple[FixingUpdate, ...]
    mentions: tuple[AdvisoryMention, ...]
    merged_by: str | None = None
    closed_by: str | None = None

    @property
    def name(self) -> str:
        """What to call it."""
        if self.number is not None:
            return f"pull request {self.number}"
        return f"the merge of {self.branch or self.title or 'a branch'}"


def fixing_pull_requests(facts: SecurityFacts) -> Iterator[FixingPullRequest]:
    """Yield each pull request once, those of forges with what only logs know."""
    logged = {(each.repository, each.number): each for each in facts.logged}
    taken: defaultdict[tuple[str, int | None], int] = defaultdict(int)
    for known in facts.pull_requests:
        place = known.seen.repository, known.seen.number
        taken[place] += 1
        # Where two forges have a repository of that name, nobody can tell whose log it is.
        yield _from_forge(known, logged.get(place) if taken[place] == 1 else None)  # type: ignore[arg-type]
    for place, each in logged.items():
        if place not in taken:
            looks = facts.looked_at.get(each.repository, ())
            yield _from_log(each, looks[-1] if looks else None)


def _from_forge(known: KnownPullRequest, logged: LoggedPullRequest | None) -> FixingPullRequest:
    seen = known.seen
    marked_by = seen.security_evidence.value if seen.security and seen.security_evidence else None
    if marked_by is None and seen.advisories:
        marked_by = seen.advisories[0].evidence.value
    if marked_by is None and logged is not None and logged.marked:
        marked_by = logged.evidence or "log"
    by_log = logged.updates if logged is not None else ()
    return FixingPullRequest(
        host=seen.host,
        repository=seen.repository,
        number=seen.number,
        url=seen.url,
        title=seen.title,
        branch=seen.branch,
        base_branch=seen.base_branch,
        state=seen.state.value,
        superseded=seen.superseded,
        marked_by=marked_by,
        opened_at=seen.created_at or (logged.created_at if logged is not None else None),
        merged_at=seen.merged_at,
        closed_at=seen.closed_at,
        reopened=max(
            sum(change.state == _REOPENED for change in known.states),
            int(logged is not None and logged.reopened_at is not None),
        ),
        updates=tuple(_told_better(each, by_log) for each in seen.updates)
        or tuple(map(_logged_update, by_log)),
        mentions=seen.advisories,
        merged_by=seen.merged_by or (seen.author if _is_automerged(seen, logged) else None),
        closed_by=seen.closed_by or (seen.author if _is_autoclosed(seen) else None),
    )


def _is_automerged(seen: PullRequestSeen, logged: LoggedPullRequest | None) -> bool:
    is_told = logged is not None and logged.automerged_at is not None
    return is_told and seen.state is PullRequestState.MERGED


def _is_autoclosed(seen: PullRequestSeen) -> bool:
    return seen.superseded and seen.state is PullRequestState.CLOSED


def _told_better(update: PullRequestUpdate, logged: tuple[LoggedUpdate, ...]) -> FixingUpdate:
    """Return an update with the versions of the log, which are those that Renovate works with."""
    same = [
        each
        for each in logged
        if update.dep_name.casefold()
        in {each.dep_name.casefold(), (each.package_name or "").casefold()}
    ]
    version = same[0] if len(same) == 1 else None
    return FixingUpdate(
        dep_name=update.dep_name,
        package_name=update.package_name or (version.package_name if version else None),
        ecosystem=update.datasource or (version.datasource if version else None),
        current=(version.current if version else None) or update.current_version or update.current,
        new=(version.new if version else None) or update.new_version or update.new,
    )


def _from_log(logged: LoggedPullRequest, last_look: datetime | None) -> FixingPullRequest:
    return FixingPullRequest(
        host=None,
        repository=logged.repository,
        number=logged.number,
        url=None,
        title=logged.title,
        branch=logged.branch,
        base_branch=None,
        state=_state(logged, last_look),
        superseded=logged.autoclosed_at is not None and logged.automerged_at is None,
        marked_by=(logged.evidence or "log") if logged.marked else None,
        opened_at=logged.created_at,
        merged_at=logged.automerged_at,
        closed_at=logged.automerged_at or logged.autoclosed_at,
        reopened=int(logged.reopened_at is not None),
        updates=tuple(map(_logged_update, logged.updates)) or _of_title(logged.title),
        mentions=(),
    )


def _of_title(title: str | None) -> tuple[FixingUpdate, ...]:
    """Return what a title tells where a log at level info tells no more."""
    update = read_title(title).update if title is not None else None
    if update is None:
        return ()
    return (
        FixingUpdate(
            dep_name=update.dep_name,
            package_name=update.package_name,
            ecosystem=update.datasource,
            current=update.current_version or update.current,
            new=update.new_version or update.new,
        ),
    )


def _state(logged: LoggedPullRequest, last_look: datetime | None) -> str | None:
    if logged.automerged_at is not None:
        return _MERGED
    seen = logged.last_seen_at
    if seen is not None and last_look is not None and seen >= last_look:
        return _OPEN
    return None if logged.autoclosed_at is None else _CLOSED


def _logged_update(logged: LoggedUpdate) -> FixingUpdate:
    return FixingUpdate(
        dep_name=logged.dep_name,
        package_name=logged.package_name,
        ecosystem=logged.datasource,
        current=logged.current,
        new=logged.new,
    )
