"""The two configs under which a deployment's Renovate works on its own checkout.

The operator's is what the cluster gives to Renovate; the repository's is the file that Renovate
finds first in the checkout in which the manifests are. What presets say of time is in them; each
value knows its place, or the preset that brings it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from renovate_kit.config.deployment.checkout import Unread
from renovate_kit.config.deployment.model import EnvironmentEntry, Holder
from renovate_kit.config.deployment.presets_about_time import resolve_times
from renovate_kit.config.deployment.rule import DeploymentSubject
from renovate_kit.config.deployment.variable_configs import RENOVATE_CONFIG, read_json5
from renovate_kit.config.document import Document, SyntaxProblem
from renovate_kit.config.document.located import Origin
from renovate_kit.config.document.location import Pointer
from renovate_kit.config.document.nodes import has_unknown
from renovate_kit.config.effective import EffectiveOption, SourceKind
from renovate_kit.config.javascript import TypeMismatch
from renovate_kit.config.massage import massage
from renovate_kit.config.migrator import UnmigratableError, migrate
from renovate_kit.config.options import Catalogue
from renovate_kit.config.presets import UnresolvablePresetError
from renovate_kit.config.provenance import Json, TrackedDict, own_origin, track
from renovate_kit.config.reading import ReadConfig, is_package, read_config, read_package
from renovate_kit.errors import InputError

__all__ = ["ResolvedConfig", "operator_config", "repository_config"]

_GLOBAL_PRESETS = "globalExtends"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ResolvedConfig:
    """A config with what its presets say of time.

    Attributes:
        data: migrated, massaged and resolved.
        unknown_presets: what it extends and could not be looked up.
        documents: in which the values of each top-level option have their places.
        origins: of the top-level options, for values that have no place of their own.
    """

    data: TrackedDict
    catalogue: Catalogue
    unknown_presets: tuple[str, ...] = ()
    documents: Mapping[str, Document] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def written_at(self, pointer: Pointer) -> Pointer | None:
        """Return where in its document a value stands; None if a preset, or nobody, said it.

        Args:
            pointer: of a value in `data`, which need not be there.
        """
        container: Json = self.data
        for part in pointer[:-1]:
            is_there = part in container if isinstance(container, dict) else True
            container = container[part] if is_there else {}
        key = pointer[-1]
        value = _member(container, key)
        if (own := own_origin(value)) is not None:
            return own
        if isinstance(container, TrackedDict) and isinstance(value, bool | int):
            return container.origins.get(str(key))
        return None

    def origin(self, pointer: Pointer) -> tuple[Origin | None, str]:
        """Return where a value comes from, and the preset that brings it; empty if none does.

        Args:
            pointer: of a value in `data`.
        """
        name = str(pointer[0])
        document = self.documents.get(name) or self.documents.get("extends")
        if document is not None:
            if (own := self.written_at(pointer)) is not None:
                found = _origin_in(document, own)
                if found is not None:
                    return found, ""
            preset = self._preset_origin(document, pointer)
            if preset is not None:
                return preset
        return self.origins.get(name) or self.origins.get("extends"), ""

    def _preset_origin(self, document: Document, pointer: Pointer) -> tuple[Origin, str] | None:
        """Return the entry of `extends` that brings a value, the innermost and last one."""
        for length in range(len(pointer) - 1, -1, -1):
            inner = pointer[length:]
            place = self.written_at(pointer[:length]) if length else ()
            if place is None:
                continue
            node = document.node_at((*place, "extends"))
            extended = node.to_data() if node is not None else None
            presets = extended if isinstance(extended, list) else [extended]
            for index in reversed(range(len(presets))):
                preset = presets[index]
                if not isinstance(preset, str) or not self._brings(preset, inner):
                    continue
                entry = _origin_in(document, (*place, "extends", index))
                entry = entry or _origin_in(document, (*place, "extends"))
                if entry is not None:
                    return entry, preset
        return None

    def _brings(self, preset: str, pointer: Pointer) -> bool:
        try:
            value: Json = resolve_times(TrackedDict({"extends": [preset]}), self.catalogue).config
        except UnresolvablePresetError:
            return False
        # Lists of several presets are joined: the index in one of them is another one.
        for part in pointer:
            if isinstance(part, int):
                return isinstance(value, list)
            if not isinstance(value, dict) or part not in value:
                return False
            value = value[part]
        return True


def operator_config(subject: DeploymentSubject) -> ResolvedConfig | None:
    """Return the global config; None if it has presets at which Renovate breaks off."""
    effective = subject.effective
    data = TrackedDict()
    documents: dict[str, Document] = {}
    origins: dict[str, Origin] = {}
    for name, option in effective.options.items():
        origin = _origin_of_option(option, subject)
        if origin is None or not option.is_known or option.is_secret:
            continue
        data[name] = option.value
        origins[name] = origin
        # Of what several places add to, no single one has all.
        document = _document_of(option, subject) if len(option.sources) == 1 else None
        if document is not None:
            documents[name] = document
    return _with_presets(data, subject.catalogue, documents, origins)


def repository_config(subject: DeploymentSubject) -> ResolvedConfig | None:
    """Return the config at the top of the checkout.

    None if there is none, it can't be read, or the operator has Renovate ignore it.
    """
    effective, checkout = subject.effective, subject.deployment.checkout
    if effective.value("requireConfig") == "ignored":
        return None
    more = effective.value("configFileNames")
    names = [name for name in more if isinstance(name, str)] if isinstance(more, list) else []
    for name in (*names, *subject.catalogue.config_file_names):
        raw = checkout.read(Path(name))
        if isinstance(raw, Unread):
            continue
        document = _document(raw, checkout.shown(checkout.top / name))
        if document is not None:
            return _of_document(document, subject.catalogue)
    return None


def _origin_of_option(option: EffectiveOption, subject: DeploymentSubject) -> Origin | None:
    if option.source.kind is SourceKind.PRESET:
        presets = subject.effective.options.get(_GLOBAL_PRESETS)
        return presets.source.origin if presets is not None else None
    origin, entry = option.source.origin, _entry_of(option, subject)
    if origin is not None and entry is not None and entry.holder is Holder.ENV:
        return Origin(document=origin.document, span=origin.span)  # its key is `value`
    return origin


def _document_of(option: EffectiveOption, subject: DeploymentSubject) -> Document | None:
    """Return the document in which the parts of an option have their places."""
    entry = _entry_of(option, subject)
    if entry is not None:
        document = read_json5(entry)
        return document if isinstance(document, Document) else None
    return option.source.origin.document if option.source.origin is not None else None


def _entry_of(option: EffectiveOption, subject: DeploymentSubject) -> EnvironmentEntry | None:
    """Return the variable that sets an option; None if none does."""
    environment = subject.deployment.environment
    if option.source.kind is SourceKind.RENOVATE_CONFIG:
        return environment.get(RENOVATE_CONFIG)
    is_variable = option.source.kind is SourceKind.ENVIRONMENT
    return environment.get(option.source.label) if is_variable else None


def _document(raw: bytes, path: str) -> Document | None:
    try:
        if not is_package(path):
            read = read_config(raw, path)
            return read.document if isinstance(read, ReadConfig) else None
        parts = read_package(raw, path)
    except InputError:
        return None
    if isinstance(parts, SyntaxProblem):
        return None
    return next((part.document for part in parts if not part.is_preset), None)


def _of_document(document: Document, catalogue: Catalogue) -> ResolvedConfig | None:
    if has_unknown(document.root):
        return None
    try:
        data = massage(migrate(track(document.root), catalogue), catalogue)
    except (TypeMismatch, UnmigratableError):
        return None
    whole = Origin(document=document, span=document.root.span)
    names = {*data, "extends"} if isinstance(data, TrackedDict) else {"extends"}
    return _with_presets(data, catalogue, dict.fromkeys(names, document), {"extends": whole})


def _with_presets(
    data: Json,
    catalogue: Catalogue,
    documents: Mapping[str, Document],
    origins: Mapping[str, Origin],
) -> ResolvedConfig | None:
    try:
        resolution = resolve_times(data, catalogue)
    except UnresolvablePresetError:
        return None
    return ResolvedConfig(
        data=resolution.config,
        catalogue=catalogue,
        unknown_presets=resolution.unknown_presets,
        documents=documents,
        origins=origins,
    )


def _member(container: Json, key: str | int) -> Json:
    if isinstance(container, dict):
        return container.get(str(key))
    return container[key] if isinstance(container, list) and isinstance(key, int) else None


def _origin_in(document: Document, pointer: Pointer) -> Origin | None:
    node, member = document.node_at(pointer), document.member_at(pointer)
    if node is None:
        return None
    return Origin(document=document, span=node.span, key_span=member.key_span if member else None)
