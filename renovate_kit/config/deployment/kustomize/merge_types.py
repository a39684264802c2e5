"""Which lists a strategic merge patch merges item by item, and by which keys.

Kustomize knows the kinds of Kubernetes 1.21; lists of all other kinds are replaced as a whole.

Source: kustomize 5.5, `kyaml/openapi/kubernetesapi/v1_21_2`: `x-kubernetes-patch-merge-key`,
`x-kubernetes-list-map-keys` and `x-kubernetes-patch-strategy` of the definitions.
"""

from dataclasses import dataclass
from typing import Final

from renovate_kit.config.deployment.kustomize.identity import Kind

__all__ = ["Member", "member_of", "type_of"]


@dataclass(frozen=True, slots=True)
class Member:
    """What is known of a member of a type.

    Attributes:
        type: of the member, or of its items; empty if nothing in it is merged by keys.
        keys: of the items of a list that is merged item by item; empty for a list of scalars.
        is_merged: whether it is such a list.
    """

    type: str = ""
    keys: tuple[str, ...] = ()
    is_merged: bool = False


def _merged(*keys: str, of: str = "") -> Member:
    return Member(of, keys, is_merged=True)


_TYPES: Final[dict[str, dict[str, Member]]] = {
    "object": {"metadata": Member("metadata")},
    "metadata": {"finalizers": _merged(), "ownerReferences": _merged("uid")},
    "pod": {"metadata": Member("metadata"), "spec": Member("pod spec")},
    "pod spec": {
        "containers": _merged("name", of="container"),
        "ephemeralContainers": _merged("name", of="ephemeral container"),
        "hostAliases": _merged("ip"),
        "imagePullSecrets": _merged("name"),
        "initContainers": _merged("name", of="container"),
        "topologySpreadConstraints": _merged("topologyKey", "whenUnsatisfiable"),
        "volumes": _merged("name", of="volume"),
    },
    "container": {
        "env": _merged("name"),
        "ports": _merged("containerPort", "protocol"),
        "volumeDevices": _merged("devicePath"),
        "volumeMounts": _merged("mountPath"),
    },
    "ephemeral container": {
        "env": _merged("name"),
        "volumeDevices": _merged("devicePath"),
        "volumeMounts": _merged("mountPath"),
    },
    "volume": {"ephemeral": Member("ephemeral volume")},
    "ephemeral volume": {"volumeClaimTemplate": Member("object")},
    "pod template": {"metadata": Member("metadata"), "template": Member("pod")},
    "workload": {"metadata": Member("metadata"), "spec": Member("workload spec")},
    "workload spec": {"template": Member("pod"), "volumeClaimTemplates": Member("object")},
    "cron job": {"metadata": Member("metadata"), "spec": Member("cron job spec")},
    "cron job spec": {"jobTemplate": Member("workload")},
    "service": {"metadata": Member("metadata"), "spec": Member("service spec")},
    "service spec": {"ports": _merged("port", "protocol")},
    "service account": {"metadata": Member("metadata"), "secrets": _merged("name")},
    "node": {"metadata": Member("metadata"), "spec": Member("node spec")},
    "node spec": {"podCIDRs": _merged()},
    "storage node": {"metadata": Member("metadata"), "spec": Member("storage node spec")},
    "storage node spec": {"drivers": _merged("name")},
    "webhooks": {"metadata": Member("metadata"), "webhooks": _merged("name")},
}
_KINDS: Final[dict[str, dict[str, str]]] = {
    "v1": {
        "ConfigMap": "object",
        "Endpoints": "object",
        "Event": "object",
        "LimitRange": "object",
        "Namespace": "object",
        "Node": "node",
        "PersistentVolume": "object",
        "PersistentVolumeClaim": "object",
        "Pod": "pod",
        "PodTemplate": "pod template",
        "ReplicationController": "workload",
        "ResourceQuota": "object",
        "Secret": "object",
        "Service": "service",
        "ServiceAccount": "service account",
    },
    "apps/v1": {
        "ControllerRevision": "object",
        "DaemonSet": "workload",
        "Deployment": "workload",
        "ReplicaSet": "workload",
        "StatefulSet": "workload",
    },
    "batch/v1": {"CronJob": "cron job", "Job": "workload"},
    "batch/v1beta1": {"CronJob": "cron job"},
    "admissionregistration.k8s.io/v1": dict.fromkeys(
        ("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"), "webhooks"
    ),
    "admissionregistration.k8s.io/v1beta1": dict.fromkeys(
        ("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"), "webhooks"
    ),
    "apiextensions.k8s.io/v1": {"CustomResourceDefinition": "object"},
    "apiextensions.k8s.io/v1beta1": {"CustomResourceDefinition": "object"},
    "apiregistration.k8s.io/v1": {"APIService": "object"},
    "apiregistration.k8s.io/v1beta1": {"APIService": "object"},
    "autoscaling/v1": {"HorizontalPodAutoscaler": "object"},
    "autoscaling/v2beta1": {"HorizontalPodAutoscaler": "object"},
    "autoscaling/v2beta2": {"HorizontalPodAutoscaler": "object"},
    "certificates.k8s.io/v1": {"CertificateSigningRequest": "object"},
    "certificates.k8s.io/v1beta1": {"CertificateSigningRequest": "object"},
    "coordination.k8s.io/v1": {"Lease": "object"},
    "coordination.k8s.io/v1beta1": {"Lease": "object"},
    "discovery.k8s.io/v1": {"EndpointSlice": "object"},
    "discovery.k8s.io/v1beta1": {"EndpointSlice": "object"},
    "events.k8s.io/v1": {"Event": "object"},
    "events.k8s.io/v1beta1": {"Event": "object"},
    "extensions/v1beta1": {"Ingress": "object"},
    "flowcontrol.apiserver.k8s.io/v1beta1": dict.fromkeys(
        ("FlowSchema", "PriorityLevelConfiguration"), "object"
    ),
    "networking.k8s.io/v1": dict.fromkeys(("Ingress", "IngressClass", "NetworkPolicy"), "object"),
    "networking.k8s.io/v1beta1": dict.fromkeys(("Ingress", "IngressClass"), "object"),
    "node.k8s.io/v1": {"RuntimeClass": "object"},
    "node.k8s.io/v1beta1": {"RuntimeClass": "object"},
    "policy/v1": {"PodDisruptionBudget": "object"},
    "policy/v1beta1": dict.fromkeys(("PodDisruptionBudget", "PodSecurityPolicy"), "object"),
    "rbac.authorization.k8s.io/v1": dict.fromkeys(
        ("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"), "object"
    ),
    "rbac.authorization.k8s.io/v1beta1": dict.fromkeys(
        ("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding"), "object"
    ),
    "scheduling.k8s.io/v1": {"PriorityClass": "object"},
    "scheduling.k8s.io/v1beta1": {"PriorityClass": "object"},
    "storage.k8s.io/v1": {
        "CSIDriver": "object",
        "CSINode": "storage node",
        "StorageClass": "object",
        "VolumeAttachment": "object",
    },
    "storage.k8s.io/v1beta1": {
        "CSIDriver": "object",
        "CSINode": "storage node",
        "CSIStorageCapacity": "object",
        "StorageClass": "object",
        "VolumeAttachment": "object",
    },
}
_UNKNOWN: Final = Member()


def type_of(kind: Kind) -> str:
    """Return the type of the objects of a kind; empty if kustomize has no schema for it."""
    version = f"{kind.group}/{kind.version}" if kind.group else kind.version
    return _KINDS.get(version, {}).get(kind.kind, "")


def member_of(type_name: str, key: str) -> Member:
    """Return what is known of a member of a type."""
    return _TYPES.get(type_name, {}).get(key, _UNKNOWN)
