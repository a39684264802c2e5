"""The events of a YAML parser -> nodes with spans, without recursion."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
)

from renovate_kit.config.document.containers import OpenArray, OpenContainer, OpenObject
from renovate_kit.config.document.location import Span
from renovate_kit.config.document.nodes import Node, ScalarNode
from renovate_kit.config.document.parsing import MAX_DEPTH
from renovate_kit.config.document.problems import UnreadableTextError
from renovate_kit.config.document.yaml_scalars import (
    CORE_TAGS,
    Scalar,
    key_text,
    plain_value,
    tagged_value,
)

__all__ = ["YamlTree"]

_MOST_ALIASED_VALUES: Final = 100_000
"""How many values the aliases of a text may stand for. yaml 2.9 allows 10,000 aliases."""

_PROPERTIES: Final = re.compile(r"(?:[&!][^\s,\[\]{}]*+(?:[ \t\r\n]|#[^\r\n]*+)*+)+")
_LONGEST_SHOWN: Final = 40
_BLANKS_AT_END: Final = " \t\r\n"


class _Branch(NamedTuple):
    """A finished value, with how many values are in it and how deep they stand in it.

    A tuple, because a text has many.
    """

    node: Node
    size: int = 1
    height: int = 0


@dataclass(slots=True, kw_only=True)
class _Open:
    """A list or an object that still takes values.

    Attributes:
        keys: the keys so far, each with its type: 1 and "1" are two keys.
        wants_key: whether the next value is a key.
    """

    container: OpenContainer
    anchor: str | None
    is_flow: bool
    wants_key: bool
    keys: dict[tuple[type, Scalar], Span] = field(default_factory=dict)
    size: int = 1
    height: int = 1


class YamlTree:
    """Grows while it takes events.

    Attributes:
        scalars: where the scalars are, in the order of the text.

    Args:
        text: what is read.
        original: takes a part of what the parser got, returns what the text has there.
    """

    def __init__(self, text: str, original: Callable[[str], str]) -> None:
        self.scalars: list[Span] = []
        self._text = text
        self._original = original
        self._open: list[_Open] = []
        self._anchors: dict[str, _Branch] = {}
        self._aliased = 0
        self._root: Node | None = None
        self._has_document = False

    def root(self) -> Node:
        """Return the value that the text is; null if it has none."""
        end = len(self._text)
        return ScalarNode(None, Span(end, end)) if self._root is None else self._root

    def take(self, event: Event) -> None:
        """Add what an event tells.

        Raises:
            UnreadableTextError: a config can't have that.
        """
        match event:
            case ScalarEvent():
                self._take_scalar(event)
            case DocumentStartEvent():
                self._begin_document(event)
            case AliasEvent():
                self._take_alias(event)
            case CollectionStartEvent():
                self._begin_container(event)
            case CollectionEndEvent():
                self._end_container(event)
            case _:
                pass

    def _begin_document(self, event: DocumentStartEvent) -> None:
        span = _span(event)
        if self._has_document:
            help_ = "one file is one config: put the others into files of their own"
            raise UnreadableTextError("a second document begins here", span, help_=help_)
        self._has_document = True
        if event.version == (1, 1):
            message = "this asks for YAML 1.1, in which `yes` and `010` mean something else"
            raise UnreadableTextError(message, span, help_="remove the line")

    def _take_scalar(self, event: ScalarEvent) -> None:
        text, tag = self._original(event.value), _tag(event)
        is_plain = event.style is None or not event.style.strip()
        value: Scalar = text
        if tag:
            self._check_tag(tag, event)
            value = tagged_value(text, tag)
        elif is_plain and not event.tag:
            value = plain_value(text)
        span = self._content(event)
        self.scalars.append(span)
        self._add(_Branch(node=ScalarNode(value, span)), event)

    def _take_alias(self, event: AliasEvent) -> None:
        span = _span(event)
        branch = self._anchors.get(event.anchor or "")
        if branch is None:
            message = f"there is no anchor `&{_shortened(event.anchor or '')}` before this"
            raise UnreadableTextError(message, span, help_="write the value itself")
        self._aliased += branch.size
        if self._aliased > _MOST_ALIASED_VALUES or len(self._open) + branch.height > MAX_DEPTH:
            message = "the aliases up to this one stand for too many values"
            raise UnreadableTextError(message, span, help_="write the values themselves")
        self.scalars.append(span)
        self._add(branch._replace(node=replace(branch.node, span=span)), event)

    def _begin_container(self, event: CollectionStartEvent) -> None:
        span = self._content(event)
        if tag := _tag(event):
            self._check_tag(tag, event)
        if self._open and self._open[-1].wants_key:
            message = "a list or an object can't be a key"
            raise UnreadableTextError(message, span, help_="a key is a text")
        if len(self._open) >= MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} levels deep"
            raise UnreadableTextError(message, Span(span.start, span.start + 1))
        is_object = isinstance(event, MappingStartEvent)
        if event.anchor:
            self._anchors.pop(event.anchor, None)
        self._open.append(
            _Open(
                container=OpenObject(span.start) if is_object else OpenArray(span.start),
                anchor=event.anchor,
                is_flow=bool(event.flow_style),
                wants_key=is_object,
            )
        )

    def _end_container(self, event: CollectionEndEvent) -> None:
        done = self._open.pop()
        last = done.container.last()
        is_block = not done.is_flow and last is not None
        end = last.span.end if is_block and last is not None else _span(event).end
        branch = _Branch(node=done.container.close(end), size=done.size, height=done.height)
        if done.anchor:
            self._anchors[done.anchor] = branch
        self._add(branch, None)

    def _add(self, branch: _Branch, event: NodeEvent | None) -> None:
        """Put a value where it belongs; `event` is what a scalar or an alias came from."""
        if isinstance(event, ScalarEvent) and event.anchor:
            self._anchors[event.anchor] = branch
        if not self._open:
            self._root = branch.node
            return
        outer = self._open[-1]
        if isinstance(outer.container, OpenObject) and outer.wants_key:
            self._take_key(outer, outer.container, branch.node, event)
            return
        outer.container.add(branch.node)
        outer.wants_key = isinstance(outer.container, OpenObject)
        outer.size += branch.size
        outer.height = max(outer.height, branch.height + 1)

    def _take_key(
        self, outer: _Open, container: OpenObject, node: Node, event: NodeEvent | None
    ) -> None:
        if not isinstance(node, ScalarNode):
            message = "a list or an object can't be a key"
            raise UnreadableTextError(message, node.span, help_="a key is a text")
        if not isinstance(event, AliasEvent):
            value = node.value
            is_number = isinstance(value, int | float) and not isinstance(value, bool)
            key = (float if is_number else type(value), value)
            if key in outer.keys:
                message = f"the key `{_shortened(key_text(node.value))}` stands twice in one object"
                raise UnreadableTextError(message, node.span, help_="keep one of the two")
            outer.keys[key] = node.span
        container.key, container.key_span = key_text(node.value), node.span
        outer.wants_key = False

    def _check_tag(self, tag: str, event: NodeEvent) -> None:
        if tag not in CORE_TAGS:
            shown = tag.rsplit(":", 1)[-1] if tag.startswith("tag:") else tag
            message = f"the tag `{_shortened(shown)}` has no meaning in a config"
            raise UnreadableTextError(message, _span(event), help_="remove the tag")

    def _content(self, event: ScalarEvent | CollectionStartEvent) -> Span:
        """Return where a value stands, without its anchor and its tag, and without line breaks."""
        span = _span(event)
        start, end = span.start, span.end
        if (event.anchor or event.tag) and (match := _PROPERTIES.match(self._text, start)):
            start = min(match.end(), end) if isinstance(event, ScalarEvent) else match.end()
        if isinstance(event, ScalarEvent) and event.style in {"|", ">"}:
            stretch = self._text[start:end]
            end -= len(stretch) - len(stretch.rstrip(_BLANKS_AT_END))
        return Span(start, max(start, end))


def _span(event: Event) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.index if start else 0, end.index if end else 0)


def _tag(event: ScalarEvent | CollectionStartEvent) -> str | None:
    """Return a tag that has a meaning: `!` only says that a value is what it looks like."""
    return None if event.tag == "!" else event.tag


def _shortened(text: str) -> str:
    shown = text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in shown)
