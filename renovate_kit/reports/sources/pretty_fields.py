"""The fields of a pretty record: the indented block under its first line.

Each field is `"key": value`; a long value is folded, its inner lines stand two blanks
further in, and its bracket closes at the key's column. `err.stack` follows raw after the
last field (`lib/logger/pretty-stdout.ts`, json-stringify-pretty-compact).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import msgspec

from renovate_kit.reports.sources.json_text import decode_json

__all__ = ["FieldBlock", "read_fields"]

# The key is not escaped; a lazy match up to the first `": ` reads it in linear time.
_FIELD: Final = re.compile(rb'"(.*?)": (.*)', re.DOTALL)
_CLOSING: Final = {b"{": b"}", b"[": b"]"}
_UNDEFINED: Final = b"undefined"
_VALUE: Final = msgspec.json.Decoder()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldBlock:
    """What a block says.

    Attributes:
        fields: values by key; `undefined` ones are absent, as in JSON.
        rest: the lines behind the last field: the stack of `err`.
        whole: whether nothing is missing up to the end of the last field.
    """

    fields: Mapping[str, object]
    rest: Sequence[bytes]
    whole: bool


def read_fields(lines: Sequence[bytes]) -> FieldBlock:
    """Read the lines of a block, from which the indentation of seven blanks is gone."""
    fields: dict[str, object] = {}
    index = 0
    more = False
    while index < len(lines):
        start = _FIELD.match(lines[index])
        if start is None:
            break
        after = _end_of_value(start[2], lines, index + 1)
        text = b"\n".join((start[2], *lines[index + 1 : after]))
        more = text.endswith(b",")
        value = text.removesuffix(b",")
        if value != _UNDEFINED:
            decoded = decode_json(value, _VALUE)
            if decoded is None and value != b"null":
                return _block(fields, lines[after:], whole=False)
            fields[start[1].decode("utf-8", "replace")] = decoded
        index = after
        if not more:
            break
    return _block(fields, lines[index:], whole=not more)


def _end_of_value(first: bytes, lines: Sequence[bytes], index: int) -> int:
    """Return the index behind the value that begins with `first`."""
    closing = _CLOSING.get(first)
    if closing is None:
        return index
    while index < len(lines) and not lines[index].startswith(closing):
        index += 1
    return min(index + 1, len(lines))


def _block(fields: dict[str, object], rest: Sequence[bytes], *, whole: bool) -> FieldBlock:
    return FieldBlock(fields=MappingProxyType(fields), rest=rest, whole=whole)
