"""Constraints of npm and of the tools that follow it: npm, Deno and Node.js.

Source of the behaviour: Renovate 44.121.2, `modules/versioning/{npm,deno,node}/index`,
`semver/common` and `node/schedule`.
"""

import re
from typing import Final

from renovate_kit.config.grammars.versionings.semver import is_semver_range

_NODE_CODENAMES: Final = frozenset(
    {
        "ARGON",
        "BORON",
        "CARBON",
        "DUBNIUM",
        "ERBIUM",
        "FERMIUM",
        "GALLIUM",
        "HYDROGEN",
        "IRON",
        "JOD",
        "KRYPTON",
    }
)

_RANGE_SEPARATOR = re.compile(r"([\t\n\f\r ]+|,|\|\||[()])")
_NUMBER: Final = r"(?:0|[1-9][0-9]*)"
_PART: Final = rf"(?:{_NUMBER}|[xX*])"
_PRERELEASE_PART: Final = rf"(?:{_NUMBER}|[0-9]*[A-Za-z-][0-9A-Za-z-]*)"
_DOTTED = re.compile(
    rf"(?P<operator>(?:\^|~|>=|<=|>|<|=)?v?)(?P<release>{_PART}(?:\.{_PART})+)"
    rf"(?:-{_PRERELEASE_PART}(?:\.{_PRERELEASE_PART})*)?"
    r"(?:\+[0-9A-Za-z-]+(?:[.+][0-9A-Za-z-]+)*)?"
)
_MAX_PARTS: Final = 3


def is_npm_range(value: str) -> bool:
    """Tell whether `value` is a range for npm; numbers after an `x` are ignored as npm 6 did."""
    pieces = _RANGE_SEPARATOR.split(value)
    return is_semver_range("".join(_without_parts_after_any(piece) for piece in pieces))


def is_deno_range(value: str) -> bool:
    """Tell whether `value` is a range for Deno: one for npm, or `latest`."""
    return value == "latest" or is_npm_range(value)


def is_node_range(value: str) -> bool:
    """Tell whether `value` is a range for Node.js: one for npm, or the codename of a release."""
    return value.upper() in _NODE_CODENAMES or is_npm_range(value)


def _without_parts_after_any(piece: str) -> str:
    dotted = _DOTTED.fullmatch(piece)
    if dotted is None:
        return piece
    parts = dotted["release"].split(".")
    any_index = next((index for index, part in enumerate(parts) if part in "xX*"), None)
    if any_index is None or len(parts) > _MAX_PARTS:
        return piece
    if all(part in "xX*" for part in parts[any_index:]):
        return piece
    return dotted["operator"] + ".".join(parts[: any_index + 1])
