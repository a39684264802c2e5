"""Names and namespaces: `namePrefix`, `nameSuffix`, `namespace`."""

from typing import Final

from renovate_kit.config.deployment.kustomize.changes import rewritten, visited
from renovate_kit.config.deployment.kustomize.identity import (
    Identity,
    is_cluster_scoped,
    scalar_text,
)
from renovate_kit.config.deployment.kustomize.kustomization_file import Kustomization
from renovate_kit.config.deployment.kustomize.objects import BuiltObject, ObjectList
from renovate_kit.config.deployment.kustomize.problems import Notebook
from renovate_kit.config.document.located import LocatedValue

__all__ = ["add_name_affixes", "set_namespace"]

_BINDINGS: Final = frozenset({"ClusterRoleBinding", "RoleBinding"})


def set_namespace(objects: ObjectList, kustomization: Kustomization, notebook: Notebook) -> None:
    """Put all objects into the namespace of a kustomization.

    Source: kustomize 5.5, `api/filters/namespace/namespace.go`.
    """
    namespace = kustomization.value.at("namespace")
    if namespace is None or not scalar_text(namespace):
        return
    for item in objects:
        item.remember()
        with notebook.step():
            _move(item, namespace)
    _refuse_twins(objects, namespace, notebook)


def _move(item: BuiltObject, namespace: LocatedValue) -> None:
    kind = item.kind
    new = scalar_text(namespace)
    if not is_cluster_scoped(kind):
        item.move(new, namespace.origin)
    if kind.kind in _BINDINGS:
        item.value = visited(
            item.value, ["subjects"], lambda subjects: _with_subjects(subjects, namespace)
        )
    elif kind.kind == "Namespace" and not kind.group:
        item.rename(new, namespace.origin)
    elif kind.kind == "APIService" and kind.group == "apiregistration.k8s.io":
        item.value = visited(
            item.value,
            ["spec", "service", "namespace"],
            lambda _: namespace,
            create=namespace.origin,
        )


def _with_subjects(subjects: LocatedValue, namespace: LocatedValue) -> LocatedValue:
    changed = (
        visited(item, ["namespace"], lambda _: namespace, create=namespace.origin)
        if scalar_text(item.at("name")) == "default"
        else item
        for item in subjects.items()
    )
    return rewritten(subjects, tuple(changed)) if subjects.items() else subjects


def _refuse_twins(objects: ObjectList, namespace: LocatedValue, notebook: Notebook) -> None:
    seen: set[Identity] = set()
    kept = []
    for item in objects:
        if item.identity in seen:
            message = f"{item.identity} is there twice once it is in this namespace"
            notebook.add(message, namespace.origin, is_error=True)
            continue
        seen.add(item.identity)
        kept.append(item)
    objects.keep(kept)


def add_name_affixes(objects: ObjectList, kustomization: Kustomization) -> None:
    """Add `namePrefix` and `nameSuffix` to all names.

    Source: kustomize 5.5, `api/internal/builtins/PrefixTransformer.go`.
    """
    prefix = scalar_text(kustomization.value.at("namePrefix"))
    suffix = scalar_text(kustomization.value.at("nameSuffix"))
    for item in objects:
        if not _is_renamed(item):
            continue
        if prefix:
            item.prefixes.append(prefix)
            item.remember()
            item.rename(prefix + item.name)
        if suffix:
            item.suffixes.append(suffix)
            item.remember()
            item.rename(item.name + suffix)


def _is_renamed(item: BuiltObject) -> bool:
    kind = item.original.kind
    if kind.kind == "APIService":
        return kind.group != "apiregistration.k8s.io"
    return kind.kind not in {"CustomResourceDefinition", "Namespace"}
