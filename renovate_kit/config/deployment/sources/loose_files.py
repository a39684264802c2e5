"""Files that nothing refers to: they are applied as they are."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path

from renovate_kit.config.deployment.checkout import KUSTOMIZATION_NAMES, Checkout, Unread
from renovate_kit.config.deployment.model import Note, Source, SourceKind
from renovate_kit.config.deployment.recognition import runs_renovate
from renovate_kit.config.document.located import LocatedValue, Origin
from renovate_kit.config.document.manifest_texts import ManifestText

__all__ = ["loose_sources", "source_of_file"]


def source_of_file(path: Path, checkout: Checkout) -> tuple[Source, ...]:
    """Return a single file as a source, if it runs Renovate.

    Args:
        path: resolved.
        checkout: in which it is.
    """
    text = checkout.manifests(path)
    if isinstance(text, Unread) or not any(map(runs_renovate, text.manifests)):
        return ()
    shown = checkout.shown(path)
    note = Note(message="only this file is read: what it refers to may be in others", path=shown)
    return (
        Source(
            kind=SourceKind.FILES,
            path=shown,
            objects=_objects(text),
            notes=(note, *_notes(text)),
        ),
    )


def loose_sources(
    paths: Iterable[Path],
    charts: AbstractSet[Path],
    checkout: Checkout,
    failed: AbstractSet[Path] = frozenset(),
) -> tuple[Source, ...]:
    """Return one source for each folder in which a file runs Renovate.

    Args:
        paths: files that mention Renovate and that nothing takes; resolved.
        charts: the folders of Helm charts: the templates in them are no manifests.
        checkout: in which they are.
        failed: folders whose kustomization can't be built.
    """
    folders: dict[Path, Source] = {}
    for path in paths:
        is_template = any(parent in charts for parent in path.parents)
        if is_template or path.name in KUSTOMIZATION_NAMES or path.parent in folders:
            continue
        text = checkout.manifests(path)
        if isinstance(text, Unread) or not any(map(runs_renovate, text.manifests)):
            continue
        is_failed = path.parent in failed
        folders[path.parent] = _source_of_folder(path.parent, checkout, is_failed=is_failed)
    return tuple(folders.values())


def _source_of_folder(folder: Path, checkout: Checkout, *, is_failed: bool) -> Source:
    objects: list[LocatedValue] = []
    notes: list[Note] = []
    for path in sorted(folder.iterdir()):
        if path.suffix not in {".yaml", ".yml"} or path.name in KUSTOMIZATION_NAMES:
            continue
        text = checkout.manifests(path)
        if isinstance(text, Unread):
            notes.append(Note(message=text.reason, path=checkout.shown(path)))
            continue
        objects += _objects(text)
        notes += _notes(text)
    if (kustomization := checkout.kustomization_in(folder)) is not None:
        message = "not all files beside this kustomization are taken by it"
        if is_failed:
            message = "what this kustomization would make of the files beside it is not known"
        notes.append(Note(message=message, path=checkout.shown(kustomization)))
    return Source(
        kind=SourceKind.FILES,
        path=checkout.shown(folder),
        objects=tuple(objects),
        notes=tuple(notes),
    )


def _objects(text: ManifestText) -> tuple[LocatedValue, ...]:
    return tuple(item for item in text.manifests if item.text("kind"))


def _notes(text: ManifestText) -> list[Note]:
    return [
        Note(
            message=f"a document can't be read: {problem.message}",
            path=text.document.path,
            origin=Origin(document=text.document, span=problem.span),
            is_error=True,
        )
        for problem in text.problems
    ]
