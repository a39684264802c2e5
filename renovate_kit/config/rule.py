"""What a rule is: one class in one file, which carries its documentation and its examples.

The class docstring is the rule's page: one sentence that names what it finds, then why that
is bad. Tests run every example; `renovate-kit rule CODE` prints it all.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.options import nearest
from renovate_kit.config.subject import ConfigKind, Subject

__all__ = ["Invalid", "Rule", "Valid", "did_you_mean"]


@dataclass(frozen=True, slots=True)
class Valid:
    """A config, as text, in which the rule finds nothing.

    Attributes:
        files: what else is in the checkout, for rules about more than one file: names and texts.
    """

    text: str
    path: str = "renovate.json"
    kind: ConfigKind = ConfigKind.REPO
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Invalid:
    """A config, as text, in which the rule finds exactly one thing.

    Attributes:
        at: the text of the marked stretch, as it stands in the config.
        fixed: the config after the rule's fix; None if the rule has no fix here.
        files: what else is in the checkout, for rules about more than one file: names and texts.
    """

    text: str
    at: str
    fixed: str | None = None
    path: str = "renovate.json"
    kind: ConfigKind = ConfigKind.REPO
    files: tuple[tuple[str, str], ...] = ()


class Rule(ABC):
    """One thing that can be wrong.

    Attributes:
        code: stable, `RK` and three digits; never used for anything else.
        name: kebab-case, names the bad pattern; also the module and the anchor in the docs.
        severity: unless the user chooses another.
        stops_official: the official validator breaks off at what the rule finds (if it has an
            opinion on it at all), and prints none of its other messages.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity]
    stops_official: ClassVar[bool] = False
    valid: ClassVar[tuple[Valid, ...]]
    invalid: ClassVar[tuple[Invalid, ...]]

    @abstractmethod
    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield what is wrong in `subject`."""


def did_you_mean(name: str, known: Iterable[str], otherwise: str) -> str:
    """Return a help that proposes the known name closest to an unknown one.

    Args:
        name: what somebody wrote.
        known: the names that there are.
        otherwise: the help if no known name is close.
    """
    likely = nearest(name, sorted(known))
    return f"did you mean `{likely}`?" if likely else otherwise
