"""Whether a text is a JSONata expression: syntax only, as `jsonata(text)` of 2.2.1 decides it.

An operator-precedence parser (Pratt's). What it reads is handed on at once to `jsonata_steps`,
which refuses what jsonata does after parsing. Source of the behaviour: `jsonata/src/parser.js`.
One difference is meant: expressions that nest more than 150 levels deep are refused.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from renovate_kit.config.grammars import jsonata_steps as steps
from renovate_kit.config.grammars.jsonata_lexer import (
    Lexer,
    Token,
    TokenKind,
    UnreadableExpressionError,
)
from renovate_kit.config.grammars.jsonata_signature import signature_problem
from renovate_kit.config.grammars.jsonata_steps import Node, NodeKind

__all__ = ["expression_problem"]

_MAX_NESTING: Final = 150
_POWERS: Final = {
    ".": 75,
    "[": 80,
    "{": 70,
    "(": 80,
    "@": 80,
    "#": 80,
    "?": 20,
    "+": 50,
    "-": 50,
    "&": 50,
    "*": 60,
    "/": 60,
    "%": 60,
    "=": 40,
    "<": 40,
    ">": 40,
    "^": 40,
    ":=": 10,
    "!=": 40,
    "<=": 40,
    ">=": 40,
    "~>": 40,
    "?:": 40,
    "??": 40,
    "and": 30,
    "or": 25,
    "in": 40,
}
_UNARY_POWER: Final = 70
_FUNCTION_NAMES: Final = frozenset({"function", "\u03bb"})
_LITERALS: Final = {
    TokenKind.STRING: NodeKind.STRING,
    TokenKind.NUMBER: NodeKind.NUMBER,
    TokenKind.VALUE: NodeKind.VALUE,
    TokenKind.VARIABLE: NodeKind.OTHER,
    TokenKind.REGEX: NodeKind.OTHER,
}
_INTEGRAL_LIMIT: Final = 1e21
_SHOWN_LENGTH: Final = 40


class _Form(Enum):
    """How an operand is written, where that decides what may be done with it."""

    NAME = auto()
    VARIABLE = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class _Operand:
    form: _Form
    text: str
    node: Node


def expression_problem(text: str) -> str | None:
    """Return why JSONata refuses `text` as an expression, or None if it accepts it.

    Args:
        text: the expression.

    Returns:
        A few words and the offset, in characters, or None.
    """
    try:
        _Parser(text).read()
    except UnreadableExpressionError as error:
        return str(error)
    return None


class _Parser:
    def __init__(self, text: str) -> None:
        self._lexer = Lexer(text)
        self._steps = steps.StepBuilder()
        self._depth = 0
        self._token = self._lexer.next(after_operand=False)

    def read(self) -> None:
        node = self._expression().node
        if self._token.kind is not TokenKind.END:
            raise _unexpected(self._token)
        if node.kind is NodeKind.PARENT or node.seeking is not None:
            raise UnreadableExpressionError("parent operator without a parent", node.offset)

    def _advance(self, *, after_operand: bool = False) -> Token:
        """Go to the next token and return the one before."""
        token = self._token
        self._token = self._lexer.next(after_operand=after_operand)
        return token

    def _expect(self, operator: str, *, after_operand: bool = False) -> None:
        if not self._token.is_operator(operator):
            raise _unexpected(self._token)
        self._advance(after_operand=after_operand)

    def _skip(self, operator: str) -> bool:
        """Go past `operator` if it comes next, and tell whether it did."""
        found = self._token.is_operator(operator)
        if found:
            self._advance()
        return found

    def _expression(self, minimum_power: int = 0) -> _Operand:
        """Read an expression whose operators bind tighter than `minimum_power`."""
        if self._depth == _MAX_NESTING:
            raise UnreadableExpressionError("nested too deeply", self._token.offset)
        self._depth += 1
        left = self._prefix(self._advance(after_operand=True))
        while minimum_power < self._power():
            left = self._infix(self._advance(), left)
        self._depth -= 1
        return left

    def _power(self) -> int:
        is_operator = self._token.kind is TokenKind.OPERATOR
        return _POWERS.get(self._token.text, 0) if is_operator else 0

    def _node(self, minimum_power: int = 0) -> Node:
        return self._expression(minimum_power).node

    def _prefix(self, token: Token) -> _Operand:
        """Read the rest of what starts with `token` and has nothing to its left."""
        if token.kind is TokenKind.NAME:
            return _Operand(_Form.NAME, token.text, steps.name(token.offset))
        if token.kind in _LITERALS:
            is_variable = token.kind is TokenKind.VARIABLE
            node = Node(_LITERALS[token.kind], token.offset)
            return _Operand(_Form.VARIABLE if is_variable else _Form.OTHER, token.text, node)
        return _other(self._prefix_operator(token))

    def _prefix_operator(self, token: Token) -> Node:
        offset = token.offset
        match token.text if token.kind is TokenKind.OPERATOR else "":
            case "and" | "or" | "in":
                result = steps.name(offset)
            case "*":
                result = Node(NodeKind.WILDCARD, offset)
            case "**":
                result = Node(NodeKind.OTHER, offset)
            case "%":
                result = Node(NodeKind.PARENT, offset)
            case "-":
                inner = self._node(_UNARY_POWER)
                result = inner if inner.kind is NodeKind.NUMBER else self._compose(offset, [inner])
            case "(":
                result = self._steps.composed(NodeKind.BLOCK, offset, self._block())
            case "[":
                result = self._compose(offset, self._array())
            case "{":
                result = self._compose(offset, self._pairs())
            case "|":
                result = self._transform(offset)
            case _:
                raise _unexpected(token)
        return result

    def _compose(self, offset: int, parts: list[Node]) -> Node:
        return self._steps.composed(NodeKind.OTHER, offset, parts)

    def _block(self) -> list[Node]:
        parts = []
        while not self._token.is_operator(")"):
            parts.append(self._node())
            if not self._skip(";"):
                break
        self._expect(")", after_operand=True)
        return parts

    def _array(self) -> list[Node]:
        items: list[Node] = []
        while items or not self._token.is_operator("]"):
            items.append(self._node())
            if self._skip(".."):
                items.append(self._node())
            if not self._skip(","):
                break
        self._expect("]", after_operand=True)
        return items

    def _pairs(self) -> list[Node]:
        parts: list[Node] = []
        while parts or not self._token.is_operator("}"):
            parts.append(self._node())
            self._expect(":")
            parts.append(self._node())
            if not self._skip(","):
                break
        self._expect("}", after_operand=True)
        return parts

    def _transform(self, offset: int) -> Node:
        self._node()
        self._expect("|")
        self._node()
        if self._skip(","):
            self._node()
        self._expect("|")
        return Node(NodeKind.OTHER, offset)

    def _infix(self, token: Token, left: _Operand) -> _Operand:
        """Read the rest of an operator with `left` to its left."""
        if token.text == "(":
            return self._call(token, left)
        if token.text == "[" and self._skip("]"):
            return left
        return _other(self._infix_operator(token, left))

    def _infix_operator(self, token: Token, left: _Operand) -> Node:
        node, offset = left.node, token.offset
        match token.text:
            case ".":
                result = self._steps.joined(node, self._node(_POWERS["."]))
            case "[":
                predicate = self._node()
                self._expect("]", after_operand=True)
                result = self._steps.filtered(node, predicate, offset)
            case "{":
                self._pairs()
                result = self._steps.grouped(node, offset)
            case "^":
                result = self._steps.sorted(node, self._sort_terms(), offset)
            case "@" | "#":
                result = self._bound(token, node)
            case ":=":
                if left.form is not _Form.VARIABLE:
                    raise UnreadableExpressionError(
                        "assignment to something else than a variable", offset
                    )
                result = self._compose(offset, [self._node(_POWERS[":="] - 1)])
            case "~>":
                self._node(_POWERS["~>"])
                result = Node(NodeKind.OTHER, offset)
            case "?" | "?:" | "??":
                result = self._compose(offset, [node, *self._branches(token)])
            case operator:
                result = self._compose(offset, [node, self._node(_POWERS[operator])])
        return result

    def _bound(self, token: Token, node: Node) -> Node:
        variable = self._expression(_POWERS[token.text])
        if variable.form is not _Form.VARIABLE:
            raise UnreadableExpressionError(f"{token.text} without a variable", token.offset)
        if token.text == "#":
            return self._steps.indexed(node)
        return self._steps.focused(node, variable.text, token.offset)

    def _branches(self, token: Token) -> list[Node]:
        branches = [self._node()]
        if token.text == "?" and self._skip(":"):
            branches.append(self._node())
        return branches

    def _sort_terms(self) -> list[Node]:
        self._expect("(")
        terms = []
        while True:
            if not self._skip("<"):
                self._skip(">")
            terms.append(self._node())
            if not self._skip(","):
                break
        self._expect(")")
        return terms

    def _call(self, token: Token, left: _Operand) -> _Operand:
        arguments: list[_Operand | None] = []  # None for a placeholder
        while arguments or not self._token.is_operator(")"):
            arguments.append(None if self._skip("?") else self._expression())
            if not self._skip(","):
                break
        self._expect(")", after_operand=True)
        if left.form is _Form.NAME and left.text in _FUNCTION_NAMES:
            self._definition(token, arguments)
            return _other(Node(NodeKind.OTHER, token.offset))
        parts = [argument.node for argument in arguments if argument is not None]
        return _other(self._compose(token.offset, parts))

    def _definition(self, token: Token, parameters: list[_Operand | None]) -> None:
        """Read the signature and the body of a function."""
        if any(one is None or one.form is not _Form.VARIABLE for one in parameters):
            raise UnreadableExpressionError("parameter that is not a variable", token.offset)
        if self._token.is_operator("<"):
            self._signature()
        self._expect("{")
        self._node()
        self._expect("}")

    def _signature(self) -> None:
        offset = self._token.offset
        pieces = ["<"]
        depth = 1
        while depth > 0:
            self._advance()
            if self._token.kind is TokenKind.END or self._token.is_operator("{"):
                raise _unexpected(self._token)
            depth += self._token.is_operator("<") - self._token.is_operator(">")
            pieces.append(_signature_text(self._token))
        self._advance()
        problem = signature_problem("".join(pieces))
        if problem is not None:
            raise UnreadableExpressionError(f"invalid signature ({problem})", offset)


def _other(node: Node) -> _Operand:
    return _Operand(_Form.OTHER, "", node)


def _signature_text(token: Token) -> str:
    """Return a token as jsonata adds it to a signature: numbers as JavaScript writes them."""
    if token.kind is not TokenKind.NUMBER:
        return token.text
    number = float(token.text)
    return str(int(number)) if number.is_integer() and number < _INTEGRAL_LIMIT else repr(number)


def _unexpected(token: Token) -> UnreadableExpressionError:
    if token.kind is TokenKind.END:
        return UnreadableExpressionError("unexpected end", token.offset)
    text = token.text if len(token.text) <= _SHOWN_LENGTH else token.text[:_SHOWN_LENGTH] + "…"
    return UnreadableExpressionError(f"unexpected {text!r}", token.offset)
