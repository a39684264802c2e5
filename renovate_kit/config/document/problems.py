"""What stopped a file from being read, as a value and as the exception inside the parser."""

from dataclasses import dataclass

from renovate_kit.config.document.location import LineIndex, Place, Span

__all__ = ["SyntaxProblem", "UnreadableTextError"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntaxProblem:
    """The first thing in a file that is not the language it should be.

    Attributes:
        message: what was found and what was expected, one line, no full stop.
        help: how to mend it, one line; empty if the message says it all.
        span: the marked stretch as character offsets of the text.
        place: the same stretch as lines and columns.
    """

    message: str
    help: str
    span: Span
    place: Place


class UnreadableTextError(Exception):
    """Stops the parser; never leaves `renovate_kit.config.document`."""

    def __init__(self, message: str, span: Span, *, help_: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.span = span
        self.help = help_

    def as_problem(self, lines: LineIndex) -> SyntaxProblem:
        """Return the same as a value, with lines and columns."""
        return SyntaxProblem(
            message=self.message, help=self.help, span=self.span, place=lines.place(self.span)
        )
