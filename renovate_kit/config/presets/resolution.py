"""Replaces `extends`, wherever it stands in a config, by what the presets say.

Source: `resolveConfigPresets` in `lib/config/presets/index.ts`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from renovate_kit.config.javascript import TypeMismatch
from renovate_kit.config.merging import merge
from renovate_kit.config.options import Catalogue
from renovate_kit.config.presets.bodies import UnresolvablePresetError, body_of
from renovate_kit.config.presets.fetching import Fetcher, fetch_nothing
from renovate_kit.config.provenance import Json, TrackedDict, TrackedList, own_origin
from renovate_kit.config.recursion import Steps, run
from renovate_kit.config.resolved_rules import PresetProblem

__all__ = ["Resolution", "UnresolvablePresetError", "resolve"]

_TEMPLATE: Final = "{{"
_VARIABLE: Final = re.compile(r"\{\{(?P<name>[A-Za-z_][A-Za-z0-9_]*)\}\}")
_KNOWN_VARIABLES: Final = frozenset({"env", "renovateVersion", "this"})
_LEFT_ALONE: Final = frozenset({"content", "onboardingConfig"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """A config with what it extends.

    Attributes:
        config: without `extends` and `ignorePresets`; what the config itself says has its
            origins, what comes from presets has none.
        unknown_presets: what it extends and could not be looked up, or depends on a template.
    """

    config: TrackedDict
    unknown_presets: tuple[str, ...]


def resolve(config: Json, catalogue: Catalogue, fetcher: Fetcher = fetch_nothing) -> Resolution:
    """Return a migrated and massaged config with what its presets say.

    Args:
        config: is not changed.
        catalogue: holds the presets that Renovate brings along.
        fetcher: looks up all others.

    Raises:
        UnresolvablePresetError: Renovate breaks off at a preset.
    """
    resolver = _Resolver(catalogue, fetcher)
    resolved: TrackedDict = run(resolver.resolved(config, (), ()))
    return Resolution(config=resolved, unknown_presets=tuple(dict.fromkeys(resolver.unknown)))


class _Resolver:
    def __init__(self, catalogue: Catalogue, fetcher: Fetcher) -> None:
        self._catalogue = catalogue
        self._fetcher = fetcher
        self.unknown: list[str] = []

    def resolved(
        self, config: Json, ignored: Sequence[Json], path: tuple[str, ...]
    ) -> Steps[TrackedDict]:
        """Return an object (or list) with all that is in it resolved.

        Args:
            config: is not changed.
            ignored: the presets that the config around it ignores.
            path: the presets that led here; none of them is extended once more.
        """
        own = config if isinstance(config, dict) else {}
        if not ignored:
            ignored = _list(own.get("ignorePresets"))
        merged = TrackedDict()
        for preset in self._extended(own):
            if preset in path or preset in ignored:
                continue
            body = None if _TEMPLATE in preset else self._body(preset)
            if body is None:
                self.unknown.append(preset)
                continue
            below = yield self.resolved(body, ignored, (*path, preset))
            merged = self._merged(merged, below, preset)
        merged = self._merged(merged, config, path[-1] if path else "")
        merged.origin = own_origin(config)
        _drop_bookkeeping(merged)
        for key, value in merged.items():
            merged[key] = yield self._inside(key, value, ignored, path)
        return merged

    def _inside(
        self, key: str, value: Json, ignored: Sequence[Json], path: tuple[str, ...]
    ) -> Steps[Json]:
        if isinstance(value, list):
            items = TrackedList(origin=own_origin(value))
            for item in value:
                is_object = isinstance(item, list | dict)
                items.append((yield self.resolved(item, ignored, path)) if is_object else item)
            return items
        if isinstance(value, dict) and key not in _LEFT_ALONE:
            resolved: TrackedDict = yield self.resolved(value, ignored, path)
            return resolved
        return value

    def _extended(self, config: dict[str, Json]) -> list[str]:
        presets = [entry for entry in _list(config.get("extends")) if isinstance(entry, str)]
        for preset in filter(_has_template, presets):
            from renovate_kit.config.grammars.handlebars import (  # noqa: PLC0415 - few have one
                template_problem,
            )

            if problem := template_problem(preset):
                raise UnresolvablePresetError(preset, PresetProblem.TEMPLATE, problem)
        return [_VARIABLE.sub(self._text_of_variable, preset) for preset in presets]

    def _text_of_variable(self, match: "re.Match[str]") -> str:
        """Return nothing for what no template here can know, as a missing argument; else itself."""
        known = self._catalogue.global_config_keys | self._catalogue.template_helpers
        return match[0] if match["name"] in known | _KNOWN_VARIABLES else ""

    def _body(self, preset: str) -> Json:
        return body_of(preset, self._catalogue, self._fetcher)

    def _merged(self, parent: TrackedDict, child: Json, preset: str) -> TrackedDict:
        try:
            merged: TrackedDict = merge(parent, child, self._catalogue)
        except TypeMismatch as error:
            raise UnresolvablePresetError(preset, PresetProblem.BROKEN, str(error)) from error
        return merged


def _drop_bookkeeping(merged: TrackedDict) -> None:
    override = merged.get("overrideDescription")
    if isinstance(override, list | str) and override:
        merged.put("description", override, merged.origins.get("overrideDescription"))
    for key in ("extends", "ignorePresets", "overrideDescription"):
        merged.drop(key)


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _has_template(preset: str) -> bool:
    return "{{" in preset
