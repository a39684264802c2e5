"""Links in a body's Markdown, and where they lead without Renovate's redirections."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from renovate_kit.reports.sources.pull_requests.plain_text import plain

__all__ = ["Link", "direct_url", "leading_link", "links_in", "place"]

_LONGEST_URL: Final = 2000
_REDIRECTIONS: Final = (
    ("https://redirect.github.com/", "https://github.com/"),
    ("https://togithub.com/", "https://github.com/"),
    ("https://renovatebot.com/gh/", "https://github.com/"),
    ("https://www.github.com/", "https://github.com/"),
)
"""Of GitHub's pages, so that a pull request leaves no mark there: now, to 38, and to 13."""
_NOT_IN_A_URL: Final = re.compile(r"[\x00-\x20\x7f-\xa0<>\"`\\{}|^\u2028\u2029]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`[text](target)`. `end` is where the text behind it begins."""

    text: str
    target: str
    end: int


def leading_link(text: str, start: int = 0) -> Link | None:
    """Return the link that begins at `start`, if there is one.

    Its text may hold brackets, its target parentheses that match.
    """
    if not text.startswith("[", start):
        return None
    middle = text.find("](", start)
    if middle < 0:
        return None
    depth = 1
    for at in range(middle + 2, min(len(text), middle + 2 + _LONGEST_URL)):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return Link(text=text[start + 1 : middle], target=text[middle + 2 : at], end=at + 1)
    return None


def links_in(text: str) -> Iterator[Link]:
    """Yield the links of a cell, in order, up to one that doesn't end."""
    at = 0
    while (middle := text.find("](", at)) >= 0:
        start = text.find("[", at, middle)
        link = leading_link(text, start) if start >= 0 else None
        if link is None:
            return
        yield link
        at = link.end


def direct_url(target: str) -> str | None:
    """Return where a link leads; None for what is no address of a web page."""
    for redirection, site in _REDIRECTIONS:
        if target.startswith(redirection):
            target = site + target.removeprefix(redirection)
    if not target.startswith(("https://", "http://")) or len(target) > _LONGEST_URL:
        return None
    if _NOT_IN_A_URL.search(target) or plain(target, limit=_LONGEST_URL) != target:
        return None
    return target


def place(url: str) -> tuple[str, ...] | None:
    """Return host, owner and repository of a page on a forge; None where it is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    path = parts.path.strip("/").split("/")
    return (parts.netloc.lower(), *(each.lower() for each in path[:2])) if len(path) > 1 else None
