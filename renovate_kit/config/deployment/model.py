"""What is known of a Renovate in a cluster: the objects around it, and what its container gets."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from renovate_kit.config.deployment.checkout import Checkout
from renovate_kit.config.document.located import LocatedValue, Origin

__all__ = [
    "Deployment",
    "EnvironmentEntry",
    "Holder",
    "MissingReference",
    "MountedFile",
    "Note",
    "Release",
    "Source",
    "SourceKind",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that was not resolved: what follows from it is unknown, not wrong.

    Attributes:
        message: what and why, one line without a full stop.
        origin: where it is asked for; None if that is no place in a file.
        path: the file that it is about, as the person should see it.
        is_error: it is not only unknown to us: kustomize, or the cluster, fails at it.
        is_warning: nothing fails at it and all is known, but it is hardly meant.
        hides_objects: objects may exist that are not among those that were found.
    """

    message: str
    path: str
    origin: Origin | None = None
    is_error: bool = False
    is_warning: bool = False
    hides_objects: bool = True


class SourceKind(StrEnum):
    """By which way objects reach the cluster."""

    KUSTOMIZATION = "kustomization"
    """A folder with a kustomization that no other one takes."""
    FLUX = "flux"
    """A folder that a Kustomization of Flux names."""
    ARGO_CD = "argocd"
    """A folder that an Application of Argo CD names."""
    FILES = "files"
    """Files that nobody refers to, applied as they are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Objects that reach a cluster together.

    Attributes:
        kind: by which way.
        path: the folder, or the only file, as the person should see it.
        objects: in their final form, in the order of kustomize.
        notes: what was not resolved.
        kustomizations: the kustomization files that took part, from the outside to the inside;
            each is the document of the file.
        decrypts: whether encrypted Secrets are decrypted on the way (Flux with `decryption`);
            None if it is not known.
        origin: of the Kustomization of Flux or the Application; None for the others.
    """

    kind: SourceKind
    path: str
    objects: tuple[LocatedValue, ...]
    notes: tuple[Note, ...] = ()
    kustomizations: tuple[LocatedValue, ...] = ()
    decrypts: bool | None = None
    origin: Origin | None = None

    @property
    def fails(self) -> bool:
        """Whether kustomize, or the cluster, fails at it."""
        return any(note.is_error for note in self.notes)

    @property
    def is_complete(self) -> bool:
        """Whether an object that is not among `objects` does not reach the cluster this way."""
        return not any(note.hides_objects for note in self.notes)

    def named(self, kind: str, name: str, namespace: str | None = None) -> LocatedValue | None:
        """Return an object by its kind and name.

        Args:
            kind: as in `kind`.
            name: as in `metadata.name`.
            namespace: an object that names another one does not count; None takes any.
        """
        for item in self.objects:
            if item.text("kind") == kind and item.text("metadata", "name") == name:
                own = item.text("metadata", "namespace")
                if namespace is None or own is None or own == namespace:
                    return item
        return None

    def of_kind(self, *kinds: str) -> tuple[LocatedValue, ...]:
        """Return the objects of some kinds."""
        return tuple(item for item in self.objects if item.text("kind") in kinds)


class Holder(StrEnum):
    """What holds the value of an environment variable."""

    ENV = "env"
    """`env` of the container itself."""
    CONFIG_MAP = "ConfigMap"
    SECRET = "Secret"  # noqa: S105 - a kind
    FIELD = "field"
    """The pod's own fields or resources (`fieldRef`, `resourceFieldRef`)."""
    CHART = "chart"
    """A Helm chart sets it, whatever the values say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvironmentEntry:
    """A variable as the container sees it.

    Attributes:
        name: of the variable.
        value: None if it is not known: it is in a Secret that is encrypted or not at hand, or
            comes from the pod. The value of a Secret is never kept.
        holder: what holds the value.
        holder_name: of the ConfigMap or Secret.
        origin: where the value was written; where it is asked for, if that is not known.
        reference: where the container asks for it: the item of `env` or `envFrom`.
        is_encrypted: whether it is in a Secret that is encrypted (SOPS, SealedSecret), or made in
            the cluster (ExternalSecret).
        overrides: what would hold without it, the strongest first.
    """

    name: str
    value: str | None
    holder: Holder
    origin: Origin
    reference: Origin
    holder_name: str | None = None
    is_encrypted: bool = False
    overrides: "tuple[EnvironmentEntry, ...]" = ()

    @property
    def is_secret(self) -> bool:
        """Whether the value must not be shown."""
        return self.holder is Holder.SECRET


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingReference:
    """A ConfigMap, a Secret or a key of one that the pod asks for and that is not there.

    Attributes:
        kind: ConfigMap, Secret, PersistentVolumeClaim or ServiceAccount.
        key: None if the whole object is missing.
        likely: a name that is there and looks alike.
        other_namespace: there is one of that name in this namespace, where the pod is not.
        is_optional: the pod starts without it.
    """

    kind: str
    name: str
    key: str | None
    origin: Origin
    likely: str | None = None
    other_namespace: str | None = None
    is_optional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MountedFile:
    """A file that a volume puts into the container.

    Attributes:
        path: in the container.
        content: the value that holds its text; None if it is not known.
        holder: ConfigMap or Secret.
        reference: the item of `volumeMounts`.
    """

    path: str
    content: LocatedValue | None
    holder: Holder
    holder_name: str
    reference: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """The image of the container.

    Attributes:
        image: as written.
        repository: without tag and digest.
        tag: None if there is none.
        digest: with `sha256:`; None if there is none.
        version: of Renovate, as far as the tag tells it: `44.121.2`, `44.121`, `44`; None if not.
        origin: of the image; of its tag where that stands alone.
    """

    image: str
    repository: str
    tag: str | None
    digest: str | None
    version: str | None
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """One workload that runs Renovate, with all that the cluster adds.

    Attributes:
        checkout: the files around it.
        source: the objects that reach the cluster together with it.
        workload: the CronJob, Job, Deployment, Pod, ...; for a Helm chart the CronJob that the
            chart makes, whose values have the places of the chart's values.
        chart: the HelmRelease or Application from which it was made; None if it was written.
        pod: the spec of its pod.
        container: the container that runs Renovate.
        environment: by name, as the container sees it; the last one wins.
        has_unknown_variables: whether there may be more, of unknown names.
        files: what ConfigMaps and Secrets put into the container.
        arguments: of the container, each with `$(VAR)` replaced where it is known.
        missing: what it asks for in vain. Empty where that can't be known.
        related: the objects that belong to it, in the order of the source: the workload (or its
            chart), the ConfigMaps, Secrets (and what makes them), claims and the ServiceAccount to
            which it refers, and its Namespace.
        release: its image.
    """

    checkout: Checkout
    source: Source
    workload: LocatedValue
    pod: LocatedValue
    container: LocatedValue
    release: Release | None
    chart: LocatedValue | None = None
    environment: Mapping[str, EnvironmentEntry] = field(default_factory=dict)
    has_unknown_variables: bool = False
    files: tuple[MountedFile, ...] = ()
    arguments: tuple[LocatedValue, ...] = ()
    missing: tuple[MissingReference, ...] = ()
    related: tuple[LocatedValue, ...] = ()

    @property
    def kind(self) -> str:
        """The kind of the workload."""
        return self.workload.text("kind") or ""

    @property
    def name(self) -> str:
        """The name of the workload."""
        return self.workload.text("metadata", "name") or ""

    @property
    def namespace(self) -> str | None:
        """The namespace of the workload; None if no file says it."""
        return self.workload.text("metadata", "namespace")
