"""The data that Renovate hides at the end of a body: `<!--renovate-debug:BASE64-->`.

Source: Renovate 44.121.2, `lib/modules/platform/pr-body.ts`. Bodies from before 32 have none.
"""

import base64
import binascii
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.sources.pull_requests.plain_text import plain

__all__ = ["DebugData", "debug_data"]

_MARK: Final = "<!--renovate-debug:"
_COMMENT: Final = re.compile(r"<!--renovate-debug:([A-Za-z0-9+/=]{8,40000})-->")
_VERSION: Final = re.compile(r"\d{1,6}\.\d{1,6}\.\d{1,6}[\w.+-]{0,60}")
_LONGEST_BRANCH: Final = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class DebugData:
    """Versions of Renovate and the target branch.

    Attributes:
        line: where in the body the comment stands.
    """

    created_in_version: str | None
    updated_in_version: str | None
    target_branch: str | None
    line: int


def debug_data(lines: Sequence[str]) -> DebugData | None:
    """Return what the last of the comments says; None where it is broken or there is none."""
    for number in range(len(lines) - 1, -1, -1):
        if _MARK in lines[number] and (comment := _COMMENT.fullmatch(lines[number].strip())):
            return _decoded(comment[1], number)
    return None


def _decoded(text: str, line: int) -> DebugData | None:
    try:
        data = json.loads(base64.b64decode(text, validate=True).decode())
    except (binascii.Error, ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    created, updated = (_version(data.get(name)) for name in ("createdInVer", "updatedInVer"))
    branch = data.get("targetBranch")
    if created is None and updated is None:
        return None
    return DebugData(
        created_in_version=created,
        updated_in_version=updated,
        target_branch=(plain(branch, limit=_LONGEST_BRANCH) or None)
        if isinstance(branch, str)
        else None,
        line=line,
    )


def _version(value: object) -> str | None:
    return value if isinstance(value, str) and _VERSION.fullmatch(value) else None
