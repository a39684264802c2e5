"""JavaScript and TypeScript text -> tokens, as far as reading an object literal needs them."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from renovate_kit.config.document.location import Span
from renovate_kit.config.document.problems import UnreadableTextError

__all__ = ["Token", "tokens_of"]

_SPACE: Final = r"[\s\ufeff]*+"
_LETTER: Final = r"(?:[\w$]|\\u[0-9A-Fa-f]{4}|\\u\{[0-9A-Fa-f]+\})"
_DECIMAL: Final = r"(?:[0-9][0-9_]*+(?:\.[0-9_]*+)?|\.[0-9][0-9_]*+)(?:[eE][+-]?[0-9_]++)?"
_COMMENT: Final = r"//[^\n\r\u2028\u2029]*+|/\*[^*]*+\*++(?:[^/*][^*]*+\*++)*+/"
_DOUBLE: Final = r"\"(?:[^\"\\\n\r]|\\(?:\r\n|[\s\S]))*+\""
_SINGLE: Final = r"'(?:[^'\\\n\r]|\\(?:\r\n|[\s\S]))*+'"
_LONG_OPERATOR: Final = (
    r"=>|\.\.\.|\?\?=?|\?\.(?![0-9])|[=!]==?|&&=?|\|\|=?|\*\*=?|<<=?|[-+*/%&|^<>]=|\+\+|--"
)
_ALTERNATIVES: Final = (
    rf"(?P<comment>{_COMMENT})",
    rf"(?P<string>{_DOUBLE}|{_SINGLE})",
    rf"(?P<number>(?:0[xXoObB][0-9A-Fa-f_]++|{_DECIMAL})n?)",
    rf"(?P<word>#?{_LETTER}++)",
    rf"(?P<punctuation>{_LONG_OPERATOR}|[{{}}()\[\],;:.=?!~<>+\-*/%&|^@])",
    r"(?P<quasi>`)",
    r"(?P<end>\Z)",
    r"(?P<bad>[\s\S])",
)
_PATTERN: Final = re.compile(f"{_SPACE}(?:{'|'.join(_ALTERNATIVES)})")
_SHEBANG: Final = re.compile(r"#![^\n\r\u2028\u2029]*")
_QUASI: Final = re.compile(r"(?:[^`\\$]|\\[\s\S]|\$(?!\{))*+(?P<end>`|\$\{)")
_REGEX: Final = re.compile(
    r"/(?![*/])(?:[^/\\\[\n\r\u2028\u2029]|\\[^\n\r]|\[(?:[^\]\\\n\r]|\\[^\n\r])*+\])++/[A-Za-z]*+"
)
_WORDS_BEFORE_OPERAND: Final = frozenset(
    {"await", "case", "delete", "do", "else", "in", "instanceof", "new", "of", "return", "throw"}
    | {"typeof", "void", "yield", "default", "extends"}
)
_LINE_BREAK: Final = re.compile(r"[\n\r\u2028\u2029]")


class Token(NamedTuple):
    """A token; a tuple, because a text has many.

    Attributes:
        kind: `punctuation`, `word`, `string`, `number`, `template` (one without `${}`), `regex`,
            `comment`, `end`; `template_start`, `template_middle` and `template_end` are the pieces
            of a template around its `${}`.
        text: as it stands.
        starts_line: whether a line break stands between the token before and this one.
    """

    kind: str
    text: str
    span: Span
    starts_line: bool


def tokens_of(text: str) -> Iterator[Token]:
    """Yield the tokens of a text, comments included; the last one is its end.

    Raises:
        UnreadableTextError: a string, a template or a comment is never closed, or a character
            begins nothing.
    """
    yield from _Tokenizer(text).run()


class _Tokenizer:
    def __init__(self, text: str) -> None:
        self._text = text
        self._offset = 0
        self._before: Token | None = None
        self._line_is_new = True
        # For each open brace, whether it is the `${` of a template.
        self._braces: list[bool] = []

    def run(self) -> Iterator[Token]:
        shebang = _SHEBANG.match(self._text)
        if shebang:
            yield Token("comment", shebang[0], Span(*shebang.span()), starts_line=True)
            self._offset = shebang.end()
        while True:
            token = self._next()
            yield token
            if token.kind == "end":
                return

    def _next(self) -> Token:
        match = _PATTERN.match(self._text, self._offset)
        if match is None or match.lastgroup is None:  # cannot be: `bad` takes whatever is left
            message = "expected a token"
            raise UnreadableTextError(message, Span(self._offset, self._offset))
        kind, start, end = match.lastgroup, *match.span(match.lastgroup)
        if start > self._offset and _LINE_BREAK.search(self._text, self._offset, start):
            self._line_is_new = True
        if kind == "bad":
            raise _unreadable(self._text, start)
        if kind == "punctuation":
            kind, end = self._punctuation(start, end)
        elif kind == "quasi":
            kind, end = self._quasi(start, is_first=True)
        return self._token(kind, start, end)

    def _token(self, kind: str, start: int, end: int) -> Token:
        self._offset = end
        text = self._text[start:end]
        token = Token(kind, text, Span(start, end), starts_line=self._line_is_new)
        if kind == "comment":
            self._line_is_new = self._line_is_new or _LINE_BREAK.search(text) is not None
        else:
            self._before, self._line_is_new = token, False
        return token

    def _punctuation(self, start: int, end: int) -> tuple[str, int]:
        first = self._text[start]
        if self._text.startswith("/*", start):
            raise _unreadable(self._text, start)
        if first == "/" and self._expects_operand():
            regex = _REGEX.match(self._text, start)
            if regex is None:
                raise _unreadable(self._text, start)
            return "regex", regex.end()
        if first == "{":
            self._braces.append(False)
        elif first == "}" and self._braces and self._braces.pop():
            return self._quasi(start, is_first=False)
        return "punctuation", end

    def _quasi(self, start: int, *, is_first: bool) -> tuple[str, int]:
        match = _QUASI.match(self._text, start + 1)
        if match is None:
            message = "the file ends inside a template that began here"
            raise UnreadableTextError(message, Span(start, start + 1), help_="close it with a `")
        if match["end"] == "`":
            return "template" if is_first else "template_end", match.end()
        self._braces.append(True)
        return "template_start" if is_first else "template_middle", match.end()

    def _expects_operand(self) -> bool:
        """Return whether a `/` begins a regular expression here, rather than divides."""
        before = self._before
        if before is None:
            return True
        if before.kind == "word":
            return before.text in _WORDS_BEFORE_OPERAND
        if before.kind == "punctuation":
            return before.text not in {")", "]", "}", "++", "--"}
        return before.kind in {"template_start", "template_middle"}


def _unreadable(text: str, start: int) -> UnreadableTextError:
    span = Span(start, start + 1)
    if text.startswith("/*", start):
        message = "the file ends inside a comment that began here"
        return UnreadableTextError(message, Span(start, start + 2), help_="close it with `*/`")
    quote = text[start]
    if quote in {'"', "'"}:
        line_break = _LINE_BREAK.search(text, start)
        end = line_break.start() if line_break else len(text)
        message = "the line ends inside a string that began here"
        return UnreadableTextError(message, Span(start, end), help_=f"close it with `{quote}`")
    shown = f"`{quote}`" if quote.isprintable() else f"the character U+{ord(quote):04X}"
    return UnreadableTextError(f"{shown} begins nothing in JavaScript here", span)
