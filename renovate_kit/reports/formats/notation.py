"""How dates, times and numbers are written: as in plain English, or as a locale has it.

Sentences call `renovate_kit.reports.formats.wording` for each date and number in them. That asks
here, so that a format says once in which notation its whole text is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Final, Protocol

__all__ = ["PLAIN", "Notation", "notation", "notation_of", "written_in"]

_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS: Final = (
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_THIN_SPACE: Final = "\u202f"
_UNGROUPED: Final = 9_999


class Notation(Protocol):
    """A way to write dates, times and numbers."""

    def number(self, value: int) -> str:
        """Return a whole number."""
        ...

    def decimal(self, value: float) -> str:
        """Return a number with one digit behind the decimal sign."""
        ...

    def percent(self, share: float) -> str:
        """Return a share, of which 1.0 is all, as whole percent."""
        ...

    def weekday(self, number: int) -> str:
        """Return the short name of a day of the week; 0 is Monday."""
        ...

    def day_of_week(self, day: date) -> str:
        """Return a day without its month."""
        ...

    def day(self, day: date) -> str:
        """Return a day."""
        ...

    def moment(self, local: datetime, zone: str) -> str:
        """Return a time of a day, to the minute, with the name of its zone."""
        ...

    def stamp(self, at: datetime) -> str:
        """Return a time to the minute, without a zone, as short as can be."""
        ...

    def date(self, day: date) -> str:
        """Return a day as short as can be."""
        ...

    def grouped(self, value: int) -> str:
        """Return a whole number, however large, with its thousands apart."""
        ...

    def listed(self, *numbers: str) -> str:
        """Return texts with numbers as one list."""
        ...


class _Plain:
    """English that no locale has: without commas, and the same for Britons and Americans."""

    def number(self, value: int) -> str:
        """Return a whole number, with thin spaces between thousands from 10,000 on."""
        return f"{value:,}".replace(",", _THIN_SPACE) if abs(value) > _UNGROUPED else str(value)

    def decimal(self, value: float) -> str:
        return f"{value:.1f}"

    def percent(self, share: float) -> str:
        return f"{share:.0%}"

    def weekday(self, number: int) -> str:
        return _DAYS[number]

    def day_of_week(self, day: date) -> str:
        return f"{_DAYS[day.weekday()]} {day.day}"

    def day(self, day: date) -> str:
        return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"

    def moment(self, local: datetime, zone: str) -> str:
        return f"{self.day(local.date())}, {local:%H:%M} {zone}"

    def stamp(self, at: datetime) -> str:
        return f"{at:%Y-%m-%d %H:%M}"

    def date(self, day: date) -> str:
        return f"{day:%Y-%m-%d}"

    def grouped(self, value: int) -> str:
        return f"{value:,}"

    def listed(self, *numbers: str) -> str:
        return ", ".join(numbers)


PLAIN: Final[Notation] = _Plain()

# Sentences are made in many places and while templates are rendered, and `serve` answers in
# several threads: an argument would have to go through every function of every format.
_notation: ContextVar[Notation] = ContextVar("notation", default=PLAIN)


def notation() -> Notation:
    """Return the notation of what is being written."""
    return _notation.get()


@contextmanager
def written_in(chosen: Notation) -> Iterator[None]:
    """Write what the body writes in a notation."""
    token = _notation.set(chosen)
    try:
        yield
    finally:
        _notation.reset(token)


def notation_of(locale: str | None) -> Notation:
    """Return the notation of a locale; the plain one for None.

    Raises:
        UsageError: there is no such locale.
    """
    if locale is None:
        return PLAIN
    from renovate_kit.reports.formats.locale_notation import (  # noqa: PLC0415 - Babel is slow to load
        LocaleNotation,
    )

    return LocaleNotation.called(locale)
