"""A config with its traces -> the result."""

from collections.abc import Iterable

from renovate_kit.config.document.nodes import UNKNOWN
from renovate_kit.config.effective.layers import Layer, Trace
from renovate_kit.config.effective.problems import Problem
from renovate_kit.config.effective.result import EffectiveConfig, EffectiveOption
from renovate_kit.config.effective.secret_values import is_secret_option
from renovate_kit.config.options import Catalogue
from renovate_kit.config.provenance import Json

__all__ = ["result_of"]


def result_of(
    whole: Layer,
    problems: Iterable[Problem],
    exported: tuple[str, ...],
    catalogue: Catalogue,
) -> EffectiveConfig:
    """Return the effective config.

    Args:
        whole: everything, with the defaults.
        problems: in the order in which Renovate comes upon them.
        exported: the variables that files export.
        catalogue: tells the order of the options.
    """
    ordered = [name for name in catalogue.options if name in whole.traces]
    ordered += [name for name in whole.traces if name not in catalogue.options]
    options = {name: _option(name, whole.values.get(name), whole.traces[name]) for name in ordered}
    return EffectiveConfig(
        release=catalogue.release,
        options=options,
        problems=tuple(problems),
        unknown_sources=whole.unknown,
        exported=exported,
    )


def _option(name: str, value: Json, trace: Trace) -> EffectiveOption:
    is_known = all(source.is_known for source in trace.sources) and not _has_unknown(value)
    is_dark = value == UNKNOWN or not any(source.is_known for source in trace.sources)
    return EffectiveOption(
        name=name,
        value=None if is_dark else value,
        sources=trace.sources,
        is_known=is_known,
        is_secret=is_secret_option(name) or any(source.is_secret for source in trace.sources),
        overridden=trace.overridden,
    )


def _has_unknown(value: Json) -> bool:
    waiting = [value]
    for one in waiting:  # grows while it is walked
        if isinstance(one, str) and UNKNOWN in one:
            return True
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            waiting.extend(one.values())
    return False
