"""Sends requests to a forge by httpx."""

from collections.abc import Callable, Mapping

import httpx

from renovate_kit.http import AnswerLimits, HttpClient, connection_failure
from renovate_kit.reports.sources.forges.answer import Answer, NoAnswerError

__all__ = ["HttpTransport"]


class HttpTransport:
    """A `Transport` by httpx.

    Args:
        client: of the API's base URL.
        credentials: called for each request; returns the headers that say who is asking.
    """

    def __init__(self, client: HttpClient, credentials: Callable[[], Mapping[str, str]]) -> None:
        self._client = client
        self._credentials = credentials
        self._limits = AnswerLimits()

    def send(
        self, method: str, path: str, *, headers: Mapping[str, str], content: bytes | None = None
    ) -> Answer:
        """Return the answer.

        Raises:
            NoAnswerError: there is none.
        """
        try:
            answer = self._client.send(
                method,
                path,
                headers={**self._credentials(), **headers},
                content=content,
                limits=self._limits,
            )
        except httpx.TransportError as error:
            raise _no_answer(error) from error
        return Answer(
            status=answer.status_code,
            headers={name.lower(): value for name, value in answer.headers.items()},
            body=answer.content,
        )


def _no_answer(error: httpx.TransportError) -> NoAnswerError:
    reason = str(error) or "no connection"
    if "CERTIFICATE_VERIFY_FAILED" in reason:
        return NoAnswerError("certificate not trusted", connected=False, certificate=True)
    if isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout):
        return NoAnswerError("did not answer in time", connected=False)
    if isinstance(error, httpx.TimeoutException):
        return NoAnswerError("did not answer in time", connected=True)
    if isinstance(error, httpx.ConnectError | httpx.UnsupportedProtocol | httpx.ProxyError):
        return NoAnswerError(connection_failure(reason) or "no connection", connected=False)
    return NoAnswerError("the connection broke off", connected=True)
