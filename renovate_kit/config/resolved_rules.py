"""What becomes of a package rule when the presets that it extends are looked up."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from renovate_kit.config.provenance import Json

__all__ = ["PresetProblem", "ResolvedRule", "UnresolvableRule"]


class PresetProblem(Enum):
    """Why Renovate breaks off at a preset."""

    UNKNOWN = "there is no such preset"
    INVALID = "not the name of a preset"
    TEMPLATE = "not a template"
    RELATIVE = "a relative preset outside of a repository"
    BROKEN = "its content makes Renovate fail"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolvedRule:
    """A package rule with what it extends.

    Attributes:
        rule: the rule as Renovate applies it.
        unknown_presets: what it extends as well and could not be looked up.
        has_relative_presets: it extends files beside its own; these are left out.
    """

    rule: Mapping[str, Json]
    unknown_presets: tuple[str, ...]
    has_relative_presets: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnresolvableRule:
    """A package rule at which Renovate breaks off.

    Attributes:
        preset: what it extends, as written; empty if the rule as a whole is the problem.
        problem: why.
        detail: the reason in a few words; empty if `problem` says it all.
    """

    preset: str
    problem: PresetProblem
    detail: str
