"""References to presets, as written in `extends`: `github>org/repo:file/key#tag(argument)`.

Source of the behaviour: Renovate 44.121.2, `config/presets/parse` (`parsePreset`). Only the form is
read: whether the preset exists is another question.
"""

import re
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from renovate_kit.config.grammars.http_urls import is_http_url
from renovate_kit.config.grammars.javascript_text import trim

__all__ = [
    "InvalidPresetReferenceError",
    "PresetReference",
    "PresetSource",
    "is_relative_preset",
    "parse_preset",
]

PresetSource: TypeAlias = Literal[
    "forgejo", "gitea", "github", "gitlab", "http", "internal", "local", "npm", "relative"
]

_PLATFORM_PREFIXES: Final[dict[str, PresetSource]] = {
    "github>": "github",
    "gitlab>": "gitlab",
    "gitea>": "gitea",
    "forgejo>": "forgejo",
    "local>": "local",
}
_INTERNAL_NAMESPACES: Final = (
    "abandonments:",
    "compatibility:",
    "config:",
    "customManagers:",
    "default:",
    "docker:",
    "global:",
    "group:",
    "helpers:",
    "mergeConfidence:",
    "monorepo:",
    "npm:",
    "packages:",
    "preview:",
    "replacements:",
    "schedule:",
    "security:",
    "workarounds:",
)
_RELATIVE_PATH = re.compile(r"(?:\.\.?)?(?:/[\w\-.]+)++", re.ASCII)
_REPOSITORY = re.compile(r"~?[\w\-. /%]+", re.ASCII)
_PATH = re.compile(r"[\w\-./]+", re.ASCII)
_NOT_PATH = re.compile(r"[^\w\-./]", re.ASCII)
_GIT_PRESET = re.compile(
    r"(?P<repo>~?[\w\-. /%]+)(?::(?P<name>[\w\-.+/]+))?(?:#(?P<tag>[\w\-./]+))?", re.ASCII
)
_NPM_PREFIX: Final = "renovate-config-"
_DEFAULT_NAME: Final = "default"


class InvalidPresetReferenceError(ValueError):
    """The text is not a reference to a preset; the message says why, in a few words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PresetReference:
    """Where a preset is to be found.

    Attributes:
        source: which kind of place holds it.
        repo: the repository, the npm package, the URL, or the namespace of an internal preset;
            empty for a relative reference.
        name: of the preset: a file, with the keys in it; the path, for a relative reference; empty
            for a URL.
        path: the folder of the file in the repository, if one is given.
        tag: the git ref, if one is given.
        params: the arguments without blanks around them; None without parentheses.
        raw_params: what stands in the parentheses; None without them.
    """

    source: PresetSource
    repo: str
    name: str
    path: str | None = None
    tag: str | None = None
    params: tuple[str, ...] | None = None
    raw_params: str | None = None


def is_relative_preset(text: str) -> bool:
    """Tell whether `text` refers to a preset by its place beside the file that extends it."""
    return text.startswith(("./", "../", "/"))


def parse_preset(text: str) -> PresetReference:
    """Read a reference to a preset.

    Args:
        text: one element of `extends`, without templates.

    Raises:
        InvalidPresetReferenceError: Renovate takes the text for no reference.
    """
    source, rest = _source(text)
    if source == "relative":
        return _relative(rest)
    if is_relative_preset(rest) and source is not None:
        message = "a relative path can't follow a source"
        raise InvalidPresetReferenceError(message)
    reference, raw_params = _split_params(rest)
    found = _parse_absolute(source or "npm", reference)
    return replace(found, params=_params(raw_params), raw_params=raw_params)


def _source(text: str) -> tuple[PresetSource | None, str]:
    """Return the source that the beginning of `text` tells, and what follows it."""
    for prefix, platform in _PLATFORM_PREFIXES.items():
        if text.startswith(prefix):
            return platform, text.removeprefix(prefix).removeprefix("npm>")
    if text.startswith("npm>@"):
        return "npm", text.removeprefix("npm>")
    rest = text.removeprefix("npm>")
    if is_relative_preset(text):
        return "relative", rest
    if is_http_url(text):
        return "http", rest
    if "/" in text and not text.startswith(("@", ":")):
        return "local", rest
    return None, rest


def _split_params(text: str) -> tuple[str, str | None]:
    """Split at the first parenthesis; the last character is taken for the closing one."""
    reference, parenthesis, params = text.partition("(")
    return reference, params[:-1] if parenthesis else None


def _params(raw_params: str | None) -> tuple[str, ...] | None:
    return None if raw_params is None else tuple(map(trim, raw_params.split(",")))


def _relative(text: str) -> PresetReference:
    path, raw_params = _split_params(text)
    if raw_params is not None and not (text.endswith(")") and _is_balanced(raw_params)):
        message = "unbalanced parentheses"
        raise InvalidPresetReferenceError(message)
    if _RELATIVE_PATH.fullmatch(path) is None or path.rpartition("/")[2] in {".", ".."}:
        message = "a relative reference must be a path to a file"
        raise InvalidPresetReferenceError(message)
    return PresetReference(
        source="relative", repo="", name=path, params=_params(raw_params), raw_params=raw_params
    )


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return False
    return depth == 0


def _parse_absolute(source: PresetSource, text: str) -> PresetReference:
    if source == "http":
        return PresetReference(source=source, repo=text, name="")
    if text.startswith(_INTERNAL_NAMESPACES):
        namespace, name, *_ = text.split(":")
        return PresetReference(source="internal", repo=namespace, name=name)
    if text.startswith(":"):
        return PresetReference(source="internal", repo="default", name=text[1:])
    if text.startswith("@"):
        return _npm_scope(source, text)
    return _in_folder(source, text) if "//" in text else _in_repository(source, text)


def _npm_scope(source: PresetSource, text: str) -> PresetReference:
    scope = _scope(text)
    repo = scope if "/" in scope else f"{scope}/renovate-config"
    rest = text[len(scope) :]
    return PresetReference(source=source, repo=repo, name=rest[1:] if rest else _DEFAULT_NAME)


def _scope(text: str) -> str:
    """Return the first text from `@` to a colon or the end that lies on one line."""
    *lines, last_line = text.split("\n")
    for line in lines:
        before, at, after = line.partition("@")
        del before
        if at and ":" in after:
            return at + after.partition(":")[0]
    _, at, after = last_line.partition("@")
    if not at:
        message = "a scope without a package"
        raise InvalidPresetReferenceError(message)
    return at + after.partition(":")[0]


def _in_folder(source: PresetSource, text: str) -> PresetReference:
    """Read `repo//folder/file#tag`; the folder starts at the first `//` at which it can."""
    if ":" in text:
        message = "a preset in a folder can't have a name after a colon"
        raise InvalidPresetReferenceError(message)
    body, hash_, tag = text.partition("#")
    if hash_ and _PATH.fullmatch(tag) is None:
        message = "invalid tag"
        raise InvalidPresetReferenceError(message)
    first = 2 if body.startswith("~") else 1
    bad_ends = [found.end() for found in _NOT_PATH.finditer(body)]
    start = body.find("//", max([first, *(end - 2 for end in bad_ends[-1:])]))
    while start >= 0:
        folder, slash, name = body[start + 2 :].rpartition("/")
        if _REPOSITORY.fullmatch(body, 0, start) and name and (folder or not slash):
            return PresetReference(
                source=source, repo=body[:start], name=name, path=folder or None, tag=tag or None
            )
        start = -1 if not name else body.find("//", start + 1)
    message = "a preset in a folder must be written repo//folder/file"
    raise InvalidPresetReferenceError(message)


def _in_repository(source: PresetSource, text: str) -> PresetReference:
    found = _GIT_PRESET.fullmatch(text)
    if found is None:
        message = "a preset must be written repo:name#tag"
        raise InvalidPresetReferenceError(message)
    repo, name, tag = found.group("repo", "name", "tag")
    if source == "npm" and not repo.startswith(_NPM_PREFIX):
        repo = _NPM_PREFIX + repo
    return PresetReference(source=source, repo=repo, name=name or _DEFAULT_NAME, tag=tag)
