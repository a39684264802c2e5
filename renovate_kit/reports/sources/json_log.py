"""JSON log lines, as `LOG_FORMAT=json` and `LOG_FILE` give them (`lib/logger/bunyan.ts`).

Nearly all lines of a debug log carry no event. `QuietLines` tells them by their first and
last bytes, without decoding; the rest is decoded in two steps: what every record has, and
the other fields when a reader asks for them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import msgspec

from renovate_kit.reports.sources.json_text import decode_json
from renovate_kit.reports.sources.messages import DEBUG_MESSAGES, QUIET_ENDINGS, is_closing
from renovate_kit.reports.sources.one_line import TEXT_LIMIT, one_line
from renovate_kit.reports.sources.record import DEBUG, Record

__all__ = ["QuietLines", "RunPrefix", "read_json_record", "run_prefix"]


class _Header(msgspec.Struct, rename="camel"):
    """What each record may have. A call's own fields can override the names, hence `object`."""

    level: int
    msg: str
    name: object = None
    hostname: object = None
    pid: object = None
    log_context: object = None
    time: object = None
    repository: object = None
    branch: object = None
    base_branch: object = None


_HEADER: Final = msgspec.json.Decoder(_Header)
_FIELDS: Final = msgspec.json.Decoder(dict[str, object])


def read_json_record(line: bytes) -> Record | None:
    """Return the record on a line; None when it is no complete record of Renovate's."""
    header = decode_json(line, _HEADER)
    if header is None or (header.name != "renovate" and not isinstance(header.log_context, str)):
        return None
    named = isinstance(header.hostname, str) and isinstance(header.pid, int)
    return Record(
        level=header.level,
        msg=header.msg,
        log_context=_text(header.log_context),
        process=(str(header.hostname), int(str(header.pid))) if named else None,
        time_text=_text(header.time),
        repository=_text(header.repository),
        branch=_text(header.branch),
        base_branch=_text(header.base_branch),
        load=partial(_fields, line),
        line=line,
    )


def _text(value: object) -> str | None:
    return one_line(value, limit=TEXT_LIMIT) if isinstance(value, str) else None


def _fields(line: bytes) -> Mapping[str, object]:
    return decode_json(line, _FIELDS) or {}


# What follows the message in every record: `","time":"2026-09-07T08:00:04.386Z","v":0}`
_BEFORE_TIME: Final = b'","time":"'
_END: Final = b'Z","v":0}'
_TIME: Final = slice(-len(_END) - 23, -len(_END) + 1)
_ENDING_LENGTH: Final = 12
_MESSAGE_END: Final = slice(
    _TIME.start - len(_BEFORE_TIME) - _ENDING_LENGTH, _TIME.start
)  # the last letters of the message, and what comes between it and the time
_LOUD: Final = frozenset(
    message.encode()[-_ENDING_LENGTH:] + _BEFORE_TIME
    for message in (*DEBUG_MESSAGES, *QUIET_ENDINGS)
)
_ADVISORY: Final = re.compile(
    rb'"msg":"(?:Vulnerability \S+ affects|Setting allowed version|No fixed version available)'
)
_ADVISORY_LENGTH: Final = 600
_PREFIX: Final = re.compile(
    rb'\{"name":"renovate","hostname":"[^"\\]*","pid":\d+,"level":(\d0),"logContext":"[^"\\]*",'
)

RunPrefix = tuple[bytes, bytes]
"""How the trace and the debug records of one run begin."""


def run_prefix(line: bytes) -> RunPrefix | None:
    """Return how the quiet lines of this record's run begin; None when they can't be told."""
    match = _PREFIX.match(line)
    if match is None:
        return None
    before, after = line[: match.start(1)], line[match.end(1) : match.end()]
    return before + b"10" + after, before + b"20" + after


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietLines:
    """Lines below level info, of one run, that carry no event.

    A line that begins and ends as a record does is taken for one: damage in its middle is
    not noticed, because nothing of it is read.
    """

    prefix: RunPrefix

    def skip(self, lines: Sequence[bytes], start: int, *, with_advisories: bool = False) -> int:
        """Return the index of the first line from `start` on that has to be read.

        Args:
            lines: of a block.
            start: where to begin.
            with_advisories: whether sentences about vulnerabilities are to be read; they end
                with a version, so that no ending tells them.
        """
        if with_advisories:
            return self._skip_to_advisory(lines, start)
        index = start
        prefix = self.prefix
        for line in _from(lines, start):
            if (
                line[_MESSAGE_END] in _LOUD
                or not line.startswith(prefix)
                or not line.endswith(_END)
            ):
                return index
            index += 1
        return index

    def _skip_to_advisory(self, lines: Sequence[bytes], start: int) -> int:
        """Look at each line's message, too: Renovate is short between start and end of these."""
        end = self.skip(lines, start)
        for index in range(start, end):
            if _ADVISORY.search(lines[index], max(0, len(lines[index]) - _ADVISORY_LENGTH)):
                return index
        return end

    @staticmethod
    def time_text(line: bytes) -> str:
        """Return the time of a quiet line."""
        return line[_TIME].decode("ascii", "replace")

    @staticmethod
    def is_closing(line: bytes) -> bool:
        """Whether a quiet line is the last of a run that got to its end."""
        record = read_json_record(line)
        return record is not None and record.level <= DEBUG and is_closing(record)


def _from(lines: Sequence[bytes], start: int) -> Iterable[bytes]:
    return lines[start:] if start else lines
