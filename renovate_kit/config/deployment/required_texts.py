"""Where the API server takes nothing but texts: it refuses a number or a boolean."""

from collections.abc import Iterator, Mapping
from typing import Final

from renovate_kit.config.deployment.recognition import pod_spec
from renovate_kit.config.document.located import LocatedValue

__all__ = ["is_collection", "required_texts"]

_HOLDERS: Final = {"ConfigMap": ("data",), "Secret": ("data", "stringData")}
_OF_ALL: Final = (("metadata", "labels"), ("metadata", "annotations"))


def required_texts(item: LocatedValue) -> Iterator[LocatedValue]:
    """Yield the values of an object that have to be texts, whatever they are.

    Those are what ConfigMaps and Secrets hold, labels and annotations, and the variables and
    arguments of containers.

    Args:
        item: an object.
    """
    for path in _OF_ALL:
        yield from item.fields(*path).values()
    for name in _HOLDERS.get(item.text("kind") or "", ()):
        yield from item.fields(name).values()
    pod = pod_spec(item)
    if pod is None:
        return
    for container in (*pod.items("containers"), *pod.items("initContainers")):
        variables = (each.at("value") for each in container.items("env"))
        yield from (value for value in variables if value is not None)
        for name in ("command", "args"):
            yield from container.items(name)


def is_collection(value: LocatedValue) -> bool:
    """Return whether a value is a list or a mapping."""
    return isinstance(value.content, Mapping | tuple)
