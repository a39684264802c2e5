"""Which columns of the table of vulnerabilities fit a terminal, and how wide they get."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.formats.security_wording import (
    exposure_of,
    name_of,
    number_of,
    pull_request_of,
    severity_of,
    sla_of,
    state_of,
)
from renovate_kit.reports.formats.terminal_text import harmless
from renovate_kit.reports.security_report import SecurityEntry

__all__ = ["REPOSITORY", "STATE", "FittingColumns", "columns_that_fit"]

_PACKAGE: Final = "package"
_GAP: Final = 2
_WIDEST: Final = 60
REPOSITORY: Final = "repository"
"""Left out where all entries are of one; a repository without room gets a table of its own."""
STATE: Final = "state"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """A column: what it shows, how wide it may be, and whether it is there however narrow it is."""

    cell: Callable[[SecurityEntry], str]
    most: int
    is_needed: bool = False


_COLUMNS: Final[Mapping[str, _Column]] = {
    "severity": _Column(cell=severity_of, most=8, is_needed=True),
    STATE: _Column(cell=state_of, most=9, is_needed=True),
    _PACKAGE: _Column(cell=name_of, most=16, is_needed=True),
    "advisory": _Column(cell=number_of, most=19, is_needed=True),
    "fixed in": _Column(cell=lambda entry: entry.fixed_version or "-", most=10),
    "PR": _Column(cell=pull_request_of, most=6),
    "exposed": _Column(cell=exposure_of, most=8),
    "SLA": _Column(cell=sla_of, most=7),
    REPOSITORY: _Column(cell=lambda entry: entry.repository, most=40),
}
"""By heading, in their order; of those that need not be there the first ones come first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FittingColumns:
    """The columns of a table.

    Attributes:
        widths: by heading, in order.
        left_out: headings for which there is no room.
    """

    widths: Mapping[str, int]
    left_out: tuple[str, ...]

    def cells(self, entry: SecurityEntry) -> dict[str, str]:
        """Return what to show of an entry, by heading; cut where it is too long."""
        return {
            heading: _cut(harmless(_COLUMNS[heading].cell(entry)), most)
            for heading, most in self.widths.items()
        }


def columns_that_fit(entries: Sequence[SecurityEntry], width: int | None) -> FittingColumns:
    """Return the columns for entries, as many as fit; the package gets what room is left.

    Args:
        entries: all that any table is to show.
        width: of the terminal; None for output that nobody wraps.
    """
    is_of_many = len({entry.repository for entry in entries}) > 1
    longest = {
        heading: max([len(heading), *(len(harmless(column.cell(x))) for x in entries)])
        for heading, column in _COLUMNS.items()
        if is_of_many or heading != REPOSITORY
    }
    if width is None:
        return FittingColumns(
            widths={heading: min(size, _WIDEST) for heading, size in longest.items()}, left_out=()
        )
    sizes = {heading: min(size, _COLUMNS[heading].most) for heading, size in longest.items()}
    shown = {heading for heading in sizes if _COLUMNS[heading].is_needed}
    room = width + _GAP - sum(sizes[heading] + _GAP for heading in shown)
    left_out: list[str] = []
    for heading, size in sizes.items():
        if heading in shown:
            continue
        if size + _GAP <= room and not (heading == REPOSITORY and left_out):
            shown.add(heading)
            room -= size + _GAP
        else:
            left_out.append(heading)
    sizes[_PACKAGE] += min(max(room, 0), longest[_PACKAGE] - sizes[_PACKAGE])
    return FittingColumns(
        widths={heading: size for heading, size in sizes.items() if heading in shown},
        left_out=tuple(left_out),
    )


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
