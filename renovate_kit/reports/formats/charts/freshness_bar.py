"""How current dependencies are, as one bar."""

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from renovate_kit.reports.formats.charts.chart import Chart
from renovate_kit.reports.formats.charts.svg import WIDTH, drawing, element, text
from renovate_kit.reports.formats.figures import freshness_table
from renovate_kit.reports.formats.wording import count, listed, number
from renovate_kit.reports.measures import Freshness

__all__ = ["freshness_bar"]

_TOP: Final = 4
_BAR: Final = 26
_LINE: Final = 18
_COLUMNS: Final = 2
_PALE: Final = "skipped"
_WIDE_ENOUGH: Final = 22
"""A narrower part has no room for its number."""


def freshness_bar(freshness: Freshness, *, key: str = "freshness-bar") -> Chart | None:
    """Return a bar of all dependencies, those that are up to date first; None if there are none.

    Args:
        freshness: of a repository.
        key: what identifiers in the page begin with.
    """
    parts = [part for part in _parts(freshness) if part[1]]
    total = sum(amount for _, amount, _ in parts)
    if not total:
        return None
    table = freshness_table(freshness)
    said = listed(f"{number(amount)} {name}" for name, amount, _ in parts)
    description = f"Of {count(total, 'dependency', 'dependencies')}: {said}."
    height = _TOP + _BAR + 8 + _LINE * -(-len(parts) // _COLUMNS)
    return Chart(
        title=table.name,
        description=description,
        svg=drawing(
            key,
            height=height,
            title=table.name,
            description=description,
            parts=[*_bar(parts, total), *_legend(parts)],
        ),
        table=table,
    )


def _parts(freshness: Freshness) -> Iterator[tuple[str, int, str]]:
    """Yield what there is how often, and what it is called in the style."""
    yield "up to date", freshness.up_to_date, "current"
    yield "behind by a patch version", freshness.behind_patch, "patch"
    yield "behind by a minor version", freshness.behind_minor, "minor"
    yield "behind by a major version", freshness.behind_major, "major"
    yield "behind otherwise", freshness.behind_other, "other"
    yield "unknown", freshness.unknown, "unclear"
    yield "not looked up", freshness.skipped_count, _PALE


def _bar(parts: list[tuple[str, int, str]], total: int) -> Iterator[Markup]:
    left = 0.0
    for name, amount, kind in parts:
        width = amount / total * WIDTH
        title = element("title", f"{number(amount)} {name}")
        yield element("rect", title, x=left, y=_TOP, width=width, height=_BAR, class_=f"bar {kind}")
        if width >= _WIDE_ENOUGH:
            middle = left + width / 2
            on_it = "value" if kind == _PALE else "inside"
            yield text(number(amount), middle, _TOP + 17, anchor="middle", kind=on_it)
        left += width


def _legend(parts: list[tuple[str, int, str]]) -> Iterator[Markup]:
    for position, (name, amount, kind) in enumerate(parts):
        row, column = divmod(position, _COLUMNS)
        x, y = column * WIDTH / _COLUMNS, _TOP + _BAR + 8 + row * _LINE
        yield element("rect", x=x, y=y + 3, width=10, height=10, class_=f"bar {kind}")
        yield text(f"{number(amount)} {name}", x + 15, y + 12)
