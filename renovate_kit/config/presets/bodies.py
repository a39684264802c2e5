"""The body of one preset, as it is laid under the config that extends it.

Source: `getPreset` and `replaceArgs` in `lib/config/presets/index.ts`, and
`lib/config/presets/internal/index.ts`.
"""

from enum import Enum, auto
from typing import Final

from renovate_kit.config.grammars.javascript_text import INHERITED_NAMES
from renovate_kit.config.grammars.preset_names import (
    InvalidPresetReferenceError,
    PresetReference,
    parse_preset,
)
from renovate_kit.config.massage import massage
from renovate_kit.config.migrator import UnmigratableError, migrate
from renovate_kit.config.options import Catalogue
from renovate_kit.config.presets.fetching import Fetcher
from renovate_kit.config.presets.relative import with_absolute_presets
from renovate_kit.config.provenance import Json, TrackedDict, TrackedList, clone
from renovate_kit.config.resolved_rules import PresetProblem

__all__ = ["UnresolvablePresetError", "body_of"]

_IN_REPOSITORIES: Final = frozenset({"forgejo", "gitea", "github", "gitlab", "local"})
_SAYS_NOTHING: Final = frozenset({"description", "matchPackageNames"})


class _Removed(Enum):
    """The preset is gone, and nothing replaces it."""

    NOTHING = auto()


class UnresolvablePresetError(Exception):
    """A preset at which Renovate breaks off.

    Attributes:
        preset: as `extends` has it.
        problem: why.
        detail: the reason in a few words; empty if `problem` says it all.
    """

    def __init__(self, preset: str, problem: PresetProblem, detail: str = "") -> None:
        super().__init__(f"{preset}: {problem.value}")
        self.preset = preset
        self.problem = problem
        self.detail = detail


def body_of(preset: str, catalogue: Catalogue, fetcher: Fetcher) -> Json:
    """Return what a preset says, in the form of today; None if that is not known.

    Args:
        preset: as `extends` has it, without templates.
        catalogue: holds the presets that Renovate brings along.
        fetcher: looks up all others.

    Raises:
        UnresolvablePresetError: there cannot be such a preset.
    """
    current = _current_name(preset, catalogue)
    if isinstance(current, _Removed):
        return TrackedDict()
    try:
        reference = parse_preset(current)
    except InvalidPresetReferenceError as error:
        raise UnresolvablePresetError(preset, PresetProblem.INVALID, str(error)) from error
    if reference.source == "relative":
        raise UnresolvablePresetError(preset, PresetProblem.RELATIVE)
    if reference.source == "internal":
        body = _internal(preset, reference, catalogue)
    elif (found := fetcher(reference)) is not None:
        body = clone(found)
    else:
        return None
    body = _with_arguments(body, reference)
    _drop_idle_description(body)
    try:
        modern = massage(migrate(body, catalogue), catalogue)
    except UnmigratableError as error:
        raise UnresolvablePresetError(preset, PresetProblem.BROKEN, error.message) from error
    is_in_repository = reference.source in _IN_REPOSITORIES
    return with_absolute_presets(modern, reference) if is_in_repository else modern


def _current_name(preset: str, catalogue: Catalogue) -> str | _Removed:
    while preset in catalogue.removed_presets:
        successor = catalogue.removed_presets[preset]
        if successor is None:
            return _Removed.NOTHING
        preset = successor
    return preset


def _internal(preset: str, reference: PresetReference, catalogue: Catalogue) -> TrackedDict:
    facts = catalogue.preset_facts.get(f"{reference.repo}:{reference.name}")
    if facts is None:
        # Renovate looks in a plain object, which has a member of each of these names.
        has_presets = any(name.startswith(f"{reference.repo}:") for name in catalogue.preset_facts)
        if reference.name in INHERITED_NAMES and has_presets:
            return TrackedDict()
        raise UnresolvablePresetError(preset, PresetProblem.UNKNOWN)
    # The catalogue leaves the words out, but that there are some counts as a key.
    body = TrackedDict({"description": TrackedList()} if facts.is_described else {})
    body.update_from(clone(facts.body))
    return body


def _with_arguments(body: Json, reference: PresetReference) -> Json:
    if reference.params is None:
        return body
    arguments = {f"{{{{arg{index}}}}}": text for index, text in enumerate(reference.params)}
    if reference.raw_params:
        arguments["{{args}}"] = reference.raw_params
    return _replaced(body, arguments)


def _replaced(value: Json, arguments: dict[str, str]) -> Json:
    if isinstance(value, dict):
        return TrackedDict({key: _replaced(inner, arguments) for key, inner in value.items()})
    if isinstance(value, list):
        return TrackedList([_replaced(item, arguments) for item in value])
    if isinstance(value, str):
        for placeholder, text in arguments.items():
            value = value.replace(placeholder, text)
    return value


def _drop_idle_description(body: Json) -> None:
    """Remove a description that speaks of nothing but other presets or a list of packages."""
    if isinstance(body, TrackedDict):
        only_extends = body.keys() == {"description", "extends"}
        if only_extends or body.keys() <= _SAYS_NOTHING:
            body.drop("description")
