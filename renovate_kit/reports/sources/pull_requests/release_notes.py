"""Links to release notes and comparisons.

Renovate 44.121.2: `lib/workers/repository/update/pr/changelog/hbs-template.ts`.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from renovate_kit.reports.sources.pull_requests.links import direct_url, leading_link, place

__all__ = ["release_note_links"]

_MOST_LINKS: Final = 40
_LONGEST_LINE: Final = 4000
_RELEASE: Final = "### [`v"
_COMPARISON: Final = "[Compare Source]("


def release_note_links(lines: Sequence[str], pages: AbstractSet[str]) -> tuple[str, ...]:
    """Return the links in headings of releases, and to comparisons, each once, in order.

    The text between them is not Renovate's. Therefore only links into a repository count that
    the table names as well.

    Args:
        lines: the part of a body that holds release notes.
        pages: of the dependencies, from the table.
    """
    places = {place(page) for page in pages} - {None}
    found: dict[str, None] = {}
    for line in lines:
        if not line.startswith((_RELEASE, _COMPARISON)) or len(line) > _LONGEST_LINE:
            continue
        link = leading_link(line.removeprefix("### "))
        url = direct_url(link.target) if link else None
        if url and place(url) in places:
            found[url] = None
        if len(found) == _MOST_LINKS:
            break
    return tuple(found)
