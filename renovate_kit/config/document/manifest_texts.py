"""A YAML file of Kubernetes manifests -> its documents, each value with its place in the file.

Other than a config, such a file may hold many documents, and use merge keys (`<<`). One document
that can't be read does not stop the others.

Source: https://yaml.org/type/merge.html for merge keys.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from renovate_kit.config.document.decoding import MAX_SIZE, SourceText
from renovate_kit.config.document.dialect import YamlDialect
from renovate_kit.config.document.document import Comment, Document
from renovate_kit.config.document.located import LocatedValue, locate
from renovate_kit.config.document.location import LineIndex, Span
from renovate_kit.config.document.nodes import ArrayNode, Member, Node, ObjectNode, ScalarNode
from renovate_kit.config.document.problems import SyntaxProblem, UnreadableTextError
from renovate_kit.config.document.yaml_reader import parse_yaml

__all__ = ["MAX_MANIFEST_DEPTH", "MAX_MANIFEST_SIZE", "ManifestText", "parse_manifests"]

MAX_MANIFEST_SIZE: Final = 16 * MAX_SIZE
"""The largest file of manifests that is read, in bytes; one document in it has `MAX_SIZE`."""

MAX_MANIFEST_DEPTH: Final = 100
"""How deep a document may be nested: what is made of it is put together level by level."""

_SEPARATOR: Final = re.compile(r"^---(?=[ \t\r\n]|\Z)", re.MULTILINE)
_END_MARK: Final = re.compile(r"^\.\.\.[ \t]*(?:#[^\r\n]*)?\r?$", re.MULTILINE)
_NOTHING: Final = re.compile(r"(?:---)?(?:\s|#[^\n]*(?:\n|\Z)|%[^\n]*(?:\n|\Z))*\Z")
_KIND: Final = re.compile(r"^kind:[ \t]*[\"']?(?P<kind>[A-Za-z]+)", re.MULTILINE)
_SKIPPED_KINDS: Final = frozenset({"CustomResourceDefinition"})
_MERGE_KEY: Final = "<<"


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestText:
    """What a file of manifests holds.

    Attributes:
        document: the file as a whole: its text and its comments; its root is of no use.
        manifests: the documents that could be read and are not empty, in the order of the file.
        problems: why the others could not be read.
        skipped: how many documents were left unread because of their kind: definitions of custom
            resources are large, and nothing depends on them here.
    """

    document: Document
    manifests: tuple[LocatedValue, ...]
    problems: tuple[SyntaxProblem, ...]
    skipped: int = 0


def parse_manifests(source: SourceText, *, path: str) -> ManifestText:
    """Return the documents of a YAML text.

    Args:
        source: the file, as `decode` gives it.
        path: as the person should see it.
    """
    text = source.text
    nodes: list[Node] = []
    comments: list[Comment] = []
    problems: list[SyntaxProblem] = []
    skipped = 0
    lines = LineIndex(text)
    for start, part in _parts(text):
        kind = _KIND.search(part)
        if kind is not None and kind["kind"] in _SKIPPED_KINDS:
            skipped += 1
            continue
        parsed = _parsed(part, path)
        if isinstance(parsed, SyntaxProblem):
            span = _moved(parsed.span, start)
            problems.append(replace(parsed, span=span, place=lines.place(span)))
            continue
        nodes.append(_shifted(parsed.root, start))
        comments += (
            Comment(text=each.text, span=_moved(each.span, start)) for each in parsed.comments
        )
    document = Document(
        path=path,
        text=text,
        dialect=YamlDialect.CORE,
        root=nodes[0] if len(nodes) == 1 else ScalarNode(None, Span(0, 0)),
        comments=tuple(comments),
        has_bom=source.has_bom,
    )
    document.__dict__["lines"] = lines  # the same index, which is already made
    return ManifestText(
        document=document,
        manifests=tuple(locate(_merged(node), document) for node in nodes),
        problems=tuple(problems),
        skipped=skipped,
    )


def _parsed(part: str, path: str) -> Document | SyntaxProblem:
    parsed = parse_yaml(part, path=path)
    if isinstance(parsed, SyntaxProblem) or not _is_deep(parsed.root):
        return parsed
    message = f"nested more than {MAX_MANIFEST_DEPTH} levels deep"
    span = Span(parsed.root.span.start, parsed.root.span.start)
    return UnreadableTextError(message, span).as_problem(parsed.lines)


def _is_deep(root: Node) -> bool:
    level = [root]
    for _ in range(MAX_MANIFEST_DEPTH):
        level = [child for node in level for child in _children(node)]
        if not level:
            return False
    return True


def _children(node: Node) -> Iterator[Node]:
    if isinstance(node, ObjectNode):
        yield from (member.value for member in node.members)
    elif isinstance(node, ArrayNode):
        yield from node.items


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the documents of a text that are not empty, with their offsets."""
    starts = sorted({0, *(match.start() for match in _SEPARATOR.finditer(text))})
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        part = text[start:end]
        if (end_mark := _END_MARK.search(part)) and _NOTHING.match(part, end_mark.end()):
            part = part[: end_mark.start()]
        if not _NOTHING.match(part):
            yield start, part


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _shifted(node: Node, by: int) -> Node:
    # One frame for each level: documents are no deeper than Python's stack allows.
    if by == 0:
        return node
    span = _moved(node.span, by)
    if isinstance(node, ObjectNode):
        members = []
        for member in node.members:
            value = _shifted(member.value, by)
            members.append(Member(member.key, _moved(member.key_span, by), value))
        return ObjectNode(tuple(members), span)
    if isinstance(node, ArrayNode):
        items = []
        for item in node.items:
            items.append(_shifted(item, by))  # noqa: PERF401 - a comprehension is another frame
        return ArrayNode(tuple(items), span)
    return replace(node, span=span)


def _merged(node: Node) -> Node:
    """Return a node in which merge keys are replaced by what they stand for."""
    if isinstance(node, ArrayNode):
        items = []
        for item in node.items:
            items.append(_merged(item))  # noqa: PERF401 - a comprehension is another frame
        return replace(node, items=tuple(items))
    if not isinstance(node, ObjectNode):
        return node
    members = []
    for member in node.members:
        members.append(replace(member, value=_merged(member.value)))  # noqa: PERF401 - the same
    own = {member.key for member in members if member.key != _MERGE_KEY}
    merged: dict[str, Member] = {}
    for member in members:
        if member.key == _MERGE_KEY:
            for lent in _lent_by(member.value):
                if lent.key not in own:
                    merged.setdefault(lent.key, lent)
        else:
            merged[member.key] = member
    return replace(node, members=tuple(merged.values()))


def _lent_by(value: Node) -> Iterator[Member]:
    """Yield the members that a merge key brings; of several objects the first one wins."""
    if isinstance(value, ObjectNode):
        yield from value.members
    elif isinstance(value, ArrayNode):
        for item in value.items:
            if isinstance(item, ObjectNode):
                yield from item.members
