"""Figures made by hand: weeks, ages and freshness that have something to show everywhere."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from renovate_kit.reports.measures import (
    AgeGroup,
    Change,
    Comparison,
    Freshness,
    OpenAges,
    ReasonCount,
    Trend,
    WeekPoint,
)
from renovate_kit.reports.report import Report
from tests.reports import hand_made

_FIRST_WEEK = datetime(2026, 8, 10, tzinfo=UTC)


def week(
    position: int, *, healthy: int = 160, failed: int = 0, opened: int | None = 4
) -> WeekPoint:
    """Return a week that is some weeks after 2026-W33."""
    start = _FIRST_WEEK + timedelta(weeks=position)
    runs = healthy + failed
    return WeekPoint(
        year=start.isocalendar().year,
        week=start.isocalendar().week,
        start=start,
        runs=runs,
        healthy=healthy,
        degraded=0,
        failed=failed,
        incomplete=0,
        created=2 if runs else None,
        merged=1 if runs else None,
        open_at_end=opened,
        problems=3 if runs else None,
        behind=12 if runs else None,
        lib_years=4.25 if runs else None,
    )


def trend() -> Trend:
    """Return eleven weeks, of which the third has no run and the last one failures."""
    weeks = [week(position, opened=position + 1) for position in range(11)]
    weeks[2] = week(2, healthy=0, opened=None)
    weeks[10] = week(10, healthy=150, failed=8)
    return Trend(weeks=tuple(weeks))


def freshness() -> Freshness:
    return Freshness(
        at=datetime(2026, 10, 25, 20, tzinfo=UTC),
        total=60,
        up_to_date=40,
        behind_major=2,
        behind_minor=6,
        behind_patch=3,
        behind_other=1,
        unknown=1,
        skipped=(ReasonCount(reason="disabled", words="updates are switched off", count=7),),
        lib_years=4.25,
        lib_years_unknown=0,
        abandoned=1,
        deprecated=2,
    )


def ages() -> OpenAges:
    return OpenAges(
        at=datetime(2026, 10, 25, 20, tzinfo=UTC),
        groups=(
            AgeGroup(from_days=0, up_to_days=7, numbers=(2, 3)),
            AgeGroup(from_days=7, up_to_days=30, numbers=()),
            AgeGroup(from_days=30, up_to_days=None, numbers=(1,)),
        ),
        unknown=(9,),
    )


def comparison() -> Comparison:
    return Comparison(
        before_start=datetime(2026, 10, 12, tzinfo=UTC),
        runs=Change(now=10, before=168),
        failed=Change(now=2, before=2),
        problems=Change(now=1, before=0),
        created=Change(now=6, before=12),
        merged=Change(now=2, before=None),
        open=Change(now=1, before=4),
    )


def report() -> Report:
    """Return a report of one repository in which no figure is missing."""
    part = replace(hand_made.repository(), freshness=freshness(), open_ages=ages())
    return replace(hand_made.report(part), comparison=comparison(), trend=trend())
