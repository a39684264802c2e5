"""Reads the pull requests of Gitea and Forgejo.

Source: Gitea API 1.22, `repoListPullRequests`, `orgListRepos`, `repoSearch`; Forgejo has the same.
"""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode, urlsplit

import msgspec

from renovate_kit.http import HttpClient
from renovate_kit.reports.events.pull_requests import (
    Forge,
    ForgePullRequest,
    PullRequestState,
)
from renovate_kit.reports.sources.forges.answer import Answer
from renovate_kit.reports.sources.forges.asking import Asker, Patience
from renovate_kit.reports.sources.forges.failures import ForgeError, Trouble
from renovate_kit.reports.sources.forges.http_transport import HttpTransport
from renovate_kit.reports.sources.forges.interface import Listed, Selection
from renovate_kit.reports.sources.forges.manners import Manners
from renovate_kit.reports.sources.forges.names import checked_name, checked_owner
from renovate_kit.reports.sources.forges.rest import Entries, RestLists
from renovate_kit.reports.sources.forges.server import ServerAccess
from renovate_kit.reports.sources.forges.server_source import ServerSource
from renovate_kit.reports.sources.forges.wire import LONGEST_BODY, Moment, Number

if TYPE_CHECKING:
    import httpx

__all__ = ["GITEA_API", "GiteaSource", "open_gitea"]

GITEA_API: Final = "/api/v1"
# A server gives at most `MAX_RESPONSE_ITEMS`, 50 by default, whatever is asked for.
_LIST: Final = urlencode({"state": "all", "sort": "recentupdate", "limit": 50})


class _User(msgspec.Struct):
    login: str


class _Repository(msgspec.Struct):
    full_name: str
    topics: list[str] | None = None


class _Branch(msgspec.Struct):
    ref: str
    sha: str | None = None
    repo: _Repository | None = None
    repo_id: int | None = None


class _Label(msgspec.Struct):
    name: str


class _PullRequest(msgspec.Struct):
    number: Number
    html_url: str
    title: str
    state: str
    head: _Branch
    base: _Branch
    created_at: Moment
    updated_at: Moment
    body: str | None = None
    user: _User | None = None
    labels: list[_Label] | None = None
    draft: bool = False
    merged: bool = False
    closed_at: Moment | None = None
    merged_at: Moment | None = None
    merge_commit_sha: str | None = None
    merged_by: _User | None = None


class _Found(msgspec.Struct):
    data: list[_Repository] = []


_PULL_REQUEST: Final = msgspec.json.Decoder(_PullRequest)
_REPOSITORY: Final = msgspec.json.Decoder(_Repository)
_REPOSITORIES: Final = Entries(decoder=_REPOSITORY, record=lambda wire: wire)


class GiteaSource(ServerSource):
    """Reads one Gitea or Forgejo."""

    forge: Final = Forge.GITEA

    def repositories(self, selection: Selection) -> Iterator[str]:
        """Yield full names: those that are named, then those of an owner, or with a topic.

        Raises:
            ForgeError: the server does not list them.
            UsageError: a name is none.
        """
        yield from map(checked_name, selection.repositories)
        if selection.owner is not None:
            found = self._of_owner(checked_owner(selection.owner))
        elif selection.topic is not None:
            found = self._of_topic(selection.topic)
        else:
            return
        for repository in found:
            if selection.topic is None or selection.topic in (repository.topics or ()):
                yield repository.full_name

    def pull_requests(
        self, repository: str, *, page: str | None, etag: str | None
    ) -> Listed[ForgePullRequest]:
        """Return a page of all pull requests; see `ForgeSource`."""
        return self._lists.page(
            page or f"/repos/{repository}/pulls?{_LIST}",
            Entries(
                decoder=_PULL_REQUEST,
                record=partial(_record, host=self.host, repository=repository),
            ),
            about=f"{repository}: pull requests",
            etag=etag,
        )

    def _of_owner(self, owner: str) -> Iterator[_Repository]:
        """Yield the repositories of an organisation, else of a user of that name."""
        about = f"repositories of {owner}"
        try:
            yield from self._lists.all(f"/orgs/{owner}/repos?limit=50", _REPOSITORIES, about=about)
        except ForgeError as error:
            if error.trouble is not Trouble.MISSING:
                raise
            yield from self._lists.all(f"/users/{owner}/repos?limit=50", _REPOSITORIES, about=about)

    def _of_topic(self, topic: str) -> Iterator[_Repository]:
        for number in range(1, 1000):
            query = urlencode({"q": topic, "topic": "true", "limit": 50, "page": number})
            answer = self._asker.get(f"/repos/search?{query}", about=f"repositories with {topic}")
            found = msgspec.json.decode(answer.body, type=_Found).data
            # The search is for topics that contain the word.
            yield from (
                repository
                for repository in found
                if repository.topics is None or topic in repository.topics
            )
            if not found:
                return


def open_gitea(
    access: ServerAccess, patience: Patience, *, transport: "httpx.BaseTransport | None" = None
) -> GiteaSource:
    """Return a reader of a Gitea or Forgejo; nothing is asked yet.

    Args:
        access: where, and as whom.
        patience: how often to ask again.
        transport: takes the place of the network.

    Raises:
        UsageError: the address can't be used.
    """
    manners = Manners(
        service="Gitea",
        host=access.host,
        is_anonymous=access.token is None,
        how_to_authenticate="set GITEA_TOKEN or give --token-file",
        needed="the scope read:repository",
    )
    client = HttpClient(access.url, service="Gitea", transport=transport)
    token = access.token
    headers = {} if token is None else {"Authorization": f"token {token.reveal()}"}
    asker = Asker(HttpTransport(client, lambda: headers), manners, patience)
    lists = RestLists(asker, base=urlsplit(access.url).path, full_name=_full_name)
    return GiteaSource(asker, client, lists)


def _record(wire: _PullRequest, *, host: str, repository: str) -> ForgePullRequest:
    own = wire.base.repo.full_name if wire.base.repo else repository
    is_merged = wire.merged and wire.merged_at is not None
    return ForgePullRequest(
        forge=Forge.GITEA,
        host=host,
        repository=own,
        number=wire.number,
        url=wire.html_url,
        title=wire.title,
        body=(wire.body or "")[:LONGEST_BODY],
        author=wire.user.login if wire.user else None,
        author_is_bot=None,
        branch=wire.head.ref,
        base_branch=wire.base.ref,
        from_fork=_is_from_fork(wire, own),
        head_sha=wire.head.sha,
        labels=tuple(label.name for label in wire.labels or ()),
        state=_state(wire, is_merged=is_merged),
        draft=wire.draft,
        created_at=wire.created_at,
        updated_at=wire.updated_at,
        closed_at=wire.closed_at or (wire.merged_at if is_merged else None),
        merged_at=wire.merged_at if is_merged else None,
        merge_sha=wire.merge_commit_sha if is_merged else None,
        merged_by=wire.merged_by.login if is_merged and wire.merged_by else None,
    )


def _state(wire: _PullRequest, *, is_merged: bool) -> PullRequestState:
    if is_merged:
        return PullRequestState.MERGED
    return PullRequestState.OPEN if wire.state == "open" else PullRequestState.CLOSED


def _is_from_fork(wire: _PullRequest, own: str) -> bool | None:
    if wire.head.repo is not None:
        return wire.head.repo.full_name.lower() != own.lower()
    if wire.head.repo_id and wire.base.repo_id:
        return wire.head.repo_id != wire.base.repo_id
    return None


def _full_name(answer: Answer) -> str | None:
    try:
        return checked_name(_REPOSITORY.decode(answer.body).full_name)
    except (msgspec.DecodeError, UnicodeError, ValueError):
        return None
