"""What rules judge: a config after migration, taken apart into its settings.

The order and the conditions follow `validateConfig` of Renovate 44.121.2
(`lib/config/validation.ts`), so that a rule which mirrors a check of the official
validator sees exactly what that check sees.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum, auto
from typing import Literal

from renovate_kit.config.diagnostics import Fix, OfficialVerdict
from renovate_kit.config.difference import Difference
from renovate_kit.config.document import Document, SyntaxProblem
from renovate_kit.config.document.location import Pointer
from renovate_kit.config.document.nodes import UNKNOWN, ScalarNode
from renovate_kit.config.document.rewriting import replace_value
from renovate_kit.config.javascript import entries_of, is_same
from renovate_kit.config.options import Catalogue, Option
from renovate_kit.config.provenance import Json, origin_of
from renovate_kit.config.resolved_rules import ResolvedRule, UnresolvableRule

__all__ = [
    "ConfigKind",
    "GlobalSettings",
    "Scope",
    "Setting",
    "Stage",
    "Subject",
]


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
        data: the object itself, with what is lent to it.
        lent: the keys of `data` that an outer object lends, to where they stand; empty if none.
    """

    pointer: Pointer
    path: str | None
    parent: str
    kind: ConfigKind
    is_demoted: bool
    data: Mapping[str, Json]
    lent: Mapping[str, Pointer] = field(default_factory=dict, hash=False)

    def verdict(self, usual: OfficialVerdict) -> OfficialVerdict:
        """Return the official verdict in here on what is elsewhere an error or a warning."""
        return "warning" if usual == "error" and self.is_demoted else usual


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
        lent = self.scope.lent.get(self.key)
        return (*self.scope.pointer, self.key) if lent is None else lent


@dataclass(frozen=True, slots=True, kw_only=True)
class GlobalSettings:
    """What the operator's own configuration lets other configs do; the defaults are Renovate's.

    Attributes:
        allowed_env: patterns of the names that `env` may set.
        allowed_headers: patterns of the headers that `hostRules` may set.
        platform: on which the repositories are; None if not known.
        config_file_names: additional names of a repository's config.
        inherit_config_trusted: whether inherited config may do what the operator may.
    """

    allowed_env: tuple[str, ...] = ()
    allowed_headers: tuple[str, ...] = ("X-*",)
    platform: str | None = None
    config_file_names: tuple[str, ...] = ()
    inherit_config_trusted: bool = False


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
        global_settings: the operator's word on what this config may do.
        resolved_rules: the package rules with what they extend, by their place in `data`.
    """

    document: Document
    kind: ConfigKind
    catalogue: Catalogue
    data: Json
    settings: tuple[Setting, ...]
    differences: tuple[Difference, ...]
    strict_problem: SyntaxProblem | None = None
    global_settings: GlobalSettings = GlobalSettings()
    resolved_rules: Mapping[Pointer, ResolvedRule | UnresolvableRule] = field(
        default_factory=dict, hash=False
    )

    def text_of(self, pointer: Pointer, value: Json) -> str | None:
        """Return how the document writes the number, boolean or string at a pointer of the data.

        None if the document has something else there, because migration made the value.
        """
        node = self.document.node_at(origin_of(self.data, pointer))
        if not isinstance(node, ScalarNode) or not is_same(node.value, value):
            return None
        return self.document.text[node.span.start : node.span.end]

    def writing(self, pointer: Pointer, json_text: str) -> Fix:
        """Return the fix that replaces the value which `text_of` found."""
        edit = replace_value(self.document, origin_of(self.data, pointer), json_text)
        return Fix(description=f"write `{json_text}`", edits=(edit,), is_safe=True)

    def at(self, stage: Stage, *keys: str) -> Iterator[Setting]:
        """Yield the settings of these names at which the official validator looks so far."""
        for setting in self.settings:
            if setting.key in keys and setting.stage is stage:
                yield setting

    def constraints(self) -> Iterator[tuple[Setting, str, str]]:
        """Yield the names and values of `constraints` and `constraintsVersioning`.

        A value that is no string ends the list, as it does for the official validator.
        """
        for setting in self.at(Stage.TYPED, "constraints", "constraintsVersioning"):
            if isinstance(setting.value, dict):
                for name, value in entries_of(setting.value):
                    if not isinstance(value, str):
                        break
                    yield setting, name, value

    def host_rules(self) -> Iterator[tuple[Setting, int, Mapping[str, Json]]]:
        """Yield every rule of each `hostRules`, with its index there."""
        for setting in self.settings:
            if setting.key == "hostRules" and isinstance(setting.value, list):
                for index, rule in enumerate(setting.value):
                    if isinstance(rule, dict):
                        yield setting, index, rule

    def allows(
        self, key: Literal["allowedEnv", "allowedHeaders"], names: Iterable[str], scope: Scope
    ) -> Mapping[str, bool]:
        """Return for each name whether a scope may set it, by its own allow list if it is global.

        Without `allowedHeaders` a global config may set no header, other configs `X-*`.
        """
        from renovate_kit.config.grammars.globs import (  # noqa: PLC0415 - few configs need it
            UnusableGlobError,
            matches_pattern_list,
        )

        patterns = self._allow_list(key, scope)
        try:
            return {name: matches_pattern_list(name, patterns) for name in names}
        except UnusableGlobError:
            return {}

    def _allow_list(self, key: str, scope: Scope) -> list[str]:
        if scope.kind is not ConfigKind.GLOBAL:
            operators = self.global_settings
            is_env = key == "allowedEnv"
            return list(operators.allowed_env if is_env else operators.allowed_headers)
        own = scope.data.get(key)
        if isinstance(own, str | list) and UNKNOWN in own:
            return ["*"]  # only the program that the config is knows what it allows
        return [item for item in own if isinstance(item, str)] if isinstance(own, list) else []
