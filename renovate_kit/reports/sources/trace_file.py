"""Renovate's trace file: OTLP as JSON, one batch of spans a line.

Renovate 44.121.2: `lib/instrumentation/file-exporter.ts` (`RENOVATE_TRACING_FILE_EXPORTER_PATH`),
`lib/instrumentation/types.ts`. A span is written when it ends, so children come before parents.
"""

import re
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated, Final, TypeAlias

import msgspec

from renovate_kit.redaction import redact as mask_token_shapes
from renovate_kit.reports.events import Event, SpanCounted, TraceRead
from renovate_kit.reports.sources.byte_stream import ByteStream
from renovate_kit.reports.sources.json_text import decode_json
from renovate_kit.reports.sources.lines import line_blocks
from renovate_kit.reports.sources.log_stream import LogSource
from renovate_kit.reports.sources.no_log import NoLogError
from renovate_kit.reports.sources.one_line import one_line
from renovate_kit.reports.sources.wording import Wording

__all__ = ["TraceFile", "is_trace_file"]

_MOST_SPANS: Final = 1_000_000
"""Spans of one trace that are kept until it ends; of further ones there is only the number."""
_BEGINNING: Final = re.compile(rb'\s*\{\s*"resourceSpans"\s*:')
_SHOWN: Final = 200
_ERROR: Final = 2
_SPLIT: Final = "renovate.split"
_SUBJECTS: Final = (
    "renovate.datasource",
    "vcs.git.operation.type",
    "http.host",
    "net.peer.name",
    "server.address",
    "ecosystem",
)
"""Attributes that set spans of one name apart, the first that is there."""


_Nanoseconds: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=(1 << 63) - 1)]
"""Since 1970. Sums of what fits into 63 bits fit there as milliseconds, too."""


class _Value(msgspec.Struct, rename="camel"):
    string_value: str | None = None


class _Attribute(msgspec.Struct):
    key: str
    value: _Value = msgspec.field(default_factory=_Value)


class _Status(msgspec.Struct):
    code: int = 0


class _Span(msgspec.Struct, rename="camel"):
    trace_id: str
    span_id: str
    name: str
    start_time_unix_nano: _Nanoseconds
    end_time_unix_nano: _Nanoseconds
    parent_span_id: str = ""
    attributes: list[_Attribute] = []
    status: _Status = msgspec.field(default_factory=_Status)


class _Scope(msgspec.Struct):
    spans: list[_Span] = []


class _Resource(msgspec.Struct):
    attributes: list[_Attribute] = []


class _ResourceSpans(msgspec.Struct, rename="camel"):
    resource: _Resource = msgspec.field(default_factory=_Resource)
    scope_spans: list[_Scope] = []


class _Batch(msgspec.Struct, rename="camel"):
    resource_spans: list[_ResourceSpans]


_BATCH: Final = msgspec.json.Decoder(_Batch, strict=False)


@dataclass(slots=True)
class _Tally:
    count: int = 0
    errors: int = 0
    nanoseconds: int = 0
    longest: int = 0
    first: int | None = None

    def add(self, span: _Span) -> None:
        duration = max(span.end_time_unix_nano - span.start_time_unix_nano, 0)
        self.count += 1
        self.errors += span.status.code == _ERROR
        self.nanoseconds += duration
        self.longest = max(self.longest, duration)
        start = span.start_time_unix_nano
        self.first = start if self.first is None else min(self.first, start)


@dataclass(slots=True, kw_only=True)
class _Trace:
    """The spans of one run, by their ids."""

    version: str | None
    number: int = 0
    first: int | None = None
    last: int = 0
    spans: dict[str, _Span] = field(default_factory=dict)

    def add(self, span: _Span) -> None:
        self.number += 1
        start = span.start_time_unix_nano
        self.first = start if self.first is None else min(self.first, start)
        self.last = max(self.last, span.end_time_unix_nano)
        if len(self.spans) < _MOST_SPANS:
            self.spans[span.span_id] = span

    def repository(self, span: _Span) -> str | None:
        """Return the repository of a span or of the nearest span around it."""
        seen: set[str] = set()
        current: _Span | None = span
        while current is not None and current.span_id not in seen:
            seen.add(current.span_id)
            named = _attribute(current.attributes, "repository")
            if named:
                return named
            current = self.spans.get(current.parent_span_id)
        return None


def is_trace_file(beginning: bytes) -> bool:
    """Whether a file with this beginning has batches of spans."""
    return _BEGINNING.match(beginning) is not None


class TraceFile(LogSource):
    """A trace file as a source of events: spans added up by name, and the end of each trace.

    A batch of spans counts as a record.

    Args:
        stream: the bytes.
        redact: masks secrets in what the events say.
        is_one_of_many: whether it was found in a folder or an archive.
    """

    def __init__(
        self,
        stream: ByteStream,
        *,
        redact: Callable[[str], str] = mask_token_shapes,
        is_one_of_many: bool = False,
    ) -> None:
        super().__init__(stream, redact=redact, is_one_of_many=is_one_of_many)
        self._wording = Wording(redact)
        self._traces: OrderedDict[str, _Trace] = OrderedDict()

    def events(self) -> Iterator[Event]:
        """Yield what the file tells; a line that is no batch of spans is counted.

        Raises:
            InputError: the file can't be read.
            NoLogError: it has no span in it.
        """
        for block in line_blocks(self._stream.blocks()):
            for index, line in enumerate(block.lines):
                self.statistics.lines = block.first_number + index
                self._take_batch(line)
        self.statistics.damage = self._stream.damage
        if not self._traces:
            hint = "name the file of RENOVATE_TRACING_FILE_EXPORTER_PATH"
            raise NoLogError(f"{self.name}: is no trace file of Renovate's", hint=hint)
        for trace_id, trace in self._traces.items():
            yield from self._told(trace_id, trace)

    def _take_batch(self, line: bytes) -> None:
        if not line.strip():
            return
        batch = decode_json(line, _BATCH)
        if batch is None:
            self.statistics.unparsed += 1
            if self.statistics.first_unparsed is None:
                shown = self._wording.redact(line[:4096].decode("utf-8", "replace"))
                place = self.statistics.lines
                self.statistics.first_unparsed = (place, one_line(shown, limit=_SHOWN))
            return
        self.statistics.records += 1
        for part in batch.resource_spans:
            version = _attribute(part.resource.attributes, "service.version")
            for scope in part.scope_spans:
                for span in scope.spans:
                    self._trace(span, version).add(span)

    def _trace(self, span: _Span, version: str | None) -> _Trace:
        if span.trace_id not in self._traces:
            self._traces[span.trace_id] = _Trace(version=self._wording.optional(version))
        return self._traces[span.trace_id]

    def _told(self, trace_id: str, trace: _Trace) -> Iterator[Event]:
        tallies: dict[tuple[str | None, str, str | None], _Tally] = {}
        splits: dict[tuple[str | None, str], int] = {}
        repositories: dict[str, None] = {}
        for span in sorted(trace.spans.values(), key=_start):
            repository = self._wording.optional(trace.repository(span))
            if repository:
                repositories[repository] = None
            key = repository, self._span_name(span), self._subject(span)
            tallies.setdefault(key, _Tally()).add(span)
            phase = _attribute(span.attributes, _SPLIT)
            if phase:
                place = repository, self._wording.name(phase)
                splits[place] = splits.get(place, 0) + _duration(span)
        run = self._wording.name(trace_id)
        yield from (_counted(run, key, tally) for key, tally in tallies.items())
        yield TraceRead(
            run=run,
            renovate_version=trace.version,
            started_at=_moment(trace.first),
            ended_at=_moment(trace.last),
            repositories=tuple(repositories),
            splits_ms=tuple((*place, _ms(total)) for place, total in splits.items()),
            spans=trace.number,
        )

    def _span_name(self, span: _Span) -> str:
        """Without arguments, of which there are as many as there are packages and branches."""
        return self._wording.name(span.name.partition("(")[0].partition(":")[0])

    def _subject(self, span: _Span) -> str | None:
        found = (_attribute(span.attributes, name) for name in _SUBJECTS)
        return self._wording.optional(next((each for each in found if each), None))


def _counted(run: str, key: tuple[str | None, str, str | None], tally: _Tally) -> SpanCounted:
    return SpanCounted(
        run=run,
        repository=key[0],
        name=key[1],
        subject=key[2],
        count=tally.count,
        errors=tally.errors,
        total_ms=_ms(tally.nanoseconds),
        max_ms=_ms(tally.longest),
        first_at=_moment(tally.first),
    )


def _attribute(attributes: list[_Attribute], name: str) -> str | None:
    return next((each.value.string_value for each in attributes if each.key == name), None)


def _start(span: _Span) -> int:
    return span.start_time_unix_nano


def _duration(span: _Span) -> int:
    return max(span.end_time_unix_nano - span.start_time_unix_nano, 0)


def _ms(nanoseconds: int) -> int:
    return round(nanoseconds / 1_000_000)


def _moment(nanoseconds: int | None) -> datetime | None:
    try:
        return None if nanoseconds is None else datetime.fromtimestamp(nanoseconds / 1e9, tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None
