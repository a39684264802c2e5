"""Schedules in words, as `later.parse.text` of @breejs/later 4.2.0 reads them.

The grammar is a list of statements (`every 2 weeks`, `on mon-fri`, `after 10:00 pm`) without any
punctuation. Each statement adds values for a period to the current alternative; `also` begins a
new alternative and `except` the exceptions.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from renovate_kit.config.grammars.recurrences import (
    HIGHEST_VALUE,
    Bound,
    Constraint,
    Period,
    Recurrence,
    ScheduleCrashError,
)
from renovate_kit.config.grammars.schedule_tokens import Scanner, Token

__all__ = ["TextSchedule", "parse_text_schedule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextSchedule:
    """The meaning of a schedule in words.

    Attributes:
        alternatives: any of them may hold; in each of them all constraints have to.
        exceptions: none of them may hold.
        is_complete: whether the text was understood to its end.
    """

    alternatives: tuple[tuple[Constraint, ...], ...]
    exceptions: tuple[tuple[Constraint, ...], ...]
    is_complete: bool


def parse_text_schedule(text: str) -> TextSchedule:
    """Parse a schedule in words; case does not matter.

    Args:
        text: with full hours (`5:00am`); later does not know the short `5am`.

    Returns:
        What was understood, up to the first word that was not.

    Raises:
        ScheduleCrashError: later itself throws, as on `every 5 starting on 3`.
    """
    parser = _Parser(text.lower())
    parser.parse()
    return TextSchedule(
        alternatives=parser.recurrence.alternatives,
        exceptions=parser.recurrence.exceptions,
        is_complete=not parser.failed,
    )


_STATEMENTS = (
    Token.EVERY,
    Token.AFTER,
    Token.BEFORE,
    Token.ON_THE,
    Token.ON,
    Token.OF,
    Token.IN,
    Token.AT,
    Token.AND,
    Token.EXCEPT,
    Token.ALSO,
)
_PERIODS = {
    Token.SECOND: Period.SECOND,
    Token.MINUTE: Period.MINUTE,
    Token.HOUR: Period.HOUR,
    Token.DAY_OF_YEAR: Period.DAY_OF_YEAR,
    Token.DAY_OF_WEEK: Period.DAY_OF_WEEK,
    Token.DAY_INSTANCE: Period.DAY_OF_WEEK_COUNT,
    Token.DAY: Period.DAY_OF_MONTH,
    Token.MONTH: Period.MONTH,
    Token.YEAR: Period.YEAR,
    Token.WEEK_OF_MONTH: Period.WEEK_OF_MONTH,
    Token.WEEK_OF_YEAR: Period.WEEK_OF_YEAR,
}
_DAY_NAMES = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME_NUMBERS = {
    name: number
    for names in (_DAY_NAMES, _MONTH_NAMES)
    for number, name in enumerate(names, start=1)
}


class _Parser:
    """Reads statements until one is not understood.

    What later adds after that is of no use to anybody, so here it stops right there, unless
    later throws on the rest of the statement.
    """

    def __init__(self, text: str) -> None:
        self.recurrence = Recurrence()
        self._scanner = Scanner(text)

    @property
    def failed(self) -> bool:
        return self._scanner.has_failed

    def parse(self) -> None:
        while not self._scanner.is_at_end and not self.failed:
            self._statement(self._scanner.choice(_STATEMENTS))

    def _statement(self, token: Token | None) -> None:
        match token:
            case Token.EVERY:
                self._every()
            case Token.AFTER:
                self._limit(Bound.AFTER)
            case Token.BEFORE:
                self._limit(Bound.BEFORE)
            case Token.ON_THE:
                self._on_the()
            case Token.ON:
                self._add(Period.DAY_OF_WEEK, self._ranges(Token.DAY_NAME))
            case Token.OF:
                self._add(Period.MONTH, self._ranges(Token.MONTH_NAME))
            case Token.IN:
                self._add(Period.YEAR, self._ranges(Token.YEAR_NUMBER))
            case _:
                self._connective(token)

    def _add(self, period: Period, values: Iterable[int], bound: Bound = Bound.EXACT) -> None:
        if not self.failed:
            self.recurrence.add(period, values, bound=bound)

    def _connective(self, token: Token | None) -> None:
        match token:
            case Token.AT:
                self._at()
            case Token.EXCEPT:
                self.recurrence.begin_exceptions()
            case Token.ALSO:
                self.recurrence.begin_alternative()
            case _:
                pass

    def _every(self) -> None:
        if self._scanner.skip(Token.WEEKEND):
            self._add(Period.DAY_OF_WEEK, (1, 7))
            return
        if self._scanner.skip(Token.WEEKDAY):
            self._add(Period.DAY_OF_WEEK, range(2, 7))
            return
        step = self._rank() or 1
        unit = self._scanner.choice(_PERIODS)
        if unit is not None:
            self.recurrence.add_every(_PERIODS[unit], step)
        if self._scanner.skip(Token.START):
            self._starting(unit)
        elif self._scanner.skip(Token.BETWEEN):
            low = self._rank()
            if self._scanner.skip(Token.AND):
                self.recurrence.narrow(low, self._rank())

    def _starting(self, unit: Token | None) -> None:
        low = self._rank()
        if unit is None:
            message = "a start is given for a period that is not understood"
            raise ScheduleCrashError(message)
        self.recurrence.narrow(low, None)
        self._scanner.word(unit)

    def _limit(self, bound: Bound) -> None:
        if self._scanner.sees(Token.TIME):
            self._add(Period.TIME, [self._time()], bound)
            return
        rank = self._rank()
        unit = self._scanner.choice(_PERIODS)
        if unit is not None:
            self._add(_PERIODS[unit], [rank], bound)

    def _on_the(self) -> None:
        is_first = self._scanner.skip(Token.FIRST)
        is_last = not is_first and self._scanner.skip(Token.LAST)
        ranks = [] if is_first or is_last else self._ranges(Token.RANK)
        unit = self._scanner.choice(_PERIODS)
        if unit is None:
            return
        if is_first:
            self.recurrence.add_first(_PERIODS[unit])
        elif is_last:
            self.recurrence.add_last(_PERIODS[unit])
        else:
            self._add(_PERIODS[unit], ranks)

    def _at(self) -> None:
        self._add(Period.TIME, [self._time()])
        while self._scanner.skip(Token.AND):
            self._add(Period.TIME, [self._time()])

    def _ranges(self, token: Token) -> list[int]:
        values = [*self._range(token)]
        while self._scanner.skip(Token.AND):
            values += self._range(token)
        return values

    def _range(self, token: Token) -> Iterable[int]:
        first = self._number(token)
        if not self._scanner.skip(Token.THROUGH):
            return () if first is None else (first,)
        last = self._number(token)
        if first is None or last is None:
            return ()
        return range(first, min(last, HIGHEST_VALUE) + 1)

    def _rank(self) -> int:
        return self._number(Token.RANK) or 0

    def _number(self, token: Token) -> int | None:
        """Return the number that a name or numeral stands for, None for "ma" and failures."""
        word = self._scanner.word(token)
        digits = _leading_digits(word)
        return int(digits) if digits else _NAME_NUMBERS.get(word[:3])

    def _time(self) -> int:
        word = self._scanner.word(Token.TIME)
        if not word:
            return 0
        hour, _, rest = word.partition(":")
        hours, minutes = int(hour), int(rest[:2])
        if rest.endswith("pm") and hours < _NOON:
            hours += _NOON
        elif rest.endswith("am") and hours == _NOON:
            hours = 0
        return hours * 3600 + minutes * 60


_NOON = 12
_ENOUGH_DIGITS = 9


def _leading_digits(word: str) -> str:
    digits = word.rstrip("stndrh")
    return (digits.lstrip("0") or "0")[:_ENOUGH_DIGITS] if digits.isdecimal() else ""
