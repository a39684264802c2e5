"""Who is asking GitHub, and where it is: by PyGithub, over a connection of our own.

PyGithub authenticates (a token, or a GitHub App whose tokens last an hour) and knows GitHub's
addresses. Its objects are not used: one that misses a field asks for it, pull request by pull
request. Its repeating is not used either: a list that was cut off, or a limit that lasts too
long, has to be told from other failures.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import urlsplit

from renovate_kit.errors import InputError
from renovate_kit.http import connection_failure, shown_url
from renovate_kit.reports.sources.forges.answer import Answer, NoAnswerError
from renovate_kit.reports.sources.forges.secret import Secret
from renovate_kit.reports.sources.forges.server import refuse_plain_http

if TYPE_CHECKING:
    import requests
    from github.Auth import Auth
    from github.Requester import HTTPSRequestsConnectionClass, Requester
    from requests.adapters import BaseAdapter

    from renovate_kit.reports.sources.forges.github_connection import BoundedConnection

__all__ = ["GITHUB_API", "GithubAccess", "GithubApp", "GithubTransport"]

GITHUB_API: Final = "https://api.github.com"
_HEADERS: Final[Mapping[str, str]] = {
    "Accept": "application/vnd.github+json",
    "X-GitHub-Api-Version": "2022-11-28",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GithubApp:
    """A GitHub App as which to ask.

    Attributes:
        app_id: its id or client id.
        private_key: text of its PEM file.
        installation: id of its installation in the organisation.
    """

    app_id: str
    private_key: Secret
    installation: int

    @staticmethod
    def key_from(path: Path) -> Secret:
        """Return the private key in a file.

        Raises:
            InputError: it can't be read or is no key.
        """
        hint = "--app-key names the PEM file that GitHub made for the app"
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "is no text"
            raise InputError(f"{path}: {str(reason).lower()}", hint=hint) from error
        if "PRIVATE KEY-----" not in text:
            raise InputError(f"{path}: holds no private key", hint=hint)
        return Secret(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class GithubAccess:
    """Which GitHub, and as whom.

    Attributes:
        base_url: of its REST API: `https://HOST/api/v3` for an Enterprise Server.
        who: a token, an app, or nobody.
        ca_file: certificates of authorities to trust, beyond those of the system.
    """

    base_url: str = GITHUB_API
    who: Secret | GithubApp | None = None
    ca_file: str | None = None

    @property
    def url(self) -> str:
        """The base URL without a slash at its end.

        Raises:
            UsageError: it is no URL, or would send a token where anybody can read it.
        """
        url = shown_url(self.base_url)
        if self.who is not None:
            refuse_plain_http(url)
        return GITHUB_API if urlsplit(url).hostname in {"github.com", "www.github.com"} else url

    @property
    def host(self) -> str:
        """What people call this GitHub, such as `github.com`."""
        netloc = urlsplit(self.url).netloc
        is_cloud = netloc == "api.github.com" or netloc.endswith(".ghe.com")
        return netloc.removeprefix("api.") if is_cloud else netloc


class GithubTransport:
    """A `Transport` by PyGithub.

    Args:
        access: where, and as whom.
        adapter: takes the place of the network.

    Raises:
        UsageError: the address can't be used.
    """

    def __init__(self, access: GithubAccess, *, adapter: "BaseAdapter | None" = None) -> None:
        # PyGithub takes a quarter of a second to load.
        from github import Github  # noqa: PLC0415 - see above

        from renovate_kit import __version__  # noqa: PLC0415 - beside the others
        from renovate_kit.reports.sources.forges.github_connection import (  # noqa: PLC0415 - see above
            BoundedConnection,
        )

        parts = urlsplit(access.url)
        self._connect = partial(
            BoundedConnection,
            f"{parts.scheme}://{parts.netloc}",
            ca_file=access.ca_file,
            adapter=adapter,
        )
        self._connection: BoundedConnection | None = None
        self._requester: Requester = Github(
            auth=_auth(access.who),
            base_url=access.url,
            user_agent=f"renovate-kit/{__version__}",
            per_page=100,
            # For the tokens of an app, which PyGithub fetches over a connection of its own.
            verify=access.ca_file or True,
            retry=None,
            seconds_between_requests=None,
            seconds_between_writes=None,
        ).requester

    @property
    def graphql_url(self) -> str:
        """Where GraphQL is asked."""
        return str(self._requester.graphql_url)

    def close(self) -> None:
        """Let go of the connection."""
        if self._connection is not None:
            self._connection.close()

    def credentials(self) -> Mapping[str, str]:
        """Return the header that says who is asking; an app's token is fetched if need be.

        Raises:
            NoAnswerError: there is none to be had.
        """
        headers: dict[str, str] = {}
        if self._requester.auth is not None:
            refused = self._guarded(partial(self._requester.auth.authentication, headers))
            if refused is not None:
                raise NoAnswerError(f"no token for the app ({refused.status})", connected=True)
        return headers

    def send(
        self, method: str, path: str, *, headers: Mapping[str, str], content: bytes | None = None
    ) -> Answer:
        """Return the answer.

        Raises:
            NoAnswerError: there is none.
        """
        connection = self._connection or self._connect()
        self._connection = connection
        # PyGithub adds credentials and the like to the headers that it gets.
        refused = self._guarded(
            partial(
                self._requester.requestJson,
                method,
                path,
                headers={**_HEADERS, **headers},
                input=None if content is None else json.loads(content),
                cnx=cast("HTTPSRequestsConnectionClass", connection),
            )
        )
        if refused is not None:
            return refused
        return _received(connection)

    def _guarded(self, ask: Callable[[], object]) -> Answer | None:
        """Ask; return what PyGithub takes for an error, such as a token that an app can't get."""
        import requests  # noqa: PLC0415 - PyGithub has loaded it
        from github.GithubException import GithubException  # noqa: PLC0415 - likewise

        try:
            ask()
        except requests.RequestException as error:
            # A connection that broke is not used again.
            self.close()
            self._connection = None
            raise _no_answer(error) from error
        except GithubException as error:
            headers = {key.lower(): str(value) for key, value in (error.headers or {}).items()}
            return Answer(
                status=error.status, headers=headers, body=json.dumps(error.data).encode()
            )
        return None


def _received(connection: "BoundedConnection") -> Answer:
    from renovate_kit.reports.sources.forges.github_connection import (  # noqa: PLC0415 - loads requests
        seen_status,
    )

    received = connection.received
    if received is None:
        raise NoAnswerError("no answer", connected=True)
    return Answer(
        status=seen_status(received.status),
        headers={name.lower(): value for name, value in received.headers.items()},
        body=received.body,
    )


def _auth(who: Secret | GithubApp | None) -> "Auth | None":
    from github import Auth  # noqa: PLC0415 - see GithubTransport

    if who is None:
        return None
    if isinstance(who, Secret):
        return Auth.Token(who.reveal())
    app = Auth.AppAuth(who.app_id, who.private_key.reveal())
    return app.get_installation_auth(who.installation)


def _no_answer(error: "requests.RequestException") -> NoAnswerError:
    import requests  # noqa: PLC0415 - PyGithub has loaded it

    if isinstance(error, requests.exceptions.SSLError):
        is_untrusted = "CERTIFICATE_VERIFY_FAILED" in str(error)
        reason = "certificate not trusted" if is_untrusted else "no encrypted connection"
        return NoAnswerError(reason, connected=not is_untrusted, certificate=is_untrusted)
    if isinstance(error, requests.ConnectTimeout):
        return NoAnswerError("did not answer in time", connected=False)
    if isinstance(error, requests.Timeout):
        return NoAnswerError("did not answer in time", connected=True)
    text = str(error)
    if isinstance(error, requests.ConnectionError) and (
        "NewConnectionError" in text
        or "NameResolutionError" in text
        or "ProxyError" in text
        or "Failed to establish" in text
    ):
        return NoAnswerError(connection_failure(text) or "no connection", connected=False)
    return NoAnswerError("the connection broke off", connected=True)
