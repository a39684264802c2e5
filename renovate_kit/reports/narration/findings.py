"""What a run found in a repository."""

from collections import Counter
from typing import Final

from renovate_kit.reports.events import VulnerabilitySeen
from renovate_kit.reports.narration.shown import shown_branches
from renovate_kit.reports.run_report import Found
from renovate_kit.reports.store.run_rows import TurnDetails

__all__ = ["findings_of"]

_OTHER: Final = "other"
_WORST_FIRST: Final = ("critical", "high", "moderate", "medium", "low")


def findings_of(turn: TurnDetails) -> Found:
    """Return what was found; of several base branches, added up."""
    status, counts = turn.dependency_status, turn.pull_request_counts
    return Found(
        managers=_managers(turn),
        updates=_updates(turn),
        security_updates=(
            sum(each.vulnerabilities for each in turn.summaries) if turn.summaries else None
        ),
        vulnerabilities=tuple(
            (each.package_name, each.ids, each.severity, each.fixed_version)
            for each in sorted(turn.vulnerabilities, key=_by_severity)
        ),
        open_pull_requests=counts.open if counts else None,
        lib_years=status.lib_years if status else None,
        outdated=status.outdated if status else None,
    )


def _managers(turn: TurnDetails) -> tuple[tuple[str, int, int], ...] | None:
    if not turn.dependency_counts:
        return None
    files: Counter[str] = Counter()
    dependencies: Counter[str] = Counter()
    for each in turn.dependency_counts:
        files[each.manager] += each.files
        dependencies[each.manager] += each.dependencies
    return tuple((name, files[name], count) for name, count in dependencies.most_common())


def _updates(turn: TurnDetails) -> dict[str, int] | None:
    updates: Counter[str] = Counter()
    if turn.update_counts or turn.summaries:
        for each in turn.update_counts:
            updates[each.update_type] += each.count
    elif (branches := shown_branches(turn)) is not None:
        # Renovate's report lists branches, and does not count.
        updates.update(x.update_type or _OTHER for branch in branches for x in branch.upgrades)
    else:
        return None
    return {name: count for name, count in updates.most_common() if count}


def _by_severity(seen: VulnerabilitySeen) -> tuple[int, str, tuple[str, ...]]:
    severity = seen.severity or ""
    known = severity in _WORST_FIRST
    rank = _WORST_FIRST.index(severity) if known else len(_WORST_FIRST)
    return rank, seen.package_name, seen.ids
