"""Which files of a folder are Renovate's, and for whom each is written."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from renovate_kit.config.document import (
    Dialect,
    Document,
    Node,
    ObjectNode,
    SourceText,
    decode,
    parse,
)
from renovate_kit.config.manifest_signs import NEVER_SEARCHED
from renovate_kit.config.options import Catalogue
from renovate_kit.config.subject import ConfigKind
from renovate_kit.errors import InputError

__all__ = ["ConfigFile", "find_configs", "kind_of"]

_PRESET_NAME = "default.json"
_OPERATOR_FILE_NAMES = frozenset(
    {f"config.{suffix}" for suffix in ("cjs", "cts", "js", "mjs", "mts", "ts", "yaml", "yml")}
)
_OPERATOR_NAMES_IN_FOLDER = frozenset({"config.json", "config.json5", "config.jsonc"})
_WHERE_IT_WORKS = frozenset({"endpoint", "platform", "token"})
_ON_WHAT_IT_WORKS = frozenset({"autodiscover", "autodiscoverFilter", "repositories"})
_SURELY_NO_ACCIDENT = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigFile:
    """A file to check and what it is.

    Attributes:
        kind: for whom it is written; None if its content decides (`kind_of`).
    """

    path: Path
    kind: ConfigKind | None


def find_configs(
    path: Path,
    catalogue: Catalogue,
    *,
    more_names: Sequence[str] = (),
    platform: str | None = None,
    may_be_none: bool = False,
) -> tuple[ConfigFile, ...]:
    """Return the configs at a path.

    A file is taken, whatever its name. Of a folder, the files that Renovate itself would
    look for there, in its order, and a preset called `default.json`; where there is none, files
    of these names anywhere below it, so that a folder of several repositories can be checked at
    once. A `package.json` is one of them if it has a part for Renovate.

    Args:
        path: a file or a folder.
        catalogue: knows the names that Renovate looks for.
        more_names: what the operator's `configFileNames` has; these come first.
        platform: where the repository is; some have names of their own.
        may_be_none: whether a folder without a config is fine.

    Raises:
        InputError: nothing is there, or the folder holds no config.
    """
    try:
        is_there, is_folder = path.exists(), path.is_dir()
        if is_folder:
            next(path.iterdir(), None)
    except OSError as error:
        reason = (error.strerror or "unreadable").lower()
        raise InputError(f"{path}: {reason}", hint="check its permissions") from error
    if not is_there:
        raise InputError(f"{path}: no such file or folder", hint="check the path")
    if not is_folder:
        return (ConfigFile(path=path, kind=None),)
    known = catalogue.config_file_names_on(platform) if platform else catalogue.config_file_names
    names = [*more_names, *(name for name in known if name not in more_names)]
    found = [config for name in names if (config := _config_at(path / name))]
    if preset := _preset_at(path / _PRESET_NAME):
        found.append(preset)
    if not found:
        below = sorted(_below(path, {Path(name).name for name in names}))
        found = [config for file in below if (config := _config_at(file))]
    if not found and not may_be_none:
        hint = f"Renovate looks for {names[0]}, .github/renovate.json and others: name the file"
        raise InputError(f"{path}: no Renovate config in this folder", hint=hint)
    return tuple(found)


def _config_at(file: Path) -> ConfigFile | None:
    if not file.is_file() or (file.name == "package.json" and not _has_part(file)):
        return None
    return ConfigFile(path=file, kind=ConfigKind.REPO)


def _has_part(package: Path) -> bool:
    """Return whether a `package.json` has a config in it; most of them have none."""
    document = _json_at(package, b'"renovate')
    if document is None:
        return False
    from renovate_kit.config.document.package_json import package_parts  # noqa: PLC0415

    return bool(package_parts(document))


def _preset_at(file: Path) -> ConfigFile | None:
    """Return a file as a preset if it says that it is Renovate's; others have such names too."""
    document = _json_at(file, b"renovate-schema") if file.is_file() else None
    if document is None or document.node_at(("$schema",)) is None:
        return None
    return ConfigFile(path=file, kind=ConfigKind.PRESET)


def _json_at(file: Path, sign: bytes) -> Document | None:
    """Return a file that has certain bytes in it; None if it has not, or can't be read."""
    try:
        raw = file.read_bytes()
    except OSError:
        return None
    source = decode(raw) if sign in raw else None
    if not isinstance(source, SourceText):
        return None
    parsed = parse(source, path=str(file), dialect=Dialect.JSONC)
    return parsed if isinstance(parsed, Document) else None


def kind_of(path: str, root: Node | None, catalogue: Catalogue) -> ConfigKind:
    """Return for whom a config that somebody named is written, as far as it shows.

    It is the operator's

    - if it is called `config.js` (the default of `RENOVATE_CONFIG_FILE`) or the like, or
      `config.json`, `.json5` or `.jsonc` in a folder with "renovate" in its name;
    - if its top level says both where Renovate works (`platform`, `endpoint`, `token`) and on
      what (`repositories`, `autodiscover`, `autodiscoverFilter`);
    - if Renovate looks for no file of its name, and its top level has `repositories`, or two
      options that only the operator may set.

    Everything else is a repository's. The official validator takes every file that it is given
    for the operator's.

    Args:
        path: of the file.
        root: its content; None if it can't be read.
        catalogue: knows the options, and the names that Renovate looks for.
    """
    name = PurePath(path)
    if name.name in _OPERATOR_FILE_NAMES:
        return ConfigKind.GLOBAL
    if name.name in _OPERATOR_NAMES_IN_FOLDER and "renovate" in name.parent.name.lower():
        return ConfigKind.GLOBAL
    keys = {member.key for member in root.members} if isinstance(root, ObjectNode) else set()
    if keys & _WHERE_IT_WORKS and keys & _ON_WHAT_IT_WORKS:
        return ConfigKind.GLOBAL
    if name.name not in {PurePath(known).name for known in catalogue.config_file_names}:
        options = (catalogue.option(key) for key in keys)
        operators = sum(option is not None and option.is_global_only for option in options)
        if "repositories" in keys or operators >= _SURELY_NO_ACCIDENT:
            return ConfigKind.GLOBAL
    return ConfigKind.REPO


def _below(folder: Path, names: set[str]) -> Iterator[Path]:
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(set(folders) - NEVER_SEARCHED)
        yield from (Path(root, name) for name in files if name in names)
