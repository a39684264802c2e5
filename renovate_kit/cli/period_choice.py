"""Flags that choose a period, and what their values mean."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from renovate_kit.errors import UsageError

if TYPE_CHECKING:
    from renovate_kit.reports.report import Period

__all__ = [
    "FromOption",
    "LastOption",
    "TimeZoneOption",
    "ToOption",
    "WeekOption",
    "chosen_period",
    "period_or_last_week",
    "zone_called",
]

WeekOption: TypeAlias = Annotated[
    str | None,
    typer.Option(
        metavar="YYYY-Www",
        help="ISO week, as in 2026-W47. Default: the last week that is over.",
        show_default=False,
    ),
]
FromOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", help="First day, as 2026-09-07.", show_default=False),
]
ToOption: TypeAlias = Annotated[
    str | None,
    typer.Option("--to", metavar="DATE", help="Last day. Default: today.", show_default=False),
]
LastOption: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="NUMBER", help="Days or weeks that are over: 7d, 4w.", show_default=False),
]
TimeZoneOption: TypeAlias = Annotated[
    str, typer.Option(metavar="ZONE", help="Time zone of days and hours.")
]


def zone_called(name: str) -> ZoneInfo:
    """Return the time zone with an IANA name.

    Raises:
        UsageError: there is none.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        hint = "use an IANA name such as Europe/Stockholm"
        raise UsageError(f"there is no time zone called {name!r}", hint=hint) from error


def chosen_period(  # noqa: PLR0913 - one for each flag
    *,
    week: str | None,
    first: str | None,
    last_day: str | None,
    last: str | None,
    now: datetime,
    zone: ZoneInfo,
) -> "Period | None":
    """Return the period that somebody chose; None if nobody did.

    Args:
        week: of `--week`.
        first: of `--from`.
        last_day: of `--to`.
        last: of `--last`.
        now: when that is.
        zone: whose days.

    Raises:
        UsageError: two of them are given, or one means nothing.
    """
    from renovate_kit.reports.weeks import parse_days, parse_last, parse_week

    if sum(each is not None for each in (week, first, last)) > 1:
        raise UsageError("--week, --from and --last exclude each other", hint="give one of them")
    if last_day is not None and first is None:
        raise UsageError("--to needs --from", hint="name the first day, too")
    if week is not None:
        return parse_week(week, zone)
    if first is not None:
        return parse_days(first, last_day, now=now, zone=zone)
    return None if last is None else parse_last(last, now=now, zone=zone)


def period_or_last_week(
    week: str | None,
    days: tuple[str | None, str | None],
    last: str | None,
    now: datetime,
    time_zone: str,
) -> "Period":
    """Return the period that somebody chose, else the last ISO week that is over.

    Args:
        week: of `--week`.
        days: of `--from` and `--to`.
        last: of `--last`.
        now: when that is.
        time_zone: whose days.

    Raises:
        UsageError: two of them are given, one means nothing, or there is no such zone.
    """
    from renovate_kit.reports.weeks import last_complete_week

    zone = zone_called(time_zone)
    first, last_day = days
    chosen = chosen_period(week=week, first=first, last_day=last_day, last=last, now=now, zone=zone)
    return chosen or last_complete_week(now, zone)
