"""The schedules in a config of Renovate, each with the place where it stands.

Source: the defaults of `schedule`, `lockFileMaintenance` and `vulnerabilityAlerts` in
`lib/config/options/index.ts`; `mergeChildConfig` in `lib/config/utils.ts`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from renovate_kit.config.document.location import Pointer

__all__ = ["ANY_TIME", "Schedule", "schedules_in"]

ANY_TIME: Final = ("at any time",)

_OF_KIND: Final[Mapping[str, tuple[str, ...]]] = {
    "lockFileMaintenance": ("before 4am on monday",),
    "vulnerabilityAlerts": (),
}
"""The kinds of update whose `schedule` has a default of its own."""
_OPT_IN: Final = "lockFileMaintenance"
_RULES: Final = "packageRules"
_NOT_LOOKED_INTO: Final = frozenset(
    {"customDatasources", "encrypted", "env", "force", "onboardingConfig", "secrets", "variables"}
)
_ABOUT_SCHEDULE: Final = frozenset({"schedule", "minimumReleaseAge", "timezone"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A value of `schedule` or `automergeSchedule` and what belongs to it.

    Attributes:
        option: which of the two it is.
        pointer: the object for which it counts; where it is inherited or a default, it does not
            stand there itself.
        entries: its texts; none stand for any time.
        time_zone: the `timezone` that counts for it.
        minimum_release_age: what counts beside `schedule`, as it is written.
        is_default: whether nobody has written it.
        about: the `description` of the object.
    """

    option: str
    pointer: Pointer = ()
    entries: tuple[str, ...] = ANY_TIME
    time_zone: str | None = None
    minimum_release_age: str | None = None
    is_default: bool = False
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outer:
    """What an object inherits."""

    schedule: tuple[str, ...] = ANY_TIME
    is_default: bool = True
    time_zone: str | None = None
    age: str | None = None


def schedules_in(config: Mapping[str, Any]) -> tuple[Schedule, ...]:
    """Return the schedules of a config, the one of the whole config first.

    Objects inside, such as package rules, are named if they say anything of time themselves;
    those that are switched off are left out.

    Args:
        config: migrated, massaged, and with what its presets say.
    """
    return tuple(_schedules(config, (), _Outer()))


def _schedules(config: Mapping[str, Any], pointer: Pointer, outer: _Outer) -> Iterator[Schedule]:
    here = _here(config, pointer, outer)
    usual = Schedule(
        option="schedule",
        pointer=pointer,
        entries=here.schedule,
        time_zone=here.time_zone,
        minimum_release_age=here.age,
        is_default=here.is_default or "schedule" not in config,
        about=_about(config.get("description")),
    )
    if not pointer or pointer[-1] == _OPT_IN or not _ABOUT_SCHEDULE.isdisjoint(config):
        yield usual
    if isinstance(config.get("automergeSchedule"), list):
        entries = _entries(config["automergeSchedule"])
        yield replace(
            usual,
            option="automergeSchedule",
            entries=entries,
            minimum_release_age=None,
            is_default=False,
        )
    for inner, place in _inner(config):
        if _is_on(inner, place):
            yield from _schedules(inner, (*pointer, *place), here)


def _here(config: Mapping[str, Any], pointer: Pointer, outer: _Outer) -> _Outer:
    """Return what counts in an object."""
    schedule, is_default = outer.schedule, outer.is_default
    if pointer and pointer[-1] in _OF_KIND:
        schedule, is_default = _OF_KIND[str(pointer[-1])], True
    if isinstance(config.get("schedule"), list):
        schedule, is_default = _entries(config["schedule"]), False
    zone = config.get("timezone", outer.time_zone)
    age = config.get("minimumReleaseAge", outer.age)
    has_release = not pointer or pointer[-1] not in _OF_KIND or "minimumReleaseAge" in config
    return _Outer(
        schedule=schedule,
        is_default=is_default,
        time_zone=zone if isinstance(zone, str) else None,
        age=age if isinstance(age, str) and has_release else None,
    )


def _inner(config: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Pointer]]:
    for key, value in config.items():
        if isinstance(value, Mapping) and key not in _NOT_LOOKED_INTO:
            yield value, (key,)
        elif key == _RULES and isinstance(value, list):
            for index, rule in enumerate(value):
                if isinstance(rule, Mapping):
                    yield rule, (key, index)


def _is_on(config: Mapping[str, Any], place: Pointer) -> bool:
    is_opt_in = place[-1] == _OPT_IN
    return bool(config.get("enabled", not is_opt_in))


def _entries(value: list[Any]) -> tuple[str, ...]:
    return tuple(entry for entry in value if isinstance(entry, str))


def _about(description: object) -> str:
    first = description[0] if isinstance(description, list) and description else description
    return first if isinstance(first, str) else ""
