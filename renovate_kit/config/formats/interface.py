"""What every format is given and gives."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from renovate_kit.config.diagnostics import Diagnostic, OfficialCounts

__all__ = ["Checked", "Failure", "Format", "Outcome"]


class Checked(Protocol):
    """A file and what was found in it."""

    @property
    def path(self) -> str:
        """The file, as the person named it."""
        ...

    @property
    def kind(self) -> StrEnum:
        """For whom a config is written; what the file is, if it is no config."""
        ...

    @property
    def official(self) -> OfficialCounts | None:
        """What the official validator makes of it; None where it does not read such a file."""
        ...

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found, in the order of the text."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A file that could not be checked, so that no format makes it look clean.

    Attributes:
        path: as the person named it.
        message: what happened, in one line.
        hint: what to do about it, in one line.
    """

    path: str
    message: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """All that a check came to."""

    files: tuple[Checked, ...]
    failures: tuple[Failure, ...] = ()


class Format(Protocol):
    """A way to lay out an outcome: the same outcome always gives the same text."""

    def render(self, outcome: Outcome) -> str:
        """Return the outcome as text, with a newline at its end."""
        ...
