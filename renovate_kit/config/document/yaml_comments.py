"""Where the comments of a YAML text are."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from renovate_kit.config.document.document import Comment
from renovate_kit.config.document.location import Span

__all__ = ["comments_in"]

_COMMENT: Final = re.compile(r"(?:(?<=[\s,\[\]{}\"'])|^)#[^\r\n]*", re.MULTILINE)


def comments_in(text: str, scalars: Iterable[Span]) -> Iterator[Comment]:
    """Yield the comments of a text.

    Args:
        text: valid YAML.
        scalars: where its scalars are, in the order of the text; a `#` in one begins no comment.
    """
    done = 0
    for scalar in (*scalars, Span(len(text), len(text))):
        # A block scalar may have a comment behind its `|`; it stays a part of the scalar.
        yield from _between(text, done, scalar.start)
        done = max(done, scalar.end)


def _between(text: str, start: int, end: int) -> Iterator[Comment]:
    for match in _COMMENT.finditer(text, start, end):
        yield Comment(text=match[0], span=Span(*match.span()))
