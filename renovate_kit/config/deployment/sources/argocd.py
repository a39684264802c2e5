"""An Application of Argo CD -> what it takes to the cluster.

Source: https://argo-cd.readthedocs.io/en/stable/user-guide/kustomize/ and
https://argo-cd.readthedocs.io/en/stable/user-guide/directory/
"""

import re
from collections.abc import Mapping
from typing import Final

from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.deployment.kustomize import KustomizeBuild, Overlay, build
from renovate_kit.config.deployment.kustomize.identity import is_cluster_scoped, kind_of
from renovate_kit.config.deployment.kustomize.image_tags import split_image
from renovate_kit.config.deployment.model import Note, Source, SourceKind
from renovate_kit.config.deployment.sources.claims import Claim
from renovate_kit.config.deployment.sources.generated import manifest_files
from renovate_kit.config.document.located import LocatedValue

__all__ = ["argo_cd_source"]

_TEXTS_AND_LISTS: Final = (
    "namespace",
    "namePrefix",
    "nameSuffix",
    "commonLabels",
    "commonAnnotations",
    "components",
    "patches",
    "replicas",
)
_NEW_IMAGE: Final = re.compile(r"(?P<name>[^=]+)=(?P<image>.+)")


def argo_cd_source(claim: Claim, checkout: Checkout) -> Source:
    """Return what a source of an Application takes to the cluster.

    Args:
        claim: of the Application.
        checkout: in which its folder is.
    """
    if (claim.folder / "Chart.yaml").is_file():
        built = _of_chart(claim, checkout)
    elif checkout.kustomization_in(claim.folder) is not None:
        built = build(claim.folder, checkout, Overlay(fields=_fields(claim.source)))
    else:
        built = _of_files(claim, checkout)
    return Source(
        kind=SourceKind.ARGO_CD,
        path=checkout.shown(claim.folder),
        objects=tuple(_in_namespace(item, claim.object) for item in built.objects),
        notes=built.notes,
        kustomizations=built.kustomizations,
        origin=claim.object.origin,
    )


def _of_chart(claim: Claim, checkout: Checkout) -> KustomizeBuild:
    note = Note(
        message="what the Helm chart in this folder makes is not known here",
        path=checkout.shown(claim.folder),
        origin=claim.source.origin,
    )
    return KustomizeBuild(notes=(note,))


def _fields(source: LocatedValue) -> Mapping[str, LocatedValue]:
    given = source.fields("kustomize")
    fields = {key: given[key] for key in _TEXTS_AND_LISTS if key in given and given[key].content}
    images = tuple(_image(item) for item in source.items("kustomize", "images"))
    if images:
        fields["images"] = LocatedValue(images, given["images"].origin)
    return fields


def _image(item: LocatedValue) -> LocatedValue:
    """Return an entry of `images` for what Argo CD has as one text: `old=new:tag`."""
    text = item.content if isinstance(item.content, str) else ""
    match = _NEW_IMAGE.fullmatch(text)
    new, tag, digest = split_image(match["image"] if match else text)
    texts = {"name": match["name"] if match else new, "newTag": tag, "digest": digest}
    if match:
        texts["newName"] = new
    return LocatedValue(
        {key: LocatedValue(value, item.origin) for key, value in texts.items() if value},
        item.origin,
    )


def _of_files(claim: Claim, checkout: Checkout) -> KustomizeBuild:
    recurses = claim.source.at("directory", "recurse")
    is_deep = recurses is not None and recurses.content is True
    objects: list[LocatedValue] = []
    for path in manifest_files(claim.folder, checkout, recurses=is_deep):
        text = checkout.manifests(path)
        if not isinstance(text, Unread):
            objects += (item for item in text.manifests if item.text("kind"))
    notes = tuple(
        Note(
            message=f"`{key}` of the directory is not followed here",
            path=value.origin.path,
            origin=value.origin,
        )
        for key in ("include", "exclude", "jsonnet")
        if (value := claim.source.at("directory", key)) is not None and value.content
    )
    return KustomizeBuild(objects=tuple(objects), notes=notes)


def _in_namespace(item: LocatedValue, application: LocatedValue) -> LocatedValue:
    """Return an object in the namespace of an Application, if it names none itself."""
    namespace = application.at("spec", "destination", "namespace")
    metadata = item.at("metadata")
    if namespace is None or metadata is None or not namespace.content:
        return item
    if metadata.at("namespace") is not None or is_cluster_scoped(kind_of(item)):
        return item
    fields = {**metadata.fields(), "namespace": namespace}
    whole = {**item.fields(), "metadata": LocatedValue(fields, metadata.origin)}
    return LocatedValue(whole, item.origin)
