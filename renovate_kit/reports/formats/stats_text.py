"""Statistics of repositories for people at a terminal."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from renovate_kit.reports.formats.facts import verdict_counts
from renovate_kit.reports.formats.flow_tables import took
from renovate_kit.reports.formats.sentences import days_of
from renovate_kit.reports.formats.stats_json import closed_count, merged_count
from renovate_kit.reports.formats.terminal_text import Layout, harmless, left_out
from renovate_kit.reports.formats.trend_lines import FIGURES, is_telling, sparkline
from renovate_kit.reports.formats.wording import decimal, is_absurd
from renovate_kit.reports.formats.words import plain
from renovate_kit.reports.measures import Trend
from renovate_kit.reports.report import Report, RepositoryReport, Verdict

__all__ = ["StatsText"]

_UNKNOWN: Final = "?"
_REPOSITORY: Final = "repository"
_DROPPED_FIRST: Final = ("degraded", "cut off", "held back", "behind", "healthy", "closed")
"""Columns that a narrow terminal does without."""

_DROPPED_LAST: Final = ("opened", "merged", "runs")
"""Likewise, where there would be no room for names."""

_WIDEST_PLACE: Final = 40
_GOOD_PLACE: Final = 24
_NARROWEST_PLACE: Final = 10
_GAP: Final = "  "
_WIDEST_LABEL: Final = 32
_SHORT_LABEL: Final = 10
_SHORT: Final = {
    "Failed runs": "Failed",
    "Pull requests opened": "Opened",
    "Pull requests merged": "Merged",
    "Pull requests open at the end": "Open",
    "Dependencies behind at the end": "Behind",
    "Libyears at the end": "Libyears",
}
"""Names of figures where there is little room: those of the columns in other formats."""
_SHOWN_KINDS: Final = ("manager", "datasource")
_MOST_KINDS: Final = 8


class StatsText:
    """A table with one line for each repository, types of updates, and the last weeks.

    Args:
        layout: of the terminal; a narrow one gets fewer columns.
    """

    def __init__(self, layout: Layout | None = None) -> None:
        self._layout = layout or Layout()

    def render(self, report: Report) -> str:
        """Return the statistics of a period."""
        layout = self._layout
        days = f"{report.period.name}: {plain(days_of(report.period, report.time_zone))}"
        lines = [layout.heading(layout.wrapped(f"{days} ({report.time_zone})")), ""]
        if report.repositories:
            lines += [*self._table(report.repositories), "", *self._runs(report)]
            lines += self._types(report.repositories)
            lines += [*self._kinds(report), *self._merges(report), *self._vulnerable(report)]
        else:
            lines += [layout.wrapped("Renovate reached no repository."), ""]
        if report.trend is not None and is_telling(report.trend):
            lines += ["", *self._weeks(report.trend)]
        if any(part.open_count is None for part in report.repositories):
            unknown = f"{_UNKNOWN}: the logs do not show it (LOG_LEVEL=debug)"
            lines += ["", layout.wrapped(unknown)]
        return "".join(f"{line}\n" for line in lines)

    def _table(self, parts: Sequence[RepositoryReport]) -> list[str]:
        texts = {name: [_text(of(part)) for part in parts] for name, of in _CELLS.items()}
        widths = {name: max(map(len, (name, *cells))) for name, cells in texts.items()}
        places = [harmless(part.repository) for part in parts]
        wanted = min(max(map(len, (_REPOSITORY, *places))), _WIDEST_PLACE)
        room = self._fit(widths, wanted)
        lines = [
            self._line(_REPOSITORY, {name: name.rjust(widths[name]) for name in widths}, room),
            self._line("-" * room, {name: "-" * width for name, width in widths.items()}, room),
        ]
        for at, place in enumerate(places):
            cells = {name: self._cell(name, texts[name][at], widths[name]) for name in widths}
            lines.append(self._line(place, cells, room))
        if missing := [name for name in _CELLS if name not in widths]:
            lines.append(self._layout.wrapped(left_out(missing)))
        return lines

    def _fit(self, widths: dict[str, int], wanted: int) -> int:
        """Drop columns until the rest fits, and return how wide the first one is."""
        width = self._layout.width
        if width is None:
            return wanted
        for name in _DROPPED_FIRST:
            if self._room(widths, width) < min(wanted, _GOOD_PLACE):
                del widths[name]
        for name in _DROPPED_LAST:
            if self._room(widths, width) < _NARROWEST_PLACE:
                del widths[name]
        return max(min(wanted, self._room(widths, width)), _NARROWEST_PLACE)

    @staticmethod
    def _room(widths: Mapping[str, int], width: int) -> int:
        return width - sum(each + len(_GAP) for each in widths.values())

    @staticmethod
    def _line(place: str, cells: Mapping[str, str], room: int) -> str:
        name = place if len(place) <= room else f"…{place[len(place) - room + 1 :]}"
        return _GAP.join((name.ljust(room), *cells.values())).rstrip()

    def _cell(self, name: str, text: str, width: int) -> str:
        verdict = _COLOURED.get(name)
        if verdict is None or text == "0":
            return text.rjust(width)
        return " " * (width - len(text)) + self._layout.verdict(verdict, text)

    def _types(self, parts: Sequence[RepositoryReport]) -> list[str]:
        if all(part.updates_by_type is None for part in parts):
            return [self._layout.wrapped("updates: unknown")]
        counts: dict[str, int] = {}
        for part in parts:
            for name, amount in part.updates_by_type or ():
                counts[name] = counts.get(name, 0) + amount
        ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        said = ", ".join(f"{amount:,} {name}" for name, amount in ordered) or "none"
        return [self._layout.wrapped(f"updates: {said}")]

    def _runs(self, report: Report) -> Iterator[str]:
        """Yield the verdicts of all runs: one that reached no repository is in no row."""
        if report.runs.total:
            said = f"{report.runs.total:,} ({verdict_counts(report.runs)})"
            yield self._layout.wrapped(f"runs: {said}")

    def _kinds(self, report: Report) -> Iterator[str]:
        for breakdown in report.breakdowns:
            if breakdown.by in _SHOWN_KINDS:
                said = ", ".join(
                    f"{row.total:,} {row.name}" for row in breakdown.rows[:_MOST_KINDS]
                )
                yield self._layout.wrapped(harmless(f"by {breakdown.by}: {said}"))

    def _merges(self, report: Report) -> Iterator[str]:
        every = None if report.merge_times is None else report.merge_times.all
        if every is not None:
            ninety = every.ninety_percent_ms
            most = "" if ninety is None else f", nine of ten within {took(ninety)}"
            said = f"median {took(every.median_ms)}{most}, longest {took(every.longest_ms)}"
            yield self._layout.wrapped(f"time to merge, of {every.merged:,}: {said}")

    def _vulnerable(self, report: Report) -> Iterator[str]:
        if report.vulnerabilities:
            still = sum(each.open for each in report.vulnerabilities)
            said = f"{len(report.vulnerabilities):,} known, {still:,} of them open"
            yield self._layout.wrapped(f"vulnerabilities: {said}")

    def _weeks(self, trend: Trend) -> list[str]:
        weeks = trend.weeks
        rows = [(name, [of(week) for week in weeks]) for name, of in FIGURES]
        told = [_told(values[-1]) for _, values in rows]
        room = len(weeks) + len(_GAP) + max(map(len, told))
        width = self._layout.width
        is_wide = width is None or _WIDEST_LABEL + room <= width
        label = _WIDEST_LABEL if is_wide else _SHORT_LABEL
        return [
            self._layout.heading(f"{weeks[0].name} to {trend.name_of(weeks[-1])}"),
            *(
                f"{(name if is_wide else _SHORT.get(name, name)).ljust(label)}"
                f"{sparkline(values)}{_GAP}{last}"
                for (name, values), last in zip(rows, told, strict=True)
            ),
        ]


def _told(value: float | None) -> str:
    if value is None:
        return _UNKNOWN
    return decimal(value) if is_absurd(value) else f"{value:,.1f}".removesuffix(".0")


def _text(value: int | None) -> str:
    return _UNKNOWN if value is None else f"{value:,}"


_COLOURED: Final = {"failed": Verdict.FAILED, "cut off": Verdict.INCOMPLETE}
_CELLS: Final[Mapping[str, Callable[[RepositoryReport], int | None]]] = {
    "runs": lambda part: part.runs.total,
    "healthy": lambda part: part.runs.healthy,
    "degraded": lambda part: part.runs.degraded,
    "failed": lambda part: part.runs.failed,
    "cut off": lambda part: part.runs.incomplete,
    "opened": lambda part: part.pull_requests.created,
    "merged": merged_count,
    "closed": closed_count,
    "open": lambda part: part.open_count,
    "held back": lambda part: part.held_back_updates,
    "behind": lambda part: None if part.freshness is None else part.freshness.behind,
}
