"""Tables for a terminal, as `tabulate` lays out its format `simple`.

`tabulate` itself takes longer to load than all else that a short list needs.
"""

import re
from collections.abc import Collection, Sequence
from typing import Final

__all__ = ["BESIDE_HEADINGS", "BETWEEN_COLUMNS", "aligned_table"]

BETWEEN_COLUMNS: Final = 2
BESIDE_HEADINGS: Final = 2
"""So much wider than its heading a column is at least."""
_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")


def aligned_table(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, right: Collection[str] = ()
) -> str:
    """Return a table without blanks at the ends of its lines.

    Args:
        headings: of the columns.
        rows: cells of one line each, harmless but for colours, which take no room.
        right: headings of the columns whose cells end at one place; those of others begin there.
    """
    cells = [[cell.strip() for cell in row] for row in rows]
    widths = [
        max(len(heading) + BESIDE_HEADINGS, *map(_width, column))
        for heading, *column in zip(headings, *cells, strict=True)
    ]
    lines = [headings, ["-" * width for width in widths], *cells]
    between = " " * BETWEEN_COLUMNS
    return "\n".join(
        between.join(
            _padded(cell, width, at_right=heading in right)
            for heading, cell, width in zip(headings, line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def _width(cell: str) -> int:
    return len(_COLOUR.sub("", cell)) if "\x1b" in cell else len(cell)


def _padded(cell: str, width: int, *, at_right: bool) -> str:
    blanks = " " * (width - _width(cell))
    return f"{blanks}{cell}" if at_right else f"{cell}{blanks}"
