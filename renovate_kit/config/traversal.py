"""Takes a config apart into its settings, object by object, as the official validator walks it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain

from renovate_kit.config.document.location import Pointer, format_pointer
from renovate_kit.config.javascript import is_true
from renovate_kit.config.options import Catalogue, Option, OptionType
from renovate_kit.config.provenance import Json
from renovate_kit.config.subject import ConfigKind, Scope, Setting, Stage

__all__ = ["settings_of"]

_REGEX_TEXT = re.compile(r"!?/(?:.*/)?i?\Z", re.DOTALL)
_REGEX_OPTIONS = frozenset(
    {"allowedVersions", "matchCurrentVersion", "matchCurrentValue", "matchNewValue"}
)
_OBJECTS_WITH_OWN_KEYS = frozenset(
    {
        "constraints",
        "constraintsVersioning",
        "customDatasources",
        "env",
        "installTools",
        "registryAliases",
        "statusCheckNames",
        "statusCheckWhen",
    }
)
_ENTRY_OF_REPOSITORIES = re.compile(r"^repositories\[\d+\]$")


def settings_of(data: Json, kind: ConfigKind, catalogue: Catalogue) -> Iterator[Setting]:
    """Yield every setting of a migrated and massaged config, outer ones first.

    Data that is no object (a list, a number) has no settings: Renovate ignores it.

    Source: `validateConfig` and `validateGlobalConfig` in `lib/config/validation.ts`.
    """
    if isinstance(data, dict):
        scope = Scope(pointer=(), path=None, parent=".", kind=kind, is_demoted=False, data=data)
        yield from _Walk(catalogue).settings(scope)


class _Walk:
    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def settings(self, scope: Scope) -> Iterator[Setting]:
        # Documents may be nested deeper than Python's own stack goes.
        stack = [self._own_settings(scope)]
        while stack:
            setting = next(stack[-1], None)
            if setting is None:
                stack.pop()
                continue
            yield setting
            inner = map(self._own_settings, self._scopes_inside(setting))
            stack.append(chain.from_iterable(inner))

    def _own_settings(self, scope: Scope) -> Iterator[Setting]:
        for key, value in scope.data.items():
            option = self._catalogue.option(key)
            stage = self._stage(scope, key, value, option)
            yield Setting(scope=scope, key=key, value=value, option=option, stage=stage)

    def _stage(self, scope: Scope, key: str, value: Json, option: Option | None) -> Stage:
        if option and option.is_global_only:
            if scope.kind is ConfigKind.GLOBAL:
                return Stage.GLOBAL
            if not _is_allowed_outside_global(scope, key, option):
                return Stage.MISPLACED_GLOBAL
        if key in self._catalogue.ignored_nodes:
            return Stage.IGNORED
        if option is None:
            return Stage.UNKNOWN
        return _stage_of_value(key, value)

    def _scopes_inside(self, setting: Setting) -> Iterator[Scope]:
        option, value = setting.option, setting.value
        if option is None:
            return
        if setting.stage is Stage.GLOBAL:
            yield from _scopes_inside_global(setting)
        elif setting.stage is Stage.TYPED:
            if option.type is OptionType.ARRAY and isinstance(value, list):
                yield from _elements(setting)
            elif (
                option.type is OptionType.OBJECT
                and isinstance(value, dict)
                and setting.key not in _OBJECTS_WITH_OWN_KEYS
                and not option.is_free_choice
            ):
                yield _inner(setting.scope, setting.pointer, value)


def _is_allowed_outside_global(scope: Scope, key: str, option: Option) -> bool:
    # `token`, `username` and `password` are also fields of a host rule.
    if key in {"token", "username", "password"} and "hostRules" in (scope.path or ""):
        return True
    return scope.kind is ConfigKind.INHERIT and option.is_inheritable


def _stage_of_value(key: str, value: Json) -> Stage:
    if key == "schedule":
        return Stage.SCHEDULE
    if key in _REGEX_OPTIONS and isinstance(value, str) and _REGEX_TEXT.match(value):
        return Stage.PATTERN
    if value is None:
        return Stage.NULL
    return Stage.TIMEZONE if key == "timezone" else Stage.TYPED


def _scopes_inside_global(setting: Setting) -> Iterator[Scope]:
    option, value = setting.option, setting.value
    if option is None:
        return
    if option.type is OptionType.ARRAY and isinstance(value, list):
        if setting.key == "repositories":
            yield from _entries_of_repositories(setting)
        else:
            yield from _elements(setting)
    elif isinstance(value, dict) and setting.key == "onboardingConfig":
        yield _config_inside(setting, ConfigKind.REPO)
    elif isinstance(value, dict) and setting.key == "force":
        yield _with_loans(setting.scope, _config_inside(setting, ConfigKind.GLOBAL))


def _config_inside(setting: Setting, kind: ConfigKind) -> Scope:
    return Scope(
        pointer=setting.pointer,
        path=None,
        parent=".",
        kind=kind,
        is_demoted=True,
        data=setting.value,
    )


def _entries_of_repositories(setting: Setting) -> Iterator[Scope]:
    for index, entry in enumerate(setting.value):
        if isinstance(entry, dict):
            options = {key: value for key, value in entry.items() if key != "repository"}
            inner = _inner(setting.scope, (*setting.pointer, index), options)
            yield _with_loans(setting.scope, inner)


def _with_loans(outer: Scope, inner: Scope) -> Scope:
    """Return a scope that has the allow lists of the global config around it, unless its own."""
    lent = {
        key: outer.lent.get(key, (*outer.pointer, key))
        for key in ("allowedEnv", "allowedHeaders")
        if key not in inner.data and is_true(outer.data.get(key))
    }
    data = {**{key: outer.data[key] for key in lent}, **inner.data}
    return replace(inner, data=data, lent=lent)


def _elements(setting: Setting) -> Iterator[Scope]:
    for index, element in enumerate(setting.value):
        pointer = (*setting.pointer, index)
        if isinstance(element, dict):
            yield _inner(setting.scope, pointer, element)
        elif isinstance(element, list):
            # JavaScript lists the entries of an array as keys "0", "1", ...
            entries = {str(position): item for position, item in enumerate(element)}
            yield _inner(setting.scope, pointer, entries)


def _inner(outer: Scope, pointer: Pointer, data: Mapping[str, Json]) -> Scope:
    relative = format_pointer(pointer[len(outer.pointer) :])
    path = f"{outer.path}.{relative}" if outer.path else relative
    parent = "." if _ENTRY_OF_REPOSITORIES.match(path) else _parent_name(path)
    return Scope(
        pointer=pointer,
        path=path,
        parent=parent,
        kind=outer.kind,
        is_demoted=outer.is_demoted,
        data=data,
    )


def _parent_name(path: str) -> str:
    """Return the name by which options call the object at `path`.

    Source: `getParentName` in `lib/config/validation-helpers/utils.ts`.
    """
    path = re.sub(r"\.?encrypted$", "", path)
    path = re.sub(r"\[\d+\]$", "", path)
    return path.rsplit(".", 1)[-1]
