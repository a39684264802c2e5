"""What identifies an object: its API group, version, kind, name and namespace."""

from dataclasses import dataclass
from typing import Final

from renovate_kit.config.document.located import LocatedValue
from renovate_kit.config.document.yaml_scalars import plain_value

__all__ = [
    "CLUSTER_SCOPE",
    "Identity",
    "Kind",
    "effective_namespace",
    "identity_of",
    "is_cluster_scoped",
    "kind_of",
    "scalar_text",
    "written_text",
]

CLUSTER_SCOPE: Final = "_non_namespaceable_"
"""What kustomize takes for the namespace of an object that can have none."""

_CLUSTER_SCOPED: Final = {
    "admissionregistration.k8s.io": (
        ("v1", "v1beta1"),
        {"MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"},
    ),
    "apiextensions.k8s.io": (("v1", "v1beta1"), {"CustomResourceDefinition"}),
    "apiregistration.k8s.io": (("v1", "v1beta1"), {"APIService"}),
    "certificates.k8s.io": (("v1", "v1beta1"), {"CertificateSigningRequest"}),
    "flowcontrol.apiserver.k8s.io": (("v1beta1",), {"FlowSchema", "PriorityLevelConfiguration"}),
    "networking.k8s.io": (("v1", "v1beta1"), {"IngressClass"}),
    "node.k8s.io": (("v1", "v1beta1"), {"RuntimeClass"}),
    "policy": (("v1beta1",), {"PodSecurityPolicy"}),
    "rbac.authorization.k8s.io": (("v1", "v1beta1"), {"ClusterRole", "ClusterRoleBinding"}),
    "scheduling.k8s.io": (("v1", "v1beta1"), {"PriorityClass"}),
    "storage.k8s.io": (
        ("v1", "v1beta1"),
        {"CSIDriver", "CSINode", "StorageClass", "VolumeAttachment"},
    ),
    "": (
        ("v1",),
        {"ComponentStatus", "Namespace", "Node", "NodeProxyOptions", "PersistentVolume"},
    ),
}
_ONLY_STABLE: Final = frozenset({"CSINode"})


@dataclass(frozen=True, slots=True)
class Kind:
    """The group, version and kind of an object; empty parts where it is used to select."""

    group: str
    version: str
    kind: str

    def selects(self, other: "Kind") -> bool:
        """Return whether another one has all parts that this one has."""
        return (
            self.group in {"", other.group}
            and self.version in {"", other.version}
            and self.kind in {"", other.kind}
        )


@dataclass(frozen=True, slots=True)
class Identity:
    """What no two objects of one build may have in common.

    Attributes:
        namespace: `default` if the object names none, `CLUSTER_SCOPE` if it can have none.
    """

    kind: Kind
    name: str
    namespace: str

    def __str__(self) -> str:
        where = "" if self.namespace in {CLUSTER_SCOPE, "default"} else f" in {self.namespace}"
        return f"{self.kind.kind} {self.name}{where}"


def scalar_text(value: LocatedValue | None) -> str:
    """Return a scalar as it is written, without quotes; empty if it is none, or null."""
    if value is None or value.content is None:
        return ""
    return value.content if isinstance(value.content, str) else written_text(value)


def written_text(value: LocatedValue) -> str:
    """Return a scalar as it is written, a null too; empty if it is none."""
    content = value.content
    if isinstance(content, str):
        return content
    if content is not None and not isinstance(content, int | float):
        return ""
    span = value.origin.span
    written = value.origin.document.text[span.start : span.end]
    if plain_value(written) == content:
        return written
    match content:
        case None:
            return "null" if written else ""
        case bool():
            return str(content).lower()
        case _:
            return str(content)


def kind_of(value: LocatedValue) -> Kind:
    """Return group, version and kind of an object."""
    group, slash, version = scalar_text(value.at("apiVersion")).partition("/")
    kind = scalar_text(value.at("kind"))
    return Kind(group, version, kind) if slash else Kind("", group, kind)


def identity_of(value: LocatedValue) -> Identity:
    """Return the identity of an object."""
    kind = kind_of(value)
    name = scalar_text(value.at("metadata", "name"))
    namespace = scalar_text(value.at("metadata", "namespace"))
    return Identity(kind, name, effective_namespace(kind, namespace))


def is_cluster_scoped(kind: Kind) -> bool:
    """Return whether kustomize knows that objects of a kind have no namespace.

    Source: kustomize 5.5, `precomputedIsNamespaceScoped` in `kyaml/openapi/openapi.go`.
    """
    versions, kinds = _CLUSTER_SCOPED.get(kind.group, ((), frozenset()))
    return (
        kind.kind in kinds
        and kind.version in versions
        and (kind.version == "v1" or kind.kind not in _ONLY_STABLE)
    )


def effective_namespace(kind: Kind, namespace: str) -> str:
    """Return the namespace that counts when objects are compared."""
    return CLUSTER_SCOPE if is_cluster_scoped(kind) else namespace or "default"
