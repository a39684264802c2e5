"""What a chart is: a picture, the same in words, and the numbers behind it."""

from dataclasses import dataclass

from markupsafe import Markup

from renovate_kit.reports.formats.tables import Table

__all__ = ["Chart"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart for people who see it, and for people who do not.

    Attributes:
        title: what it shows.
        description: what is to be seen in it, in a sentence.
        svg: the picture, which carries title and description too. Colours are classes.
        table: all that was drawn.
    """

    title: str
    description: str
    svg: Markup
    table: Table
