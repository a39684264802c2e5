"""Untrusted text, made fit for one line of a report."""

import os
import re
from typing import Final

__all__ = ["TEXT_LIMIT", "one_line", "printable"]

TEXT_LIMIT: Final = 1000
"""Characters of a title or a name; real ones are far shorter."""

_ESCAPE_SEQUENCE: Final = re.compile(r"\x1b(?:\[[0-9;?]{0,20}[A-Za-z]|\][^\x07\x1b]{0,200}\x07)")
_NOT_PRINTABLE: Final = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_ELLIPSIS: Final = "…"


def printable(name: str) -> str:
    """Return a file's name as it can be shown and stored, whatever bytes it is made of."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in text
    )


def one_line(text: str, *, limit: int) -> str:
    """Return `text` in one line of at most `limit` characters.

    Terminal colours go; line ends, control and direction characters become one blank.
    """
    if text.isascii() and text.isprintable() and len(text) <= limit:
        return text.strip()
    plain = _NOT_PRINTABLE.sub(" ", _ESCAPE_SEQUENCE.sub("", text)).strip()
    return plain if len(plain) <= limit else plain[: limit - 1].rstrip() + _ELLIPSIS
