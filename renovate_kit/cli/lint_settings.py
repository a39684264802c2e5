"""Which findings a project wants to see.

It says so in `renovate-kit.toml`, or in `[tool.renovate-kit]` of its `pyproject.toml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.selection import Selection, parse_names, path_matches
from renovate_kit.errors import UsageError

__all__ = ["LintSettings", "known_names", "settings_for"]

_OWN_FILE: Final = "renovate-kit.toml"
_SHARED_FILE: Final = "pyproject.toml"
_TABLE: Final = "renovate-kit"


@dataclass(frozen=True, slots=True, kw_only=True)
class LintSettings:
    """What a project wants to see.

    Attributes:
        folder: of the file that says so; patterns are relative to it.
        select: None means all.
        per_file_ignores: what is ignored in files that match a pattern.
        severity: the lowest one that fails; None if the file does not say.
    """

    folder: Path
    select: frozenset[str] | None = None
    ignore: frozenset[str] = frozenset()
    per_file_ignores: Mapping[str, frozenset[str]] = field(default_factory=dict)
    severity: Severity | None = None

    def ignored_in(self, file: Path) -> frozenset[str]:
        """Return what is ignored in a file because of its path."""
        absolute = file.absolute()
        inside = absolute.is_relative_to(self.folder)
        path = (absolute.relative_to(self.folder) if inside else absolute).as_posix()
        matching = (
            names for pattern, names in self.per_file_ignores.items() if path_matches(pattern, path)
        )
        return frozenset().union(*matching)

    def selection(self, file: Path, flags: Selection) -> Selection:
        """Return what to show of a file; a flag takes the place of the setting of its name."""
        select = self.select if flags.select is None else flags.select
        return Selection(
            select=select, ignore=(flags.ignore or self.ignore) | self.ignored_in(file)
        )


@cache
def known_names() -> frozenset[str]:
    """Return the codes and names of all rules."""
    from renovate_kit.config.rule_page import rule_names

    return frozenset(word for pair in rule_names() for word in pair)


@cache
def settings_for(folder: Path) -> LintSettings:
    """Return the settings for the files of a folder: those of the nearest file upwards.

    Args:
        folder: absolute.

    Raises:
        UsageError: that file has an unknown key, or a value of a wrong type.
    """
    own, shared = folder / _OWN_FILE, folder / _SHARED_FILE
    if own.is_file():
        return _settings(_load(_text(own), own), _Reader(own, ""))
    # Most pyproject.toml are about other things; whatever is in them is none of our business.
    if shared.is_file() and _TABLE in (text := _text(shared)):
        tool = _Reader(shared, "").table(_load(text, shared).get("tool", {}), "tool")
        if _TABLE in tool:
            reader = _Reader(shared, "tool.")
            return _settings(reader.table(tool[_TABLE], _TABLE), _Reader(shared, f"tool.{_TABLE}."))
    return LintSettings(folder=folder) if folder.parent == folder else settings_for(folder.parent)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise UsageError(f"{file}: can't be read as text", hint="mend this file") from error


def _load(text: str, file: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{file}: {error}", hint="mend this file") from error


def _settings(given: Mapping[str, Any], reader: "_Reader") -> LintSettings:
    unknown = set(given) - {"select", "ignore", "per-file-ignores", "severity"}
    if unknown:
        raise reader.wrong(min(unknown), "there is no such setting")
    per_file = reader.table(given.get("per-file-ignores", {}), "per-file-ignores")
    return LintSettings(
        folder=reader.file.parent,
        select=reader.names(given["select"], "select") if "select" in given else None,
        ignore=reader.names(given.get("ignore", []), "ignore"),
        per_file_ignores={
            pattern: reader.names(names, f'per-file-ignores."{pattern}"')
            for pattern, names in per_file.items()
        },
        severity=reader.severity(given.get("severity")),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    """Says of a wrong setting where it stands."""

    file: Path
    prefix: str

    def wrong(self, key: str, problem: str) -> UsageError:
        return UsageError(
            f"{self.file}: {self.prefix}{key}: {problem}",
            hint="docs/validate.md names all settings",
        )

    def table(self, value: object, key: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.wrong(key, "must be a table")
        return value

    def names(self, value: object, key: str) -> frozenset[str]:
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(key, "must be a list of codes and names of rules")
        return parse_names(value, known_names(), f"{self.file}: {self.prefix}{key}")

    def severity(self, value: object) -> Severity | None:
        if value is None:
            return None
        if not isinstance(value, str) or value not in set(Severity):
            raise self.wrong("severity", f"must be one of {', '.join(Severity)}")
        return Severity(value)
