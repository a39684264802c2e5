"""Which objects a `target` or a `select` means.

Source: kustomize 5.5, `api/types/selector.go` and `Select` in `api/resmap/reswrangler.go`;
https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from renovate_kit.config.deployment.kustomize.identity import scalar_text
from renovate_kit.config.deployment.kustomize.objects import BuiltObject
from renovate_kit.config.deployment.kustomize.patterns import is_whole
from renovate_kit.config.deployment.kustomize.problems import RefusedError
from renovate_kit.config.document.located import LocatedValue

__all__ = ["has_labels_and_annotations", "selected"]

_REQUIREMENT: Final = re.compile(
    r"\s*(?:(?P<set>[^\s,=!()]+)\s+(?P<operator>in|notin)\s*\((?P<values>[^()]*)\)"
    r"|(?P<key>[^\s,=!()]+)\s*(?P<equality>==|=|!=)\s*(?P<value>[^\s,=!()]*)"
    r"|(?P<absent>!\s*)?(?P<name>[^\s,=!()]+))\s*(?:,|\Z)"
)


def selected(objects: Iterable[BuiltObject], selector: LocatedValue) -> list[BuiltObject]:
    """Return the objects that a selector means.

    Raises:
        RefusedError: the selector has a pattern or an expression that is none.
    """
    patterns = {
        key: value
        for key, value in selector.fields().items()
        if key not in _EXPRESSIONS and scalar_text(value)
    }
    for pattern in patterns.values():
        is_whole(scalar_text(pattern), "", pattern.origin)  # also where there are no objects
    return [
        item
        for item in objects
        if _is_named(item, patterns) and has_labels_and_annotations(item, selector)
    ]


def has_labels_and_annotations(item: BuiltObject, selector: LocatedValue) -> bool:
    """Return whether an object has the labels and annotations that a selector asks for.

    Raises:
        RefusedError: the selector has an expression that is none.
    """
    return _has(item, "labels", selector.at("labelSelector")) and _has(
        item, "annotations", selector.at("annotationSelector")
    )


_EXPRESSIONS: Final = frozenset({"labelSelector", "annotationSelector"})


def _is_named(item: BuiltObject, patterns: Mapping[str, LocatedValue]) -> bool:
    now, first = item.identity, item.original
    facts = {
        "group": (now.kind.group,),
        "version": (now.kind.version,),
        "kind": (now.kind.kind,),
        "name": (now.name, first.name),
        "namespace": (now.namespace, first.namespace),
    }
    return all(
        any(is_whole(scalar_text(pattern), fact, pattern.origin) for fact in facts[key])
        for key, pattern in patterns.items()
        if key in facts
    )


def _has(item: BuiltObject, what: str, expression: LocatedValue | None) -> bool:
    """Return whether labels or annotations fulfil a selector."""
    if expression is None or not scalar_text(expression).strip():
        return True
    found = {key: scalar_text(value) for key, value in item.value.fields("metadata", what).items()}
    text, offset = scalar_text(expression), 0
    while offset < len(text):
        requirement = _REQUIREMENT.match(text, offset)
        if requirement is None:
            raise RefusedError(f"`{text}` is no selector of {what}", expression.origin)
        if not _is_fulfilled(requirement, found):
            return False
        offset = requirement.end()
    return True


def _is_fulfilled(requirement: re.Match[str], found: Mapping[str, str]) -> bool:
    if key := requirement["set"]:
        values = {value.strip() for value in requirement["values"].split(",")}
        is_in = key in found and found[key] in values
        return is_in == (requirement["operator"] == "in")
    if key := requirement["key"]:
        is_equal = key in found and found[key] == requirement["value"]
        return is_equal != (requirement["equality"] == "!=")
    return (requirement["name"] in found) != bool(requirement["absent"])
