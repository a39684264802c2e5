"""Which objects run Renovate, and in which of their containers it is."""

from collections.abc import Iterator
from typing import Final

from renovate_kit.config.document.located import LocatedValue

__all__ = [
    "CHART_KINDS",
    "JOB_KIND",
    "RENOVATE",
    "WORKLOAD_KINDS",
    "image_repository",
    "installs_chart",
    "is_renovate_image",
    "pod_path",
    "pod_spec",
    "renovate_containers",
    "runs_renovate",
]

_TEMPLATE: Final = ("spec", "template", "spec")
_POD_PATHS: Final = {
    "CronJob": ("spec", "jobTemplate", *_TEMPLATE),
    "Job": _TEMPLATE,
    "Deployment": _TEMPLATE,
    "StatefulSet": _TEMPLATE,
    "DaemonSet": _TEMPLATE,
    "ReplicaSet": _TEMPLATE,
    "ReplicationController": _TEMPLATE,
    "Pod": ("spec",),
    "PodTemplate": ("template", "spec"),
}

WORKLOAD_KINDS: Final = frozenset(_POD_PATHS)
"""Kinds of Kubernetes that hold the spec of a pod."""

CHART_KINDS: Final = {
    "HelmRelease": "helm.toolkit.fluxcd.io/",
    "Application": "argoproj.io/",
    "HelmChart": "helm.cattle.io/",
}
"""Kinds that install a Helm chart (Flux, Argo CD, k3s), to the group of their API."""

JOB_KIND: Final = "RenovateJob"
"""The kind by which the Renovate operator of mogenius runs Renovate."""

RENOVATE: Final = "renovate"
"""The name of the image, and of the chart."""

_VARIABLES: Final = "RENOVATE_"
_OWN_VARIABLES: Final = "RENOVATE_KIT_"
"""Variables of renovate-kit itself, which reads logs and writes reports in pods of its own."""
_OTHER_PROGRAMS: Final = ("renovate-ce", "renovate-ee", "renovate-kit", "renovate-operator")


def runs_renovate(item: LocatedValue) -> bool:
    """Return whether an object runs Renovate, by itself or by a chart or an operator.

    Args:
        item: an object of a manifest; anything else is none.
    """
    kind = item.text("kind") or ""
    if kind in WORKLOAD_KINDS:
        return bool(renovate_containers(pod_spec(item)))
    if kind == JOB_KIND:
        return True
    return kind in CHART_KINDS and installs_chart(item)


def renovate_containers(pod: LocatedValue | None) -> tuple[LocatedValue, ...]:
    """Return the containers of a pod in which Renovate runs.

    Those are the ones with an image of that name. Where no image has it, as of one that somebody
    built on top of it, a container is meant that is given variables of Renovate. An init container
    counts only where no other does: beside one it prepares something with the tools of the image.

    Args:
        pod: the spec of a pod; None has no containers.
    """
    if pod is None:
        return ()
    groups = (pod.items("containers"), pod.items("initContainers"))
    for is_meant in (_has_image, _has_variables):
        for group in groups:
            if found := tuple(filter(is_meant, group)):
                return found
    return ()


def _has_image(container: LocatedValue) -> bool:
    return is_renovate_image(container.text("image") or "")


def is_renovate_image(image: str) -> bool:
    """Return whether the repository of an image is named `renovate`."""
    return image_repository(image).rsplit("/", 1)[-1] == RENOVATE


def image_repository(image: str) -> str:
    """Return an image without its tag and digest; the port of its registry stays."""
    name = image.split("@", 1)[0]
    folder, slash, last = name.rpartition("/")
    return folder + slash + last.split(":", 1)[0]


def pod_path(kind: str) -> tuple[str, ...] | None:
    """Return where objects of a kind have the spec of their pod; None if they have none."""
    return _POD_PATHS.get(kind)


def pod_spec(item: LocatedValue) -> LocatedValue | None:
    """Return the spec of the pod that an object makes; None if it makes none."""
    path = _POD_PATHS.get(item.text("kind") or "")
    return None if path is None else item.at(*path)


def installs_chart(item: LocatedValue) -> bool:
    """Return whether an object installs a chart of the name `renovate`.

    Args:
        item: an object of one of `CHART_KINDS`.
    """
    group = CHART_KINDS.get(item.text("kind") or "")
    if group is None or not (item.text("apiVersion") or "").startswith(group):
        return False
    return any(name.rstrip("/").rsplit("/", 1)[-1] == RENOVATE for name in _chart_names(item))


def _chart_names(item: LocatedValue) -> Iterator[str]:
    match item.text("kind"):
        case "HelmRelease":
            paths: tuple[tuple[str, ...], ...] = (
                ("spec", "chart", "spec", "chart"),
                ("spec", "chartRef", "name"),
            )
        case "HelmChart":
            paths = (("spec", "chart"),)
        case _:
            paths = (("spec", "source", "chart"),)
            sources = item.items("spec", "sources")
            yield from (name for each in sources if (name := each.text("chart")) is not None)
    yield from (name for path in paths if (name := item.text(*path)) is not None)


def _has_variables(container: LocatedValue) -> bool:
    repository = image_repository(container.text("image") or "").rsplit("/", 1)[-1]
    if any(name in repository for name in _OTHER_PROGRAMS):
        return False
    names = (each.text("name") or "" for each in container.items("env"))
    return any(
        name.startswith(_VARIABLES) and not name.startswith(_OWN_VARIABLES) for name in names
    )
