"""What stands in a cell of CSV: never a formula for a spreadsheet, whoever wrote the text.

Source: OWASP, CSV Injection.
"""

import re
from datetime import datetime
from typing import Final, TypeAlias

from renovate_kit.reports.formats.json_text import utc

__all__ = ["Cell", "csv_cell"]

Cell: TypeAlias = str | int | float | bool | datetime | None

_SIGNS: Final = r"=+\-@\uff1d\uff0b\uff0d\uff20"
"""With their wide forms, which spreadsheets in Japanese take for the same."""
_BEGINS: Final = re.compile(rf"[{_SIGNS}\t\r\n]")
_BEHIND_SEPARATOR: Final = re.compile(rf"([;\t])(?=[{_SIGNS}])")
"""Where it may begin, too: in many countries, a spreadsheet ends cells there."""
_SCOPED: Final = re.compile(r"@[a-z0-9~-][a-z0-9._~-]*/[a-z0-9~-][a-z0-9._~-]*")
"""A package of npm with its scope, which works out nothing."""


def csv_cell(value: Cell) -> str:
    """Return a value as the text of a cell; unknown ones are empty, times are in UTC.

    Where a text would be taken for a formula, there is an apostrophe in front of it.
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return utc(value) or ""
        case str():
            return _text(value)
        case _:
            return str(value)


def _text(text: str) -> str:
    if _SCOPED.fullmatch(text):
        return text
    safe = _BEHIND_SEPARATOR.sub(r"\1'", text)
    return f"'{safe}" if _BEGINS.match(safe) else safe
