"""Where the next page is, as a `Link` header says. Source: RFC 8288.

Only path and query of a link are used: a server can't send a token to another host.
"""

import re
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit

__all__ = ["below", "last_page", "next_page", "page_before", "target"]

_LINK: Final = re.compile(r"<([^<>]{1,4000})>((?:\s{0,9};[^,;]{1,200}){0,9})")
_LONGEST: Final = 16_000


def target(header: str, relation: str) -> str | None:
    """Return where the link of a relation such as `next` points to; None without one."""
    for link, attributes in _LINK.findall(header[:_LONGEST]):
        if re.search(rf'rel\s?=\s?"?{relation}"?', attributes):
            return str(link)
    return None


def next_page(header: str, base: str) -> str | None:
    """Return path and query of the next page, below the API's base path; None after the last.

    Args:
        header: `Link`.
        base: path of the API's base URL, such as `/api/v3`; may be empty.
    """
    link = target(header, "next")
    return None if link is None else below(link, base)


def last_page(header: str) -> int | None:
    """Return how many pages there are, where that is told."""
    link = target(header, "last")
    number = dict(parse_qsl(urlsplit(link).query)).get("page", "") if link else ""
    return int(number) if number.isascii() and number.isdigit() and len(number) < 8 else None  # noqa: PLR2004 - no number of pages has more digits


def below(url: str, base: str) -> str | None:
    """Return path and query of a URL below the API's base path; None if it is elsewhere."""
    parts = urlsplit(url)
    path = parts.path
    if not path.startswith(f"{base}/") or ".." in path or "//" in path:
        return None
    path = path[len(base) :]
    return f"{path}?{parts.query}" if parts.query else path


def page_before(path: str) -> str | None:
    """Return the page before one that is counted (`page=3`); None for the first and others."""
    parts = urlsplit(path)
    query = parse_qsl(parts.query, keep_blank_values=True)
    names = dict(query)
    number = names.get("page", "")
    is_counted = number.isascii() and number.isdigit() and len(number) < 8  # noqa: PLR2004 - see above
    if not is_counted or int(number) < 2 or {"after", "cursor", "before"} & names.keys():  # noqa: PLR2004 - the first page has none before
        return None
    pairs = [(key, str(int(number) - 1) if key == "page" else value) for key, value in query]
    return f"{parts.path}?{urlencode(pairs)}"
