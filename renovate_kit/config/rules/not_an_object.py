"""The rule `not-an-object`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.document.nodes import ObjectNode, ScalarNode
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["NotAnObject"]


class NotAnObject(Rule):
    """The file holds something other than an object.

    Renovate takes a list or a number for a config without options and says nothing, so
    none of what was meant is in force. At `null` the official validator crashes.

    Source: `migrateConfig` in `lib/config/migration.ts`.
    """

    code = "RK004"
    name = "not-an-object"
    severity = Severity.ERROR
    valid: ClassVar = (Valid("{}"),)
    invalid: ClassVar = (
        Invalid('[{"labels": []}]', at='[{"labels": []}]'),
        Invalid("null", at="null"),
        Invalid("true", at="true"),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield the whole text if it is no object."""
        root = subject.document.root
        if not isinstance(root, ObjectNode):
            is_null = isinstance(root, ScalarNode) and root.value is None
            yield Finding(
                pointer=(),
                span=root.span,
                message="a config is an object, this is something else",
                help="put the options between { and }",
                official="error" if is_null else None,
            )
