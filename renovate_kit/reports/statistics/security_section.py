"""What the history of vulnerabilities adds to the report of a repository."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from renovate_kit.reports.report import Attention, AttentionKind, RepositoryReport
from renovate_kit.reports.security_report import SecurityEntry
from renovate_kit.reports.statistics.repository import in_order

__all__ = ["by_repository", "with_vulnerabilities"]

_OVER: Final = frozenset({"merged", "closed"})


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
    """Yield the vulnerabilities that a version mends to which no known pull request leads."""
    opened = {each.number for each in part.open_pull_requests or ()}
    told = {update.dep_name for update in part.updates or () if update.is_security}
    for entry in entries:
        numbers = {each.number for each in entry.pull_requests}
        if not entry.open or entry.fixed_version is None or numbers & opened:
            continue
        if entry.package is None or entry.package in told:
            continue
        if part.open_pull_requests is None:
            yield _perhaps_open(entry, entry.package)
        else:
            yield _about(entry, "no pull request is open for it", _by_hand(entry.package))


def _perhaps_open(entry: SecurityEntry, package: str) -> Attention:
    """Return the word on one where nobody knows which pull requests are open."""
    perhaps = [each for each in entry.pull_requests if each.state not in _OVER]
    if not perhaps:
        state = "it is unknown whether a pull request is open for it"
        return _about(entry, state, f"look for one; if there is none, {_by_hand(package)}")
    state = "it is unknown whether the pull request for it is still open"
    to_do = "review and merge it if it is open"
    # Of a pull request `since` is since when it is open, which nobody knows here.
    return replace(_about(entry, state, to_do), pull_request=perhaps[-1].number, since=None)


def _about(entry: SecurityEntry, state: str, to_do: str) -> Attention:
    severity = f"{entry.severity} " if entry.severity else ""
    known_as = f" ({entry.ids[0]})" if entry.ids else ""
    return Attention(
        kind=AttentionKind.SECURITY,
        what=f"{entry.package} has a {severity}vulnerability{known_as} that "
        f"{entry.fixed_version} mends, and {state}",
        what_to_do=to_do,
        since=entry.detected_at,
    )


def _by_hand(package: str) -> str:
    # Formats lay this out as text: marks for code would come out as they are.
    return f"run renovate-kit why {package} to see what holds it back, or update it by hand"
