"""Text as Markdown that GitHub shows as it is: nothing in it can become markup.

Most strings of a report come from outside: titles, dependency names, messages of tools. GitHub
turns `@name` and `#12` into mentions and links after it has rendered the Markdown, so these need
more than a backslash: an invisible zero-width space behind the first character.
"""

import re
from typing import Final

from renovate_kit.reports.formats.words import (
    Code,
    Emphasis,
    Linked,
    Ranked,
    Strong,
    Word,
    Words,
    one_line,
    plain,
)

__all__ = ["Markdown", "code", "escape_markdown", "in_markdown", "link", "unescaped_markdown"]

_ZERO_WIDTH_SPACE: Final = "&#8203;"
_SPACES: Final = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_MARKUP: Final = re.compile(r"[\\`*\[\]|~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
_BLOCK_START: Final = re.compile(r"^(\d*)([-+.)](?=\s|$)|#{1,6}(?=\s|$)|[-=]+$)")
_LINKED_BY_GITHUB: Final = re.compile(
    r"@(?=[A-Za-z0-9])|#(?=\d)|(?<=\bGH)-(?=\d)|\bw(?=ww\.)|(?<=[A-Za-z]):(?=//)", re.IGNORECASE
)
_ESCAPED: Final = re.compile(r"\\([!-/:-@\[-`{-~])")
_PLAIN: Final = re.compile(r"[^`|\\]+")


class Markdown(str):
    """Text that is Markdown already, and is not to be escaped again."""

    __slots__ = ()


def escape_markdown(text: str) -> Markdown:
    """Return text in one line that shows as it is, in a paragraph, a list or a table's cell."""
    escaped = _BLOCK_START.sub(r"\1\\\2", _escape_markup(one_line(text)))
    return Markdown(_stop_links(escaped))


def unescaped_markdown(escaped: str) -> str:
    """Return the text of which `escape_markdown` made something; markup in it is text, too."""
    without = _ESCAPED.sub(r"\1", escaped.replace(_ZERO_WIDTH_SPACE, ""))
    return without.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def in_markdown(words: Words) -> Markdown:
    """Return words as Markdown in one line."""
    return Markdown("".join(_word(word, begins=not at) for at, word in enumerate(words)).strip())


def code(text: str) -> Markdown:
    """Return text as a code span if that can hold it, in which GitHub finds no mentions."""
    flat = one_line(text)
    return Markdown(f"`{flat}`") if _PLAIN.fullmatch(flat) else escape_markdown(text)


def link(text: Markdown, url: str | None) -> Markdown:
    """Return Markdown as a link, if there is an address."""
    if url is None:
        return text
    safe = _SPACES.sub("", url).replace("(", "%28").replace(")", "%29").replace("|", "%7C")
    return Markdown(f"[{text}]({safe.replace('<', '%3C').replace('>', '%3E')})")


def _word(word: Word, *, begins: bool) -> str:
    match word:
        case str():
            return _text(word, begins=begins)
        case Ranked():
            return _word(word.text, begins=begins)
        case Code():
            return code(word.text)
        case Linked(text=str() as text):
            return link(Markdown(_escape_markup(one_line(text))), word.url)
        case Linked(text=Code() as named):
            return link(code(named.text), word.url)
        case _:
            mark = {Strong: "**", Emphasis: "*"}.get(type(word), "")
            return f"{mark}{escape_markdown(plain((word,)))}{mark}"


def _text(text: str, *, begins: bool) -> str:
    """Return text with the spaces around it; only what begins the words can begin a block."""
    flat = one_line(text)
    if not flat:
        return " " if text else ""
    before, after = (" " if edge.isspace() else "" for edge in (text[0], text[-1]))
    escaped = escape_markdown(text) if begins else _stop_links(_escape_markup(flat))
    return f"{before}{escaped}{after}"


def _escape_markup(flat: str) -> str:
    escaped = flat.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKUP.sub(r"\\\g<0>", escaped)


def _stop_links(escaped: str) -> str:
    return _LINKED_BY_GITHUB.sub(rf"\g<0>{_ZERO_WIDTH_SPACE}", escaped)
