"""What the history of vulnerabilities adds to the report of a repository."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from renovate_kit.reports.report import Attention, AttentionKind, RepositoryReport
from renovate_kit.reports.security_report import SecurityEntry
from renovate_kit.reports.statistics.repository import in_order

__all__ = ["by_repository", "with_vulnerabilities"]


def by_repository(entries: Iterable[SecurityEntry]) -> Mapping[str, tuple[SecurityEntry, ...]]:
    """Return vulnerabilities by the name of their repository in lower case, in their order."""
    found: defaultdict[str, list[SecurityEntry]] = defaultdict(list)
    for entry in entries:
        found[entry.repository.lower()].append(entry)
    return {name: tuple(own) for name, own in found.items()}


def with_vulnerabilities(
    part: RepositoryReport, entries: Sequence[SecurityEntry]
) -> RepositoryReport:
    """Return the report of a repository with its vulnerabilities.

    Args:
        part: of the repository.
        entries: its own, as of the end of the period, in the order to tell them.
    """
    if not entries:
        return part
    attention = in_order((*part.attention, *_left_alone(part, entries)))
    return replace(part, vulnerabilities=tuple(entries), attention=attention)


def _left_alone(part: RepositoryReport, entries: Sequence[SecurityEntry]) -> Iterator[Attention]:
    """Yield the vulnerabilities that a version mends to which no pull request leads."""
    opened = {each.number for each in part.open_pull_requests or ()}
    told = {update.dep_name for update in part.updates or () if update.is_security}
    for entry in entries:
        numbers = {each.number for each in entry.pull_requests}
        if not entry.open or entry.fixed_version is None or numbers & opened:
            continue
        if entry.package is None or entry.package in told:
            continue
        severity = f"{entry.severity} " if entry.severity else ""
        known_as = f" ({entry.ids[0]})" if entry.ids else ""
        yield Attention(
            kind=AttentionKind.SECURITY,
            what=f"{entry.package} has a {severity}vulnerability{known_as} that "
            f"{entry.fixed_version} mends, and no pull request is open for it",
            what_to_do=f"see `renovate-kit why {entry.package}` for what holds it back, or "
            "update it by hand",
            since=entry.detected_at,
        )
