"""Logs of pods that are gone, from Loki: each process's lines as one log, oldest first.

Source: Loki HTTP API, `GET /loki/api/v1/series` and `GET /loki/api/v1/query_range`.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import merge
from typing import Final, TypeVar

import msgspec

from renovate_kit.errors import RemoteError, UsageError
from renovate_kit.http import HttpClient, first_words
from renovate_kit.redaction import redact as mask_token_shapes
from renovate_kit.reports.sources.byte_stream import ByteStream
from renovate_kit.reports.sources.envelopes import stream_of_labels
from renovate_kit.reports.sources.log_stream import LogSource

__all__ = ["LokiQuery", "loki_logs"]

_T = TypeVar("_T")

_PAGE: Final = 5000
"""What Loki gives at most by default (`max_entries_limit_per_query`)."""
_WINDOW: Final = timedelta(days=7)
"""Loki refuses longer ranges than `max_query_length`, by default 30 days."""
_LIMIT: Final = re.compile(r"max entries limit.{0,80}?\(\d+ > (\d+)\)", re.IGNORECASE)
_SELECTOR: Final = re.compile(r'\s*(\{(?:[^{}"`]|"(?:[^"\\]|\\.)*"|`[^`]*`)*\})(.*)', re.DOTALL)
_SECOND: Final = 1_000_000_000
_OK: Final = 200
_NOT_FOUND: Final = 404


@dataclass(frozen=True, slots=True, kw_only=True)
class LokiQuery:
    """What to ask for.

    Attributes:
        query: LogQL: which streams, and what to leave out of them.
        start: of the range, in UTC.
        end: likewise.
    """

    query: str
    start: datetime
    end: datetime

    @property
    def selector(self) -> str:
        """The part of the query that says which streams.

        Raises:
            UsageError: the query does not begin with it.
        """
        return self._split()[0]

    @property
    def pipeline(self) -> str:
        """What follows the selector; may be empty.

        Raises:
            UsageError: the query does not begin with a selector.
        """
        return self._split()[1]

    def windows(self) -> Iterator[tuple[int, int]]:
        """Yield the range in pieces that Loki accepts, in nanoseconds."""
        start = self.start
        while start < self.end:
            end = min(start + _WINDOW, self.end)
            yield _nanoseconds(start), _nanoseconds(end)
            start = end

    def _split(self) -> tuple[str, str]:
        match = _SELECTOR.fullmatch(self.query)
        if match is None:
            hint = """write it as {namespace="renovate"}"""
            raise UsageError(f"{self.query!r} is no query for logs", hint=hint)
        return match[1], match[2]


class _Series(msgspec.Struct):
    data: list[dict[str, str]] = []


class _Stream(msgspec.Struct):
    values: list[list[object]] = []


class _Result(msgspec.Struct):
    result: list[_Stream] = []


class _Answer(msgspec.Struct):
    data: _Result = msgspec.field(default_factory=_Result)


_SERIES: Final = msgspec.json.Decoder(_Series)
_ANSWER: Final = msgspec.json.Decoder(_Answer)


def loki_logs(
    client: HttpClient, query: LokiQuery, *, redact: Callable[[str], str] = mask_token_shapes
) -> Iterator[LogSource]:
    """Yield a log for each process that wrote in the range, in the order of their names.

    Args:
        client: knows where Loki is, and who is asking.
        query: what to ask for.
        redact: masks secrets in what the events say.

    Raises:
        RemoteError: Loki can't be reached, refuses, or has nothing for this query.
        UsageError: the query is none.
    """
    found = _processes(client, query)
    if not found:
        hint = "check the query in Grafana, and --since; what labels do the logs have?"
        raise RemoteError(f"Loki at {client.url}: no log for {query.selector}", hint=hint)
    for process, selector in sorted(found.items()):
        name = f"{client.url}: {process}"
        blocks = _Pages(client, query, f"{selector}{query.pipeline}").blocks()
        yield LogSource(ByteStream.of_blocks(blocks, name=name), redact=redact, is_one_of_many=True)


def _processes(client: HttpClient, query: LokiQuery) -> Mapping[str, str]:
    """Return the processes that wrote logs, and the selector of each."""
    found: dict[str, Mapping[str, str]] = {}
    for start, end in query.windows():
        parameters: dict[str, str | int] = {"match[]": query.selector, "start": start, "end": end}
        answer = _asked(client, "loki/api/v1/series", parameters, _SERIES)
        for labels in answer.data:
            process = stream_of_labels(labels)
            shared = found.setdefault(process, labels)
            found[process] = {
                name: value for name, value in shared.items() if labels.get(name) == value
            }
    return {process: _selector(labels) for process, labels in found.items()}


def _selector(labels: Mapping[str, str]) -> str:
    inner = ", ".join(
        f"{name}={msgspec.json.encode(value).decode()}" for name, value in sorted(labels.items())
    )
    return f"{{{inner}}}"


class _Pages:
    """The lines of one process, a page at a time.

    A page begins with the moment at which the last one ended, since more lines may be of that
    moment; those that are known already are left out.
    """

    def __init__(self, client: HttpClient, query: LokiQuery, selector: str) -> None:
        self._client = client
        self._query = query
        self._selector = selector
        self._limit = _PAGE

    def blocks(self) -> Iterator[bytes]:
        """Yield lines, each with its time in front, in blocks."""
        for start, end in self._query.windows():
            yield from self._window(start, end)

    def _window(self, start: int, end: int) -> Iterator[bytes]:
        known: set[str] = set()
        while start < end:
            values = self._page(start, end)
            fresh = [line for line in values if line[0] > start or line[1] not in known]
            if fresh:
                yield b"".join(map(_stamped, fresh))
            if len(values) < self._limit:
                return
            last = values[-1][0]
            if last == start and not fresh:
                last, known = start + 1, set()  # more lines at one moment than a page holds
            elif last > start:
                known = set()
            known |= {text for moment, text in values if moment == last}
            start = last

    def _page(self, start: int, end: int) -> Sequence[tuple[int, str]]:
        parameters: dict[str, str | int] = {
            "query": self._selector,
            "start": start,
            "end": end,
            "limit": self._limit,
            "direction": "forward",
        }
        try:
            answer = _asked(self._client, "loki/api/v1/query_range", parameters, _ANSWER)
        except _LimitError as error:
            if error.limit >= self._limit:
                raise
            self._limit = max(error.limit, 1)
            return self._page(start, end)
        streams = (_values(stream.values) for stream in answer.data.result)
        return list(merge(*streams, key=_moment))


class _LimitError(RemoteError):
    """Loki gives fewer lines at a time."""

    def __init__(self, message: str, *, limit: int) -> None:
        super().__init__(message, hint="raise max_entries_limit_per_query")
        self.limit = limit


def _asked(
    client: HttpClient,
    path: str,
    parameters: Mapping[str, str | int],
    decoder: msgspec.json.Decoder[_T],
) -> _T:
    answer = client.get(path, parameters)
    said = mask_token_shapes(first_words(answer))
    where = f"Loki at {client.url}"
    if answer.status_code == _NOT_FOUND:
        hint = "name the address in front of /loki/api, as in http://loki-gateway.monitoring"
        raise RemoteError(f"{where}: is no Loki, or has no logs API there (404)", hint=hint)
    if answer.status_code != _OK:
        limit = _LIMIT.search(answer.text)
        if limit:
            raise _LimitError(f"{where}: {said}", limit=int(limit[1]))
        hint = "check the query; does Loki want --org-id?"
        raise RemoteError(f"{where}: refused the query: {said}", hint=hint)
    try:
        return decoder.decode(answer.content)
    except (msgspec.DecodeError, UnicodeError) as error:
        hint = "name the address of Loki itself, not of Grafana or a login page"
        raise RemoteError(f"{where}: gave no answer of Loki's", hint=hint) from error


def _values(values: Iterable[Sequence[object]]) -> Sequence[tuple[int, str]]:
    """Return what has a time and a line, oldest first; a third element is metadata."""
    told = [
        (int(value[0]), value[1])
        for value in values
        if len(value) > 1
        and isinstance(value[0], str)
        and value[0].isdigit()
        and isinstance(value[1], str)
    ]
    return sorted(told, key=_moment)


def _moment(line: tuple[int, str]) -> int:
    return line[0]


def _stamped(line: tuple[int, str]) -> bytes:
    moment, text = line
    seconds, rest = divmod(moment, _SECOND)
    stamp = datetime.fromtimestamp(seconds, tz=UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{stamp}.{rest:09}Z {text.rstrip()}\n".encode("utf-8", "replace")


def _nanoseconds(moment: datetime) -> int:
    return int(moment.timestamp()) * _SECOND + moment.microsecond * 1000
