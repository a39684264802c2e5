"""Facts that Renovate keeps in private constants, read from the text of its modules.

Its validator, for one, lists the keys that it skips inside a function, out of reach of an
import. Only lists of strings and tables of names are read; nothing is executed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from renovate_kit.errors import InputError

__all__ = ["SourceFacts", "read_source_facts"]

_VALIDATION = "config/validation.js"
_PRESET_PARSER = "config/presets/parse.js"
_ENV_PARSER = "workers/global/config/parse/env.js"
_CHILD_ENV = "util/exec/env.js"

_STRING_LIST = re.compile(r'\[((?:\s*"[^"\n]*",?)+)\s*\]')
_STRING = re.compile(r'"([^"\n]*)"')
_RENAMED_ENV_KEYS = re.compile(r"const renameKeys = \{([^{}]*)\}")
_PAIR = re.compile(r'"?(\w+)"?: "(\w+)"')
_RENOVATE_ENV_NAME = re.compile(r"\b(RENOVATE_[A-Z0-9_]+)\b")
_ENV_ACCESS = re.compile(r"""(?:getEnv\(\)|process\.env|\benv)(?:\.|\[["'])([A-Z][A-Z0-9_]{2,})""")
_LOG_SETTING = re.compile(r'\bgetEnv\("([A-Z_]+)"')
"""The logger's own function, which looks for a name with the prefix first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """What the modules' text tells.

    Attributes:
        ignored_nodes: keys that the validator skips.
        selectors: keys by which a package rule matches.
        pre_lookup_options: options that come too late in a rule that matches on update types.
        custom_manager_keys: all that a custom manager may have.
        custom_datasource_keys: all that a custom datasource may have.
        preset_namespaces: what before a colon makes a preset an internal one.
        renamed_env_options: options whose old environment name is still read, to the new one.
        discarded_env_names: names that Renovate removes from its environment unread.
        child_env_names: names that Renovate hands on to the package managers that it starts.
        env_names: every name that any module reads from the environment.
    """

    ignored_nodes: list[str]
    selectors: list[str]
    pre_lookup_options: list[str]
    custom_manager_keys: list[str]
    custom_datasource_keys: list[str]
    preset_namespaces: list[str]
    renamed_env_options: dict[str, str]
    discarded_env_names: list[str]
    child_env_names: list[str]
    env_names: list[str]


def read_source_facts(dist: Path) -> SourceFacts:
    """Read the private constants of an installed Renovate.

    Args:
        dist: the package's folder of JavaScript modules.

    Raises:
        InputError: a module is missing, or a constant is not found in it.
    """
    validation = _ShippedModule(dist, _VALIDATION)
    env_parser = _ShippedModule(dist, _ENV_PARSER)
    return SourceFacts(
        ignored_nodes=validation.list_with("$schema"),
        selectors=validation.list_with("matchJsonata"),
        pre_lookup_options=validation.list_with("followTag"),
        custom_manager_keys=validation.list_with("customType"),
        custom_datasource_keys=validation.list_with("transformTemplates"),
        preset_namespaces=_ShippedModule(dist, _PRESET_PARSER).list_with("monorepo"),
        renamed_env_options=env_parser.renamed_env_options(),
        discarded_env_names=env_parser.list_with("BITBUCKET_TOKEN"),
        child_env_names=_ShippedModule(dist, _CHILD_ENV).list_with("DOCKER_HOST"),
        env_names=sorted(set(_env_names(dist))),
    )


class _ShippedModule:
    """The text of one module."""

    def __init__(self, dist: Path, path: str) -> None:
        self._path = path
        self._text = _read(dist / path)

    def list_with(self, landmark: str) -> list[str]:
        """Return the only list of strings that contains `landmark`."""
        lists = [_STRING.findall(match) for match in _STRING_LIST.findall(self._text)]
        found = [strings for strings in lists if landmark in strings]
        if len(found) != 1:
            raise self._failure(f'{len(found)} lists with "{landmark}" instead of one')
        return found[0]

    def renamed_env_options(self) -> dict[str, str]:
        """Return the table of options whose old environment name is still read."""
        table = _RENAMED_ENV_KEYS.search(self._text)
        if table is None:
            raise self._failure("no table of renamed environment keys")
        return dict(_PAIR.findall(table[1]))

    def _failure(self, what: str) -> InputError:
        return InputError(
            f"dist/{self._path} of Renovate has {what}",
            hint="this release keeps its facts elsewhere; the importer has to learn where",
        )


def _env_names(dist: Path) -> Iterator[str]:
    for path in dist.rglob("*.js"):
        text = _read(path)
        yield from _RENOVATE_ENV_NAME.findall(text)
        yield from _ENV_ACCESS.findall(text)
        for name in _LOG_SETTING.findall(text):
            yield from (name, f"RENOVATE_{name}")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"cannot read {path}: {error}", hint="check that Renovate is installed completely"
        ) from error
