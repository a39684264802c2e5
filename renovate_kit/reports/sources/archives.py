"""Logs in a tar or zip archive: each file in it a stream of its own, nothing unpacked to disk."""

import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final, Self, cast

from renovate_kit.errors import InputError
from renovate_kit.reports.sources.block_file import BlockFile
from renovate_kit.reports.sources.byte_stream import ByteStream
from renovate_kit.reports.sources.one_line import printable

__all__ = ["NotReadable", "tar_members", "zip_members"]

_LONGEST_TAR_HEADER: Final = 1 << 20
"""For long names and attributes, which a damaged archive may announce in gigabytes."""
_HEADER_KINDS: Final = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)
_MOST_MEMBERS: Final = 100_000


class NotReadable(InputError):  # noqa: N818 - it is told of, like a file that is skipped
    """A file in an archive can't be read, others can."""


def tar_members(archive: ByteStream) -> Iterator[ByteStream]:
    """Yield the files of a tar archive, in their order; each must be read before the next.

    An archive that is cut off yields what it has; the file in which it ends says so.

    Raises:
        InputError: the archive can't be read, or holds no file.
    """
    feed = cast("BinaryIO", BlockFile(archive.all_blocks()))
    found = 0
    try:
        with tarfile.open(fileobj=feed, mode="r|", tarinfo=_BoundedInfo) as tar:
            for member in tar:
                tar.members.clear()  # type: ignore[attr-defined]  # else all headers are kept
                if not member.isfile():
                    continue
                found += 1
                if found > _MOST_MEMBERS:
                    hint = "pack fewer logs into one archive"
                    raise InputError(f"{archive.name}: holds too many files", hint=hint)
                yield _tar_member(tar, member, archive)
    except (tarfile.TarError, EOFError) as error:
        if found and (archive.damage or "unexpected end" in str(error)):
            return
        hint = "pack or download it again"
        raise InputError(f"{archive.name}: the archive is damaged", hint=hint) from error
    if not found:
        raise InputError(f"{archive.name}: holds no file", hint="check what was packed")


def _tar_member(tar: tarfile.TarFile, info: tarfile.TarInfo, archive: ByteStream) -> ByteStream:
    # `extractfile` would lose what precedes the end of an archive that is cut off.
    reader = cast("BinaryIO", tar.fileobj)
    return _member(reader.read, info.size, f"{archive.name}: {printable(info.name)}", archive)


def zip_members(archive: ByteStream, path: Path | None) -> Iterator[ByteStream | NotReadable]:
    """Yield the files of a zip archive.

    Raises:
        InputError: the archive can't be read, holds no file, or is no file that can be read
            from its end, where its list of contents is.
    """
    if path is None:
        hint = "save it to a file first"
        raise InputError(f"{archive.name}: a zip archive can't be read from a pipe", hint=hint)
    try:
        with zipfile.ZipFile(path) as opened:
            members = [info for info in opened.infolist() if not info.is_dir()]
            for info in members:
                yield from _zip_member(opened, info, archive)
                archive.bytes_read = max(archive.bytes_read, info.header_offset)
    except (zipfile.BadZipFile, OSError) as error:
        hint = "pack or download it again"
        raise InputError(f"{archive.name}: the archive is damaged", hint=hint) from error
    if not members:
        raise InputError(f"{archive.name}: holds no file", hint="check what was packed")


def _zip_member(
    opened: zipfile.ZipFile, info: zipfile.ZipInfo, archive: ByteStream
) -> Iterator[ByteStream | NotReadable]:
    name = f"{archive.name}: {printable(info.filename)}"
    try:
        reader = cast("zipfile.ZipExtFile", opened.open(info))
    except (RuntimeError, NotImplementedError, zipfile.BadZipFile):
        hint = "unpack it first"
        yield NotReadable(f"{name}: is encrypted, or packed in a way of its own", hint=hint)
        return
    with reader:
        # `read` would lose what precedes the damage.
        yield _member(reader.read1, info.file_size, name, archive)


def _member(read: Callable[[int], bytes], size: int, name: str, archive: ByteStream) -> ByteStream:
    tail = _Tail(read, size)
    member = ByteStream(cast("BinaryIO", tail), name=name, outer=archive)
    tail.member = member
    return member


class _BoundedInfo(tarfile.TarInfo):
    """Refuses headers that are larger than any real one, before they are read."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        info = super().frombuf(buf, encoding, errors)
        if info.type in _HEADER_KINDS and info.size > _LONGEST_TAR_HEADER:
            message = "header too large"
            raise tarfile.ReadError(message)
        return info


class _Tail:
    """A file in an archive, which may end before its announced size."""

    def __init__(self, read: Callable[[int], bytes], size: int) -> None:
        self._read = read
        self._missing = size
        self.member: ByteStream | None = None

    def fileno(self) -> int:
        raise OSError

    def read(self, size: int) -> bytes:
        try:
            block = self._read(min(size, self._missing))
        except (tarfile.TarError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError):
            block = b""
        self._missing -= len(block)
        if not block and self._missing > 0 and self.member is not None:
            self.member.damage = "the archive is cut off or damaged in this log"
        return block
