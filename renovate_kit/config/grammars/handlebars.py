"""Whether a text is a Handlebars template: syntax only, as `Handlebars.parse` of 4.7.9 decides it.

Helpers, partials and fields may be unknown: nothing is looked up. Source of the behaviour:
`handlebars/src/handlebars.yy` and `lib/handlebars/compiler/helpers.js`. One difference is meant:
tags may nest deeper than the JavaScript stack allows there.
"""

import re
from dataclasses import dataclass
from typing import Final

from renovate_kit.config.grammars.handlebars_lexer import (
    Token,
    TokenKind,
    UnreadableTemplateError,
    tokens,
)

__all__ = ["template_problem"]

_LITERALS: Final = frozenset(
    {
        TokenKind.STRING,
        TokenKind.NUMBER,
        TokenKind.BOOLEAN,
        TokenKind.UNDEFINED,
        TokenKind.NULL,
    }
)
_IDS: Final = frozenset({TokenKind.ID, TokenKind.SEGMENT})
_NAME_STARTS: Final = _LITERALS | _IDS | {TokenKind.DATA}
_CONTEXT_STEPS: Final = frozenset({"..", ".", "this"})
_ESCAPED_IN_SEGMENT = re.compile(r"\\([\\\]])")
_LINE_END = re.compile("[\n\r\u2028\u2029]")
_SHOWN_LENGTH: Final = 40

_Name = tuple[str, str | float]
"""What Handlebars compares to pair the two ends of a block: a type and a value."""

_UNDEFINED_NAME: Final[_Name] = ("undefined", "")


def template_problem(text: str) -> str | None:
    """Return why Handlebars refuses `text` as a template, or None if it accepts it.

    Args:
        text: the template; any text without `{{` is one.

    Returns:
        A few words and the offset, in characters, or None. Takes time linear in the length.
    """
    if "{{" not in text and "\0" not in text:
        return None
    try:
        _Parser(text).read_template()
    except UnreadableTemplateError as error:
        return str(error)
    return None


@dataclass(slots=True)
class _Block:
    """A block that waits for its end tag.

    Attributes:
        name: what the end tag has to repeat.
        start: the token that opened it.
        takes_else: whether `{{else}}` or `{{^}}` may still follow.
        takes_else_if: whether `{{else if x}}` may still follow.
    """

    name: _Name
    start: Token
    takes_else: bool
    takes_else_if: bool


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = tokens(text)
        self._token = next(self._tokens)
        self._blocks: list[_Block] = []

    def read_template(self) -> None:
        while True:
            token = self._advance()
            match token.kind:
                case TokenKind.TEXT | TokenKind.COMMENT:
                    pass
                case TokenKind.END:
                    self._refuse_open_block()
                    return
                case TokenKind.OPEN | TokenKind.OPEN_UNESCAPED | TokenKind.OPEN_PARTIAL:
                    self._read_tag(token)
                case TokenKind.OPEN_RAW_BLOCK:
                    self._read_raw_block()
                case TokenKind.OPEN_BLOCK | TokenKind.OPEN_INVERSE | TokenKind.OPEN_PARTIAL_BLOCK:
                    self._open_block(token)
                case TokenKind.INVERSE | TokenKind.OPEN_INVERSE_CHAIN:
                    self._read_else(token)
                case TokenKind.OPEN_END_BLOCK:
                    self._close_block(token)
                case _:
                    raise _unexpected(token)

    def _advance(self) -> Token:
        token = self._token
        if token.kind is not TokenKind.END:
            self._token = next(self._tokens)
        return token

    def _next_is(self, kind: TokenKind) -> bool:
        return self._token.kind is kind

    def _expect(self, kind: TokenKind) -> Token:
        token = self._advance()
        if token.kind is not kind:
            raise _unexpected(token)
        return token

    def _refuse_open_block(self) -> None:
        if self._blocks:
            block = self._blocks[-1]
            raise UnreadableTemplateError(
                f"block {_shown(block.name)} has no end", block.start.offset
            )

    def _read_tag(self, start: Token) -> None:
        self._read_call(takes_subexpression=start.kind is TokenKind.OPEN_PARTIAL)
        is_unescaped = start.kind is TokenKind.OPEN_UNESCAPED
        self._expect(TokenKind.CLOSE_UNESCAPED if is_unescaped else TokenKind.CLOSE)

    def _read_raw_block(self) -> None:
        name = self._read_call()
        self._expect(TokenKind.CLOSE_RAW_BLOCK)
        while self._next_is(TokenKind.TEXT):
            self._advance()
        end = self._expect(TokenKind.END_RAW_BLOCK)
        self._refuse_other_name(name, ("text", end.text), end)

    def _open_block(self, start: Token) -> None:
        is_partial = start.kind is TokenKind.OPEN_PARTIAL_BLOCK
        name = self._read_call(takes_subexpression=is_partial)
        if not is_partial:
            self._read_block_params()
        self._expect(TokenKind.CLOSE)
        is_block = start.kind is TokenKind.OPEN_BLOCK
        takes_else = not is_partial and not start.text.endswith("*")
        self._blocks.append(_Block(name, start, takes_else, takes_else and is_block))

    def _read_else(self, start: Token) -> None:
        block = self._blocks[-1] if self._blocks else None
        if block is None or not block.takes_else:
            raise UnreadableTemplateError("else in a place that takes none", start.offset)
        if start.kind is TokenKind.INVERSE:
            block.takes_else = block.takes_else_if = False
            return
        if not block.takes_else_if:
            raise UnreadableTemplateError(
                "else with a condition in a place that takes none", start.offset
            )
        self._read_call()
        self._read_block_params()
        self._expect(TokenKind.CLOSE)

    def _close_block(self, start: Token) -> None:
        name = self._read_name()
        self._expect(TokenKind.CLOSE)
        if not self._blocks:
            raise UnreadableTemplateError(
                f"end of block {_shown(name)} that is not open", start.offset
            )
        self._refuse_other_name(self._blocks.pop().name, name, start)

    def _refuse_other_name(self, opened: _Name, closed: _Name, end: Token) -> None:
        if opened != closed:
            message = f"block {_shown(opened)} is ended as {_shown(closed)}"
            raise UnreadableTemplateError(message, end.offset)

    def _read_block_params(self) -> None:
        if not self._next_is(TokenKind.OPEN_BLOCK_PARAMS):
            return
        self._advance()
        token = self._advance()
        if token.kind not in _IDS:
            raise _unexpected(token)
        while self._token.kind in _IDS:
            self._advance()
        self._expect(TokenKind.CLOSE_BLOCK_PARAMS)

    def _read_call(self, *, takes_subexpression: bool = False) -> _Name:
        """Read what a tag calls and its arguments."""
        in_hash = [False]
        if takes_subexpression and self._next_is(TokenKind.OPEN_SUBEXPRESSION):
            name = _UNDEFINED_NAME
            self._open_subexpression(in_hash)
        else:
            name = self._read_name()
        self._read_arguments(in_hash)
        return name

    def _read_arguments(self, in_hash: list[bool]) -> None:
        """Read arguments: plain ones, then those of the hash.

        Args:
            in_hash: whether the hash has begun, for the tag and each open sub-expression. A list,
                since sub-expressions may nest deeper than Python calls can.
        """
        while True:
            kind = self._token.kind
            if kind in _IDS:
                self._read_id_argument(in_hash)
            elif kind in _NAME_STARTS:
                self._refuse_after_hash(in_hash)
                self._read_name()
            elif kind is TokenKind.OPEN_SUBEXPRESSION:
                self._refuse_after_hash(in_hash)
                self._open_subexpression(in_hash)
            elif len(in_hash) == 1:
                return
            else:
                self._expect(TokenKind.CLOSE_SUBEXPRESSION)
                in_hash.pop()

    def _read_id_argument(self, in_hash: list[bool]) -> None:
        token = self._advance()
        if not self._next_is(TokenKind.EQUALS):
            self._refuse_after_hash(in_hash)
            self._read_path(token, "")
            return
        self._advance()
        in_hash[-1] = True
        if self._next_is(TokenKind.OPEN_SUBEXPRESSION):
            self._open_subexpression(in_hash)
        else:
            self._read_name()

    def _refuse_after_hash(self, in_hash: list[bool]) -> None:
        if in_hash[-1]:
            message = "plain argument after a named one"
            raise UnreadableTemplateError(message, self._token.offset)

    def _open_subexpression(self, in_hash: list[bool]) -> None:
        self._advance()
        self._read_name()
        in_hash.append(False)

    def _read_name(self) -> _Name:
        token = self._advance()
        if token.kind in _IDS:
            return self._read_path(token, "")
        if token.kind is TokenKind.DATA:
            first = self._advance()
            if first.kind not in _IDS:
                raise _unexpected(first)
            return self._read_path(first, "@")
        if token.kind in _LITERALS:
            return _literal_name(token)
        raise _unexpected(token)

    def _read_path(self, token: Token, original: str) -> _Name:
        has_field = False
        pieces = [original]
        while True:
            part, is_literal = _path_part(token)
            pieces.append(part)
            if is_literal or part not in _CONTEXT_STEPS:
                has_field = True
            elif has_field:
                message = f"path that steps back: {_clipped(''.join(pieces))}"
                raise UnreadableTemplateError(message, token.offset)
            if not self._next_is(TokenKind.SEPARATOR):
                return "text", "".join(pieces)
            pieces.append(self._advance().text)
            token = self._advance()
            if token.kind not in _IDS:
                raise _unexpected(token)


def _path_part(token: Token) -> tuple[str, bool]:
    """Return a path's part without brackets, and whether it is taken literally."""
    if token.kind is TokenKind.ID:
        return token.text, False
    text = _ESCAPED_IN_SEGMENT.sub(r"\1", token.text)
    # Handlebars finds the brackets with a pattern whose `.` stops at the end of a line.
    return (text, False) if _LINE_END.search(text) else (text[1:-1], True)


def _literal_name(token: Token) -> _Name:
    match token.kind:
        case TokenKind.STRING:
            quote = token.text[0]
            return "text", token.text[1:-1].replace("\\" + quote, quote)
        case TokenKind.NUMBER:
            return "number", float(token.text)
        case TokenKind.BOOLEAN:
            return "boolean", token.text
        case TokenKind.NULL:
            return "null", ""
        case _:
            return _UNDEFINED_NAME


def _unexpected(token: Token) -> UnreadableTemplateError:
    if token.kind is TokenKind.END:
        return UnreadableTemplateError("the template ends inside a tag", token.offset)
    return UnreadableTemplateError(f"unexpected {_clipped(token.text)!r}", token.offset)


def _shown(name: _Name) -> str:
    kind, value = name
    return repr(_clipped(str(value))) if kind == "text" else str(value) or kind


def _clipped(text: str) -> str:
    return text if len(text) <= _SHOWN_LENGTH else text[:_SHOWN_LENGTH] + "…"
