"""Copies of values from one object into others: `replacements`.

Source: kustomize 5.5, `api/filters/replacement/replacement.go`, `kyaml/yaml/match.go`.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from renovate_kit.config.deployment.checkout import Checkout
from renovate_kit.config.deployment.kustomize.changes import made, rewritten, with_member
from renovate_kit.config.deployment.kustomize.documents import documents_in_file
from renovate_kit.config.deployment.kustomize.identity import (
    Identity,
    Kind,
    scalar_text,
    written_text,
)
from renovate_kit.config.deployment.kustomize.kustomization_file import (
    Kustomization,
    readable_file,
)
from renovate_kit.config.deployment.kustomize.objects import BuiltObject, ObjectList
from renovate_kit.config.deployment.kustomize.patterns import is_found
from renovate_kit.config.deployment.kustomize.problems import (
    Notebook,
    RefusedError,
    UnresolvedError,
)
from renovate_kit.config.deployment.kustomize.selection import has_labels_and_annotations
from renovate_kit.config.document.located import LocatedValue
from renovate_kit.config.document.yaml_scalars import plain_value

__all__ = ["replace_values"]

_NAME: Final = "metadata.name"
_ITEM: Final = re.compile(r"\[(?P<field>[^=\]]*)=(?P<pattern>.*)\]\Z", re.DOTALL)

_Change = Callable[[LocatedValue], LocatedValue]


def replace_values(
    objects: ObjectList, kustomization: Kustomization, checkout: Checkout, notebook: Notebook
) -> None:
    """Make the replacements of a kustomization."""
    for entry in kustomization.entries("replacements"):
        with notebook.step():
            for replacement in _entries(entry, kustomization, checkout):
                _replace(objects, replacement)


def _entries(
    entry: LocatedValue, kustomization: Kustomization, checkout: Checkout
) -> Iterable[LocatedValue]:
    """Return the replacements of an entry, which may name a file of them."""
    path = entry.at("path")
    if path is None or not scalar_text(path):
        return (entry,)
    file = readable_file(scalar_text(path), kustomization, checkout, path.origin)
    documents = documents_in_file(file, checkout, path.origin).manifests
    return [
        item
        for document in documents
        for item in (document.items() if isinstance(document.content, tuple) else (document,))
    ]


def _replace(objects: ObjectList, replacement: LocatedValue) -> None:
    source = replacement.at("source")
    targets = replacement.at("targets")
    if source is None or source.content is None or targets is None or targets.content is None:
        raise RefusedError("a replacement needs `source` and `targets`", replacement.origin)
    value = _source_value(objects, source)
    for target in targets.items():
        _put(objects, target, value)


def _source_value(objects: ObjectList, source: LocatedValue) -> LocatedValue:
    found = [item for item in objects if _is_selected(item, source)]
    if len(found) != 1:
        if not found and objects.hidden:
            raise UnresolvedError("the source of the replacement is not known", source.origin)
        many = "more than one object fits" if found else "no object fits"
        raise RefusedError(f"{many} the `source` of the replacement", source.origin)
    path = source.text("fieldPath") or _NAME
    value = found[0].value.at(*_parts(path))
    if value is None or value.content in ({}, (), None):
        message = f"{found[0].identity} has nothing at `{path}`"
        raise RefusedError(message, (source.at("fieldPath") or source).origin)
    options = _Options.of(source.at("options"))
    if not options.delimiter:
        return value
    if isinstance(value.content, Mapping | tuple):
        raise RefusedError("`delimiter` is for texts only", source.origin)
    pieces = written_text(value).split(options.delimiter)
    if not 0 <= options.index < len(pieces):
        raise RefusedError(f"`{path}` has no part {options.index}", source.origin)
    return rewritten(value, pieces[options.index])


@dataclass(frozen=True, slots=True)
class _Options:
    delimiter: str
    index: int
    creates: bool

    @classmethod
    def of(cls, value: LocatedValue | None) -> "_Options":
        if value is None:
            return cls("", 0, creates=False)
        index, create = value.at("index"), value.at("create")
        number = index.content if index is not None and isinstance(index.content, int) else 0
        creates = create is not None and create.content is True
        return cls(value.text("delimiter") or "", number, creates=creates)


def _is_selected(item: BuiltObject, selector: LocatedValue) -> bool:
    return any(_is_selected_by(identity, selector) for identity in item.identities)


def _is_selected_by(identity: Identity, selector: LocatedValue) -> bool:
    kind = Kind(*(scalar_text(selector.at(key)) for key in ("group", "version", "kind")))
    name, namespace = (scalar_text(selector.at(key)) for key in ("name", "namespace"))
    return (
        kind.selects(identity.kind)
        and name in {"", identity.name}
        and namespace in {"", identity.namespace}
    )


def _put(objects: ObjectList, target: LocatedValue, value: LocatedValue) -> None:
    select = target.at("select")
    if select is None or select.content is None:
        raise RefusedError("a target of a replacement needs `select`", target.origin)
    options = _Options.of(target.at("options"))
    rejects = target.items("reject")
    for item in objects:
        if not _is_selected(item, select) or not has_labels_and_annotations(item, select):
            continue
        if any(_is_rejected(item, reject) for reject in rejects):
            continue
        for path in target.items("fieldPaths") or (made(_NAME, target.origin),):
            item.value = _with_value(item.value, path, value, options)


def _is_rejected(item: BuiltObject, reject: LocatedValue) -> bool:
    by_identity = any(
        scalar_text(reject.at(key)) for key in ("group", "version", "kind", "name", "namespace")
    )
    by_labels = any(scalar_text(reject.at(key)) for key in ("labelSelector", "annotationSelector"))
    return (by_identity and _is_selected(item, reject)) or (
        by_labels and has_labels_and_annotations(item, reject)
    )


def _parts(path: str) -> list[str]:
    r"""Return the parts of a path: `spec.containers.[name=a.b].image`, `data.a\.b`."""
    parts: list[str] = []
    split = [part.replace("\0", ".") for part in path.replace("\\.", "\0").split(".")]
    while split:
        part = split.pop(0)
        if part.startswith("[") and not part.endswith("]"):
            while split and not part.endswith("]"):
                part += "." + split.pop(0)
            part = part if "=" in part else part.strip("[]")
        parts.append(part)
    return parts


def _with_value(
    target: LocatedValue, path: LocatedValue, value: LocatedValue, options: _Options
) -> LocatedValue:
    text = scalar_text(path)
    writer = _Writer(value, options, path)
    new = writer.written(target, _parts(text))
    if writer.count == 0:
        raise RefusedError(f"there is nothing at `{text}` to replace", path.origin)
    return new


@dataclass(slots=True)
class _Writer:
    """Writes a value to all places of a path, and counts them."""

    value: LocatedValue
    options: _Options
    path: LocatedValue
    count: int = 0

    def written(self, target: LocatedValue, parts: Sequence[str]) -> LocatedValue:
        if not parts:
            self.count += 1
            return self._new(target)
        part = parts[0]
        if part.isdecimal() and isinstance(target.content, tuple):
            return self._in_item(target, int(part), parts)
        if part == "*" or (part.startswith("[") and part.endswith("]")):
            return self._in_items(target, parts)
        return self._in_member(target, parts)

    def _in_member(self, target: LocatedValue, parts: Sequence[str]) -> LocatedValue:
        if target.content is not None and not isinstance(target.content, Mapping):
            raise RefusedError(f"`{parts[0]}` is no field of what is there", self.path.origin)
        member = target.at(parts[0])
        if member is None:
            if not self.options.creates:
                return target
            member = self._created(parts[1:])
        return with_member(target, parts[0], self.written(member, parts[1:]))

    def _in_item(self, target: LocatedValue, index: int, parts: Sequence[str]) -> LocatedValue:
        items = list(target.items())
        if index == len(items) and self.options.creates:
            items.append(self._created(parts[1:]))
        if index >= len(items):
            raise RefusedError(f"the list has no item {index}", self.path.origin)
        items[index] = self.written(items[index], parts[1:])
        return rewritten(target, tuple(items))

    def _in_items(self, target: LocatedValue, parts: Sequence[str]) -> LocatedValue:
        if not isinstance(target.content, tuple):
            raise RefusedError(f"`{parts[0]}` is for lists only", self.path.origin)
        if parts[0] == "*":
            return rewritten(
                target, tuple(self.written(item, parts[1:]) for item in target.content)
            )
        match = _ITEM.match(parts[0])
        if match is None:
            raise RefusedError(f"`{parts[0]}` chooses no item of a list", self.path.origin)
        field, pattern = match["field"], match["pattern"]
        rest = parts[1:] if field else ()
        items = []
        before = self.count
        for item in target.content:
            is_chosen = self._is_chosen(item, field, pattern)
            items.append(self.written(item, rest) if is_chosen else item)
        if self.count == before and self.options.creates:
            content = {field: made(pattern, self.path.origin)} if field else pattern
            items.append(self.written(made(content, self.path.origin), rest))
        return rewritten(target, tuple(items))

    def _is_chosen(self, item: LocatedValue, field: str, pattern: str) -> bool:
        found = item.at(field) if field else item
        if found is None:
            return False
        return is_found(pattern, written_text(found), self.path.origin)

    def _created(self, rest: Sequence[str]) -> LocatedValue:
        if not rest:
            if isinstance(self.value.content, Mapping):
                return made({}, self.value.origin)
            is_list = isinstance(self.value.content, tuple)
            return made(() if is_list else None, self.value.origin)
        is_list = rest[0].isdecimal() or rest[0].startswith("[")
        return made(() if is_list else {}, self.path.origin)

    def _new(self, old: LocatedValue) -> LocatedValue:
        value = self.value
        if self.options.delimiter:
            if isinstance(old.content, Mapping | tuple):
                raise RefusedError("`delimiter` is for texts only", self.path.origin)
            pieces = scalar_text(old).split(self.options.delimiter)
            text, index = written_text(value), self.options.index
            if index < 0:
                pieces.insert(0, text)
            elif index >= len(pieces):
                pieces.append(text)
            else:
                pieces[index] = text
            value = rewritten(value, self.options.delimiter.join(pieces))
        if isinstance(old.content, Mapping | tuple) or isinstance(value.content, Mapping | tuple):
            return value
        text = written_text(value)
        return rewritten(value, text if isinstance(old.content, str) else plain_value(text))
