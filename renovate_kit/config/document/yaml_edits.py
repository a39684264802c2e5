"""Small changes to a YAML document, as edits that leave everything else as it stands.

New values are written as JSON on one line, which YAML reads too.
"""

import json
import re
from typing import Final

from renovate_kit.config.document.document import Document
from renovate_kit.config.document.edits import Edit
from renovate_kit.config.document.location import Pointer, Span
from renovate_kit.config.document.lookup import existing_entry, existing_member, existing_node
from renovate_kit.config.document.nodes import ArrayNode, ObjectNode
from renovate_kit.config.document.trivia import (
    end_of_line_after,
    has_comment_between,
    start_of_line_before,
)
from renovate_kit.config.document.yaml_scalars import plain_value

__all__ = ["remove_from_block", "rename_yaml_key", "replace_yaml_value"]

_LINE_BREAK: Final = re.compile(r"\s*[\r\n]\s*")
_PLAIN_KEY: Final = re.compile(r"[A-Za-z_$][A-Za-z0-9_$./-]*")
_TAG: Final = re.compile(r"(?<![^\s,\[{])![^\s,\[\]{}\"']*[ \t\r\n]+\Z")
_LONGEST_TAG: Final = 100
_DASH: Final = re.compile(r"-(?:[ \t\r\n]|#[^\r\n]*|[&!]\S*)*\Z")


def replace_yaml_value(document: Document, pointer: Pointer, new_json_text: str) -> Edit:
    """Return the edit that puts another value at a pointer; its anchor stays, its tag goes.

    Raises:
        LookupError: the document has no value there, not even an empty one behind a colon.
    """
    span = existing_node(document, pointer).span
    tag = _tag_before(document, span)
    if tag is not None:
        span = Span(tag.start(), span.end)
    if pointer and span.start == span.end:
        _refuse_explicit_key(document, pointer)
    return _placed(document, span, _LINE_BREAK.sub(" ", new_json_text))


def rename_yaml_key(document: Document, pointer: Pointer, new_key: str) -> Edit:
    """Return the edit that gives the member at a pointer another key.

    Raises:
        LookupError: the document has no member there, or one with an explicit key (`? key`).
    """
    span = existing_member(document, pointer).key_span
    _refuse_explicit_key(document, pointer)
    is_plain = _PLAIN_KEY.fullmatch(new_key) and isinstance(plain_value(new_key), str)
    quote = document.text[span.start : span.start + 1]
    if quote == "'":
        doubled = new_key.replace("'", "''")
        return Edit(span, f"'{doubled}'")
    if is_plain and quote != '"':
        return Edit(span, new_key)
    return Edit(span, json.dumps(new_key, ensure_ascii=False))


def remove_from_block(document: Document, pointer: Pointer) -> Edit | None:
    """Return the edit that removes a member or a list item of a container without brackets.

    None if the container has brackets: it is written as in JSON. Its lines go, with the comments
    behind it; comments on other lines stay.

    Raises:
        LookupError: the document has no member or item there, or one with an explicit key
            (`? key`).
    """
    container, index = existing_entry(document, pointer)
    _refuse_explicit_key(document, pointer)
    if document.text[container.span.start] in "{[":
        if isinstance(container, ArrayNode) and _tag_before(document, container.items[index].span):
            message = f"{document.path} has an item with a tag there, which is left alone"
            raise LookupError(message)
        return None
    spans = _entry_spans(document, container)
    if len(spans) == 1:
        empty = "{}" if isinstance(container, ObjectNode) else "[]"
        return _placed(document, container.span, empty)
    span = spans[index]
    line_start = start_of_line_before(document, span.start)
    line_end = end_of_line_after(document, span.end)
    if line_start is None and index + 1 < len(spans):
        # It shares its line with the dash or the key of what it is in: the next takes its place.
        return _pulled_up(document, span, spans[index + 1])
    if line_start is None or line_end is None:
        return Edit(span, "")
    text = document.text
    if line_end == len(text) and line_start > 0:
        before = 2 if text.startswith("\r\n", line_start - 2) else 1
        return Edit(Span(line_start - before, line_end), "")
    return Edit(Span(line_start, line_end + (2 if text.startswith("\r\n", line_end) else 1)), "")


def _pulled_up(document: Document, span: Span, following: Span) -> Edit:
    line_end = end_of_line_after(document, span.end)
    end = span.end if line_end is None else line_end
    if "?" in document.text[end : following.start]:
        message = f"{document.path} has an explicit key there, which is left alone"
        raise LookupError(message)
    if has_comment_between(document, end, following.start):
        return Edit(Span(span.start, end), "")
    return Edit(Span(span.start, following.start), "")


def _entry_spans(document: Document, container: ObjectNode | ArrayNode) -> list[Span]:
    if isinstance(container, ObjectNode):
        return [member.span for member in container.members]
    return [_with_dash(document, container, item.span) for item in container.items]


def _with_dash(document: Document, container: ArrayNode, span: Span) -> Span:
    dash = _DASH.search(document.text, container.span.start, span.start)
    if dash is None:
        message = f"{document.path} has an item without a dash at offset {span.start}"
        raise LookupError(message)
    return Span(dash.start(), max(span.end, dash.end()))


def _tag_before(document: Document, span: Span) -> re.Match[str] | None:
    return _TAG.search(document.text, max(0, span.start - _LONGEST_TAG), span.start)


def _refuse_explicit_key(document: Document, pointer: Pointer) -> None:
    member = document.member_at(pointer)
    if member is None:
        return
    before = document.text[: member.key_span.start].rstrip(" \t")
    if before.endswith("?") or member.key_span.start == member.key_span.end:
        message = f"{document.path} has `{member.key}` as an explicit key, which is left alone"
        raise LookupError(message)


def _placed(document: Document, span: Span, new: str) -> Edit:
    """Put a value in the place of another, so that it still belongs to the key before it."""
    touches_key = span.start == span.end and not document.text[span.start - 1].isspace()
    begins_line = start_of_line_before(document, span.start) is not None
    is_inside = span != document.root.span
    return Edit(span, f" {new}" if is_inside and (touches_key or begins_line) else new)
