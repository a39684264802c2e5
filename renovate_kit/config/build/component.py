"""Scaffolds another component beside Renovate, in the same pattern of base and overlays."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from renovate_kit.config.build.shared_kustomizations import kustomization, with_resource
from renovate_kit.config.build.tree import KUSTOMIZATION
from renovate_kit.config.build.yaml_text import yaml_text
from renovate_kit.errors import UsageError

__all__ = ["check_name", "component_files"]

_LONGEST_LABEL: Final = 63
_LABEL: Final = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")
_HEADER: Final = "Put the manifests of {name} into this folder, and name them here."


def component_files(
    name: str, overlays: Iterable[str], present: Mapping[str, str]
) -> dict[str, str]:
    """Return the texts of the files that a component needs, by path; those that are there stay.

    Args:
        name: of the component, its namespace and its folders.
        overlays: the folders beside `base`.
        present: the texts of the files that are there, by path from the folder of `base`.

    Raises:
        UsageError: the name is none that Kubernetes takes, or one that the pattern needs itself.
        InputError: a kustomization that should name the component can't be read.
    """
    check_name(name)
    files = {
        f"base/{name}/namespace.yaml": yaml_text(
            {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": name}}
        ),
        f"base/{name}/{KUSTOMIZATION}": yaml_text(
            kustomization(["namespace.yaml"]), header=_HEADER.format(name=name)
        ),
    }
    folders = ["base"]
    for overlay in overlays:
        folders.append(overlay)
        files[f"{overlay}/{name}/{KUSTOMIZATION}"] = yaml_text(
            kustomization([f"../../base/{name}/"], namespace=name)
        )
    wanted = {path: present.get(path, text) for path, text in files.items()}
    for folder in folders:
        path = f"{folder}/{KUSTOMIZATION}"
        wanted[path] = with_resource(present.get(path), name, path)
    return dict(sorted(wanted.items()))


def check_name(name: str) -> None:
    """Refuse what can't be the name of a component.

    Raises:
        UsageError: Kubernetes takes no such name, or the pattern needs it itself.
    """
    if len(name) > _LONGEST_LABEL or not _LABEL.fullmatch(name):
        hint = "use small letters, digits and `-`, 63 characters at most (RFC 1123)"
        raise UsageError(f"`{name}` can't be the name of a namespace", hint=hint)
    if name == "base":
        raise UsageError("a component can't be called `base`", hint="choose another name")
