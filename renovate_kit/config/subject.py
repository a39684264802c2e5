"""What rules judge: a config after migration, taken apart into its settings.

The order and the conditions follow `validateConfig` of Renovate 44.121.2
(`lib/config/validation.ts`), so that a rule which mirrors a check of the official
validator sees exactly what that check sees.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from renovate_kit.config.difference import Difference
from renovate_kit.config.document import Document, SyntaxProblem
from renovate_kit.config.document.location import Pointer
from renovate_kit.config.options import Catalogue, Option
from renovate_kit.config.provenance import Json

__all__ = ["ConfigKind", "Scope", "Setting", "Stage", "Subject"]


class ConfigKind(StrEnum):
    """For whom a config is written; decides which options it may hold."""

    REPO = "repo"
    GLOBAL = "global"
    INHERIT = "inherit"
    PRESET = "preset"


class Stage(Enum):
    """How far the official validator looks at a setting."""

    MISPLACED_GLOBAL = auto()
    """A global option in a repository's config: it says so and looks no further."""
    GLOBAL = auto()
    """A global option where it belongs: judged by the rules for global options alone."""
    IGNORED = auto()
    """A name that is let through, whatever its value."""
    UNKNOWN = auto()
    """No option of that name."""
    SCHEDULE = auto()
    """`schedule`: its text is judged, its type is not."""
    PATTERN = auto()
    """A string option whose value is written as a regex: the regex is judged, the type is not."""
    TIMEZONE = auto()
    """`timezone` with a value: the zone is judged, the type is not."""
    NULL = auto()
    """null, which every known option may be."""
    TYPED = auto()
    """Everything else: the value must have the option's type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """An object of the config that holds settings.

    Attributes:
        pointer: where it is in the migrated data.
        path: how the official validator calls it (`packageRules[0]`), None at the top; a
            config inside a config (`force`, `onboardingConfig`) starts anew at None.
        parent: the name by which options name their parents; `.` at the top.
        kind: by whose rules it is judged.
        is_demoted: the official validator makes warnings of all errors in here.
        data: the object itself.
    """

    pointer: Pointer
    path: str | None
    parent: str
    kind: ConfigKind
    is_demoted: bool
    data: Mapping[str, Json]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A key, its value, and what Renovate knows of an option of that name."""

    scope: Scope
    key: str
    value: Json
    option: Option | None
    stage: Stage

    @property
    def pointer(self) -> Pointer:
        """Where it is in the migrated data."""
        return (*self.scope.pointer, self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One config, ready to be judged.

    Attributes:
        document: the text as the person wrote it.
        kind: for whom the config is written.
        catalogue: what the chosen release of Renovate knows.
        data: what migration made of the document.
        settings: the settings of `data`.
        differences: what migration changed.
        strict_problem: why the document is not the JSON that its name promises.
    """

    document: Document
    kind: ConfigKind
    catalogue: Catalogue
    data: Json
    settings: tuple[Setting, ...]
    differences: tuple[Difference, ...]
    strict_problem: SyntaxProblem | None = None
