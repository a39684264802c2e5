"""The fields of objects that kustomize changes: labels, annotations, images, names.

Source: kustomize 5.5, `api/internal/konfig/builtinpluginconsts/*.go`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from renovate_kit.config.deployment.kustomize.identity import Kind

__all__ = ["FieldSpec", "FieldSpecs", "NameReference", "default_field_specs"]

_POD_SPECS: Final = {
    "Pod": "spec",
    "PodTemplate": "template/spec",
    "CronJob": "spec/jobTemplate/spec/template/spec",
}
_OF_POD_TEMPLATE: Final = "spec/template/spec"
_WITH_POD: Final = (
    "Pod",
    "PodTemplate",
    "Deployment",
    "ReplicaSet",
    "DaemonSet",
    "StatefulSet",
    "Job",
    "CronJob",
)
_OLD_WITH_POD: Final = (
    "Pod",
    "StatefulSet",
    "Deployment",
    "ReplicationController",
    "CronJob",
    "Job",
    "DaemonSet",
)
_RBAC: Final = "rbac.authorization.k8s.io"
_WEBHOOKS: Final = "admissionregistration.k8s.io"
_NGINX: Final = r"metadata/annotations/nginx.ingress.kubernetes.io\/"

_ANY: Final = Kind("", "", "")


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field of the objects of some kinds.

    Attributes:
        path: with `/` between its parts.
        kind: which objects have it; empty parts take any.
        creates: whether it is made where it is missing.
    """

    path: str
    kind: Kind = _ANY
    creates: bool = False


@dataclass(frozen=True, slots=True)
class NameReference:
    """Where objects name the objects of a kind."""

    target: Kind
    fields: tuple[FieldSpec, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpecs:
    """All fields that kustomize knows.

    Attributes:
        references: where objects name others.
        labels: of `commonLabels`: selectors too.
        template_labels: of `labels` with `includeTemplates`.
        metadata_labels: of `labels`, beside `metadata/labels`.
        annotations: of `commonAnnotations`.
        images: of `images`, beside all containers.
        replicas: of `replicas`.
        namespaces: of `namespace`, beside `metadata/namespace`.
    """

    references: tuple[NameReference, ...]
    labels: tuple[FieldSpec, ...]
    template_labels: tuple[FieldSpec, ...]
    metadata_labels: tuple[FieldSpec, ...] = ()
    annotations: tuple[FieldSpec, ...] = field(default=())
    images: tuple[FieldSpec, ...] = ()
    replicas: tuple[FieldSpec, ...] = ()
    namespaces: tuple[FieldSpec, ...] = ()


def default_field_specs() -> FieldSpecs:
    """Return the fields that kustomize knows of itself."""
    return _DEFAULTS


def _of(path: str, *kinds: str, group: str = "", creates: bool = False) -> Iterator[FieldSpec]:
    for kind in kinds:
        yield FieldSpec(path, Kind(group, "", kind), creates)


def _in_pods(paths: Iterable[str], kinds: Iterable[str]) -> Iterator[FieldSpec]:
    kinds = tuple(kinds)
    for path in paths:
        for kind in kinds:
            version = "v1" if kind == "Pod" and kinds is _WITH_POD else ""
            start = _POD_SPECS.get(kind, _OF_POD_TEMPLATE)
            yield FieldSpec(f"{start}/{path}", Kind("", version, kind))


def _holder(kind: str, volume: str, key: str) -> tuple[str, ...]:
    """Return where a pod names a ConfigMap or Secret."""
    return (
        f"volumes/{volume}",
        f"containers/env/valueFrom/{key}KeyRef/name",
        f"initContainers/env/valueFrom/{key}KeyRef/name",
        f"containers/envFrom/{key}Ref/name",
        f"initContainers/envFrom/{key}Ref/name",
        *(("imagePullSecrets/name",) if kind == "Secret" else ()),
        f"volumes/projected/sources/{key}/name",
    )


def _references() -> Iterator[NameReference]:
    for kind in ("Deployment", "ReplicationController", "ReplicaSet", "StatefulSet"):
        scaled = _of("spec/scaleTargetRef/name", "HorizontalPodAutoscaler")
        yield NameReference(Kind("", "", kind), tuple(scaled))
    yield NameReference(Kind("", "v1", "ConfigMap"), tuple(_to_config_maps()))
    yield NameReference(Kind("", "v1", "Secret"), tuple(_to_secrets()))
    yield NameReference(Kind("", "v1", "Service"), tuple(_to_services()))
    roles = {"Role": ("RoleBinding",), "ClusterRole": ("RoleBinding", "ClusterRoleBinding")}
    for role, bindings in roles.items():
        yield NameReference(
            Kind(_RBAC, "", role), tuple(_of("roleRef/name", *bindings, group=_RBAC))
        )
    accounts = (
        *_of("subjects", "RoleBinding", "ClusterRoleBinding", group=_RBAC),
        *_in_pods(["serviceAccountName"], _OLD_WITH_POD),
    )
    yield NameReference(Kind("", "v1", "ServiceAccount"), accounts)
    claims = _in_pods(["volumes/persistentVolumeClaim/claimName"], _OLD_WITH_POD)
    yield NameReference(Kind("", "v1", "PersistentVolumeClaim"), tuple(claims))
    yield from _to_cluster_wide()


def _to_config_maps() -> Iterator[FieldSpec]:
    yield from _in_pods(_holder("ConfigMap", "configMap/name", "configMap"), _WITH_POD)
    yield from _of("spec/configSource/configMap", "Node")
    yield from _of("rules/resourceNames", "Role", "ClusterRole")
    yield from _of(f"{_NGINX}fastcgi-params-configmap", "Ingress")


def _to_secrets() -> Iterator[FieldSpec]:
    yield from _in_pods(_holder("Secret", "secret/secretName", "secret"), _WITH_POD)
    yield from _of("spec/tls/secretName", "Ingress")
    for path in (
        r"metadata/annotations/ingress.kubernetes.io\/auth-secret",
        f"{_NGINX}auth-secret",
        f"{_NGINX}auth-tls-secret",
    ):
        yield from _of(path, "Ingress")
    yield from _of("imagePullSecrets/name", "ServiceAccount")
    for name in ("secretName", "adminSecretName", "userSecretName", "secretRef"):
        yield from _of(f"parameters/{name}", "StorageClass")
    yield from _of("rules/resourceNames", "Role", "ClusterRole")
    yield FieldSpec(
        "spec/template/spec/containers/env/valueFrom/secretKeyRef/name",
        Kind("serving.knative.dev", "v1", "Service"),
    )
    yield from _of("spec/azureFile/secretName", "PersistentVolume")


def _to_services() -> Iterator[FieldSpec]:
    yield from _of("spec/serviceName", "StatefulSet", group="apps")
    for path in (
        "spec/rules/http/paths/backend/serviceName",
        "spec/backend/serviceName",
        "spec/rules/http/paths/backend/service/name",
        "spec/defaultBackend/service/name",
    ):
        yield from _of(path, "Ingress")
    yield from _of("spec/service/name", "APIService", group="apiregistration.k8s.io")
    kinds = ("ValidatingWebhookConfiguration", "MutatingWebhookConfiguration")
    yield from _of("webhooks/clientConfig/service", *kinds, group=_WEBHOOKS)


def _to_cluster_wide() -> Iterator[NameReference]:
    volumes = (
        *_of("spec/volumeName", "PersistentVolumeClaim"),
        *_of("rules/resourceNames", "ClusterRole"),
    )
    yield NameReference(Kind("", "v1", "PersistentVolume"), volumes)
    classes = (
        *_of("spec/storageClassName", "PersistentVolume", "PersistentVolumeClaim"),
        *_of("spec/volumeClaimTemplates/spec/storageClassName", "StatefulSet"),
    )
    yield NameReference(Kind("storage.k8s.io", "v1", "StorageClass"), classes)
    priorities = tuple(_in_pods(["priorityClassName"], _OLD_WITH_POD))
    yield NameReference(Kind("scheduling.k8s.io", "v1", "PriorityClass"), priorities)
    policies = _of("spec/policyName", "ValidatingAdmissionPolicyBinding", group=_WEBHOOKS)
    yield NameReference(Kind(_WEBHOOKS, "", "ValidatingAdmissionPolicy"), tuple(policies))


def _metadata_of_templates(what: str) -> Iterator[FieldSpec]:
    yield FieldSpec(f"metadata/{what}", creates=True)
    template = f"spec/template/metadata/{what}"
    yield FieldSpec(template, Kind("", "v1", "ReplicationController"), creates=True)
    yield from _of(template, "Deployment", "ReplicaSet", "DaemonSet", creates=True)
    yield from _of(template, "StatefulSet", group="apps" if what == "labels" else "", creates=True)
    if what == "labels":
        yield from _of(
            f"spec/volumeClaimTemplates[]/metadata/{what}",
            "StatefulSet",
            group="apps",
            creates=True,
        )
    yield from _of(template, "Job", group="batch", creates=True)
    for path in (f"spec/jobTemplate/metadata/{what}", f"spec/jobTemplate/{template}"):
        yield from _of(path, "CronJob", group="batch", creates=True)


def _selectors() -> Iterator[FieldSpec]:
    for kind in ("Service", "ReplicationController"):
        yield FieldSpec("spec/selector", Kind("", "v1", kind), creates=True)
    labels = "spec/selector/matchLabels"
    yield from _of(labels, "Deployment", creates=True)
    yield from _spread("Deployment")
    yield from _of(labels, "ReplicaSet", "DaemonSet", creates=True)
    yield from _of(labels, "StatefulSet", group="apps", creates=True)
    yield from _spread("StatefulSet")
    yield from _of(labels, "Job", group="batch")
    yield from _of(f"spec/jobTemplate/{labels}", "CronJob", group="batch")
    yield from _of(labels, "PodDisruptionBudget", group="policy")
    for path in ("spec/podSelector", "spec/ingress/from/podSelector", "spec/egress/to/podSelector"):
        yield from _of(f"{path}/matchLabels", "NetworkPolicy", group="networking.k8s.io")


def _spread(kind: str) -> Iterator[FieldSpec]:
    pod = "spec/template/spec"
    for what in ("podAffinity", "podAntiAffinity"):
        for path in (
            "preferredDuringSchedulingIgnoredDuringExecution/podAffinityTerm",
            "requiredDuringSchedulingIgnoredDuringExecution",
        ):
            whole = f"{pod}/affinity/{what}/{path}/labelSelector/matchLabels"
            yield from _of(whole, kind, group="apps")
    spread = f"{pod}/topologySpreadConstraints/labelSelector/matchLabels"
    yield from _of(spread, kind, group="apps")


_DEFAULTS: Final = FieldSpecs(
    references=tuple(_references()),
    labels=(*_selectors(), *_metadata_of_templates("labels")),
    template_labels=tuple(_metadata_of_templates("labels")),
    annotations=tuple(_metadata_of_templates("annotations")),
    images=tuple(
        FieldSpec(f"{start}/{containers}[]/image")
        for start in ("spec", "spec/template/spec")
        for containers in ("containers", "initContainers")
    ),
    replicas=tuple(
        _of(
            "spec/replicas",
            "Deployment",
            "ReplicationController",
            "ReplicaSet",
            "StatefulSet",
            creates=True,
        )
    ),
)
