"""Text -> nodes with spans, without recursion; at the first fault an explanation."""

from collections.abc import Callable
from typing import Final, TypeAlias

from renovate_kit.config.document.containers import OpenArray, OpenContainer, OpenObject
from renovate_kit.config.document.decoding import SourceText, check_size
from renovate_kit.config.document.dialect import Dialect
from renovate_kit.config.document.document import Comment, Document
from renovate_kit.config.document.literals import (
    identifier_value,
    number_value,
    string_value,
    word_value,
)
from renovate_kit.config.document.location import LineIndex, Span
from renovate_kit.config.document.nodes import Node, ScalarNode
from renovate_kit.config.document.problems import SyntaxProblem, UnreadableTextError
from renovate_kit.config.document.tokens import token_pattern
from renovate_kit.config.document.unexpected import Unexpected, explain

__all__ = ["MAX_DEPTH", "parse"]

MAX_DEPTH: Final = 500
"""How many arrays and objects may stand inside each other. Renovate's JSONC parser stops at 512."""

_BYTE_ORDER_MARK: Final = "\ufeff"

_State: TypeAlias = Callable[[str, int, int], "_State"]
"""Takes the kind, start and end of a token; returns what takes the next one."""


def parse(source: str | SourceText, *, path: str, dialect: Dialect) -> Document | SyntaxProblem:
    """Return the document that a text is, or the first thing that is wrong with it.

    What is accepted is what Renovate's `parseJson` (`lib/util/common.ts`) accepts, but for
    nesting deeper than `MAX_DEPTH` and texts longer than `MAX_SIZE`.

    Args:
        source: the file, as `decode` gives it; JSONC refuses one with a byte order mark.
        path: as the person should see it.
        dialect: a `.json` that fails as JSONC may yet be JSON5: that is for the caller to try.
    """
    text, has_bom = (source, False) if isinstance(source, str) else (source.text, source.has_bom)
    if dialect is Dialect.JSONC and (has_bom or text.startswith(_BYTE_ORDER_MARK)):
        message = "the file begins with a byte order mark, which JSON does not have"
        help_ = "save the file as UTF-8 without a byte order mark"
        return UnreadableTextError(message, Span(0, 0), help_=help_).as_problem(LineIndex(""))
    parser = _Parser(text, dialect, is_nothing_null=not text and not has_bom)
    try:
        check_size(text)
        root = parser.run()
    except UnreadableTextError as error:
        return error.as_problem(LineIndex(text))
    return Document(
        path=path,
        text=text,
        dialect=dialect,
        root=root,
        comments=tuple(parser.comments),
        has_bom=has_bom,
    )


class _Parser:
    """A state machine over the tokens: each state is a method that takes one token."""

    def __init__(self, text: str, dialect: Dialect, *, is_nothing_null: bool) -> None:
        self.comments: list[Comment] = []
        self._text = text
        self._dialect = dialect
        self._is_nothing_null = is_nothing_null or dialect is Dialect.JSONC
        self._whole = OpenArray(start=0)
        self._open: list[OpenContainer] = [self._whole]

    def run(self) -> Node:
        """Return the value that the text is.

        Raises:
            UnreadableTextError: it is none.
        """
        state: _State = self._only_value
        for token in token_pattern(self._dialect).finditer(self._text):
            kind = token.lastgroup or "bad"
            start, end = token.span(kind)
            if kind == "comment":
                self._keep_comment(start, end)
                continue
            state = state(kind, start, end)
            if kind == "end":
                break
        return self._whole.items[0]

    def _only_value(self, kind: str, start: int, end: int) -> _State:
        if kind == "end" and self._is_nothing_null:
            return self._add(ScalarNode(None, Span(end, end)))
        return self._value(kind, start, end)

    def _value(self, kind: str, start: int, end: int) -> _State:
        text = self._text
        value: str | int | float | bool | None
        if kind == "plain" and text[start] == '"':
            value = text[start + 1 : end - 1]
        elif kind == "punctuation":
            return self._open_container(start)
        else:
            value = self._scalar(kind, start, end)
        return self._add(ScalarNode(value, Span(start, end)))

    def _item_or_close(self, kind: str, start: int, end: int) -> _State:
        if kind == "punctuation" and self._text[start] == "]":
            return self._close(end)
        return self._value(kind, start, end)

    def _key_or_close(self, kind: str, start: int, end: int) -> _State:
        text = self._text
        if kind == "plain" and text[start] == '"':
            key = text[start + 1 : end - 1]
        elif kind == "punctuation" and text[start] == "}":
            return self._close(end)
        else:
            key = self._key(kind, start, end)
        container = self._open[-1]
        if isinstance(container, OpenObject):
            container.key, container.key_span = key, Span(start, end)
        return self._colon

    def _colon(self, kind: str, start: int, end: int) -> _State:
        if kind == "punctuation" and self._text[start] == ":":
            return self._value
        expected = "`:` after the key"
        raise self._unexpected(expected, kind, start, end)

    def _after_value(self, kind: str, start: int, end: int) -> _State:
        container = self._open[-1]
        if kind == "punctuation":
            mark = self._text[start]
            if mark == container.closer:
                return self._close(end)
            if mark == ",":
                is_object = isinstance(container, OpenObject)
                return self._key_or_close if is_object else self._item_or_close
        expected = f"`,` or `{container.closer}` after a value"
        raise self._unexpected(expected, kind, start, end)

    def _finished(self, kind: str, start: int, end: int) -> _State:
        if kind != "end":
            expected = "the end of the file"
            raise self._unexpected(expected, kind, start, end)
        return self._finished

    def _open_container(self, start: int) -> _State:
        mark = self._text[start]
        if mark not in "{[":
            raise self._unexpected(self._expected_value(), "punctuation", start, start + 1)
        if len(self._open) > MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} levels deep"
            raise UnreadableTextError(message, Span(start, start + 1))
        if mark == "{":
            self._open.append(OpenObject(start))
            return self._key_or_close
        self._open.append(OpenArray(start))
        return self._item_or_close

    def _close(self, end: int) -> _State:
        return self._add(self._open.pop().close(end))

    def _add(self, node: Node) -> _State:
        self._open[-1].add(node)
        return self._after_value if len(self._open) > 1 else self._finished

    def _scalar(self, kind: str, start: int, end: int) -> str | int | float | bool | None:
        literal = self._text[start:end]
        if kind in {"plain", "escaped"}:
            return string_value(literal, start, self._dialect)
        if kind == "number":
            return number_value(literal, start, self._dialect)
        word = word_value(literal, self._dialect) if kind == "word" else None
        if word is None:
            raise self._unexpected(self._expected_value(), kind, start, end)
        return word[0]

    def _key(self, kind: str, start: int, end: int) -> str:
        literal = self._text[start:end]
        if kind in {"plain", "escaped"}:
            return string_value(literal, start, self._dialect)
        is_json5 = self._dialect is Dialect.JSON5
        if kind == "word" and is_json5:
            key = identifier_value(literal)
            if key is not None:
                return key
        expected = "a key or `}`" if is_json5 else "a key in double quotes or `}`"
        raise self._unexpected(expected, kind, start, end)

    def _expected_value(self) -> str:
        if len(self._open) == 1:
            return "a value"
        return "a value or `]`" if isinstance(self._open[-1], OpenArray) else "a value after `:`"

    def _unexpected(self, expected: str, kind: str, start: int, end: int) -> UnreadableTextError:
        last = self._open[-1].last()
        return explain(
            Unexpected(
                text=self._text,
                dialect=self._dialect,
                kind=kind,
                span=Span(start, end),
                expected=expected,
                open_at=self._open[-1].start if len(self._open) > 1 else None,
                before=None if last is None else last.span,
            )
        )

    def _keep_comment(self, start: int, end: int) -> None:
        if self._text[end - 1] == "\r":
            end -= 1  # half of a Windows line break
        self.comments.append(Comment(text=self._text[start:end], span=Span(start, end)))
