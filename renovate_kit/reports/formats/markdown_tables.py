"""The tables of a Markdown report. Cells are Markdown, or text that is escaped here."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from tabulate import tabulate

from renovate_kit.reports.formats.markdown_text import Markdown, escape_markdown, in_markdown
from renovate_kit.reports.formats.tables import Table
from renovate_kit.reports.formats.wording import count

__all__ = ["table", "table_in_markdown"]

_NOTHING: Final = Markdown("-")
_PADDING: Final = re.compile(r" {2,}")
_RULE: Final = re.compile(r"-{4,}")


def table(headers: Sequence[str], rows: Iterable[Sequence[str]], *, right: str = "") -> Markdown:
    """Return a table.

    Columns are not padded to one width: then a longer cell in one row changes no other line,
    and the text does not depend on how wide a terminal shows a character.

    Args:
        headers: of the columns.
        rows: cells; what is not Markdown is escaped.
        right: a letter for each column, `r` for one with numbers; empty means none.
    """
    laid_out = tabulate(
        [[cell if isinstance(cell, Markdown) else escape_markdown(cell) for cell in row]
         for row in rows],
        headers=list(headers),
        tablefmt="pipe",
        colalign=["right" if letter == "r" else "left" for letter in right.ljust(len(headers))],
        disable_numparse=True,
    )  # fmt: skip
    heading, rule, *body = laid_out.splitlines()
    lines = [_PADDING.sub(" ", line) for line in (heading, *body)]
    return Markdown("\n".join([lines[0], _RULE.sub("---", rule), *lines[1:]]))


def table_in_markdown(laid_out: Table, *, most_rows: int | None = None) -> Markdown:
    """Return a table that several formats show.

    Args:
        laid_out: the table.
        most_rows: so many rows are shown, and a sentence counts the others; None means all.
    """
    shown = laid_out.rows[:most_rows]
    drawn = table(
        [column.name for column in laid_out.columns],
        ([in_markdown(cell) if cell else _NOTHING for cell in row] for row in shown),
        right="".join("r" if column.is_number else "l" for column in laid_out.columns),
    )
    if len(shown) == len(laid_out.rows):
        return drawn
    more = count(len(laid_out.rows) - len(shown), "more row")
    return Markdown(f"{drawn}\n\nAnd {more}, which the report in JSON or CSV has.")
