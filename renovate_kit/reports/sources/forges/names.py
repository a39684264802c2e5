"""Names of repositories, as people type them."""

import re
from typing import Final
from urllib.parse import quote

from renovate_kit.errors import UsageError

__all__ = ["checked_name", "checked_owner"]

_SEGMENT: Final = r"(?!\.{1,2}(?:/|$))[A-Za-z0-9._-]{1,100}"
_TWO: Final = re.compile(rf"{_SEGMENT}/{_SEGMENT}")
_MANY: Final = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT}){{1,20}}")
_OWNER: Final = re.compile(_SEGMENT)
_OWNERS: Final = re.compile(rf"{_SEGMENT}(?:/{_SEGMENT}){{0,20}}")
_SHOWN: Final = 80


def checked_name(name: str, *, is_nested: bool = False) -> str:
    """Return a repository's full name.

    Args:
        name: as given; a slash or `.git` at its end is left out.
        is_nested: whether groups may be in groups, as on GitLab.

    Raises:
        UsageError: it is none.
    """
    bare = name.strip().rstrip("/").removesuffix(".git")
    if (_MANY if is_nested else _TWO).fullmatch(bare) is None:
        hint = "write it as GROUP/PROJECT" if is_nested else "write it as OWNER/REPOSITORY"
        raise UsageError(f"{name[:_SHOWN]!r} is no name of a repository", hint=hint)
    return bare


def checked_owner(name: str, *, is_nested: bool = False) -> str:
    """Return the name of an organisation, group or user, fit for a path.

    Raises:
        UsageError: it is none.
    """
    bare = name.strip().strip("/")
    if (_OWNERS if is_nested else _OWNER).fullmatch(bare) is None:
        raise UsageError(f"{name[:_SHOWN]!r} is no name of an organisation", hint="check it")
    return quote(bare, safe="")
