"""Which objects belong to a workload: what its pod refers to, and its Namespace."""

from collections.abc import Iterator

from renovate_kit.config.deployment.held_data import names_of_held
from renovate_kit.config.deployment.model import Holder
from renovate_kit.config.deployment.surroundings import Surroundings
from renovate_kit.config.document.located import LocatedValue

__all__ = ["related_objects", "service_account"]

_HELD = {holder.value: holder for holder in (Holder.CONFIG_MAP, Holder.SECRET)}
_ONE_OBJECT = {"PersistentVolumeClaim", "ServiceAccount"}


def related_objects(
    workload: LocatedValue,
    pod: LocatedValue,
    surroundings: Surroundings,
    chart: LocatedValue | None = None,
) -> tuple[LocatedValue, ...]:
    """Return the objects that belong to a workload, in the order of the source.

    ConfigMaps and Secrets that are only elsewhere in the checkout follow.

    Args:
        workload: stands first unless the source has it.
        pod: its spec.
        surroundings: of the pod.
        chart: what made the workload, which then stands in for it.
    """
    references = frozenset(_references(pod))
    own = workload if chart is None else chart
    found = tuple(
        item
        for item in surroundings.source.objects
        if item is own or _is_referred_to(item, references, surroundings)
    )
    elsewhere = (
        item
        for kind, name in sorted(references)
        if kind in _HELD and name
        for item in surroundings.items_elsewhere(_HELD[kind], name)
    )
    return (*(() if own in found else (own,)), *found, *elsewhere)


def service_account(pod: LocatedValue) -> LocatedValue | None:
    """Return the name of the ServiceAccount of a pod; None if it takes the default one."""
    account = pod.at("serviceAccountName") or pod.at("serviceAccount")
    return account if account is not None and isinstance(account.content, str) else None


def _is_referred_to(
    item: LocatedValue, references: frozenset[tuple[str, str]], surroundings: Surroundings
) -> bool:
    kind, name = item.text("kind") or "", item.text("metadata", "name") or ""
    if kind == "Namespace":
        return surroundings.namespace is not None and name == surroundings.namespace
    if not surroundings.is_reachable(item):
        return False
    if kind in _ONE_OBJECT:
        return (kind, name) in references
    return any(
        (holder.value, held) in references
        for holder in _HELD.values()
        for held in names_of_held(item, holder)
    )


def _references(pod: LocatedValue) -> Iterator[tuple[str, str]]:
    account = service_account(pod)
    yield "ServiceAccount", "default" if account is None else str(account.content)
    for secret in pod.items("imagePullSecrets"):
        yield Holder.SECRET.value, secret.text("name") or ""
    for volume in pod.items("volumes"):
        yield from _of_volume(volume)
        for part in volume.items("projected", "sources"):
            yield from _of_volume(part)
    for container in (*pod.items("containers"), *pod.items("initContainers")):
        yield from _of_container(container)


def _of_volume(volume: LocatedValue) -> Iterator[tuple[str, str]]:
    yield Holder.CONFIG_MAP.value, volume.text("configMap", "name") or ""
    name = volume.text("secret", "secretName") or volume.text("secret", "name")
    yield Holder.SECRET.value, name or ""
    yield "PersistentVolumeClaim", volume.text("persistentVolumeClaim", "claimName") or ""


def _of_container(container: LocatedValue) -> Iterator[tuple[str, str]]:
    for item in container.items("envFrom"):
        yield Holder.CONFIG_MAP.value, item.text("configMapRef", "name") or ""
        yield Holder.SECRET.value, item.text("secretRef", "name") or ""
    for item in container.items("env"):
        yield Holder.CONFIG_MAP.value, item.text("valueFrom", "configMapKeyRef", "name") or ""
        yield Holder.SECRET.value, item.text("valueFrom", "secretKeyRef", "name") or ""
