"""How somebody wants a report to be laid out."""

from dataclasses import dataclass
from pathlib import Path

from renovate_kit.reports.formats.sections import SectionName

__all__ = ["ReportLayout"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLayout:
    """What people can choose of the Markdown and the HTML of a report.

    Attributes:
        sections: which there are, in their order; None means all, in the order of the format.
        locale: of dates and numbers, as in `sv` or `en_US`; the sentences stay English. None
            means plain English that no locale has.
        templates: a folder with templates that stand in for the ones of the package; those that
            it lacks are the package's. They are code: take none from people who are not trusted.
    """

    sections: tuple[SectionName, ...] | None = None
    locale: str | None = None
    templates: Path | None = None
