"""`--since`: a time, or how long ago."""

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from renovate_kit.errors import UsageError

__all__ = ["parse_since"]

_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_AGO: Final = re.compile(rf"(?P<number>\d{{1,5}})(?P<unit>[{''.join(_UNITS)}])")


def parse_since(text: str, *, now: datetime) -> datetime:
    """Return the time that is meant by `7d`, `24h`, `2026-09-07` or `2026-09-07T08:00Z`.

    Args:
        text: as given; a time without zone is UTC.
        now: from where to count back.

    Raises:
        UsageError: it is neither.
    """
    if ago := _AGO.fullmatch(text.strip()):
        return now - timedelta(**{_UNITS[ago["unit"]]: int(ago["number"])})
    try:
        given = datetime.fromisoformat(text.strip())
        return given.astimezone(UTC) if given.tzinfo else given.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise UsageError(
            f"{text!r} is no time", hint="write it as 7d, 24h, 2026-09-07 or 2026-09-07T08:00Z"
        ) from None
