"""Which of two versions comes first, where that is sure whatever the versioning.

Ecosystems order versions in their own ways. What they agree on is enough here: numbers between
dots, and that a pre-release comes before its release. Everything else stays unknown.
"""

import re
from typing import Final, TypeAlias

__all__ = ["bare_version", "compare_versions"]

_OPERATORS: Final = re.compile(r"^(?:={1,3}\s*)?v?", re.IGNORECASE)
_VERSION: Final = re.compile(
    r"(?P<numbers>\d{1,18}(?:\.\d{1,18}){0,7})(?:-(?P<early>[0-9A-Za-z.-]{1,64}))?"
    r"(?:\+[0-9A-Za-z.-]{1,64})?"
)
_LONGEST: Final = 200
_EARLY: Final = ("alpha", "beta", "rc", "pre", "dev", "canary", "next")
"""What begins a suffix of a release to come; `-alpine` or `-1` says no such thing."""
_Parsed: TypeAlias = tuple[tuple[int, ...], str | None]


def bare_version(text: str | None) -> str | None:
    """Return a version without the `v` or `==` in front of it; None for a range or none at all."""
    if text is None or len(text) > _LONGEST:
        return None
    bare = _OPERATORS.sub("", text.strip(), count=1)
    return bare if bare[:1].isdigit() and not set(bare) & set(" <>|,*^~") else None


def compare_versions(one: str | None, other: str | None) -> int | None:
    """Return -1, 0 or 1 as the first one is older, the same or newer; None if that isn't sure.

    `v46` may stand for any release of 46: it is neither before nor after `46.0.1`.
    """
    mine, theirs = _parsed(one), _parsed(other)
    if mine is None or theirs is None:
        return None
    longest = max(len(mine[0]), len(theirs[0]))
    padded = [numbers + (0,) * (longest - len(numbers)) for numbers, _ in (mine, theirs)]
    if padded[0] != padded[1]:
        shortest = min(len(mine[0]), len(theirs[0]))
        if mine[0][:shortest] == theirs[0][:shortest]:
            return None
        return -1 if padded[0] < padded[1] else 1
    if mine[1] == theirs[1]:
        return 0
    if mine[1] is not None and theirs[1] is not None:
        return None
    return 1 if mine[1] is None else -1


def _parsed(text: str | None) -> _Parsed | None:
    bare = bare_version(text)
    match = None if bare is None else _VERSION.fullmatch(bare)
    if match is None:
        return None
    early = match["early"]
    if early is not None and not early.casefold().startswith(_EARLY):
        return None
    return tuple(map(int, match["numbers"].split("."))), early
