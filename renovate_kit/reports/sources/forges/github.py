"""Reads GitHub: pull requests and Dependabot alerts by REST, details by GraphQL.

Source: GitHub REST API, "List pull requests", "List Dependabot alerts for a repository",
"List organization repositories", "List repositories for the authenticated user".
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import msgspec

from renovate_kit.http import HttpClient
from renovate_kit.reports.events.pull_requests import AlertSeen, Forge, ForgePullRequest
from renovate_kit.reports.sources.forges.answer import Answer
from renovate_kit.reports.sources.forges.asking import Asker, Patience
from renovate_kit.reports.sources.forges.failures import ForgeError, Trouble
from renovate_kit.reports.sources.forges.github_access import (
    GithubAccess,
    GithubApp,
    GithubTransport,
)
from renovate_kit.reports.sources.forges.github_details import GithubDetails
from renovate_kit.reports.sources.forges.github_records import (
    ALERT,
    PULL_REQUEST,
    alert,
    pull_request,
)
from renovate_kit.reports.sources.forges.http_transport import HttpTransport
from renovate_kit.reports.sources.forges.interface import Detailed, Listed, Numbered, Selection
from renovate_kit.reports.sources.forges.manners import Manners
from renovate_kit.reports.sources.forges.names import checked_name, checked_owner
from renovate_kit.reports.sources.forges.rest import Entries, RestLists

if TYPE_CHECKING:
    import httpx
    from requests.adapters import BaseAdapter

__all__ = ["GithubSource", "open_github"]

_PULLS: Final = "/repos/{}/pulls?state=all&sort=updated&direction=desc&per_page=100"
_ALERTS: Final = "/repos/{}/dependabot/alerts?sort=updated&direction=desc&per_page=100"


class _Repository(msgspec.Struct):
    full_name: str
    topics: list[str] = []


class _Found(msgspec.Struct):
    repositories: list[_Repository] = []


_REPOSITORY: Final = msgspec.json.Decoder(_Repository)
_REPOSITORIES: Final = Entries(decoder=_REPOSITORY, record=lambda wire: wire)


class GithubSource:
    """Reads one GitHub as one user, app, or nobody.

    Args:
        asker: for REST.
        details: for what lists don't tell; None without a token, as GraphQL wants one.
        base: path of the API's base URL.
        is_app: whether an app asks, which sees the repositories of its installation.
        close: called at the end.
    """

    forge: Final = Forge.GITHUB

    def __init__(
        self,
        asker: Asker,
        details: GithubDetails | None,
        *,
        base: str,
        is_app: bool,
        close: Callable[[], None],
    ) -> None:
        self._asker = asker
        self._details = details
        self._lists = RestLists(asker, base=base, full_name=_full_name)
        self._is_app = is_app
        self.close = close
        self.host = asker.manners.host

    @property
    def requests(self) -> int:
        """How many requests were sent so far."""
        return self._asker.requests + (self._details.requests if self._details else 0)

    def repositories(self, selection: Selection) -> Iterator[str]:
        """Yield full names: those that are named, then those that are found.

        Raises:
            ForgeError: GitHub does not list them.
            UsageError: a name is none.
        """
        yield from map(checked_name, selection.repositories)
        if selection.owner is not None:
            found = self._of_owner(checked_owner(selection.owner))
        elif selection.topic is not None:
            found = self._of_token()
        else:
            return
        for repository in found:
            if selection.topic is None or selection.topic in repository.topics:
                yield repository.full_name

    def pull_requests(
        self, repository: str, *, page: str | None, etag: str | None
    ) -> Listed[ForgePullRequest]:
        """Return a page of all pull requests; see `ForgeSource`."""
        record = partial(pull_request, host=self.host, repository=repository)
        return self._lists.page(
            page or _PULLS.format(repository),
            Entries(decoder=PULL_REQUEST, record=record),
            about=f"{repository}: pull requests",
            etag=etag,
        )

    def alerts(
        self, repository: str, *, page: str | None, etag: str | None
    ) -> Listed[AlertSeen] | None:
        """Return a page of Dependabot alerts; nobody sees them without a token."""
        if self._asker.manners.is_anonymous:
            return None
        return self._lists.page(
            page or _ALERTS.format(repository),
            Entries(decoder=ALERT, record=partial(alert, host=self.host, repository=repository)),
            about=f"{repository}: Dependabot alerts",
            etag=etag,
        )

    def with_details(
        self, repository: str, pull_requests: Sequence[Numbered]
    ) -> Detailed[Numbered] | None:
        """Return pull requests with who merged or closed them, reviews, checks, and commits."""
        if self._details is None:
            return None
        return self._details.added(repository, pull_requests)

    def _of_owner(self, owner: str) -> Iterator[_Repository]:
        """Yield the repositories of an organisation, else of a user of that name."""
        about = f"repositories of {owner}"
        try:
            yield from self._lists.all(
                f"/orgs/{owner}/repos?per_page=100", _REPOSITORIES, about=about
            )
        except ForgeError as error:
            if error.trouble is not Trouble.MISSING:
                raise
            yield from self._lists.all(
                f"/users/{owner}/repos?per_page=100", _REPOSITORIES, about=about
            )

    def _of_token(self) -> Iterator[_Repository]:
        about = "repositories of the token"
        if not self._is_app:
            yield from self._lists.all("/user/repos?per_page=100", _REPOSITORIES, about=about)
            return
        for number in range(1, 1000):
            path = f"/installation/repositories?per_page=100&page={number}"
            answer = self._asker.get(path, about=about)
            found = msgspec.json.decode(answer.body, type=_Found).repositories
            yield from found
            if not found:
                return


def open_github(
    access: GithubAccess,
    patience: Patience,
    *,
    rest: "BaseAdapter | None" = None,
    graphql: "httpx.BaseTransport | None" = None,
) -> GithubSource:
    """Return a reader of GitHub; nothing is asked yet.

    Args:
        access: where, and as whom.
        patience: how often to ask again.
        rest: takes the place of the network for REST.
        graphql: likewise for GraphQL.

    Raises:
        UsageError: the address can't be used.
    """
    transport = GithubTransport(access, adapter=rest)
    manners = Manners(
        service="GitHub",
        host=access.host,
        is_anonymous=access.who is None,
        how_to_authenticate="set GITHUB_TOKEN or give --token-file",
        needed="read access to pull requests (and to Dependabot alerts, for these)",
    )
    parts = urlsplit(transport.graphql_url)
    client = HttpClient(f"{parts.scheme}://{parts.netloc}", service="GitHub", transport=graphql)
    asker = Asker(transport, manners, patience)

    by_httpx = HttpTransport(client, transport.credentials)
    details = GithubDetails(Asker(by_httpx, manners, patience), path=parts.path)

    def close() -> None:
        transport.close()
        client.__exit__()

    return GithubSource(
        asker,
        None if access.who is None else details,
        base=urlsplit(access.url).path,
        is_app=isinstance(access.who, GithubApp),
        close=close,
    )


def _full_name(answer: Answer) -> str | None:
    if answer.status != HTTPStatus.OK:
        return None
    try:
        return checked_name(_REPOSITORY.decode(answer.body).full_name)
    except (msgspec.DecodeError, UnicodeError, ValueError):
        return None
