"""Where something is: symbolically (`Pointer`) and in the text a person edits (`Span`)."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["LineIndex", "Place", "Pointer", "Span", "format_pointer"]

Pointer: TypeAlias = tuple[str | int, ...]
"""The keys and indices that lead to a value, from the top of the document."""

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: character offsets, `end` just behind its last character."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """A span as people and editors count: lines and columns from 1, `end_column` exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class LineIndex:
    """Turns character offsets of one text into lines and columns."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in _LINE_BREAK.finditer(text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and column of a character offset, both counted from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Return a line of the text, counted from 1, without its line break."""
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        return self._text[self._starts[number - 1] : end].rstrip("\r\n")

    def place(self, span: Span) -> Place:
        """Return where a span starts and ends."""
        return Place(*self.position(span.start), *self.position(span.end))


def format_pointer(pointer: Pointer) -> str:
    """Return a pointer as Renovate writes it: `packageRules[0].matchManagers`."""
    text = ""
    for part in pointer:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{part}" if text else part
    return text
