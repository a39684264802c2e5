"""What presets that Renovate brings along extend and set, without looking any other up.

Rules know a config before its presets are resolved. This tells them as much of these as can be
told without a network: which names lead to which others, exactly as they are written.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from renovate_kit.config.grammars.preset_names import (
    InvalidPresetReferenceError,
    PresetReference,
    parse_preset,
)
from renovate_kit.config.options import Catalogue
from renovate_kit.config.provenance import Json

__all__ = ["bodies_below", "extended_by", "settings_below"]


@lru_cache(maxsize=1024)
def _reference(preset: str) -> PresetReference | None:
    try:
        return parse_preset(preset)
    except InvalidPresetReferenceError:
        return None


def _body(preset: str, catalogue: Catalogue) -> Mapping[str, Json] | None:
    reference = _reference(preset)
    if reference is None or reference.source != "internal":
        return None
    return catalogue.presets.get(f"{reference.repo}:{reference.name}")


def _names_in(body: Mapping[str, Json], preset: str) -> Iterator[str]:
    reference = _reference(preset)
    params = (reference.params if reference else None) or ()
    extended = body.get("extends")
    for name in extended if isinstance(extended, list) else ():
        if isinstance(name, str):
            for index, text in enumerate(params):
                name = name.replace(f"{{{{arg{index}}}}}", text)  # noqa: PLW2901 - step by step
            yield name


def extended_by(preset: str, catalogue: Catalogue) -> frozenset[str] | None:
    """Return all presets that a preset leads to, itself not among them.

    None if some of it can't be looked up here.
    """
    found = bodies_below([preset], catalogue)
    return None if found is None else frozenset(found) - {preset}


def bodies_below(
    presets: Iterable[str], catalogue: Catalogue
) -> Mapping[str, Mapping[str, Json]] | None:
    """Return the bodies of presets and of all that these lead to, by name.

    None if some of it can't be looked up here.
    """
    bodies: dict[str, Mapping[str, Json]] = {}
    waiting = list(presets)
    while waiting:
        preset = waiting.pop()
        if preset in bodies:
            continue
        body = _body(preset, catalogue)
        if body is None:
            return None
        bodies[preset] = body
        waiting.extend(_names_in(body, preset))
    return bodies


def settings_below(
    presets: Iterable[str], catalogue: Catalogue, *, without: str = ""
) -> frozenset[str] | None:
    """Return the options that presets set, with all that they lead to.

    Args:
        presets: as `extends` has them.
        catalogue: holds the presets that Renovate brings along.
        without: a preset that is left out, with all that it leads to.

    Returns:
        None if some of it can't be looked up here.
    """
    bodies = bodies_below(presets, catalogue)
    left_out = bodies_below([without] if without else [], catalogue)
    if bodies is None or left_out is None:
        return None
    kept = (body for name, body in bodies.items() if name not in left_out)
    return frozenset(key for body in kept for key in body) - {"extends"}
