"""The connection that PyGithub sends its requests over: bounded, and without its own ideas.

PyGithub reads an answer of any size, follows a `301` but drops its query (so that the list behind
a rename would be another one), and repeats a `202` without end. It takes a connection that is
handed in, and this one gives it neither to see.
"""

from collections.abc import ItemsView, Mapping
from typing import TYPE_CHECKING, Any, Final

import requests

from renovate_kit.http import AnswerLimits

if TYPE_CHECKING:
    from requests.adapters import BaseAdapter

__all__ = ["BoundedConnection", "Received", "seen_status"]

_TIMEOUTS: Final = (10.0, 60.0)
"""Seconds to connect, and to wait for the next bytes."""
_CHUNK: Final = 1 << 16
_RENAMED: Final = {202: 299, 301: 298, 302: 297}


def seen_status(status: int) -> int:
    """Return the status that the server sent, from the one that PyGithub was shown."""
    return next((real for real, shown in _RENAMED.items() if shown == status), status)


class Received:
    """An answer, as PyGithub wants to read it."""

    def __init__(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
        self.status = _RENAMED.get(status, status)
        self.headers = headers
        self.body = body

    def getheaders(self) -> ItemsView[str, str]:
        """Return names and values."""
        return self.headers.items()

    def read(self) -> str:
        """Return the body as text."""
        return self.body.decode("utf-8", "replace")


class BoundedConnection:
    """Sends requests to one server.

    Args:
        origin: scheme, host and port, as `https://api.github.com`.
        ca_file: certificates of authorities to trust; None for those of the environment.
        adapter: takes the place of the network.
    """

    def __init__(
        self, origin: str, *, ca_file: str | None = None, adapter: "BaseAdapter | None" = None
    ) -> None:
        self._origin = origin
        # Told with each request: variables for requests (REQUESTS_CA_BUNDLE) win over a session.
        self._verify = ca_file or True
        self._session = requests.Session()
        # With an authentication set, requests does not look for one in ~/.netrc.
        self._session.auth = lambda request: request
        if adapter is not None:
            self._session.mount("https://", adapter)
            self._session.mount("http://", adapter)
        self._limits = AnswerLimits()
        self._wanted: tuple[str, str, Any, dict[str, str]] | None = None
        self.received: Received | None = None

    def request(
        self,
        verb: str,
        url: str,
        input: Any,  # noqa: A002, ANN401 - PyGithub's name and type
        headers: dict[str, str],
        stream: bool = False,  # noqa: FBT001, FBT002 - PyGithub passes it by position
    ) -> None:
        """Remember what to send."""
        del stream
        self._wanted = (verb, url, input, headers)

    def getresponse(self) -> Received:
        """Send it, and return the answer.

        Raises:
            requests.RequestException: there is none, or it is too large or too slow.
        """
        if self._wanted is None:
            raise RuntimeError("nothing was asked for")
        verb, url, content, headers = self._wanted
        self.received = None
        with self._session.request(
            verb,
            self._origin + url,
            headers=headers,
            data=content,
            timeout=_TIMEOUTS,
            allow_redirects=False,
            stream=True,
            verify=self._verify,
        ) as answer:
            try:
                body = b"".join(self._limits.watched(answer.iter_content(_CHUNK)))
            except TimeoutError as error:
                raise requests.ReadTimeout(str(error)) from error
            except ValueError as error:
                raise requests.exceptions.ContentDecodingError(str(error)) from error
        self.received = Received(answer.status_code, answer.headers, body)
        return self.received

    def close(self) -> None:
        """Let go of the connection."""
        self._session.close()
