"""Log lines come out of whatever stands around them, and mixed processes are told apart."""

import json
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.reports.events import Event, RunEnded, RunStarted
from renovate_kit.reports.sources.byte_stream import ByteStream
from renovate_kit.reports.sources.carriers import Carrier
from renovate_kit.reports.sources.log_stream import LogSource
from tests.reports.reading import drained, of_type, only_end, read, taken

PICLUSTER = Path(__file__).parents[1] / "data" / "logs" / "picluster"
PRETTY = (PICLUSTER / "picluster-run01.log").read_bytes()
OTHER_PRETTY = (PICLUSTER / "picluster-run02.log").read_bytes()
JSON_LOG = (PICLUSTER / "picluster-run01.jsonl").read_bytes()
STAMP = "2026-09-07T10:00:{:02}.123456789Z"
POD = {"pod_name": "renovate-1-abcde", "container_name": "renovate", "namespace_name": "renovate"}

Wrap = Callable[[str, int], object]


def _wrapped(log: bytes, wrap: Wrap) -> bytes:
    lines = log.decode().splitlines()
    return "".join(
        json.dumps(wrap(line, number), ensure_ascii=False) + "\n"
        for number, line in enumerate(lines)
    ).encode()


def _epoch(number: int) -> float:
    return datetime(2026, 9, 7, 10, 0, number, tzinfo=UTC).timestamp()


ENVELOPES: dict[str, Wrap] = {
    "Docker": lambda line, n: {
        "log": line + "\n",
        "stream": "stdout",
        "attrs": {"tag": "x"},
        "time": STAMP.format(n % 60),
    },
    "Fluent Bit": lambda line, n: {
        "date": _epoch(n % 60),
        "stream": "stdout",
        "_p": "F",
        "log": line,
        "kubernetes": POD,
    },
    "Fluentd": lambda line, n: {
        "log": line + "\n",
        "kubernetes": POD,
        "@timestamp": STAMP.format(n % 60),
    },
    "Vector": lambda line, n: {
        "file": "/var/log/pods/x/0.log",
        "kubernetes": {**POD, "pod_labels": {"app": "renovate"}},
        "message": line,
        "source_type": "kubernetes_logs",
        "stream": "stdout",
        "timestamp": STAMP.format(n % 60),
    },
    "Filebeat": lambda line, n: {
        "@timestamp": STAMP.format(n % 60),
        "message": line,
        "kubernetes": {"pod": {"name": "renovate-1"}, "container": {"name": "renovate"}},
    },
    "logcli": lambda line, n: {
        "labels": {"namespace": "renovate", "pod": "renovate-1", "container": "renovate"},
        "line": line,
        "timestamp": f"2026-09-07T{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}Z",
    },
    "containerd inside logcli": lambda line, n: {
        "labels": {"filename": "/var/log/pods/x"},
        "line": f"{STAMP.format(0)} stdout F {line}",
        "timestamp": f"2026-09-07T{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}Z",
    },
}


@pytest.mark.parametrize("wrap", ENVELOPES.values(), ids=ENVELOPES.keys())
@pytest.mark.parametrize("log", [PRETTY, JSON_LOG], ids=["pretty", "JSON"])
def test_envelopes_hold_the_same_run(wrap: Wrap, log: bytes) -> None:
    wrapped = _wrapped(log, wrap)
    assert only_end(read(wrapped)).trace == only_end(read(log)).trace
    assert drained(wrapped).statistics.unparsed == 0
    assert drained(wrapped).statistics.records == drained(log).statistics.records


@pytest.mark.parametrize("name", ["Docker", "Fluent Bit", "Fluentd", "Vector", "Filebeat"])
def test_envelopes_give_pretty_text_its_time(name: str) -> None:
    (start,) = of_type(read(_wrapped(PRETTY, ENVELOPES[name])), RunStarted)
    assert start.started_at is not None
    assert start.started_at.replace(microsecond=0) == datetime(2026, 9, 7, 10, tzinfo=UTC)


def test_an_object_instead_of_text_is_the_record() -> None:
    wrapped = b"".join(
        b'{"kubernetes":{"pod_name":"a"},"message":' + line + b"}\n"
        for line in JSON_LOG.splitlines()
    )
    assert only_end(read(wrapped)).trace == only_end(read(JSON_LOG)).trace


def test_a_shipper_that_joins_the_lines_of_a_record_loses_none() -> None:
    blocks = PRETTY.decode().replace("\n ", "\0 ").replace("\0 INFO", "\n INFO")
    blocks = blocks.replace("\0 WARN", "\n WARN")
    wrapped = "".join(
        json.dumps({"log": block.replace("\0", "\n"), "kubernetes": POD}) + "\n"
        for block in blocks.splitlines()
    ).encode()
    assert only_end(read(wrapped)).trace == only_end(read(PRETTY)).trace


def _mixed(first: bytes, second: bytes, decorate: Callable[[str, bytes], bytes]) -> bytes:
    one, two = first.splitlines(), second.splitlines()
    lines: list[bytes] = []
    for number in range(max(len(one), len(two))):
        lines += [decorate("a", line) for line in one[number : number + 1]]
        lines += [decorate("b", line) for line in two[number : number + 1]]
    return b"\n".join(lines) + b"\n"


def _kubectl(pod: str, line: bytes) -> bytes:
    return f"[pod/renovate-{pod}/renovate] 2026-09-07T10:00:00Z ".encode() + line


def _fluent_bit(pod: str, line: bytes) -> bytes:
    envelope = {"log": line.decode(), "kubernetes": {"pod_name": pod, "container_name": "r"}}
    return json.dumps(envelope).encode()


@pytest.mark.parametrize("decorate", [_kubectl, _fluent_bit], ids=["kubectl", "Fluent Bit"])
def test_lines_of_several_pods_are_told_apart(decorate: Callable[[str, bytes], bytes]) -> None:
    mixed = _mixed(PRETTY, OTHER_PRETTY, decorate)
    events = read(mixed)
    traces = {end.trace for end in of_type(events, RunEnded)}
    assert traces == {only_end(read(PRETTY)).trace, only_end(read(OTHER_PRETTY)).trace}
    assert all(end.complete for end in of_type(events, RunEnded))
    assert len({start.run for start in of_type(events, RunStarted)}) == 2
    assert drained(mixed).statistics.unparsed == 0


def test_another_container_beside_renovate_is_counted_and_does_no_harm() -> None:
    mixed = _mixed(PRETTY, b"proxy says hello\n INFO: hello\n" * 3, _kubectl)
    assert only_end(read(mixed)).trace == only_end(read(PRETTY)).trace
    assert drained(mixed).statistics.unparsed == 3


def test_a_hundred_pods_one_after_another_need_no_hundred_readers() -> None:
    log = b"".join(
        b"[pod/renovate-%d/renovate] " % number + line + b"\n"
        for number in range(100)
        for line in PRETTY.splitlines()
    )
    assert len(of_type(read(log), RunEnded)) == 100


def test_a_warning_on_standard_error_does_not_fall_into_a_cut_line() -> None:
    stamp = b"2026-09-07T10:00:00Z "
    lines = JSON_LOG.splitlines()
    wrapped = b"".join(
        stamp
        + b"stdout P "
        + line[:50]
        + b"\n"
        + stamp
        + b"stderr F (node:17) Warning: x\n"
        + stamp
        + b"stdout F "
        + line[50:]
        + b"\n"
        for line in lines
    )
    assert only_end(read(wrapped)).trace == only_end(read(JSON_LOG)).trace
    assert drained(wrapped).statistics.unparsed == len(lines)


def test_decorated_json_at_level_debug_tells_what_bare_json_tells() -> None:
    decorated = b"".join(b"2026-09-07T10:00:00Z " + line + b"\n" for line in JSON_LOG.splitlines())
    assert read(decorated) == read(JSON_LOG)


def _loki_answer(log: bytes, *, backward: bool) -> dict[str, object]:
    values = [[str(1_788_775_200_000_000_000 + n), line] for n, line in _numbered(log)]
    return {
        "status": "success",
        "data": {
            "resultType": "streams",
            "result": [
                {
                    "stream": {"pod": "renovate-1", "container": "renovate"},
                    "values": values[::-1] if backward else values,
                }
            ],
        },
    }


def _numbered(log: bytes) -> Iterator[tuple[int, str]]:
    return enumerate(log.decode().splitlines())


@pytest.mark.parametrize("backward", [True, False])
@pytest.mark.parametrize("indent", [None, 2])
def test_an_answer_of_loki_saved_to_a_file_is_a_log(indent: int | None, *, backward: bool) -> None:
    saved = json.dumps(_loki_answer(PRETTY, backward=backward), indent=indent).encode()
    events = read(saved)
    assert only_end(events).trace == only_end(read(PRETTY)).trace
    assert of_type(events, RunStarted)[0].started_at == datetime(2026, 9, 7, 10, tzinfo=UTC)


def test_what_promtail_pushes_is_a_log() -> None:
    answer = _loki_answer(PRETTY, backward=False)
    streams = {"streams": answer["data"]["result"]}  # type: ignore[index]
    assert only_end(read(json.dumps(streams).encode())).trace == only_end(read(PRETTY)).trace


def test_logcli_gives_the_newest_line_first() -> None:
    forward = _wrapped(PRETTY, ENVELOPES["logcli"])
    backward = b"".join(line + b"\n" for line in reversed(forward.splitlines()))
    assert read(backward) == read(forward)


def test_byte_order_marks_line_ends_and_colours_go() -> None:
    stamped = b"".join(b"2026-09-07T10:00:00Z " + line + b"\r\n" for line in PRETTY.splitlines())
    assert only_end(read(b"\xef\xbb\xbf" + stamped)).trace == only_end(read(PRETTY)).trace
    coloured = stamped.replace(b" INFO:", b"\x1b[32m INFO\x1b[39m:")
    assert only_end(read(coloured)).trace == only_end(read(PRETTY)).trace


def _long_line(megabytes: int, start: bytes = b"x") -> Iterator[bytes]:
    yield JSON_LOG
    yield start
    for _ in range(megabytes):
        yield b"y" * (1 << 20)
    yield b"\n"
    yield JSON_LOG.replace(b'"logContext":"0', b'"logContext":"f')


def test_a_line_of_300_megabytes_is_counted_and_not_held() -> None:
    source = LogSource(ByteStream.of_blocks(_long_line(300), name="long"))
    tracemalloc.start()
    events = taken(source)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert source.statistics.unparsed == 1
    assert len(of_type(events, RunStarted)) == 2
    assert source.statistics.lines == 2 * 605 + 1
    assert peak < 100 << 20


def test_a_line_that_comes_in_endless_parts_is_counted_and_not_held() -> None:
    part = b"2026-09-07T10:00:00Z stdout P " + b"z" * (1 << 20) + b"\n"

    def blocks() -> Iterator[bytes]:
        yield JSON_LOG
        for _ in range(200):
            yield part
        yield b"2026-09-07T10:00:00Z stdout F end\n"
        yield JSON_LOG

    source = LogSource(ByteStream.of_blocks(blocks(), name="long"))
    tracemalloc.start()
    taken(source)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert source.statistics.unparsed == 1
    assert peak < 100 << 20


_PIECES = st.sampled_from(
    [
        b"[pod/a/b] ",
        b"2026-09-07T10:00:00Z ",
        b"stdout P ",
        b"stdout F ",
        b'{"log":"',
        b'","stream":"stdout","time":"x"}',
        b'{"labels":{},"line":"a","timestamp":"1"}',
        b'{"name":"renovate"',
        b"\x1b[31m",
        b"\xff\x00",
        b"text",
        b'{"date":1e400,"log":{}}',
        b'{"log":"\\ud83d","timestamp":99999999999999999999}',
    ]
)


@given(st.lists(st.lists(_PIECES, max_size=6).map(b"".join), max_size=8))
def test_no_line_makes_a_carrier_fail(lines: list[bytes]) -> None:
    carrier = Carrier()
    for line in lines:
        unwrapped = carrier.unwrap(line)
        assert unwrapped is None or isinstance(unwrapped.text, bytes)
    carrier.finish()
    assert carrier.finish() == b""


def _only_runs(events: list[Event]) -> list[bytes]:
    return sorted(end.trace for end in of_type(events, RunEnded))


@given(st.lists(st.booleans(), min_size=60, max_size=120))
def test_lines_may_be_mixed_in_any_way(order: list[bool]) -> None:
    streams = {True: PRETTY.splitlines(), False: OTHER_PRETTY.splitlines()}
    lines = [
        _kubectl(str(choice), streams[choice].pop(0))
        for choice in [*order, *[True] * 99, *[False] * 99]
        if streams[choice]
    ]
    expected = [only_end(read(PRETTY)).trace, only_end(read(OTHER_PRETTY)).trace]
    assert _only_runs(read(b"\n".join(lines) + b"\n")) == sorted(expected)
