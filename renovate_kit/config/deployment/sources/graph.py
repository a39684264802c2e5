"""Which kustomizations take which files and folders, as far as it matters.

Only kustomizations are parsed that may take something of interest: their text has its name.
"""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.document.located import LocatedValue

__all__ = ["KustomizationGraph"]

_TAKEN: Final = ("resources", "bases", "components", "generators", "transformers", "crds")
_WORD: Final = re.compile(rb"[\w./-]*[\w-][\w./-]*")
_MOST_WORDS: Final = 2_000
_CHANGING: Final = frozenset({"apiVersion", "bases", "kind", "metadata", "resources"})


class KustomizationGraph:
    """The kustomizations of a checkout, seen from what they take.

    Args:
        folders: those that have a kustomization; resolved.
        checkout: reads the files.
    """

    def __init__(self, folders: Iterable[Path], checkout: Checkout) -> None:
        self._checkout = checkout
        self._folders = set(folders)
        self._texts: dict[Path, bytes] = {}
        self._taken: dict[Path, frozenset[Path]] = {}

    def has(self, folder: Path) -> bool:
        """Return whether a folder has a kustomization."""
        return folder in self._folders

    def is_taken(self, item: Path) -> bool:
        """Return whether a kustomization takes a file or a folder, or is in it.

        Args:
            item: resolved.
        """
        if item in self._folders:
            return True
        return any(item in self.taken(folder) for folder in self._possible_takers({item}))

    def takers(self, items: Iterable[Path]) -> Mapping[Path, frozenset[Path]]:
        """Return all kustomizations that take something, directly or through others.

        Args:
            items: files and folders; resolved. Folders among them that have a kustomization count
                as taken by themselves.

        Returns:
            Folders, each with what it takes of the items and of the other folders.
        """
        wanted = set(items)
        found: dict[Path, set[Path]] = {item: set() for item in wanted if item in self._folders}
        fresh = set(wanted)
        while fresh:
            more: set[Path] = set()
            for folder in self._possible_takers(fresh):
                taken = self.taken(folder) & fresh
                if taken:
                    if folder not in wanted:
                        more.add(folder)
                    found.setdefault(folder, set()).update(taken)
            wanted |= more
            fresh = more
        return {folder: frozenset(taken) for folder, taken in sorted(found.items())}

    def taken(self, folder: Path) -> frozenset[Path]:
        """Return the files and folders that a kustomization names and that are there."""
        if folder not in self._taken:
            names = self._names(folder)
            paths = {Path(os.path.normpath(folder / name)) for name in names}
            self._taken[folder] = frozenset(
                found
                for path in paths
                if not isinstance(found := self._checkout.resolve(path), Unread)
            )
        return self._taken[folder]

    def only_gathers(self, folder: Path) -> bool:
        """Return whether a kustomization does nothing but name resources."""
        document = self._document(folder)
        return document is not None and not document.fields().keys() - _CHANGING

    def _possible_takers(self, items: set[Path]) -> list[Path]:
        names = {os.fsencode(item.name) for item in items}
        return [folder for folder in sorted(self._folders) if self._may_take(folder, items, names)]

    def _may_take(self, folder: Path, items: set[Path], names: set[bytes]) -> bool:
        text = self._text(folder)
        if any(name in text for name in names):
            return True
        # `../..` has no name in it.
        return b".." in text and any(folder.is_relative_to(item) for item in items)

    def _text(self, folder: Path) -> bytes:
        if folder not in self._texts:
            file = self._checkout.kustomization_in(folder)
            raw = b"" if file is None else self._checkout.read(file)
            self._texts[folder] = b"" if isinstance(raw, Unread) else raw
        return self._texts[folder]

    def _document(self, folder: Path) -> LocatedValue | None:
        file = self._checkout.kustomization_in(folder)
        text = None if file is None else self._checkout.manifests(file)
        if text is None or isinstance(text, Unread) or not text.manifests:
            return None
        return text.manifests[0]

    def _names(self, folder: Path) -> set[str]:
        document = self._document(folder)
        if document is None or not _is_readable(document):
            return self._words(folder)
        names = [item.content for field in _TAKEN for item in document.items(field)]
        for field in ("patches", "patchesJson6902"):
            names += [item.text("path") for item in document.items(field)]
        names += [item.content for item in document.items("patchesStrategicMerge")]
        return {
            name
            for name in names
            if isinstance(name, str) and "\n" not in name and "://" not in name and name
        }

    def _words(self, folder: Path) -> set[str]:
        """Return what may be paths in a kustomization that kustomize can't read."""
        words = _WORD.findall(self._text(folder))
        return {word.decode(errors="replace") for word in words[:_MOST_WORDS]}


def _is_readable(document: LocatedValue) -> bool:
    if not isinstance(document.content, Mapping):
        return False
    lists = (document.at(field) for field in _TAKEN)
    return all(found is None or isinstance(found.content, tuple) for found in lists)
