"""What stands for a kustomization in a folder that has none: all that lies in it."""

from collections.abc import Iterator
from pathlib import Path

from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.document.located import LocatedValue, Origin

__all__ = ["manifest_files", "resources_below"]

_MOST_FILES = 20_000


def resources_below(folder: Path, checkout: Checkout, asked: Origin) -> LocatedValue:
    """Return the list of resources that Flux generates for a folder without kustomization.

    Folders below it that have a kustomization are taken as a whole, of all others the files.

    Source: fluxcd/pkg, `kustomize/kustomize_generator.go`.

    Args:
        folder: resolved.
        checkout: in which it is.
        asked: where the folder is named.
    """
    found = (path.relative_to(folder).as_posix() for path in _resources(folder, checkout))
    return LocatedValue(tuple(LocatedValue(name, asked) for name in found), asked)


def manifest_files(folder: Path, checkout: Checkout, *, recurses: bool) -> list[Path]:
    """Return the YAML files of a folder in which there are only objects, in order.

    Args:
        folder: resolved.
        checkout: in which it is.
        recurses: whether to look into the folders below it, too.
    """
    paths = folder.rglob("*") if recurses else folder.iterdir()
    return sorted(path for path in paths if _is_manifest(path, checkout))


def _resources(folder: Path, checkout: Checkout) -> Iterator[Path]:
    waiting = [folder]
    count = 0
    while waiting and count < _MOST_FILES:
        current = waiting.pop(0)
        for path in sorted(current.iterdir()):
            count += 1
            if path.is_symlink():
                continue
            if path.is_dir():
                if checkout.kustomization_in(path) is not None:
                    yield path
                elif path.name != ".git":
                    waiting.append(path)
            elif _is_manifest(path, checkout):
                yield path


def _is_manifest(path: Path, checkout: Checkout) -> bool:
    if path.suffix not in {".yaml", ".yml"} or path.is_symlink() or not path.is_file():
        return False
    text = checkout.manifests(path)
    if isinstance(text, Unread):
        return False
    has_object = bool(text.skipped) or any(item.text("kind") for item in text.manifests)
    return has_object and not text.problems
