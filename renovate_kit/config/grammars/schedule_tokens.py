"""The words of schedules, and how later 4.2.0 finds the next one."""

import re
from collections.abc import Iterable
from enum import Enum, auto
from functools import cache

from renovate_kit.config.grammars.javascript_text import JS_WHITESPACE

__all__ = ["Scanner", "Token"]


class Token(Enum):
    """What a word can be."""

    RANK = auto()
    TIME = auto()
    DAY_NAME = auto()
    MONTH_NAME = auto()
    YEAR_NUMBER = auto()
    EVERY = auto()
    AFTER = auto()
    BEFORE = auto()
    SECOND = auto()
    MINUTE = auto()
    HOUR = auto()
    DAY = auto()
    DAY_INSTANCE = auto()
    DAY_OF_WEEK = auto()
    DAY_OF_YEAR = auto()
    WEEK_OF_YEAR = auto()
    WEEK_OF_MONTH = auto()
    WEEKDAY = auto()
    WEEKEND = auto()
    MONTH = auto()
    YEAR = auto()
    BETWEEN = auto()
    START = auto()
    AT = auto()
    AND = auto()
    EXCEPT = auto()
    ALSO = auto()
    FIRST = auto()
    LAST = auto()
    IN = auto()
    OF = auto()
    ON_THE = auto()
    ON = auto()
    THROUGH = auto()


_SPELLINGS = {
    Token.RANK: r"[0-9]+(?:st|nd|rd|th)?\b",
    Token.TIME: (
        rf"(?:(?:0?[1-9]|1[0-2]):[0-5][0-9][{JS_WHITESPACE}]?[ap]m"
        r"|(?:0?[0-9]|1[0-9]|2[0-3]):[0-5][0-9])\b"
    ),
    Token.DAY_NAME: r"(?:sun|mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?)(?:day)?\b",
    Token.MONTH_NAME: (
        r"(?:jan(?:uary)?|feb(?:ruary)?|ma(?:r(?:ch)?|y)?|apr(?:il)?|ju(?:ly|ne)|aug(?:ust)?"
        r"|oct(?:ober)?|(?:sept|nov|dec)(?:ember)?)\b"
    ),
    Token.YEAR_NUMBER: r"[0-9]{4}\b",
    Token.EVERY: r"every\b",
    Token.AFTER: r"after\b",
    Token.BEFORE: r"before\b",
    Token.SECOND: r"s(?:ec(?:ond)?s?)?\b",
    Token.MINUTE: r"m(?:in(?:ute)?s?)?\b",
    Token.HOUR: r"h(?:ours?)?\b",
    Token.DAY: r"days?(?: of the month)?\b",
    Token.DAY_INSTANCE: r"day instance\b",
    Token.DAY_OF_WEEK: r"days? of the week\b",
    Token.DAY_OF_YEAR: r"days? of the year\b",
    Token.WEEK_OF_YEAR: r"weeks?(?: of the year)?\b",
    Token.WEEK_OF_MONTH: r"weeks? of the month\b",
    Token.WEEKDAY: r"weekday\b",
    Token.WEEKEND: r"weekend\b",
    Token.MONTH: r"months?\b",
    Token.YEAR: r"years?\b",
    Token.BETWEEN: r"between (?:the)?\b",
    Token.START: r"start(?:ing)? (?:at|on(?: the)?)?\b",
    Token.AT: r"(?:at|@)\b",
    Token.AND: r"(?:,|and\b)",
    Token.EXCEPT: r"except\b",
    Token.ALSO: r"also\b",
    Token.FIRST: r"first\b",
    Token.LAST: r"last\b",
    Token.IN: r"in\b",
    Token.OF: r"of\b",
    Token.ON_THE: r"on the\b",
    Token.ON: r"on\b",
    Token.THROUGH: r"(?:-|(?:to|through)\b)",
}
_BLANKS = re.compile(f"[{JS_WHITESPACE}]*")


@cache
def _pattern(token: Token) -> re.Pattern[str]:
    # Most schedules need few of them, and most runs of a program none.
    return re.compile(_SPELLINGS[token], re.ASCII)


class Scanner:
    """Reads words from a lower-case text, one after the other.

    Attributes:
        has_failed: whether a word was asked for that was not there.
    """

    __slots__ = ("_position", "_text", "has_failed")

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0
        self.has_failed = False

    @property
    def is_at_end(self) -> bool:
        """Whether not even blanks are left."""
        return self._position >= len(self._text)

    def sees(self, token: Token) -> bool:
        """Tell whether the next word can be this token."""
        return _pattern(token).match(self._text, self._start()) is not None

    def skip(self, token: Token) -> bool:
        """Step over the next word if it can be this token."""
        match = _pattern(token).match(self._text, self._start())
        if match is not None:
            self._position = match.end()
        return match is not None

    def word(self, token: Token) -> str:
        """Step over a token and return its text, or fail and return an empty one."""
        start = self._start()
        match = _pattern(token).match(self._text, start)
        self._position = match.end() if match else start
        self.has_failed |= match is None
        return match[0] if match else ""

    def choice(self, tokens: Iterable[Token]) -> Token | None:
        """Step over the longest of several tokens, the first of equally long ones.

        Returns:
            The token, or None, which is a failure, if there is none of them.
        """
        start = self._start()
        chosen, end = None, -1
        for token in tokens:
            match = _pattern(token).match(self._text, start)
            if match is not None and match.end() > end:
                chosen, end = token, match.end()
        self._position = max(start, end)
        self.has_failed |= chosen is None
        return chosen

    def _start(self) -> int:
        blanks = _BLANKS.match(self._text, self._position)
        return blanks.end() if blanks else self._position
