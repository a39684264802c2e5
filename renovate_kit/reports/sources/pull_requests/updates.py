"""The updates that the rows of a body's tables tell."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from renovate_kit.reports.events.pull_requests import Evidence, PullRequestUpdate
from renovate_kit.reports.sources.pull_requests.cells import (
    Change,
    PackageCell,
    change_cell,
    package_cell,
    registered,
)
from renovate_kit.reports.sources.pull_requests.links import direct_url, links_in
from renovate_kit.reports.sources.pull_requests.plain_text import plain
from renovate_kit.reports.sources.pull_requests.version_steps import update_type_between

__all__ = ["LOCK_FILES", "update_in", "updates_in", "web_pages"]

LOCK_FILES: Final = "lock files"
"""The name that lock file maintenance goes by: it has no dependency."""
_LOCK_FILE_MAINTENANCE: Final = "lockFileMaintenance"
_UPDATE_TYPE: Final = re.compile(r"[A-Za-z]{3,30}")
_AGE: Final = re.compile(r"(\d{1,5}) days?")
_CONFIDENCE: Final = frozenset({"low", "neutral", "high", "very high"})
_PENDING: Final = re.compile(r"`([^`]{1,300})`(?: \(\+\d{1,5}\))?")
_PACKAGE: Final = ("package", "resource")
_LINKS: Final = ("package", "resource", "references")


def updates_in(rows: Sequence[Mapping[str, str]]) -> tuple[PullRequestUpdate, ...]:
    """Return the updates that rows name, each once, in order."""
    return tuple(dict.fromkeys(told for row in rows if (told := update_in(row))))


def update_in(row: Mapping[str, str], *, named: str | None = None) -> PullRequestUpdate | None:
    """Return the update of a row; None where it doesn't say of what, or from and to what.

    Args:
        row: cells by header.
        named: the dependency, if the row has no column for it.
    """
    kind = _update_type(row)
    if kind == _LOCK_FILE_MAINTENANCE:
        return PullRequestUpdate(dep_name=LOCK_FILES, update_type=kind)
    cell = next((row[name] for name in _PACKAGE if row.get(name)), "")
    package = package_cell(cell) if cell else _only(named)
    change = _change(row)
    if package is None or change is None:
        return None
    place = registered(iter(row.values()))
    return PullRequestUpdate(
        dep_name=package.name,
        package_name=place.package_name if place else None,
        datasource=place.datasource if place else None,
        update_type=kind
        or ("replacement" if package.replacement else None)
        or update_type_between(change.current, change.new),
        dep_type=plain(row.get("type", "")) or None,
        current=change.current,
        new=change.new,
        package_file=plain(row.get("package file", "")) or None,
        source_url=direct_url(package.link) if package.link else None,
        age_days=_age(row.get("age", "")),
        merge_confidence=_confidence(row.get("confidence", "")),
        pending=_pending(row.get("pending", "")),
        evidence=Evidence.BODY,
        current_version=place.current_version if place else None,
        new_version=place.new_version if place else None,
        replacement=package.replacement,
    )


def web_pages(rows: Sequence[Mapping[str, str]]) -> frozenset[str]:
    """Return where the links of packages and references lead: pages of the dependencies."""
    found = (
        direct_url(link.target)
        for row in rows
        for name in _LINKS
        for link in links_in(row.get(name, ""))
    )
    return frozenset(url for url in found if url)


def _only(name: str | None) -> PackageCell | None:
    return PackageCell(name=name, replacement=None, link=None, links=()) if name else None


def _change(row: Mapping[str, str]) -> Change | None:
    """Return old and new value, from one column or from two."""
    if row.get("change"):
        return change_cell(row["change"])
    new, current = row.get("new value"), row.get("current value")
    if new:
        return Change(current=_value(current), new=_value(new))
    return change_cell(row.get("image", ""))


def _value(cell: str | None) -> str | None:
    return plain((cell or "").strip("`")) or None


def _update_type(row: Mapping[str, str]) -> str | None:
    word = row.get("update", "")
    return word if _UPDATE_TYPE.fullmatch(word) else None


def _age(cell: str) -> int | None:
    match = _AGE.fullmatch(cell)
    return int(match[1]) if match else None


def _confidence(cell: str) -> str | None:
    return cell.lower() if cell.lower() in _CONFIDENCE else None


def _pending(cell: str) -> str | None:
    match = _PENDING.fullmatch(cell)
    return plain(match[1]) or None if match else None
