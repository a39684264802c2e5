"""What a rule is: one class in one file, which carries its documentation and its examples.

The class docstring is the rule's page: one sentence that names what it finds, then why that
is bad. Tests run every example; `renovate-kit rule CODE` prints it all.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.subject import Subject

__all__ = ["Invalid", "Rule", "Valid"]


@dataclass(frozen=True, slots=True)
class Valid:
    """A config, as text, in which the rule finds nothing."""

    text: str
    path: str = "renovate.json"


@dataclass(frozen=True, slots=True)
class Invalid:
    """A config, as text, in which the rule finds exactly one thing.

    Attributes:
        at: the text of the marked stretch, as it stands in the config.
        fixed: the config after the rule's fix; None if the rule has no fix here.
    """

    text: str
    at: str
    fixed: str | None = None
    path: str = "renovate.json"


class Rule(ABC):
    """One thing that can be wrong.

    Attributes:
        code: stable, `RK` and three digits; never used for anything else.
        name: kebab-case, names the bad pattern; also the module and the anchor in the docs.
        severity: unless the user chooses another.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    valid: ClassVar[tuple[Valid, ...]]
    invalid: ClassVar[tuple[Invalid, ...]]

    @abstractmethod
    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield what is wrong in `subject`."""
