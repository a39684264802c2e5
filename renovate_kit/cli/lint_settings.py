"""Which findings a project wants to see.

It says so in `renovate-kit.toml`, or in `[tool.renovate-kit]` of its `pyproject.toml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from renovate_kit.cli.settings_file import SettingsTable, settings_in
from renovate_kit.config.diagnostics import Severity
from renovate_kit.config.selection import Selection, parse_names, path_matches

__all__ = ["LintSettings", "known_names", "settings_for"]


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
    if found := settings_in(folder):
        return _settings(found)
    return LintSettings(folder=folder) if folder.parent == folder else settings_for(folder.parent)


def _settings(given: SettingsTable) -> LintSettings:
    given.refuse_others({"select", "ignore", "per-file-ignores", "severity", "report"})
    per_file = given.table("per-file-ignores")
    return LintSettings(
        folder=given.file.parent,
        select=_names(given, "select"),
        ignore=_names(given, "ignore") or frozenset(),
        per_file_ignores={
            pattern: _names(per_file, pattern) or frozenset() for pattern in per_file.values
        },
        severity=_severity(given),
    )


def _names(given: SettingsTable, key: str) -> frozenset[str] | None:
    names = given.texts(key, "codes and names of rules")
    if names is None:
        return None
    return parse_names(names, known_names(), given.place(key))


def _severity(given: SettingsTable) -> Severity | None:
    value = given.values.get("severity")
    if value is None:
        return None
    if not isinstance(value, str) or value not in set(Severity):
        raise given.wrong("severity", f"must be one of {', '.join(Severity)}")
    return Severity(value)
