"""What Renovate fails at between having read its config and looking at the first repository.

Source: `lib/workers/global/index.ts` and `initialize.ts`, `initPlatform` in
`lib/modules/platform/index.ts`, `lib/workers/global/autodiscover.ts`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from renovate_kit.config.effective.git_author import is_git_author
from renovate_kit.config.effective.global_presets import not_a_preset
from renovate_kit.config.effective.interpolation import (
    KINDS,
    UninterpolatableError,
    interpolated,
)
from renovate_kit.config.effective.layers import Layer, is_settled, is_unknown
from renovate_kit.config.effective.platforms import lacks_of
from renovate_kit.config.effective.problems import Problem, ProblemKind
from renovate_kit.config.effective.reporting import shown_value
from renovate_kit.config.javascript import as_text, is_true
from renovate_kit.config.options import Catalogue, nearest
from renovate_kit.config.presets import UnresolvablePresetError, resolve
from renovate_kit.config.provenance import Json, TrackedDict

__all__ = ["initialisation_problems", "open_kinds", "problem_of_template"]

_EXIT: Final = 1
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*", re.ASCII)


def initialisation_problems(
    layer: Layer, catalogue: Catalogue, *, is_complete: bool
) -> Iterator[Problem]:
    """Yield what ends Renovate, in the order in which it comes upon it.

    Args:
        layer: the whole config, with the defaults.
        catalogue: what the release knows.
        is_complete: whether all that sets options is known; else nothing counts as missing.
    """
    values = layer.values
    try:
        interpolated(values, open_kinds(layer, is_complete=is_complete))
    except UninterpolatableError as error:
        yield problem_of_template(error, layer, _EXIT)
    platform = values.get("platform")
    if not is_unknown(platform) and ("platform" in layer.traces or is_complete):
        yield from _of_platform(platform, layer, catalogue, is_complete=is_complete)
    yield from _of_author(layer)
    yield from _of_presets(layer, catalogue)
    for option in reversed(KINDS):
        yield from _of_secrets(option, layer)
    yield from _of_repositories(layer, is_complete=is_complete)


def open_kinds(layer: Layer, *, is_complete: bool) -> frozenset[str]:
    """Return whether there may be more `secrets` and `variables` than are known, by their names.

    Args:
        layer: the whole config.
        is_complete: whether all that sets options is known.
    """
    return frozenset(kind for kind in KINDS if not is_settled(kind, layer, is_complete=is_complete))


def problem_of_template(error: UninterpolatableError, layer: Layer, exit_code: int) -> Problem:
    """Return what is wrong with a template in the value of an option."""
    facts = {"option": error.option, "template": error.template}
    return _problem(ProblemKind.UNKNOWN_TEMPLATE_NAME, error.option, layer, facts, exit_code)


def _of_platform(
    platform: Json, layer: Layer, catalogue: Catalogue, *, is_complete: bool
) -> Iterator[Problem]:
    if not isinstance(platform, str) or platform not in catalogue.platforms:
        facts = {"allowed": ", ".join(sorted(catalogue.platforms))}
        meant = (
            nearest(platform.strip(), catalogue.platforms) if isinstance(platform, str) else None
        )
        if meant is not None:
            facts["meant"] = meant
        yield _problem(ProblemKind.UNKNOWN_PLATFORM, "platform", layer, facts)
        return
    for lack in lacks_of(platform, layer.values, is_complete=is_complete):
        about = lack.option if lack.option in layer.traces else "platform"
        facts = {"platform": platform, "option": lack.option}
        exit_code = _EXIT if lack.is_fatal else None
        yield _problem(lack.kind, about, layer, facts, exit_code)


def _of_author(layer: Layer) -> Iterator[Problem]:
    author = layer.values.get("gitAuthor")
    if not is_true(author) or is_unknown(author):
        return
    if not (isinstance(author, str) and is_git_author(author)):
        yield _problem(ProblemKind.INVALID_GIT_AUTHOR, "gitAuthor", layer)


def _of_presets(layer: Layer, catalogue: Catalogue) -> Iterator[Problem]:
    found = _broken_preset(layer, catalogue)
    if found is not None:
        preset, reason = found
        facts = {"option": "extends", "reason": reason}
        told = _problem(ProblemKind.UNRESOLVABLE_PRESET, "extends", layer, facts)
        yield replace(told, name=preset, value=None)


def _broken_preset(layer: Layer, catalogue: Catalogue) -> tuple[str, str] | None:
    presets = layer.values.get("extends")
    strange = not_a_preset(presets) if is_true(presets) else None
    if strange is not None:
        return strange, "it is no text"
    own = {name: value for name, value in layer.values.items() if name in layer.traces}
    try:
        resolve(TrackedDict(own), catalogue)
    except UnresolvablePresetError as error:
        return error.preset, error.detail or error.problem.value
    return None


def _of_secrets(option: str, layer: Layer) -> Iterator[Problem]:
    content = layer.values.get(option)
    if not is_true(content) or is_unknown(content):
        return
    if not isinstance(content, dict):
        yield _problem(ProblemKind.INVALID_SECRETS, option, layer, {"reason": "type"})
        return
    for key, value in content.items():
        reason = None if _NAME.fullmatch(key) else "name"
        if not isinstance(value, str):
            reason = "type"
        if reason is not None:
            facts = {"reason": reason, "key": key}
            yield _problem(ProblemKind.INVALID_SECRETS, option, layer, facts)


def _of_repositories(layer: Layer, *, is_complete: bool) -> Iterator[Problem]:
    values = layer.values
    repositories = values.get("repositories")
    has_some = isinstance(repositories, list | str) and len(repositories) > 0
    if values.get("platform") == "local":
        if has_some:
            yield _problem(ProblemKind.REPOSITORIES_IN_LOCAL_MODE, "repositories", layer)
        return
    is_told = "repositories" in layer.traces or is_complete
    if not has_some and is_told and values.get("autodiscover") is False:
        about = "repositories" if "repositories" in layer.traces else "autodiscover"
        yield _problem(ProblemKind.NO_REPOSITORIES, about, layer, exit_code=0)


def _problem(
    kind: ProblemKind,
    option: str,
    layer: Layer,
    facts: Mapping[str, str] = {},
    exit_code: int | None = _EXIT,
) -> Problem:
    """Return a problem that is told where an option is set."""
    trace = layer.traces.get(option)
    source = None if trace is None or not trace.sources else trace.sources[-1]
    value = layer.values.get(option)
    is_secret = source is not None and source.is_secret
    text = as_text(value) if isinstance(value, str | int | float) else None
    return Problem(
        kind=kind,
        name=option,
        origin=None if source is None else source.origin,
        value=shown_value(text, option, is_secret=is_secret),
        facts=facts,
        exit_code=exit_code,
    )
