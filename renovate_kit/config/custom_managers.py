"""The managers that people define themselves, as the official validator looks at them.

Source: `validateConfig` in `lib/config/validation.ts` and `hasField` in
`lib/config/validation-helpers/utils.ts`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from renovate_kit.config.diagnostics import OfficialVerdict
from renovate_kit.config.document.location import Pointer
from renovate_kit.config.javascript import is_true
from renovate_kit.config.provenance import Json
from renovate_kit.config.subject import Setting, Stage, Subject

__all__ = ["REQUIRED_FIELDS", "CustomManager", "custom_managers"]

REQUIRED_FIELDS: Final = (
    ("datasource",),
    ("currentValue", "currentDigest"),
    ("depName", "packageName"),
)
"""Of each group one field must be captured or set by a template."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomManager:
    """One element of `customManagers`.

    Attributes:
        pointer: where it is in the migrated data.
        unknown_fields: the keys that no custom manager has.
        type: what it is of those that there are; None if of none.
    """

    setting: Setting
    pointer: Pointer
    data: Mapping[str, Json]
    unknown_fields: tuple[str, ...]
    type: str | None

    @property
    def has_file_patterns(self) -> bool:
        """Whether it says which files it is for."""
        patterns = self.data.get("managerFilePatterns")
        return isinstance(patterns, list) and bool(patterns)

    @property
    def is_examined(self) -> bool:
        """Whether the official validator looks inside, which it does of sound ones only."""
        return self.type is not None and not self.unknown_fields and self.has_file_patterns

    @property
    def match_strings(self) -> list[str]:
        """What it searches files for; empty if that is no list."""
        value = self.data.get("matchStrings")
        return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []

    @property
    def missing_fields(self) -> tuple[tuple[str, ...], ...]:
        """The groups of required fields of which there is none."""
        return tuple(
            group for group in REQUIRED_FIELDS if not any(self.provides(name) for name in group)
        )

    def provides(self, field: str) -> bool:
        """Return whether it has the field from a template or, if there is none, a match."""
        template = self.data.get(f"{field}Template")
        if template is not None:
            return is_true(template)
        mark = f"(?<{field}>" if self.type == "regex" else field
        return any(mark in text for text in self.match_strings)

    def verdict(self, usual: OfficialVerdict) -> OfficialVerdict:
        """Return the official verdict on what is wrong inside."""
        return self.setting.scope.verdict(usual) if self.is_examined else None


def custom_managers(subject: Subject) -> Iterator[CustomManager]:
    """Yield every element of `customManagers` that is an object."""
    known_fields = subject.catalogue.custom_manager_keys
    for setting in subject.at(Stage.TYPED, "customManagers"):
        if not isinstance(setting.value, list):
            continue
        for index, data in enumerate(setting.value):
            if not isinstance(data, dict):
                continue
            kind = data.get("customType")
            is_known = isinstance(kind, str) and kind in subject.catalogue.custom_managers
            yield CustomManager(
                setting=setting,
                pointer=(*setting.pointer, index),
                data=data,
                unknown_fields=tuple(key for key in data if key not in known_fields),
                type=str(kind) if is_known else None,
            )
