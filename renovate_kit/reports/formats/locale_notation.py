"""Dates, times and numbers as a locale has them. Source: Unicode CLDR, as Babel ships it."""

from dataclasses import dataclass
from datetime import date, datetime

from babel import Locale, UnknownLocaleError
from babel.dates import (
    format_date,
    format_datetime,
    format_skeleton,
    format_time,
    get_datetime_format,
    get_day_names,
)
from babel.numbers import format_decimal, format_percent, get_decimal_symbol

from renovate_kit.errors import UsageError

__all__ = ["LocaleNotation"]


@dataclass(frozen=True, slots=True)
class LocaleNotation:
    """The notation of a locale; see `renovate_kit.reports.formats.notation.Notation`."""

    locale: Locale

    @classmethod
    def called(cls, name: str) -> "LocaleNotation":
        """Return the notation of a locale as in `sv`, `en_US` or `pt-BR`.

        Raises:
            UsageError: there is no such locale, or it does not go with English sentences.
        """
        try:
            locale = Locale.parse(name.replace("-", "_"))
        except (UnknownLocaleError, ValueError, TypeError) as error:
            hint = "use a language, with or without a country: sv, en_US, pt-BR"
            raise UsageError(f"there is no locale called {name!r}", hint=hint) from error
        if locale.text_direction == "rtl":
            # A number behind such a date would be shown before it.
            raise UsageError(
                f"the locale {name!r} is written from right to left, and the sentences are English",
                hint="use one that is written from left to right, or none",
            )
        return cls(locale)

    def number(self, value: int) -> str:
        """Return a whole number."""
        return format_decimal(value, locale=self.locale)

    def decimal(self, value: float) -> str:
        """Return a number with one digit behind the decimal sign."""
        return format_decimal(value, "#,##0.0", locale=self.locale)

    def percent(self, share: float) -> str:
        """Return a share, of which 1.0 is all, as whole percent."""
        return format_percent(share, locale=self.locale)

    def weekday(self, number: int) -> str:
        """Return the short name of a day of the week; 0 is Monday."""
        return str(get_day_names("abbreviated", "stand-alone", self.locale)[number])

    def day_of_week(self, day: date) -> str:
        """Return a day without its month."""
        return format_skeleton("Ed", day, locale=self.locale)

    def day(self, day: date) -> str:
        """Return a day."""
        return format_skeleton("yMMMEd", day, locale=self.locale)

    def moment(self, local: datetime, zone: str) -> str:
        """Return a time of a day, to the minute, with the name of its zone."""
        clock = format_time(local.time(), "short", locale=self.locale)
        pattern = str(get_datetime_format("medium", locale=self.locale))
        said = pattern.replace("'", "").replace("{1}", self.day(local.date()))
        return f"{said.replace('{0}', clock)} {zone}"

    def stamp(self, at: datetime) -> str:
        """Return a time to the minute, without a zone, as short as can be."""
        return format_datetime(at, "short", locale=self.locale)

    def date(self, day: date) -> str:
        """Return a day as short as can be."""
        return format_date(day, "short", locale=self.locale)

    def grouped(self, value: int) -> str:
        """Return a whole number, however large, with its thousands apart."""
        return self.number(value)

    def listed(self, *numbers: str) -> str:
        """Return texts with numbers as one list, in which no comma is a decimal sign."""
        separator = "; " if get_decimal_symbol(self.locale) == "," else ", "
        return separator.join(numbers)
