"""The values of one installation, gathered from the places where they can be."""

from renovate_kit.config.deployment.charts.values import merged_values, parsed_values
from renovate_kit.config.deployment.model import Note
from renovate_kit.config.document.located import LocatedValue

__all__ = ["Gathered"]


class Gathered:
    """Values so far, and what of them is not known.

    Attributes:
        values: a map.
        notes: what is not known.
    """

    def __init__(self, item: LocatedValue) -> None:
        """Start without values.

        Args:
            item: what installs the chart.
        """
        self.values = LocatedValue({}, item.origin)
        self.notes: list[Note] = []

    def add(self, values: LocatedValue | None) -> None:
        """Add values that go over those that are there; nothing if they are no map."""
        if values is not None and isinstance(values.content, dict):
            self.values = merged_values(self.values, values)

    def add_text(self, text: LocatedValue | None) -> None:
        """Add the values in a string."""
        if text is None or text.content is None or text.content == "":
            return
        values = parsed_values(text)
        if values is None:
            self.note("the values of the chart can't be read", text)
        else:
            self.add(values)

    def note(self, message: str, at: LocatedValue) -> None:
        """Remember that values are not known."""
        self.notes.append(Note(message=message, path=at.origin.path, origin=at.origin))
