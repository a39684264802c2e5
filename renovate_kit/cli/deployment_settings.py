"""The settings file of a deployment, read for the commands that build from it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from renovate_kit.cli.output import flush
from renovate_kit.errors import InputError, UsageError

if TYPE_CHECKING:
    from renovate_kit.config.build.settings import Settings

__all__ = ["DEFAULT_SETTINGS", "load_settings", "present_texts"]

DEFAULT_SETTINGS = Path("config/renovate-kit.yaml")
"""Where the settings are if nobody says otherwise; after it comes a file of that name in here."""


def load_settings(path: Path | None) -> "tuple[Path, Settings]":
    """Return where the settings are, and what they say.

    Mistakes in them are written to standard error, one a line.

    Raises:
        UsageError: there are no settings, or mistakes in them.
        InputError: the file can't be read.
    """
    from renovate_kit.config.build.settings_reading import read_settings
    from renovate_kit.config.reading import read_file, source_text

    file = path or _found()
    if not file.is_file():
        raise UsageError(f"{file}: no such file", hint="`renovate-kit init` writes a first one")
    read = read_settings(source_text(read_file(file), str(file)), str(file))
    if not isinstance(read, tuple):
        return file, read
    flush()
    for problem in read:
        help_ = f" ({problem.help})" if problem.help else ""
        place = f"{file}:{problem.place.line}:{problem.place.column}"
        sys.stderr.write(f"{place}: {problem.message}{help_}\n")
    count = f"{len(read)} mistakes" if len(read) > 1 else "a mistake"
    raise UsageError(
        f"{file} has {count}", hint="nothing was built; docs/build.md names all settings"
    )


def present_texts(folder: Path, paths: "list[str]") -> dict[str, str]:
    """Return the texts of those files that are there.

    Raises:
        InputError: one of them can't be read as text.
    """
    texts = {}
    for path in paths:
        file = folder / path
        if not file.is_file():
            continue
        try:
            # Not `read_text`: it would make other line breaks of those that are there.
            texts[path] = file.read_bytes().decode()
        except (OSError, ValueError) as error:
            raise InputError(f"{file}: can't be read as text", hint="mend or remove it") from error
    return texts


def _found() -> Path:
    beside = Path(DEFAULT_SETTINGS.name)
    return beside if beside.is_file() and not DEFAULT_SETTINGS.is_file() else DEFAULT_SETTINGS
