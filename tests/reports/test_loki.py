"""Logs from Loki, page by page, against a server of our own that pages as Loki does."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from renovate_kit.errors import RemoteError, UsageError
from renovate_kit.http import HttpClient, Retries
from renovate_kit.reports.events import Event, RunEnded, RunStarted
from renovate_kit.reports.sources.loki import LokiQuery, loki_logs
from tests.commandline import Run
from tests.reports.loopback import Asked, Reply, allow_loopback, served
from tests.reports.reading import of_type, only_end, read, taken

PICLUSTER = Path(__file__).parents[1] / "data" / "logs" / "picluster"
PRETTY = (PICLUSTER / "picluster-run01.log").read_bytes()
JSON_LOG = (PICLUSTER / "picluster-run02.jsonl").read_bytes()
START = datetime(2026, 9, 7, tzinfo=UTC)
QUERY = LokiQuery(query='{namespace="renovate"}', start=START, end=START + timedelta(days=10))
_MATCHER = re.compile(r'(\w+)="([^"]*)"')

Labels = dict[str, str]


class FakeLoki:
    """Holds streams; answers `series` and `query_range` as Loki does."""

    def __init__(self, *, most: int = 5000) -> None:
        self.streams: list[tuple[Labels, list[tuple[int, str]]]] = []
        self.asked: list[Asked] = []
        self.replies: list[Reply] = []
        self.most = most

    def add(self, labels: Labels, log: bytes, *, step: int = 1_000_000, after: int = 0) -> None:
        start = int(START.timestamp() + after) * 10**9
        lines = log.decode().splitlines()
        self.streams.append((labels, [(start + n * step, line) for n, line in enumerate(lines)]))

    def __call__(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        if self.replies:
            return self.replies.pop(0)
        start, end = int(asked.parameters["start"]), int(asked.parameters["end"])
        if asked.path == "/loki/api/v1/series":
            data = [
                labels
                for labels, values in self._matching(asked.parameters["match[]"])
                if any(start <= time < end for time, _ in values)
            ]
            return Reply({"status": "success", "data": data})
        assert asked.path == "/loki/api/v1/query_range"
        assert asked.parameters["direction"] == "forward"
        limit = int(asked.parameters["limit"])
        if limit > self.most:
            said = (
                f"max entries limit per query exceeded, limit > max_entries ({limit} > {self.most})"
            )
            return Reply(said.encode(), status=400)
        rows = sorted(
            (time, number, position, line)
            for number, (_, values) in enumerate(self._matching(asked.parameters["query"]))
            for position, (time, line) in enumerate(values)
            if start <= time < end
        )[:limit]
        streams = [labels for labels, _ in self._matching(asked.parameters["query"])]
        result = [
            {
                "stream": labels,
                "values": [[str(t), line, {}] for t, number, _, line in rows if number == stream],
            }
            for stream, labels in enumerate(streams)
        ]
        return Reply({"status": "success", "data": {"resultType": "streams", "result": result}})

    def _matching(self, query: str) -> list[tuple[Labels, list[tuple[int, str]]]]:
        wanted = _MATCHER.findall(query)
        return [
            (labels, values)
            for labels, values in self.streams
            if all(labels.get(name) == value for name, value in wanted)
        ]


def labels(pod: str, **more: str) -> Labels:
    return {"namespace": "renovate", "pod": pod, "container": "renovate", **more}


@pytest.fixture(autouse=True)
def _loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    allow_loopback(monkeypatch)


def _client(url: str, waits: list[float] | None = None) -> HttpClient:
    kept = [] if waits is None else waits
    return HttpClient(url, service="Loki", retries=Retries(sleep=kept.append, jitter=lambda: 1.0))


def _read(loki: Callable[[Asked], Reply], query: LokiQuery = QUERY) -> dict[str, list[Event]]:
    with served(loki) as url, _client(url) as client:
        return {
            source.name.rpartition(": ")[2]: taken(source) for source in loki_logs(client, query)
        }


def test_each_pod_is_a_log_of_its_own_with_times() -> None:
    loki = FakeLoki()
    loki.add(labels("renovate-1"), PRETTY)
    loki.add(labels("renovate-2"), JSON_LOG)
    logs = _read(loki)
    assert list(logs) == ["renovate-1/renovate", "renovate-2/renovate"]
    assert only_end(logs["renovate-1/renovate"]).trace == only_end(read(PRETTY)).trace
    assert logs["renovate-2/renovate"] == read(JSON_LOG)
    assert of_type(logs["renovate-1/renovate"], RunStarted)[0].started_at == START


@pytest.mark.parametrize(
    ("most", "log", "step"),
    [(1, PRETTY, 1_000_000), (7, JSON_LOG, 1_000_000), (600, JSON_LOG, 1_000), (5000, JSON_LOG, 0)],
    ids=["line by line", "small pages", "large pages", "all at one moment"],
)
def test_pages_lose_no_line_and_repeat_none(most: int, log: bytes, step: int) -> None:
    loki = FakeLoki(most=most)
    loki.add(labels("renovate-1"), log, step=step)
    (events,) = _read(loki).values()
    assert only_end(events).trace == only_end(read(log)).trace
    assert only_end(events).records == only_end(read(log)).records


def test_lines_of_one_moment_at_a_page_border_come_once() -> None:
    loki = FakeLoki(most=10)
    loki.add(labels("renovate-1"), JSON_LOG)
    name, values = loki.streams[0]
    loki.streams[0] = (name, [(time - time % 4_000_000, line) for time, line in values])
    (events,) = _read(loki).values()
    assert events == read(JSON_LOG)


def test_streams_of_one_process_are_put_together() -> None:
    loki = FakeLoki(most=20)
    info = b"\n".join(line for line in JSON_LOG.splitlines() if b'"level":30' in line)
    assert info
    for number, line in enumerate(JSON_LOG.splitlines()):
        level = "info" if b'"level":30' in line else "debug"
        found = [values for key, values in loki.streams if key["level"] == level]
        if not found:
            loki.add(labels("renovate-1", level=level), b"")
            found = [loki.streams[-1][1]]
        found[0].append((int(START.timestamp()) * 10**9 + number * 1000, line.decode()))
    (events,) = _read(loki).values()
    assert events == read(JSON_LOG)


def test_a_range_of_a_year_is_asked_for_in_pieces() -> None:
    loki = FakeLoki()
    loki.add(labels("renovate-1"), PRETTY, after=8 * 86_400)
    query = LokiQuery(query='{namespace="renovate"}', start=START, end=START + timedelta(days=365))
    assert len(_read(loki, query)) == 1
    lengths = {int(a.parameters["end"]) - int(a.parameters["start"]) for a in loki.asked}
    assert max(lengths) <= 7 * 86_400 * 10**9


def test_what_follows_the_selector_is_kept() -> None:
    loki = FakeLoki()
    loki.add(labels("renovate-1"), PRETTY)
    query = LokiQuery(query='{namespace="renovate"} != "x}"', start=START, end=QUERY.end)
    _read(loki, query)
    assert loki.asked[-1].parameters["query"].endswith('} != "x}"')


def test_busy_servers_are_asked_again_and_given_time() -> None:
    loki = FakeLoki()
    loki.add(labels("renovate-1"), PRETTY)
    loki.replies = [
        Reply(status=429, headers={"Retry-After": "7"}),
        Reply(status=503),
        Reply(status=500, headers={"Retry-After": "86400"}),
    ]
    waits: list[float] = []
    with served(loki) as url, _client(url, waits) as client:
        assert len(list(loki_logs(client, QUERY))) == 1
    assert waits == [7.0, 1.0, 30.0]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(status=401), "401, it wants credentials"),
        (Reply(status=403), "403, this is not allowed"),
        (Reply(status=404), "is no Loki"),
        (Reply(b"parse error at line 1", status=400), "refused the query: parse error"),
        (Reply(b"no org id", status=400), "no org id"),
        (Reply(b"<html>login</html>"), "gave no answer of Loki's"),
        (Reply({"status": "success", "data": []}), "no log for"),
    ],
)
def test_refusals_are_told_apart(reply: Reply, said: str) -> None:
    loki = FakeLoki()
    loki.replies = [reply] * 9
    with pytest.raises(RemoteError, match=re.escape(said)) as caught:
        _read(loki)
    assert caught.value.hint


def test_a_server_that_stays_busy_or_is_away_is_an_error() -> None:
    loki = FakeLoki()
    loki.replies = [Reply(status=502)] * 9
    with pytest.raises(RemoteError, match="502"):
        _read(loki)
    assert len(loki.asked) == 5
    with served(loki) as url:
        pass
    with pytest.raises(RemoteError, match="connection refused"), _client(url) as client:
        list(loki_logs(client, QUERY))


@pytest.mark.parametrize("query", ["", "namespace", 'rate({a="b"}[5m])', '{a="b"'])
def test_what_is_no_query_for_logs_is_wrong_usage(query: str) -> None:
    with pytest.raises(UsageError, match="is no query for logs"):
        _read(FakeLoki(), LokiQuery(query=query, start=START, end=QUERY.end))


@pytest.mark.parametrize("url", ["", "loki:3100", "file:///etc", "http://", "http://[::1"])
def test_what_is_no_url_is_wrong_usage(url: str) -> None:
    with pytest.raises(UsageError):
        HttpClient(url, service="Loki")


def test_ingest_takes_logs_from_loki(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RENOVATE_KIT_LOKI_TOKEN", "s3cret-token")
    loki = FakeLoki()
    loki.add(labels("renovate-1"), PRETTY)
    loki.add(labels("other-1"), b"hello\n")
    arguments = ("--since", "2026-09-07", "--org-id", "me", "--store", tmp_path / "store.sqlite3")
    with served(loki) as url:
        secret_url = url.replace("http://", "http://bot:hunter2@")
        first = run("ingest", "--from-loki", secret_url, *arguments)
        again = run("ingest", "--from-loki", url, *arguments)
    assert (first.exit_code, first.err) == (0, "")
    assert first.out.splitlines() == [
        f"{url}: other-1/renovate: skipped, is not a Renovate log",
        f"{url}: renovate-1/renovate: 1 run new",
    ]
    assert again.out.endswith("renovate-1/renovate: 1 run known already\n")
    assert {asked.headers["x-scope-orgid"] for asked in loki.asked} == {"me"}
    assert loki.asked[-1].headers["authorization"] == "Bearer s3cret-token"
    assert loki.asked[-1].headers["user-agent"].startswith("renovate-kit/")
    assert b"hunter2" not in (tmp_path / "store.sqlite3").read_bytes()


def test_a_loki_that_fails_is_exit_code_4_and_keeps_what_was_read(run: Run, tmp_path: Path) -> None:
    loki = FakeLoki()
    loki.add(labels("renovate-1"), PRETTY)
    loki.add(labels("renovate-2"), JSON_LOG)

    def answer(asked: Asked) -> Reply:
        if "renovate-2" in asked.parameters.get("query", ""):
            return Reply(status=401)
        return loki(asked)

    arguments = ("--since", "2026-09-07", "--store", tmp_path / "store.sqlite3")
    with served(answer) as url:
        outcome = run("ingest", "--from-loki", url, *arguments)
    assert outcome.exit_code == 4
    assert outcome.out == f"{url}: renovate-1/renovate: 1 run new\n"
    assert "401" in outcome.err


def test_ends_of_runs_are_json_of_nothing_else() -> None:
    """The fake itself: its answers are what the reader of saved answers takes, too."""
    loki = FakeLoki()
    loki.add(labels("renovate-1"), PRETTY)
    moment = int(START.timestamp()) * 10**9
    parameters = {
        "query": '{namespace="renovate"}',
        "start": str(moment),
        "end": str(moment + 10**12),
        "limit": "5000",
        "direction": "forward",
    }
    reply = loki(Asked("/loki/api/v1/query_range", parameters, {}))
    assert len(of_type(read(json.dumps(reply.body).encode()), RunEnded)) == 1
