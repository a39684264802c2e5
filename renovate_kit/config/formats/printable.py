"""Text from a config or a file name, made harmless for where it is shown."""

__all__ = ["printable"]


def printable(text: str) -> str:
    """Return the text with a replacement character for all that does not print.

    Tabs stay. Escape sequences, line breaks, characters that turn the direction of writing and
    halves of surrogate pairs go.
    """
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() or char == "\t" else "\N{REPLACEMENT CHARACTER}" for char in text
    )
