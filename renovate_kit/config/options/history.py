"""Which releases of Renovate have an option: facts about more releases than there are catalogues.

The table beside this module has the names of all options in some releases, one of each major. It
is written by `scripts/option_history.py`. What was between two of them is only known for options
that both have, or neither.
"""

import json
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache
from pathlib import Path
from typing import Final

from renovate_kit.config.options.layout import version_key

__all__ = ["HISTORY_FILE", "Availability", "OptionHistory", "option_history"]

HISTORY_FILE: Final = Path(__file__).with_name("history.json")
"""The table: the releases, and for each option a digit for each of them and its variable."""


class Availability(Enum):
    """Whether a release has an option."""

    PRESENT = auto()
    NOT_YET = auto()
    """A later release has it, and no earlier one."""
    NO_LONGER = auto()
    """An earlier release had it, and no later one."""
    UNCLEAR = auto()
    """It came or went between the nearest releases that are known."""
    UNKNOWN = auto()
    """Nothing can be said: the option or the release is out of the table's reach."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One option: whether each release of the table has it, and the variable that sets it."""

    there: tuple[bool, ...]
    variable: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class OptionHistory:
    """The options of some releases.

    Attributes:
        releases: those that are known, oldest first.
    """

    releases: tuple[str, ...]
    _options: dict[str, _Row]
    _by_variable: dict[str, str]

    def option_of(self, variable: str) -> str | None:
        """Return the option that an environment variable sets, or set in some older release."""
        return self._by_variable.get(variable)

    def releases_with(self, option: str) -> tuple[str, ...]:
        """Return the known releases that have an option, oldest first."""
        row = self._options.get(option)
        there = row.there if row else ()
        return tuple(release for release, has in zip(self.releases, there, strict=False) if has)

    def availability(self, option: str, version: str) -> Availability:
        """Return whether a release has an option.

        Args:
            option: the name that this release may know it by.
            version: of Renovate; one that is not complete, as `42`, stands for the newest known
                one that begins so.
        """
        row = self._options.get(option)
        place = self._around(version)
        if row is None or place is None:
            return Availability.UNKNOWN
        before, after = place
        earlier, later = row.there[: before + 1], row.there[after:]
        if earlier and later:
            if earlier[-1] is not later[0]:
                return Availability.UNCLEAR
            if later[0]:
                return Availability.PRESENT
        elif (earlier and earlier[-1]) or (later and later[0]):
            return Availability.UNKNOWN
        return _absence(was=any(earlier), will_be=any(later))

    def _around(self, version: str) -> tuple[int, int] | None:
        """Return the places of the last release up to a version, and of the first from it on.

        None if that is no version.
        """
        try:
            wanted = version_key(version)
        except ValueError:
            return None
        keys = [version_key(release) for release in self.releases]
        if len(wanted[0]) < len(keys[0][0]):
            fitting = [key for key in keys if key[0][: len(wanted[0])] == wanted[0]]
            wanted = fitting[-1] if fitting else wanted
        before = sum(key <= wanted for key in keys) - 1
        after = sum(key < wanted for key in keys)
        return before, after


def _absence(*, was: bool, will_be: bool) -> Availability:
    if was is will_be:
        return Availability.UNKNOWN  # it was taken away for a while, or is not known at all
    return Availability.NO_LONGER if was else Availability.NOT_YET


@lru_cache
def option_history(file: Path = HISTORY_FILE) -> OptionHistory:
    """Return the table in a file; the same object each time."""
    content = json.loads(file.read_bytes())
    options = {
        name: _Row(there=tuple(digit == "1" for digit in digits), variable=variable)
        for name, (digits, variable) in content["options"].items()
    }
    return OptionHistory(
        releases=tuple(content["releases"]),
        _options=options,
        _by_variable={row.variable: name for name, row in options.items() if row.variable},
    )
