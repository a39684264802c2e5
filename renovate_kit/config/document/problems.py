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
        is_refusal: the text may well be right; it says more than can be read without running it.
    """

    message: str
    help: str
    span: Span
    place: Place
    is_refusal: bool = False


class UnreadableTextError(Exception):
    """Stops the parser; never leaves `renovate_kit.config.document`."""

    def __init__(
        self, message: str, span: Span, *, help_: str = "", is_refusal: bool = False
    ) -> None:
        super().__init__(message)
        self.message = message
        self.span = span
        self.help = help_
        self.is_refusal = is_refusal

    def as_problem(self, lines: LineIndex) -> SyntaxProblem:
        """Return the same as a value, with lines and columns."""
        return SyntaxProblem(
            message=self.message,
            help=self.help,
            span=self.span,
            place=lines.place(self.span),
            is_refusal=self.is_refusal,
        )
