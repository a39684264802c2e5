"""Text as Markdown that GitHub shows as it is: nothing in it can become markup.

Most strings of a report come from outside: titles, dependency names, messages of tools. GitHub
turns `@name` and `#12` into mentions and links after it has rendered the Markdown, so these need
more than a backslash: an invisible zero-width space behind the first character.
"""

import re
from typing import Final

__all__ = ["Markdown", "code", "escape_markdown", "link"]

_ZERO_WIDTH_SPACE: Final = "&#8203;"
_SPACES: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_INVISIBLE: Final = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_MARKUP: Final = re.compile(r"[\\`*\[\]|~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_BLOCK_START: Final = re.compile(r"^(\d*)([-+.)](?=\s|$)|#{1,6}(?=\s|$)|[-=]+$)")
_LINKED_BY_GITHUB: Final = re.compile(
    r"@(?=[A-Za-z0-9])|#(?=\d)|(?<=\bGH)-(?=\d)|\bw(?=ww\.)|(?<=[A-Za-z]):(?=//)", re.IGNORECASE
)
_PLAIN: Final = re.compile(r"[^`|\\]+")


class Markdown(str):
    """Text that is Markdown already, and is not to be escaped again."""

    __slots__ = ()


def escape_markdown(text: str) -> Markdown:
    """Return text in one line that shows as it is, in a paragraph, a list or a table's cell."""
    flat = _flatten(text)
    escaped = flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = _MARKUP.sub(r"\\\g<0>", escaped)
    escaped = _BLOCK_START.sub(r"\1\\\2", escaped)
    return Markdown(_LINKED_BY_GITHUB.sub(rf"\g<0>{_ZERO_WIDTH_SPACE}", escaped))


def code(text: str) -> Markdown:
    """Return text as a code span if that can hold it, in which GitHub finds no mentions."""
    flat = _flatten(text)
    return Markdown(f"`{flat}`") if _PLAIN.fullmatch(flat) else escape_markdown(text)


def link(text: Markdown, url: str | None) -> Markdown:
    """Return Markdown as a link, if there is an address."""
    if url is None:
        return text
    safe = _SPACES.sub("", url).replace("(", "%28").replace(")", "%29").replace("|", "%7C")
    return Markdown(f"[{text}]({safe.replace('<', '%3C').replace('>', '%3E')})")


def _flatten(text: str) -> str:
    return _SPACES.sub(" ", _INVISIBLE.sub("", text)).strip()
