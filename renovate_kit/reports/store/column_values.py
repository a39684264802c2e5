"""What columns hold as plain values, and what these mean: the one place that converts them.

A column's name says of which kind it is, in all tables alike.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from renovate_kit.reports.store.reading import Row

__all__ = ["FLAGS", "TIMES", "flag", "json_list", "json_text", "moment", "told", "utc_text"]

TIMES: Final = frozenset(
    {
        "at",
        "dashboard_at",
        "ended_at",
        "finished_at",
        "first_at",
        "newest_released_at",
        "released_at",
        "started_at",
    }
)
"""Columns that hold a time as text, of the tables that are read through a `Reader`."""

FLAGS: Final = frozenset(
    {
        "abandoned",
        "automerge",
        "begins",
        "cloned",
        "complete",
        "dashboard_checks_known",
        "dashboard_seen",
        "edited",
        "enabled",
        "is_breaking",
        "is_default",
        "looked_up",
        "onboarded",
        "pending_checks",
        "vulnerability",
    }
)
"""Columns that hold a truth value, which SQLite keeps as a number, of these tables."""

_LISTS: Final = frozenset(
    {
        "dashboard_problems",
        "events",
        "labels",
        "levels",
        "package_files",
        "pending_versions",
        "warnings",
    }
)


def utc_text(value: datetime | None) -> str | None:
    """Return a time as `2026-09-07T08:00:04.386000Z`, always with six digits.

    So text order is time order. A naive datetime is a mistake of ours and refused.
    """
    if value is None:
        return None
    if value.tzinfo is None:
        message = f"a time without a zone: {value!r}"
        raise ValueError(message)
    return f"{value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def moment(text: str | None) -> datetime | None:
    """Return the time that a column holds, aware, in UTC."""
    return None if text is None else datetime.fromisoformat(text)


def flag(value: int | None) -> bool | None:
    """Return the truth value that a column holds; None stays unknown."""
    return None if value is None else bool(value)


def json_text(values: tuple[Any, ...] | None) -> str | None:
    """Return a tuple as it is kept in a column; None stays unknown."""
    return None if values is None else json.dumps(values, ensure_ascii=False)


def json_list(text: str | None) -> tuple[Any, ...] | None:
    """Return the tuple that a column holds, with inner lists as tuples."""
    if text is None:
        return None
    return tuple(tuple(each) if isinstance(each, list) else each for each in json.loads(text))


def told(row: "Row", names: Iterable[str]) -> dict[str, Any]:
    """Return the values of some columns of a row, each as what it means."""
    return {
        name: convert(row[name]) if (convert := _CONVERTERS.get(name)) else row[name]
        for name in names
    }


_CONVERTERS: Final[Mapping[str, Callable[[Any], Any]]] = {
    **dict.fromkeys(TIMES, moment),
    **dict.fromkeys(FLAGS, flag),
    **dict.fromkeys(_LISTS, json_list),
}
