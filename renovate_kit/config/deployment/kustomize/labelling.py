"""Labels, annotations, images and replica counts that a kustomization sets."""

from collections.abc import Iterable, Mapping

from renovate_kit.config.deployment.kustomize.changes import (
    path_parts,
    rewritten,
    visited,
    with_member,
)
from renovate_kit.config.deployment.kustomize.field_specs import FieldSpec, FieldSpecs
from renovate_kit.config.deployment.kustomize.identity import Identity, Kind, scalar_text
from renovate_kit.config.deployment.kustomize.kustomization_file import Kustomization
from renovate_kit.config.deployment.kustomize.objects import ObjectList
from renovate_kit.config.deployment.kustomize.problems import Notebook, RefusedError
from renovate_kit.config.document.located import LocatedValue, Origin

__all__ = ["add_annotations", "add_labels", "set_replicas"]

_METADATA_LABELS = FieldSpec("metadata/labels", creates=True)


def add_labels(
    objects: ObjectList, kustomization: Kustomization, specs: FieldSpecs, notebook: Notebook
) -> None:
    """Add `labels` and `commonLabels`."""
    for entry in kustomization.entries("labels"):
        with notebook.step():
            fields = _merged_specs(_own_specs(entry), specs.metadata_labels, entry)
            if _is_on(entry, "includeSelectors"):
                fields = _merged_specs(fields, specs.labels, entry)
            else:
                if _is_on(entry, "includeTemplates"):
                    fields = _merged_specs(fields, specs.template_labels, entry)
                fields = _merged_specs(fields, [_METADATA_LABELS], entry)
            _set_pairs(objects, entry.fields("pairs"), fields, entry.origin)
    common = kustomization.value.at("commonLabels")
    if common is not None:
        with notebook.step():
            _set_pairs(objects, common.fields(), specs.labels, common.origin)


def add_annotations(
    objects: ObjectList, kustomization: Kustomization, specs: FieldSpecs, notebook: Notebook
) -> None:
    """Add `commonAnnotations`."""
    common = kustomization.value.at("commonAnnotations")
    if common is not None:
        with notebook.step():
            _set_pairs(objects, common.fields(), specs.annotations, common.origin)


def set_replicas(
    objects: ObjectList, kustomization: Kustomization, specs: FieldSpecs, notebook: Notebook
) -> None:
    """Set the counts of `replicas`."""
    for entry in kustomization.entries("replicas"):
        with notebook.step():
            _set_replicas(objects, entry, specs.replicas)


def _set_replicas(objects: ObjectList, entry: LocatedValue, specs: Iterable[FieldSpec]) -> None:
    name = entry.text("name") or ""
    count = entry.at("count") or LocatedValue(0, entry.origin)
    is_found = False
    named = objects.matching(lambda identity: identity.name == name)
    for spec in specs:
        for item in named:
            if not any(_is_meant(identity, name, spec) for identity in item.identities):
                continue
            is_found = True
            if spec.kind.selects(item.kind):
                item.value = visited(
                    item.value, path_parts(spec.path), lambda _: count, create=entry.origin
                )
    if not is_found and not objects.hidden:
        message = f"there is nothing named `{name}` whose replicas could be set"
        raise RefusedError(message, entry.origin)


def _is_meant(identity: Identity, name: str, spec: FieldSpec) -> bool:
    return identity.name == name and spec.kind.selects(identity.kind)


def _is_on(entry: LocatedValue, key: str) -> bool:
    value = entry.at(key)
    return value is not None and value.content is True


def _own_specs(entry: LocatedValue) -> list[FieldSpec]:
    specs: list[FieldSpec] = []
    for item in entry.items("fields"):
        kind = Kind(*(scalar_text(item.at(key)) for key in ("group", "version", "kind")))
        specs.append(FieldSpec(scalar_text(item.at("path")), kind, _is_on(item, "create")))
    return specs


def _merged_specs(
    specs: Iterable[FieldSpec], more: Iterable[FieldSpec], entry: LocatedValue
) -> list[FieldSpec]:
    merged = list(specs)
    for spec in more:
        known = next(
            (old for old in merged if old.path == spec.path and spec.kind.selects(old.kind)), None
        )
        if known is None:
            merged.append(spec)
        elif known.creates != spec.creates:
            raise RefusedError(f"`{spec.path}` is a field that kustomize sets too", entry.origin)
    return merged


def _set_pairs(
    objects: ObjectList,
    pairs: Mapping[str, LocatedValue],
    specs: Iterable[FieldSpec],
    origin: Origin,
) -> None:
    if not pairs:
        return
    specs = list(specs)
    for item in objects:
        for spec in specs:
            if spec.kind.selects(item.kind):
                item.value = visited(
                    item.value,
                    path_parts(spec.path),
                    lambda value: _with_pairs(value, pairs),
                    create=origin if spec.creates else None,
                )


def _with_pairs(value: LocatedValue, pairs: Mapping[str, LocatedValue]) -> LocatedValue:
    if value.content is None:
        value = rewritten(value, {})
    if not isinstance(value.content, Mapping):
        raise RefusedError("labels and annotations are mappings of names to texts", value.origin)
    for key, text in pairs.items():
        value = with_member(value, key, text)
    return value
