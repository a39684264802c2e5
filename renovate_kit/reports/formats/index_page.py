"""The index of a folder with weekly reports: links to all of them, and the trend.

A page is made of the names and headlines of the reports in the folder and of the trend that the
store tells, so that the same of both gives the same bytes.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.formats import figures, trend_lines
from renovate_kit.reports.formats.markdown_tables import table_in_markdown
from renovate_kit.reports.formats.markdown_text import (
    Markdown,
    escape_markdown,
    unescaped_markdown,
)
from renovate_kit.reports.measures import Trend

__all__ = [
    "INDEX_MARKER",
    "INDEX_NAME",
    "IndexEntry",
    "headline_in",
    "headlines_in",
    "index_entries",
    "index_page",
    "is_week",
]

INDEX_NAME: Final = "README.md"
"""GitHub shows a file of this name below the list of a folder."""
INDEX_MARKER: Final = "<!-- renovate-kit: index of weekly reports; changes here are lost -->"
"""The first line of an index that we wrote."""
_RECENT: Final = 12
"""So many weeks stand above the trend."""
_FILE: Final = re.compile(r"(\d{4}-W\d{2})\.(md|html|json)")
_WEEK: Final = re.compile(r"\d{4}-W\d{2}")
_HEADLINE: Final = re.compile(r"\*\*(\S.*\S)\*\*")
_LINE: Final = re.compile(
    r"- \[\d{4}-W\d{2}\]\((\d{4}-W\d{2}\.md)\)"
    r"(?: \((?:(?:, )?\[[A-Z]+\]\([^()]+\))+\))?: (.+)"
)
_WITHIN: Final = 12
"""In so many lines a report has its headline."""
_MOST_NAMED: Final = 5
"""So many repositories are named that a trend is of."""
_ALSO: Final = {"html": "HTML", "json": "JSON"}


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexEntry:
    """A week that has reports.

    Attributes:
        name: as in `2026-W37`.
        formats: of its files: `md`, `html`, `json`.
        headline: what the report says first; None if it can't be told.
    """

    name: str
    formats: tuple[str, ...]
    headline: Markdown | None


def is_week(name: str) -> bool:
    """Whether a period is called like an ISO week."""
    return _WEEK.fullmatch(name) is not None


def index_entries(
    files: Iterable[str], headline_of: Callable[[str], Markdown | None]
) -> tuple[IndexEntry, ...]:
    """Return the weeks of a folder, newest first.

    Args:
        files: names of what is in it; what is no weekly report is left out.
        headline_of: finds the headline of a report in Markdown, by the name of its file.
    """
    formats: dict[str, set[str]] = {}
    for file in files:
        if match := _FILE.fullmatch(file):
            formats.setdefault(match[1], set()).add(match[2])
    return tuple(
        IndexEntry(
            name=name,
            formats=tuple(each for each in ("md", *_ALSO) if each in formats[name]),
            headline=headline_of(f"{name}.md") if "md" in formats[name] else None,
        )
        for name in sorted(formats, reverse=True)
    )


def index_page(
    entries: Sequence[IndexEntry], trend: Trend | None, *, trend_of: Sequence[str] = ()
) -> str:
    """Return the index as Markdown.

    Args:
        entries: the weeks, newest first.
        trend: up to the newest of them; None where the store does not know it.
        trend_of: the repositories that the trend is of; none means all.
    """
    return "\n".join(_lines(entries, trend, trend_of)) + "\n"


def headline_in(report: str) -> Markdown | None:
    """Return the headline of a report in Markdown; None without one."""
    for line in report.splitlines()[:_WITHIN]:
        if match := _HEADLINE.fullmatch(line.strip()):
            return _harmless(match[1])
    return None


def headlines_in(index: str) -> Mapping[str, Markdown]:
    """Return the headlines that an index of ours has, by the name of the report's file."""
    found = (_LINE.fullmatch(line) for line in index.splitlines())
    return {match[1]: _harmless(match[2]) for match in found if match}


def _harmless(headline: str) -> Markdown:
    """Return a headline as we write one: whoever wrote the file, nothing in it is markup."""
    return escape_markdown(unescaped_markdown(headline))


def _lines(
    entries: Sequence[IndexEntry], trend: Trend | None, trend_of: Sequence[str]
) -> Iterator[str]:
    yield INDEX_MARKER
    yield ""
    yield "# Weekly Renovate reports"
    yield ""
    if entries:
        yield from map(_line, entries[:_RECENT])
    else:
        yield "None yet."
    if trend is not None and trend_lines.is_telling(trend):
        yield ""
        yield "## Trend"
        yield ""
        so_far = "" if trend.until is None else " so far"
        yield f"{trend_lines.weeks_named(trend)}{so_far}{_whose(trend_of)}."
        yield ""
        yield "```mermaid"
        yield from trend_lines.chart(trend)
        yield "```"
        yield ""
        yield str(table_in_markdown(figures.trend_table(trend)))
    if entries[_RECENT:]:
        yield ""
        yield "## Earlier weeks"
        yield ""
        yield from map(_line, entries[_RECENT:])


def _whose(repositories: Sequence[str]) -> str:
    """Return whose trend it is, if not that of all that the lines may be about."""
    if not repositories:
        return ""
    named = ", ".join(map(escape_markdown, repositories[:_MOST_NAMED]))
    rest = len(repositories) - _MOST_NAMED
    more = f" and {rest} more" if rest > 0 else ""
    return f", of {named}{more}"


def _line(entry: IndexEntry) -> str:
    others = [f"[{_ALSO[each]}]({entry.name}.{each})" for each in entry.formats if each in _ALSO]
    first = f"[{entry.name}]({entry.name}.{entry.formats[0]})"
    more = f" ({', '.join(others)})" if others and entry.formats[0] == "md" else ""
    said = f": {entry.headline}" if entry.headline else ""
    return f"- {first}{more}{said}"
