"""Package rules as the official validator looks at them: with what they extend.

Source: `validateConfig` in `lib/config/validation.ts`.
"""

from collections.abc import Iterable, Mapping

from renovate_kit.config.document.location import Pointer
from renovate_kit.config.migrator import UnmigratableError, migrate
from renovate_kit.config.options import Catalogue
from renovate_kit.config.presets.fetching import Fetcher, fetch_nothing
from renovate_kit.config.presets.relative import without_relative_presets
from renovate_kit.config.presets.resolution import UnresolvablePresetError, resolve
from renovate_kit.config.provenance import Json, TrackedDict, TrackedList
from renovate_kit.config.resolved_rules import PresetProblem, ResolvedRule, UnresolvableRule
from renovate_kit.config.subject import Setting, Stage

__all__ = ["resolve_rules"]


def resolve_rules(
    settings: Iterable[Setting], catalogue: Catalogue, fetcher: Fetcher = fetch_nothing
) -> Mapping[Pointer, ResolvedRule | UnresolvableRule]:
    """Return every package rule with what it extends, by its place in the migrated data."""
    resolved: dict[Pointer, ResolvedRule | UnresolvableRule] = {}
    for setting in settings:
        is_examined = setting.key == "packageRules" and setting.stage is Stage.TYPED
        if is_examined and isinstance(setting.value, list):
            for index, rule in enumerate(setting.value):
                if isinstance(rule, list | dict):
                    pointer = (*setting.pointer, index)
                    resolved[pointer] = _resolved(rule, catalogue, fetcher)
    return resolved


def _resolved(
    rule: Json, catalogue: Catalogue, fetcher: Fetcher
) -> ResolvedRule | UnresolvableRule:
    absolute, has_relative_presets = without_relative_presets(rule)
    try:
        resolution = resolve(absolute, catalogue, fetcher)
        config = TrackedDict({"packageRules": TrackedList([resolution.config])})
        rules = migrate(config, catalogue)["packageRules"]
    except UnresolvablePresetError as error:
        return UnresolvableRule(preset=error.preset, problem=error.problem, detail=error.detail)
    except UnmigratableError as error:
        return UnresolvableRule(preset="", problem=PresetProblem.BROKEN, detail=error.message)
    if not rules:
        # Rules inside of it replace it, and there are none.
        detail = "its own `packageRules` are empty"
        return UnresolvableRule(preset="", problem=PresetProblem.BROKEN, detail=detail)
    return ResolvedRule(
        rule=rules[0],
        unknown_presets=resolution.unknown_presets,
        has_relative_presets=has_relative_presets,
    )
