"""The folders into which Renovate writes, and which volumes hold them."""

from pathlib import PurePosixPath
from typing import Final

from renovate_kit.config.deployment.rule import DeploymentSubject
from renovate_kit.config.deployment.volumes import Mount, mounts

__all__ = ["WORK_FOLDERS", "may_be_elsewhere", "mount_of", "work_folder", "work_mounts"]

WORK_FOLDERS: Final = ("baseDir", "cacheDir")
"""The options that name them."""

_TEMPORARY: Final = "/tmp"  # noqa: S108 - in the container
_VARIABLES_OF_TEMPORARY: Final = ("RENOVATE_TMPDIR", "TMPDIR")


def work_folder(subject: DeploymentSubject, option: str = "baseDir") -> str:
    """Return the folder that `baseDir` or `cacheDir` comes to in the container.

    Source: `setDirectories` in `lib/workers/global/initialize.ts`.
    """
    value = subject.effective.value(option)
    if isinstance(value, str) and value:
        return str(PurePosixPath("/usr/src/app", value))
    if option == "cacheDir":
        return str(PurePosixPath(work_folder(subject), "cache"))
    environment = subject.deployment.environment
    known = (environment.get(name) for name in _VARIABLES_OF_TEMPORARY)
    folder = next((entry.value for entry in known if entry is not None and entry.value), _TEMPORARY)
    return str(PurePosixPath(folder, "renovate"))


def may_be_elsewhere(subject: DeploymentSubject, option: str = "baseDir") -> bool:
    """Return whether something that can't be read may name another folder."""
    found = subject.effective.options.get(option)
    if found is not None:
        return not found.is_known
    return subject.deployment.has_unknown_variables or bool(subject.effective.unknown_sources)


def mount_of(subject: DeploymentSubject, path: str) -> Mount | None:
    """Return what is mounted at a path or nearest above it; None if the image's own folder is."""
    holding = [mount for mount in mounts(subject.deployment) if mount.holds(path)]
    return max(holding, key=lambda mount: len(mount.path), default=None)


def work_mounts(subject: DeploymentSubject) -> tuple[Mount, ...]:
    """Return the mounts that hold `baseDir` or `cacheDir`, each once."""
    found: dict[int, Mount] = {}
    for option in WORK_FOLDERS:
        mount = mount_of(subject, work_folder(subject, option))
        if mount is not None:
            found.setdefault(mount.reference.origin.span.start, mount)
    return tuple(found.values())
