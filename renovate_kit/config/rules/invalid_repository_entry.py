"""The rule `invalid-repository-entry`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.provenance import Json
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Scope, Stage, Subject

__all__ = ["InvalidRepositoryEntry"]


class InvalidRepositoryEntry(Rule):
    """An entry of `repositories` does not name a repository.

    An entry is a name, or an object with the name as its `repository` and options for it.

    Source: `validateGlobalConfig` in `lib/config/validation.ts`.
    """

    code = "RK503"
    name = "invalid-repository-entry"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid(
            '{"repositories": ["org/one", {"repository": "org/two", "labels": []}]}',
            kind=ConfigKind.GLOBAL,
        ),
    )
    invalid: ClassVar = (
        Invalid(
            '{"repositories": ["org/one", {"name": "org/two"}]}',
            at='{"name": "org/two"}',
            kind=ConfigKind.GLOBAL,
        ),
        Invalid('{"repositories": [" "]}', at='" "', kind=ConfigKind.GLOBAL),
        Invalid('{"repositories": [["org/one"]]}', at='["org/one"]', kind=ConfigKind.GLOBAL),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every entry that names no repository."""
        for setting in subject.at(Stage.GLOBAL, "repositories"):
            entries = setting.value if isinstance(setting.value, list) else []
            for index, entry in enumerate(entries):
                pointer = (*setting.pointer, index)
                yield from _finding(entry, setting.scope, pointer)


def _finding(entry: Json, scope: Scope, pointer: tuple[str | int, ...]) -> Iterator[Finding]:
    is_object = isinstance(entry, dict)
    name = entry.get("repository") if is_object else entry
    is_named = isinstance(name, str) and bool(name if is_object else name.strip())
    if is_named:
        return
    what = "has no `repository`" if is_object else "names no repository"
    yield Finding(
        pointer=pointer,
        at_key=False,
        message=f"this entry of `repositories` {what}",
        help='add `"repository": "org/name"`' if is_object else "write it as in `org/name`",
        official=scope.verdict("error") if is_object else "warning",
    )
