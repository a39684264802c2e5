"""Small changes to a document, as edits that leave everything else as it stands.

What YAML needs is imported where a document is YAML: few are.
"""

import re
from typing import Final

from renovate_kit.config.document.dialect import YamlDialect
from renovate_kit.config.document.document import Document
from renovate_kit.config.document.edits import Edit
from renovate_kit.config.document.literals import is_identifier
from renovate_kit.config.document.location import Pointer, Span
from renovate_kit.config.document.lookup import (
    existing_member,
    existing_node,
    existing_object,
)
from renovate_kit.config.document.nodes import Member, ObjectNode
from renovate_kit.config.document.rendering import quoted, rendered_key
from renovate_kit.config.document.style import Style, style_of
from renovate_kit.config.document.trivia import (
    comma_after,
    end_of_line_after,
    has_comment_between,
    indentation_at,
    start_of_line_before,
)

__all__ = [
    "append_member",
    "insert_member_after",
    "rename_key",
    "replace_value",
]

_QUOTES: Final = {'"', "'"}
_LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")


def replace_value(document: Document, pointer: Pointer, new_json_text: str) -> Edit:
    """Return the edit that puts another value at a pointer.

    Args:
        document: is not changed.
        pointer: of an existing value.
        new_json_text: the value; lines after the first are indented as their new place wants.

    Raises:
        LookupError: the document has no value there.
    """
    if document.dialect is YamlDialect.CORE:
        from renovate_kit.config.document.yaml_edits import replace_yaml_value  # noqa: PLC0415

        return replace_yaml_value(document, pointer, new_json_text)
    span = existing_node(document, pointer).span
    return Edit(span, _indented(new_json_text, indentation_at(document, span.start)))


def rename_key(document: Document, pointer: Pointer, new_key: str) -> Edit:
    """Return the edit that gives the member at a pointer another key, in the quotes of the old.

    A key without quotes gets them if the new one cannot go without.

    Raises:
        LookupError: the document has no member there.
    """
    if document.dialect is YamlDialect.CORE:
        from renovate_kit.config.document.yaml_edits import rename_yaml_key  # noqa: PLC0415

        return rename_yaml_key(document, pointer, new_key)
    member = existing_member(document, pointer)
    if member.key_span == member.value.span:
        # JavaScript's `{ labels }`: under another key it would be another variable.
        return Edit(member.key_span, f"{_bare(new_key, style_of(document))}: {member.key}")
    span = member.key_span
    quote = document.text[span.start]
    if quote in _QUOTES:
        return Edit(span, quoted(new_key, quote))
    return Edit(span, _bare(new_key, style_of(document)))


def insert_member_after(document: Document, pointer: Pointer, key: str, new_json_text: str) -> Edit:
    """Return the edit that adds a member right behind the one at a pointer, written like it.

    Args:
        document: is not changed.
        pointer: of an existing member; at the root or a list item, the member becomes the last
            one of the object there.
        key: without quotes.
        new_json_text: the value; lines after the first are indented as their new place wants.

    Raises:
        LookupError: the document has neither there, or is YAML.
    """
    member = document.member_at(pointer)
    if member is None or document.dialect is YamlDialect.CORE:
        return append_member(document, pointer, key, new_json_text)
    return _insert_behind(document, member, key, new_json_text)


def append_member(document: Document, pointer: Pointer, key: str, new_json_text: str) -> Edit:
    """Return the edit that adds a member at the end of the object at a pointer.

    Args:
        document: is not changed.
        pointer: of an existing object; empty for the root.
        key: without quotes.
        new_json_text: the value; lines after the first are indented as their new place wants.

    Raises:
        LookupError: the document has no object there, or is YAML.
    """
    if document.dialect is YamlDialect.CORE:
        message = f"{document.path} is YAML, into which no member can be written"
        raise LookupError(message)
    node = existing_object(document, pointer)
    if node.members:
        return _insert_behind(document, node.members[-1], key, new_json_text)
    return _insert_first(document, node, key, new_json_text)


def _insert_first(document: Document, node: ObjectNode, key: str, new_json_text: str) -> Edit:
    """Add a member to an object that has none, behind its comments if it has any."""
    style = style_of(document)
    inside = Span(node.span.start + 1, node.span.end - 1)
    has_comment = has_comment_between(document, inside.start, inside.end)
    closer_line = start_of_line_before(document, inside.end) if has_comment else None
    new = rendered_key(key, style) + style.colon
    if style.indentation is None or (has_comment and closer_line is None):
        start = inside.end if has_comment else inside.start
        return Edit(Span(start, inside.end), new + new_json_text)
    outer = indentation_at(document, node.span.start)
    inner = outer + style.indentation
    new = f"{inner}{new}{_indented(new_json_text, inner)}{style.line_break}{outer}"
    if closer_line is None:
        return Edit(inside, style.line_break + new)
    return Edit(Span(closer_line, inside.end), new)


def _insert_behind(document: Document, member: Member, key: str, new_json_text: str) -> Edit:
    text, style, end = document.text, style_of(document), member.span.end
    indent = indentation_at(document, member.span.start)
    new = _key_like(document, member, key) + _indented(new_json_text, indent)
    comma = comma_after(document, end)
    line_end = end_of_line_after(document, end if comma is None else comma + 1)
    if line_end is None or start_of_line_before(document, member.span.start) is None:
        if comma is None:
            return Edit(Span(end, end), style.comma + new)
        return Edit(Span(comma + 1, comma + 1), f"{style.comma[1:]}{new},")
    new = style.line_break + indent + new
    if comma is None:
        return Edit(Span(end, line_end), f",{text[end:line_end]}{new}")
    return Edit(Span(line_end, line_end), f"{new},")


def _key_like(document: Document, member: Member, key: str) -> str:
    style = style_of(document)
    quote = document.text[member.key_span.start]
    colon = document.text[member.key_span.end : member.value.span.start]
    is_plain_colon = colon.strip(" ") == ":"
    literal = quoted(key, quote) if quote in _QUOTES else _bare(key, style)
    return literal + (colon if is_plain_colon else style.colon)


def _bare(key: str, style: Style) -> str:
    return key if is_identifier(key) else quoted(key, style.quote)


def _indented(new_json_text: str, indent: str) -> str:
    return _LINE_BREAK.sub(lambda line_break: line_break[0] + indent, new_json_text)
