"""A period beside the period before it."""

from collections.abc import Callable

from renovate_kit.reports.measures import Change, Comparison
from renovate_kit.reports.statistics.period_rows import PeriodFigures
from renovate_kit.reports.statistics.tally import Tally, tally
from renovate_kit.reports.verdicts import Verdict

__all__ = ["compare"]


def compare(now: PeriodFigures | None, before: PeriodFigures | None) -> Comparison | None:
    """Return the figures of two periods; None without one before, of which nothing is known.

    Args:
        now: the period.
        before: the one before, which ends where `now` starts.
    """
    if now is None or before is None:
        return None
    figures, earlier = tally(now), tally(before)

    def change(of: Callable[[Tally], int | None]) -> Change:
        return Change(now=of(figures), before=of(earlier))

    return Comparison(
        before_start=before.period.start,
        runs=change(lambda each: each.runs),
        failed=change(lambda each: each.verdicts.get(Verdict.FAILED, 0) if each.runs else None),
        problems=change(lambda each: each.problems),
        created=change(lambda each: each.created),
        merged=change(lambda each: each.merged),
        open=change(lambda each: each.open),
    )
