"""A folder with a kustomization -> the objects that kustomize makes of it.

Source: kustomize 5.5, `api/internal/target/kusttarget.go`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.deployment.kustomize.changes import (
    as_texts,
    made,
    rewritten,
    with_member,
    with_octal_numbers,
    without,
)
from renovate_kit.config.deployment.kustomize.documents import documents_in_file, objects_in
from renovate_kit.config.deployment.kustomize.field_specs import default_field_specs
from renovate_kit.config.deployment.kustomize.generating import generate
from renovate_kit.config.deployment.kustomize.hashing import add_hashes
from renovate_kit.config.deployment.kustomize.identity import scalar_text
from renovate_kit.config.deployment.kustomize.image_tags import set_images
from renovate_kit.config.deployment.kustomize.kustomization_file import (
    Kustomization,
    is_remote,
    load_kustomization,
    readable_file,
)
from renovate_kit.config.deployment.kustomize.labelling import (
    add_annotations,
    add_labels,
    set_replicas,
)
from renovate_kit.config.deployment.kustomize.objects import BuiltObject, ObjectList
from renovate_kit.config.deployment.kustomize.ordering import in_order
from renovate_kit.config.deployment.kustomize.patching import (
    apply_json_patches,
    apply_patches,
    apply_strategic_merge_patches,
)
from renovate_kit.config.deployment.kustomize.problems import (
    Notebook,
    RefusedError,
    UnresolvedError,
)
from renovate_kit.config.deployment.kustomize.references import fix_references
from renovate_kit.config.deployment.kustomize.renaming import add_name_affixes, set_namespace
from renovate_kit.config.deployment.kustomize.replacing import replace_values
from renovate_kit.config.deployment.model import Note
from renovate_kit.config.document.located import LocatedValue, Origin

__all__ = ["KustomizeBuild", "Overlay", "build"]

_MOST_KUSTOMIZATIONS: Final = 500
_MOST_ADDITIONS: Final = 25_000
_LOCAL: Final = "config.kubernetes.io/local-config"
_UNRESOLVED_FIELDS: Final = {
    "helmCharts": "what a Helm chart makes is not known here",
    "helmChartInflationGenerator": "what a Helm chart makes is not known here",
    "generators": "what `generators` make is not known here",
    "transformers": "what `transformers` change is not known here",
    "vars": "`vars` are not replaced here",
    "configurations": "what `configurations` change is not known here",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KustomizeBuild:
    """What kustomize makes of a folder.

    Attributes:
        objects: in the order in which kustomize writes them.
        notes: what was not resolved, and at what kustomize fails.
        kustomizations: the kustomization files that took part, from the outside to the inside.
    """

    objects: tuple[LocatedValue, ...] = ()
    notes: tuple[Note, ...] = ()
    kustomizations: tuple[LocatedValue, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether kustomize fails: what is here is what it would come to without the errors."""
        return any(note.is_error for note in self.notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """What another tool adds to the outermost kustomization before it runs kustomize.

    Attributes:
        fields: texts take the place of those of the kustomization, lists are put behind them.
        resources: what stands for a kustomization if there is none; None if that is an error.
        restricts_files: whether files outside of the folder of their kustomization are refused.
    """

    fields: Mapping[str, LocatedValue] = field(default_factory=dict)
    resources: LocatedValue | None = None
    restricts_files: bool = True


_NO_OVERLAY: Final = Overlay()


def build(folder: Path, checkout: Checkout, overlay: Overlay = _NO_OVERLAY) -> KustomizeBuild:
    """Return what `kubectl kustomize` of 1.32 makes of a folder.

    Nothing is fetched and nothing executed: what would have to be is left out, with a note. So is
    what kustomize fails at. Each value has the place where it was written; what kustomize makes up
    has the place that asks for it. Definitions of custom resources are left out.

    Args:
        folder: absolute, or relative to the top of the checkout.
        checkout: in which all files are.
        overlay: what to add to the kustomization.
    """
    notebook = Notebook(checkout.shown(checkout.top / folder))
    assembly = _Assembly(
        checkout=checkout, notebook=notebook, restricts_files=overlay.restricts_files
    )
    resolved = checkout.resolve(folder)
    if isinstance(resolved, Unread):
        notebook.add(resolved.reason, None, is_error=not resolved.is_outside)
        return KustomizeBuild(notes=notebook.notes)
    objects = ObjectList()
    with notebook.step():
        assembly.gather(assembly.load_outermost(resolved, overlay), objects, (resolved,))
    add_hashes(objects)
    fix_references(objects, default_field_specs().references, notebook)
    outermost = assembly.kustomizations.get(resolved)
    options = None if outermost is None else outermost.at("sortOptions")
    if options is None or options.text("order") == "legacy":
        for item in objects.twins():
            origin = item.value.origin
            notebook.add(f"{item.identity} is there twice", origin, is_error=True)
    kept = [item for item in objects if not _is_local(item)]
    return KustomizeBuild(
        objects=tuple(_as_written(item.value) for item in in_order(kept, options)),
        notes=notebook.notes,
        kustomizations=tuple(assembly.kustomizations.values()),
    )


def _is_local(item: BuiltObject) -> bool:
    mark = item.value.at("metadata", "annotations", _LOCAL)
    return mark is not None and scalar_text(mark) != "false"


def _as_written(value: LocatedValue) -> LocatedValue:
    """Return an object as kustomize writes it.

    Annotations are texts, or not there at all; and `0644` is an octal number.
    """
    value = with_octal_numbers(value)
    metadata, annotations = value.at("metadata"), value.at("metadata", "annotations")
    if metadata is None or annotations is None:
        return value
    if not annotations.fields():
        return with_member(value, "metadata", without(metadata, "annotations"))
    texts = rewritten(annotations, as_texts(annotations.fields()))
    return with_member(value, "metadata", with_member(metadata, "annotations", texts))


@dataclass(slots=True, kw_only=True)
class _Assembly:
    """One build.

    Attributes:
        kustomizations: those that took part, by folder.
        count: how many were gathered, each as often as it is named.
        additions: how many objects were handed on, each once for every layer.
    """

    checkout: Checkout
    notebook: Notebook
    restricts_files: bool
    kustomizations: dict[Path, LocatedValue] = field(default_factory=dict)
    count: int = 0
    additions: int = 0

    def load_outermost(self, folder: Path, overlay: Overlay) -> Kustomization:
        """Return the kustomization of a folder with what an overlay adds.

        Raises:
            RefusedError: kustomize would not accept it.
        """
        if overlay.resources is not None and self.checkout.kustomization_in(folder) is None:
            value = made({"resources": overlay.resources}, overlay.resources.origin)
            kustomization = Kustomization(
                folder=folder, value=value, restricts_files=self.restricts_files
            )
        else:
            kustomization = self.load(folder, None)
        value = kustomization.value
        for name, added in overlay.fields.items():
            old = value.items(name)
            new = rewritten(added, (*old, *added.items())) if old else added
            value = with_member(value, name, new)
        return replace(kustomization, value=value)

    def load(self, folder: Path, asked: Origin | None) -> Kustomization:
        """Return the kustomization of a folder.

        Raises:
            RefusedError: kustomize would not accept it.
        """
        self.count += 1
        if self.count > _MOST_KUSTOMIZATIONS or self.additions > _MOST_ADDITIONS:
            # Said once for the whole build, not for each entry that is left out.
            message = (
                "too many kustomizations take part, each counted as often as it is named:"
                " the rest is left out"
            )
            raise RefusedError(message, None)
        kustomization = load_kustomization(folder, self.checkout, asked)
        kustomization = replace(kustomization, restricts_files=self.restricts_files)
        self.kustomizations.setdefault(folder, kustomization.value)
        return kustomization

    def gather(
        self, kustomization: Kustomization, objects: ObjectList, chain: tuple[Path, ...]
    ) -> None:
        """Add the objects of a kustomization, and change them as it says.

        Args:
            kustomization: to be followed.
            objects: empty, or what a component works on.
            chain: the folders that lead here, the last one that of the kustomization.
        """
        for entry in kustomization.entries("resources", "bases"):
            with self._adding(objects):
                self._add_resource(entry, objects, kustomization, chain)
        generate(objects, kustomization, self.checkout, self.notebook)
        for entry in kustomization.entries("components"):
            with self._adding(objects):
                self._add_component(entry, objects, kustomization, chain)
        self._note_unresolved(objects, kustomization)
        self._transform(objects, kustomization)

    def _transform(self, objects: ObjectList, kustomization: Kustomization) -> None:
        notebook, checkout = self.notebook, self.checkout
        specs = default_field_specs()
        apply_strategic_merge_patches(objects, kustomization, checkout, notebook)
        apply_patches(objects, kustomization, checkout, notebook)
        set_namespace(objects, kustomization, notebook)
        add_name_affixes(objects, kustomization)
        add_labels(objects, kustomization, specs, notebook)
        add_annotations(objects, kustomization, specs, notebook)
        apply_json_patches(objects, kustomization, checkout, notebook)
        set_replicas(objects, kustomization, specs, notebook)
        set_images(objects, kustomization, specs, notebook)
        replace_values(objects, kustomization, checkout, notebook)

    def _note_unresolved(self, objects: ObjectList, kustomization: Kustomization) -> None:
        for name, message in _UNRESOLVED_FIELDS.items():
            value = kustomization.value.at(name)
            if value is not None and value.content:
                objects.hidden = True
                self.notebook.add(message, value.origin)
        for entry in kustomization.entries("generators", "transformers", "validators"):
            path = scalar_text(entry)
            if path and "\n" not in path and not is_remote(path):
                found = self.checkout.resolve(kustomization.folder / path)
                if isinstance(found, Unread) and not found.is_outside:
                    self.notebook.add(f"`{path}`: {found.reason}", entry.origin, is_error=True)

    def _adding(self, objects: ObjectList) -> "_Adding":
        return _Adding(self.notebook, objects)

    def _add_resource(
        self,
        entry: LocatedValue,
        objects: ObjectList,
        kustomization: Kustomization,
        chain: tuple[Path, ...],
    ) -> None:
        path = scalar_text(entry)
        if is_remote(path):
            message = f"`{path}` is fetched from elsewhere, which is not done here"
            raise UnresolvedError(message, entry.origin)
        found = self.checkout.resolve(kustomization.folder / path)
        if not isinstance(found, Unread) and found.is_dir():
            self._add_folder(entry, found, objects, chain)
            return
        if isinstance(found, Unread) and found.is_outside:
            raise UnresolvedError(f"`{path}` lies outside of the checkout", entry.origin)
        file = readable_file(path, kustomization, self.checkout, entry.origin)
        text = documents_in_file(file, self.checkout, entry.origin)
        for item in objects_in(text.manifests):
            with self._adding(objects):
                objects.add(BuiltObject(item), item.origin)

    def _add_folder(
        self, entry: LocatedValue, folder: Path, objects: ObjectList, chain: tuple[Path, ...]
    ) -> None:
        _check_no_cycle(entry, folder, chain)
        inner = self.load(folder, entry.origin)
        if inner.is_component:
            message = f"`{scalar_text(entry)}` is a component: name it in `components`"
            raise RefusedError(message, entry.origin)
        own = ObjectList()
        self.gather(inner, own, (*chain, folder))
        self.additions += len(own)
        objects.hidden = objects.hidden or own.hidden
        for item in own:
            with self._adding(objects):
                objects.add(item, entry.origin)

    def _add_component(
        self,
        entry: LocatedValue,
        objects: ObjectList,
        kustomization: Kustomization,
        chain: tuple[Path, ...],
    ) -> None:
        path = scalar_text(entry)
        if is_remote(path):
            message = f"`{path}` is fetched from elsewhere, which is not done here"
            raise UnresolvedError(message, entry.origin)
        folder = self.checkout.resolve(kustomization.folder / path)
        if isinstance(folder, Unread):
            if folder.is_outside:
                raise UnresolvedError(f"`{path}` lies outside of the checkout", entry.origin)
            raise RefusedError(f"`{path}`: {folder.reason}", entry.origin)
        if not folder.is_dir():
            raise RefusedError(f"`{path}` is no folder", entry.origin)
        _check_no_cycle(entry, folder, chain)
        inner = self.load(folder, entry.origin)
        if not inner.is_component:
            message = f"`{path}` is no component: its `kind` must be Component"
            raise RefusedError(message, entry.origin)
        self.gather(inner, objects, (*chain, folder))


class _Adding:
    """A step that adds objects: if it stops, there may be more than there are."""

    def __init__(self, notebook: Notebook, objects: ObjectList) -> None:
        self._step = notebook.step()
        self._objects = objects

    def __enter__(self) -> None:
        self._step.__enter__()

    def __exit__(self, *raised: object) -> bool | None:
        if isinstance(raised[1], RefusedError):
            self._objects.hidden = True
        return self._step.__exit__(*raised)  # type: ignore[arg-type]


def _check_no_cycle(entry: LocatedValue, folder: Path, chain: tuple[Path, ...]) -> None:
    for visited in chain:
        if visited.is_relative_to(folder):
            message = f"`{scalar_text(entry)}` contains the folder that names it"
            raise RefusedError(message, entry.origin)
