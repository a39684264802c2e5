"""How a release lies on disk: one folder per release, one JSON file per use.

Files are compact but have one entry per line, so that a new release reads well as a diff.
"""

import json
from enum import StrEnum
from pathlib import Path
from typing import Any

__all__ = ["RELEASES_FOLDER", "Part", "read_part", "render_part", "version_key"]

RELEASES_FOLDER = Path(__file__).parent / "releases"
"""The releases that this package ships."""


class Part(StrEnum):
    """The files of a release; the value is the file's name."""

    OPTIONS = "options.json"
    MANAGERS = "managers.json"
    DATASOURCES = "datasources.json"
    VERSIONINGS = "versionings.json"
    PLATFORMS = "platforms.json"
    TOOLS = "tools.json"
    PRESETS = "presets.json"
    MIGRATIONS = "migrations.json"
    NAMES = "names.json"
    TIME_ZONES = "time_zones.json"


_UNFOLDED_TWICE = frozenset({Part.TOOLS, Part.MIGRATIONS, Part.NAMES})
"""Files that hold several tables: there each row of a table has a line."""


def render_part(part: Part, content: object) -> str:
    """Return a part as the text of its file, in the order of `content`."""
    return _unfold(content, 2 if part in _UNFOLDED_TWICE else 1) + "\n"


def read_part(folder: Path, part: Part) -> Any:  # noqa: ANN401 - each part has its own shape
    """Return the content of one file of a release folder."""
    return json.loads((folder / part.value).read_bytes())


def version_key(release: str) -> tuple[tuple[int, ...], bool]:
    """Return what sorts releases from old to new, a pre-release before its release.

    Args:
        release: a version, as in `44.121.2` or `45.0.0-next.1`.
    """
    numbers, dash, _ = release.partition("-")
    return tuple(int(number) for number in numbers.split(".")), not dash


def _unfold(value: object, levels: int) -> str:
    if levels and value and isinstance(value, dict):
        rows = [f"{_compact(key)}: {_unfold(row, levels - 1)}" for key, row in value.items()]
        return "{\n" + ",\n".join(rows) + "\n}"
    if levels and value and isinstance(value, list):
        return "[\n" + ",\n".join(_unfold(row, levels - 1) for row in value) + "\n]"
    return _compact(value)


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
