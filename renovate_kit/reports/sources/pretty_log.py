"""Renovate's default text format, which `kubectl logs` shows (`lib/logger/pretty-stdout.ts`).

    LEVEL: msg (repository=a/b, branch=x) [module]
           "key": value

It has no time, no `logContext` and no process; the order of records is all there is.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from renovate_kit.reports.sources.messages import is_last_line
from renovate_kit.reports.sources.one_line import TEXT_LIMIT, one_line
from renovate_kit.reports.sources.pretty_fields import FieldBlock, read_fields
from renovate_kit.reports.sources.record import Record

__all__ = ["PrettyBlock", "PrettyLog"]

_LEVELS: Final = {
    b"TRACE": 10,
    b"DEBUG": 20,
    b"INFO": 30,
    b"WARN": 40,
    b"ERROR": 50,
    b"FATAL": 60,
}
_HEADER: Final = re.compile(rb" ?(TRACE|DEBUG|INFO|WARN|ERROR|FATAL): (.*)", re.DOTALL)
_INDENT: Final = b" " * 7
_META_NAME: Final = (
    rb"(?:repository|baseBranch|packageFile|depType|dependency|dependencies|branch)="
)
_META_START: Final = re.compile(rb" \((?=" + _META_NAME + rb")")
_META_SPLIT: Final = re.compile(rb", (?=" + _META_NAME + rb")")
_MODULE: Final = re.compile(rb"\) \[([\w./-]{1,60})\]\Z")
_LARGEST_BLOCK: Final = 64 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Headline:
    msg: str
    meta: Mapping[str, str]


@dataclass(slots=True)
class PrettyBlock:
    """A record that is being put together: its first line and the indented ones below."""

    level: int
    headline: bytes
    number: int
    time_text: str | None
    lines: list[bytes] = field(default_factory=list)
    size: int = 0

    def add(self, line: bytes) -> bool:
        """Take a line that stands below the first; False for one that doesn't."""
        if not line.startswith(_INDENT) or self.size + len(line) > _LARGEST_BLOCK:
            return False
        self.size += len(line)
        self.lines.append(line[len(_INDENT) :])
        return True

    def add_all(self, lines: Sequence[bytes], start: int) -> int:
        """Take lines from `start` on; return the index of the first that doesn't belong."""
        index = start
        while index < len(lines) and self.add(lines[index]):
            index += 1
        return index

    def record(self) -> Record | None:
        """Return the finished record; None when part of it is missing."""
        headline, below = _headline(self.headline, self.lines)
        block = read_fields(below) if below else None
        if block and not block.whole:
            return None
        meta = headline.meta
        return Record(
            level=self.level,
            msg=headline.msg,
            log_context=None,
            process=None,
            time_text=self.time_text,
            repository=_name(meta.get("repository")),
            branch=_name(meta.get("branch")),
            base_branch=_name(meta.get("baseBranch")),
            load=lambda: _all_fields(meta, block),
        )

    @property
    def has_its_end(self) -> bool:
        """Whether the block, as the last of a log that may be cut, has all its fields.

        A first line alone may have lost what stood below it. The stack of an error may be
        cut, but nothing depends on its end.
        """
        return bool(self.lines) or self.is_last_line

    @property
    def is_last_line(self) -> bool:
        """Whether this is what a whole run ends with; there is nothing below it."""
        return not self.lines and is_last_line(_text(self.headline))


def _all_fields(meta: Mapping[str, str], block: FieldBlock | None) -> Mapping[str, object]:
    return {**meta, **block.fields} if block else meta


def _headline(text: bytes, lines: list[bytes]) -> tuple[_Headline, list[bytes]]:
    """Take the message and what it is about; a message of several lines ends with the meta."""
    message, meta = _split_meta(text)
    below = 0
    while not meta and below < len(lines) and not lines[below].startswith(b'"'):
        last, meta = _split_meta(lines[below])
        if meta:
            message = b"\n".join((text, *lines[:below], last))
        below += 1
    # Without meta the lines below may as well be a stack: they are not the message's.
    return _Headline(msg=_text(message), meta=meta), lines[below:] if meta else lines


def _split_meta(line: bytes) -> tuple[bytes, dict[str, str]]:
    module = _MODULE.search(line, max(0, len(line) - 64)) if line.endswith(b"]") else None
    inner = line[: module.start() + 1] if module else line
    starts = list(_META_START.finditer(inner)) if inner.endswith(b")") else []
    if not starts:
        return line, {}
    meta = {"module": _text(module[1])} if module else {}
    for part in _META_SPLIT.split(inner[starts[-1].end() : -1]):
        name, _, value = part.partition(b"=")
        meta[name.decode()] = _text(value)
    return inner[: starts[-1].start()], meta


def _name(text: str | None) -> str | None:
    return None if text is None else one_line(text, limit=TEXT_LIMIT)


def _text(text: bytes) -> str:
    return text.decode("utf-8", "replace")


@dataclass(slots=True)
class PrettyLog:
    """Puts lines together to records."""

    open_block: PrettyBlock | None = None

    def take(
        self, line: bytes, number: int, time_text: str | None
    ) -> tuple[bool, PrettyBlock | None]:
        """Take a line.

        Returns:
            Whether the line belongs to a record, and the block that it shows to be finished.
        """
        if self.open_block and self.open_block.add(line):
            return True, None
        match = _HEADER.match(line)
        if match is None:
            return not line or line.isspace(), None
        finished = self.open_block
        self.open_block = PrettyBlock(_LEVELS[match[1]], match[2], number, time_text)
        return True, finished

    def finish(self) -> PrettyBlock | None:
        """Return the block that no further line will complete."""
        finished, self.open_block = self.open_block, None
        return finished
