"""The order in which kustomize writes objects.

Source: kustomize 5.5, `api/internal/builtins/SortOrderTransformer.go`.
"""

from collections.abc import Sequence
from typing import Final

from renovate_kit.config.deployment.kustomize.identity import scalar_text
from renovate_kit.config.deployment.kustomize.objects import BuiltObject
from renovate_kit.config.document.located import LocatedValue

__all__ = ["in_order"]

_FIRST: Final[tuple[str, ...]] = (
    "Namespace",
    "ResourceQuota",
    "StorageClass",
    "CustomResourceDefinition",
    "ServiceAccount",
    "PodSecurityPolicy",
    "Role",
    "ClusterRole",
    "RoleBinding",
    "ClusterRoleBinding",
    "ConfigMap",
    "Secret",
    "Endpoints",
    "Service",
    "LimitRange",
    "PriorityClass",
    "PersistentVolume",
    "PersistentVolumeClaim",
    "Deployment",
    "StatefulSet",
    "CronJob",
    "PodDisruptionBudget",
)
_LAST: Final[tuple[str, ...]] = ("MutatingWebhookConfiguration", "ValidatingWebhookConfiguration")


def in_order(objects: Sequence[BuiltObject], options: LocatedValue | None) -> list[BuiltObject]:
    """Return objects in the order in which they are written.

    Args:
        objects: in the order in which they were gathered.
        options: the `sortOptions` of the outermost kustomization.
    """
    first, last = _FIRST, _LAST
    if options is not None and options.content is not None:
        if (options.text("order") or "") != "legacy":
            return list(objects)
        legacy = options.at("legacySortOptions")
        if legacy is not None and legacy.content is not None:
            first = tuple(map(scalar_text, legacy.items("orderFirst")))
            last = tuple(map(scalar_text, legacy.items("orderLast")))
    ranks = {kind: index - len(first) for index, kind in enumerate(first)}
    ranks |= {kind: index + 1 for index, kind in enumerate(last)}

    def key(item: BuiltObject) -> tuple[int, str, str]:
        kind = item.kind
        name = f"{item.namespace or '~X'}|{item.name or '~N'}"
        text = f"{kind.group or '~G'}_{kind.version or '~V'}_{kind.kind or '~K'}"
        return ranks.get(kind.kind, 0), text, name

    return sorted(objects, key=key)
