"""SVG elements as text. Numbers are rounded, so that the same figures give the same bytes."""

from collections.abc import Iterable
from typing import Final

from markupsafe import Markup, escape

__all__ = ["WIDTH", "drawing", "element", "text"]

WIDTH: Final = 360
"""Of every chart, in units that are pixels on a small phone: letters stay legible there."""


def element(tag: str, content: Markup | str = "", **attributes: str | float) -> Markup:
    """Return an element. `class_` is its class, and other underscores are hyphens."""
    written = "".join(
        f' {"class" if name == "class_" else name.replace("_", "-")}="{_value(value)}"'
        for name, value in attributes.items()
    )
    inner = escape(content)
    return Markup(f"<{tag}{written}>{inner}</{tag}>" if inner else f"<{tag}{written}/>")  # noqa: S704 - escaped


def text(words: str, x: float, y: float, *, anchor: str = "start", kind: str = "label") -> Markup:
    """Return a line of text that starts, ends or has its middle at a point."""
    return element("text", words, x=x, y=y, text_anchor=anchor, class_=kind)


def drawing(
    key: str, *, height: float, title: str, description: str, parts: Iterable[Markup]
) -> Markup:
    """Return a whole picture.

    Args:
        key: what its identifiers begin with; no other picture of the page has the same.
        height: in the same units as `WIDTH`.
        title: its name for people who do not see it.
        description: what they would see.
        parts: the elements, the furthest back first.
    """
    named = element("title", title, id=f"{key}-title")
    described = element("desc", description, id=f"{key}-description")
    return element(
        "svg",
        Markup("").join((named, described, *parts)),
        viewBox=f"0 0 {WIDTH} {_number(height)}",
        role="img",
        aria_labelledby=f"{key}-title",
        aria_describedby=f"{key}-description",
    )


def _value(value: str | float) -> Markup:
    return escape(value if isinstance(value, str) else _number(value))


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
