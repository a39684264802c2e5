"""Text that anybody may have written, without what can't be seen."""

import re
from collections.abc import Callable
from typing import Final

from renovate_kit.reports.sources.one_line import TEXT_LIMIT, one_line

__all__ = ["kept", "plain"]

_NOT_TO_BE_SEEN: Final = re.compile(
    r"&#8203;|&#x200b;|&ZeroWidthSpace;|"  # Renovate puts the first into names with an "@"
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_HALF_A_CHARACTER: Final = re.compile("[\ud800-\udfff]")


def plain(text: str, *, limit: int = TEXT_LIMIT) -> str:
    """Return `text` in one line, without control, direction and zero-width characters.

    Halves of characters, which JSON can hold and no file can, become replacement characters.
    """
    if text.isascii() and "&" not in text:
        return one_line(text, limit=limit)
    seen = _HALF_A_CHARACTER.sub("\ufffd", _NOT_TO_BE_SEEN.sub("", text[: 4 * limit]))
    return one_line(seen, limit=limit)


def kept(text: str | None, redact: Callable[[str], str]) -> str | None:
    """Return a text as it goes into a record: without secrets, fit to be shown; None for none."""
    return (plain(redact(plain(text))) or None) if text else None
