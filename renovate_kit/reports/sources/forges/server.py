"""Where a GitLab, Gitea or Forgejo is, and as whom to ask it."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from renovate_kit.errors import UsageError
from renovate_kit.http import shown_url
from renovate_kit.reports.sources.forges.secret import Secret

__all__ = ["ServerAccess", "refuse_plain_http"]

_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerAccess:
    """Which server, and as whom.

    Attributes:
        base_url: of the server or of its API.
        api: path of the API, such as `/api/v4`.
        token: None asks as nobody.
    """

    base_url: str
    api: str
    token: Secret | None = None

    @property
    def url(self) -> str:
        """The API's base URL.

        Raises:
            UsageError: it is no URL, or would send a token where anybody can read it.
        """
        url = shown_url(self.base_url)
        if self.token is not None:
            refuse_plain_http(url)
        return url if url.endswith(self.api) else url + self.api

    @property
    def host(self) -> str:
        """The server's name, with its port where that is not the usual one."""
        return urlsplit(self.url).netloc


def refuse_plain_http(url: str) -> None:
    """Refuse to send a token where anybody can read it; this machine itself may.

    Raises:
        UsageError: the URL is not encrypted.
    """
    parts = urlsplit(url)
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise UsageError(f"{url}: a token would go there unencrypted", hint="use https")
