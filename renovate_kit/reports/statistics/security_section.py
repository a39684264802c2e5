"""What the history of vulnerabilities adds to the report of a repository."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from renovate_kit.reports.report import Attention, AttentionKind, RepositoryReport
from renovate_kit.reports.security_report import SecurityEntry
from renovate_kit.reports.statistics.repository import in_order

__all__ = ["with_vulnerabilities"]


def with_vulnerabilities(
    part: RepositoryReport, entries: Sequence[SecurityEntry]
) -> RepositoryReport:
    """Return the report of a repository with its vulnerabilities.

    Args:
        part: of the repository.
        entries: of all repositories, as of the end of the period, in the order to tell them.
    """
    own = tuple(each for each in entries if each.repository.lower() == part.repository.lower())
    if not own:
        return part
    attention = in_order((*part.attention, *_left_alone(part, own)))
    return replace(part, vulnerabilities=own, attention=attention)


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
