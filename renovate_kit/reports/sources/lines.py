"""Bytes of a file or of standard input, gzipped or not, as blocks of whole lines."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from renovate_kit.errors import InputError
from renovate_kit.reports.sources.gunzip import Gunzip
from renovate_kit.reports.sources.one_line import printable

__all__ = ["ByteStream", "LineBlock", "line_blocks"]

_BLOCK_SIZE: Final = 1 << 20
_LONGEST_LINE: Final = 64 << 20
_KEPT_OF_LONG_LINE: Final = 200

_GZIP: Final = b"\x1f\x8b"
_UTF8_MARK: Final = b"\xef\xbb\xbf"
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_OTHER_COMPRESSIONS: Final = (
    (b"\x28\xb5\x2f\xfd", "zstd", "zstd -dc"),
    (b"\xfd7zXZ\x00", "xz", "xz -dc"),
    (b"BZh", "bzip2", "bzip2 -dc"),
    (b"PK\x03\x04", "zip", "unzip -p"),
)


class ByteStream:
    """A readable stream that knows its name and how far it has been read.

    Attributes:
        name: what to call it in a message.
        size: bytes in the file; None where that is not known in advance.
        bytes_read: bytes taken from the file so far, before decompression.
        damage: what was wrong with the compressed data, once that was met.
    """

    def __init__(self, stream: BinaryIO, *, name: str, is_own: bool = False) -> None:
        self._stream = stream
        self._is_own = is_own
        self.name = name
        self.size = _regular_size(stream)
        self.bytes_read = 0
        self.damage: str | None = None

    @classmethod
    def open(cls, path: Path) -> "ByteStream":
        """Open a file.

        Raises:
            InputError: there is no such file, or it can't be read.
        """
        name = printable(str(path))
        try:
            stream = path.open("rb", buffering=0)
        except FileNotFoundError:
            raise InputError(f"{name}: no such file", hint="check the name") from None
        except IsADirectoryError:
            hint = "name the log files in it"
            raise InputError(f"{name}: is a directory", hint=hint) from None
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "can't be opened"
            raise InputError(f"{name}: {reason}", hint="check the file's permissions") from error
        return cls(stream, name=name, is_own=True)

    def close(self) -> None:
        """Close the file underneath, unless somebody else opened it."""
        if self._is_own:
            self._stream.close()

    def blocks(self) -> Iterator[bytes]:
        """Yield the decompressed bytes, in blocks of bounded size.

        Raises:
            InputError: nothing can be made of the stream, or it can't be read on.
        """
        first = self._read()
        while first and len(first) < len(_OTHER_COMPRESSIONS[1][0]):
            more = self._read()
            if not more:
                break
            first += more
        if not first:
            hint = "a log has at least one line; was the command before the pipe successful?"
            raise InputError(f"{self.name}: is empty", hint=hint)
        self._refuse_foreign(first)
        raw = self._from(first)
        yield from _without_mark(self._gunzip(raw) if first.startswith(_GZIP) else raw)

    def _read(self) -> bytes:
        # A pipe gives what it has with read1, where read would wait for a full block.
        read = getattr(self._stream, "read1", self._stream.read)
        try:
            block: bytes = read(_BLOCK_SIZE) or b""
        except OSError as error:
            message = f"{self.name}: {error.strerror or 'read error'}"
            raise InputError(message, hint="check the disk or the mount") from error
        self.bytes_read += len(block)
        return block

    def _from(self, block: bytes) -> Iterator[bytes]:
        while block:
            yield block
            block = self._read()

    def _refuse_foreign(self, first: bytes) -> None:
        for magic, kind, command in _OTHER_COMPRESSIONS:
            if first.startswith(magic):
                hint = f"unpack it first: {command} {self.name}"
                raise InputError(f"{self.name}: is compressed with {kind}", hint=hint)
        if first.startswith(_UTF16_MARKS):
            hint = "save it as UTF-8 (Windows PowerShell redirects to UTF-16)"
            raise InputError(f"{self.name}: is UTF-16 text", hint=hint)
        if not first.startswith(_GZIP) and b"\0" in first:
            hint = "name a log of Renovate's: JSON lines or text, plain or gzipped"
            raise InputError(f"{self.name}: is a binary file", hint=hint)

    def _gunzip(self, raw: Iterator[bytes]) -> Iterator[bytes]:
        gunzip = Gunzip()
        yield from gunzip.blocks(raw)
        if gunzip.damage and not gunzip.has_output:
            message = f"{self.name}: is no valid gzip file"
            raise InputError(message, hint="copy or download it again")
        if gunzip.is_cut:
            self.damage = f"the compressed log is cut off after {self.bytes_read} bytes"
        elif gunzip.damage:
            self.damage = f"the compressed log {gunzip.damage}"


def _regular_size(stream: BinaryIO) -> int | None:
    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return None
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _without_mark(blocks: Iterator[bytes]) -> Iterator[bytes]:
    first = next(blocks, b"")
    yield first.removeprefix(_UTF8_MARK)
    yield from blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBlock:
    """Whole lines without their ends, and the number of the first of them, from 1.

    `terminated` is False for a last line without a line end: it may be half a line.
    """

    lines: list[bytes]
    first_number: int
    terminated: bool = True


def line_blocks(blocks: Iterator[bytes]) -> Iterator[LineBlock]:
    """Cut blocks of bytes at line ends.

    Of a line of more than 64 MiB only the beginning is kept, so that memory stays bounded.
    """
    number = 1
    open_line: list[bytes] = []
    length = 0
    for block in blocks:
        end = block.rfind(b"\n")
        if end < 0:
            length += len(block)
            open_line = [*open_line, block] if length <= _LONGEST_LINE else _beginning(open_line)
            continue
        first, newline, rest = block[:end].partition(b"\n")
        open_line.append(first)
        whole = b"".join(open_line if length <= _LONGEST_LINE else _beginning(open_line))
        text = whole + newline + rest
        lines = (text.replace(b"\r\n", b"\n") if b"\r" in text else text).split(b"\n")
        lines[-1] = lines[-1].removesuffix(b"\r")
        yield LineBlock(lines=lines, first_number=number)
        number += len(lines)
        open_line = [block[end + 1 :]]
        length = len(open_line[0])
    last = b"".join(open_line)
    if last:
        yield LineBlock(lines=[last], first_number=number, terminated=False)


def _beginning(parts: list[bytes]) -> list[bytes]:
    return [b"".join(parts[:1])[:_KEPT_OF_LONG_LINE]]
