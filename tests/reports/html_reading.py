"""An HTML file as a reader and a parser see it."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "br", "img", "input", "hr"})
_UNSEEN = frozenset({"head", "style", "script", "desc", "title"})
_BLOCKS = frozenset(
    {"p", "li", "td", "th", "caption", "h1", "h2", "h3", "dt", "dd", "summary", "figcaption"}
)


@dataclass
class Element:
    """A tag with its attributes, and the text in it."""

    tag: str
    attributes: dict[str, str]
    inside: tuple[str, ...]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """All elements of a file in their order; raises where tags are not balanced."""

    elements: list[Element] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag} has an attribute twice"
        inside = tuple(each.tag for each in self._open)
        element = Element(tag, {name: value or "" for name, value in attrs}, inside)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        element = self._open.pop()
        assert element.tag == tag, f"</{tag}> closes <{element.tag}>"

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def close(self) -> None:
        super().close()
        assert not self._open, f"<{self._open[-1].tag}> is never closed"

    def all(self, tag: str) -> list[Element]:
        """Return the elements with a tag."""
        return [element for element in self.elements if element.tag == tag]

    def seen(self) -> list[str]:
        """Return the text of each paragraph, heading, item and cell, in one line each."""
        return [
            " ".join(element.text.split())
            for element in self.elements
            if element.tag in _BLOCKS and not _UNSEEN & set(element.inside)
        ]

    def structure(self) -> Counter[tuple[str, ...]]:
        """Return how often there is an element inside which others."""
        return Counter((*element.inside, element.tag) for element in self.elements)


def read(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    return page
