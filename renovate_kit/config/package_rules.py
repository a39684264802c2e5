"""Package rules as the official validator judges them: with what they extend.

Source: `validateConfig` in `lib/config/validation.ts`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from renovate_kit.config.document.location import Pointer
from renovate_kit.config.provenance import Json
from renovate_kit.config.resolved_rules import ResolvedRule, UnresolvableRule
from renovate_kit.config.subject import Setting, Stage, Subject

__all__ = ["PackageRule", "breaks_rule", "package_rules", "unresolvable_rules"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageRule:
    """One element of `packageRules`.

    Attributes:
        setting: the `packageRules` that it is in.
        pointer: where it is in the migrated data.
        data: what the config itself says there.
        selectors: by which it matches, from presets too.
    """

    setting: Setting
    pointer: Pointer
    data: Json
    resolved: ResolvedRule
    selectors: tuple[str, ...]

    def place_of(self, option: str) -> Pointer:
        """Return where an option of the rule comes from: itself or `extends`."""
        if isinstance(self.data, dict):
            for key in (option, "extends"):
                if key in self.data:
                    return (*self.pointer, key)
        return self.pointer


def package_rules(subject: Subject) -> Iterator[PackageRule]:
    """Yield every package rule that Renovate can resolve."""
    for setting, pointer, data in _elements(subject):
        resolved = subject.resolved_rules.get(pointer)
        if isinstance(resolved, ResolvedRule):
            yield PackageRule(
                setting=setting,
                pointer=pointer,
                data=data,
                resolved=resolved,
                selectors=tuple(key for key in resolved.rule if key in subject.catalogue.selectors),
            )


def unresolvable_rules(
    subject: Subject,
) -> Iterator[tuple[Pointer, Pointer | None, UnresolvableRule]]:
    """Yield every package rule at which Renovate breaks off.

    With it comes where it is, and where in it the preset is named that is the cause; None if
    that is nowhere, as with one that comes from another preset or a template.
    """
    for _, pointer, data in _elements(subject):
        resolved = subject.resolved_rules.get(pointer)
        if isinstance(resolved, UnresolvableRule):
            yield pointer, _place_of_preset(data, pointer, resolved.preset), resolved


def breaks_rule(subject: Subject, pointer: Pointer, preset: str) -> bool:
    """Return whether a preset at a place is why the package rule around it is unresolvable."""
    around = (subject.resolved_rules.get(pointer[:length]) for length in range(len(pointer)))
    return any(isinstance(rule, UnresolvableRule) and rule.preset == preset for rule in around)


def _elements(subject: Subject) -> Iterator[tuple[Setting, Pointer, Json]]:
    for setting in subject.at(Stage.TYPED, "packageRules"):
        if isinstance(setting.value, list):
            for index, data in enumerate(setting.value):
                yield setting, (*setting.pointer, index), data


def _place_of_preset(data: Json, pointer: Pointer, preset: str) -> Pointer | None:
    waiting = [(pointer, data)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(((*place, index), item) for index, item in enumerate(value))
        elif isinstance(value, dict):
            extended = value.get("extends")
            if isinstance(extended, list) and preset in extended:
                return (*place, "extends", extended.index(preset))
            waiting.extend(((*place, key), inner) for key, inner in value.items())
    return None
