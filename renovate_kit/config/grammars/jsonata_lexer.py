"""The tokens of a JSONata expression, as the tokenizer of jsonata 2.2.1 cuts them.

Source of the behaviour: `jsonata/src/parser.js`.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto
from math import isinf
from typing import Final

from renovate_kit.config.grammars.javascript_regexp import regexp_problem


class TokenKind(Enum):
    """What a token is."""

    OPERATOR = auto()
    NAME = auto()
    VARIABLE = auto()
    STRING = auto()
    NUMBER = auto()
    VALUE = auto()
    REGEX = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of an expression.

    Attributes:
        kind: what it is; `and`, `or` and `in` are operators.
        text: the operator, the name without backticks, the variable without `$`, the value.
        offset: where it starts, in characters.
    """

    kind: TokenKind
    text: str
    offset: int

    def is_operator(self, *operators: str) -> bool:
        """Tell whether the token is one of `operators`."""
        return self.kind is TokenKind.OPERATOR and self.text in operators


class UnreadableExpressionError(ValueError):
    """The expression is not one that JSONata reads.

    Attributes:
        reason: what is wrong, in a few words.
        offset: where, in characters.
    """

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(f"{reason} at offset {offset}")
        self.reason = reason
        self.offset = offset


_IGNORED = re.compile(r"(?:[ \t\n\r\v]++|/\*(?s:.*?)\*/)*+")
_OPERATOR = re.compile(r"\.\.|:=|!=|>=|<=|\*\*|~>|\?:|\?\?|[.\[\]{}(),@#;:?+\-*/%|=<>^&!~]")
_STRING = re.compile(
    r'''"((?:[^"\\]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*+)"'''
    r"""|'((?:[^'\\]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*+)'"""
)
_NUMBER = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[Ee][-+]?[0-9]+)?")
_QUOTED_NAME = re.compile(r"`([^`]*)`")
_NAME = re.compile(r"[^ \t\n\r\v.\[\]{}(),@#;:?+\-*/%|=<>^&!~]+")
_WORD_OPERATORS: Final = frozenset({"and", "or", "in"})
_VALUES: Final = frozenset({"true", "false", "null"})
_NOT_OPERATORS: Final = frozenset({"!", "~"})
_REGEX_STOP = re.compile(r"[()\[\]{}/]")
_REGEX_FLAGS = re.compile("[im]*")


class Lexer:
    """Cuts tokens on demand: whether `/` divides or starts a regex is known to the parser only."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._position = 0

    def next(self, *, after_operand: bool) -> Token:
        """Return the next token; an END token as often as wanted behind the last.

        Args:
            after_operand: whether a `/` here is the operator.

        Raises:
            UnreadableExpressionError: no token starts here.
        """
        start = self._skip_ignored()
        if start == len(self._text):
            return Token(TokenKind.END, "", start)
        if self._text[start] == "/" and not after_operand:
            return self._regex(start)
        if found := _OPERATOR.match(self._text, start):
            if found[0] in _NOT_OPERATORS:
                raise UnreadableExpressionError(f"unknown operator {found[0]!r}", start)
            return self._token(TokenKind.OPERATOR, found[0], found)
        return self._operand(start)

    def _skip_ignored(self) -> int:
        found = _IGNORED.match(self._text, self._position)
        start = self._position if found is None else found.end()
        if self._text.startswith("/*", start):
            raise UnreadableExpressionError("comment without an end", start)
        return start

    def _token(self, kind: TokenKind, text: str, found: re.Match[str]) -> Token:
        self._position = found.end()
        return Token(kind, text, found.start())

    def _operand(self, start: int) -> Token:
        character = self._text[start]
        if character in "\"'":
            found = _STRING.match(self._text, start)
            if found is None:
                raise UnreadableExpressionError(
                    "string with a wrong escape or without an end", start
                )
            return self._token(TokenKind.STRING, found[1] or found[2] or "", found)
        if found := _NUMBER.match(self._text, start):
            if isinf(float(found[0])):
                raise UnreadableExpressionError("number out of range", start)
            return self._token(TokenKind.NUMBER, found[0], found)
        if character == "`":
            found = _QUOTED_NAME.match(self._text, start)
            if found is None:
                raise UnreadableExpressionError("quoted name without an end", start)
            return self._token(TokenKind.NAME, found[1], found)
        found = _NAME.match(self._text, start)
        if found is None:
            raise AssertionError(character)  # every other character is an operator or ignored
        return self._token(_word_kind(found[0]), found[0].removeprefix("$"), found)

    def _regex(self, start: int) -> Token:
        end = self._regex_end(start + 1)
        pattern = self._text[start + 1 : end]
        flags = _REGEX_FLAGS.match(self._text, end + 1)
        letters = "" if flags is None else flags[0]
        problem = regexp_problem(pattern, letters) if pattern else "empty pattern"
        if problem is not None:
            raise UnreadableExpressionError(f"invalid regular expression ({problem})", start)
        self._position = end + 1 + len(letters)
        return Token(TokenKind.REGEX, f"/{pattern}/g{letters}", start)

    def _regex_end(self, start: int) -> int:
        """Return where the closing slash is: not escaped, and not in any kind of bracket."""
        depth = 0
        for found in _REGEX_STOP.finditer(self._text, start):
            position = found.start()
            if found[0] == "/":
                if depth == 0 and not self._is_escaped(position):
                    return position
            elif self._text[position - 1] != "\\":
                depth += 1 if found[0] in "([{" else -1
        raise UnreadableExpressionError("regular expression without an end", start - 1)

    def _is_escaped(self, position: int) -> bool:
        backslashes = 0
        while self._text[position - backslashes - 1] == "\\":
            backslashes += 1
        return backslashes % 2 == 1


def _word_kind(word: str) -> TokenKind:
    if word in _WORD_OPERATORS:
        return TokenKind.OPERATOR
    if word in _VALUES:
        return TokenKind.VALUE
    return TokenKind.VARIABLE if word.startswith("$") else TokenKind.NAME
