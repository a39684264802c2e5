"""ConfigMaps and Secrets that a kustomization makes.

Source: kustomize 5.5, `api/kv/kv.go`, `api/internal/generators/*.go`.
"""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.deployment.kustomize.changes import as_texts, made, nested
from renovate_kit.config.deployment.kustomize.kustomization_file import (
    Kustomization,
    readable_file,
)
from renovate_kit.config.deployment.kustomize.objects import BuiltObject, ObjectList
from renovate_kit.config.deployment.kustomize.problems import Notebook, RefusedError
from renovate_kit.config.document.decoding import SourceText, decode
from renovate_kit.config.document.dialect import YamlDialect
from renovate_kit.config.document.document import Document
from renovate_kit.config.document.located import LocatedValue, Origin
from renovate_kit.config.document.location import Span
from renovate_kit.config.document.manifest_texts import MAX_MANIFEST_SIZE
from renovate_kit.config.document.nodes import ScalarNode

__all__ = ["generate"]

_LINE_OF_BASE64: Final = 70
_SOPS: Final = re.compile(r"ENC\[AES256_GCM,|^sops_mac=|\"sops\"\s*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Pair:
    key: str
    raw: bytes
    origin: Origin


def generate(
    objects: ObjectList, kustomization: Kustomization, checkout: Checkout, notebook: Notebook
) -> None:
    """Add the ConfigMaps and Secrets that the generators of a kustomization make."""
    generators = (("configMapGenerator", "ConfigMap"), ("secretGenerator", "Secret"))
    for field, kind in generators:
        for entry in kustomization.entries(field):
            with notebook.step():
                item = _generated(entry, kind, kustomization, checkout)
                _take(objects, item, entry)
                _note_encrypted(item, entry, notebook)


def _generated(
    entry: LocatedValue, kind: str, kustomization: Kustomization, checkout: Checkout
) -> BuiltObject:
    origin = entry.origin
    name = entry.at("name")
    if name is None or not entry.text("name"):
        raise RefusedError(f"a generated {kind} needs a `name`", origin)
    metadata: dict[str, object] = {"name": name}
    if entry.text("namespace"):
        metadata["namespace"] = entry.at("namespace")
    data: dict[str, object] = {"apiVersion": "v1", "kind": kind, "metadata": metadata}
    pairs = _unique(entry, kustomization, checkout)
    if kind == "Secret":
        data["type"] = entry.at("type") if entry.text("type") else "Opaque"
        data["data"] = {pair.key: made(_base64(pair.raw), pair.origin) for pair in pairs}
    else:
        _add_config_map_data(data, pairs)
    general = kustomization.value.at("generatorOptions")
    options = [item for item in (general, entry.at("options")) if item is not None]
    for what in ("labels", "annotations"):
        found = {key: value for item in options for key, value in item.fields(what).items()}
        if found:
            metadata[what] = found
    if any(_is_on(item, "immutable") for item in options):
        data["immutable"] = True
    return BuiltObject(
        nested(data, origin),
        needs_hash=not any(_is_on(item, "disableNameSuffixHash") for item in options),
        behavior=entry.text("behavior") or "",
    )


def _note_encrypted(item: BuiltObject, entry: LocatedValue, notebook: Notebook) -> None:
    """Note that a generated object holds what SOPS has encrypted, and how that is written."""
    documents = {value.origin.document for value in item.value.fields("data").values()}
    if any(
        _SOPS.search(document.text) for document in documents if document.path != entry.origin.path
    ):
        message = "a file of this generator is encrypted by SOPS: only Flux decrypts it on the way"
        notebook.add(message, entry.origin, hides_objects=False)


def _is_on(options: LocatedValue, key: str) -> bool:
    value = options.at(key)
    return value is not None and value.content is True


def _add_config_map_data(data: dict[str, object], pairs: list[_Pair]) -> None:
    texts: dict[str, LocatedValue] = {}
    binary: dict[str, LocatedValue] = {}
    for pair in pairs:
        try:
            texts[pair.key] = made(pair.raw.decode(), pair.origin)
        except UnicodeDecodeError:
            binary[pair.key] = made(_base64(pair.raw), pair.origin)
    if texts:
        data["data"] = texts
    if binary:
        data["binaryData"] = binary


def _base64(raw: bytes) -> str:
    text = base64.b64encode(raw).decode()
    if len(text) <= _LINE_OF_BASE64:
        return text
    lines = (text[i : i + _LINE_OF_BASE64] for i in range(0, len(text), _LINE_OF_BASE64))
    return "".join(f"{line}\n" for line in lines)


def _unique(entry: LocatedValue, kustomization: Kustomization, checkout: Checkout) -> list[_Pair]:
    pairs: dict[str, _Pair] = {}
    for pair in _pairs(entry, kustomization, checkout):
        if pair.key in pairs:
            raise RefusedError(f"the key `{pair.key}` is there twice", pair.origin)
        pairs[pair.key] = pair
    return list(pairs.values())


def _pairs(
    entry: LocatedValue, kustomization: Kustomization, checkout: Checkout
) -> Iterator[_Pair]:
    one = entry.at("env")
    for path in (*entry.items("envs"), *([one] if one is not None and one.content else [])):
        yield from _of_env_file(path, kustomization, checkout)
    for literal in entry.items("literals"):
        yield _of_literal(literal)
    for source in entry.items("files"):
        yield _of_file(source, kustomization, checkout)


def _of_literal(literal: LocatedValue) -> _Pair:
    text = literal.content if isinstance(literal.content, str) else ""
    key, sign, value = text.partition("=")
    if not sign or not key:
        raise RefusedError("a literal is `key=value`", literal.origin)
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return _Pair(key, value.encode(), literal.origin)


def _of_file(source: LocatedValue, kustomization: Kustomization, checkout: Checkout) -> _Pair:
    text = source.content if isinstance(source.content, str) else ""
    key, sign, path = text.partition("=")
    if not sign:
        key, path = PurePosixPath(text).name, text
    if not key or not path or "=" in path:
        raise RefusedError("a file is `path` or `key=path`", source.origin)
    raw, document = _read(path, source, kustomization, checkout)
    if document is None:
        return _Pair(key, raw, source.origin)
    return _Pair(key, raw, Origin(document=document, span=document.root.span))


def _of_env_file(
    path: LocatedValue, kustomization: Kustomization, checkout: Checkout
) -> Iterator[_Pair]:
    name = path.content if isinstance(path.content, str) else ""
    _, document = _read(name, path, kustomization, checkout)
    if document is None:
        raise RefusedError(f"`{name}` is no text", path.origin)
    offset = 0
    for line in document.text.splitlines(keepends=True):
        start, offset = offset, offset + len(line)
        content = line.rstrip("\r\n")
        stripped = content.lstrip()
        if not stripped or stripped.startswith("#"):
            continue
        start += len(content) - len(stripped)
        key, _, value = stripped.partition("=")
        begin = start + len(stripped) - len(value)
        yield _Pair(
            key,
            value.encode(),
            Origin(
                document=document,
                span=Span(begin, begin + len(value)),
                key_span=Span(start, start + len(key)),
            ),
        )


def _read(
    path: str, asked: LocatedValue, kustomization: Kustomization, checkout: Checkout
) -> tuple[bytes, Document | None]:
    """Return a file, and as a document if it is a text."""
    file = readable_file(path, kustomization, checkout, asked.origin)
    raw = checkout.read(file)
    if isinstance(raw, Unread):
        raise RefusedError(f"`{path}`: {raw.reason}", asked.origin)
    source = decode(raw, limit=MAX_MANIFEST_SIZE)
    if not isinstance(source, SourceText):
        return raw, None
    document = Document(
        path=checkout.shown(file),
        text=source.text,
        dialect=YamlDialect.CORE,
        root=ScalarNode(source.text, Span(0, len(source.text))),
        comments=(),
        has_bom=source.has_bom,
    )
    return raw, document


def _take(objects: ObjectList, item: BuiltObject, entry: LocatedValue) -> None:
    """Add a generated object, or let it replace or extend the one that is there."""
    wanted = item.identity
    found = objects.matching(lambda identity: identity == wanted)
    if not found:
        if item.behavior in {"merge", "replace"} and not objects.hidden:
            message = f"there is no {wanted} to {item.behavior}"
            raise RefusedError(message, (entry.at("behavior") or entry).origin)
        objects.add(item, entry.origin)
        return
    if len(found) > 1:
        raise RefusedError(f"{wanted} fits more than one object", entry.origin)
    if item.behavior not in {"merge", "replace"}:
        message = f"{wanted} is there already: `behavior` must be merge or replace"
        raise RefusedError(message, entry.origin)
    old = found[0]
    _inherit(item, old)
    objects.keep([item if other is old else other for other in objects])


def _inherit(item: BuiltObject, old: BuiltObject) -> None:
    """Give a generated object what it keeps of the one whose place it takes."""
    metadata = {**item.value.fields("metadata")}
    for what in ("labels", "annotations"):
        before = as_texts(old.value.fields("metadata", what))
        both = {**before, **item.value.fields("metadata", what)}
        if both:
            metadata[what] = made(both, item.value.origin)
    for what in ("name", "namespace"):
        if (own := old.value.at("metadata", what)) is not None:
            metadata[what] = own
    fields = {**item.value.fields(), "metadata": made(metadata, item.value.origin)}
    if item.behavior == "merge":
        for what in ("data", "binaryData"):
            both = {**as_texts(old.value.fields(what)), **item.value.fields(what)}
            fields.pop(what, None)
            if both:
                fields[what] = made(both, item.value.origin)
    item.value = LocatedValue(fields, item.value.origin)
    item.previous = list(old.previous)
    item.prefixes = list(old.prefixes)
    item.suffixes = list(old.suffixes)
    item.needs_hash = item.needs_hash and old.needs_hash
    item.behavior = old.behavior or item.behavior
