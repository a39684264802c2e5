"""How every JSON output looks: one object, readable, times in UTC."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

__all__ = ["document", "utc"]


def document(content: Mapping[str, object]) -> str:
    """Return an object as text with a newline at its end."""
    return f"{json.dumps(content, ensure_ascii=False, indent=2)}\n"


def utc(time: datetime | None) -> str | None:
    """Return a time as RFC 3339 has it, or None."""
    return None if time is None else time.astimezone(UTC).isoformat().replace("+00:00", "Z")
