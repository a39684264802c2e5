"""Answers of Loki's API and output of `logcli`, saved to a file: as lines, oldest first.

Source: Loki HTTP API, `GET /loki/api/v1/query_range` and `POST /loki/api/v1/push`; `logcli
query --output=jsonl`, which gives the newest line first unless it is told `--forward`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from heapq import merge
from itertools import chain
from typing import Final

import msgspec

from renovate_kit.errors import InputError
from renovate_kit.reports.sources.json_text import decode_json
from renovate_kit.reports.sources.record import parse_time

__all__ = ["is_loki_document", "lines_of_document"]

_DOCUMENT: Final = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*\{\s*"(?:status"\s*:\s*"success"|data"\s*:\s*\{|streams"\s*:\s*\[)'
)
_LOGCLI: Final = re.compile(rb'(?:\xef\xbb\xbf)?\{"labels"\s*:\s*\{')
_LARGEST_DOCUMENT: Final = 64 << 20

_Value = tuple[str, bytes]


class _LogLine(msgspec.Struct):
    timestamp: str
    labels: object = None
    line: str = ""


class _Stream(msgspec.Struct):
    values: list[list[object]]
    stream: dict[str, str] = {}


class _Data(msgspec.Struct):
    result: list[_Stream] = []


class _Document(msgspec.Struct):
    data: _Data = msgspec.field(default_factory=_Data)
    streams: list[_Stream] = []


_DECODER: Final = msgspec.json.Decoder(_Document)
_LINE_DECODER: Final = msgspec.json.Decoder(_LogLine)


def is_loki_document(beginning: bytes) -> bool:
    """Whether a file that begins so has to be turned into lines, or the other way round."""
    if _LOGCLI.match(beginning):
        return _is_newest_first(beginning)
    return _DOCUMENT.match(beginning) is not None and b'"name":"renovate"' not in beginning[:64]


def lines_of_document(blocks: Iterator[bytes], name: str) -> Iterator[bytes]:
    """Yield log lines as `logcli` writes them, the oldest first.

    Raises:
        InputError: the document is too large to be turned round, or is cut off.
    """
    whole = bytearray()
    for block in blocks:
        whole += block
        if len(whole) > _LARGEST_DOCUMENT:
            hint = "run logcli with --forward, or use --from-loki"
            raise InputError(f"{name}: is too large to be sorted by time", hint=hint)
    text = bytes(whole)
    if _LOGCLI.match(text):
        for line in reversed(text.splitlines()):
            yield line + b"\n"
        return
    streams = list(chain.from_iterable(_streams(part, name) for part in _documents(text)))
    for _, line in merge(*map(_sorted, streams), key=_time):
        yield line


def _documents(text: bytes) -> Iterable[bytes]:
    """Return the documents of a file: one a line, or one in all."""
    lines = text.splitlines()
    return lines if all(_DOCUMENT.match(line) for line in lines if line) else (text,)


def _streams(text: bytes, name: str) -> Sequence[_Stream]:
    if not text.strip():
        return ()
    try:
        document = _DECODER.decode(text)
    except (msgspec.DecodeError, UnicodeError):
        hint = "save the answer whole, or use --from-loki"
        raise InputError(f"{name}: is no whole answer of Loki's", hint=hint) from None
    return [*document.data.result, *document.streams]


def _sorted(stream: _Stream) -> list[_Value]:
    """Return a stream's lines, oldest first; those of one moment stay in their order."""
    values = [
        (value[0], value[1])
        for value in stream.values
        if len(value) > 1 and isinstance(value[0], str) and isinstance(value[1], str)
    ]
    if len(values) > 1 and _nanoseconds(values[0][0]) > _nanoseconds(values[-1][0]):
        values.reverse()
    return [
        (
            time,
            msgspec.json.encode({"labels": stream.stream, "line": line, "timestamp": time}) + b"\n",
        )
        for time, line in values
    ]


def _time(value: _Value) -> int:
    return _nanoseconds(value[0])


def _nanoseconds(text: str) -> int:
    """Return a count of nanoseconds; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() else 0


def _is_newest_first(beginning: bytes) -> bool:
    times: list[datetime] = []
    for line in beginning.splitlines():
        decoded = decode_json(line, _LINE_DECODER)
        time = parse_time(decoded.timestamp) if decoded else None
        if time is not None:
            times.append(time)
    return bool(times) and times[0] > times[-1]
