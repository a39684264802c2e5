"""Which objects belong to a workload: what its pod refers to, and its Namespace."""

from collections.abc import Iterator

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
    index = surroundings.index
    asked = {id(item): item for item in _referred_to(references, surroundings)}
    if index.has(own):
        asked[id(own)] = own
    found = tuple(sorted(asked.values(), key=index.position))
    elsewhere = (
        item
        for kind, name in sorted(references)
        if kind in _HELD and name
        for item in surroundings.items_elsewhere(_HELD[kind], name)
    )
    return (*(() if index.has(own) else (own,)), *found, *elsewhere)


def service_account(pod: LocatedValue) -> LocatedValue | None:
    """Return the name of the ServiceAccount of a pod; None if it takes the default one."""
    account = pod.at("serviceAccountName") or pod.at("serviceAccount")
    return account if account is not None and isinstance(account.content, str) else None


def _referred_to(
    references: frozenset[tuple[str, str]], surroundings: Surroundings
) -> Iterator[LocatedValue]:
    index = surroundings.index
    if surroundings.namespace is not None:
        yield from index.named("Namespace", surroundings.namespace)
    for kind, name in references:
        items = index.named(kind, name) if kind in _ONE_OBJECT else ()
        held = index.held.get((_HELD[kind], name), ()) if kind in _HELD else ()
        yield from filter(surroundings.is_reachable, (*items, *(each.item for each in held)))


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
