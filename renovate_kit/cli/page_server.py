"""Pages over HTTP: sockets, threads, limits and the clock; what is said is another's work."""

import io
import socket
import socketserver
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler
from typing import Final

from renovate_kit.errors import OutputError, UsageError
from renovate_kit.reports.pages import PageRequest, PageResponse, Site, respond
from renovate_kit.reports.pages.exchange import plain_response
from renovate_kit.reports.pages.routes import HEALTH

__all__ = ["PageServer", "page_server"]

_LONGEST_LINE: Final = 8_192
_LARGEST_HEAD: Final = 32_768
"""So many bytes may come before the answer."""
_SECONDS_TO_ASK: Final = 10.0
"""A request must be here within that time, however slowly it comes."""
_SECONDS_TO_TAKE: Final = 60.0
"""A response must be taken within that time."""
_MOST_CONNECTIONS: Final = 64
_MOST_AT_WORK: Final = 2
"""So many pages are made at a time: more would only slow each other down."""
_SECONDS_TO_WAIT: Final = 30.0


class PageServer(socketserver.ThreadingTCPServer):
    """Answers each connection in a thread of its own.

    Args:
        address: of the family that `family` says, with the port; 0 for any that is free.
        family: of addresses.
        site: what is served.
        on_mistake: told what nobody foresaw.
    """

    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(
        self,
        address: tuple[str, int],
        family: socket.AddressFamily,
        site: Site,
        on_mistake: Callable[[Exception], None],
    ) -> None:
        self.address_family = family
        self._site = site
        self._on_mistake = on_mistake
        self._connections = threading.BoundedSemaphore(_MOST_CONNECTIONS)
        self._at_work = threading.BoundedSemaphore(_MOST_AT_WORK)
        super().__init__(address, _Handler)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def answer(self, request: PageRequest) -> PageResponse:
        """Return the response to a request; a turn for it comes before long, or never.

        Whether the server is healthy is told at once, however much there is to do.
        """
        if request.target == HEALTH:
            return self._response(request)
        if not self._at_work.acquire(timeout=_SECONDS_TO_WAIT):
            return plain_response(503, "Too much is asked for at once: try again later.")
        try:
            return self._response(request)
        finally:
            self._at_work.release()

    def _response(self, request: PageRequest) -> PageResponse:
        response = respond(self._site, request, now=datetime.now(UTC))
        if response.error is not None:
            self._on_mistake(response.error)
        return response

    def process_request(self, request: object, client_address: object) -> None:
        """Start a thread for a connection; one too many is closed."""
        if not self._connections.acquire(blocking=False):
            self.shutdown_request(request)  # type: ignore[arg-type]
            return
        super().process_request(request, client_address)  # type: ignore[arg-type]

    def process_request_thread(self, request: object, client_address: object) -> None:
        """Answer a connection, and make room for another."""
        try:
            super().process_request_thread(request, client_address)  # type: ignore[arg-type]
        finally:
            self._connections.release()

    def handle_error(self, request: object, client_address: object) -> None:
        """Tell of what broke the answer to one connection; that one alone is lost."""
        import sys

        del request, client_address
        error = sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1]
        if isinstance(error, Exception) and not isinstance(error, OSError):
            self._on_mistake(error)


class _Handler(BaseHTTPRequestHandler):
    """One request of one connection."""

    server: PageServer

    def setup(self) -> None:
        """Read with a limit on time and size."""
        super().setup()
        self.rfile = io.BufferedReader(_Head(self.connection))

    def handle(self) -> None:
        """Answer one request, whatever its method is."""
        self.close_connection = True
        try:
            self._answer()
        except TimeoutError:
            self._send(plain_response(408, "The request took too long."))
        except _TooMuchError:
            self._send(plain_response(431, "The request is too long."))

    def _answer(self) -> None:
        self.raw_requestline = self.rfile.readline(_LONGEST_LINE + 1)
        if len(self.raw_requestline) > _LONGEST_LINE:
            self._send(plain_response(414, "The address is too long."))
            return
        if not self.raw_requestline or not self.parse_request():
            return
        asked = PageRequest(
            method=self.command,
            target=self.path,
            hosts=tuple(self.headers.get_all("Host", ())),
        )
        self._send(self.server.answer(asked))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request; the base class calls this."""
        del explain
        self._send(plain_response(code, f"{message or 'That is no request'}."))

    def handle_expect_100(self) -> bool:
        """Ask for no body."""
        return True

    def _send(self, response: PageResponse) -> None:
        self.connection.settimeout(_SECONDS_TO_TAKE)
        # What is no HTTP has no version, and a response without one would have no headers.
        self.request_version = "HTTP/1.0"
        self.requestline = ""
        self.send_response(response.status)
        for name, value in response.all_headers().items():
            self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        if getattr(self, "command", None) != "HEAD":
            self.wfile.write(response.body)

    def version_string(self) -> str:
        """Return what the server calls itself; which version, only those who may ask learn."""
        return "renovate-kit"

    def log_message(self, *_: object) -> None:
        """Keep quiet: what fails is told by the server."""


class _TooMuchError(Exception):
    """A request that does not end."""


class _Head(io.RawIOBase):
    """Reads a connection until a request should be over.

    A time-out of the connection alone would start anew with each byte.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._until = time.monotonic() + _SECONDS_TO_ASK
        self._room = _LARGEST_HEAD

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        if self._room <= 0:
            raise _TooMuchError
        self._connection.settimeout(left)
        number = self._connection.recv_into(buffer[: self._room])
        self._room -= number
        return number


def page_server(
    host: str, port: int, site: Site, *, on_mistake: Callable[[Exception], None]
) -> PageServer:
    """Return a server that listens; `serve_forever` makes it answer.

    Args:
        host: a name or an address of this machine.
        port: 0 for any that is free.
        site: what is served.
        on_mistake: told what nobody foresaw; the server goes on.

    Raises:
        OutputError: nobody can listen there, because somebody else does for example.
        UsageError: the host is none.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except (socket.gaierror, UnicodeError) as error:
        hint = "name an address of this machine, such as 127.0.0.1"
        raise UsageError(f"--host {host!r} is no address", hint=hint) from error
    try:
        return PageServer((str(address[0]), port), family, site, on_mistake)
    except OSError as error:
        reason = (error.strerror or "nobody can listen there").lower()
        hint = "choose another --port, or 0 for any that is free"
        raise OutputError(f"{host}:{port}: {reason}", hint=hint) from error
