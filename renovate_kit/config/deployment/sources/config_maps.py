"""ConfigMaps of a checkout by their names, for the variables of Flux."""

import os
from collections.abc import Sequence
from pathlib import Path

from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.document.located import LocatedValue

__all__ = ["ConfigMaps"]


class ConfigMaps:
    """Looks for ConfigMaps in files; only files are parsed that mention the name.

    Args:
        files: of the checkout; resolved.
        checkout: reads them.
    """

    def __init__(self, files: Sequence[Path], checkout: Checkout) -> None:
        self._files = files
        self._checkout = checkout
        self._known: dict[tuple[str, str | None], LocatedValue | None] = {}

    def find(self, name: str, namespace: str | None) -> LocatedValue | None:
        """Return the only ConfigMap of a name; None if there is none, or more than one.

        Args:
            name: as in `metadata.name`.
            namespace: a ConfigMap that names another one does not count.
        """
        key = (name, namespace)
        if key not in self._known:
            found = [
                item for path in self._mentioning(name) for item in self._in(path, name, namespace)
            ]
            self._known[key] = found[0] if len(found) == 1 else None
        return self._known[key]

    def _mentioning(self, name: str) -> list[Path]:
        wanted = os.fsencode(name)
        return [
            path
            for path in self._files
            if not isinstance(raw := self._checkout.read(path), Unread)
            and wanted in raw
            and b"ConfigMap" in raw
        ]

    def _in(self, path: Path, name: str, namespace: str | None) -> list[LocatedValue]:
        text = self._checkout.manifests(path)
        if isinstance(text, Unread):
            return []
        return [
            item
            for item in text.manifests
            if item.text("kind") == "ConfigMap"
            and item.text("metadata", "name") == name
            and item.text("metadata", "namespace") in {None, namespace}
        ]
