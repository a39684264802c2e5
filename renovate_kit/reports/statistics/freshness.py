"""How current the dependencies of a repository are."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from renovate_kit.reports.measures import Freshness, ReasonCount
from renovate_kit.reports.statistics.skip_reasons import skip_reason
from renovate_kit.reports.store.week_rows import DependencyStandingRow

__all__ = ["freshness_of"]

_UP_TO_DATE: Final = "up to date"
_SKIPPED: Final = "skipped"
_UNKNOWN: Final = "unknown"
_VERSION_STEPS: Final = frozenset({"major", "minor", "patch"})


def freshness_of(rows: Sequence[DependencyStandingRow]) -> Freshness | None:
    """Return how current dependencies are; None if no run shows them.

    Args:
        rows: of one repository.
    """
    if not rows:
        return None
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for row in rows:
        standing = _standing(row)
        counts[standing] += row.count
        if standing == _SKIPPED:
            reasons[row.skip_reason or ""] += row.count
    return Freshness(
        at=rows[0].run_started_at,
        total=counts.total(),
        up_to_date=counts[_UP_TO_DATE],
        behind_major=counts["major"],
        behind_minor=counts["minor"],
        behind_patch=counts["patch"],
        behind_other=counts["other"],
        unknown=counts[_UNKNOWN],
        skipped=tuple(
            ReasonCount(reason=reason, words=skip_reason(reason).means, count=count)
            for reason, count in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
        ),
        lib_years=_lib_years(rows),
        lib_years_unknown=_undated(rows),
        abandoned=_abandoned(rows),
        deprecated=sum(row.count for row in rows if row.deprecated),
    )


def _standing(row: DependencyStandingRow) -> str:
    """Return the one count that a dependency belongs to."""
    if row.skip_reason is not None:
        return _SKIPPED
    if row.step is not None:
        return row.step
    return _UP_TO_DATE if row.looked_up and not row.has_failed else _UNKNOWN


def _lib_years(rows: Sequence[DependencyStandingRow]) -> float | None:
    """Return Renovate's sum; None where that is 0 because it knows no date."""
    years, undated = rows[0].lib_years, _undated(rows)
    is_of_none = bool(undated) and not any(row.is_dated for row in rows)
    return None if is_of_none else years


def _undated(rows: Sequence[DependencyStandingRow]) -> int | None:
    """Return how many are behind by a version, and nobody knows by how many libyears."""
    years = rows[0].lib_years
    if years is None or (years and not any(row.is_dated for row in rows)):
        return None
    behind = [row for row in rows if _standing(row) in _VERSION_STEPS]
    return sum(row.count for row in behind if not row.is_dated)


def _abandoned(rows: Sequence[DependencyStandingRow]) -> int | None:
    if all(row.abandoned is None for row in rows):
        return None
    return sum(row.count for row in rows if row.abandoned)
