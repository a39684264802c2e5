"""What the cells of a row say: names, versions, links.

Renovate 44.121.2: `prBodyDefinitions` in `lib/config/options/index.ts` and in the managers.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from renovate_kit.reports.sources.pull_requests.links import Link, leading_link, links_in
from renovate_kit.reports.sources.pull_requests.plain_text import plain

__all__ = ["Change", "PackageCell", "Registered", "change_cell", "package_cell", "registered"]

_ARROWS: Final = ("→", "->", "&rarr;", "-&gt;")
_BARE_CHANGE: Final = re.compile(r"([^\s`]{1,200}) {1,3}(?:→|->|&rarr;|-&gt;) {1,3}([^\s`]{1,200})")
_BADGE: Final = re.compile(
    r"https://developer\.mend\.io/api/mc/badges/(age|confidence)"
    r"/([\w-]{1,60})/([^/?\s()]{1,500})/([^?\s()]{1,500})\?slim=true"
)
_OLD_BADGE: Final = re.compile(
    r"https://badges\.renovateapi\.com/packages"
    r"/([\w-]{1,60})/([^/?\s()]{1,500})/([^/?\s()]{1,200})/(?:age|compatibility|confidence)-slim"
)
_DIFF: Final = re.compile(
    r"https://renovatebot\.com/diffs/(npm)/([^/?\s()]{1,500})/([^/?\s()]{1,200})/([^/?\s()]{1,200})"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageCell:
    """A dependency, what takes its place, and the links beside its name, the name's own first."""

    name: str
    replacement: str | None
    link: str | None
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Old and new value, as written; None for an empty one."""

    current: str | None
    new: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """What links of a row say of a dependency's place in its registry."""

    datasource: str
    package_name: str | None = None
    current_version: str | None = None
    new_version: str | None = None


def package_cell(cell: str) -> PackageCell | None:
    """Read `[name](url) ([source](url), ...) → [replacement](url)`, or a name without links."""
    first = leading_link(cell)
    name, rest = _named(cell, first)
    if not name:
        return None
    replacement = None
    for arrow in _ARROWS:
        before, found, after = rest.partition(f" {arrow} ")
        if found:
            rest = before
            replacement = _named(after, leading_link(after))[0] or None
            break
    links = (first.target, *(link.target for link in links_in(rest))) if first else ()
    if not first:
        links = tuple(link.target for link in links_in(rest))
    return PackageCell(
        name=name, replacement=replacement, link=first.target if first else None, links=links
    )


def _named(text: str, link: Link | None) -> tuple[str, str]:
    if link:
        name, rest = link.text, text[link.end :]
    else:
        ends = [at for at in (text.find(" (["), *(text.find(f" {a} ") for a in _ARROWS)) if at >= 0]
        end = min(ends, default=len(text))
        name, rest = text[:end], text[end:]
    name = plain(name)
    return (_unquoted(name) or name), rest


def _unquoted(text: str) -> str | None:
    """Return what a pair of backticks holds."""
    inner = text[1:-1]
    return inner if text == f"`{inner}`" and "`" not in inner else None


def change_cell(cell: str) -> Change | None:
    """Read `` `old` → `new` ``, inside a link or not; None for what is none, or two."""
    link = leading_link(cell)
    text = link.text if link and link.end == len(cell) else cell
    for arrow in _ARROWS:
        if text.startswith(f"{arrow} `") and text.endswith("`"):
            return _change(None, text[len(arrow) + 2 : -1])
        if text.startswith("`") and text.endswith(f"` {arrow}"):
            return _change(text[1 : -len(arrow) - 2], None)
        if text.startswith("`") and text.endswith("`") and f"` {arrow} `" in text:
            old, new, *more = text[1:-1].split(f"` {arrow} `")
            return None if more else _change(old, new)
    if alone := _unquoted(text):
        return _change(None, alone)
    bare = _BARE_CHANGE.fullmatch(text)
    return _change(bare[1], bare[2]) if bare else None


def _change(current: str | None, new: str | None) -> Change | None:
    told = Change(current=plain(current or "") or None, new=plain(new or "") or None)
    return told if told.current or told.new else None


def registered(cells: Iterator[str]) -> Registered | None:
    """Return what a row's badges and its link to a comparison tell together; None for nothing.

    They name the package as its registry does, and versions where the row has ranges and tags.
    """
    found: Registered | None = None
    for cell in cells:
        told = _badge(cell, found) or _old_badge(cell) or _difference(cell)
        if told and (found is None or told.datasource == found.datasource):
            found = _joined(found, told)
    return found


def _joined(known: Registered | None, told: Registered) -> Registered:
    if known is None:
        return told
    return Registered(
        datasource=known.datasource,
        package_name=known.package_name or told.package_name,
        current_version=known.current_version or told.current_version,
        new_version=known.new_version or told.new_version,
    )


def _badge(cell: str, known: Registered | None) -> Registered | None:
    match = _BADGE.search(cell)
    if not match:
        return None
    versions, current, new = _decoded(match[4]), None, None
    if match[1] == "age":
        new = versions
    else:
        # Versions may hold slashes: the age's badge says where the second one begins.
        end = f"/{known.new_version}" if known and known.new_version else ""
        if end and versions.endswith(end):
            current = versions.removesuffix(end)
        elif versions.count("/") == 1:
            current, new = versions.split("/")
    return Registered(
        datasource=match[2],
        package_name=_decoded(match[3]) or None,
        current_version=current or None,
        new_version=new or None,
    )


def _old_badge(cell: str) -> Registered | None:
    match = _OLD_BADGE.search(cell)
    return Registered(datasource=match[1], new_version=_decoded(match[3])) if match else None


def _difference(cell: str) -> Registered | None:
    match = _DIFF.search(cell)
    if not match:
        return None
    return Registered(
        datasource=match[1],
        current_version=_decoded(match[3]) or None,
        new_version=_decoded(match[4]) or None,
    )


def _decoded(text: str) -> str:
    return plain(unquote(html.unescape(text)))
