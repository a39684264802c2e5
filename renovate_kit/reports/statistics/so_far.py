"""Periods that are not over, and weeks of which a period has only a part."""

from dataclasses import replace
from datetime import datetime, timedelta

from renovate_kit.reports.measures import Trend
from renovate_kit.reports.report import Period

__all__ = ["period_so_far", "trend_so_far"]

_WEEK = timedelta(weeks=1)
_INSTANT = timedelta(microseconds=1)


def period_so_far(period: Period, now: datetime | None) -> Period:
    """Return a period that knows up to when it is told, if it was not over at `now`.

    Args:
        period: with or without its end.
        now: when it is told; None for a time after it.
    """
    # One that ends with the present leaves nothing out.
    is_over = now is None or now + _INSTANT >= period.end
    return period if is_over else replace(period, until=now)


def trend_so_far(trend: Trend | None, until: datetime) -> Trend | None:
    """Return a trend that knows up to when its last week is told, if that is not its end.

    Args:
        trend: the weeks up to a period.
        until: the end of that period, or when it was told.
    """
    if trend is None:
        return None
    # The same clock on the wall a week later, however many hours that are.
    is_part = until < trend.weeks[-1].start + _WEEK
    return replace(trend, until=until) if is_part else trend
