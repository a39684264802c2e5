"""Servers on this machine that take the place of a cluster and of Loki."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

__all__ = ["Asked", "Reply", "allow_loopback", "served"]

_connect: Callable[[socket.socket, Any], None] = socket.socket.connect
_LOOPBACK = "127.0.0.1"


@dataclass(frozen=True)
class Asked:
    """A request."""

    path: str
    parameters: dict[str, str]
    headers: dict[str, str]
    method: str = "GET"
    content: bytes = b""


@dataclass(frozen=True)
class Reply:
    """An answer; what is no bytes is sent as JSON."""

    body: object = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def raw(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


def allow_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test reach servers on this machine, and only them."""

    def connect(self: socket.socket, address: Any) -> None:  # noqa: ANN401 - as the real one
        assert address[0] == _LOOPBACK, "a test tried to reach the network"
        _connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@contextmanager
def served(answer: Callable[[Asked], Reply]) -> Iterator[str]:
    """Answer requests on a free port of this machine; give the server's URL."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            asked = Asked(
                path=parts.path,
                parameters={name: values[0] for name, values in parse_qs(parts.query).items()},
                headers={name.lower(): value for name, value in self.headers.items()},
                method=self.command,
                content=self.rfile.read(int(self.headers.get("Content-Length") or 0)),
            )
            reply = answer(asked)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.raw)))
            # Who has read enough of an endless answer hangs up.
            with suppress(ConnectionError):
                self.end_headers()
                self.wfile.write(reply.raw)

        do_POST = do_PATCH = do_GET  # noqa: N815 - as the server calls them

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer((_LOOPBACK, 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://{_LOOPBACK}:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
