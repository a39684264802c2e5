"""What `globalExtends` brings into the config of the operator.

Source: `resolveGlobalExtends` in `lib/workers/global/config/parse/index.ts`.
"""

from dataclasses import replace
from typing import Final

from renovate_kit.config.effective.layers import Layer, Trace, lay_over
from renovate_kit.config.effective.problems import Problem, ProblemKind
from renovate_kit.config.effective.result import Source, SourceKind
from renovate_kit.config.javascript import as_text
from renovate_kit.config.options import Catalogue
from renovate_kit.config.presets import UnresolvablePresetError, resolve
from renovate_kit.config.provenance import Json, TrackedDict

__all__ = ["not_a_preset", "with_global_presets"]

_OPTION: Final = "globalExtends"
_EXIT: Final = 2


def with_global_presets(layer: Layer, catalogue: Catalogue) -> Layer:
    """Return a config with what its global presets say below it.

    Args:
        layer: all that is set by files, variables and arguments.
        catalogue: holds the presets that Renovate brings along.

    Raises:
        TypeMismatch: Renovate breaks off at a value.
    """
    presets = layer.values.get(_OPTION)
    if not isinstance(presets, list) or not presets:
        return layer
    trace = layer.traces[_OPTION]
    if (strange := not_a_preset(presets)) is not None:
        return _broken(layer, strange, "it is no text")
    config = TrackedDict({"extends": presets})
    config["ignorePresets"] = layer.values.get("ignorePresets")
    try:
        resolution = resolve(config, catalogue)
    except UnresolvablePresetError as error:
        return _broken(layer, error.preset, error.detail or error.problem.value)
    below = _layer_of(resolution.config, trace, ", ".join(map(str, presets)))
    unknown = tuple(_unknown(preset, trace) for preset in resolution.unknown_presets)
    told = tuple(
        Problem(kind=ProblemKind.UNKNOWN_PRESET, name=source.label, origin=source.origin)
        for source in unknown
    )
    whole = lay_over(below, layer, catalogue)
    return replace(whole, problems=(*layer.problems, *told), unknown=(*layer.unknown, *unknown))


def not_a_preset(presets: Json) -> str | None:
    """Return the first entry of a list of presets at which Renovate breaks off, None if none.

    A text in place of a list is such an entry itself.
    """
    if not isinstance(presets, list):
        return as_text(presets)
    return next((as_text(entry) for entry in presets if not isinstance(entry, str)), None)


def _broken(layer: Layer, preset: str, reason: str) -> Layer:
    problem = Problem(
        kind=ProblemKind.UNRESOLVABLE_PRESET,
        name=preset,
        origin=layer.traces[_OPTION].sources[-1].origin,
        facts={"option": _OPTION, "reason": reason},
        exit_code=_EXIT,
    )
    return replace(layer, problems=(*layer.problems, problem))


def _layer_of(config: TrackedDict, trace: Trace, label: str) -> Layer:
    source = Source(
        kind=SourceKind.PRESET, origin=trace.sources[-1].origin, label=label, via=_OPTION
    )
    return Layer(values=config, traces={name: Trace(sources=(source,)) for name in config})


def _unknown(preset: str, trace: Trace) -> Source:
    return Source(
        kind=SourceKind.PRESET,
        origin=trace.sources[-1].origin,
        label=preset,
        via=_OPTION,
        is_known=False,
    )
