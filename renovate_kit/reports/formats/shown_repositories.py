"""Which repositories of a report have a section of their own: a report may be of thousands."""

from dataclasses import dataclass

from renovate_kit.reports.report import Report, RepositoryReport

__all__ = ["Shown", "shown_repositories"]


@dataclass(frozen=True, slots=True)
class Shown:
    """The repositories of a report, by how much there is to say of them.

    Attributes:
        told: those with a section of their own.
        untold: how many more should have one, of which the page has no room.
        quiet: those of which a line in a table says all.
    """

    told: tuple[RepositoryReport, ...]
    untold: int
    quiet: tuple[RepositoryReport, ...]


def shown_repositories(report: Report, *, most: int) -> Shown:
    """Return the repositories of a report, by how much is said of them.

    Args:
        report: in whose order they stay.
        most: how many may have a section of their own: those that need a person first.
    """
    loud = [part for part in report.repositories if not part.is_quiet]
    chosen = sorted(loud, key=lambda part: len(part.attention), reverse=True)[:most]
    names = {part.repository for part in chosen}
    return Shown(
        told=tuple(part for part in loud if part.repository in names),
        untold=len(loud) - len(chosen),
        quiet=tuple(part for part in report.repositories if part.is_quiet),
    )
