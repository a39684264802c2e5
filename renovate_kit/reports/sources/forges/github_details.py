"""What GitHub's list of pull requests does not tell, by one GraphQL request for a hundred.

Source: GitHub GraphQL API, `PullRequest`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus
from typing import Final

import msgspec

from renovate_kit.reports.events.pull_requests import ForgePullRequest
from renovate_kit.reports.sources.forges.asking import Asker
from renovate_kit.reports.sources.forges.failures import ForgeError, Trouble

__all__ = ["GithubDetails"]

_MOST: Final = 100
_FEWEST: Final = 25
_COMMITS: Final = 30
"""As in the query."""
_FIELDS: Final = """fragment details on PullRequest {
  mergedBy { login }
  reviewDecision
  closings: timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) {
    nodes { ... on ClosedEvent { actor { login } } }
  }
  latest: commits(last: 1) { nodes { commit { statusCheckRollup { state } } } }
  commits(first: 30) { totalCount nodes { commit { author { email } } } }
}"""
_PASSING_BY: Final = frozenset(
    {
        Trouble.NO_ANSWER,
        Trouble.BUSY,
        Trouble.RATE_LIMIT,
        Trouble.SECONDARY_LIMIT,
        Trouble.NO_API,
        Trouble.UNAUTHORIZED,
    }
)
_CHECKS: Final[Mapping[str, str]] = {
    "SUCCESS": "success",
    "FAILURE": "failure",
    "ERROR": "failure",
    "PENDING": "pending",
    "EXPECTED": "pending",
}
_REVIEWS: Final = frozenset({"APPROVED", "CHANGES_REQUESTED", "REVIEW_REQUIRED"})


class _Actor(msgspec.Struct):
    login: str | None = None


class _Closing(msgspec.Struct):
    actor: _Actor | None = None


class _Closings(msgspec.Struct):
    nodes: list[_Closing | None] | None = None


class _Rollup(msgspec.Struct):
    state: str


class _Author(msgspec.Struct):
    email: str | None = None


class _Commit(msgspec.Struct):
    author: _Author | None = None
    statusCheckRollup: _Rollup | None = None  # noqa: N815 - GitHub's name


class _CommitNode(msgspec.Struct):
    commit: _Commit


class _Commits(msgspec.Struct):
    nodes: list[_CommitNode | None] | None = None
    totalCount: int = 0  # noqa: N815 - GitHub's name


class _Details(msgspec.Struct):
    mergedBy: _Actor | None = None  # noqa: N815 - GitHub's name
    reviewDecision: str | None = None  # noqa: N815 - GitHub's name
    closings: _Closings | None = None
    latest: _Commits | None = None
    commits: _Commits | None = None


class _Data(msgspec.Struct):
    repository: dict[str, _Details | None] | None = None


class _Complaint(msgspec.Struct):
    type: str | None = None


class _Answer(msgspec.Struct):
    data: _Data | None = None
    errors: list[_Complaint] = []


_ANSWER: Final = msgspec.json.Decoder(_Answer)


class GithubDetails:
    """Adds details to pull requests.

    Args:
        asker: of the server.
        path: where GraphQL is on it.
    """

    def __init__(self, asker: Asker, *, path: str) -> None:
        self._asker = asker
        self._path = path
        self._is_there = True

    @property
    def requests(self) -> int:
        """How many requests were sent so far."""
        return self._asker.requests

    def added(
        self, repository: str, pull_requests: Sequence[ForgePullRequest]
    ) -> Sequence[ForgePullRequest] | None:
        """Return pull requests with details, in the same order.

        Returns:
            None where GraphQL is not to be had: not for this token, or not there at all. It is
            not asked again then.

        Raises:
            ForgeError: it failed in a way that passes.
        """
        if not self._is_there:
            return None
        told = self._told(repository, pull_requests, at_once=_MOST)
        if told is None:
            self._is_there = False
            return None
        return [_with(known, told.get(f"p{known.number}")) for known in pull_requests]

    def _told(
        self, repository: str, pull_requests: Sequence[ForgePullRequest], *, at_once: int
    ) -> dict[str, _Details | None] | None:
        """Ask for some at once, and for fewer where that is too much for the server."""
        told: dict[str, _Details | None] = {}
        for start in range(0, len(pull_requests), at_once):
            some = pull_requests[start : start + at_once]
            try:
                part = self._asked(repository, some)
            except ForgeError as error:
                if error.trouble is not Trouble.BUSY or len(some) <= _FEWEST:
                    raise
                part = self._told(repository, some, at_once=_FEWEST)
            if part is None:
                return None
            told |= part
        return told

    def _asked(
        self, repository: str, pull_requests: Sequence[ForgePullRequest]
    ) -> dict[str, _Details | None] | None:
        owner, _, name = repository.partition("/")
        wanted = " ".join(
            f"p{known.number}: pullRequest(number: {known.number}) {{ ...details }}"
            for known in pull_requests
        )
        query = (
            "query ($owner: String!, $name: String!) {"
            f" repository(owner: $owner, name: $name) {{ {wanted} }} }}\n{_FIELDS}"
        )
        content = {"query": query, "variables": {"owner": owner, "name": name}}
        try:
            answer = self._asker.post(self._path, content, about=f"{repository}: details")
        except ForgeError as error:
            if error.trouble in _PASSING_BY:
                raise
            return None
        if answer.status != HTTPStatus.OK:
            return None
        try:
            decoded = _ANSWER.decode(answer.body)
        except (msgspec.DecodeError, UnicodeError):
            return None
        if any(complaint.type == "RATE_LIMITED" for complaint in decoded.errors):
            raise self._limited(repository)
        return decoded.data.repository if decoded.data else None

    def _limited(self, repository: str) -> ForgeError:
        """Return the error for a limit that GraphQL tells with status 200."""
        message = f"{self._asker.manners.host}: {repository}: details: GraphQL's limit is used up"
        hint = "run it again within the hour, or with `--details 0`"
        return ForgeError(message, hint=hint, trouble=Trouble.RATE_LIMIT)


def _with(known: ForgePullRequest, details: _Details | None) -> ForgePullRequest:
    if details is None:
        return known
    closings = [node for node in (details.closings or _Closings()).nodes or () if node]
    latest = [node for node in (details.latest or _Commits()).nodes or () if node]
    rollup = latest[-1].commit.statusCheckRollup if latest else None
    closer = closings[-1].actor if closings else None
    decision = details.reviewDecision or ""
    return replace(
        known,
        merged_by=details.mergedBy.login if details.mergedBy else None,
        closed_by=closer.login if closer else None,
        review=decision.lower() if decision in _REVIEWS else None,
        checks=_CHECKS.get(rollup.state) if rollup else None,
        edited_by_people=_is_edited(details.commits),
    )


def _is_edited(commits: _Commits | None) -> bool | None:
    """Return whether somebody else than the author of the first commit is among the authors.

    The first commit of a branch of Renovate's is its own; its mail address is a setting.
    """
    if commits is None:
        return None
    nodes = [node.commit.author for node in commits.nodes or () if node]
    mails = [author.email.lower() for author in nodes if author and author.email]
    if not mails:
        return None
    if any(mail != mails[0] for mail in mails):
        return True
    return False if commits.totalCount <= _COMMITS else None
