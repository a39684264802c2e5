"""Data -> text that looks like the document it goes into."""

import json
import math
import re
from dataclasses import dataclass
from typing import Final, TypeAlias

from renovate_kit.config.document.dialect import Dialect
from renovate_kit.config.document.document import Document
from renovate_kit.config.document.literals import is_identifier
from renovate_kit.config.document.nodes import Data
from renovate_kit.config.document.style import Style, style_of

__all__ = ["quoted", "render", "rendered_key"]

_WIDTH: Final = 80
_NOT_IN_TEXT: Final = re.compile("[\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]")


def render(value: Data, document: Document, indent: str = "") -> str:
    """Return a value as text in the style of a document.

    Args:
        value: anything that JSON can say; in a JSON5 document also infinity and NaN.
        document: whose indentation, line breaks, quotes and short arrays are copied.
        indent: what the lines after the first begin with. The functions of `rewriting` indent
            on their own: give them what this returns without an `indent`.

    Raises:
        ValueError: the document is JSONC, and the value has a number that JSON has not.
    """
    style = style_of(document)
    pieces: list[str] = []
    # A stack instead of recursion: data may be as deep as documents are.
    pending: list[_Part] = [_Nested(value, indent)]
    while pending:
        part = pending.pop()
        if isinstance(part, str):
            pieces.append(part)
        else:
            pending.extend(reversed(_parts(part.value, part.indent, style)))
    return "".join(pieces)


def quoted(text: str, quote: str) -> str:
    """Return a string literal; `quote` is `'` or `"`."""
    inner = _NOT_IN_TEXT.sub(_unicode_escape, json.dumps(text, ensure_ascii=False)[1:-1])
    if quote == "'":
        inner = inner.replace('\\"', '"').replace("'", "\\'")
    return f"{quote}{inner}{quote}"


def rendered_key(key: str, style: Style) -> str:
    """Return a key as the document writes keys."""
    return key if style.has_bare_keys and is_identifier(key) else quoted(key, style.quote)


@dataclass(frozen=True, slots=True)
class _Nested:
    value: Data
    indent: str


_Part: TypeAlias = str | _Nested


def _parts(value: Data, indent: str, style: Style) -> list[_Part]:
    if isinstance(value, dict) and value:
        keys = [rendered_key(key, style) + style.colon for key in value]
        return _container("{}", list(zip(keys, value.values(), strict=True)), indent, style)
    if isinstance(value, list) and value:
        one_line = _short(value, style)
        if one_line is not None and len(indent) + len(one_line) <= _WIDTH:
            return [one_line]
        return _container("[]", [("", item) for item in value], indent, style)
    return [_scalar(value, style)]


def _container(
    brackets: str, entries: list[tuple[str, Data]], indent: str, style: Style
) -> list[_Part]:
    if style.indentation is None:
        first, between, last, inner = "", style.comma, "", indent
    else:
        inner = indent + style.indentation
        first = style.line_break + inner
        between, last = "," + first, style.line_break + indent
    parts: list[_Part] = [brackets[0]]
    for index, (key, value) in enumerate(entries):
        parts += ((between if index else first) + key, _Nested(value, inner))
    parts.append(last + brackets[1])
    return parts


def _short(items: list[Data], style: Style) -> str | None:
    if not style.has_short_arrays or any(isinstance(item, dict | list) for item in items):
        return None
    return f"[{style.comma.join(_scalar(item, style) for item in items)}]"


def _scalar(value: Data, style: Style) -> str:
    if isinstance(value, str):
        return quoted(value, style.quote)
    is_beyond_json = isinstance(value, float) and not math.isfinite(value)
    if is_beyond_json and style.dialect is Dialect.JSONC:
        message = f"JSON has no number {value}"
        raise ValueError(message)
    return json.dumps(value)


def _unicode_escape(character: re.Match[str]) -> str:
    return f"\\u{ord(character[0]):04x}"
