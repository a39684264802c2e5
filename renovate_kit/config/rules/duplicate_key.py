"""The rule `duplicate-key`."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.document.location import Pointer
from renovate_kit.config.document.nodes import ArrayNode, Node, ObjectNode
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["DuplicateKey"]


class DuplicateKey(Rule):
    """A key stands twice in one object.

    Renovate refuses such a `renovate.json` when it runs. Of a `.json5` file and a
    `package.json` it takes the last one without a word; there this is a warning.

    Source: `parseFileConfig` in `lib/config/parse.ts`.
    """

    code = "RK002"
    name = "duplicate-key"
    severity = Severity.ERROR
    valid: ClassVar = (Valid('{"labels": ["a"], "major": {"labels": ["b"]}}'),)
    invalid: ClassVar = (
        Invalid('{"labels": ["a"], "labels": ["b"]}', at='"labels"'),
        Invalid('{"packageRules": [{"enabled": true, "enabled": false}]}', at='"enabled"'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every key but the first of its name."""
        path = PurePath(subject.document.path)
        is_refused = path.suffix != ".json5" and path.name != "package.json"
        for pointer, node in _objects(subject.document.root, ()):
            for again, first in node.duplicates():
                line, _ = subject.document.lines.position(first.key_span.start)
                yield Finding(
                    pointer=(*pointer, again.key),
                    span=again.key_span,
                    message=f"`{again.key}` stands here a second time, first in line {line}",
                    help="Renovate refuses the file: keep one of them"
                    if is_refused
                    else "only the last one counts: keep one of them",
                    severity=None if is_refused else Severity.WARNING,
                )


def _objects(node: Node, pointer: Pointer) -> Iterator[tuple[Pointer, ObjectNode]]:
    if isinstance(node, ObjectNode):
        yield pointer, node
        for member in node.members:
            yield from _objects(member.value, (*pointer, member.key))
    elif isinstance(node, ArrayNode):
        for index, item in enumerate(node.items):
            yield from _objects(item, (*pointer, index))
