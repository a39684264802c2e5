"""Resolves the presets of a config as far as they say anything of time.

`config:recommended` leads to a thousand presets, and to look them all up takes seconds. Hardly any
of them sets a schedule: the others are left out.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from renovate_kit.config.options import Catalogue
from renovate_kit.config.preset_contents import bodies_below
from renovate_kit.config.presets import Resolution, resolve
from renovate_kit.config.provenance import Json, TrackedDict

__all__ = ["resolve_times"]

_IGNORED: Final = "ignorePresets"
_ABOUT_TIME: Final = frozenset(
    {
        "automerge",
        "automergeSchedule",
        "lockFileMaintenance",
        "minimumReleaseAge",
        "schedule",
        "timezone",
    }
)


def resolve_times(data: Json, catalogue: Catalogue) -> Resolution:
    """Return a config with what its presets say of time.

    Args:
        data: migrated and massaged; it is not changed.
        catalogue: holds the presets that Renovate brings along; others are not looked up.

    Raises:
        UnresolvablePresetError: Renovate breaks off at a preset.
    """
    own = data.copy() if isinstance(data, TrackedDict) else TrackedDict()
    ignored = own.get(_IGNORED)
    idle = sorted({name for preset in _extended(own) for name in _idle(preset, catalogue)})
    own[_IGNORED] = [*(ignored if isinstance(ignored, list) else ()), *idle]
    return resolve(own, catalogue)


def _extended(value: Json) -> Iterator[str]:
    """Yield what is extended anywhere in a config."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, dict):
            extended = one.get("extends")
            if isinstance(extended, list):
                yield from (name for name in extended if isinstance(name, str))
            waiting.extend(one.values())


def _idle(preset: str, catalogue: Catalogue) -> Iterator[str]:
    """Yield a preset, and those that it leads to, as far as all of it says nothing of time."""
    bodies = bodies_below([preset], catalogue)
    if bodies is None:
        return
    speaking = {name for name, body in bodies.items() if _speaks_of_time(body)}
    for name, body in bodies.items():
        below: Mapping[str, Json] | None = {name: body}
        if "extends" in body:
            below = bodies_below([name], catalogue)
        if below is not None and speaking.isdisjoint(below):
            yield name


def _speaks_of_time(value: Json) -> bool:
    if isinstance(value, dict):
        return not _ABOUT_TIME.isdisjoint(value) or any(map(_speaks_of_time, value.values()))
    return isinstance(value, list) and any(map(_speaks_of_time, value))
