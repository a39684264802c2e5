"""Whose a merged pull request was, as far as a history tells.

1. A merge of a branch with Renovate's prefix. Evidence: `branch`. It takes the right to push to
   make such a branch in the repository, and to merge it in any case.
2. All commits of the branch were made by Renovate, the first under the title of the pull request;
   or the one commit that is left of it. Renovate's name and mail are those that `gitAuthor` sets:
   `renovate` in one of them, or one of the given. Evidence: `commit`.
3. A single commit with the number of a pull request, a title that names an update in Renovate's
   words, and Renovate in its trailers (`Co-authored-by`, `Signed-off-by`). Evidence: `commit`.
4. The same without trailers, by anybody but another bot: a squash merge loses the author if
   Renovate runs with a person's token. Evidence: `title`. Such a title can be a person's.

A commit of Renovate's that carries no number and is no part of a merge is taken as a pull request
that was rebased, or as a branch that Renovate merged by itself without one.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final

from renovate_kit.reports.events.pull_requests import Evidence, MergeMethod
from renovate_kit.reports.sources.git_history.commits import Person
from renovate_kit.reports.sources.git_history.lanes import Landing
from renovate_kit.reports.sources.git_history.merge_messages import read_message
from renovate_kit.reports.sources.pull_requests import RenovateSigns, read_title

__all__ = ["Ownership", "login"]

_NAME: Final = "renovate"
_PERSON_IN_TRAILER: Final = re.compile(
    r"(?:co-authored-by|signed-off-by): (?P<name>[^<>]{0,200}) <(?P<mail>[^<>]{0,300})>",
    re.IGNORECASE,
)
_BOT: Final = re.compile(r"\[bot\]|dependabot|snyk-bot|pyup|scala-steward|depfu", re.IGNORECASE)
_GROUP: Final = re.compile(r"\b(?:all non-major dependencies|monorepo)\b", re.IGNORECASE)
"""Of Renovate's presets. A person can well update "all dependencies" too."""
_TOLD_TYPES: Final = frozenset({"major", "lockFileMaintenance"})
_LOGIN: Final = re.compile(r"(?:\d{1,12}\+)?([\w.\[\]-]{1,100})@users\.noreply\.github\.com")


class Ownership:
    """Tells Renovate's commits and merges from others.

    Args:
        signs: how Renovate is set up here. Its `authors` are compared with names and mails.
    """

    def __init__(self, signs: RenovateSigns) -> None:
        self._prefixes = signs.branch_prefixes
        self._authors = frozenset(author.lower() for author in signs.authors)

    def is_bot(self, person: Person) -> bool:
        """Say whether a commit is Renovate's, by its name and mail."""
        name, mail = person.name.lower(), person.mail.lower()
        if _NAME in name or _NAME in mail:
            return True
        return (
            name in self._authors or mail in self._authors or login(person).lower() in self._authors
        )

    def evidence(self, landing: Landing) -> Evidence | None:
        """Return by what a landing is known to be Renovate's; None if it isn't."""
        return self._of_merge(landing) if landing.is_merge else self._of_commit(landing)

    def edited_by_people(self, landing: Landing) -> bool | None:
        """Say whether others made commits on the branch; None where its commits are gone."""
        if not landing.is_merge or not landing.authors:
            return None
        if not any(map(self.is_bot, landing.authors)):
            return None  # Renovate commits as a person here: it can't be told from others
        return not all(map(self.is_bot, landing.authors))

    def method(self, landing: Landing) -> MergeMethod:
        """Return how the changes came in, as the shape of the history shows it."""
        if landing.is_merge:
            return MergeMethod.MERGE
        is_squashed = landing.message.number is not None and landing.parts == 1
        return MergeMethod.SQUASH if is_squashed else MergeMethod.REBASE

    def _of_merge(self, landing: Landing) -> Evidence | None:
        branch = landing.message.branch or ""
        if branch.startswith(self._prefixes):
            return Evidence.BRANCH
        if not landing.first or not all(map(self.is_bot, landing.authors)):
            return None
        # A person can collect what Renovate pushed to a branch without pull requests.
        title = landing.message.title
        same = title in {None, read_message(landing.first.message).title}
        return Evidence.COMMIT if same else None

    def _of_commit(self, landing: Landing) -> Evidence | None:
        numbered, author = landing.message.number is not None, landing.commit.author
        if self.is_bot(author):
            return Evidence.COMMIT if numbered or landing.on_main else None
        if not numbered or _BOT.search(author.name) or _BOT.search(author.mail):
            return None
        if not _is_telling(landing.message.title or ""):
            return None
        return Evidence.COMMIT if _any(self.is_bot, landing.message.body) else Evidence.TITLE


def _is_telling(title: str) -> bool:
    """Say whether a title is in Renovate's words, and more than a person's `update x action`."""
    reading = read_title(title)
    if reading.update is None:
        return reading.is_renovate and bool(_GROUP.search(title))
    return reading.update.new is not None or reading.update.update_type in _TOLD_TYPES


def login(person: Person) -> str:
    """Return the login in an address that GitHub gives; empty where there is none."""
    match = _LOGIN.fullmatch(person.mail)
    return match[1] if match else ""


def _any(wanted: Callable[[Person], bool], lines: Iterable[str]) -> bool:
    return any(
        wanted(Person(name=match["name"], mail=match["mail"]))
        for line in lines
        if (match := _PERSON_IN_TRAILER.match(line))
    )
