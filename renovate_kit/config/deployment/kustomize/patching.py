"""Applies the patches of a kustomization: `patches`, and the two lists from before it.

Source: kustomize 5.5, `api/internal/builtins/Patch*Transformer.go`.
"""

import json
from dataclasses import dataclass
from typing import Final

from renovate_kit.config.deployment.checkout import Checkout
from renovate_kit.config.deployment.kustomize.changes import (
    as_texts,
    rewritten,
    with_member,
    with_value_at,
    without,
)
from renovate_kit.config.deployment.kustomize.documents import (
    documents_in_file,
    documents_in_text,
    objects_in,
)
from renovate_kit.config.deployment.kustomize.identity import identity_of, kind_of
from renovate_kit.config.deployment.kustomize.json_patch import apply_json_patch
from renovate_kit.config.deployment.kustomize.kustomization_file import (
    Kustomization,
    readable_file,
)
from renovate_kit.config.deployment.kustomize.merge_types import type_of
from renovate_kit.config.deployment.kustomize.objects import BuiltObject, ObjectList
from renovate_kit.config.deployment.kustomize.problems import (
    Notebook,
    RefusedError,
    UnresolvedError,
)
from renovate_kit.config.deployment.kustomize.selection import selected
from renovate_kit.config.deployment.kustomize.strategic_merge import merged
from renovate_kit.config.document.located import LocatedValue

__all__ = ["apply_json_patches", "apply_patches", "apply_strategic_merge_patches"]

_UNREAD_KINDS: Final = frozenset({"CustomResourceDefinition"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    objects: ObjectList
    kustomization: Kustomization
    checkout: Checkout
    notebook: Notebook

    def documents(self, entry: LocatedValue) -> tuple[LocatedValue, ...]:
        """Return what a patch holds that is named or written in a kustomization."""
        path, patch = entry.at("path"), entry.at("patch")
        if patch is not None and entry.text("patch"):
            if path is not None and entry.text("path"):
                message = "a patch has either `path` or `patch`, not both"
                raise RefusedError(message, entry.origin)
            _check_json(str(patch.content), patch)
            return documents_in_text(patch)
        if path is None or not entry.text("path"):
            raise RefusedError("a patch needs `path` or `patch`", entry.origin)
        return self.documents_in_file(path)

    def documents_in_file(self, path: LocatedValue) -> tuple[LocatedValue, ...]:
        """Return what a patch file holds."""
        name = path.content if isinstance(path.content, str) else ""
        file = readable_file(name, self.kustomization, self.checkout, path.origin)
        return documents_in_file(file, self.checkout, path.origin).manifests


def apply_strategic_merge_patches(
    objects: ObjectList, kustomization: Kustomization, checkout: Checkout, notebook: Notebook
) -> None:
    """Apply `patchesStrategicMerge`, whose entries are files or patches themselves."""
    job = _job(objects, kustomization, checkout, notebook)
    for entry in kustomization.entries("patchesStrategicMerge"):
        with notebook.step():
            text = entry.content if isinstance(entry.content, str) else ""
            is_patch = "\n" in text or ": " in text or text.startswith("{")
            documents = documents_in_text(entry) if is_patch else job.documents_in_file(entry)
            _merge_each(job, documents, entry, is_copied=True)


def apply_patches(
    objects: ObjectList, kustomization: Kustomization, checkout: Checkout, notebook: Notebook
) -> None:
    """Apply `patches`."""
    job = _job(objects, kustomization, checkout, notebook)
    for entry in kustomization.entries("patches"):
        with notebook.step():
            _apply(job, entry)


def apply_json_patches(
    objects: ObjectList, kustomization: Kustomization, checkout: Checkout, notebook: Notebook
) -> None:
    """Apply `patchesJson6902`."""
    job = _job(objects, kustomization, checkout, notebook)
    for entry in kustomization.entries("patchesJson6902"):
        with notebook.step():
            if not entry.text("target", "name"):
                raise RefusedError("a JSON patch needs `target.name`", entry.origin)
            _apply_operations(job, entry, job.documents(entry), remembers=False)


def _job(
    objects: ObjectList, kustomization: Kustomization, checkout: Checkout, notebook: Notebook
) -> _Job:
    return _Job(objects=objects, kustomization=kustomization, checkout=checkout, notebook=notebook)


def _apply(job: _Job, entry: LocatedValue) -> None:
    documents = tuple(item for item in job.documents(entry) if item.content is not None)
    if not documents:
        raise RefusedError("the patch is empty", entry.origin)
    if isinstance(documents[0].content, tuple):
        _apply_operations(job, entry, documents, remembers=True)
        return
    target = entry.at("target")
    if target is None or target.content is None:
        _merge_each(job, documents, entry, is_copied=False)
        return
    patches = list(objects_in(documents))
    if len(patches) != 1:
        message = "several patches in one entry can't have a `target`"
        raise RefusedError(message, target.origin)
    for item in _targets(job, target):
        _merge(item, patches[0], entry, is_copied=True)
    _drop_deleted(job.objects)
    _check_unique(job.objects, entry)


def _apply_operations(
    job: _Job, entry: LocatedValue, documents: tuple[LocatedValue, ...], *, remembers: bool
) -> None:
    target = entry.at("target")
    if target is None or target.content is None:
        raise RefusedError("a JSON patch needs a `target`", entry.origin)
    if not documents or not isinstance(documents[0].content, tuple):
        raise RefusedError("a JSON patch is a list of operations", entry.origin)
    for item in _targets(job, target):
        if remembers:
            item.remember()
        item.value = apply_json_patch(item.value, documents[0].content)


def _check_json(text: str, patch: LocatedValue) -> None:
    """Refuse a list that is YAML only: kustomize takes what begins with a bracket for JSON."""
    if text.startswith("["):
        try:
            json.loads(text)
        except ValueError as error:
            message = "a patch that begins with `[` must be JSON: put names and texts in quotes"
            raise RefusedError(message, patch.origin) from error


def _targets(job: _Job, target: LocatedValue) -> list[BuiltObject]:
    """Return what a patch is to change; kustomize says nothing if that is nothing at all."""
    found = selected(job.objects, target)
    if not found and not job.objects.hidden:
        message = "this patch changes nothing: no object fits its `target`"
        job.notebook.add(message, target.origin, is_warning=True, hides_objects=False)
    return found


def _merge_each(
    job: _Job, documents: tuple[LocatedValue, ...], entry: LocatedValue, *, is_copied: bool
) -> None:
    for patch in objects_in(documents):
        with job.notebook.step():
            _merge(_target_of(job, patch), patch, entry, is_copied=is_copied)
    _drop_deleted(job.objects)
    if is_copied:
        _check_unique(job.objects, entry)


def _target_of(job: _Job, patch: LocatedValue) -> BuiltObject:
    wanted = identity_of(patch)
    found = job.objects.matching(lambda identity: identity == wanted)
    if len(found) == 1:
        return found[0]
    if found:
        raise RefusedError(f"the patch of {wanted} fits more than one object", patch.origin)
    if job.objects.hidden or wanted.kind.kind in _UNREAD_KINDS:
        message = (
            f"the patch of {wanted} is not applied: the object is not among those that are known"
        )
        raise UnresolvedError(message, patch.origin)
    elsewhere = {
        item.identity.namespace or "default"
        for item in job.objects
        if item.identity.kind == wanted.kind and item.identity.name == wanted.name
    }
    message = f"there is no {wanted} that the patch could change"
    if elsewhere:
        message += f": the one that is there has the namespace `{min(elsewhere)}`, name it too"
    raise RefusedError(message, patch.origin)


def _merge(item: BuiltObject, patch: LocatedValue, entry: LocatedValue, *, is_copied: bool) -> None:
    old = item.value
    may_rename, may_change_kind = (
        (option := entry.at("options", name)) is not None and option.content is True
        for name in ("allowNameChange", "allowKindChange")
    )
    if may_rename or may_change_kind:
        item.remember()
    if is_copied:
        patch = _with_texts(patch)
    new = merged(old, patch, type_of(kind_of(old)))
    if new is None or not new.fields():
        item.value = LocatedValue({}, old.origin)
        return
    kept: dict[tuple[str, ...], bool] = {
        ("kind",): not may_change_kind,
        ("apiVersion",): is_copied,
        ("metadata", "name"): not may_rename,
        ("metadata", "namespace"): True,
    }
    item.value = _with_kept(new, old, [path for path, is_kept in kept.items() if is_kept])


def _with_texts(patch: LocatedValue) -> LocatedValue:
    """Return a patch whose labels and annotations are texts: a null there removes nothing.

    Kustomize makes them so in patches that have a `target`.
    """
    metadata = patch.at("metadata")
    if metadata is None:
        return patch
    for what in ("labels", "annotations"):
        old = metadata.at(what)
        if old is not None and not old.fields():
            metadata = without(metadata, what)
        elif old is not None:
            metadata = with_member(metadata, what, rewritten(old, as_texts(old.fields())))
    return with_member(patch, "metadata", metadata)


def _with_kept(new: LocatedValue, old: LocatedValue, paths: list[tuple[str, ...]]) -> LocatedValue:
    """Return an object that has at some paths what it had before."""
    for path in paths:
        before = old.at(*path)
        if before is not None:
            new = with_value_at(new, path, before)
        elif len(path) > 1 and new.at(*path) is not None:
            parent = new.at(*path[:-1])
            if parent is not None:
                new = with_member(new, path[0], without(parent, path[-1]))
    return new


def _drop_deleted(objects: ObjectList) -> None:
    objects.keep([item for item in objects if item.value.fields()])


def _check_unique(objects: ObjectList, entry: LocatedValue) -> None:
    for item in objects.twins():
        raise RefusedError(f"{item.identity} is there twice", entry.origin)
