"""How one form of an object becomes another: a patch for kustomize, as small as it can be.

Source: https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
(strategic merge patches: containers and volumes are told apart by name, other lists are whole).
"""

from typing import Any, Final

__all__ = ["patch_between"]

_BY_NAME: Final = frozenset({"containers", "initContainers", "volumes"})
_IDENTITY: Final = ("apiVersion", "kind")
_Object = dict[str, Any]


def patch_between(base: _Object, wanted: _Object) -> _Object | None:
    """Return the patch that makes one object of another; None if they are the same.

    Args:
        base: plain data.
        wanted: the same object in another form; plain data.
    """
    difference = _difference(base, wanted)
    if not difference:
        return None
    about = {key: base["metadata"][key] for key in ("name", "namespace")}
    identity = {key: base[key] for key in _IDENTITY}
    return {**identity, "metadata": {**about, **difference.pop("metadata", {})}, **difference}


def _difference(base: _Object, wanted: _Object) -> _Object:
    """Return what has to be merged into an object; None takes a value away."""
    difference: _Object = {}
    for key in (*wanted, *(key for key in base if key not in wanted)):
        old, new = base.get(key), wanted.get(key)
        if old == new:
            continue
        if isinstance(old, dict) and isinstance(new, dict):
            difference[key] = _difference(old, new)
        elif key in _BY_NAME and isinstance(old, list) and isinstance(new, list):
            difference[key] = _difference_of_named(old, new)
        else:
            difference[key] = new
    return difference


def _difference_of_named(base: list[_Object], wanted: list[_Object]) -> list[_Object]:
    old = {item["name"]: item for item in base}
    changed = [
        {"name": item["name"], **_difference(old.get(item["name"], {}), item)}
        for item in wanted
        if old.get(item["name"]) != item
    ]
    names = {item["name"] for item in wanted}
    return changed + [{"$patch": "delete", "name": name} for name in old if name not in names]
