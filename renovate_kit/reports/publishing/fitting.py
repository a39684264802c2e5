"""Makes a Markdown report small enough, by leaving whole sections out.

Nothing is cut inside: a table, a folded block or a chart is there whole or not at all.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Limit", "fitted", "utf8_bytes", "utf16_units"]

_ROOM_FOR_NOTE: Final = 1_500
_MOST_NAMES: Final = 5
_LONGEST_NAME: Final = 120
_FENCE: Final = re.compile(r"^ {0,3}(`{3,}|~{3,})")
_FOLD: Final = re.compile(r"<(/?)details\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How much a place takes.

    Attributes:
        most: how large a text may be.
        size: how large one is.
        words: the same for a reader, such as `65,536 characters`.
    """

    most: int
    size: Callable[[str], int]
    words: str


@dataclass(frozen=True, slots=True)
class _Piece:
    title: str
    text: str


def utf16_units(text: str) -> int:
    """Return the size of a text in code units of UTF-16: never less than characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf8_bytes(text: str) -> int:
    """Return the size of a text in bytes of UTF-8."""
    return len(text.encode("utf-8", "replace"))


def fitted(report: str, limit: Limit, *, whole: str) -> str:
    """Return a report, with as many of its sections as a limit allows, the first ones first.

    Args:
        report: Markdown with sections from `##` on.
        limit: of the place where it goes.
        whole: Markdown that says where all of it is, one line.
    """
    if limit.size(report) <= limit.most:
        return report
    beginning, *sections = _pieces(report, 2)
    filling = _Filling(limit, limit.most - _ROOM_FOR_NOTE)
    top = filling.beginning(beginning.text)
    kept = [text for section in sections for text in filling.section(section)]
    return top + _note(filling.left_out, limit, whole) + "".join(kept).rstrip("\n") + "\n"


class _Filling:
    """Takes pieces as long as there is room, and remembers those that it did not take."""

    def __init__(self, limit: Limit, room: int) -> None:
        self._size = limit.size
        self._room = room
        self.left_out: list[str] = []

    def beginning(self, text: str) -> str:
        """Return what stands before the first section: blocks that fit."""
        if self._takes(text):
            return text
        self.left_out.append("a part of the beginning")
        blocks = re.split(r"(?<=\n\n)", text)
        return "".join(block for block in blocks if self._takes(block))

    def section(self, section: _Piece) -> Iterator[str]:
        """Yield a section, or those parts of it that fit."""
        if self._takes(section.text):
            yield section.text
            return
        first, *parts = _pieces(section.text, 3)
        room = self._room
        if not parts or not self._takes(first.text):
            self.left_out.append(section.title)
            return
        kept = [part for part in parts if self._takes(part.text)]
        if not kept:
            self._room = room
            self.left_out.append(section.title)
            return
        yield first.text
        yield from (part.text for part in kept)
        self.left_out.extend(f"{section.title}: {each.title}" for each in parts if each not in kept)

    def _takes(self, text: str) -> bool:
        size = self._size(text)
        if size > self._room:
            return False
        self._room -= size
        return True


def _note(left_out: Sequence[str], limit: Limit, whole: str) -> str:
    shown = [name for name in left_out[:_MOST_NAMES] if limit.size(name) <= _LONGEST_NAME]
    more = len(left_out) - len(shown)
    names = [*shown, *([f"{more} more"] if shown else [f"{more} sections"])] if more else shown
    listed = ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + "".join(names[-1:])
    said = f"There is room for {limit.words} here. Left out: {listed}. {whole}"
    return f"> [!NOTE]\n> {said}\n\n"


def _pieces(text: str, level: int) -> list[_Piece]:
    """Return a text cut before each heading of a level; the first piece is what is before them.

    What looks like a heading in a code block or a folded block is none.
    """
    heading = "#" * level + " "
    found: list[tuple[str, list[str]]] = [("", [])]
    fence, depth = "", 0
    for index, line in enumerate(text.splitlines(keepends=True)):
        if index and not fence and not depth and line.startswith(heading):
            found.append((line.removeprefix(heading).strip(), []))
        found[-1][1].append(line)
        fence = _fence_after(line, fence)
        if not fence:
            depth = max(0, depth + sum(-1 if end else 1 for end in _FOLD.findall(line)))
    return [_Piece(title, "".join(lines)) for title, lines in found]


def _fence_after(line: str, fence: str) -> str:
    """Return the fence of the code block that goes on behind a line; empty outside of one."""
    marks = _FENCE.match(line)
    if marks is None:
        return fence
    if not fence:
        return marks[1]
    return "" if marks[1].startswith(fence) and not line.strip().strip(fence[0]) else fence
