"""Whether it is worth to look for manifests: a look at bytes, without a parser."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

__all__ = [
    "NEVER_SEARCHED",
    "files_that_mention_renovate",
    "is_manifest",
    "is_meant_for_renovate",
    "may_hold_manifests",
]

NEVER_SEARCHED: Final = frozenset(
    {".git", ".venv", "__pycache__", "build", "dist", "node_modules", "vendor", "venv"}
)
"""Folders that nobody writes manifests into."""

_SUFFIXES: Final = (".yaml", ".yml")
_MENTION: Final = re.compile(rb"renovate", re.IGNORECASE)
_RUNS: Final = re.compile(rb"renovate(?:bot)?/renovate\b|\bRENOVATE_[A-Z]")
_MANIFEST: Final = (
    re.compile(rb"^[\"']?apiVersion[\"']?[ \t]*:", re.MULTILINE),
    re.compile(rb"^[\"']?kind[\"']?[ \t]*:", re.MULTILINE),
)


def may_hold_manifests(path: Path) -> bool:
    """Return whether a file is one of manifests, or a folder has some that may run Renovate.

    Args:
        path: of a file or a folder; nothing is there if it can't be read.
    """
    if path.is_dir():
        return next(files_that_mention_renovate(path), None) is not None
    return path.suffix in _SUFFIXES and is_manifest(_raw(path))


def is_manifest(raw: bytes) -> bool:
    """Return whether a text has the two fields that every object of Kubernetes has."""
    return all(sign.search(raw) for sign in _MANIFEST)


def files_that_mention_renovate(folder: Path) -> Iterator[Path]:
    """Yield the YAML files below a folder in which the word stands; links are not followed."""
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(set(folders) - NEVER_SEARCHED)
        for name in sorted(files):
            if name.endswith(_SUFFIXES) and _MENTION.search(_raw(Path(root, name))):
                yield Path(root, name)


def is_meant_for_renovate(raw: bytes) -> bool:
    """Return whether a text that can't be read looks like a manifest that runs Renovate.

    Templates of Helm are none: they are no YAML before Helm has filled them in.

    Args:
        raw: the bytes of a file.
    """
    return is_manifest(raw) and b"{{" not in raw and _RUNS.search(raw) is not None


def _raw(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
