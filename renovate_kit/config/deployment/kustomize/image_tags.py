"""Images whose name, tag or digest a kustomization sets.

Source: kustomize 5.5, `api/filters/imagetag/*.go`, `api/internal/image/image.go`.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from renovate_kit.config.deployment.kustomize.changes import path_parts, rewritten, visited
from renovate_kit.config.deployment.kustomize.field_specs import FieldSpec, FieldSpecs
from renovate_kit.config.deployment.kustomize.identity import scalar_text
from renovate_kit.config.deployment.kustomize.kustomization_file import Kustomization
from renovate_kit.config.deployment.kustomize.objects import ObjectList
from renovate_kit.config.deployment.kustomize.patterns import is_whole
from renovate_kit.config.deployment.kustomize.problems import Notebook
from renovate_kit.config.document.located import LocatedValue

__all__ = ["set_images", "split_image"]

_REST: Final = r"(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?"
_CONTAINERS: Final = frozenset({"containers", "initContainers"})

_Change = Callable[[LocatedValue], LocatedValue]


def set_images(
    objects: ObjectList, kustomization: Kustomization, specs: FieldSpecs, notebook: Notebook
) -> None:
    """Set the images of `images` in all containers, wherever they are."""
    for entry in kustomization.entries("images", "imageTags"):
        with notebook.step():
            _set_image(objects, entry, specs.images)


def _set_image(objects: ObjectList, entry: LocatedValue, specs: Iterable[FieldSpec]) -> None:
    name = entry.text("name") or ""
    is_whole(name + _REST, "", entry.origin)  # also where there are no containers

    def changed(value: LocatedValue) -> LocatedValue:
        image = scalar_text(value)
        if not is_whole(name + _REST, image, entry.origin):
            return value
        new, place = _new_image(image, entry)
        return value if new == image else LocatedValue(new, place.origin)

    for item in objects:
        if item.kind.kind == "CustomResourceDefinition":
            continue
        item.value = _in_containers(item.value, changed)
        for spec in specs:
            if spec.kind.selects(item.kind):
                item.value = visited(item.value, path_parts(spec.path), changed)


def _in_containers(value: LocatedValue, change: _Change) -> LocatedValue:
    """Return a value in which the images of all containers are changed, at any depth."""
    content = value.content
    if isinstance(content, tuple):
        items = tuple(_in_containers(item, change) for item in content)
        is_same = all(new is old for new, old in zip(items, content, strict=True))
        return value if is_same else rewritten(value, items)
    if not isinstance(content, Mapping):
        return value
    fields = {}
    for key, item in content.items():
        new = _in_containers(item, change)
        if key in _CONTAINERS and isinstance(new.content, tuple):
            new = visited(new, ["image"], change) if _are_mappings(new) else new
        fields[key] = new
    is_same = all(fields[key] is item for key, item in content.items())
    return value if is_same else rewritten(value, fields)


def _are_mappings(value: LocatedValue) -> bool:
    return all(isinstance(item.content, Mapping) for item in value.items())


def _new_image(image: str, entry: LocatedValue) -> tuple[str, LocatedValue]:
    """Return the new image, and the field of the entry that says the most about it."""
    name, tag, digest = split_image(image)
    fields = {key: value for key, value in entry.fields().items() if scalar_text(value)}
    if "newTag" in fields or "digest" in fields:
        tag, digest = (scalar_text(fields.get(key)) for key in ("newTag", "digest"))
    elif "tagSuffix" in fields:
        tag, digest = tag + scalar_text(fields["tagSuffix"]), ""
    name = scalar_text(fields.get("newName")) or name
    new = name + (f":{tag}" if tag else "") + (f"@{digest}" if digest else "")
    said = (fields[key] for key in ("newTag", "digest", "tagSuffix", "newName") if key in fields)
    return new, next(said, entry)


def split_image(image: str) -> tuple[str, str, str]:
    """Return name, tag and digest of an image; what it does not have is empty."""
    slash = max(image.find("/"), 0)
    colon, at = image.find(":", slash), image.find("@", slash)
    if at >= 0 and (colon < 0 or at < colon):
        return image[:at], "", image[at + 1 :]
    if colon < 0:
        return image, "", ""
    if at < 0:
        return image[:colon], image[colon + 1 :], ""
    return image[:colon], image[colon + 1 : at], image[at + 1 :]
