"""The real kustomize, as `kubectl` brings it, and what the built-in reader makes otherwise.

Only for the command line to call, and only where nothing would be fetched or executed: kustomize
fetches what is remote, and can be told to run programs.

Source: https://kubernetes.io/docs/reference/kubectl/generated/kubectl_kustomize/
"""

import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from renovate_kit.config.deployment.kustomize.assembly import KustomizeBuild
from renovate_kit.config.deployment.kustomize.kustomization_file import is_remote
from renovate_kit.config.document.located import LocatedValue
from renovate_kit.config.document.nodes import Data

__all__ = ["differences", "is_safe_to_run", "kubectl_build"]

_NAMES: Final = ("resources", "bases", "components", "crds", "configurations", "patches")
_RUNNING: Final = (
    "generators",
    "helmCharts",
    "helmChartInflationGenerator",
    "transformers",
    "validators",
)
_SECONDS: Final = 20.0
_LARGEST: Final = 64 * 1024 * 1024
_LINE_BREAKS: Final = re.compile(r"\n+")
_LEFT_OUT: Final = frozenset({"CustomResourceDefinition"})


def is_safe_to_run(build: KustomizeBuild) -> bool:
    """Return whether kustomize would neither fetch nor execute anything for a build.

    Args:
        build: by the built-in reader, whose kustomizations are looked through.
    """
    return not any(map(_reaches_out, build.kustomizations))


def kubectl_build(folder: Path, kubectl: str = "kubectl") -> tuple[Data, ...] | None:
    """Return what `kubectl kustomize` makes of a folder; None if it fails, or is not there.

    Call it only for what `is_safe_to_run`. Definitions of custom resources are left out.

    Args:
        folder: absolute.
        kubectl: the program.
    """
    import yaml  # noqa: PLC0415 - only where kubectl is there

    try:
        finished = subprocess.run(  # noqa: S603 - the program is the caller's choice
            [kubectl, "kustomize", str(folder)],
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    if finished.returncode != 0 or len(finished.stdout) > _LARGEST:
        return None
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        documents = list(yaml.load_all(finished.stdout, loader))
    except yaml.YAMLError:
        return None
    return tuple(item for item in documents if item and item.get("kind") not in _LEFT_OUT)


def differences(own: Sequence[LocatedValue], theirs: Sequence[Data]) -> tuple[str, ...]:
    """Return the objects about which the built-in reader and kustomize disagree.

    Args:
        own: what the built-in reader made.
        theirs: what kustomize made.

    Returns:
        One line for each object, without a full stop and without values.
    """
    ours = _by_name(_comparable(item.to_data()) for item in own)
    real = _by_name(map(_comparable, theirs))
    found = [
        f"{name} is only in what the built-in reader makes" for name in ours if name not in real
    ]
    found += [
        f"{name} is only in what kubectl kustomize makes" for name in real if name not in ours
    ]
    for name, item in ours.items():
        if name in real and item != real[name]:
            places = ", ".join(
                f"`{path}`" for path in sorted(set(_unequal(item, real[name], "")))[:3]
            )
            found.append(f"{name} differs from what kubectl kustomize makes at {places}")
    return tuple(found)


def _comparable(data: Data) -> Data:
    """Return data in which several line breaks are one: Go's reader doubles some in folded text."""
    match data:
        case str():
            return _LINE_BREAKS.sub("\n", data)
        case dict():
            return {key: _comparable(value) for key, value in data.items()}
        case list():
            return [_comparable(value) for value in data]
        case _:
            return data


def _reaches_out(kustomization: LocatedValue) -> bool:
    if any(key in kustomization.fields() for key in _RUNNING):
        return True
    texts = [item.content for name in _NAMES for item in kustomization.items(name)]
    texts += [item.text("path") for item in kustomization.items("patches")]
    texts += [item.content for item in kustomization.items("patchesStrategicMerge")]
    for name in ("configMapGenerator", "secretGenerator"):
        for entry in kustomization.items(name):
            files = (*entry.items("files"), *entry.items("envs"))
            texts += [str(item.content).rpartition("=")[2] for item in files]
    return any(isinstance(text, str) and is_remote(text.strip()) for text in texts)


def _by_name(objects: Iterable[Data]) -> dict[str, Data]:
    named = {}
    for item in objects:
        kind = metadata = None
        if isinstance(item, dict):
            kind, metadata = item.get("kind"), item.get("metadata")
        fields = metadata if isinstance(metadata, dict) else {}
        space = fields.get("namespace")
        where = f" in {space}" if space else ""
        named[f"{kind} {fields.get('name')}{where}"] = item
    return named


def _unequal(own: Data, other: Data, path: str) -> Iterable[str]:
    """Yield the paths at which two values differ."""
    if own == other:
        return
    if isinstance(own, Mapping) and isinstance(other, Mapping):
        for key in {*own, *other}:
            if own.get(key) != other.get(key):
                inner = f"{path}.{key}" if path else str(key)
                yield from _unequal(own.get(key), other.get(key), inner)
    elif isinstance(own, list) and isinstance(other, list) and len(own) == len(other):
        for index, (first, second) in enumerate(zip(own, other, strict=True)):
            yield from _unequal(first, second, f"{path}[{index}]")
    else:
        yield path or "the whole object"
