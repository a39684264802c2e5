r"""The tokens of a Handlebars template, as the lexer of Handlebars 4.7.9 cuts them.

The lexer has four modes: text, the text after an escaped tag (`\{{`), the inside of a tag, and the
inside of a raw block. Source of the behaviour: `handlebars/src/handlebars.l`.
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from renovate_kit.config.grammars.javascript_text import JS_WHITESPACE

_SPACE: Final = f"[{JS_WHITESPACE}]"
_NAME: Final = rf"""[^{JS_WHITESPACE}!"#%-,./;->@\[-^`{{-~]+"""
_AFTER_NAME: Final = rf"(?=[=~}}{JS_WHITESPACE}/.)|])"
_AFTER_LITERAL: Final = rf"(?=[~}}{JS_WHITESPACE})])"


class TokenKind(Enum):
    """What a token is; the members of one tag are told apart only where the grammar does."""

    TEXT = auto()
    COMMENT = auto()
    OPEN = auto()
    OPEN_UNESCAPED = auto()
    OPEN_PARTIAL = auto()
    OPEN_PARTIAL_BLOCK = auto()
    OPEN_BLOCK = auto()
    OPEN_INVERSE = auto()
    OPEN_INVERSE_CHAIN = auto()
    OPEN_END_BLOCK = auto()
    INVERSE = auto()
    CLOSE = auto()
    CLOSE_UNESCAPED = auto()
    OPEN_RAW_BLOCK = auto()
    CLOSE_RAW_BLOCK = auto()
    END_RAW_BLOCK = auto()
    OPEN_SUBEXPRESSION = auto()
    CLOSE_SUBEXPRESSION = auto()
    OPEN_BLOCK_PARAMS = auto()
    CLOSE_BLOCK_PARAMS = auto()
    ID = auto()
    SEGMENT = auto()
    SEPARATOR = auto()
    EQUALS = auto()
    DATA = auto()
    STRING = auto()
    NUMBER = auto()
    BOOLEAN = auto()
    UNDEFINED = auto()
    NULL = auto()
    END = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a template.

    Attributes:
        kind: what it is.
        text: how it is spelled; of a raw block's end tag, the name in it.
        offset: where it starts, in characters.
    """

    kind: TokenKind
    text: str
    offset: int


class UnreadableTemplateError(ValueError):
    """The template is not one that Handlebars reads.

    Attributes:
        reason: what is wrong, in a few words.
        offset: where, in characters.
    """

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(f"{reason} at offset {offset}")
        self.reason = reason
        self.offset = offset


_TAG_TOKENS: Final = (
    (TokenKind.OPEN_SUBEXPRESSION, r"\("),
    (TokenKind.CLOSE_SUBEXPRESSION, r"\)"),
    (TokenKind.OPEN_RAW_BLOCK, r"\{\{\{\{"),
    (TokenKind.CLOSE_RAW_BLOCK, r"\}\}\}\}"),
    (TokenKind.OPEN_PARTIAL, r"\{\{~?>"),
    (TokenKind.OPEN_PARTIAL_BLOCK, r"\{\{~?#>"),
    (TokenKind.OPEN_BLOCK, r"\{\{~?#\*?"),
    (TokenKind.OPEN_END_BLOCK, r"\{\{~?/"),
    (TokenKind.INVERSE, rf"\{{\{{~?(?:\^|{_SPACE}*+else){_SPACE}*+~?\}}\}}"),
    (TokenKind.OPEN_INVERSE, r"\{\{~?\^"),
    (TokenKind.OPEN_INVERSE_CHAIN, rf"\{{\{{~?{_SPACE}*+else(?![A-Za-z0-9_])"),
    (TokenKind.OPEN_UNESCAPED, r"\{\{~?\{"),
    (TokenKind.COMMENT, r"\{\{~?!"),
    (TokenKind.OPEN, r"\{\{~?[&*]?"),
    (TokenKind.EQUALS, "="),
    (TokenKind.ID, rf"\.\.|\.{_AFTER_NAME}"),
    (TokenKind.SEPARATOR, r"[/.]"),
    (TokenKind.CLOSE_UNESCAPED, r"\}~?\}\}"),
    (TokenKind.CLOSE, r"~?\}\}"),
    (TokenKind.STRING, r""""(?:\\"|[^"])*"|'(?:\\'|[^'])*'"""),
    (TokenKind.DATA, "@"),
    (TokenKind.BOOLEAN, rf"(?:true|false){_AFTER_LITERAL}"),
    (TokenKind.UNDEFINED, rf"undefined{_AFTER_LITERAL}"),
    (TokenKind.NULL, rf"null{_AFTER_LITERAL}"),
    (TokenKind.NUMBER, rf"-?[0-9]+(?:\.[0-9]+)?{_AFTER_LITERAL}"),
    (TokenKind.OPEN_BLOCK_PARAMS, rf"as{_SPACE}+\|"),
    (TokenKind.CLOSE_BLOCK_PARAMS, r"\|"),
    (TokenKind.ID, rf"{_NAME}{_AFTER_NAME}"),
    (TokenKind.SEGMENT, r"\[(?:\\\]|[^\]])*\]"),
)
_KINDS: Final = tuple(kind for kind, _ in _TAG_TOKENS)
_TAG_TOKEN = re.compile(f"{_SPACE}*+(?:" + "|".join(f"({rule})" for _, rule in _TAG_TOKENS) + ")")
_LAST_OF_TAG: Final = frozenset({TokenKind.CLOSE, TokenKind.CLOSE_UNESCAPED, TokenKind.INVERSE})
_COMMENT_END = re.compile(r"--~?\}\}")
_END_OF_ESCAPED = re.compile(r"\\{0,2}\{\{")
_RAW_END = re.compile(rf"\{{\{{\{{\{{/({_NAME})\}}\}}\}}\}}")


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of a template; the last one is an END.

    Raises:
        UnreadableTemplateError: no token starts at some place.
    """
    position = 0
    while position < len(text):
        tag = text.find("{{", position)
        end = len(text) if tag < 0 else tag
        _refuse_nul(text, position, end)
        if tag < 0:
            yield Token(TokenKind.TEXT, text[position:], position)
            break
        plain, is_escaped = _unescaped(text[position:tag])
        if plain:
            yield Token(TokenKind.TEXT, plain, position)
        if is_escaped:
            found = _END_OF_ESCAPED.search(text, tag + 2)
            position = found.start() if found else len(text)
            _refuse_nul(text, tag, position)
            yield Token(TokenKind.TEXT, text[tag:position], tag)
        else:
            position = yield from _tag_and_raw_text(text, tag)
    yield Token(TokenKind.END, "", len(text))


def _unescaped(text: str) -> tuple[str, bool]:
    """Return the text before a tag without the escaping backslash, and whether it escapes it."""
    if text.endswith("\\\\"):
        return text[:-1], False
    return (text[:-1], True) if text.endswith("\\") else (text, False)


def _tag_and_raw_text(text: str, start: int) -> Generator[Token, None, int]:
    """Yield the tokens of one tag, and of the raw block that it starts, and return its end."""
    position = start
    while True:
        found = _TAG_TOKEN.match(text, position)
        if found is None or found.lastindex is None:
            is_open = text.find("}}", position) < 0
            reason = "tag without an end" if is_open else "unexpected character in a tag"
            raise UnreadableTemplateError(reason, start if is_open else position)
        kind = _KINDS[found.lastindex - 1]
        offset = found.start(found.lastindex)
        if kind is TokenKind.COMMENT:
            end = _comment_end(text, offset, found.end())
            yield Token(kind, "", offset)
            return end
        yield Token(kind, found[found.lastindex], offset)
        position = found.end()
        if kind is TokenKind.CLOSE_RAW_BLOCK:
            return (yield from _raw_text(text, position))
        if kind in _LAST_OF_TAG:
            return position


def _comment_end(text: str, start: int, after_mark: int) -> int:
    """Return where the comment ends: `{{!--` needs `--}}`, any other `}}`."""
    if text.startswith("--", after_mark):
        found = _COMMENT_END.search(text, after_mark)
        end = -1 if found is None else found.end()
    else:
        end = text.find("}}", after_mark) + 2
    if end < after_mark:
        raise UnreadableTemplateError("comment without an end", start)
    return end


def _raw_text(text: str, position: int) -> Generator[Token, None, int]:
    """Yield the texts of a raw block and its end tag, and return its end; raw blocks nest."""
    depth = 1
    while True:
        start = position
        end_tag = _RAW_END.match(text, position)
        if end_tag is not None:
            position = end_tag.end()
            depth -= 1
            if depth == 0:
                yield Token(TokenKind.END_RAW_BLOCK, end_tag[1], start)
                return position
        elif text.startswith("{{{{", position) and text[position + 4 : position + 5] not in {
            "",
            "/",
        }:
            position += len("{{{{")
            depth += 1
        else:
            position = text.find("{{{{", position + 1)
            _refuse_nul(text, start, max(position, start))
        if position < 0:
            raise UnreadableTemplateError("raw block without an end", start)
        yield Token(TokenKind.TEXT, "", start)


def _refuse_nul(text: str, start: int, end: int) -> None:
    nul = text.find("\0", start, end)
    if nul >= 0:
        raise UnreadableTemplateError("NUL character in the text", nul)
