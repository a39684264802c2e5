"""What stands around log lines: `kubectl logs --timestamps --prefix`, containerd, Docker.

A carrier puts its own prefix in front of every line, or wraps the line in JSON, and may cut
a long line into parts. Each gives the time that pretty text lacks.
"""

import re
from dataclasses import dataclass, field
from typing import Final

import msgspec

__all__ = ["Carrier", "Unwrapped"]

_POD: Final = re.compile(rb"\[pod/[^\]\s]+\] ")
_TIME: Final = re.compile(
    rb"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))(?: |$)"
    rb"(?:std(?:out|err) ([FP])(?: |$))?"
)
_PARTIAL: Final = b"P"
_DOCKER: Final = (b'{"log":', b'{"log" :')
_COLOUR: Final = re.compile(rb"\x1b\[[0-9;]*[A-Za-z]")
_LONGEST_LINE: Final = 64 * 1024 * 1024


class _DockerLine(msgspec.Struct):
    log: str
    time: str | None = None


_DOCKER_LINE: Final = msgspec.json.Decoder(_DockerLine)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unwrapped:
    """A line as Renovate wrote it, and the time that the carrier gave it."""

    text: bytes
    time_text: str | None = None


@dataclass(slots=True, kw_only=True)
class Carrier:
    """Takes lines out of their wrapping, and joins the parts of cut ones."""

    _parts: list[bytes] = field(default_factory=list)
    _length: int = 0

    def unwrap(self, line: bytes) -> Unwrapped | None:
        """Return the line inside; None while further parts of it are to come."""
        if line.startswith(_DOCKER):
            return self._from_docker(line)
        if not line.startswith((b"[pod/", b"2")):
            return Unwrapped(text=_plain(line))
        pod = _POD.match(line)
        start = pod.end() if pod else 0
        stamp = _TIME.match(line, start)
        if stamp is None:
            return Unwrapped(text=_plain(line[start:]))
        text, time = line[stamp.end() :], stamp[1].decode()
        return self._joined(text, time, ends=stamp[2] != _PARTIAL)

    def finish(self) -> bytes:
        """Return the beginning of a line whose other parts never came."""
        held_back = b"".join(self._parts)
        self._parts.clear()
        self._length = 0
        return held_back

    def _from_docker(self, line: bytes) -> Unwrapped | None:
        try:
            inner = _DOCKER_LINE.decode(line)
            text = inner.log.encode()
        except (msgspec.DecodeError, UnicodeError):
            return Unwrapped(text=line)
        ends = text.endswith(b"\n")
        return self._joined(text.rstrip(b"\r\n") if ends else text, inner.time, ends=ends)

    def _joined(self, text: bytes, time: str | None, *, ends: bool) -> Unwrapped | None:
        if not ends and self._length < _LONGEST_LINE:
            self._parts.append(text)
            self._length += len(text)
            return None
        if self._parts:
            text = self.finish() + text
        return Unwrapped(text=_plain(text), time_text=time)


def _plain(text: bytes) -> bytes:
    """Drop colours, which Renovate writes to a terminal; inside JSON they are escaped."""
    return _COLOUR.sub(b"", text) if b"\x1b" in text else text
