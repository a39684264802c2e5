"""Text for a terminal: made harmless, wrapped, and coloured where that is wanted.

Most strings come from logs, and so from package authors, registries and tools. What a terminal
would obey instead of show is taken out.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import TextWrapper
from typing import Final

from renovate_kit.reports.verdicts import Verdict

__all__ = ["Layout", "harmless", "left_out"]

_ESCAPE_SEQUENCE: Final = re.compile(r"\x1b(?:\[[0-9;?]{0,20}[A-Za-z]|\][^\x07\x1b]{0,200}\x07)")
_COLOURS: Final = {
    Verdict.HEALTHY: "32",
    Verdict.DEGRADED: "33",
    Verdict.FAILED: "31",
    Verdict.INCOMPLETE: "35",
}
_NARROWEST: Final = 40


def harmless(text: str) -> str:
    """Return text in one line that a terminal shows and does not obey."""
    if text.isascii() and text.isprintable():
        return text
    plain = _ESCAPE_SEQUENCE.sub("", text)
    return "".join(letter if letter.isprintable() else " " for letter in plain).strip()


def left_out(headings: Iterable[str]) -> str:
    """Return which columns of a table a narrow terminal does without, and what has them."""
    names = ", ".join(headings)
    return f"left out for want of room: {names} (a wider terminal or --format has them)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How wide a terminal is, and whether it shows colours.

    Attributes:
        width: columns; None for output that nobody wraps, such as a pipe.
        colour: whether to use colours.
    """

    width: int | None = None
    colour: bool = False

    def wrapped(self, text: str, *, indent: str = "", hanging: str = "  ") -> str:
        """Return harmless text in lines with an indent; from the second line on `hanging` more."""
        whole = indent + harmless(text)
        if self.width is None or len(whole) <= self.width:
            return whole
        wrapper = TextWrapper(
            width=max(self.width, _NARROWEST),
            initial_indent=indent,
            subsequent_indent=indent + hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
        return wrapper.fill(harmless(text))

    def verdict(self, verdict: Verdict, text: str | None = None) -> str:
        """Return a verdict in its colour, or a text in that colour."""
        said = text or verdict.value
        return f"\x1b[{_COLOURS[verdict]}m{said}\x1b[0m" if self.colour else said

    def heading(self, text: str) -> str:
        """Return a heading; bold, where there are colours."""
        return f"\x1b[1m{text}\x1b[0m" if self.colour else text

    def faint(self, text: str) -> str:
        """Return what matters less; grey, where there are colours."""
        return f"\x1b[90m{text}\x1b[0m" if self.colour else text
