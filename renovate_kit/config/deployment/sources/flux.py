"""A Kustomization of Flux -> what it takes to the cluster.

Source: https://fluxcd.io/flux/components/kustomize/kustomizations/
"""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from renovate_kit.config.deployment.checkout import Checkout
from renovate_kit.config.deployment.kustomize import Overlay, build
from renovate_kit.config.deployment.model import Note, Source, SourceKind
from renovate_kit.config.deployment.sources.claims import Claim
from renovate_kit.config.deployment.sources.generated import resources_below
from renovate_kit.config.deployment.sources.substitution import Variables, substituted
from renovate_kit.config.document.located import LocatedValue, Origin

__all__ = ["flux_source"]

_FIELDS: Final = {
    "targetNamespace": "namespace",
    "namePrefix": "namePrefix",
    "nameSuffix": "nameSuffix",
    "patches": "patches",
    "patchesStrategicMerge": "patchesStrategicMerge",
    "patchesJson6902": "patchesJson6902",
    "images": "images",
    "components": "components",
}

FindConfigMap = Callable[[str, str | None], LocatedValue | None]


def flux_source(claim: Claim, checkout: Checkout, find_config_map: FindConfigMap) -> Source:
    """Return what a Kustomization of Flux takes to the cluster.

    Args:
        claim: of the Kustomization.
        checkout: in which its folder is.
        find_config_map: returns a ConfigMap of the checkout by name and namespace.
    """
    spec = claim.object.at("spec") or claim.object
    fields = {
        name: value
        for key, name in _FIELDS.items()
        if (value := spec.at(key)) is not None and value.content
    }
    asked = (spec.at("path") or spec).origin
    built = build(
        claim.folder,
        checkout,
        Overlay(
            fields=fields,
            resources=_generated(claim.folder, checkout, asked),
            restricts_files=False,
        ),
    )
    objects, notes = built.objects, list(built.notes)
    if (after := spec.at("postBuild")) is not None:
        variables = _variables(claim.object, after, find_config_map, notes)
        objects, more = substituted(objects, variables)
        notes += more
    return Source(
        kind=SourceKind.FLUX,
        path=checkout.shown(claim.folder),
        objects=objects,
        notes=tuple(notes),
        kustomizations=built.kustomizations,
        decrypts=spec.at("decryption") is not None,
        origin=claim.object.origin,
    )


def _generated(folder: Path, checkout: Checkout, asked: Origin) -> LocatedValue | None:
    if checkout.kustomization_in(folder) is not None:
        return None
    return resources_below(folder, checkout, asked)


def _variables(
    item: LocatedValue, after: LocatedValue, find_config_map: FindConfigMap, notes: list[Note]
) -> Variables:
    """Return the variables of a Kustomization; what is written in it wins."""
    values: dict[str, str] = {}
    is_complete = True
    namespace = item.text("metadata", "namespace")
    for reference in after.items("substituteFrom"):
        name = reference.text("name") or ""
        found = None
        if reference.text("kind") == "ConfigMap":
            found = find_config_map(name, namespace)
        if found is None:
            is_complete = False
            kind = reference.text("kind") or "object"
            message = f"the variables in the {kind} {name} are not known here"
            origin = reference.origin
            notes.append(
                Note(message=message, path=origin.path, origin=origin, hides_objects=False)
            )
            continue
        values |= _texts(found.fields("data").items())
    values |= _texts(after.fields("substitute").items())
    return Variables(values=values, is_complete=is_complete)


def _texts(fields: Iterable[tuple[str, LocatedValue]]) -> dict[str, str]:
    return {key: value.content for key, value in fields if isinstance(value.content, str)}
