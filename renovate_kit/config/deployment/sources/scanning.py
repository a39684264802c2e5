"""The files of a folder, and which of them may have to do with Renovate.

Nothing is parsed here: a checkout of thousands of files without Renovate costs as good as nothing.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from renovate_kit.config.deployment.checkout import KUSTOMIZATION_NAMES
from renovate_kit.config.document.manifest_texts import MAX_MANIFEST_SIZE

__all__ = ["FolderScan", "scan"]

_SKIPPED: Final = frozenset(
    {
        ".cache",
        ".direnv",
        ".git",
        ".hg",
        ".mypy_cache",
        ".pytest_cache",
        ".ruff_cache",
        ".svn",
        ".terraform",
        ".tox",
        ".venv",
        "__pycache__",
        "node_modules",
        "site-packages",
        "venv",
    }
)
_SUFFIXES: Final = (".yaml", ".yml", ".json")
_MOST_ENTRIES: Final = 200_000
_SPELLINGS: Final = (b"enovate", b"ENOVATE")
_RENOVATE: Final = re.compile(rb"renovate", re.IGNORECASE)
_COMMENT: Final = re.compile(rb"(?:^|(?<=\s))#[^\r\n]*", re.MULTILINE)
_OBJECT_IN_JSON: Final = re.compile(rb'"kind"\s*:')
_GITOPS: Final = re.compile(rb"kustomize\.toolkit\.fluxcd\.io/|argoproj\.io/")


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderScan:
    """What is in a folder.

    Attributes:
        kustomizations: the folders that have a kustomization.
        mentions: files that mention Renovate outside of comments, in order.
        gitops: files that may hold objects of Flux or Argo CD that name folders.
        files: all YAML files, in order.
        charts: the folders of Helm charts.
    """

    kustomizations: tuple[Path, ...] = ()
    mentions: tuple[Path, ...] = ()
    gitops: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()
    charts: frozenset[Path] = field(default_factory=frozenset)


def scan(folder: Path) -> FolderScan:
    """Return what is in a folder; links are not followed.

    Args:
        folder: resolved.
    """
    kustomizations: list[Path] = []
    mentions: list[Path] = []
    gitops: list[Path] = []
    files: list[Path] = []
    charts: set[Path] = set()
    for path in _files_below(folder):
        if path.name == "Chart.yaml":
            charts.add(path.parent)
        files.append(path)
        if path.name in KUSTOMIZATION_NAMES:
            kustomizations.append(path.parent)
        raw = _read(path)
        if _GITOPS.search(raw):
            gitops.append(path)
        if _mentions_renovate(raw, path):
            mentions.append(path)
    return FolderScan(
        kustomizations=tuple(dict.fromkeys(kustomizations)),
        mentions=tuple(mentions),
        gitops=tuple(gitops),
        files=tuple(files),
        charts=frozenset(charts),
    )


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_MANIFEST_SIZE)
    except OSError:
        return b""


def _mentions_renovate(raw: bytes, path: Path) -> bool:
    if not any(word in raw for word in _SPELLINGS):
        return False
    if path.suffix == ".json":
        return _OBJECT_IN_JSON.search(raw) is not None
    return _RENOVATE.search(_COMMENT.sub(b"", raw)) is not None


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield the files that may be manifests, in order."""
    waiting = [str(folder)]
    count = 0
    while waiting and count < _MOST_ENTRIES:
        current = waiting.pop()
        try:
            entries = sorted(os.scandir(current), key=lambda entry: entry.name)
        except OSError:
            continue
        count += len(entries)
        folders = []
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in _SKIPPED:
                    folders.append(entry.path)
            elif entry.is_file(follow_symlinks=False) and (
                entry.name.endswith(_SUFFIXES) or entry.name in KUSTOMIZATION_NAMES
            ):
                yield Path(entry.path)
        waiting.extend(reversed(folders))
