"""All schedules that decide when a deployment's Renovate may do something, each with its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from renovate_kit.config.calendar.schedules import Schedule, schedules_in
from renovate_kit.config.deployment.resolved_configs import (
    ResolvedConfig,
    operator_config,
    repository_config,
)
from renovate_kit.config.deployment.rule import DeploymentSubject
from renovate_kit.config.document.located import Origin
from renovate_kit.config.document.location import Pointer, format_pointer
from renovate_kit.config.provenance import Json

__all__ = ["LocatedSchedule", "schedules_of"]

_AUTOMERGE: Final = "automergeSchedule"
_LOCK_FILES: Final = "lockFileMaintenance"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedSchedule:
    """One schedule and where it stands.

    Attributes:
        schedule: the schedule itself, with the time zone in which it holds: that of the config,
            or of the container; None if neither says one, which is UTC then.
        is_written: whether somebody wrote it, or a preset that somebody extends; else it is
            inherited, or Renovate's own for the kind of update.
        is_zone_known: whether no preset that was not looked up can set another time zone.
        preset: the entry of `extends` through which it comes; empty if it was written in place.
        is_global: it is in the global config, no repository's.
        origin: of the schedule; of the preset, or of the option that has it without a word.
    """

    schedule: Schedule
    is_written: bool
    is_zone_known: bool
    preset: str
    is_global: bool
    origin: Origin

    @property
    def path(self) -> str:
        """Where it is in its config, as in `packageRules[1].schedule`."""
        return format_pointer((*self.schedule.pointer, self.schedule.option))

    @property
    def is_in_force(self) -> bool:
        """Whether it was written, or is the default of lock file maintenance, which is on."""
        return self.is_written or self.schedule.pointer == (_LOCK_FILES,)

    @property
    def is_for_all(self) -> bool:
        """Whether it holds for all updates, not for those of a rule or a manager."""
        return not self.schedule.pointer


def schedules_of(subject: DeploymentSubject) -> tuple[LocatedSchedule, ...]:
    """Return the schedules of a deployment: those of its repository, then those of its operator.

    The repository is the one in whose checkout the manifests are. If Renovate works on no other
    one, schedules of the operator's that the repository's config replaces are left out. So is
    `automergeSchedule` where nothing is automerged, what a preset says while another one is not
    known, and what stands in a config that can't be read.
    """
    operators, own = operator_config(subject), repository_config(subject)
    configs = [config for config in (own, operators) if config is not None]
    zone = _usual_zone(subject, configs)
    automerges = any(config.unknown_presets or _automerges(config.data) for config in configs)
    found = [
        item
        for config in configs
        for item in _located(config, zone, is_global=config is operators)
        if automerges or item.schedule.option != _AUTOMERGE
    ]
    if own is None or not _is_only_repository(subject):
        return tuple(found)
    replaced = {item.path for item in found if not item.is_global and item.is_written}
    return tuple(
        item
        for item in found
        if not item.is_global or (item.is_written and item.path not in replaced)
    )


def _located(
    config: ResolvedConfig, zone: str | None, *, is_global: bool
) -> Iterator[LocatedSchedule]:
    for schedule in schedules_in(config.data):
        scope = _at(config.data, schedule.pointer)
        is_written = isinstance(scope, dict) and schedule.option in scope
        pointer = (*schedule.pointer, schedule.option)
        origin, preset = config.origin(pointer if is_written else _nearest(schedule.pointer))
        # Rules of presets come before those of the config, and so change their numbers.
        own = config.written_at(pointer) if is_written else None
        place = schedule.pointer if own is None else own[:-1]
        if origin is not None and not (preset and config.unknown_presets):
            yield LocatedSchedule(
                schedule=replace(schedule, pointer=place, time_zone=schedule.time_zone or zone),
                is_written=is_written,
                is_zone_known=bool(schedule.time_zone) or not config.unknown_presets,
                preset=preset,
                is_global=is_global,
                origin=origin,
            )


def _nearest(pointer: Pointer) -> Pointer:
    """Return the place of what makes a schedule count that is not there itself."""
    return (*pointer, "enabled") if pointer else ("extends",)


def _usual_zone(subject: DeploymentSubject, configs: Sequence[ResolvedConfig]) -> str | None:
    """Return the time zone of schedules whose own config says none."""
    zones = [_text(config.data.get("timezone")) for config in configs]
    if not _is_only_repository(subject):
        zones = zones[-1:]  # that of one repository is not that of the others
    environment = subject.deployment.environment.get("TZ")
    zones.append(environment.value if environment is not None else None)
    return next((zone for zone in zones if zone), None)


def _is_only_repository(subject: DeploymentSubject) -> bool:
    repositories = subject.effective.value("repositories")
    is_one = isinstance(repositories, list) and len(repositories) == 1
    return is_one and subject.effective.value("autodiscover") is not True


def _automerges(value: Json) -> bool:
    if isinstance(value, dict):
        return value.get("automerge") is True or any(map(_automerges, value.values()))
    return isinstance(value, list) and any(map(_automerges, value))


def _at(data: Json, pointer: Pointer) -> Json:
    for part in pointer:
        data = data[part]
    return data


def _text(value: Json) -> str | None:
    return str(value) if isinstance(value, str) and value else None
