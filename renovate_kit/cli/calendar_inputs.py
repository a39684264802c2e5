"""What `renovate-kit calendar` draws: the schedules of a config."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from renovate_kit.errors import InputError

if TYPE_CHECKING:
    from renovate_kit.config.calendar import Schedule
    from renovate_kit.config.document import Pointer
    from renovate_kit.config.options import Catalogue
    from renovate_kit.config.presets import Resolution
    from renovate_kit.config.provenance import Json

__all__ = ["CalendarInputs", "calendar_inputs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarInputs:
    """What a config says of time.

    Attributes:
        schedules: with the places at which they stand; the first is that of the whole config.
        unknown_presets: what the config extends and nobody looked up.
    """

    schedules: "tuple[Schedule, ...]"
    unknown_presets: tuple[str, ...] = ()


def calendar_inputs(path: Path, catalogue: "Catalogue") -> CalendarInputs:
    """Return the schedules of a config of Renovate, with what its built-in presets say.

    Args:
        path: a config, or a folder with one.
        catalogue: what the release of Renovate knows.

    Raises:
        InputError: there is no such config, it is no JSON, or Renovate itself gives up on it.
    """
    from renovate_kit.config.calendar import schedules_in
    from renovate_kit.config.discovery import find_configs

    resolved = _resolved(find_configs(path, catalogue)[0].path, catalogue)
    config = resolved.config
    return CalendarInputs(
        schedules=tuple(_as_written(schedule, config) for schedule in schedules_in(config)),
        unknown_presets=resolved.unknown_presets,
    )


def _resolved(path: Path, catalogue: "Catalogue") -> "Resolution":
    from renovate_kit.config.document import ObjectNode
    from renovate_kit.config.massage import massage
    from renovate_kit.config.migrator import UnmigratableError, migrate
    from renovate_kit.config.presets import UnresolvablePresetError, resolve
    from renovate_kit.config.provenance import track
    from renovate_kit.config.reading import ReadConfig, is_package, read_config, read_file

    if is_package(str(path)):
        hint = "move its part `renovate` to a renovate.json"
        raise InputError(f"{path}: a package.json is not only a Renovate config", hint=hint)
    read = read_config(read_file(path), str(path))
    if not isinstance(read, ReadConfig):
        at = f"{path}:{read.place.line}:{read.place.column}"
        raise InputError(f"{at}: {read.message}", hint=read.help or "mend its syntax first")
    if not isinstance(read.document.root, ObjectNode):
        raise InputError(f"{path}: this is no object", hint="put the options between { and }")
    try:
        data = massage(migrate(track(read.document.root), catalogue), catalogue)
        return resolve(data, catalogue)
    except (UnmigratableError, UnresolvablePresetError) as error:
        hint = f"`renovate-kit validate {path}` says more"
        raise InputError(f"{path}: Renovate gives up on this config", hint=hint) from error


def _as_written(schedule: "Schedule", config: "Json") -> "Schedule":
    """Return a schedule with the place at which it stands in the text, if it does."""
    from renovate_kit.config.provenance import own_origin

    origin = own_origin(_at(config, schedule.pointer))
    if origin is not None or not schedule.pointer:
        return replace(schedule, pointer=origin or ())
    about = f"{schedule.about}, from a preset" if schedule.about else "from a preset"
    return replace(schedule, about=about)


def _at(value: "Json", pointer: "Pointer") -> "Json":
    for part in pointer:
        value = value[part]
    return value
