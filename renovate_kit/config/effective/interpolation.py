"""`{{ secrets.NAME }}` and `{{ variables.NAME }}` in the values of options.

Source: `lib/config/secrets.ts` and `lib/util/interpolator.ts`.
"""

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from renovate_kit.config.effective.layers import is_unknown
from renovate_kit.config.javascript import is_true
from renovate_kit.config.provenance import Json, TrackedDict, TrackedList, own_origin

__all__ = ["KINDS", "UninterpolatableError", "interpolated"]

KINDS: Final = ("variables", "secrets")
"""The options with the values, in the order in which they are put in."""

_NAME: Final = "(?P<name>[A-Za-z][A-Za-z0-9_]*)"
_PATTERNS: Final = {
    kind: re.compile(rf"\{{\{{ *{kind}\.{_NAME} *\}}\}}", re.ASCII) for kind in KINDS
}
_CLOSED_PREFIXES: Final = ("branch", "commit", "group", "pr", "semantic")
_LEFT_ALONE: Final = "onboardingConfig"


class UninterpolatableError(Exception):
    """A template at which Renovate breaks off.

    Attributes:
        option: the top-level option in whose value it is.
        template: as it is written.
    """

    def __init__(self, template: str) -> None:
        super().__init__(template)
        self.option = ""
        self.template = template


def interpolated(config: TrackedDict, open_kinds: AbstractSet[str]) -> TrackedDict:
    """Return a config with the values of its `secrets` and `variables` put in.

    What is not known stays a template.

    Args:
        config: is not changed.
        open_kinds: those of `KINDS` of which there may be more than the config has.

    Raises:
        UninterpolatableError: there is no such secret or variable, or it may not stand there.
    """
    for kind in KINDS:
        names = config.get(kind)
        known = names if isinstance(names, dict) else {}
        replacer = _Replacer(kind, known, has_unknown=kind in open_kinds or _has_unknown(names))
        new = config.copy()
        for key, value in config.items():
            try:
                new[key] = replacer.value(key, value)
            except UninterpolatableError as error:
                error.option = key
                raise
        config = new
    return config


def _has_unknown(names: Json) -> bool:
    return is_unknown(names) or (isinstance(names, dict) and any(map(is_unknown, names.values())))


@dataclass(frozen=True, slots=True)
class _Replacer:
    kind: str
    known: dict[str, Json]
    has_unknown: bool

    def value(self, key: str, value: Json) -> Json:
        if isinstance(value, str):
            return self._text(key, value)
        if isinstance(value, dict) and key != _LEFT_ALONE:
            return self._object(value)
        if isinstance(value, list):
            # Lists in lists are left alone.
            items = (item if isinstance(item, list) else self._item(key, item) for item in value)
            return TrackedList(items, own_origin(value))
        return value

    def _item(self, key: str, item: Json) -> Json:
        return self._object(item) if isinstance(item, dict) else self.value(key, item)

    def _object(self, value: dict[str, Json]) -> TrackedDict:
        new = value.copy() if isinstance(value, TrackedDict) else TrackedDict(value)
        for key, inner in value.items():
            new[key] = self.value(key, inner)
        return new

    def _text(self, key: str, text: str) -> str:
        pattern = _PATTERNS[self.kind]
        first = pattern.search(text)
        if first is None:
            return text
        if key.startswith(_CLOSED_PREFIXES):
            raise UninterpolatableError(first[0])
        return pattern.sub(self._replacement, text)

    def _replacement(self, match: re.Match[str]) -> str:
        value = self.known.get(match["name"])
        if is_true(value) and not is_unknown(value):
            return str(value)
        if self.has_unknown:
            return match[0]
        raise UninterpolatableError(match[0])
