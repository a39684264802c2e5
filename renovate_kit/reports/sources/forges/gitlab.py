"""Reads GitLab's merge requests, as the pull requests that they are elsewhere.

Source: GitLab REST API, "List project merge requests", "List a group's projects".
"""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode, urlsplit

import msgspec

from renovate_kit.http import HttpClient
from renovate_kit.reports.events.pull_requests import (
    Forge,
    ForgePullRequest,
    PullRequestState,
)
from renovate_kit.reports.sources.forges.answer import Answer
from renovate_kit.reports.sources.forges.asking import Asker, Patience
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

__all__ = ["GITLAB_API", "GITLAB_URL", "GitlabSource", "open_gitlab"]

GITLAB_API: Final = "/api/v4"
GITLAB_URL: Final = "https://gitlab.com"
_LIST: Final = urlencode(
    {"state": "all", "scope": "all", "order_by": "updated_at", "sort": "desc", "per_page": 100}
)


class _User(msgspec.Struct):
    username: str


class _MergeRequest(msgspec.Struct):
    iid: Number
    web_url: str
    title: str
    state: str
    source_branch: str
    target_branch: str
    created_at: Moment
    updated_at: Moment
    description: str | None = None
    author: _User | None = None
    source_project_id: int | None = None
    target_project_id: int | None = None
    sha: str | None = None
    labels: list[str] = []
    draft: bool = False
    closed_at: Moment | None = None
    merged_at: Moment | None = None
    merge_commit_sha: str | None = None
    squash_commit_sha: str | None = None
    merge_when_pipeline_succeeds: bool | None = None
    merge_user: _User | None = None
    merged_by: _User | None = None
    closed_by: _User | None = None


class _Project(msgspec.Struct):
    path_with_namespace: str


_MERGE_REQUEST: Final = msgspec.json.Decoder(_MergeRequest)
_PROJECT: Final = msgspec.json.Decoder(_Project)
_PROJECTS: Final = Entries(decoder=_PROJECT, record=lambda wire: wire.path_with_namespace)


class GitlabSource(ServerSource):
    """Reads one GitLab."""

    forge: Final = Forge.GITLAB

    def repositories(self, selection: Selection) -> Iterator[str]:
        """Yield full names: those that are named, then those of a group, or with a topic.

        Raises:
            ForgeError: GitLab does not list them.
            UsageError: a name is none.
        """
        for name in selection.repositories:
            yield checked_name(name, is_nested=True)
        query = {"per_page": 100, "simple": "true"}
        if selection.topic is not None:
            query["topic"] = selection.topic
        if selection.owner is not None:
            group = checked_owner(selection.owner, is_nested=True)
            path = f"/groups/{group}/projects?{urlencode({**query, 'include_subgroups': 'true'})}"
            yield from self._lists.all(path, _PROJECTS, about=f"projects of {selection.owner}")
        elif selection.topic is not None:
            path = f"/projects?{urlencode({**query, 'membership': 'true'})}"
            yield from self._lists.all(path, _PROJECTS, about="projects of the token")

    def pull_requests(
        self, repository: str, *, page: str | None, etag: str | None
    ) -> Listed[ForgePullRequest]:
        """Return a page of all merge requests; see `ForgeSource`."""
        return self._lists.page(
            page or f"/projects/{quote(repository, safe='')}/merge_requests?{_LIST}",
            Entries(
                decoder=_MERGE_REQUEST,
                record=partial(_record, host=self.host, repository=repository),
            ),
            about=f"{repository}: merge requests",
            etag=etag,
        )


def open_gitlab(
    access: ServerAccess, patience: Patience, *, transport: "httpx.BaseTransport | None" = None
) -> GitlabSource:
    """Return a reader of a GitLab; nothing is asked yet.

    Args:
        access: where, and as whom.
        patience: how often to ask again.
        transport: takes the place of the network.

    Raises:
        UsageError: the address can't be used.
    """
    manners = Manners(
        service="GitLab",
        host=access.host,
        is_anonymous=access.token is None,
        how_to_authenticate="set GITLAB_TOKEN or give --token-file",
        needed="the scope read_api",
    )
    client = HttpClient(access.url, service="GitLab", transport=transport)
    token = access.token
    headers = {} if token is None else {"PRIVATE-TOKEN": token.reveal()}
    asker = Asker(HttpTransport(client, lambda: headers), manners, patience)
    lists = RestLists(asker, base=urlsplit(access.url).path, full_name=_full_name)
    return GitlabSource(asker, client, lists)


def _record(wire: _MergeRequest, *, host: str, repository: str) -> ForgePullRequest:
    merger = wire.merge_user or wire.merged_by
    is_known = wire.source_project_id is not None and wire.target_project_id is not None
    return ForgePullRequest(
        forge=Forge.GITLAB,
        host=host,
        repository=repository,
        number=wire.iid,
        url=wire.web_url,
        title=wire.title,
        body=(wire.description or "")[:LONGEST_BODY],
        author=wire.author.username if wire.author else None,
        author_is_bot=None,
        branch=wire.source_branch,
        base_branch=wire.target_branch,
        from_fork=wire.source_project_id != wire.target_project_id if is_known else None,
        head_sha=wire.sha,
        labels=tuple(wire.labels),
        state=_state(wire.state),
        draft=wire.draft,
        created_at=wire.created_at,
        updated_at=wire.updated_at,
        closed_at=wire.closed_at or wire.merged_at,
        merged_at=wire.merged_at,
        merge_sha=wire.merge_commit_sha or wire.squash_commit_sha,
        auto_merge=wire.merge_when_pipeline_succeeds,
        merged_by=merger.username if merger else None,
        closed_by=wire.closed_by.username if wire.closed_by else None,
    )


def _state(state: str) -> PullRequestState:
    """Return a state in GitHub's words; `locked` is a merge request that is being merged."""
    known = {"merged": PullRequestState.MERGED, "closed": PullRequestState.CLOSED}
    return known.get(state, PullRequestState.OPEN)


def _full_name(answer: Answer) -> str | None:
    try:
        return checked_name(_PROJECT.decode(answer.body).path_with_namespace, is_nested=True)
    except (msgspec.DecodeError, UnicodeError, ValueError):
        return None
