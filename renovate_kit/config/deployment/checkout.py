"""The files of a checkout as manifests. Nothing outside of it is read, and no link leads out."""

import os
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from renovate_kit.config.document import SourceText, SyntaxProblem, decode
from renovate_kit.config.document.manifest_texts import (
    MAX_MANIFEST_SIZE,
    ManifestText,
    parse_manifests,
)

__all__ = ["KUSTOMIZATION_NAMES", "Checkout", "Unread"]

KUSTOMIZATION_NAMES = ("kustomization.yaml", "kustomization.yml", "Kustomization")
"""The names that kustomize looks for, in its order. Source: kustomize, `konfig/general.go`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """Why something is not there.

    Attributes:
        reason: one line about the path, without it: "no such file".
        is_outside: it lies outside of the checkout, so that nothing can be said about it.
    """

    reason: str
    is_outside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """A folder with everything in it, read as it is asked for, each file once.

    Attributes:
        top: the folder; absolute, links resolved. Nothing above it is read.
        shown_from: the folder to which shown paths are relative, absolute; None shows absolute
            paths.
    """

    top: Path
    shown_from: Path | None = None
    _resolved: dict[Path, "Path | Unread"] = field(default_factory=dict, compare=False)
    _texts: dict[Path, "bytes | Unread"] = field(default_factory=dict, compare=False)
    _manifests: dict[Path, "ManifestText | Unread"] = field(default_factory=dict, compare=False)

    def shown(self, path: Path) -> str:
        """Return a path as the person should see it."""
        if self.shown_from is None:
            return str(path)
        return PurePosixPath(os.path.relpath(path, self.shown_from)).as_posix()

    def unshown(self, path: str) -> Path:
        """Return the absolute path that `shown` made a path of."""
        return Path(path) if self.shown_from is None else self.shown_from / path

    def resolve(self, path: Path) -> "Path | Unread":
        """Return a path without links and `..`, or why it can't be used.

        Args:
            path: absolute, or relative to the top.
        """
        if path not in self._resolved:
            self._resolved[path] = self._resolve(path)
        return self._resolved[path]

    def _resolve(self, path: Path) -> "Path | Unread":
        try:
            resolved = (self.top / path).resolve(strict=True)
        except ValueError:  # a NUL, or half a character
            return Unread(reason="a file can't have this name")
        except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle
            is_missing = isinstance(error, FileNotFoundError | NotADirectoryError)
            is_outside = is_missing and not self._holds(Path(os.path.normpath(self.top / path)))
            reason = "no such file or folder" if is_missing else _reason(error)
            return Unread(reason=reason, is_outside=is_outside)
        if not self._holds(resolved):
            return Unread(reason="it lies outside of the checkout", is_outside=True)
        return resolved

    def read(self, path: Path) -> "bytes | Unread":
        """Return what a file holds, or why it can't be read.

        Args:
            path: absolute, or relative to the top.
        """
        resolved = self.resolve(path)
        if isinstance(resolved, Unread):
            return resolved
        if resolved not in self._texts:
            self._texts[resolved] = _read(resolved)
        return self._texts[resolved]

    def manifests(self, path: Path) -> "ManifestText | Unread":
        """Return the documents of a YAML or JSON file, or why it can't be read.

        Args:
            path: absolute, or relative to the top.
        """
        resolved = self.resolve(path)
        if isinstance(resolved, Unread):
            return resolved
        if resolved not in self._manifests:
            self._manifests[resolved] = self._parse(resolved)
        return self._manifests[resolved]

    def with_text(self, path: Path, raw: bytes) -> "Checkout":
        """Return the same checkout, but for one file that has another text in it.

        Args:
            path: of the file, absolute; it exists.
            raw: what is to be read in its place.
        """
        resolved = path.resolve()
        manifests = {key: value for key, value in self._manifests.items() if key != resolved}
        return replace(self, _texts={**self._texts, resolved: raw}, _manifests=manifests)

    def kustomization_in(self, folder: Path) -> Path | None:
        """Return the kustomization file of a folder; None if it has none.

        Args:
            folder: absolute, or relative to the top.
        """
        for name in KUSTOMIZATION_NAMES:
            file = self.top / folder / name
            if file.is_file():
                return file
        return None

    def _holds(self, path: Path) -> bool:
        return path == self.top or path.is_relative_to(self.top)

    def _parse(self, path: Path) -> "ManifestText | Unread":
        raw = self.read(path)
        if isinstance(raw, Unread):
            return raw
        source = decode(raw, limit=MAX_MANIFEST_SIZE)
        if isinstance(source, SyntaxProblem):
            return Unread(reason=source.message)
        # A tab can't indent YAML, but it can indent the JSON that YAML is otherwise good for.
        is_json = path.suffix == ".json"
        text = source.text.replace("\t", " ") if is_json else source.text
        return parse_manifests(SourceText(text=text, has_bom=source.has_bom), path=self.shown(path))


def _read(path: Path) -> "bytes | Unread":
    try:
        if not path.is_file():
            return Unread(reason="it is no file")
        if path.stat().st_size > MAX_MANIFEST_SIZE:
            return Unread(reason=f"it is larger than {MAX_MANIFEST_SIZE // 1024 // 1024} MiB")
        return path.read_bytes()
    except OSError as error:
        return Unread(reason=_reason(error))


def _reason(error: OSError | RuntimeError) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return "its links lead in a circle"
