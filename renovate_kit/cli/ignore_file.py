"""The file that says which problems not to show."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from renovate_kit.errors import InputError

if TYPE_CHECKING:
    from renovate_kit.reports.problems.ignoring import Ignores

__all__ = ["ignores_in"]


def ignores_in(path: Path | None, today: date) -> "Ignores":
    """Return what the ignore file says; without one, nothing is ignored."""
    from renovate_kit.reports.problems.ignoring import IGNORE_FILE, Ignores, read_ignores

    file = path or Path(IGNORE_FILE)
    if path is None and not _is_there(file):
        return Ignores(today=today)
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = (error.strerror or "") if isinstance(error, OSError) else "no UTF-8 text"
        raise InputError(
            f"{file}: {(reason or 'can not be read').lower()}", hint="check the file"
        ) from error
    return read_ignores(text, name=str(file), today=today)


def _is_there(file: Path) -> bool:
    """Whether there is such a file; where nobody may look there is none."""
    try:
        return file.exists()
    except PermissionError:
        return False
