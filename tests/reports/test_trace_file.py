"""Renovate's trace file as a source: where the time went."""

import json
from io import BytesIO

import pytest

from renovate_kit.errors import InputError
from renovate_kit.reports.events import SpanCounted, TraceRead
from renovate_kit.reports.sources.byte_stream import ByteStream
from renovate_kit.reports.sources.trace_file import TraceFile
from tests.reports.reading import of_type
from tests.reports.recorded import CASES

TRACE = CASES / "traced.otlp.jsonl"


def _file(text: bytes) -> TraceFile:
    return TraceFile(ByteStream(BytesIO(text), name="trace"))


def test_spans_are_added_up_by_name_and_repository() -> None:
    events = list(_file(TRACE.read_bytes()).events())
    spans = {(each.repository, each.name): each for each in of_type(events, SpanCounted)}
    assert spans[None, "run"].count == 1
    assert spans["local", "rawExec"].count == 3  # whatever was executed
    assert spans["local", "extract"].total_ms >= spans["local", "dockerfile"].total_ms
    assert all(each.errors == 0 for each in spans.values())


def test_a_trace_ends_with_what_tells_its_run() -> None:
    events = list(_file(TRACE.read_bytes()).events())
    told = events[-1]
    assert isinstance(told, TraceRead)
    assert told.renovate_version == "44.121.2"
    assert told.repositories == ("local",)
    assert told.started_at is not None
    assert told.ended_at is not None
    assert told.started_at < told.ended_at
    assert {phase for _, phase, _ in told.splits_ms} >= {"init", "extract"}
    assert told.spans == sum(each.count for each in of_type(events, SpanCounted))


def test_spans_whose_parents_come_in_a_later_batch_find_their_repository() -> None:
    repository = (
        b'{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"t","spanId":"1","name":"repository",'
        b'"startTimeUnixNano":"1000000000000000000","endTimeUnixNano":"1000000000500000000",'
        b'"attributes":[{"key":"repository","value":{"stringValue":"o/n"}}]}]}]}]}\n'
    )
    child = (
        b'{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"t","spanId":"2","parentSpanId":"1",'
        b'"name":"GET","startTimeUnixNano":"1000000000100000000",'
        b'"endTimeUnixNano":"1000000000200000000","status":{"code":2},'
        b'"attributes":[{"key":"http.host","value":{"stringValue":"ghcr.io"}}]}]}]}]}\n'
    )
    (get,) = [
        e for e in of_type(list(_file(child + repository).events()), SpanCounted) if e.subject
    ]
    assert (get.repository, get.subject, get.total_ms, get.errors) == ("o/n", "ghcr.io", 100, 1)


def test_lines_that_are_no_spans_are_counted() -> None:
    source = _file(b"nonsense\n" + TRACE.read_bytes() + b'{"resourceSpans":[{"sc')
    assert of_type(list(source.events()), TraceRead)
    assert source.statistics.unparsed == 2
    assert source.statistics.first_unparsed == (1, "nonsense")


def test_a_file_without_a_span_is_refused() -> None:
    with pytest.raises(InputError, match="no trace file"):
        list(_file(b"nonsense\n").events())


@pytest.mark.parametrize("time", ["-5", "9999999999999999999999999", "soon", None])
def test_a_time_that_is_none_is_no_batch(time: object) -> None:
    good = TRACE.read_bytes()
    span = {"traceId": "t", "spanId": "1", "name": "GET", "startTimeUnixNano": "1"}
    batch = {"resourceSpans": [{"scopeSpans": [{"spans": [{**span, "endTimeUnixNano": time}]}]}]}
    file = _file(good + json.dumps(batch).encode() + b"\n")
    assert {event.run for event in file.events()} == {event.run for event in _file(good).events()}
    assert file.statistics.unparsed == 1
