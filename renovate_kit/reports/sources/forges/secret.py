"""A token that can be passed around, but not shown by accident."""

from renovate_kit.redaction import MASK

__all__ = ["Secret"]


class Secret:
    """A text that no `print`, no traceback and no log shows.

    Args:
        text: the token or key itself.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return f"Secret({MASK!r})"

    __str__ = __repr__

    def reveal(self) -> str:
        """Return the text, to send it to the service that it is for."""
        return self._text
