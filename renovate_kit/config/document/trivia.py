"""What stands between the tokens of a document: white space, comments, commas, line breaks."""

import re
from bisect import bisect_left
from typing import Final

from renovate_kit.config.document.document import Comment, Document
from renovate_kit.config.document.tokens import SPACE

__all__ = [
    "comma_after",
    "end_of_line_after",
    "has_comment_between",
    "indentation_at",
    "start_of_line_before",
]

_SPACES: Final = {dialect: re.compile(f"[{space}]*+") for dialect, space in SPACE.items()}
_BLANKS: Final = re.compile(r"[ \t]*+")
_LINE_BREAKS: Final = "\r\n"


def comma_after(document: Document, offset: int) -> int | None:
    """Return where the comma behind a value is that ends at `offset`; None if there is none."""
    spaces = _SPACES[document.dialect]
    while True:
        match = spaces.match(document.text, offset)
        offset = match.end() if match else offset
        comment = _comment_at(document, offset)
        if comment is None:
            return offset if document.text.startswith(",", offset) else None
        offset = comment.span.end


def end_of_line_after(document: Document, offset: int) -> int | None:
    """Return where the line ends if only blanks and comments follow; None if something else does.

    The line break itself is not passed. A comment that runs over the line's end is something else.
    """
    text = document.text
    while True:
        match = _BLANKS.match(text, offset)
        offset = match.end() if match else offset
        if offset == len(text) or text[offset] in _LINE_BREAKS:
            return offset
        comment = _comment_at(document, offset)
        if comment is None or not set(_LINE_BREAKS).isdisjoint(comment.text):
            return None
        offset = comment.span.end


def start_of_line_before(document: Document, offset: int) -> int | None:
    """Return where the line begins if only blanks precede; None if something else does."""
    _, column = document.lines.position(offset)
    start = offset - column + 1
    return None if document.text[start:offset].strip(" \t") else start


def indentation_at(document: Document, offset: int) -> str:
    """Return the blanks at the start of the line of `offset`."""
    _, column = document.lines.position(offset)
    match = _BLANKS.match(document.text, offset - column + 1)
    return match[0] if match else ""


def has_comment_between(document: Document, start: int, end: int) -> bool:
    """Return whether a comment begins in the stretch."""
    index = _first_comment_from(document, start)
    return index < len(document.comments) and document.comments[index].span.start < end


def _comment_at(document: Document, offset: int) -> Comment | None:
    index = _first_comment_from(document, offset)
    found = document.comments[index : index + 1]
    return found[0] if found and found[0].span.start == offset else None


def _first_comment_from(document: Document, offset: int) -> int:
    return bisect_left(document.comments, offset, key=lambda comment: comment.span.start)
