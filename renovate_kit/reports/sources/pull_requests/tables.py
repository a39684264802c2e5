r"""The tables of a body: header names, and cells by them.

Renovate 44.121.2: `lib/workers/repository/update/pr/body/updates-table.ts`. Columns that are empty
in all rows are left out, in any order that people configure; a `|` inside a cell is written `\|`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.sources.pull_requests.links import leading_link
from renovate_kit.reports.sources.pull_requests.plain_text import plain

__all__ = ["Tables", "read_tables"]

_MOST_ROWS: Final = 2000
_LONGEST_HEADER: Final = 60
_BORDER: Final = re.compile(r"(?<!\\)\|")
_RULE: Final = re.compile(r"\|(?: {0,9}:?-{1,300}:? {0,9}\|){1,30}")
_CHANGE_COLUMNS: Final = frozenset({"change", "new value", "current value", "image"})
_CUT: Final = "PR body was truncated to here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The rows of all tables of updates, in order.

    Attributes:
        rows: cells by the header's name in lower case; none of a table that is broken.
        broken: whether a row doesn't end on its line. Something in it holds a line end then: what
            stands below can be anybody's, and nothing of the body's head is to be believed.
    """

    rows: tuple[Mapping[str, str], ...]
    broken: bool


def read_tables(lines: Sequence[str]) -> Tables:
    """Read the tables that tell updates; others are skipped.

    A table whose last row was cut off with the body is read without that row.
    """
    rows: list[Mapping[str, str]] = []
    headers: tuple[str, ...] | None = None
    for at, line in enumerate(lines):
        inside = at > 0 and lines[at - 1].startswith("|")
        if not line.startswith("|"):
            if inside and line.strip():
                return Tables(rows=(), broken=True)
            continue
        cells = _cells(line)
        if cells is None or (inside and headers and len(cells) != len(headers)):
            return Tables(rows=(), broken=True) if not _cut(lines, at) else _told(rows)
        if not inside:
            headers = _headers(cells, lines[at + 1] if at + 1 < len(lines) else "")
        elif headers and not _RULE.fullmatch(line.rstrip()) and len(rows) < _MOST_ROWS:
            rows.append(dict(zip(headers, cells, strict=True)))
    return _told(rows)


def _told(rows: Sequence[Mapping[str, str]]) -> Tables:
    return Tables(rows=tuple(rows), broken=False)


def _headers(cells: Sequence[str], rule: str) -> tuple[str, ...] | None:
    """Return the names in the header of a table of updates; None for another line."""
    if not _RULE.fullmatch(rule.rstrip()) or len(cells) != rule.count("|") - 1:
        return None
    names = tuple(_header(cell) for cell in cells)
    return names if _CHANGE_COLUMNS & set(names) else None


def _header(cell: str) -> str:
    link = leading_link(cell)
    return plain(link.text if link else cell, limit=_LONGEST_HEADER).strip("*_ ").lower()


def _cells(line: str) -> list[str] | None:
    whole = line.rstrip()
    if len(whole) < 2 or not whole.endswith("|") or whole.endswith("\\|"):  # noqa: PLR2004 - "||"
        return None
    return [cell.strip(" ").replace("\\|", "|") for cell in _BORDER.split(whole)[1:-1]]


def _cut(lines: Sequence[str], at: int) -> bool:
    """Say whether nothing stands behind a row but Renovate's word that it cut the body here."""
    behind = [line for line in lines[at + 1 : at + 8] if line.strip()]
    if len(lines) > at + 8:
        return False
    return not behind or (all(line.startswith(">") for line in behind) and _CUT in behind[-1])
