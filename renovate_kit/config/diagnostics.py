"""What is wrong, how badly, where, and what would mend it.

Rules speak in pointers; a `Diagnostic` has the place in the text that the person edits.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Self

from renovate_kit.config.document.edits import Edit
from renovate_kit.config.document.location import Place, Pointer, Span

__all__ = ["Diagnostic", "Finding", "Fix", "OfficialCounts", "OfficialVerdict", "Severity"]

OfficialVerdict = Literal["error", "warning"] | None
"""What renovate-config-validator makes of the same thing; None where it is silent."""


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """Higher is worse."""
        return {"error": 3, "warning": 2, "info": 1}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """Edits to the text that mend a finding; safe ones keep the meaning of the config."""

    description: str
    edits: tuple[Edit, ...]
    is_safe: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a rule says: symbolic, before places are known.

    Attributes:
        pointer: the value that the finding is about, in the migrated data.
        message: what is wrong, one line, no full stop.
        help: how to mend it, one line; empty if the message says it all.
        at_key: whether to mark the key rather than the value.
        span: the stretch of the document, for findings about the text itself; then `pointer`
            is one of the document.
        official: what renovate-config-validator makes of it.
        official_count: how many messages it gives for this one thing.
        severity: how bad it is here, where that differs from the rule's severity.
        fix: how to mend it.
    """

    pointer: Pointer
    message: str
    help: str = ""
    at_key: bool = True
    span: Span | None = None
    official: OfficialVerdict = None
    official_count: int = 1
    severity: Severity | None = None
    fix: Fix | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """A finding with its rule, its file and its place.

    Attributes:
        excerpt: the line of the file on which the place begins.
    """

    path: str
    place: Place
    code: str
    rule: str
    severity: Severity
    message: str
    help: str
    pointer: str
    official: OfficialVerdict
    official_count: int
    fix: Fix | None
    excerpt: str

    @property
    def docs(self) -> str:
        """Where the rule is explained: a file and an anchor, from the top of this project."""
        return f"docs/rules.md#{self.rule}"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialCounts:
    """What renovate-config-validator makes of a whole file.

    Attributes:
        errors: how many errors it prints.
        warnings: how many warnings it prints.
        migrates: whether it says that the config needs migration.
    """

    errors: int
    warnings: int
    migrates: bool

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic], *, migrates: bool) -> Self:
        """Count what it says of the things that were found, wanted or not."""
        counts = Counter[OfficialVerdict]()
        for item in diagnostics:
            counts[item.official] += item.official_count
        return cls(errors=counts["error"], warnings=counts["warning"], migrates=migrates)
