"""One way to set options, and how one is laid over another with all that it overrides.

Source: `mergeChildConfig` in `lib/config/utils.ts`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from renovate_kit.config.document.nodes import UNKNOWN
from renovate_kit.config.effective.problems import Problem
from renovate_kit.config.effective.result import Source
from renovate_kit.config.javascript import is_true
from renovate_kit.config.merging import merge
from renovate_kit.config.options import Catalogue, Option, OptionType
from renovate_kit.config.provenance import Json, TrackedDict, TrackedList

__all__ = ["Layer", "Trace", "is_settled", "is_unknown", "lay_over", "unknown_value"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """Where the value of an option comes from.

    Attributes:
        sources: all that is in the value, lowest precedence first.
        overridden: what lost, lowest precedence first.
    """

    sources: tuple[Source, ...]
    overridden: tuple[Source, ...] = ()

    def under(self, other: "Trace", *, is_joined: bool) -> "Trace":
        """Return the trace of a value over which another one is laid.

        Args:
            other: that of the value above.
            is_joined: whether the two add up.
        """
        if is_joined:
            return Trace(
                sources=(*self.sources, *other.sources),
                overridden=(*self.overridden, *other.overridden),
            )
        lost = (*self.overridden, *self.sources, *other.overridden)
        return Trace(sources=other.sources, overridden=lost)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """What one way to set options, or several together, says.

    Attributes:
        values: by name of the option.
        traces: where these come from, by the same names; what Renovate makes up has none.
        problems: what is wrong with it.
        unknown: what belongs to it, but can't be read.
    """

    values: TrackedDict
    traces: Mapping[str, Trace] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    unknown: tuple[Source, ...] = ()


def lay_over(lower: Layer, upper: Layer, catalogue: Catalogue) -> Layer:
    """Return one layer with another above it.

    Raises:
        TypeMismatch: Renovate breaks off at a value.
    """
    traces = dict(lower.traces)
    for name, trace in upper.traces.items():
        below = traces.get(name)
        is_joined = _is_joined(name, lower.values, upper.values, catalogue)
        traces[name] = trace if below is None else below.under(trace, is_joined=is_joined)
    values = merge(lower.values, upper.values, catalogue)
    return Layer(
        values=values,
        traces=traces,
        problems=(*lower.problems, *upper.problems),
        unknown=_once((*lower.unknown, *upper.unknown)),
    )


def _is_joined(
    name: str, lower: Mapping[str, Json], upper: Mapping[str, Json], catalogue: Catalogue
) -> bool:
    option = catalogue.option(name)
    is_mergeable = option is not None and option.is_mergeable
    return is_mergeable and is_true(lower.get(name)) and is_true(upper.get(name))


def _once(sources: Iterable[Source]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(sources))


def unknown_value(option: Option) -> Json:
    """Return what stands for a value that is not known, such that it can be merged."""
    match option.type:
        case OptionType.ARRAY:
            return TrackedList([UNKNOWN])
        case OptionType.OBJECT:
            return TrackedDict()
        case _:
            return UNKNOWN


def is_settled(name: str, layer: Layer, *, is_complete: bool) -> bool:
    """Return whether all that sets an option is known.

    Args:
        name: the option.
        layer: the whole config.
        is_complete: whether all that sets options at all is known.
    """
    trace = layer.traces.get(name)
    return is_complete and (trace is None or all(source.is_known for source in trace.sources))


def is_unknown(value: Json) -> bool:
    """Return whether a value is one that only the running process knows."""
    return isinstance(value, str) and UNKNOWN in value
