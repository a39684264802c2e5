"""What the readers of servers with a plain REST API share: GitLab, and Gitea or Forgejo."""

from collections.abc import Sequence

from renovate_kit.http import HttpClient
from renovate_kit.reports.events.pull_requests import AlertSeen
from renovate_kit.reports.sources.forges.asking import Asker
from renovate_kit.reports.sources.forges.interface import Detailed, Listed, Numbered
from renovate_kit.reports.sources.forges.rest import RestLists

__all__ = ["ServerSource"]


class ServerSource:
    """Asks one server. It has no alerts, and tells all that it has in its lists.

    Args:
        asker: asks it.
        client: what it asks by.
        lists: its lists.
    """

    def __init__(self, asker: Asker, client: HttpClient, lists: RestLists) -> None:
        self._asker = asker
        self._client = client
        self._lists = lists
        self.host = asker.manners.host

    @property
    def requests(self) -> int:
        """How many requests were sent so far."""
        return self._asker.requests

    def close(self) -> None:
        """Let go of connections."""
        self._client.__exit__()

    def alerts(
        self, repository: str, *, page: str | None, etag: str | None
    ) -> Listed[AlertSeen] | None:
        """Return None: there are none of Dependabot's."""
        del repository, page, etag
        return None

    def with_details(
        self, repository: str, pull_requests: Sequence[Numbered]
    ) -> Detailed[Numbered] | None:
        """Return None: more is not to be had in one request."""
        del repository, pull_requests
        return None
