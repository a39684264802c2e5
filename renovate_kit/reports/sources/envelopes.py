r"""JSON objects that log shippers put around a line: Docker, Fluent Bit, Fluentd, Vector, Loki.

{"log": "line\n", "stream": "stdout", "time": "..."}                 Docker's json-file
{"date": 1.5, "log": "line", "kubernetes": {"pod_name": "..."}}      Fluent Bit, Fluentd
{"message": "line", "kubernetes": {...}, "timestamp": "..."}         Vector, Filebeat
{"labels": {"pod": "..."}, "line": "line", "timestamp": "..."}       logcli
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import msgspec

from renovate_kit.reports.sources.json_text import decode_json

__all__ = ["Envelope", "open_envelope", "stream_of_labels"]

_PER_LINE_LABELS: Final = frozenset({"stream", "level", "detected_level", "severity", "logtag"})
"""Labels in which the lines of one process differ."""
_SECOND_DIGITS: Final = 10
_PARTIAL: Final = "P"


class _Shape(msgspec.Struct):
    """What envelopes may have; `object`, since a foreign object can have anything."""

    name: object = None
    log_context: object = msgspec.field(name="logContext", default=None)
    log: object = None
    message: object = None
    line: object = None
    msg: object = None
    stream: object = None
    time: object = None
    timestamp: object = None
    at_timestamp: object = msgspec.field(name="@timestamp", default=None)
    date: object = None
    cut_mark: object = msgspec.field(name="_p", default=None)
    log_tag: object = msgspec.field(name="logtag", default=None)
    kubernetes: object = None
    labels: object = None


_DECODER: Final = msgspec.json.Decoder(_Shape)


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What stood in an envelope.

    Attributes:
        text: the line.
        time_text: RFC 3339.
        stream: which process wrote the line; empty where the envelope does not say.
        channel: standard output or standard error; parts of cut lines join only within it.
        ends: whether the line is whole, or the last part of one.
    """

    text: bytes
    time_text: str | None
    stream: str
    channel: str
    ends: bool


def open_envelope(line: bytes) -> Envelope | None:
    """Return what is in an envelope; None for a line that is none."""
    shape = decode_json(line, _DECODER)
    if shape is None or shape.name == "renovate" or isinstance(shape.log_context, str):
        return None
    inner = next(
        (x for x in (shape.log, shape.message, shape.line, shape.msg) if _is_line(x)), None
    )
    if inner is None:
        return None
    text = inner if isinstance(inner, str) else msgspec.json.encode(inner).decode()
    has_end = text.endswith("\n")
    return Envelope(
        text=text.rstrip("\r\n").encode("utf-8", "replace") if has_end else _encoded(text),
        time_text=_time_text(shape),
        stream=_stream(shape),
        channel=shape.stream if isinstance(shape.stream, str) else "",
        ends=has_end or not _is_part(shape),
    )


def stream_of_labels(labels: Mapping[str, object]) -> str:
    """Return a name for the process that these labels of Loki's stand for."""
    pod = labels.get("pod") or labels.get("pod_name") or labels.get("instance")
    container = labels.get("container") or labels.get("container_name")
    if isinstance(pod, str):
        return f"{pod}/{container}" if isinstance(container, str) else pod
    kept = {name: value for name, value in labels.items() if name not in _PER_LINE_LABELS}
    return ",".join(f"{name}={value}" for name, value in sorted(kept.items()))


def _is_line(value: object) -> bool:
    return isinstance(value, str | dict)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _is_part(shape: _Shape) -> bool:
    """Whether more of the line is to come: only Docker says so by a missing line end."""
    mark = shape.cut_mark or shape.log_tag
    if isinstance(mark, str):
        return mark == _PARTIAL
    foreign = (shape.kubernetes, shape.labels, shape.date, shape.timestamp, shape.at_timestamp)
    return isinstance(shape.log, str) and all(value is None for value in foreign)


def _stream(shape: _Shape) -> str:
    if isinstance(shape.kubernetes, dict):
        pod = _named(shape.kubernetes, "pod")
        container = _named(shape.kubernetes, "container")
        return f"{pod}/{container}" if pod and container else pod
    return stream_of_labels(shape.labels) if isinstance(shape.labels, dict) else ""


def _named(metadata: Mapping[str, object], kind: str) -> str:
    """Return the pod's or the container's name; Filebeat has an object for each."""
    value = metadata.get(f"{kind}_name") or metadata.get(kind)
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) else ""


def _time_text(shape: _Shape) -> str | None:
    for value in (shape.time, shape.timestamp, shape.at_timestamp, shape.date):
        if isinstance(value, str) and value:
            return _from_epoch(int(value)) if value.isascii() and value.isdigit() else value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _from_epoch(value)
    return None


def _from_epoch(value: float) -> str | None:
    """Return a time given in seconds, or in thousandths, millionths or billionths of them."""
    whole = str(int(value))
    seconds: float = value
    if len(whole) > _SECOND_DIGITS:
        seconds = value / 10 ** (len(whole) - _SECOND_DIGITS)
    try:
        return datetime.fromtimestamp(seconds, tz=UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None
