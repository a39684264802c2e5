"""A report that is no weekly one, as every format lays it out in its own way."""

from dataclasses import dataclass

from renovate_kit.reports.formats.tables import Table
from renovate_kit.reports.formats.words import Words

__all__ = ["Document", "DocumentSection", "Listing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A heading with a few lines below it, which may be folded."""

    heading: Words
    lines: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSection:
    """A part with a heading of its own: paragraphs, then tables, then listings."""

    heading: str
    paragraphs: tuple[Words, ...] = ()
    tables: tuple[Table, ...] = ()
    listings: tuple[Listing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A report.

    Attributes:
        title: what it is.
        subtitle: of which time.
        lead: what it says in one sentence.
        notes: what to know before reading on.
        sections: all the rest.
        origin: where what it says comes from.
    """

    title: str
    subtitle: Words
    lead: Words
    notes: tuple[Words, ...] = ()
    sections: tuple[DocumentSection, ...] = ()
    origin: str = "Written by renovate-kit from the logs of Renovate."
