"""Tokens of JavaScript -> nodes: literals with their values, everything else as unknown."""

from dataclasses import dataclass, field, replace
from typing import Final

from renovate_kit.config.document.containers import OpenArray, OpenContainer, OpenObject
from renovate_kit.config.document.javascript_literals import literal_value, property_name
from renovate_kit.config.document.javascript_tokens import Token
from renovate_kit.config.document.location import Span
from renovate_kit.config.document.nodes import Node, ObjectNode, ScalarNode, UnknownNode
from renovate_kit.config.document.parsing import MAX_DEPTH
from renovate_kit.config.document.problems import UnreadableTextError

__all__ = ["TYPE_WORDS", "ValueReader", "depth_change", "end_of_type"]

_OPENERS: Final = frozenset({"{", "[", "("})
_CLOSERS: Final = frozenset({"}", "]", ")"})
TYPE_WORDS: Final = frozenset({"as", "satisfies"})
_MODIFIERS: Final = frozenset({"async", "get", "set"})
_BEHIND_A_KEY: Final = frozenset({":", ",", "}", "(", "<"})
_LONGEST_SHOWN: Final = 40


@dataclass(slots=True)
class _Open:
    """A container that still takes values, and the index of its bracket."""

    container: OpenContainer
    index: int
    unknown_members: list[Span] = field(default_factory=list)


class ValueReader:
    """Reads one value from a list of tokens, without recursion.

    Attributes:
        index: of the token behind what was read.

    Args:
        tokens: without comments; the last one is the end of the text.
        index: of the value's first token.
    """

    def __init__(self, tokens: list[Token], index: int) -> None:
        self.index = index
        self._tokens = tokens
        self._open: list[_Open] = []
        self._start = index  # of the value that was read last

    def read(self) -> Node:
        """Return the literal at the index; what is none is an unknown value.

        Outside of all brackets an unknown value is no more than its first token: where it ends,
        depends on what it is part of.

        Raises:
            UnreadableTextError: a bracket is not closed, or the like.
        """
        node = self._value()
        while self._open:
            if node is not None:
                self._open[-1].container.add(self._whole(node))
                self._pass_comma()
            node = self._entry()
        return UnknownNode(self._token.span) if node is None else node

    @property
    def _token(self) -> Token:
        return self._tokens[self.index]

    def _value(self) -> Node | None:
        """Read a literal or an unknown value, or open a container and return None."""
        token = self._token
        self._start = self.index
        if token.text in {"{", "["}:
            if len(self._open) >= MAX_DEPTH:
                message = f"nested more than {MAX_DEPTH} levels deep"
                raise UnreadableTextError(message, token.span)
            start = token.span.start
            container = OpenObject(start) if token.text == "{" else OpenArray(start)
            self._open.append(_Open(container, self.index))
            self.index += 1
            return None
        found = literal_value(token)
        if found is not None:
            self.index += 1
            return ScalarNode(found[0], token.span)
        return self._signed_number() or (self._rest("a value") if self._open else None)

    def _signed_number(self) -> Node | None:
        sign = self._token
        if sign.text not in {"-", "+"}:
            return None
        number = self._tokens[self.index + 1]
        value = (literal_value(number) or (None,))[0]
        if isinstance(value, str | bool) or value is None:
            return None
        self.index += 2
        span = Span(sign.span.start, number.span.end)
        return ScalarNode(-value if sign.text == "-" else value, span)

    def _entry(self) -> Node | None:
        """Read up to a value in the innermost container, or to its end."""
        opened = self._open[-1]
        while True:
            token, container = self._token, opened.container
            if token.text == container.closer:
                return self._close()
            if token.text == "...":
                self._spread(opened)
            elif isinstance(container, OpenObject):
                if self._key(opened, container):
                    return self._value()
            elif token.text == ",":
                container.add(UnknownNode(Span(token.span.start, token.span.start)))
                self.index += 1
            else:
                return self._value()

    def _close(self) -> Node:
        opened = self._open.pop()
        node = opened.container.close(self._token.span.end)
        self.index, self._start = self.index + 1, opened.index
        if isinstance(node, ObjectNode) and opened.unknown_members:
            return replace(node, unknown_members=tuple(opened.unknown_members))
        return node

    def _spread(self, opened: "_Open") -> None:
        self._start = self.index
        self.index += 1
        node = self._rest("a value")
        if isinstance(opened.container, OpenObject):
            opened.unknown_members.append(node.span)
        else:
            opened.container.add(node)
        self._pass_comma()

    def _key(self, opened: "_Open", container: OpenObject) -> bool:
        """Read a key and return whether its value comes next; if not, the member is read too."""
        self._start = self.index
        self._pass_modifiers()
        token, following = self._token, self._tokens[min(self.index + 1, len(self._tokens) - 1)]
        name = property_name(token)
        is_plain = self.index == self._start and following.text == ":"
        if name is None or (name == "__proto__" and is_plain):
            opened.unknown_members.append(self._rest("a key or `}`").span)
            self._pass_comma()
            return False
        container.key, container.key_span = name, token.span
        self.index += 1
        if is_plain:
            self.index += 1
            return True
        if following.text in {",", "}"} and token.kind == "word":
            container.add(UnknownNode(token.span))
        elif following.text in {"(", "<"}:
            self._start = self.index
            container.add(self._rest("a function"))
        else:
            raise self._unexpected("`:` after the key")
        self._pass_comma()
        return False

    def _pass_modifiers(self) -> None:
        """Go to the name of a getter, a setter or a function."""
        following = self._tokens[min(self.index + 1, len(self._tokens) - 1)]
        if self._token.text in _MODIFIERS and following.text not in _BEHIND_A_KEY:
            self.index += 1
        if self._token.text == "*":
            self.index += 1

    def _whole(self, node: Node) -> Node:
        """Return a value that was read, or an unknown one if it is but a part of an expression."""
        closer = self._open[-1].container.closer
        if self._token.text in {",", closer} or isinstance(node, UnknownNode):
            return node
        if self._token.text in TYPE_WORDS:
            self.index = end_of_type(self._tokens, self.index)
            return node
        return self._rest("`,`")

    def _rest(self, expected: str) -> UnknownNode:
        """Pass everything up to the end of the entry, and return it from `_start` on."""
        depth = 0
        while depth or self._token.text not in {",", *_CLOSERS}:
            if self._token.kind == "end":
                raise self._unexpected(f"`{self._open[-1].container.closer}`")
            depth += depth_change(self._token)
            self.index += 1
        if self.index == self._start:
            raise self._unexpected(expected)
        last = self._tokens[self.index - 1]
        return UnknownNode(Span(self._tokens[self._start].span.start, last.span.end))

    def _pass_comma(self) -> None:
        closer = self._open[-1].container.closer
        if self._token.text == ",":
            self.index += 1
        elif self._token.text != closer:
            raise self._unexpected(f"`,` or `{closer}` after a value")

    def _unexpected(self, expected: str) -> UnreadableTextError:
        token, opened = self._token, self._tokens[self._open[-1].index]
        if token.kind == "end":
            message = f"expected {expected}, but the file ends"
            return UnreadableTextError(
                message, opened.span, help_=f"this `{opened.text}` is never closed"
            )
        shown = "a string" if token.kind == "string" else f"`{token.text[:_LONGEST_SHOWN]}`"
        return UnreadableTextError(f"expected {expected}, found {shown}", token.span)


def depth_change(token: Token) -> int:
    """Return 1 for what opens a bracket, -1 for what closes one, 0 for everything else."""
    if token.kind == "punctuation":
        return (token.text in _OPENERS) - (token.text in _CLOSERS)
    return (token.kind == "template_start") - (token.kind == "template_end")


def end_of_type(tokens: list[Token], index: int) -> int:
    """Return the index behind the type of TypeScript that begins with `as` or `satisfies`."""
    depth = 0
    while tokens[index].kind != "end":
        token = tokens[index]
        if depth == 0 and (token.text in {",", ";", *_CLOSERS} or _begins_statement(tokens, index)):
            break
        depth += depth_change(token) + (token.text == "<") - (token.text == ">")
        index += 1
    return index


def _begins_statement(tokens: list[Token], index: int) -> bool:
    is_after_word = tokens[index - 1].kind == "word" or tokens[index - 1].text in {">", "]", "}"}
    return tokens[index].starts_line and tokens[index].kind == "word" and is_after_word
