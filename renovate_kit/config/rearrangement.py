"""Removes and inserts entries of an object or an array in one go, as edits that never overlap.

The text of a container is cut into its entries. Each has a lead (what stands before it since
the entry before: line breaks, comments of its own lines), a body, and a tail (its comma and
the comments behind it on its line). Entries that stay keep their bodies; what lies between
two of them is written anew, once, with everything that goes and comes there.
"""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from renovate_kit.config.document.document import Document
from renovate_kit.config.document.edits import Edit
from renovate_kit.config.document.location import Span
from renovate_kit.config.document.nodes import ArrayNode, ObjectNode
from renovate_kit.config.document.style import Style
from renovate_kit.config.document.trivia import (
    comma_after,
    end_of_line_after,
    indentation_at,
    start_of_line_before,
)

__all__ = ["AT_START", "Stretch", "indented", "rearranged"]

AT_START = -1
"""Where to insert what comes before the first entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """What changes between two entries that stay.

    Attributes:
        edit: writes it anew.
        removed: the indices of the entries that go there.
        anchors: the indices of the entries behind which something new comes.
    """

    edit: Edit
    removed: tuple[int, ...]
    anchors: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    lead: Span
    body: Span
    tail: Span
    comma: int | None


def rearranged(
    document: Document,
    container: ObjectNode | ArrayNode,
    style: Style,
    *,
    removed: AbstractSet[int],
    inserted: Mapping[int, Sequence[str]],
) -> Iterator[Stretch]:
    """Yield the edits that remove and insert entries; comments on lines of their own stay.

    Args:
        document: is not changed.
        container: of the document.
        style: of the document.
        removed: the indices of entries.
        inserted: texts of entries, without indentation and comma, by the index of the entry
            behind which they come, or `AT_START`.
    """
    yield from _Container(document, container, style).stretches(removed, inserted)


def indented(text: str, indent: str) -> str:
    """Return a text whose lines after the first begin with `indent`."""
    return text.replace("\n", f"\n{indent}")


class _Container:
    def __init__(self, document: Document, container: ObjectNode | ArrayNode, style: Style) -> None:
        self._document = document
        self._inside = Span(container.span.start + 1, container.span.end - 1)
        self._outer_indent = indentation_at(document, container.span.start)
        self._style = style
        bodies = container.members if isinstance(container, ObjectNode) else container.items
        self._entries = list(self._cut([body.span for body in bodies]))

    def _cut(self, bodies: list[Span]) -> Iterator[_Entry]:
        done = self._inside.start
        for body in bodies:
            comma = comma_after(self._document, body.end)
            after = body.end if comma is None else comma + 1
            line_end = end_of_line_after(self._document, after)
            tail_end = after if line_end is None else min(line_end, self._inside.end)
            tail = Span(body.end, tail_end)
            yield _Entry(lead=Span(done, body.start), body=body, tail=tail, comma=comma)
            done = tail_end

    def stretches(
        self, removed: AbstractSet[int], inserted: Mapping[int, Sequence[str]]
    ) -> Iterator[Stretch]:
        count = len(self._entries)
        kept = [AT_START, *(index for index in range(count) if index not in removed), count]
        for left, right in pairwise(kept):
            gone = tuple(range(left + 1, right))
            anchors = tuple(index for index in (left, *gone) if inserted.get(index))
            if gone or anchors:
                edit = self._between(left, right, inserted)
                yield Stretch(edit=edit, removed=gone, anchors=anchors)

    def _between(self, left: int, right: int, inserted: Mapping[int, Sequence[str]]) -> Edit:
        texts = [text for index in range(left, right) for text in inserted.get(index, ())]
        entries, count = self._entries, len(self._entries)
        span = Span(
            entries[left].body.end if left != AT_START else self._inside.start,
            entries[right].body.start if right < count else self._inside.end,
        )
        has_more = right < count or (count > 0 and entries[-1].comma is not None)
        writer = _Writer(self._style.line_break + self._indent(left, right))
        if left != AT_START:
            self._write_tail(writer, entries[left], has_comma=bool(texts) or has_more)
        lead = self._lead(left, right)
        for index in range(left, right):
            if index != left:
                self._write_comments_of_removed(writer, entries[index])
            for text in inserted.get(index, ()):
                texts = texts[1:]
                comma = "," if texts or has_more else ""
                writer.write(lead + indented(text, self._indent(left, right)) + comma)
        self._write_end(writer, left, right, has_entries=left != AT_START or any(inserted.values()))
        return Edit(span, writer.text)

    def _write_tail(self, writer: "_Writer", entry: _Entry, *, has_comma: bool) -> None:
        text = self._text(entry.tail)
        if has_comma and entry.comma is None:
            text = f",{text}"
        elif not has_comma and entry.comma is not None:
            cut = entry.comma - entry.tail.start
            text = text[:cut] + text[cut + 1 :]
        writer.write(text, ends_in_comment=self._ends_in_line_comment(entry.tail))

    def _write_comments_of_removed(self, writer: "_Writer", entry: _Entry) -> None:
        if self._comments(entry.lead):
            text = self._text(entry.lead).rstrip()
            writer.write(text, ends_in_comment=self._ends_in_line_comment(entry.lead))
        begins_line = start_of_line_before(self._document, entry.body.start) is not None
        before = self._style.line_break + indentation_at(self._document, entry.body.start)
        for comment in self._comments(entry.tail):
            text = (before if begins_line else " ") + comment
            writer.write(text, ends_in_comment=comment.startswith("//"))

    def _write_end(self, writer: "_Writer", left: int, right: int, *, has_entries: bool) -> None:
        if right < len(self._entries):
            lead = self._text(self._entries[right].lead)
            if left == AT_START and not lead.strip(" \t"):
                # On one line, what comes first has the blank of what was first.
                first = self._text(self._entries[0].lead)
                lead = self._style.comma[1:] if writer.text else lead if first.strip() else first
            writer.write(lead)
            return
        start = self._entries[-1].tail.end if self._entries else self._inside.start
        text = self._text(Span(start, self._inside.end))
        if not self._entries:
            self._write_end_of_empty(writer, text)
        elif has_entries or writer.text or text.strip():
            writer.write(text)

    def _write_end_of_empty(self, writer: "_Writer", inside: str) -> None:
        new, writer.text = writer.text, ""
        kept = inside.rstrip()
        writer.write(kept, ends_in_comment=self._ends_in_line_comment(self._inside))
        writer.write(new)
        if self._style.indentation is not None:
            writer.write(self._style.line_break + self._outer_indent)

    def _lead(self, left: int, right: int) -> str:
        """Return what stands before a new entry."""
        on_own_line = self._style.line_break + self._indent(left, right)
        if not self._entries:
            return "" if self._style.indentation is None else on_own_line
        model = self._model(left, right)
        begins_line = start_of_line_before(self._document, model.body.start) is not None
        if begins_line and end_of_line_after(self._document, model.tail.end) is not None:
            return on_own_line
        if left == AT_START:
            lead = self._text(self._entries[0].lead)
            return "" if lead.strip(" \t") else lead
        return self._style.comma[1:]

    def _model(self, left: int, right: int) -> _Entry:
        """Return the entry that a new one is written like."""
        if left != AT_START:
            return self._entries[left]
        return self._entries[min(right, 0)]

    def _indent(self, left: int, right: int) -> str:
        if not self._entries:
            return self._outer_indent + (self._style.indentation or "")
        return indentation_at(self._document, self._model(left, right).body.start)

    def _text(self, span: Span) -> str:
        return self._document.text[span.start : span.end]

    def _comments(self, span: Span) -> list[str]:
        return [
            comment.text
            for comment in self._document.comments
            if span.start <= comment.span.start < span.end
        ]

    def _ends_in_line_comment(self, span: Span) -> bool:
        comments = self._comments(span)
        if not comments or not comments[-1].startswith("//"):
            return False
        return self._text(span).rstrip(" \t,\r\n").endswith(comments[-1].rstrip(" \t,"))


class _Writer:
    """Puts pieces of text together so that none gets into a comment that ends with its line."""

    def __init__(self, new_line: str) -> None:
        self.text = ""
        self._new_line = new_line
        self._is_in_comment = False

    def write(self, piece: str, *, ends_in_comment: bool = False) -> None:
        if self._is_in_comment and not piece.lstrip(" \t").startswith(("\n", "\r")):
            self.text += self._new_line
            piece = piece.lstrip(" \t")
        self.text += piece
        self._is_in_comment = ends_in_comment or (self._is_in_comment and not piece.strip(" \t"))
