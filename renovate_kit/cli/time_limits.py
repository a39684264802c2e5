"""`--sla`: how long a fix may take."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Annotated, Final, TypeAlias

import typer

from renovate_kit.errors import UsageError

__all__ = ["SlaOption", "limits_from"]

SlaOption: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        metavar="SEVERITY=TIME",
        help="How long a fix may take from detection, such as high=14d; may be repeated. "
        "Default: critical 7, high 30, moderate 90, low 180 days.",
        show_default=False,
    ),
]

_LIMIT: Final = re.compile(r"(?P<severity>[a-z]{1,20})=(?P<number>\d{1,5})(?P<unit>[hdw])")
_UNITS: Final = {"h": "hours", "d": "days", "w": "weeks"}


def limits_from(given: Sequence[str]) -> Mapping[str, timedelta]:
    """Return the default time limits with those that the person gave.

    Raises:
        UsageError: one is none.
    """
    from renovate_kit.reports.severities import severity_word
    from renovate_kit.reports.statistics.security_history import DEFAULT_LIMITS

    limits = dict(DEFAULT_LIMITS)
    for text in given:
        match = _LIMIT.fullmatch(text.strip().lower())
        severity = severity_word(match["severity"]) if match else None
        if match is None or severity is None:
            raise UsageError(
                f"{text!r} is no time limit",
                hint="write it as critical=7d, high=4w, moderate=90d or low=180d",
            )
        limits[severity] = timedelta(**{_UNITS[match["unit"]]: int(match["number"])})
    return limits
