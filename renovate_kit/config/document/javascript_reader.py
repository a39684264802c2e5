"""JavaScript and TypeScript configs -> nodes with spans, without running them.

Read is what most of them are: one object literal that is exported. What in it only running the
program would tell is an unknown value. Everything else is refused.

Source: `getParsedContent` in `lib/workers/global/config/parse/util.ts`, which imports the file and
takes the default export, or what that returns if it is a function.
"""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from renovate_kit.config.document.decoding import SourceText
from renovate_kit.config.document.dialect import Dialect
from renovate_kit.config.document.document import Comment, Document
from renovate_kit.config.document.javascript_tokens import Token, tokens_of
from renovate_kit.config.document.javascript_values import (
    TYPE_WORDS,
    ValueReader,
    depth_change,
    end_of_type,
)
from renovate_kit.config.document.location import LineIndex, Span
from renovate_kit.config.document.nodes import Node, UnknownNode
from renovate_kit.config.document.problems import SyntaxProblem, UnreadableTextError

__all__ = ["parse_javascript"]

_WHAT_IS_READ: Final = (
    "renovate-kit runs no code: export one object literal, or write the config as JSON5"
)
_COMMONJS: Final = frozenset({".cjs", ".cts"})
_MODULE: Final = frozenset({".mjs", ".mts"})
_DECLARING: Final = frozenset({"const", "let", "var"})
_NO_NAMES: Final = frozenset({"async", "await", "class", "function", "new", "typeof", "void"})
_MOST_PARENTHESES: Final = 20
_LONGEST_PROGRAM: Final = 256 * 1024
"""In characters. A text of nothing but short tokens takes a second; bundles are no configs."""


def parse_javascript(source: str | SourceText, *, path: str) -> Document | SyntaxProblem:
    """Return the object literal that a program exports, or why that can't be told.

    Args:
        source: the file, as `decode` gives it.
        path: as the person should see it; its end tells which way of exporting it can use.
    """
    text, has_bom = (source, False) if isinstance(source, str) else (source.text, source.has_bom)
    try:
        _check_size(text)
        tokens = list(tokens_of(text))
        code = [token for token in tokens if token.kind != "comment"]
        root = _Program(code, PurePath(path).suffix).config()
    except UnreadableTextError as error:
        return error.as_problem(LineIndex(text))
    return Document(
        path=path,
        text=text,
        dialect=Dialect.JSON5,
        root=root,
        comments=tuple(
            Comment(text=token.text, span=token.span) for token in tokens if token.kind == "comment"
        ),
        has_bom=has_bom,
    )


def _check_size(text: str) -> None:
    if len(text) > _LONGEST_PROGRAM:
        message = f"the program has {len(text):,} characters, larger than 256 KiB"
        raise UnreadableTextError(message, Span(0, 0), help_=_WHAT_IS_READ, is_refusal=True)


class _Program:
    """The tokens of a program, without comments."""

    def __init__(self, tokens: list[Token], suffix: str) -> None:
        self._tokens = tokens
        self._suffix = suffix
        self._exports: list[int] = []
        self._declarations: dict[str, int] = {}
        self._note_statements()

    def config(self) -> Node:
        """Return the value that is exported.

        Raises:
            UnreadableTextError: it can't be told.
        """
        index = self._export()
        node, index = self._value_at(index, _MOST_PARENTHESES)
        self._check_end(index)
        return node

    def _note_statements(self) -> None:
        depth = 0
        for index, token in enumerate(self._tokens):
            if depth == 0 and token.kind == "word":
                if self._texts(index, 4) == ["module", ".", "exports", "="]:
                    self._exports.append(index + 4)
                elif self._texts(index, 2) == ["export", "default"]:
                    self._exports.append(index + 2)
                elif token.text in _DECLARING and (start := self._initializer(index + 1)):
                    self._declarations[self._tokens[index + 1].text] = start
            depth += depth_change(token)

    def _named(self, name: str) -> Iterator[int]:
        for index, token in enumerate(self._tokens):
            if token.text == name and token.kind == "word":
                yield index

    def _texts(self, index: int, count: int) -> list[str]:
        return [token.text for token in self._tokens[index : index + count]]

    def _initializer(self, index: int) -> int | None:
        """Return where the value of the variable begins that is named at an index."""
        depth = 0
        while self._tokens[index].kind != "end":
            token = self._tokens[index]
            if token.text in _DECLARING:
                return None
            if depth == 0 and token.text in {"=", ",", ";", ")", "}"}:
                return index + 1 if token.text == "=" else None
            depth += depth_change(token) + (token.text == "<") - (token.text == ">")
            index += 1
        return None

    def _export(self) -> int:
        """Return where the exported value begins."""
        others = [index for index in self._named("exports") if self._is_exports(index)]
        if not self._exports:
            if others:
                message = "this program exports its config bit by bit"
                raise self._refusal(message, self._tokens[others[0]].span)
            message = "this program exports nothing that Renovate could read"
            raise self._refusal(message, Span(0, 0))
        index = self._exports[0]
        is_module = self._tokens[index - 1].text == "default"
        if len(self._exports) > 1 or len(others) > (not is_module):
            again = self._exports[1] if len(self._exports) > 1 else others[-1]
            message = "this program changes its export, or exports twice"
            raise self._refusal(message, self._tokens[again].span)
        if self._suffix in (_COMMONJS if is_module else _MODULE):
            way = "module.exports" if is_module else "export default"
            wrong = "export default" if is_module else "module.exports"
            message = f"a {self._suffix} file has no `{wrong}`"
            raise UnreadableTextError(message, self._tokens[index - 1].span, help_=f"use `{way}`")
        return index

    def _is_exports(self, index: int) -> bool:
        """Return whether CommonJS's `exports` stands at an index, alone or behind `module.`."""
        before = self._texts(max(0, index - 2), 2) if index > 1 else []
        if before == ["module", "."]:
            return True
        is_key = self._texts(index + 1, 1) == [":"]
        return not is_key and self._texts(max(0, index - 1), 1) != ["."]

    def _value_at(self, index: int, most_steps: int) -> tuple[Node, int]:
        """Return the value at an index, and the index behind it."""
        token = self._tokens[index]
        if most_steps == 0:
            raise self._refusal("this export is wrapped in too much", token.span)
        if token.text == "(" or self._texts(index, 2) == ["async", "("]:
            return self._parenthesized(index, most_steps)
        name = token.text
        if token.kind == "word" and name in self._declarations and self._ends_at(index + 1):
            self._check_unchanged(name)
            node, end = self._value_at(self._declarations[name], most_steps - 1)
            self._check_end(end)
            return node, index + 1
        reader = ValueReader(self._tokens, index)
        node = reader.read()
        if isinstance(node, UnknownNode):
            raise self._unreadable_export(index)
        end = reader.index
        if self._tokens[end].text in TYPE_WORDS:
            end = end_of_type(self._tokens, end)
        return node, end

    def _parenthesized(self, index: int, most_steps: int) -> tuple[Node, int]:
        """Return the value in parentheses, or what a function without parameters returns."""
        start = index + (self._tokens[index].text == "async")
        if self._texts(start, 2) == ["(", ")"]:
            arrow = self._arrow(start + 2)
            if arrow is None or self._tokens[arrow + 1].text == "{":
                raise self._unreadable_export(index)
            return self._value_at(arrow + 1, most_steps - 1)
        node, end = self._value_at(start + 1, most_steps - 1)
        if start > index or self._tokens[end].text != ")":
            raise self._unreadable_export(index)
        end += 1
        return node, end_of_type(self._tokens, end) if self._is_type(end) else end

    def _is_type(self, index: int) -> bool:
        return self._tokens[index].text in TYPE_WORDS

    def _arrow(self, index: int) -> int | None:
        """Return where the `=>` is behind `()` and perhaps a type."""
        if self._tokens[index].text == ":":
            while self._tokens[index].text not in {"=>", ";", "{"}:
                if self._tokens[index].kind == "end":
                    return None
                index += 1
        return index if self._tokens[index].text == "=>" else None

    def _ends_at(self, index: int) -> bool:
        """Return whether a statement ends before an index."""
        token = self._tokens[index]
        is_new = token.starts_line and token.kind in {"word", "string", "number"}
        return token.kind == "end" or token.text in {";", ")"} or is_new or self._is_type(index)

    def _check_end(self, index: int) -> None:
        if not self._ends_at(index) or self._tokens[index].text == ")":
            message = "this program exports more than an object literal"
            raise self._refusal(message, self._tokens[index].span)

    def _check_unchanged(self, name: str) -> None:
        """Refuse a variable that is used elsewhere: what it is by then can't be told."""
        uses = [index for index in self._named(name) if not self._is_property(index)]
        if len(uses) > 2:  # noqa: PLR2004 - where it is declared, and where it is exported
            message = f"this program does something with `{name}` beside exporting it"
            at = self._tokens[uses[1]].span
            raise self._refusal(message, at)

    def _is_property(self, index: int) -> bool:
        before = self._texts(max(0, index - 1), 1)
        is_key = self._texts(index + 1, 1) == [":"] and before in (["{"], [","])
        return before == ["."] or is_key

    def _unreadable_export(self, index: int) -> UnreadableTextError:
        token, following = self._tokens[index], self._tokens[min(index + 1, len(self._tokens) - 1)]
        if token.kind == "end":
            return UnreadableTextError("expected a value, but the file ends", token.span)
        if token.text in {"function", "async", "("}:
            what = "the config is what a function returns"
        elif token.kind == "word" and token.text not in _NO_NAMES and following.text == "(":
            what = f"the config is what `{token.text}(...)` returns"
        else:
            what = "the config is the result of an expression"
        return self._refusal(f"this config is a program: {what}", token.span)

    def _refusal(self, message: str, span: Span) -> UnreadableTextError:
        return UnreadableTextError(message, span, help_=_WHAT_IS_READ, is_refusal=True)
