"""The file in which a project says what it wants of renovate-kit.

That is `renovate-kit.toml`, or `[tool.renovate-kit]` of a `pyproject.toml`.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from renovate_kit.errors import UsageError

__all__ = ["SettingsTable", "settings_in"]

_OWN_FILE: Final = "renovate-kit.toml"
_SHARED_FILE: Final = "pyproject.toml"
_TABLE: Final = "renovate-kit"
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsTable:
    """A table of settings, which says of a wrong one where it stands.

    Attributes:
        file: in which it is.
        prefix: what comes before its keys, as in `tool.renovate-kit.`.
        page: which names all settings.
    """

    file: Path
    prefix: str
    values: Mapping[str, Any]
    page: str = "docs/validate.md"

    def wrong(self, key: str, problem: str) -> UsageError:
        """Return what is wrong with a setting."""
        return UsageError(f"{self.place(key)}: {problem}", hint=f"see {self.page} for all settings")

    def place(self, key: str) -> str:
        """Return where a setting stands."""
        quoted = key if _BARE.fullmatch(key) else f'"{key}"'
        return f"{self.file}: {self.prefix}{quoted}"

    def refuse_others(self, known: Collection[str]) -> None:
        """Let nothing be in the table but what is known.

        Raises:
            UsageError: there is an unknown key.
        """
        if unknown := set(self.values) - set(known):
            raise self.wrong(min(unknown), "there is no such setting")

    def table(self, key: str, page: str | None = None) -> "SettingsTable":
        """Return a table in this one, without anything in it if there is none.

        Raises:
            UsageError: it is something else.
        """
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.wrong(key, "must be a table")
        return SettingsTable(
            file=self.file, prefix=f"{self.prefix}{key}.", values=value, page=page or self.page
        )

    def text(self, key: str) -> str | None:
        """Return a text, if there is one.

        Raises:
            UsageError: it is something else.
        """
        value = self.values.get(key)
        if value is not None and (not isinstance(value, str) or not value):
            raise self.wrong(key, "must be a text in quotes")
        return value

    def texts(self, key: str, what: str) -> list[str] | None:
        """Return a list of texts, if there is one.

        Args:
            key: of the list.
            what: it must be a list of.

        Raises:
            UsageError: it is something else.
        """
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(key, f"must be a list of {what}")
        return value


def settings_in(folder: Path) -> SettingsTable | None:
    """Return the settings in a folder; None if it has none, or nobody may look into it.

    Raises:
        UsageError: the file with them can't be read, or is no TOML.
    """
    own, shared = folder / _OWN_FILE, folder / _SHARED_FILE
    if _is_there(own):
        return SettingsTable(file=own, prefix="", values=_load(_text(own), own))
    # Most pyproject.toml are about other things; whatever is in them is none of our business.
    if _is_there(shared) and _TABLE in (text := _text(shared)):
        whole = SettingsTable(file=shared, prefix="", values=_load(text, shared))
        tool = whole.table("tool")
        if _TABLE in tool.values:
            return tool.table(_TABLE)
    return None


def _is_there(file: Path) -> bool:
    try:
        return file.is_file()
    except PermissionError:
        return False


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
