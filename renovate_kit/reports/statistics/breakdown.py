"""Updates by type, manager, datasource, package and repository, each by what became of them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeAlias

from renovate_kit.reports.breakdowns import Breakdown, BreakdownRow
from renovate_kit.reports.report import Update, UpdateOutcome

__all__ = ["breakdowns_of"]

_Owned: TypeAlias = tuple[str, Update]

_MOST: Final = 20
_UNKNOWN: Final = "unknown"

_PROPERTIES: Final[Mapping[str, Callable[[_Owned], str | None]]] = {
    "type": lambda owned: owned[1].update_type,
    "manager": lambda owned: owned[1].manager,
    "datasource": lambda owned: owned[1].datasource,
    "package": lambda owned: owned[1].package_name or owned[1].dep_name,
    "repository": lambda owned: owned[0],
}


def breakdowns_of(updates: Iterable[_Owned]) -> tuple[Breakdown, ...]:
    """Return updates split up by each of their properties.

    Args:
        updates: each with the name of its repository.
    """
    every = list(updates)
    return tuple(_breakdown(by, of, every) for by, of in _PROPERTIES.items()) if every else ()


def _breakdown(by: str, of: Callable[[_Owned], str | None], every: Sequence[_Owned]) -> Breakdown:
    counts: defaultdict[str, Counter[UpdateOutcome]] = defaultdict(Counter)
    for owned in every:
        counts[of(owned) or _UNKNOWN][owned[1].outcome] += 1
    rows = [
        BreakdownRow(
            name=name,
            total=found.total(),
            outcomes=tuple((each.value, found[each]) for each in UpdateOutcome if found[each]),
        )
        for name, found in counts.items()
    ]
    rows.sort(key=lambda row: (-row.total, row.name))
    return Breakdown(by=by, rows=tuple(rows[:_MOST]), unlisted=max(len(rows) - _MOST, 0))
