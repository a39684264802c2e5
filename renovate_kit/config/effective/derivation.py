"""What Renovate concludes from options once all of them are together.

Source: `parseConfigs` in `lib/workers/global/config/parse/index.ts`.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from renovate_kit.config.document.nodes import UNKNOWN
from renovate_kit.config.effective.host_rules import host_rules_from
from renovate_kit.config.effective.inputs import EnvironmentVariable
from renovate_kit.config.effective.layers import Layer, Trace, is_unknown
from renovate_kit.config.effective.result import Source, SourceKind
from renovate_kit.config.javascript import TypeMismatch, entries_of, is_true
from renovate_kit.config.options import Catalogue
from renovate_kit.config.provenance import Json, TrackedDict, TrackedList

__all__ = ["derived", "with_force", "with_forced_arguments"]

_NOT_FORCED: Final = frozenset({"hostRules", "token"})
_WITHOUT_AUTODISCOVER: Final = ("forkProcessing", "onboardingNoDeps")
_ENABLED: Final = "enabled"
_DISABLED: Final = "disabled"


def with_force(layer: Layer) -> Layer:
    """Return a config whose `force` has overridden the options that it names, with the sources."""
    trace = layer.traces.get("force")
    if trace is None:
        return layer
    traces = dict(layer.traces)
    for name in _members(layer.values.get("force")):
        below = traces.get(name)
        if name != "force":
            traces[name] = trace if below is None else below.under(trace, is_joined=False)
    return replace(layer, traces=traces)


def with_forced_arguments(layer: Layer, arguments: Layer) -> Layer:
    """Return a config that forces what the command line says upon repositories."""
    if not is_true(layer.values.get("forceCli")):
        return layer
    forced = {name: value for name, value in arguments.values.items() if name not in _NOT_FORCED}
    values = layer.values.copy()
    values["force"] = TrackedDict({**_members(values.get("force")), **forced})
    if not forced:
        return replace(layer, values=values)
    sources = tuple(source for name in forced for source in arguments.traces[name].sources)
    return replace(layer, values=values, traces=_appended(layer, "force", sources))


def _members(force: Json) -> dict[str, Json]:
    """Return what spreading `force` gives; of a text that is its characters."""
    return {} if force is None else dict(entries_of(force))


def derived(
    layer: Layer,
    environment: Mapping[str, EnvironmentVariable],
    catalogue: Catalogue,
    *,
    is_complete: bool,
) -> Layer:
    """Return a config with what follows from it.

    Args:
        layer: with the defaults.
        environment: by name, as it was given.
        catalogue: what the release knows.
        is_complete: whether all that sets options is known.

    Raises:
        TypeMismatch: Renovate breaks off at a value.
    """
    if is_true(layer.values.get("detectHostRulesFromEnv")):
        layer = _with_detected_rules(layer, host_rules_from(environment, catalogue))
    layer = _with_slash(layer)
    for option in _WITHOUT_AUTODISCOVER:
        layer = _without_autodiscover(layer, option, is_complete=is_complete)
    return layer


def _with_detected_rules(layer: Layer, detected: Layer) -> Layer:
    values = layer.values.copy()
    rules = values.get("hostRules")
    before = rules if isinstance(rules, list) else []
    values["hostRules"] = TrackedList([*before, *detected.values["hostRules"]])
    sources = detected.traces["hostRules"].sources if detected.traces else ()
    return Layer(
        values=values,
        traces=_appended(layer, "hostRules", sources),
        problems=(*layer.problems, *detected.problems),
        unknown=layer.unknown,
    )


def _with_slash(layer: Layer) -> Layer:
    endpoint = layer.values.get("endpoint")
    if not is_true(endpoint) or is_unknown(endpoint):
        return layer
    if not isinstance(endpoint, str):
        raise TypeMismatch("`endpoint` is a text")
    if endpoint.endswith("/"):
        return layer
    source = _source("endpoint", layer)
    return _with(layer, "endpoint", f"{endpoint}/", _appended(layer, "endpoint", (source,)))


def _without_autodiscover(layer: Layer, option: str, *, is_complete: bool) -> Layer:
    autodiscover = layer.values.get("autodiscover")
    is_told = "autodiscover" in layer.traces or is_complete
    is_uncertain = is_unknown(autodiscover) or not is_told
    if layer.values.get(option) == _DISABLED or (is_true(autodiscover) and not is_uncertain):
        return layer
    source = replace(_source("autodiscover", layer), is_known=not is_uncertain)
    trace = Trace(sources=(source,))
    below = layer.traces.get(option)
    traces = dict(layer.traces)
    traces[option] = trace if below is None else below.under(trace, is_joined=False)
    return _with(layer, option, UNKNOWN if is_uncertain else _ENABLED, traces)


def _source(cause: str, layer: Layer) -> Source:
    """Return the source of what follows from an option: it is where that option is set."""
    trace = layer.traces.get(cause)
    if trace is None:
        return Source(kind=SourceKind.DERIVED, origin=None, label=cause)
    decisive = trace.sources[-1]
    return Source(
        kind=SourceKind.DERIVED,
        origin=decisive.origin,
        label=cause,
        via=decisive.label,
        is_secret=decisive.is_secret,
    )


def _appended(layer: Layer, name: str, sources: tuple[Source, ...]) -> dict[str, Trace]:
    traces = dict(layer.traces)
    if sources:
        before = traces.get(name, Trace(sources=()))
        traces[name] = replace(before, sources=(*before.sources, *sources))
    return traces


def _with(layer: Layer, name: str, value: Json, traces: Mapping[str, Trace]) -> Layer:
    values = layer.values.copy()
    values[name] = value
    return replace(layer, values=values, traces=traces)
