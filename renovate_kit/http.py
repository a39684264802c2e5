"""The one place that builds an HTTP client: timeouts, retries, user agent, told-apart failures."""

import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final, Self
from urllib.parse import urlsplit, urlunsplit

import httpx

from renovate_kit import __version__
from renovate_kit.errors import RemoteError, UsageError

__all__ = ["AnswerLimits", "HttpClient", "Retries", "connection_failure", "shown_url"]

_TIMEOUT: Final = httpx.Timeout(60.0, connect=10.0)
_USER_AGENT: Final = f"renovate-kit/{__version__}"
_RETRIED: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_SHOWN_OF_ANSWER: Final = 200
_OF_TRANSFER: Final = frozenset({"content-encoding", "content-length", "transfer-encoding"})


class Retries:
    """How often to ask again, and how long to wait before: longer each time, with jitter.

    Args:
        most: attempts after the first.
        first_wait: seconds; doubled each time.
        longest_wait: seconds; also when the service asks for a longer wait.
        sleep: waits.
        jitter: returns a number between 0 and 1; so that many clients don't ask in step.
    """

    def __init__(
        self,
        *,
        most: int = 4,
        first_wait: float = 0.5,
        longest_wait: float = 30.0,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self.most = most
        self.sleep = sleep
        self._first_wait = first_wait
        self._longest_wait = longest_wait
        self._jitter = jitter

    def wait(self, attempt: int, asked_for: float | None = None) -> float:
        """Return the seconds to wait after attempt 0, 1, ...

        `asked_for` are the seconds for which the service wants to be left alone.
        """
        planned = self._first_wait * (1 << attempt) * (0.5 + self._jitter() / 2)
        return min(max(planned, asked_for or 0.0), self._longest_wait)


class AnswerLimits:
    """How long and how much of an answer to read.

    Args:
        seconds: from the first byte to the last.
        size: bytes, decompressed.
    """

    def __init__(self, *, seconds: float = 120.0, size: int = 64 * 1024 * 1024) -> None:
        self._seconds = seconds
        self._size = size

    def watched(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the chunks of an answer's body.

        Raises:
            TimeoutError: it takes too long, however steadily it comes.
            ValueError: it is too large.
        """
        end, left = time.monotonic() + self._seconds, self._size
        for chunk in chunks:
            left -= len(chunk)
            if left < 0:
                raise ValueError(f"the answer is larger than {self._size // 1_048_576} MiB")
            if time.monotonic() > end:
                raise TimeoutError(f"the answer took longer than {self._seconds:.0f} seconds")
            yield chunk


class HttpClient:
    """Asks one service, again where it was busy; what it can't do is a `RemoteError`.

    Args:
        base_url: of the service. Credentials in it are sent as basic authentication.
        service: what to call it in a message.
        headers: sent with each request.
        retries: how often to ask again.
        transport: takes the place of the network.

    Raises:
        UsageError: `base_url` is no URL of a web service.
    """

    def __init__(
        self,
        base_url: str,
        *,
        service: str,
        headers: Mapping[str, str] | None = None,
        retries: Retries | None = None,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self._service = service
        self._retries = retries or Retries()
        self.url = shown_url(base_url)
        self._client = httpx.Client(
            base_url=self.url,
            auth=_credentials(base_url),
            headers={"User-Agent": _USER_AGENT, **(headers or {})},
            timeout=_TIMEOUT,
            transport=transport,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, path: str, parameters: Mapping[str, str | int]) -> httpx.Response:
        """Return the answer to a GET, also one that refuses the request (4xx).

        Raises:
            RemoteError: the service can't be reached, or is too busy again and again, or does
                not accept who is asking.
        """
        return self._answered(lambda: self._client.build_request("GET", path, params=parameters))

    def post(self, path: str, content: object) -> httpx.Response:
        """Return the answer to a POST of JSON, also one that refuses the request (4xx).

        It is repeated like a GET, so it is only for questions that are too long for a GET.

        Raises:
            RemoteError: as for `get`.
        """
        return self._answered(lambda: self._client.build_request("POST", path, json=content))

    def send(
        self,
        method: str,
        path: str,
        *,
        headers: Mapping[str, str],
        content: bytes | None = None,
        limits: AnswerLimits,
    ) -> httpx.Response:
        """Return whatever is answered, after asking once and without following redirections.

        For callers that judge answers themselves.

        Args:
            method: such as `GET`.
            path: with the query, below the base URL.
            headers: for this request.
            content: body of the request.
            limits: how long and how much to read; an answer beyond counts as one cut off.

        Raises:
            httpx.TransportError: there is no answer, or it ends too early.
        """
        request = self._client.build_request(method, path, headers=headers, content=content)
        answer = self._client.send(request, stream=True)
        try:
            body = b"".join(limits.watched(answer.iter_bytes()))
        except TimeoutError as error:
            raise httpx.ReadTimeout(str(error), request=request) from error
        except ValueError as error:
            raise httpx.RemoteProtocolError(str(error), request=request) from error
        finally:
            answer.close()
        headers_left = [
            pair for pair in answer.headers.multi_items() if pair[0] not in _OF_TRANSFER
        ]
        return httpx.Response(
            answer.status_code, headers=headers_left, content=body, request=request
        )

    def _answered(self, request: Callable[[], httpx.Request]) -> httpx.Response:
        attempt = 0
        while True:
            answer = self._asked(request, is_last=attempt >= self._retries.most)
            if answer is not None:
                return self._checked(answer)
            self._retries.sleep(self._retries.wait(attempt, self._asked_to_wait))
            attempt += 1

    _asked_to_wait: float | None = None

    def _asked(
        self, request: Callable[[], httpx.Request], *, is_last: bool
    ) -> httpx.Response | None:
        """Return the answer; None if it is worth while to ask again."""
        self._asked_to_wait = None
        try:
            answer = self._client.send(request())
        except httpx.TransportError as error:
            if is_last or isinstance(error, httpx.UnsupportedProtocol | httpx.LocalProtocolError):
                raise self._unreachable(error) from error
            return None
        except httpx.InvalidURL as error:
            raise UsageError(f"{self.url} is no URL", hint="check it") from error
        if answer.status_code in _RETRIED and not is_last:
            self._asked_to_wait = _retry_after(answer)
            return None
        return answer

    def _unreachable(self, error: httpx.TransportError) -> RemoteError:
        reason = (
            "did not answer in time" if isinstance(error, httpx.TimeoutException) else str(error)
        )
        if "CERTIFICATE_VERIFY_FAILED" in reason:
            hint = "name its authority's certificate in SSL_CERT_FILE"
            return RemoteError(f"{self._service} at {self.url}: certificate not trusted", hint=hint)
        hint = "check the address, and whether it can be reached from here"
        why = connection_failure(reason) or reason
        return RemoteError(f"{self._service} at {self.url}: {why}", hint=hint)

    def _checked(self, answer: httpx.Response) -> httpx.Response:
        status = answer.status_code
        if status < HTTPStatus.BAD_REQUEST or status in {400, 404, 422}:
            return answer
        where = f"{self._service} at {self.url}"
        if status == HTTPStatus.UNAUTHORIZED:
            raise RemoteError(f"{where}: 401, it wants credentials", hint="check the token")
        if status == HTTPStatus.FORBIDDEN:
            hint = "check what the token may read"
            raise RemoteError(f"{where}: 403, this is not allowed", hint=hint)
        if status == HTTPStatus.TOO_MANY_REQUESTS:
            hint = "try again later, or ask for less at a time"
            raise RemoteError(f"{where}: 429, too many requests", hint=hint)
        message = f"{where}: {status} {answer.reason_phrase}".rstrip()
        raise RemoteError(message, hint="look at the service's own log, or try again later")


def shown_url(url: str) -> str:
    """Return a URL without the credentials in it.

    Raises:
        UsageError: it is no URL of a web service.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if parts.scheme not in {"http", "https"} or not host:
        raise UsageError("this is no URL of a web service", hint="write it as http://host:3100")
    name = f"[{host}]" if ":" in host else host
    netloc = name if port is None else f"{name}:{port}"
    return urlunsplit((parts.scheme, netloc, parts.path.rstrip("/"), "", ""))


def connection_failure(reason: str) -> str | None:
    """Return in a few words why there is no connection, from a library's many; None if unknown."""
    lower = reason.lower()
    unknown = ("name or service not known", "name resolution", "nodename nor servname", "resolve")
    if any(words in lower for words in unknown):
        return "its address can't be found"
    if "refused" in lower:
        return "connection refused"
    if "unreachable" in lower:
        return "no route to it"
    if "proxy" in lower:
        return "the proxy does not let it through"
    return None


def first_words(answer: httpx.Response) -> str:
    """Return the beginning of an answer, in one line, to show what a service complains about."""
    return " ".join(answer.text[:_SHOWN_OF_ANSWER].split())


def _credentials(url: str) -> httpx.BasicAuth | None:
    given = httpx.URL(url)
    return httpx.BasicAuth(given.username, given.password) if given.username else None


def _retry_after(answer: httpx.Response) -> float | None:
    """Return the seconds for which the service wants to be left alone."""
    text = answer.headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        return max(0.0, (parsedate_to_datetime(text) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None
