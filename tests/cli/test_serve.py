"""`renovate-kit serve` as a process, and its server against clients that misbehave."""

import http.client
import json
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest

from renovate_kit.cli import page_server
from renovate_kit.cli.page_server import PageServer
from renovate_kit.errors import OutputError, UsageError
from renovate_kit.reports.pages import Site
from renovate_kit.reports.statistics.security_history import DEFAULT_LIMITS
from renovate_kit.reports.store import open_store, read_store
from tests.reports.fleet import Fleet
from tests.reports.loopback import allow_loopback
from tests.reports.pull_request_samples import hours, security_pull_request

LOOPBACK = "127.0.0.1"
GET = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture(autouse=True)
def _loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    allow_loopback(monkeypatch)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store.sqlite3"
    fill(path)
    return path


def fill(path: Path) -> None:
    with open_store(path) as opened:
        opened.take_pull_requests([security_pull_request()], seen_at=hours(5))


# The process


@dataclass
class Served:
    process: "subprocess.Popen[str]"
    port: int

    def ended(self, how: signal.Signals) -> tuple[int, str]:
        self.process.send_signal(how)
        _, err = self.process.communicate(timeout=20)
        return self.process.returncode, err


@contextmanager
def serving(*flags: object) -> Iterator[Served]:
    command = [sys.executable, "-m", "renovate_kit", "serve", "--port", "0", *map(str, flags)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line.startswith("http://"), process.communicate(timeout=20)
            yield Served(process, int(line.strip().rstrip("/").rpartition(":")[2]))
        finally:
            process.kill()


def refused(*flags: object) -> tuple[int, str]:
    """Return how a start ends that can't go well."""
    finished = subprocess.run(
        [sys.executable, "-m", "renovate_kit", "serve", *map(str, flags)],
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )
    assert finished.stdout == ""
    return finished.returncode, finished.stderr


def ask(
    port: int, path: str, *, method: str = "GET", host: str = "localhost"
) -> tuple[http.client.HTTPResponse, bytes]:
    with closing(http.client.HTTPConnection(LOOPBACK, port, timeout=20)) as connection:
        connection.request(method, path, headers={"Host": host})
        response = connection.getresponse()
        return response, response.read()


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_pages_are_served_until_somebody_ends_it(store: Path, how: signal.Signals) -> None:
    with serving("--store", store, "--time-zone", "Europe/Stockholm") as served:
        health, told = ask(served.port, "/healthz")
        assert health.status == 200
        assert json.loads(told)["repositories"] == 1
        response, body = ask(served.port, "/security?week=2026-W37")
        assert response.status == 200
        assert b"Europe/Stockholm" in body
        assert response.headers["Server"] == "renovate-kit"
        assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
        head, nothing = ask(served.port, "/security?week=2026-W37", method="HEAD")
        assert (head.headers["Content-Length"], nothing) == (str(len(body)), b"")
        posted, _ = ask(served.port, "/", method="POST")
        assert (posted.status, posted.headers["Allow"]) == (405, "GET, HEAD")
        foreign, _ = ask(served.port, "/", host="evil.example")
        assert foreign.status == 421
        code, err = served.ended(how)
    assert code == 130
    assert err == "interrupted; what was stored or written before is whole\n"


@pytest.mark.usefixtures("interruptible")
def test_it_ends_at_once_even_after_a_large_page_and_while_one_is_made(tmp_path: Path) -> None:
    store = tmp_path / "fleet.sqlite3"
    first = datetime(2026, 8, 24, 3, tzinfo=UTC)
    Fleet(repositories=1_000, first=first, every=timedelta(days=1), runs=14).write(store)
    with serving("--store", store) as served:
        assert ask(served.port, "/?week=2026-W36")[0].status == 200
        with closing(socket.create_connection((LOOPBACK, served.port), timeout=20)) as connection:
            connection.sendall(b"GET /?week=2026-W35 HTTP/1.1\r\nHost: localhost\r\n\r\n")
            time.sleep(0.3)
            started = time.monotonic()
            code, _ = served.ended(signal.SIGTERM)
            took = time.monotonic() - started
    assert code == 130
    assert took < 0.5


def test_a_store_may_come_later(tmp_path: Path) -> None:
    missing = tmp_path / "store.sqlite3"
    with serving("--store", missing) as served:
        health, line = ask(served.port, "/healthz")
        assert (health.status, line) == (503, f"there is no store at {missing}\n".encode())
        assert not missing.exists()
        fill(missing)
        assert ask(served.port, "/healthz")[0].status == 200
        _, err = served.ended(signal.SIGTERM)
    assert err.startswith("nothing can be shown until that is mended: there is no store at")


def test_an_older_store_is_brought_forward_at_the_start(tmp_path: Path, data: Path) -> None:
    import sqlite3  # noqa: PLC0415 - of this test alone

    old = tmp_path / "old.sqlite3"
    with closing(sqlite3.connect(old)) as connection:
        connection.executescript((data / "store" / "version-1.sql").read_text("utf-8"))
    with serving("--store", old) as served:
        deadline = time.monotonic() + 20
        while ask(served.port, "/healthz")[0].status != 200:
            assert time.monotonic() < deadline


def test_who_else_can_read_is_told(tmp_path: Path) -> None:
    with serving("--host", "0.0.0.0", "--store", tmp_path / "none") as served:  # noqa: S104
        assert ask(served.port, "/healthz", host=LOOPBACK)[0].status == 503
        assert ask(served.port, "/healthz", host="10.1.2.3")[0].status == 503
        assert ask(served.port, "/healthz", host="evil.example")[0].status == 421
        _, err = served.ended(signal.SIGTERM)
    assert err.splitlines()[0] == (
        "anybody who reaches 0.0.0.0 can read all of the store: there is no log-in"
    )


def test_a_name_can_be_allowed(store: Path) -> None:
    with serving("--store", store, "--allowed-host", "Renovate.example") as served:
        assert ask(served.port, "/healthz", host="renovate.example:80")[0].status == 200
        assert ask(served.port, "/healthz", host="other.example")[0].status == 421


def test_a_port_that_is_taken_is_one_line(store: Path) -> None:
    with closing(socket.socket()) as taken:
        taken.bind((LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, err = refused("--port", port, "--store", store)
    assert code == 3
    assert err == (
        f"error: {LOOPBACK}:{port}: address already in use. "
        "Choose another --port, or 0 for any that is free.\n"
    )


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (("--port", "65536"), 2),
        (("--port", "http"), 2),
        (("--allowed-host", "http://x/"), 2),
        (("--host", "not a host"), 2),
        (("--time-zone", "Mars/Olympus"), 2),
        (("--sla", "high"), 2),
        (("--ignore-file", "/nowhere.toml"), 3),
    ],
)
def test_mistakes_end_the_start(store: Path, flags: tuple[str, ...], code: int) -> None:
    ended, err = refused("--store", store, *flags)
    assert ended == code
    assert "Traceback" not in err


# The server


@contextmanager
def server_of(
    open_it: Callable[[], object], mistakes: list[Exception] | None = None
) -> Iterator[PageServer]:
    site = Site(open_store=open_it, time_zone="UTC", limits=DEFAULT_LIMITS)  # type: ignore[arg-type]
    told = mistakes if mistakes is not None else []
    with page_server.page_server(LOOPBACK, 0, site, on_mistake=told.append) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def connected(server: PageServer) -> Iterator[socket.socket]:
    with closing(socket.create_connection((LOOPBACK, server.port), timeout=20)) as connection:
        yield connection


def everything(connection: socket.socket) -> bytes:
    """Return what comes until the other end closes."""
    parts = []
    try:
        while part := connection.recv(65_536):
            parts.append(part)
    except ConnectionError:
        pass  # it was closed before all that was sent had been read
    return b"".join(parts)


def said(server: PageServer, request: bytes) -> bytes:
    with connected(server) as connection:
        connection.sendall(request)
        return everything(connection)


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"rubbish\r\n\r\n", 400),
        (b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", 505),
        (b"GET / HTTP/x\r\nHost: localhost\r\n\r\n", 400),
        (b"GET /healthz\r\n\r\n", 400),
        (b"GET /healthz HTTP/1.1\r\n\r\n", 400),
        (b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", 400),
        (b"GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n", 400),
        (b"BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n", 405),
        (b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"A: b\r\n" * 200 + b"\r\n", 431),
        (b"GET / HTTP/1.1\r\nA: " + b"a" * 40_000, 431),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400),
        (GET, 200),
    ],
)
def test_whatever_comes_gets_an_answer(store: Path, request_bytes: bytes, status: int) -> None:
    mistakes: list[Exception] = []
    with server_of(lambda: read_store(store), mistakes) as server:
        answer = said(server, request_bytes)
        assert answer.startswith(f"HTTP/1.0 {status} ".encode())
        assert b"X-Content-Type-Options: nosniff" in answer
        assert said(server, GET).startswith(b"HTTP/1.0 200 ")
    assert mistakes == []


def test_a_client_that_says_nothing_holds_nobody_up(store: Path) -> None:
    with server_of(lambda: read_store(store)) as server, connected(server):
        assert said(server, GET).startswith(b"HTTP/1.0 200 ")


def test_a_client_that_leaves_harms_nobody(store: Path) -> None:
    mistakes: list[Exception] = []
    with server_of(lambda: read_store(store), mistakes) as server:
        for half in (b"", b"GET", GET[:-2], GET):
            with connected(server) as connection:
                connection.sendall(half)
        assert said(server, GET).startswith(b"HTTP/1.0 200 ")
    assert mistakes == []


def test_a_slow_client_is_given_up(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_server, "_SECONDS_TO_ASK", 0.3)
    with server_of(lambda: read_store(store)) as server, connected(server) as connection:
        started = time.monotonic()
        connection.settimeout(0.05)
        answer = b""
        while not answer:
            # A byte now and then would keep a time-out of the connection alone from ever coming.
            connection.sendall(b"G")
            try:
                answer = connection.recv(100)
            except TimeoutError:
                assert time.monotonic() - started < 20
        assert answer.startswith(b"HTTP/1.0 408 ")


def test_one_connection_too_many_is_closed(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_server, "_MOST_CONNECTIONS", 2)
    with server_of(lambda: read_store(store)) as server:
        with connected(server), connected(server), connected(server) as third:
            assert everything(third) == b""
        deadline = time.monotonic() + 20
        while not said(server, GET).startswith(b"HTTP/1.0 200 "):
            assert time.monotonic() < deadline


def test_too_many_pages_at_a_time_wait_and_are_refused(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_server, "_MOST_AT_WORK", 1)
    monkeypatch.setattr(page_server, "_SECONDS_TO_WAIT", 0.05)
    is_busy, may_go_on = threading.Event(), threading.Event()

    def slow() -> object:
        if not is_busy.is_set():
            is_busy.set()
            assert may_go_on.wait(20)
        return read_store(store)

    page = b"GET /security HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with server_of(slow) as server, connected(server) as first:
        first.sendall(page)
        assert is_busy.wait(20)
        assert said(server, page).startswith(b"HTTP/1.0 503 ")
        # Whoever watches the server must not take it for dead.
        assert said(server, GET).startswith(b"HTTP/1.0 200 ")
        may_go_on.set()
        assert everything(first).startswith(b"HTTP/1.0 200 ")


def test_a_mistake_in_one_request_ends_nothing(store: Path) -> None:
    mistakes: list[Exception] = []
    broken = iter([True])

    def open_it() -> object:
        if next(broken, False):
            raise ZeroDivisionError
        return read_store(store)

    with server_of(open_it, mistakes) as server:
        request = b"GET /security HTTP/1.1\r\nHost: localhost\r\n\r\n"
        assert said(server, request).startswith(b"HTTP/1.0 500 ")
        assert said(server, request).startswith(b"HTTP/1.0 200 ")
    assert [type(each) for each in mistakes] == [ZeroDivisionError]


def test_many_at_once_get_what_they_asked_for(store: Path) -> None:
    answers: list[bytes] = []
    with server_of(lambda: read_store(store)) as server:
        threads = [
            threading.Thread(target=lambda: answers.append(said(server, GET))) for _ in range(12)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(answers) == 12
    assert all(answer.startswith(b"HTTP/1.0 200 ") for answer in answers)


def nothing_opened() -> NoReturn:
    raise AssertionError


def test_an_address_of_nobody_is_wrong_usage() -> None:
    site = Site(open_store=nothing_opened, time_zone="UTC", limits=DEFAULT_LIMITS)
    with pytest.raises(UsageError, match="is no address"):
        page_server.page_server("no host", 0, site, on_mistake=print)
    with pytest.raises(OutputError):
        page_server.page_server("192.0.2.1", 0, site, on_mistake=print)
