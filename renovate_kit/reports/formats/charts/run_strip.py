"""Every run of a period: a line for each day or week, a mark for each run."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from markupsafe import Markup

from renovate_kit.reports.formats.charts.chart import Chart
from renovate_kit.reports.formats.charts.svg import WIDTH, drawing, element, text
from renovate_kit.reports.formats.charts.verdict_marks import legend, mark
from renovate_kit.reports.formats.notation import notation
from renovate_kit.reports.formats.tables import Column, Table
from renovate_kit.reports.formats.wording import count, day_range, listed, moment, number
from renovate_kit.reports.formats.words import Moment
from renovate_kit.reports.measures import RunMark, Verdict
from renovate_kit.reports.report import Period

__all__ = ["MOST_RUNS", "run_strip"]

MOST_RUNS: Final = 1_000
"""More marks tell less than the bars of the weeks do, and make the page slow."""

_MOST_DAYS: Final = 31
_LEFT: Final = 64
_RIGHT: Final = 6
_TOP: Final = 20
_ROW: Final = 16
_DAY: Final = timedelta(days=1)


def run_strip(
    runs: Sequence[RunMark], period: Period, *, time_zone: str, key: str = "runs"
) -> Chart | None:
    """Return all runs of a period at a glance; None if there are none, or too many to be seen.

    Args:
        runs: of the period, oldest first.
        period: days without a run are shown too.
        time_zone: IANA name of the zone of days and hours.
        key: what identifiers in the page begin with.
    """
    if not 0 < len(runs) <= MOST_RUNS:
        return None
    counts = Counter(run.verdict for run in runs)
    said = listed(f"{number(counts[each])} {each.value}" for each in Verdict if counts[each])
    description = f"{count(len(runs), 'run')} from {day_range(period, time_zone)}: {said}."
    rows = _Rows(period, ZoneInfo(time_zone))
    height = _TOP + rows.amount * _ROW + 26
    title = "Every run"
    parts = [
        *rows.axes(),
        *_marks(runs, rows, time_zone),
        *legend([each for each in Verdict if counts[each]], height - 4, left=0),
    ]
    return Chart(
        title=title,
        description=description,
        svg=drawing(key, height=height, title=title, description=description, parts=parts),
        table=Table(
            name=title,
            columns=(Column("Started"), Column("Verdict")),
            rows=tuple(
                ((Moment(run.started_at, time_zone),), (run.verdict.value,)) for run in runs
            ),
        ),
    )


class _Rows:
    """Where a time is: in which row, and how far to the right."""

    def __init__(self, period: Period, zone: ZoneInfo) -> None:
        self._zone = zone
        first = period.start.astimezone(zone).date()
        last = (period.end.astimezone(zone) - timedelta(microseconds=1)).date()
        self._by_week = (last - first).days >= _MOST_DAYS
        self._first = first - timedelta(days=first.weekday()) if self._by_week else first
        self._step = _DAY * 7 if self._by_week else _DAY
        self.amount = (last - self._first) // self._step + 1

    def place(self, at: datetime) -> tuple[float, float]:
        """Return where a run is. An hour that the clock shows twice is a little lower then."""
        local = at.astimezone(self._zone)
        row, rest = divmod(local.date() - self._first, self._step)
        clock = timedelta(hours=local.hour, minutes=local.minute, seconds=local.second)
        across = (rest + clock) / self._step
        return _LEFT + across * (WIDTH - _LEFT - _RIGHT), self._middle(row) + 4 * local.fold

    def axes(self) -> Iterator[Markup]:
        """Yield a line and a name for each row, and names for the hours or days."""
        ticks = range(7) if self._by_week else range(0, 25, 6)
        for tick in ticks:
            x = _LEFT + tick / (7 if self._by_week else 24) * (WIDTH - _LEFT - _RIGHT)
            yield element(
                "line", x1=x, x2=x, y1=_TOP - 4, y2=_TOP + self.amount * _ROW, class_="grid"
            )
            name = notation().weekday(tick) if self._by_week else f"{tick:02}"
            anchor = "start" if self._by_week else _anchor(tick)
            yield text(name, x, _TOP - 8, anchor=anchor)
        for row in range(self.amount):
            y = self._middle(row)
            yield element("line", x1=_LEFT, x2=WIDTH - _RIGHT, y1=y, y2=y, class_="grid")
            yield text(self._name(self._first + row * self._step), 0, y + 4)

    def _name(self, day: date) -> str:
        if self._by_week:
            return f"{day.isocalendar().year}-W{day.isocalendar().week:02}"
        return notation().day_of_week(day)

    def _middle(self, row: int) -> float:
        return _TOP + row * _ROW + _ROW / 2


def _anchor(hour: int) -> str:
    return {0: "start", 24: "end"}.get(hour, "middle")


def _marks(runs: Sequence[RunMark], rows: _Rows, time_zone: str) -> Iterator[Markup]:
    placed = [(*rows.place(run.started_at), run) for run in runs]
    busiest = max(Counter(y for _, y, _ in placed).values())
    radius = max(1.4, min(4.5, (WIDTH - _LEFT - _RIGHT) / busiest / 2.4))
    for x, y, run in placed:
        title = f"{moment(run.started_at, time_zone)}: {run.verdict.value}"
        yield mark(run.verdict, x, y, radius, title=title)
