"""Variables that Flux replaces in objects after kustomize has made them.

Source: https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from renovate_kit.config.deployment.model import Note
from renovate_kit.config.document.located import LocatedValue
from renovate_kit.config.document.yaml_scalars import plain_value

__all__ = ["Variables", "substituted"]

_VARIABLE: Final = re.compile(
    r"\$(?P<escaped>\$\{[^{}]*\})|\$\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"(?:(?P<operator>:=|:-|=|-)(?P<default>[^{}]*))?\}"
)
_SWITCH: Final = "kustomize.toolkit.fluxcd.io/substitute"
_PLAIN: Final = re.compile(r"[A-Za-z0-9.+-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Variables:
    """What Flux knows when it replaces variables.

    Attributes:
        values: by name.
        is_complete: whether there are no others: none of them is in a Secret.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    is_complete: bool = True


def substituted(
    objects: tuple[LocatedValue, ...], variables: Variables
) -> tuple[tuple[LocatedValue, ...], tuple[Note, ...]]:
    """Return objects with their variables replaced, and notes about those of unknown value.

    A text that becomes a number or a boolean is one: Flux replaces in YAML in which it has no
    quotes.

    Args:
        objects: as kustomize makes them.
        variables: what is known.
    """
    job = _Job(variables)
    return tuple(map(job.of_object, objects)), tuple(job.notes.values())


@dataclass(slots=True)
class _Job:
    variables: Variables
    notes: dict[tuple[str, str], Note] = field(default_factory=dict)

    def of_object(self, item: LocatedValue) -> LocatedValue:
        for place in ("labels", "annotations"):
            if item.text("metadata", place, _SWITCH) == "disabled":
                return item
        return self._of(item)

    def _of(self, value: LocatedValue) -> LocatedValue:
        content = value.content
        if isinstance(content, str):
            return self._of_text(value, content) if "$" in content else value
        if isinstance(content, tuple):
            items = tuple(map(self._of, content))
            is_same = all(new is old for new, old in zip(items, content, strict=True))
            return value if is_same else LocatedValue(items, value.origin)
        if isinstance(content, Mapping):
            fields = {key: self._of(item) for key, item in content.items()}
            is_same = all(fields[key] is item for key, item in content.items())
            return value if is_same else LocatedValue(fields, value.origin)
        return value

    def _of_text(self, value: LocatedValue, text: str) -> LocatedValue:
        new = _VARIABLE.sub(lambda match: self._replacement(match, value), text)
        if new == text:
            return value
        is_plain = "\n" not in text and _PLAIN.fullmatch(new)
        return LocatedValue(plain_value(new) if is_plain else new, value.origin)

    def _replacement(self, match: re.Match[str], value: LocatedValue) -> str:
        if escaped := match["escaped"]:
            return escaped
        name = match["name"]
        if name in self.variables.values:
            found = self.variables.values[name]
            is_default_for_empty = (match["operator"] or "").startswith(":")
            return match["default"] if is_default_for_empty and not found else found
        if not self.variables.is_complete:
            self._note(f"the value of `${{{name}}}` is not known here", value)
            return match[0]
        if match["operator"]:
            return match["default"]
        self._note(f"nothing sets `${{{name}}}`: Flux puts an empty text there", value)
        return ""

    def _note(self, message: str, value: LocatedValue) -> None:
        note = Note(
            message=message, path=value.origin.path, origin=value.origin, hides_objects=False
        )
        self.notes.setdefault((message, note.path), note)
