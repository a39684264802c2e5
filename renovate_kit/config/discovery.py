"""Which files of a folder are Renovate's, and for whom each is written."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from renovate_kit.config.options import Catalogue
from renovate_kit.config.subject import ConfigKind
from renovate_kit.errors import InputError

__all__ = ["ConfigFile", "find_configs"]

_NEVER_SEARCHED = frozenset(
    {".git", ".venv", "__pycache__", "build", "dist", "node_modules", "vendor", "venv"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigFile:
    """A file to check and what it is."""

    path: Path
    kind: ConfigKind


def find_configs(path: Path, catalogue: Catalogue) -> tuple[ConfigFile, ...]:
    """Return the configs at a path.

    A file is what the person says it is. Of a folder, the files that Renovate itself would
    look for there, in its order; where there is none, files of these names anywhere below
    it, so that a folder of several repositories can be checked at once.

    Args:
        path: a file or a folder.
        catalogue: knows the names that Renovate looks for.

    Raises:
        InputError: nothing is there, or the folder holds no config.
    """
    if not path.exists():
        raise InputError(f"{path}: no such file or folder", hint="check the path")
    if not path.is_dir():
        return (ConfigFile(path=path, kind=ConfigKind.REPO),)
    names = [name for name in catalogue.config_file_names if name != "package.json"]
    found = [path / name for name in names if (path / name).is_file()] or sorted(
        _below(path, {Path(name).name for name in names})
    )
    if not found:
        hint = f"Renovate looks for {names[0]}, .github/renovate.json and others: name the file"
        raise InputError(f"{path}: no Renovate config in this folder", hint=hint)
    return tuple(ConfigFile(path=file, kind=ConfigKind.REPO) for file in found)


def _below(folder: Path, names: set[str]) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(set(folders) - _NEVER_SEARCHED)
        yield from (Path(root, name) for name in files if name in names)
