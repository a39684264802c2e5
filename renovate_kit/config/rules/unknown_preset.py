"""The rule `unknown-preset`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.options import Catalogue, nearest
from renovate_kit.config.package_rules import breaks_rule
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Stage, Subject

__all__ = ["UnknownPreset"]

_DEFAULT_NAMESPACE = "default"


class UnknownPreset(Rule):
    """A preset is named as one that Renovate brings along, but this release has none like it.

    Renovate stops with `config-validation` at run time. The official validator accepts such a
    name; only inside `packageRules` it breaks off, and reports nothing else.

    Source: `fetchPreset` in `lib/config/presets/index.ts`.
    """

    code = "RK360"
    name = "unknown-preset"
    severity = Severity.ERROR
    stops_official = True
    valid: ClassVar = (
        Valid('{"extends": ["config:recommended", ":timezone(Europe/Berlin)", "github>a/b"]}'),
        Valid('{"extends": ["config:base"]}'),
    )
    invalid: ClassVar = (
        Invalid('{"extends": ["config:recomended"]}', at='"config:recomended"'),
        Invalid('{"extends": ["group:{{a}}", "npm:foo"]}', at='"npm:foo"'),
        Invalid('{"ignorePresets": [":prHourlyLimt2"]}', at='":prHourlyLimt2"'),
        Invalid(
            '{"packageRules": [{"extends": ["monorepo:anglar"], "automerge": true}]}',
            at='"monorepo:anglar"',
        ),
        Invalid('{"globalExtends": [":labl(a)"]}', at='":labl(a)"', kind=ConfigKind.GLOBAL),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every name of a built-in preset that there is not."""
        for setting in subject.settings:
            is_examined = setting.stage in {Stage.TYPED, Stage.GLOBAL}
            is_list = is_examined and isinstance(setting.value, list)
            if not is_list or setting.key not in {"extends", "ignorePresets", "globalExtends"}:
                continue
            for index, preset in enumerate(setting.value):
                name = _name_of_missing(preset, subject.catalogue)
                if name is not None:
                    pointer = (*setting.pointer, index)
                    is_crash = breaks_rule(subject, pointer, preset)
                    yield Finding(
                        pointer=pointer,
                        at_key=False,
                        message=f"there is no preset `{preset}`",
                        help=_help(name, subject.catalogue),
                        official="error" if is_crash else None,
                    )


def _name_of_missing(preset: object, catalogue: Catalogue) -> str | None:
    """Return a preset's name with its namespace if there should be one and is none."""
    from renovate_kit.config.grammars.preset_names import (  # noqa: PLC0415 - some have no presets
        InvalidPresetReferenceError,
        parse_preset,
    )

    if not isinstance(preset, str) or "{{" in preset or preset in catalogue.removed_presets:
        return None
    try:
        reference = parse_preset(preset)
    except InvalidPresetReferenceError:
        return None  # `invalid-preset-name` says so
    name = f"{reference.repo}:{reference.name}"
    is_missing = reference.source == "internal" and name not in catalogue.preset_facts
    return name if is_missing else None


def _help(name: str, catalogue: Catalogue) -> str:
    likely = _likely(name, catalogue)
    if likely is None:
        return "see https://docs.renovatebot.com/presets-default/ and the pages beside it"
    return f"did you mean `{likely}`?"


def _likely(name: str, catalogue: Catalogue) -> str | None:
    """Return the preset that was probably meant: of the same namespace, if there is that one."""
    namespace, _, own_name = name.partition(":")
    prefix = f"{namespace}:"
    known = [
        preset.removeprefix(prefix)
        for preset in catalogue.preset_facts
        if preset.startswith(prefix)
    ]
    if not known:
        return nearest(name, catalogue.preset_facts)
    likely = nearest(own_name, known)
    if likely is None:
        return None
    return f":{likely}" if namespace == _DEFAULT_NAMESPACE else f"{prefix}{likely}"
