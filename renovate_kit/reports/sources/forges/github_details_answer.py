"""GitHub's answer to a question for details of pull requests.

Source: GitHub GraphQL API, `PullRequest`; GraphQL specification, section 7.1 (errors).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Final

import msgspec

from renovate_kit.reports.sources.forges.answer import Answer, one_line
from renovate_kit.reports.sources.forges.failures import Refusal, Trouble
from renovate_kit.reports.sources.forges.interface import Numbered

__all__ = ["MOST_COMMITS", "DetailsTold", "alias", "details_told", "passing_failure"]

MOST_COMMITS: Final = 30
"""Of a pull request, whose authors are asked for."""
_NO_SUCH: Final = "NOT_FOUND"
_LIMITED: Final = "RATE_LIMITED"
_REFUSALS: Final = frozenset({"FORBIDDEN", "INSUFFICIENT_SCOPES"})
_PASSING: Final = frozenset(
    {"INTERNAL", "INTERNAL_ERROR", "RESOURCE_LIMITS_EXCEEDED", "SERVICE_UNAVAILABLE", "TIMEOUT"}
)
_PASSING_WORDS: Final = ("something went wrong", "timed out", "timeout")
_WHOLE: Final = 2
"""Steps of the path to a pull request: `repository`, and its alias."""
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
    type: object = None
    message: object = None
    path: object = None

    @property
    def said(self) -> str:
        """What it says, else of which kind it is."""
        return one_line(str(self.message or self.type or "")).rstrip(".") or "no reason given"

    @property
    def passes(self) -> bool:
        """Whether it is worth while to ask again, for the same or for less at once."""
        words = self.said.lower()
        return self.type in _PASSING or any(each in words for each in _PASSING_WORDS)

    @property
    def about(self) -> str:
        """The alias of the pull request that it is about; empty for none."""
        path = self.path
        return str(path[1]) if isinstance(path, list) and len(path) >= _WHOLE else ""


class _Answer(msgspec.Struct):
    data: _Data | None = None
    errors: list[_Complaint] | None = None


_ANSWER: Final = msgspec.json.Decoder(_Answer)


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsTold:
    """What an answer has.

    Attributes:
        details: by alias; without those that the answer lacks.
        owed: aliases of those of which something is missing that may come another time.
        why: why something is missing; None if nothing is.
        is_limited: whether GraphQL's own rate limit is used up.
        is_empty: whether it has nothing about the repository at all.
    """

    details: Mapping[str, _Details]
    owed: frozenset[str]
    why: str | None
    is_limited: bool
    is_empty: bool

    def added_to(self, known: Numbered) -> Numbered | None:
        """Return a pull request with its details; None if there are none."""
        details = self.details.get(alias(known.number))
        return None if details is None else _with(known, details)


def alias(number: int | None) -> str:
    """Return by which name a pull request is asked for."""
    return f"p{number}"


def details_told(answer: Answer) -> DetailsTold:
    """Read an answer. Never raises; one that is none has nothing."""
    try:
        decoded = _ANSWER.decode(answer.body) if answer.status == HTTPStatus.OK else None
    except (msgspec.DecodeError, UnicodeError):
        decoded = None
    if decoded is None:
        why = f"unexpected answer ({answer.status})"
        return DetailsTold(details={}, owed=frozenset(), why=why, is_limited=False, is_empty=True)
    complaints = decoded.errors or []
    told = decoded.data.repository if decoded.data else None
    # A pull request that is gone is not missing.
    missing = [each for each in complaints if told is None or each.type != _NO_SUCH]
    return DetailsTold(
        details={name: each for name, each in (told or {}).items() if each is not None},
        owed=frozenset(_owed(missing, told or {})),
        why=missing[0].said if missing else None,
        is_limited=any(each.type == _LIMITED for each in complaints),
        is_empty=told is None,
    )


def passing_failure(answer: Answer) -> Refusal | None:
    """Return why an answer has nothing, if that passes; None for any other."""
    told = details_told(answer)
    if not told.is_empty or told.is_limited or answer.status != HTTPStatus.OK:
        return None
    try:
        complaints = _ANSWER.decode(answer.body).errors or []
    except (msgspec.DecodeError, UnicodeError):
        return None
    said = next((each.said for each in complaints if each.passes), None)
    return None if said is None else Refusal(trouble=Trouble.INCOMPLETE, wait=None, said=said)


def _owed(missing: list[_Complaint], told: Mapping[str, _Details | None]) -> Iterator[str]:
    """Yield what may come another time; a part that a token may not read is missing for good."""
    for each in missing:
        name = each.about
        if name in told and (told[name] is None or each.type not in _REFUSALS):
            yield name


def _with(known: Numbered, details: _Details) -> Numbered:
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
    return False if commits.totalCount <= MOST_COMMITS else None
