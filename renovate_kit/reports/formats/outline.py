"""Which templates make a report, in which order: those of the chosen sections."""

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment

from renovate_kit.reports.formats.sections import SectionName
from renovate_kit.reports.formats.shown_repositories import Shown
from renovate_kit.reports.formats.template_files import has_template
from renovate_kit.reports.report import Report, RepositoryReport

__all__ = ["Outline", "outline"]


@dataclass(frozen=True, slots=True)
class Outline:
    """The templates of a report.

    Attributes:
        sections: the chosen ones.
        whole: templates in their order; with those about the repository if there is only one.
        each: templates of each of several repositories.
        parts: these repositories; none if nothing is to be told of each.
    """

    sections: tuple[SectionName, ...]
    whole: tuple[str, ...]
    each: tuple[str, ...]
    parts: tuple[RepositoryReport, ...]


def outline(
    environment: Environment,
    report: Report,
    shown: Shown,
    *,
    sections: Sequence[SectionName],
    suffix: str,
) -> Outline:
    """Return the templates of a report.

    Args:
        environment: which has them.
        report: what is laid out.
        shown: which of its repositories have a part of their own.
        sections: the chosen ones, in their order.
        suffix: of the format.
    """

    def existing(section: SectionName, *folders: str) -> list[str]:
        names = [f"{folder}/{section}{suffix}.j2" for folder in folders]
        return [name for name in names if has_template(environment, name)]

    chosen = tuple(dict.fromkeys(sections))
    if len(report.repositories) == 1:
        whole = [name for each in chosen for name in existing(each, "sections", "repository")]
        return Outline(chosen, tuple(whole), each=(), parts=())
    whole = [name for each in chosen for name in existing(each, "sections")]
    of_each = [name for each in chosen for name in existing(each, "repository")]
    return Outline(chosen, tuple(whole), tuple(of_each), shown.told if of_each else ())
