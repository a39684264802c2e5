"""Bytes of a file, of standard input or of a part of an archive, decompressed."""

import os
import re
import stat
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final, cast

from renovate_kit.errors import InputError
from renovate_kit.reports.sources.block_file import BlockFile
from renovate_kit.reports.sources.decompression import (
    LONGEST_MAGIC,
    Compression,
    compression_of,
)
from renovate_kit.reports.sources.loki_document import is_loki_document, lines_of_document
from renovate_kit.reports.sources.no_log import NoLogError
from renovate_kit.reports.sources.one_line import printable

__all__ = ["ByteStream"]

_BLOCK_SIZE: Final = 1 << 20
_HEADER: Final = 512
"""So many bytes tell what a file is, and fewer if a line ends among them."""
_ZIP: Final = b"PK\x03\x04"
_UTF8_MARK: Final = b"\xef\xbb\xbf"
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_RENOVATE: Final = re.compile(
    rb'"name":"renovate"|(?:DEBUG|INFO|WARN|ERROR|FATAL)(?:\x1b\[[0-9;]{0,8}m)?: '
)
"""Tells a damaged log, or one whose beginning was cut off by writing zeros, from other files."""
_TEXT_PER_DAMAGE: Final = 200
_TAR: Final = (b"ustar", slice(257, 262))


class ByteStream:
    """A readable stream that knows its name and how far it has been read.

    Args:
        stream: the file.
        name: what to call it in a message.
        is_own: whether `close` closes the file.
        outer: the archive that this is a part of.

    Attributes:
        name: what to call it in a message.
        size: bytes in the file; None where that is not known in advance.
        bytes_read: bytes taken from the file so far, before decompression.
        damage: what was wrong with the compressed data, once that was met.
        outer: the archive that this is a part of; progress is told by it.
    """

    def __init__(
        self,
        stream: BinaryIO,
        *,
        name: str,
        is_own: bool = False,
        outer: "ByteStream | None" = None,
    ) -> None:
        self._stream = stream
        self._is_own = is_own
        self._head: bytes | None = None
        self._rest: Iterator[bytes] | None = None
        self.name = name
        self.size = _regular_size(stream)
        self.bytes_read = 0
        self.damage: str | None = None
        self.outer = outer

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

    @classmethod
    def of_blocks(cls, blocks: Iterator[bytes], *, name: str) -> "ByteStream":
        """Return what comes in blocks from elsewhere as a stream."""
        return cls(cast("BinaryIO", BlockFile(blocks)), name=name)

    def close(self) -> None:
        """Close the file underneath, unless somebody else opened it."""
        # The generator would keep itself, and what was read, alive until the next collection.
        self._head = self._rest = None
        if self._is_own:
            self._stream.close()

    def beginning(self) -> bytes:
        """Return the first bytes, decompressed; `blocks` yields them again.

        Of a pipe it takes no more than it has to, since the next bytes may be long in coming.

        Raises:
            InputError: nothing can be made of the stream.
        """
        if self._head is None or self._rest is None:
            self._rest = self._unpacked()
            head = b""
            for block in self._rest:
                head += block
                if len(head) >= _HEADER or b"\n" in head:
                    break
            self._head = head
        return self._head

    @property
    def is_tar(self) -> bool:
        """Whether these are several files in one, as `tar` makes them."""
        magic, place = _TAR
        return self.beginning()[place] == magic

    @property
    def is_zip(self) -> bool:
        """Whether these are several files in one, as `zip` makes them."""
        return self.beginning().startswith(_ZIP)

    def blocks(self) -> Iterator[bytes]:
        """Yield the decompressed bytes, in blocks of bounded size.

        Raises:
            InputError: nothing can be made of the stream, or it can't be read on.
            NoLogError: it is a file of another kind.
        """
        self._refuse_foreign(self.beginning())
        is_document = is_loki_document(self.beginning())
        text = _without_mark(self.all_blocks())
        yield from lines_of_document(text, self.name) if is_document else text

    def all_blocks(self) -> Iterator[bytes]:
        """Yield the decompressed bytes, whatever they are.

        Raises:
            InputError: nothing can be made of the stream, or it can't be read on.
        """
        head = self.beginning()
        return chain((head,), self._rest or ())

    def _unpacked(self) -> Iterator[bytes]:
        first = self._read()
        while first and len(first) < LONGEST_MAGIC:
            more = self._read()
            if not more:
                break
            first += more
        if not first:
            hint = "a log has at least one line; was the command before the pipe successful?"
            raise NoLogError(f"{self.name}: is empty", hint=hint)
        compression = compression_of(first)
        raw = self._from(first)
        yield from self._decompressed(raw, compression) if compression else raw

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
        if self.is_tar or self.is_zip:
            hint = "read it with `renovate-kit ingest`, which takes archives"
            raise NoLogError(f"{self.name}: is an archive of several files", hint=hint)
        if first.startswith(_UTF16_MARKS) and b"\0" in first:
            hint = "save it as UTF-8 (Windows PowerShell redirects to UTF-16)"
            raise InputError(f"{self.name}: is UTF-16 text", hint=hint)
        if _is_binary(first.lstrip(b"\0")) and _RENOVATE.search(first) is None:
            hint = "name a log of Renovate's: JSON lines or text, plain or compressed"
            raise NoLogError(f"{self.name}: is a binary file", hint=hint)

    def _decompressed(self, raw: Iterator[bytes], compression: Compression) -> Iterator[bytes]:
        decompressor = compression.start(self.name)
        yield from decompressor.blocks(raw)
        if decompressor.damage and not decompressor.has_output:
            message = f"{self.name}: is no valid {compression.name} file"
            raise InputError(message, hint="copy or download it again")
        if decompressor.is_cut:
            self.damage = f"the compressed log is cut off after {self.bytes_read} bytes"
        elif decompressor.damage:
            self.damage = f"the compressed log {decompressor.damage}"


def _is_binary(block: bytes) -> bool:
    """Whether a block has more bytes that are NUL than damage brings into a text."""
    return block.count(b"\0") * _TEXT_PER_DAMAGE > len(block)


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
