"""One record that tells of several problems, taken apart; and which dependencies they name."""

import re
from typing import Final

__all__ = ["artifact_file", "dependencies_of", "parts_of"]

_ARTIFACTS: Final = "artifactErrors"
_SEPARATORS: Final = {
    "Package lookup failures": re.compile(r"; (?=Failed to look up )"),
    _ARTIFACTS: re.compile(r"; (?=[^\s:;]{1,200}: )"),
}
"""Between the parts of the detail of a message that lists several problems."""
_LOOKUP: Final = re.compile(r"Failed to look up (?:\S+ )?package (?P<name>\S+?)(?::|$)")
_LISTS_DEPENDENCIES: Final = "GitHub token is required for some dependencies"
_ELLIPSIS: Final = "…"


def parts_of(message: str, detail: str) -> tuple[str, ...]:
    """Return the details of the problems that one record tells of; mostly it is one.

    A list that was too long is cut off in its last part, which is left out: it would look
    like another problem each time.
    """
    separator = _SEPARATORS.get(message)
    if separator is None:
        return (detail,)
    parts = separator.split(detail)
    if len(parts) > 1 and parts[-1].endswith(_ELLIPSIS):
        parts.pop()
    return tuple(dict.fromkeys(parts))


def artifact_file(message: str, detail: str) -> str | None:
    """Return the file that could not be brought up to date, if that is the problem."""
    return detail.partition(": ")[0] if message == _ARTIFACTS else None


def dependencies_of(message: str, detail: str) -> tuple[str, ...]:
    """Return the dependencies that a problem names."""
    if message == _LISTS_DEPENDENCIES:
        return tuple(name for name in detail.split("; ") if name and not name.endswith(_ELLIPSIS))
    return tuple(match["name"] for match in _LOOKUP.finditer(detail))
