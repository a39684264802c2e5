"""A report as an issue: one for each repository, updated from week to week.

Source: GitHub REST API, "List repository issues", "Create an issue", "Update an issue".
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

import msgspec

from renovate_kit.reports.publishing.fitting import Limit, fitted, utf16_units
from renovate_kit.reports.publishing.writer import GithubWriter, Target, refusing
from renovate_kit.reports.sources.forges.answer import Answer
from renovate_kit.reports.sources.forges.failures import ForgeError, Trouble

__all__ = ["MARKER", "IssueOutcome", "IssueState", "IssueWanted", "publish_issue"]

MARKER: Final = "<!-- renovate-kit: weekly report -->"
"""By this line an issue is known to be ours; a reader does not see it."""
_LIMIT: Final = Limit(most=65_536 - len(MARKER) - 2, size=utf16_units, words="65,536 characters")
_PAGE: Final = 100
_MOST_PAGES: Final = 20
_ATTEMPTS: Final = 3
_UNSURE: Final = frozenset({Trouble.BUSY, Trouble.NO_ANSWER, Trouble.NO_API})
_BOT: Final = "[bot]"


class IssueState(Enum):
    """What was done to an issue."""

    OPENED = "opened"
    UPDATED = "updated"
    UNCHANGED = "is as it should be"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueWanted:
    """An issue as it should be.

    Attributes:
        title: one line.
        report: Markdown, however long.
        labels: for a new issue; those of one that is there are left alone.
        whole: Markdown that says where all of the report is, if it does not fit.
    """

    title: str
    report: str
    labels: Sequence[str]
    whole: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueOutcome:
    """An issue as it is."""

    number: int
    url: str
    state: IssueState


class _User(msgspec.Struct):
    login: str
    type: str = "User"


class _Issue(msgspec.Struct):
    number: int
    title: str = ""
    body: str | None = None
    user: _User | None = None
    pull_request: object = None


def publish_issue(writer: GithubWriter, target: Target, wanted: IssueWanted) -> IssueOutcome:
    """Open our issue in a repository, or update it; nothing is sent if it is right already.

    Only an open issue that the token's own account wrote, with our marker, is ours. A request
    of which nobody knows whether it opened one is not simply repeated: we look again first.

    Raises:
        ForgeError: GitHub does not take it.
    """
    body = f"{MARKER}\n\n{fitted(wanted.report, _LIMIT, whole=wanted.whole)}"
    login = writer.login()
    attempt = 1
    while True:
        ours = _ours(writer, target, login)
        if ours is not None:
            return _updated(writer, target, ours, wanted.title, body)
        try:
            return _opened(writer, target, wanted, body)
        except ForgeError as error:
            if error.trouble not in _UNSURE or attempt == _ATTEMPTS:
                raise
        attempt += 1


def _ours(writer: GithubWriter, target: Target, login: str) -> _Issue | None:
    about = f"{target.name}: issues"
    query = f"state=open&creator={quote(login)}&sort=created&direction=asc&per_page={_PAGE}"
    for page in range(1, _MOST_PAGES + 1):
        path = f"/repos/{target.name}/issues?{query}&page={page}"
        answer = writer.get(path, about=about, takes=refusing(HTTPStatus.GONE))
        _check(writer, target, answer)
        issues = writer.decoded(answer, list[_Issue], about=about)
        for issue in issues:
            if issue.pull_request is None and _is_ours(issue, login):
                return issue
        if len(issues) < _PAGE:
            return None
    return None


def _is_ours(issue: _Issue, login: str) -> bool:
    if issue.user is None or not (issue.body or "").lstrip().startswith(MARKER):
        return False
    author, own = issue.user.login.lower(), login.lower()
    # Nobody but a bot has the type Bot, so no person can be called like one.
    is_bot = issue.user.type == "Bot"
    return author == own or (is_bot and author.removesuffix(_BOT) == own.removesuffix(_BOT))


def _updated(
    writer: GithubWriter, target: Target, issue: _Issue, title: str, body: str
) -> IssueOutcome:
    if issue.title == title and _same(issue.body or "", body):
        return _outcome(target, issue, IssueState.UNCHANGED)
    answer = writer.send(
        ("PATCH", f"/repos/{target.name}/issues/{issue.number}", {"title": title, "body": body}),
        about=f"{target.name}: issue #{issue.number}",
        takes=refusing(HTTPStatus.GONE, HTTPStatus.UNPROCESSABLE_ENTITY),
    )
    _check(writer, target, answer)
    return _outcome(target, issue, IssueState.UPDATED)


def _opened(writer: GithubWriter, target: Target, wanted: IssueWanted, body: str) -> IssueOutcome:
    content: dict[str, object] = {"title": wanted.title, "body": body}
    if wanted.labels:
        content["labels"] = list(wanted.labels)
    about = f"{target.name}: issues"
    answer = writer.send(
        ("POST", f"/repos/{target.name}/issues", content),
        about=about,
        takes=refusing(HTTPStatus.GONE, HTTPStatus.UNPROCESSABLE_ENTITY),
        is_repeatable=False,
    )
    _check(writer, target, answer)
    return _outcome(target, writer.decoded(answer, _Issue, about=about), IssueState.OPENED)


def _check(writer: GithubWriter, target: Target, answer: Answer) -> None:
    if answer.status == HTTPStatus.GONE:
        hint = "turn them on in the repository's settings, or use --publish commit or --publish-to"
        raise writer.error(f"{target.name}: issues are disabled (410)", hint, Trouble.MISSING)
    if answer.status == HTTPStatus.UNPROCESSABLE_ENTITY:
        said = answer.said().rstrip(".") or "no reason"
        hint = "check --issue-label, and whether the repository restricts who opens issues"
        raise writer.error(f"{target.name}: the issue is refused (422: {said})", hint)


def _outcome(target: Target, issue: _Issue, state: IssueState) -> IssueOutcome:
    url = f"{target.url}/issues/{issue.number}"
    return IssueOutcome(number=issue.number, url=url, state=state)


def _same(there: str, wanted: str) -> bool:
    """Whether two bodies are the same, whatever GitHub does to the ends of lines."""
    return there.replace("\r\n", "\n").rstrip() == wanted.rstrip()
