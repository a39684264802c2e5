"""What volumes put into a container: files of ConfigMaps and Secrets, and folders to write to.

Source: https://kubernetes.io/docs/concepts/storage/volumes/ and `makeMounts` in
`pkg/kubelet/kubelet_pods.go` of Kubernetes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

from renovate_kit.config.deployment.held_data import HeldData, HeldText
from renovate_kit.config.deployment.model import Deployment, Holder, MissingReference, MountedFile
from renovate_kit.config.deployment.recognition import RENOVATE, is_renovate_image
from renovate_kit.config.deployment.surroundings import Surroundings, missing_key
from renovate_kit.config.document.located import LocatedValue, Origin
from renovate_kit.config.document.location import Span

__all__ = ["Files", "Mount", "files_of", "mounts", "mounts_of", "unknown_folders"]

_CONFIG_MAP: Final = "configMap"
_SECRET: Final = "secret"  # noqa: S105 - a kind of volume
_PROJECTED: Final = "projected"
_EMPTY: Final = "emptyDir"
_CLAIM: Final = "persistentVolumeClaim"
_FILLED: Final = frozenset({_CONFIG_MAP, _SECRET, _PROJECTED, "downwardAPI"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """A place in the container where something else is than in the image.

    Attributes:
        path: in the container.
        name: of the volume.
        kind: as the field of the volume: `emptyDir`, `persistentVolumeClaim`, `configMap`, ...;
            None if the pod has no volume of that name.
        is_read_only: whether the container can't write there.
        sub_path: the part of the volume that is mounted; None if all of it is.
        size_limit: of an `emptyDir`, as written.
        is_in_memory: whether it counts against the memory of the container.
        claim: the name of the claim.
        reference: the item of `volumeMounts`.
        volume: the item of `volumes`.
    """

    path: str
    name: str
    kind: str | None
    is_read_only: bool
    sub_path: str | None
    size_limit: str | None
    is_in_memory: bool
    claim: str | None
    reference: LocatedValue
    volume: LocatedValue | None

    def holds(self, path: str) -> bool:
        """Return whether a path in the container is the mount or lies in it."""
        return PurePosixPath(path).is_relative_to(self.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What ConfigMaps and Secrets put into the container.

    Attributes:
        files: in the order of the mounts.
        missing: what is asked for and is not there.
    """

    files: tuple[MountedFile, ...] = ()
    missing: tuple[MissingReference, ...] = ()


def mounts(deployment: Deployment) -> tuple[Mount, ...]:
    """Return the places of a deployment's container at which volumes are mounted."""
    return mounts_of(deployment.pod, deployment.container)


def mounts_of(pod: LocatedValue, container: LocatedValue) -> tuple[Mount, ...]:
    """Return the places of a container at which volumes of its pod are mounted."""
    volumes = {volume.text("name"): volume for volume in pod.items("volumes")}
    return tuple(
        _mount(item, path, volumes.get(item.text("name")))
        for item in container.items("volumeMounts")
        if (path := item.text("mountPath"))
    )


def files_of(pod: LocatedValue, container: LocatedValue, surroundings: Surroundings) -> Files:
    """Return the files that a container finds, and what they are to come from but can't."""
    making = _Making(surroundings)
    for mount in mounts_of(pod, container):
        making.add(mount)
    return Files(files=tuple(making.files), missing=tuple(making.missing))


def unknown_folders(deployment: Deployment) -> tuple[str, ...]:
    """Return the paths below which there may be files that no manifest tells of.

    An `emptyDir` is empty unless another container of the pod writes into it. An image that is
    not Renovate's own may hold anything.
    """
    if not is_renovate_image(deployment.container.text("image") or RENOVATE):
        return ("/",)
    shared = {
        item.text("name")
        for field in ("initContainers", "containers")
        for container in deployment.pod.items(field)
        if container is not deployment.container
        for item in container.items("volumeMounts")
    }
    known = {file.reference.span for file in deployment.files}
    return tuple(mount.path for mount in mounts(deployment) if _may_hold_more(mount, shared, known))


def _may_hold_more(mount: Mount, shared: set[str | None], known: set[Span]) -> bool:
    if mount.kind == _EMPTY:
        return mount.name in shared
    return mount.kind not in _FILLED or mount.reference.origin.span not in known


def _mount(item: LocatedValue, path: str, volume: LocatedValue | None) -> Mount:
    kind = next((key for key in volume.fields() if key != "name"), _EMPTY) if volume else None
    read_only = item.at("readOnly")
    claim_read_only = None if volume is None else volume.at(_CLAIM, "readOnly")
    return Mount(
        path=_normal(path),
        name=item.text("name") or "",
        kind=kind,
        is_read_only=kind in _FILLED or _is_true(read_only) or _is_true(claim_read_only),
        sub_path=item.text("subPath") or item.text("subPathExpr") or None,
        size_limit=None if volume is None else _size(volume.at(_EMPTY, "sizeLimit")),
        is_in_memory=volume is not None and volume.text(_EMPTY, "medium") == "Memory",
        claim=None if volume is None else volume.text(_CLAIM, "claimName"),
        reference=item,
        volume=volume,
    )


class _Making:
    """The files so far."""

    def __init__(self, surroundings: Surroundings) -> None:
        self._surroundings = surroundings
        self.files: list[MountedFile] = []
        self.missing: list[MissingReference] = []

    def add(self, mount: Mount) -> None:
        """Add the files of a mount."""
        if mount.volume is None:
            return
        if mount.kind == _CLAIM:
            self._add_claim(mount)
            return
        for volume in _parts(mount.volume):
            for holder, field, name in (
                (Holder.CONFIG_MAP, _CONFIG_MAP, "name"),
                (Holder.SECRET, _SECRET, "secretName"),
            ):
                source = volume.at(field)
                named = None if source is None else source.at(name) or source.at("name")
                if source is not None and named is not None and isinstance(named.content, str):
                    self._add_files(mount, holder, source, named)

    def _add_files(
        self, mount: Mount, holder: Holder, source: LocatedValue, name: LocatedValue
    ) -> None:
        is_optional = _is_true(source.at("optional"))
        held = self._surroundings.find(holder, str(name.content))
        if held is None:
            missing = self._surroundings.missing(name, holder)
            if missing is not None:
                self.missing.append(replace(missing, is_optional=is_optional))
            return
        for path, text in self._projected(held, source, is_optional=is_optional):
            if (place := _placed(path, mount)) is not None:
                self.files.append(_file(place, held, text, mount.reference.origin))

    def _projected(
        self, held: HeldData, source: LocatedValue, *, is_optional: bool
    ) -> Iterator[tuple[str, HeldText | None]]:
        """Yield the files of a ConfigMap or Secret by their paths in the volume."""
        items = source.items("items")
        if not items:
            yield from held.texts.items()
            return
        for item in items:
            key, path = item.at("key"), item.text("path")
            if key is None or not isinstance(key.content, str) or not path:
                continue
            self._note(missing_key(held, key.content, key.origin, is_optional=is_optional))
            if key.content in held.texts or held.has_unknown_keys:
                yield path, held.texts.get(key.content)

    def _add_claim(self, mount: Mount) -> None:
        claim = None if mount.volume is None else mount.volume.at(_CLAIM, "claimName")
        if claim is not None and isinstance(claim.content, str):
            self._note(self._surroundings.missing_object(claim, "PersistentVolumeClaim"))

    def _note(self, missing: MissingReference | None) -> None:
        if missing is not None:
            self.missing.append(missing)


def _parts(volume: LocatedValue) -> tuple[LocatedValue, ...]:
    return volume.items(_PROJECTED, "sources") or (volume,)


def _placed(path: str, mount: Mount) -> str | None:
    """Return where a file of a volume is in the container; None if it is not mounted."""
    if mount.sub_path is None:
        return str(PurePosixPath(mount.path, path))
    inner, sub_path = PurePosixPath(path), PurePosixPath(mount.sub_path)
    if not inner.is_relative_to(sub_path):
        return None
    return str(PurePosixPath(mount.path, inner.relative_to(sub_path)))


def _file(path: str, held: HeldData, text: HeldText | None, reference: Origin) -> MountedFile:
    is_readable = held.holder is Holder.CONFIG_MAP and text is not None and text.text is not None
    return MountedFile(
        path=path,
        content=text.source if text is not None and is_readable else None,
        holder=held.holder,
        holder_name=held.name,
        reference=reference,
    )


def _normal(path: str) -> str:
    return str(PurePosixPath("/", path))


def _size(value: LocatedValue | None) -> str | None:
    return None if value is None or value.content is None else str(value.content)


def _is_true(value: LocatedValue | None) -> bool:
    return value is not None and value.content is True
