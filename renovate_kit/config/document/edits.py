"""Changes to a text as values, and the one place that applies them."""

from collections.abc import Iterable
from dataclasses import dataclass

from renovate_kit.config.document.location import Span

__all__ = ["Edit", "apply_edits"]


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in the place of `span`; an empty span inserts, an empty text removes."""

    span: Span
    text: str


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with all edits applied, everything outside their spans untouched.

    Args:
        text: what the spans of the edits refer to.
        edits: in any order; the same edit given twice counts once.

    Raises:
        ValueError: two different edits overlap, so no order of applying them is right.
    """
    ordered = sorted(set(edits), key=lambda edit: (edit.span.start, edit.span.end))
    pieces: list[str] = []
    done = 0
    for edit in ordered:
        if edit.span.start < done:
            message = f"edits overlap at offset {edit.span.start}"
            raise ValueError(message)
        pieces += (text[done : edit.span.start], edit.text)
        done = edit.span.end
    return "".join((*pieces, text[done:]))
