"""What the message of a commit says of the pull request that it ends.

GitHub: `Merge pull request #1 from owner/branch`, then the title; squashed `title (#1)`.
GitLab: `Merge branch 'branch' into 'main'`, then the title and `See merge request group/name!1`.
Gitea and Forgejo: `Merge pull request 'title' (#1) from branch into main`; squashed `title (#1)`.
Bitbucket: `Merged in branch (pull request #1)`; on a server `Pull request #1: title`.
Azure DevOps: `Merged PR 1: title`.
"""

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["MergeMessage", "read_message"]

_LONGEST_SUBJECT: Final = 1000
_MOST_LINES: Final = 400
_NUMBER: Final = r"(?P<number>\d{1,9})"
_REF: Final = r"[^\s':]{1,250}"
_GITHUB: Final = re.compile(
    rf"Merge pull request #{_NUMBER} from (?:[^\s/]{{1,100}}/)?(?P<branch>{_REF})"
)
_GITEA: Final = re.compile(
    rf"Merge pull request '(?P<title>.{{1,500}})' \([#!]{_NUMBER}\)"
    rf" from (?:[^\s:]{{1,200}}:)?(?P<branch>{_REF})(?: into (?P<base>{_REF}))?"
)
_BITBUCKET_SERVER: Final = re.compile(
    rf"Merge pull request #{_NUMBER} in [^\s]{{1,200}} from (?P<branch>{_REF}) to (?P<base>{_REF})"
)
_BITBUCKET: Final = re.compile(rf"Merged in (?P<branch>{_REF}) \(pull request #{_NUMBER}\)")
_NUMBERED: Final = re.compile(rf"(?:Pull request #|Merged PR ){_NUMBER}: (?P<title>.{{1,500}})")
_GIT: Final = re.compile(
    rf"Merge (?:remote-tracking )?branch '(?:origin/)?(?P<branch>{_REF})'"
    rf"(?: of [^\s]{{1,500}})?(?: into '?(?P<base>{_REF})'?)?"
)
_SUBJECTS: Final = (_BITBUCKET_SERVER, _GITEA, _GITHUB, _BITBUCKET, _NUMBERED, _GIT)
_BEGINNINGS: Final = ("Merge", "Pull request #")
_SQUASHED: Final = re.compile(rf"(?P<title>.{{1,900}}) \((?:pull request )?[#!]{_NUMBER}\)")
_SEE: Final = re.compile(rf"See merge request [^\s!]{{0,300}}!{_NUMBER}")
_REVIEWED_ON: Final = re.compile(rf"Reviewed-on: https?://[^\s]{{1,500}}/pulls/{_NUMBER}")
_TRAILER: Final = re.compile(r"[A-Z][A-Za-z-]{2,40}: .{1,500}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeMessage:
    """A pull request as a commit's message tells it.

    Attributes:
        number: None where nothing says one: then it is not known to be a pull request.
        branch: where the changes come from, without its owner.
        base: the branch that they go into.
        title: of the pull request; None where the message has none.
        body: what stands below, in lines.
    """

    number: int | None
    branch: str | None
    base: str | None
    title: str | None
    body: tuple[str, ...]


def read_message(message: str) -> MergeMessage:
    """Read a commit's message. Never raises; a message of any other commit has its title only."""
    subject, *lines = message.lstrip("\n").split("\n", _MOST_LINES)
    subject = subject[:_LONGEST_SUBJECT].strip()
    body = tuple(line.strip() for line in lines[:_MOST_LINES])
    for pattern in _SUBJECTS if subject.startswith(_BEGINNINGS) else ():
        if match := pattern.fullmatch(subject):
            return _merge(match.groupdict(), body)
    squashed = _SQUASHED.fullmatch(subject)
    return MergeMessage(
        number=int(squashed["number"]) if squashed else _number_below(body),
        branch=None,
        base=None,
        title=(squashed["title"] if squashed else subject).strip() or None,
        body=body,
    )


def _merge(told: dict[str, str | None], body: tuple[str, ...]) -> MergeMessage:
    number = told.get("number")
    return MergeMessage(
        number=int(number) if number else _number_below(body),
        branch=told.get("branch"),
        base=told.get("base"),
        title=told.get("title") or _title_below(body),
        body=body,
    )


def _title_below(body: tuple[str, ...]) -> str | None:
    line = next((line for line in body if line), "")[:_LONGEST_SUBJECT]
    if not line or line.startswith("#") or _SEE.fullmatch(line) or _REVIEWED_ON.fullmatch(line):
        return None
    squashed = _SQUASHED.fullmatch(line)
    if squashed:
        return squashed["title"]
    return None if _TRAILER.fullmatch(line) and "-" in line.partition(":")[0] else line


def _number_below(body: tuple[str, ...]) -> int | None:
    for line in body:
        if not line.startswith(("See merge request ", "Reviewed-on: ")):
            continue
        if match := _SEE.fullmatch(line) or _REVIEWED_ON.fullmatch(line):
            return int(match["number"])
    return None
