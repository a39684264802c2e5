"""Gzip as it comes from a log archive: several members, padding, cut off or damaged."""

import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from zlib import _Decompress

__all__ = ["Gunzip"]

_LARGEST_BLOCK: Final = 1 << 20
_PORTION: Final = 64 << 10
_GZIP_WRAPPER: Final = 31


def _new_member() -> "_Decompress":
    return zlib.decompressobj(wbits=_GZIP_WRAPPER)


class Gunzip:
    """Decompresses as far as it can, in bounded memory.

    Attributes:
        damage: how the data ended, when it did not end well.
        is_cut: whether only its end is missing.
        has_output: whether anything could be decompressed.
    """

    def __init__(self) -> None:
        self.damage: str | None = None
        self.is_cut = False
        self.has_output = False
        self._member = _new_member()

    def blocks(self, compressed: Iterator[bytes]) -> Iterator[bytes]:
        """Yield what `compressed` holds, up to its end or to the first damage."""
        for block in compressed:
            for start in range(0, len(block), _PORTION):
                for text in self._feed(block[start : start + _PORTION]):
                    self.has_output |= bool(text)
                    yield text
                if self.damage:
                    return
        yield self._member.flush()
        if not self._member.eof:
            self.is_cut = True
            self.damage = "ends early"

    def _feed(self, compressed: bytes) -> Iterator[bytes]:
        rest = compressed
        while rest:
            if self._member.eof:
                rest = rest.lstrip(b"\0")  # padding between members, or behind the last
                self._member = _new_member() if rest else self._member
                continue
            before = self._member.copy()
            try:
                yield self._member.decompress(rest, _LARGEST_BLOCK)
            except zlib.error:
                self.damage = "is damaged"
                yield _up_to_damage(before, rest)
                return
            rest = self._member.unused_data or self._member.unconsumed_tail


def _up_to_damage(member: "_Decompress", compressed: bytes) -> bytes:
    """Decompress byte by byte: with an error zlib drops what the same call has given so far."""
    text = bytearray()
    for place in range(len(compressed)):
        try:
            text += member.decompress(compressed[place : place + 1])
        except zlib.error:
            break
    return bytes(text)
