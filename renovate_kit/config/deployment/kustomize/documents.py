"""YAML in files and in strings of a kustomization -> documents and objects."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from renovate_kit.config.deployment.checkout import Checkout, Unread
from renovate_kit.config.deployment.kustomize.changes import moved_to
from renovate_kit.config.deployment.kustomize.identity import scalar_text
from renovate_kit.config.deployment.kustomize.problems import RefusedError
from renovate_kit.config.document.decoding import SourceText
from renovate_kit.config.document.dialect import YamlDialect
from renovate_kit.config.document.document import Document
from renovate_kit.config.document.embedded import embedded_at
from renovate_kit.config.document.located import LocatedValue, Origin, locate
from renovate_kit.config.document.location import Span
from renovate_kit.config.document.manifest_texts import ManifestText, parse_manifests
from renovate_kit.config.document.nodes import ArrayNode, Member, Node, ObjectNode, ScalarNode
from renovate_kit.config.document.problems import SyntaxProblem

__all__ = ["documents_in_file", "documents_in_text", "objects_in"]

_LIST: Final = "List"


def documents_in_file(path: Path, checkout: Checkout, asked: Origin) -> ManifestText:
    """Return the documents of a file.

    Args:
        path: resolved.
        checkout: reads it.
        asked: where the file is named.

    Raises:
        RefusedError: it can't be read.
    """
    text = checkout.manifests(path)
    if isinstance(text, Unread):
        raise RefusedError(f"{checkout.shown(path)}: {text.reason}", asked)
    if text.problems:
        problem = text.problems[0]
        origin = Origin(document=text.document, span=problem.span)
        raise RefusedError(f"the file can't be read: {problem.message}", origin)
    return text


def documents_in_text(value: LocatedValue) -> tuple[LocatedValue, ...]:
    """Return the documents that a string holds, with their places in the file of the string.

    Raises:
        RefusedError: the string can't be read.
    """
    text = value.content if isinstance(value.content, str) else ""
    outer = value.origin.document
    inner = embedded_at(outer, value.origin.span, text, lambda part: _as_one(part, outer.path))
    if isinstance(inner, Document):
        return locate(inner.root, outer).items()
    parsed = _parsed(text, outer.path)
    if parsed.problems:
        message = f"what stands here can't be read: {parsed.problems[0].message}"
        raise RefusedError(message, value.origin)
    # The string is folded: the places in it can't be told.
    return tuple(moved_to(item, value.origin) for item in parsed.manifests)


def objects_in(documents: Sequence[LocatedValue]) -> Iterator[LocatedValue]:
    """Yield the objects that documents are: lists of objects are taken apart.

    Raises:
        RefusedError: a document is no object.

    Source: kustomize 5.5, `RNodesFromBytes` in `api/resource/factory.go`.
    """
    waiting = list(documents)
    for document in waiting:  # grows while it is walked
        if document.content is None or document.content == {}:
            continue
        if not isinstance(document.content, Mapping):
            raise RefusedError(
                "this is no object: it is no mapping of names to values", document.origin
            )
        kind = scalar_text(document.at("kind"))
        if not kind:
            raise RefusedError("this object has no `kind`", document.origin)
        if kind.endswith(_LIST):
            items = document.at("items")
            if items is None:
                yield document
            elif isinstance(items.content, tuple):
                waiting.extend(items.content)
            elif items.content is not None:
                raise RefusedError("`items` must be a list", items.origin)
            continue
        if not scalar_text(document.at("metadata", "name")):
            raise RefusedError(f"this {kind} has no `metadata.name`", document.origin)
        yield document


def _parsed(text: str, path: str) -> ManifestText:
    return parse_manifests(SourceText(text=text, has_bom=False), path=path)


def _as_one(text: str, path: str) -> Document | SyntaxProblem:
    """Return all documents of a text as the items of one."""
    parsed = _parsed(text, path)
    if parsed.problems:
        return parsed.problems[0]
    nodes = tuple(map(_node, parsed.manifests))
    root = ArrayNode(nodes, Span(0, len(text)))
    return Document(path=path, text=text, dialect=YamlDialect.CORE, root=root, comments=())


def _node(value: LocatedValue) -> Node:
    # One frame for each level: documents are no deeper than Python's stack allows.
    content = value.content
    if isinstance(content, tuple):
        items = []
        for item in content:
            items.append(_node(item))  # noqa: PERF401 - a comprehension is another frame
        return ArrayNode(tuple(items), value.origin.span)
    if isinstance(content, str | int | float | bool) or content is None:
        return ScalarNode(content, value.origin.span)
    members = []
    for key, item in content.items():
        key_span = item.origin.key_span or item.origin.span
        members.append(Member(key, key_span, _node(item)))
    return ObjectNode(tuple(members), value.origin.span)
