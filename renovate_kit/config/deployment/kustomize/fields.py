"""What may stand in a kustomization file. Kustomize refuses everything else.

Source: kustomize 5.5, `api/types/*.go`; encoding/json of Go for names in another case.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, TypeAlias

from renovate_kit.config.deployment.kustomize.changes import rewritten
from renovate_kit.config.deployment.kustomize.problems import RefusedError
from renovate_kit.config.document.located import LocatedValue

__all__ = ["checked_fields"]

_KNOWN_TYPES: Final = {
    "text": (str,),
    "flag": (bool,),
    "number": (int,),
    "any": (str, int, float, bool, Mapping, tuple),
}


@dataclass(frozen=True, slots=True)
class _ListOf:
    item: "_Form"


@dataclass(frozen=True, slots=True)
class _MapOf:
    value: "_Form"


_Form: TypeAlias = "str | _ListOf | _MapOf | dict[str, _Form]"

_TEXTS: Final = _ListOf("text")
_TEXT_MAP: Final = _MapOf("text")
_KIND: Final[dict[str, _Form]] = {"group": "text", "version": "text", "kind": "text"}
_IDENTITY: Final[dict[str, _Form]] = {**_KIND, "name": "text", "namespace": "text"}
_SELECTOR: Final[dict[str, _Form]] = {
    **_IDENTITY,
    "annotationSelector": "text",
    "labelSelector": "text",
}
_PATCH: Final[dict[str, _Form]] = {
    "path": "text",
    "patch": "text",
    "target": _SELECTOR,
    "options": _MapOf("flag"),
}
_GENERATOR_OPTIONS: Final[dict[str, _Form]] = {
    "labels": _TEXT_MAP,
    "annotations": _TEXT_MAP,
    "disableNameSuffixHash": "flag",
    "immutable": "flag",
}
_GENERATOR: Final[dict[str, _Form]] = {
    "namespace": "text",
    "name": "text",
    "behavior": "text",
    "literals": _TEXTS,
    "files": _TEXTS,
    "envs": _TEXTS,
    "env": "text",
    "options": _GENERATOR_OPTIONS,
}
_FIELD_OPTIONS: Final[dict[str, _Form]] = {
    "delimiter": "text",
    "index": "number",
    "encoding": "text",
    "create": "flag",
}
_REPLACEMENT: Final[dict[str, _Form]] = {
    "source": {**_IDENTITY, "fieldPath": "text", "options": _FIELD_OPTIONS},
    "targets": _ListOf(
        {
            "select": _SELECTOR,
            "reject": _ListOf(_SELECTOR),
            "fieldPaths": _TEXTS,
            "options": _FIELD_OPTIONS,
        }
    ),
    "path": "text",
}
_IMAGE: Final[dict[str, _Form]] = {
    "name": "text",
    "newName": "text",
    "tagSuffix": "text",
    "newTag": "text",
    "digest": "text",
}
_HELM_CHART: Final[dict[str, _Form]] = {
    "name": "text",
    "version": "text",
    "repo": "text",
    "releaseName": "text",
    "namespace": "text",
    "additionalValuesFiles": _TEXTS,
    "valuesFile": "text",
    "valuesInline": _MapOf("any"),
    "valuesMerge": "text",
    "includeCRDs": "flag",
    "skipHooks": "flag",
    "apiVersions": _TEXTS,
    "kubeVersion": "text",
    "nameTemplate": "text",
    "skipTests": "flag",
    "debug": "flag",
}
_OLD_HELM_CHART: Final[dict[str, _Form]] = {
    "chartName": "text",
    "chartVersion": "text",
    "chartRepoUrl": "text",
    "chartHome": "text",
    "chartRepoName": "text",
    "helmBin": "text",
    "helmHome": "text",
    "values": "text",
    "valuesLocal": _MapOf("any"),
    "valuesMerge": "text",
    "releaseName": "text",
    "releaseNamespace": "text",
    "extraArgs": _TEXTS,
}
_KUSTOMIZATION: Final[dict[str, _Form]] = {
    "apiVersion": "text",
    "kind": "text",
    "metadata": {
        "name": "text",
        "namespace": "text",
        "labels": _TEXT_MAP,
        "annotations": _TEXT_MAP,
    },
    "openapi": _TEXT_MAP,
    "namePrefix": "text",
    "nameSuffix": "text",
    "namespace": "text",
    "commonLabels": _TEXT_MAP,
    "labels": _ListOf(
        {
            "pairs": _TEXT_MAP,
            "includeSelectors": "flag",
            "includeTemplates": "flag",
            "fields": _ListOf({**_KIND, "path": "text", "create": "flag"}),
        }
    ),
    "commonAnnotations": _TEXT_MAP,
    "patchesStrategicMerge": _TEXTS,
    "patchesJson6902": _ListOf(_PATCH),
    "patches": _ListOf(_PATCH),
    "images": _ListOf(_IMAGE),
    "imageTags": _ListOf(_IMAGE),
    "replacements": _ListOf(_REPLACEMENT),
    "replicas": _ListOf({"name": "text", "count": "number"}),
    "vars": _ListOf(
        {
            "name": "text",
            "objref": {"apiVersion": "text", **_IDENTITY},
            "fieldref": {"fieldPath": "text"},
        }
    ),
    "sortOptions": {
        "order": "text",
        "legacySortOptions": {"orderFirst": _TEXTS, "orderLast": _TEXTS},
    },
    "resources": _TEXTS,
    "components": _TEXTS,
    "crds": _TEXTS,
    "bases": _TEXTS,
    "configMapGenerator": _ListOf(_GENERATOR),
    "secretGenerator": _ListOf({**_GENERATOR, "type": "text"}),
    "helmGlobals": {"chartHome": "text", "configHome": "text"},
    "helmCharts": _ListOf(_HELM_CHART),
    "helmChartInflationGenerator": _ListOf(_OLD_HELM_CHART),
    "generatorOptions": _GENERATOR_OPTIONS,
    "configurations": _TEXTS,
    "generators": _TEXTS,
    "transformers": _TEXTS,
    "validators": _TEXTS,
    "buildMetadata": _TEXTS,
}
_NAMES_OF_TYPES: Final = {"text": "a text", "flag": "true or false", "number": "a whole number"}


def checked_fields(value: LocatedValue) -> LocatedValue:
    """Return a kustomization with its fields under the names that kustomize has for them.

    Raises:
        RefusedError: a field is unknown, or its value of the wrong type.
    """
    return _checked(value, _KUSTOMIZATION, "")


def _checked(value: LocatedValue, form: _Form, path: str) -> LocatedValue:
    if value.content is None:
        return value
    match form:
        case str():
            return _checked_scalar(value, form, path)
        case _ListOf(item):
            if not isinstance(value.content, tuple):
                raise RefusedError(f"`{path}` must be a list", value.origin)
            items = (_checked(entry, item, f"{path}[{i}]") for i, entry in enumerate(value.content))
            return rewritten(value, tuple(items))
        case _MapOf(member):
            fields = _members(value, path)
            entries = {key: _checked(item, member, f"{path}.{key}") for key, item in fields.items()}
            return rewritten(value, entries)
        case _:
            return _checked_members(value, form, path)


def _members(value: LocatedValue, path: str) -> Mapping[str, LocatedValue]:
    if not isinstance(value.content, Mapping):
        what = f"`{path}`" if path else "a kustomization"
        raise RefusedError(f"{what} must be a mapping of names to values", value.origin)
    return value.content


def _checked_members(value: LocatedValue, form: dict[str, _Form], path: str) -> LocatedValue:
    by_lower = {name.lower(): name for name in form}
    fields: dict[str, LocatedValue] = {}
    for key, item in _members(value, path).items():
        name = key if key in form else by_lower.get(key.lower())
        place = f"{path}.{key}" if path else key
        if name is None:
            near = get_close_matches(key, form, n=1)
            hint = f", did you mean `{near[0]}`?" if near else ""
            raise RefusedError(f"kustomize knows no field `{place}`{hint}", item.origin)
        fields[name] = _checked(item, form[name], place)
    return rewritten(value, fields)


def _checked_scalar(value: LocatedValue, form: str, path: str) -> LocatedValue:
    content = value.content
    is_number_for_flag = isinstance(content, bool) and form == "number"
    if isinstance(content, _KNOWN_TYPES[form]) and not is_number_for_flag:
        return value
    hint = ", put it in quotes" if form == "text" and isinstance(content, int | float) else ""
    message = f"`{path}` must be {_NAMES_OF_TYPES.get(form, 'a value')}{hint}"
    raise RefusedError(message, value.origin)
