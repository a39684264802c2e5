"""What kind of step leads from one version to the next, where that is beyond doubt."""

import re
from typing import Final

__all__ = ["update_type_between", "without_prefix"]

_EXACT: Final = re.compile(r"(={0,3}v?)(\d{1,9})\.(\d{1,9})\.(\d{1,9})(-[a-z]{1,30})?")
_PREFIX: Final = "v=<>~^ "
_WORDS: Final = ("major", "minor", "patch")


def update_type_between(current: str | None, new: str | None) -> str | None:
    """Return Renovate's word for a step between two exact versions of three numbers.

    Ranges, tags with other numbers of parts, and texts that differ in more than the numbers
    depend on the versioning in use: None. So does a step back, whose word depends on its cause.
    """
    old, late = (_EXACT.fullmatch(text) if text else None for text in (current, new))
    if not old or not late or (old[1], old[5]) != (late[1], late[5]):
        return None
    numbers = [tuple(int(each[part]) for part in (2, 3, 4)) for each in (old, late)]
    if numbers[0] >= numbers[1]:
        return None
    differing = next(part for part in range(3) if numbers[0][part] != numbers[1][part])
    return _WORDS[differing]


def without_prefix(version: str) -> str:
    """Return a version without what may stand in front of its number."""
    return version.lstrip(_PREFIX)
