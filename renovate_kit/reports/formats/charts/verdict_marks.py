"""How a verdict looks: a colour and a shape, so that nobody needs the colour to tell them apart."""

from collections.abc import Iterable, Iterator
from typing import Final

from markupsafe import Markup

from renovate_kit.reports.formats.charts.svg import element, text
from renovate_kit.reports.report import Verdict

__all__ = ["legend", "mark"]

_LETTER_WIDTH: Final = 6.2


def mark(verdict: Verdict, x: float, y: float, radius: float, *, title: str = "") -> Markup:
    """Return a run: a disc, triangle, cross or ring around a point.

    Args:
        verdict: healthy, degraded, failed or incomplete, in this order of shapes.
        x: of its middle.
        y: of its middle.
        radius: of a disc; the other shapes look about as large.
        title: what is told of it where somebody points at it.
    """
    words = element("title", title) if title else Markup("")
    kind = f"mark {verdict.value}"
    match verdict:
        case Verdict.HEALTHY:
            return element("circle", words, cx=x, cy=y, r=radius, class_=kind)
        case Verdict.DEGRADED:
            size = radius * 1.2
            path = _path((x, y - size), (x + size, y + size * 0.8), (x - size, y + size * 0.8))
            return element("path", words, d=f"{path}z", class_=kind)
        case Verdict.FAILED:
            size = radius * 0.9
            falling = _path((x - size, y - size), (x + size, y + size))
            rising = _path((x - size, y + size), (x + size, y - size))
            return element("path", words, d=falling + rising, class_=kind)
        case Verdict.INCOMPLETE:
            return element("circle", words, cx=x, cy=y, r=radius * 0.85, class_=kind)


def legend(verdicts: Iterable[Verdict], y: float, *, left: float) -> Iterator[Markup]:
    """Yield what each shape means, from left to right."""
    for verdict in verdicts:
        yield mark(verdict, left + 5, y - 4, 4.5)
        yield text(verdict.value, left + 14, y)
        left += 14 + len(verdict.value) * _LETTER_WIDTH + 14


def _path(*points: tuple[float, float]) -> str:
    return "M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
