"""What stands around log lines: `kubectl logs --timestamps --prefix`, containerd, envelopes.

A carrier puts its own prefix in front of every line, or wraps the line in JSON, and may cut
a long line into parts. Each gives the time that pretty text lacks, and some say which process
wrote the line, so that mixed logs of several pods can be told apart. They can be stacked: a
line of containerd's inside an object of Loki's.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Final

from renovate_kit.reports.sources.envelopes import open_envelope
from renovate_kit.reports.sources.lines import LONGEST_LINE, beginning_of

__all__ = ["Carrier", "Unwrapped"]

_POD: Final = re.compile(rb"\[pod/([^\]\s]+)\] ")
_TIME: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))(?: |$)"
    rb"(?:(stdout|stderr) ([FP])(?: |$))?"
)
_PARTIAL: Final = b"P"
_ZERO: Final = b"\0"
_RECORD: Final = b'{"name":"renovate"'
_DECORATED: Final = (b"[pod/", b"2", b"\xef\xbb\xbf2")
_COLOUR: Final = re.compile(rb"\x1b\[[0-9;]*[A-Za-z]")
_MOST_WRAPPINGS: Final = 4
_LONGEST_PREFIX: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwrapped:
    """A line as Renovate wrote it.

    Attributes:
        text: the line.
        time_text: the time that the carrier gave it.
        stream: which process wrote it; empty where the carrier does not say.
    """

    text: bytes
    time_text: str | None = None
    stream: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A line, or a part of one, after a wrapping was taken off."""

    line: Unwrapped
    channel: str = ""
    ends: bool = True
    wrapped: bool = True


@dataclass(slots=True)
class _Parts:
    """The parts of a line that came so far; of a line that is too long only the beginning."""

    texts: list[bytes] = field(default_factory=list)
    length: int = 0


@dataclass(slots=True, kw_only=True)
class Carrier:
    """Takes lines out of their wrapping, and joins the parts of cut ones."""

    _parts: dict[tuple[str, str], _Parts] = field(default_factory=dict)
    _held: int = 0

    def unwrap(self, line: bytes) -> Unwrapped | None:
        """Return the line inside; None while further parts of it are to come."""
        # Rotating a log that is being written leaves zeros in the place of what was moved.
        unwrapped = Unwrapped(text=line.lstrip(_ZERO) if line.startswith(_ZERO) else line)
        for _ in range(_MOST_WRAPPINGS):
            piece = _taken_off(unwrapped)
            if not piece.wrapped:
                break
            joined = self._joined(piece)
            if joined is None:
                return None
            unwrapped = joined
        plain = _plain(unwrapped.text)
        return unwrapped if plain is unwrapped.text else replace(unwrapped, text=plain)

    def quick(self, line: bytes) -> tuple[str, bytes] | None:
        """Return stream and text of a line that is plainly JSON with a prefix; else None.

        It is what `unwrap` would return, if the line carries no event: the time is left out.
        """
        start = line.find(_RECORD, 0, _LONGEST_PREFIX)
        if start <= 0 or self._parts:
            return None
        if line.startswith(b"2"):
            return "", line[start:]
        pod = _POD.match(line) if line.startswith(b"[pod/") else None
        return (pod[1].decode("utf-8", "replace"), line[start:]) if pod else None

    def finish(self) -> bytes:
        """Return the beginning of a line whose other parts never came."""
        held_back = b"".join(part for parts in self._parts.values() for part in parts.texts)
        self._parts.clear()
        self._held = 0
        return held_back

    def _joined(self, piece: _Piece) -> Unwrapped | None:
        key = (piece.line.stream, piece.channel)
        parts = self._parts.get(key)
        if piece.ends and parts is None:
            return piece.line
        parts = self._parts.setdefault(key, _Parts())
        self._add(parts, piece.line.text)
        if not piece.ends:
            return None
        del self._parts[key]
        whole = b"".join(parts.texts)
        self._held -= len(whole)
        return replace(piece.line, text=whole)

    def _add(self, parts: _Parts, text: bytes) -> None:
        if self._held + len(text) <= LONGEST_LINE and parts.length <= LONGEST_LINE:
            parts.texts.append(text)
            parts.length += len(text)
            self._held += len(text)
        elif parts.length <= LONGEST_LINE:
            beginning = beginning_of([*parts.texts, text])
            self._held -= parts.length - len(beginning)
            parts.texts = [beginning]
            parts.length = LONGEST_LINE + 1


def _taken_off(line: Unwrapped) -> _Piece:
    """Take one wrapping off a line."""
    text = line.text
    if text.startswith(b"{"):
        return _from_envelope(line)
    if text.startswith(_DECORATED):
        return _from_prefix(line)
    return _Piece(line=line, wrapped=False)


def _from_envelope(line: Unwrapped) -> _Piece:
    envelope = None if line.text.startswith(_RECORD) else open_envelope(line.text)
    if envelope is None:
        return _Piece(line=line, wrapped=False)
    inner = Unwrapped(
        text=envelope.text,
        time_text=envelope.time_text or line.time_text,
        stream=line.stream or envelope.stream,
    )
    return _Piece(line=inner, channel=envelope.channel, ends=envelope.ends)


def _from_prefix(line: Unwrapped) -> _Piece:
    text = line.text
    pod = _POD.match(text)
    start = pod.end() if pod else 0
    stamp = _TIME.match(text, start)
    if stamp is None and pod is None:
        return _Piece(line=line, wrapped=False)
    inner = Unwrapped(
        text=text[stamp.end() if stamp else start :],
        time_text=stamp[1].decode() if stamp else line.time_text,
        stream=pod[1].decode("utf-8", "replace") if pod else line.stream,
    )
    if stamp is None or stamp[2] is None:
        return _Piece(line=inner)
    return _Piece(line=inner, channel=stamp[2].decode(), ends=stamp[3] != _PARTIAL)


def _plain(text: bytes) -> bytes:
    """Drop colours, which Renovate writes to a terminal; inside JSON they are escaped."""
    return _COLOUR.sub(b"", text) if b"\x1b" in text else text
