"""Compressed logs, as archives and log rotation leave them, read as far as they go."""

import bz2
import lzma
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Final, Protocol

from renovate_kit.errors import InputError
from renovate_kit.reports.sources.gunzip import Gunzip

__all__ = ["LONGEST_MAGIC", "Compression", "Decompressor", "compression_of"]

_LARGEST_BLOCK: Final = 1 << 20
_PORTION: Final = 16 << 10
"""What is lost at most, compressed, in front of damage: an error drops what its call gave."""
_MOST_MEMORY: Final = 256 << 20
"""For the dictionary of xz, which a file of a few bytes may ask for in gigabytes."""


class Decompressor(Protocol):
    """Decompresses as far as it can, in bounded memory.

    Attributes:
        damage: how the data ended, when it did not end well.
        is_cut: whether only its end is missing.
        has_output: whether anything could be decompressed.
    """

    damage: str | None
    is_cut: bool
    has_output: bool

    def blocks(self, compressed: Iterator[bytes]) -> Iterator[bytes]:
        """Yield what `compressed` holds, up to its end or to the first damage."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Compression:
    """A way to compress a stream.

    Attributes:
        name: as a person calls it.
        magic: its first bytes.
        start: makes a decompressor; its argument is the name of the stream, for messages.
    """

    name: str
    magic: bytes
    start: Callable[[str], Decompressor]


class _Frame(Protocol):
    """What the decompressors of bz2, lzma and zstd have in common: one frame each."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1, /) -> bytes: ...


class _Frames:
    """Decompresses frames that follow one another, with or without padding."""

    def __init__(
        self, new_frame: Callable[[], _Frame], errors: tuple[type[Exception], ...]
    ) -> None:
        self.damage: str | None = None
        self.is_cut = False
        self.has_output = False
        self._new_frame = new_frame
        self._errors = errors
        self._frame: _Frame | None = None

    def blocks(self, compressed: Iterator[bytes]) -> Iterator[bytes]:
        """Yield what `compressed` holds, up to its end or to the first damage."""
        for block in compressed:
            for start in range(0, len(block), _PORTION):
                yield from self._feed(block[start : start + _PORTION])
                if self.damage:
                    return
        if self._frame is not None:
            self.is_cut = True
            self.damage = "ends early"

    def _feed(self, compressed: bytes) -> Iterator[bytes]:
        rest = compressed
        while True:
            if self._frame is None:
                rest = rest.lstrip(b"\0")  # padding between frames, or behind the last
                if not rest:
                    return
                self._frame = self._new_frame()
            try:
                text = self._frame.decompress(rest, _LARGEST_BLOCK)
            except self._errors:
                self.damage = "is damaged"
                return
            self.has_output |= bool(text)
            yield text
            rest = b""
            if self._frame.eof:
                rest = self._frame.unused_data
                self._frame = None
            elif self._frame.needs_input:
                return


def _gunzip(_: str) -> Decompressor:
    return Gunzip()


def _unbzip(_: str) -> Decompressor:
    return _Frames(bz2.BZ2Decompressor, (OSError, ValueError, EOFError))


def _unxz(_: str) -> Decompressor:
    def new_frame() -> _Frame:
        return lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_MOST_MEMORY)

    return _Frames(new_frame, (lzma.LZMAError, EOFError))


def _unzstd(name: str) -> Decompressor:
    zstd = _zstd_module()
    if zstd is None:
        hint = f"install renovate-kit[zstd], or unpack it first: zstd -dc {name}"
        raise InputError(f"{name}: is compressed with zstd, which needs a package", hint=hint)
    return _Frames(zstd.ZstdDecompressor, (zstd.ZstdError, EOFError))


def _zstd_module() -> ModuleType | None:
    """Return the module of Python 3.14 for zstd, or the same for an older Python."""
    from importlib import import_module  # noqa: PLC0415 - few logs are compressed so

    for module in ("compression.zstd", "backports.zstd"):
        try:
            return import_module(module)
        except ImportError:
            continue
    return None


_COMPRESSIONS: Final = (
    Compression(name="gzip", magic=b"\x1f\x8b", start=_gunzip),
    Compression(name="zstd", magic=b"\x28\xb5\x2f\xfd", start=_unzstd),
    Compression(name="xz", magic=b"\xfd7zXZ\x00", start=_unxz),
    Compression(name="bzip2", magic=b"BZh", start=_unbzip),
)
LONGEST_MAGIC: Final = max(len(each.magic) for each in _COMPRESSIONS)


def compression_of(beginning: bytes) -> Compression | None:
    """Return how a stream that begins so is compressed; None for one that isn't."""
    return next((each for each in _COMPRESSIONS if beginning.startswith(each.magic)), None)
