"""A config that Renovate can't migrate, as a finding."""

from collections.abc import Iterator

from renovate_kit.config.diagnostics import Diagnostic, Severity
from renovate_kit.config.document import Document
from renovate_kit.config.document.location import format_pointer
from renovate_kit.config.migration import UnmigratableError
from renovate_kit.redaction import redact

__all__ = ["UNMIGRATABLE", "unmigratable"]

UNMIGRATABLE = "RK005"
"""The code of a value at which Renovate breaks off; no rule, because rules come after it."""


def unmigratable(error: UnmigratableError, document: Document) -> Iterator[Diagnostic]:
    """Yield where and why Renovate breaks off; nothing for null, which has a rule of its own."""
    if not error.pointer and document.to_data() is None:
        return
    place = document.place_of(error.pointer, key=False)
    yield Diagnostic(
        path=document.path,
        place=place,
        code=UNMIGRATABLE,
        rule="unmigratable-value",
        severity=Severity.ERROR,
        message=f"Renovate breaks off here: {redact(error.message)}",
        help="mend this first: Renovate takes the whole config for invalid",
        pointer=format_pointer(error.pointer),
        official="error",
        official_count=1,
        fix=None,
        excerpt=redact(document.lines.line(place.line)),
    )
