"""What jsonata 2.2.1 makes of a parsed expression, as far as it can refuse it.

Steps are joined to paths, and each parent operator (`%`) looks for the step whose parent it means.
Nodes are changed in place, as there: what a node holds decides what may follow it.
Source of the behaviour: `processAST` in `jsonata/src/parser.js`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

from renovate_kit.config.grammars.jsonata_lexer import UnreadableExpressionError

_MAX_SEARCH: Final = 1_000_000


class NodeKind(Enum):
    """What a node is; kinds with nothing of their own are OTHER."""

    PATH = auto()
    NAME = auto()
    WILDCARD = auto()
    PARENT = auto()
    BLOCK = auto()
    NUMBER = auto()
    VALUE = auto()
    STRING = auto()
    SORT = auto()
    OTHER = auto()


@dataclass(slots=True, eq=False)
class ParentSlot:
    """A parent operator that looks for its step.

    Attributes:
        level: how many steps it still has to go back.
    """

    level: int = 1


@dataclass(slots=True, eq=False)
class Node:
    """A node of the tree.

    Attributes:
        kind: what it is.
        offset: where it starts, in characters.
        steps: of a path.
        last: the last expression of a block.
        slot: of a parent operator.
        seeking: the parent operators inside that have not found their step; None if there never
            were any, which is not the same as an empty list.
        checked: how many steps of a path are known to be none of the literals.
        is_filtered: whether it has a predicate, or stages as a step.
        is_grouped: whether it has a group-by.
        focus: the variable that it is bound to with `@`.
    """

    kind: NodeKind
    offset: int
    steps: "list[Node]" = field(default_factory=list)
    last: "Node | None" = None
    slot: ParentSlot = field(default_factory=ParentSlot)
    seeking: list[ParentSlot] | None = None
    checked: int = 0
    is_filtered: bool = False
    is_grouped: bool = False
    focus: str = ""


def name(offset: int) -> Node:
    """Return a path of one name."""
    return Node(NodeKind.PATH, offset, steps=[Node(NodeKind.NAME, offset)])


class StepBuilder:
    """Builds nodes from the parts of operators; one for an expression, as it bounds the work."""

    def __init__(self) -> None:
        self._searched = 0

    def composed(self, kind: NodeKind, offset: int, parts: Iterable[Node]) -> Node:
        """Return a node of `parts`, which inherits their open parent operators."""
        node = Node(kind, offset)
        for part in parts:
            _inherit(node, part)
            node.last = part
        return node

    def joined(self, left: Node, right: Node) -> Node:
        """Return the path `left.right`."""
        path = _as_path(left)
        if left.kind is NodeKind.PARENT:
            path.seeking = [left.slot]
        path.steps += right.steps if right.kind is NodeKind.PATH else [right]
        for step in path.steps[path.checked :]:
            if step.kind in {NodeKind.NUMBER, NodeKind.VALUE}:
                raise UnreadableExpressionError("literal as a step of a path", step.offset)
            if step.kind is NodeKind.STRING:
                step.kind = NodeKind.NAME
        path.checked = len(path.steps)
        self._find_parents(path)
        return path

    def filtered(self, left: Node, predicate: Node, offset: int) -> Node:
        """Return `left[predicate]`."""
        step = _last_step(left)
        if step.is_grouped:
            raise UnreadableExpressionError("predicate after a group-by", offset)
        step.is_filtered = True
        if predicate.seeking is not None:
            for slot in predicate.seeking:
                if slot.level == 1:
                    self._seek(step, slot)
                else:
                    slot.level -= 1
            _inherit(step, predicate)
        return left

    def grouped(self, left: Node, offset: int) -> Node:
        """Return `left{...}`."""
        if left.is_grouped:
            raise UnreadableExpressionError("second group-by", offset)
        left.is_grouped = True
        return left

    def sorted(self, left: Node, terms: Iterable[Node], offset: int) -> Node:
        """Return `left^(terms)`."""
        path = _as_path(left)
        path.steps.append(self.composed(NodeKind.SORT, offset, terms))
        self._find_parents(path)
        return path

    def focused(self, left: Node, variable: str, offset: int) -> Node:
        """Return `left@$variable`."""
        step = _last_step(left)
        if step.is_filtered:
            raise UnreadableExpressionError("@ after a predicate", offset)
        if step.kind is NodeKind.SORT:
            raise UnreadableExpressionError("@ after an order-by", offset)
        step.focus = variable
        return left

    def indexed(self, left: Node) -> Node:
        """Return `left#$variable`."""
        return _as_path(left)

    def _find_parents(self, path: Node) -> None:
        """Let the parent operators of the last step look for their steps in the path."""
        last = path.steps[-1]
        slots = [] if last.seeking is None else last.seeking
        if last.kind is NodeKind.PARENT:
            slots.append(last.slot)
        for slot in slots:
            index = len(path.steps) - 2
            while slot.level > 0:
                if index < 0:
                    path.seeking = [] if path.seeking is None else path.seeking
                    path.seeking.append(slot)
                    break
                step = path.steps[index]
                index -= 1
                while index >= 0 and step.focus and path.steps[index].focus:
                    step = path.steps[index]
                    index -= 1
                self._seek(step, slot)

    def _seek(self, node: Node, slot: ParentSlot) -> None:
        """Let a parent operator go back over `node`."""
        self._searched += 1
        if self._searched > _MAX_SEARCH:
            raise UnreadableExpressionError("too many parent operators", node.offset)
        match node.kind:
            case NodeKind.NAME | NodeKind.WILDCARD:
                slot.level -= 1
            case NodeKind.PARENT:
                slot.level += 1
            case NodeKind.BLOCK:
                if node.last is not None:
                    self._seek(node.last, slot)
            case NodeKind.PATH:
                self._seek(node.steps[-1], slot)
                for step in reversed(node.steps[:-1]):
                    if slot.level <= 0:
                        break
                    self._seek(step, slot)
            case _:
                raise UnreadableExpressionError(
                    "parent operator without a step to go back to", node.offset
                )


def _inherit(node: Node, part: Node) -> None:
    if part.seeking is None and part.kind is not NodeKind.PARENT:
        return
    slots = [] if part.seeking is None else part.seeking
    if part.kind is NodeKind.PARENT:
        slots.append(part.slot)
    if node.seeking is None:
        node.seeking = slots  # shared: the part is not looked at again
    else:
        node.seeking += slots


def _as_path(node: Node) -> Node:
    return node if node.kind is NodeKind.PATH else Node(NodeKind.PATH, node.offset, steps=[node])


def _last_step(node: Node) -> Node:
    return node.steps[-1] if node.kind is NodeKind.PATH else node
