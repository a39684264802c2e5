"""Whether a version has a vulnerability, where that is sure."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.events.pull_requests import AffectedRange
from renovate_kit.reports.statistics.version_order import bare_version, compare_versions

__all__ = ["Affected"]

_CONDITION: Final = re.compile(
    r"(?P<operator><=|>=|<|>|=)?\s*(?P<version>[0-9A-Za-z][\w.+-]{0,99})"
)
_ALL: Final = "0"
_LONGEST: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """The versions that a vulnerability is about, as databases, alerts or logs tell them.

    Attributes:
        ranges: of a vulnerability database; these are believed if there are any.
        conditions: as GitHub writes them: `>= 1.0.0, < 1.8.2`; any of them may hold.
        fixed_version: first good version, if nothing else is told.
    """

    ranges: tuple[AffectedRange, ...] = ()
    conditions: tuple[str, ...] = ()
    fixed_version: str | None = None

    def has(self, version: str | None) -> bool | None:
        """Return whether a version is vulnerable; None if that isn't sure."""
        version = bare_version(version)
        if version is None:
            return None
        if self.ranges:
            return _any(_in_range(version, each) for each in self.ranges)
        verdicts = [_meets(version, each) for each in self.conditions]
        if any(verdict is not None for verdict in verdicts):
            return _any(verdicts)
        order = compare_versions(version, self.fixed_version)
        return None if order is None else order < 0

    def fix_for(self, version: str | None) -> str | None:
        """Return the first good version of the range that a version is in, by a database."""
        version = bare_version(version)
        if version is None:
            return None
        fixes = [each.fixed for each in self.ranges if _in_range(version, each) and each.fixed]
        return fixes[0] if len(set(fixes)) == 1 else None


def _any(verdicts: Iterable[bool | None]) -> bool | None:
    known = list(verdicts)
    if any(known):
        return True
    return None if None in known else False


def _all(verdicts: Sequence[bool | None]) -> bool | None:
    if False in verdicts:
        return False
    return None if None in verdicts else True


def _in_range(version: str, told: AffectedRange) -> bool | None:
    conditions: list[bool | None] = []
    if told.introduced is not None and told.introduced != _ALL:
        conditions.append(_holds(version, ">=", told.introduced))
    if told.fixed is not None:
        conditions.append(_holds(version, "<", told.fixed))
    elif told.last_affected is not None:
        conditions.append(_holds(version, "<=", told.last_affected))
    return _all(conditions)


def _meets(version: str, condition: str) -> bool | None:
    if len(condition) > _LONGEST:
        return None
    matches = [_CONDITION.fullmatch(part.strip()) for part in condition.split(",")]
    if not all(matches):
        return None
    return _all(
        [_holds(version, match["operator"] or "=", match["version"]) for match in matches if match]
    )


def _holds(version: str, operator: str, other: str) -> bool | None:
    order = compare_versions(version, other)
    if order is None:
        return None
    return {
        "<": order < 0,
        "<=": order <= 0,
        ">": order > 0,
        ">=": order >= 0,
        "=": order == 0,
    }[operator]
