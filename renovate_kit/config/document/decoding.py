"""Bytes of a file -> text."""

from dataclasses import dataclass
from typing import Final

from renovate_kit.config.document.location import LineIndex, Span
from renovate_kit.config.document.problems import SyntaxProblem, UnreadableTextError

__all__ = ["MAX_SIZE", "NOT_A_CONFIG", "SourceText", "check_size", "decode"]

MAX_SIZE: Final = 1024 * 1024
"""The largest file that is read, in bytes; the largest text, in characters.

A ConfigMap holds no more either, and a text of nothing but short numbers takes 1.6 s to read.
"""

NOT_A_CONFIG: Final = "check that the path names a configuration file"

_BOM: Final = "\ufeff"
_UTF16_BOMS: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """The text of a file.

    Attributes:
        text: without a byte order mark.
        has_bom: whether the file began with one, so that it can be written back with one.
    """

    text: str
    has_bom: bool

    def encode(self) -> bytes:
        """Return the bytes of the file."""
        return (self.has_bom * _BOM + self.text).encode()


def decode(raw: bytes, *, limit: int = MAX_SIZE) -> SourceText | SyntaxProblem:
    """Return the text of a file that must be UTF-8, or why it is not text.

    Args:
        raw: the whole file.
        limit: how many bytes it may have; at least a MiB.
    """
    try:
        return _decode(raw, limit)
    except UnreadableTextError as error:
        return error.as_problem(LineIndex(""))
    except UnicodeDecodeError as error:
        return _invalid_utf8(error)


def check_size(text: str) -> None:
    """Refuse a text that is too long to be a config.

    Raises:
        UnreadableTextError: it has more than `MAX_SIZE` characters.
    """
    if len(text) > MAX_SIZE:
        message = f"the text has {len(text):,} characters, larger than 1 MiB"
        raise UnreadableTextError(message, Span(0, 0), help_=NOT_A_CONFIG)


def _decode(raw: bytes, limit: int) -> SourceText:
    if len(raw) > limit:
        message = f"the file is {len(raw):,} bytes, larger than {limit // MAX_SIZE} MiB"
        raise UnreadableTextError(message, Span(0, 0), help_=NOT_A_CONFIG)
    if raw.startswith(_UTF16_BOMS):
        message = "this file is UTF-16, not UTF-8"
        raise UnreadableTextError(message, Span(0, 0), help_="save it as UTF-8")
    has_bom = raw.startswith(_BOM.encode())
    if b"\0" in raw:
        message = f"this is a binary file: byte {raw.index(0)} is NUL"
        raise UnreadableTextError(message, Span(0, 0), help_=NOT_A_CONFIG)
    # The mark is taken off the text, not the bytes, so that an error counts from the file's start.
    return SourceText(text=raw.decode().removeprefix(_BOM), has_bom=has_bom)


def _invalid_utf8(error: UnicodeDecodeError) -> SyntaxProblem:
    readable = error.object[: error.start].decode().removeprefix(_BOM)
    offset = len(readable)
    lines = LineIndex(readable)
    line, _ = lines.position(offset)
    byte = error.object[error.start]
    return UnreadableTextError(
        f"byte 0x{byte:02x} at offset {error.start} (line {line}) is not valid UTF-8",
        Span(offset, offset),
        help_="save the file as UTF-8",
    ).as_problem(lines)
