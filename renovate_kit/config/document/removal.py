"""The edit that takes a member or a list item out, with its comma and its lines."""

from typing import Final

from renovate_kit.config.document.dialect import YamlDialect
from renovate_kit.config.document.document import Document
from renovate_kit.config.document.edits import Edit
from renovate_kit.config.document.location import Pointer, Span
from renovate_kit.config.document.lookup import existing_entry
from renovate_kit.config.document.nodes import ArrayNode, ObjectNode
from renovate_kit.config.document.trivia import (
    comma_after,
    end_of_line_after,
    has_comment_between,
    start_of_line_before,
)

__all__ = ["remove_member"]

_LINE_BREAKS: Final = frozenset("\r\n")


def remove_member(document: Document, pointer: Pointer) -> Edit:
    """Return the edit that removes the member or the list item at a pointer, with its comma.

    If it stands alone on its lines, these go too, with the comments that follow it there; comments
    on other lines stay. Of members with the same key the last one goes, so the one before it counts
    then.

    Raises:
        LookupError: the document has no member or item there.
    """
    container, index = existing_entry(document, pointer)
    if document.dialect is YamlDialect.CORE:
        # Few documents are YAML; the others should not wait for the import.
        from renovate_kit.config.document.yaml_edits import remove_from_block  # noqa: PLC0415

        edit = remove_from_block(document, pointer)
        if edit is not None:
            return edit
    spans = _entry_spans(container)
    comma = comma_after(document, spans[index].end)
    if comma is None and index > 0:
        comma_before = comma_after(document, spans[index - 1].end)
        if comma_before is not None:
            return _remove_last(document, comma_before, spans[index])
    return _remove_stretch(document, container, spans[index], comma)


def _remove_last(document: Document, comma: int, span: Span) -> Edit:
    """Remove the last of several entries together with the comma before it."""
    text = document.text
    line_end = end_of_line_after(document, span.end)
    is_alone = start_of_line_before(document, span.start) is not None and line_end is not None
    end = line_end if is_alone and line_end is not None else span.end
    kept = text[comma + 1 : span.start]
    if not has_comment_between(document, comma, span.start):
        kept = ""
    return Edit(Span(comma, end), kept.rstrip() if is_alone else kept.rstrip(" \t"))


def _remove_stretch(
    document: Document, container: ObjectNode | ArrayNode, span: Span, comma: int | None
) -> Edit:
    """Remove an entry with the comma behind it, or the only entry."""
    text = document.text
    if comma is not None:
        gap = text[span.end : comma]
        has_comment = has_comment_between(document, span.end, comma)
        if has_comment or not _LINE_BREAKS.isdisjoint(gap):
            # The comma leads the next line, so what follows it there is about the next entry.
            return Edit(Span(span.start, comma + 1), gap.lstrip(" \t") if has_comment else "")
    cut = _whole_lines(document, Span(span.start, span.end if comma is None else comma + 1))
    inside = Span(container.span.start + 1, container.span.end - 1)
    if not (text[inside.start : cut.start] + text[cut.end : inside.end]).strip():
        cut = inside
    return Edit(cut, "")


def _whole_lines(document: Document, cut: Span) -> Span:
    """Widen a stretch to its lines if it stands alone on them, else by blanks at one side."""
    text = document.text
    line_start = start_of_line_before(document, cut.start)
    line_end = end_of_line_after(document, cut.end)
    if line_start is not None and line_end is not None:
        return Span(line_start, line_end + (2 if text.startswith("\r\n", line_end) else 1))
    after = len(text) - len(text[cut.end :].lstrip(" \t"))
    if text[after] in "\r\n]}":
        return Span(len(text[: cut.start].rstrip(" \t")), cut.end)
    return Span(cut.start, after)


def _entry_spans(container: ObjectNode | ArrayNode) -> list[Span]:
    if isinstance(container, ObjectNode):
        return [member.span for member in container.members]
    return [item.span for item in container.items]
