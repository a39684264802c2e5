"""Blocks of bytes as blocks of whole lines."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

__all__ = ["LONGEST_LINE", "LineBlock", "beginning_of", "line_blocks"]

LONGEST_LINE: Final = 64 << 20
"""Bytes of a line that are held at most; of a longer one only the beginning is kept."""
_KEPT_OF_LONG_LINE: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBlock:
    """Whole lines without their ends, and the number of the first of them, from 1.

    `terminated` is False for a last line without a line end: it may be half a line.
    """

    lines: list[bytes]
    first_number: int
    terminated: bool = True


class _OpenLine:
    """A line whose end has not come yet."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._length = 0

    def add(self, part: bytes) -> None:
        self._length += len(part)
        if self._length <= LONGEST_LINE:
            self._parts.append(part)
        else:
            self._parts = [beginning_of([*self._parts, part])]

    def take(self) -> bytes:
        whole = b"".join(self._parts)
        self._parts = []
        self._length = 0
        return whole


def beginning_of(parts: Iterable[bytes]) -> bytes:
    """Return what is kept of a line that is too long, without putting it together."""
    kept = b""
    for part in parts:
        kept += part[: _KEPT_OF_LONG_LINE - len(kept)]
    return kept


def line_blocks(blocks: Iterator[bytes]) -> Iterator[LineBlock]:
    """Cut blocks of bytes at line ends.

    Of a line of more than 64 MiB only the beginning is kept, so that memory stays bounded.
    """
    number = 1
    open_line = _OpenLine()
    for block in blocks:
        end = block.rfind(b"\n")
        if end < 0:
            open_line.add(block)
            continue
        first, newline, rest = block[:end].partition(b"\n")
        open_line.add(first)
        text = open_line.take() + newline + rest
        lines = (text.replace(b"\r\n", b"\n") if b"\r" in text else text).split(b"\n")
        lines[-1] = lines[-1].removesuffix(b"\r")
        yield LineBlock(lines=lines, first_number=number)
        number += len(lines)
        open_line.add(block[end + 1 :])
    last = open_line.take()
    if last:
        yield LineBlock(lines=[last], first_number=number, terminated=False)
