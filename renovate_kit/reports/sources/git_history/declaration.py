"""What a line of a file can declare of a dependency."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

__all__ = ["Declared", "Place", "is_version", "unquoted"]

_DIGEST: Final = r"(?:sha256:)?[0-9a-f]{40,64}"
_VERSION: Final = re.compile(rf"[\^~<>=!vV* ]{{0,8}}\d[^\s\"'{{}}<>]{{0,120}}|{_DIGEST}")
_RANGE: Final = re.compile(
    r"[\^~<>=!vV\d.* ,|x+&a-zA-Z-]{0,200}\d[\^~<>=!vV\d.* ,|x+&a-zA-Z-]{0,200}"
)
_INDENT: Final = re.compile(r"\s*(?:- +)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """A dependency's name and value, as a line has it.

    Attributes:
        value: version, range or tag, as written.
        digest: of a commit or an image.
        sure: whether `name` is the dependency's; else it only tells the line from others.
    """

    name: str
    value: str | None = None
    digest: str | None = None
    sure: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A line and what stands around it.

    Attributes:
        above: the nearest first, as far as the patch has it.
        below: likewise.
        path: of the file.
    """

    text: str
    above: Sequence[str]
    below: Sequence[str]
    path: str

    @property
    def file(self) -> str:
        """The file's name without its folders."""
        return self.path.rpartition("/")[2]

    def siblings(self) -> Iterator[str]:
        """Yield the lines of the same block: above, the nearest first; then below."""
        depth = _indent(self.text)
        is_first = self.text.lstrip().startswith("- ")
        for text in () if is_first else self.above:
            if text.strip():
                if _indent(text) < depth:
                    break
                if _indent(text) == depth:
                    yield text.strip()
                    if text.lstrip().startswith("- "):
                        break
        for text in self.below:
            if text.strip():
                if _indent(text) < depth or text.lstrip().startswith("- "):
                    break
                if _indent(text) == depth:
                    yield text.strip()

    def parents(self) -> Iterator[str]:
        """Yield the lines that the block stands in, from the inside out."""
        depth = _indent(self.text)
        for text in self.above:
            if text.strip() and _indent(text) < depth:
                depth = _indent(text)
                yield text


def _indent(text: str) -> int:
    match = _INDENT.match(text)
    return match.end() if match else 0


def is_version(value: str) -> bool:
    """Say whether a value is a version, a range, a tag with a number, or a digest."""
    return bool(_VERSION.fullmatch(value) or _RANGE.fullmatch(value))


def unquoted(value: str) -> str:
    """Return a value without quotes and without a comment behind it."""
    text = value.strip()
    for quote in "\"'":
        if text.startswith(quote) and quote in text[1:]:
            return text[1 : text.index(quote, 1)]
    return text.partition(" #")[0].strip()
