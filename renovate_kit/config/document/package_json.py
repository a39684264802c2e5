"""The configs inside a `package.json`, with their places in that file.

Source: `config-validator.ts`, which reads the keys `renovate` and `renovate-config`.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from renovate_kit.config.document.document import Document
from renovate_kit.config.document.location import Span
from renovate_kit.config.document.nodes import ArrayNode, Member, Node, ObjectNode, ScalarNode
from renovate_kit.config.document.problems import SyntaxProblem, UnreadableTextError

__all__ = ["PackagePart", "package_parts", "plain_json_problem"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagePart:
    """A config in a `package.json`.

    Attributes:
        document: the config alone; its text and its spans are those of the whole file.
        is_preset: whether others extend it; it is then one of `renovate-config`.
    """

    document: Document
    is_preset: bool


def package_parts(package: Document) -> tuple[PackagePart, ...]:
    """Return the configs of a `package.json`: that of the repository, then its presets.

    A `renovate` that is a text names a preset: it stands for an object that extends it.

    Args:
        package: the whole file.
    """
    root = package.root
    if not isinstance(root, ObjectNode):
        return ()
    config, presets = root.member("renovate"), root.member("renovate-config")
    parts = []
    if config is not None and _is_true(config.value):
        parts.append(PackagePart(document=_config(package, config.value), is_preset=False))
    if presets is not None:
        parts += (
            PackagePart(document=replace(package, root=preset), is_preset=True)
            for preset in _values(presets.value)
        )
    return tuple(parts)


def plain_json_problem(package: Document) -> SyntaxProblem | None:
    """Return why `JSON.parse` does not read a text that is JSON with comments; None if it does."""
    try:
        json.loads(package.text)
    except json.JSONDecodeError as error:
        offset = min(error.pos, len(package.text))
        return UnreadableTextError(
            "npm and Renovate read this file as plain JSON, and this is none",
            Span(offset, min(offset + 1, len(package.text))),
            help_="remove comments and trailing commas",
        ).as_problem(package.lines)
    return None


def _config(package: Document, value: Node) -> Document:
    if not isinstance(value, ScalarNode) or not isinstance(value.value, str):
        return replace(package, root=value)
    extends = Member("extends", value.span, ArrayNode((value,), value.span))
    return replace(package, root=ObjectNode((extends,), value.span), is_editable=False)


def _is_true(value: Node) -> bool:
    return not isinstance(value, ScalarNode) or bool(value.value)


def _values(presets: Node) -> Iterator[Node]:
    """Yield what `Object.values` gives; characters of a text are no presets."""
    if isinstance(presets, ObjectNode):
        yield from {member.key: member.value for member in presets.members}.values()
    elif isinstance(presets, ArrayNode):
        yield from presets.items
