"""Fixes that add members to a mapping of a manifest, on lines of their own."""

from collections.abc import Iterator, Sequence

from renovate_kit.config.deployment.amendments import is_encrypted_file
from renovate_kit.config.deployment.model import Deployment
from renovate_kit.config.diagnostics import Fix
from renovate_kit.config.document.dialect import YamlDialect
from renovate_kit.config.document.document import Document
from renovate_kit.config.document.edits import Edit
from renovate_kit.config.document.located import LocatedValue, Origin
from renovate_kit.config.document.location import Span
from renovate_kit.config.document.trivia import end_of_line_after, start_of_line_before

__all__ = ["added_members"]


def added_members(
    deployment: Deployment,
    mapping: LocatedValue | None,
    lines: Sequence[str],
    *,
    description: str,
    after: str | None = None,
) -> Fix | None:
    """Return the fix that writes more members into a mapping; it is not a safe one.

    None if the mapping has brackets, or is not written at one place: a chart makes it, kustomize
    may have put it together from several files, and a merge key or an alias lends what stands
    elsewhere.

    Args:
        deployment: of which the mapping is a part.
        mapping: that is to get them.
        lines: without the indentation that they all have.
        description: what the fix does.
        after: the key of the member behind which they belong; without one, or where that is not
            possible, they go in front of the first member that begins a line.
    """
    if mapping is None or deployment.chart is not None or not _is_editable(mapping):
        return None
    behind = None if after is None else _behind(mapping, after, lines)
    edit = behind or _in_front(mapping, lines)
    if edit is None:
        return None
    return Fix(description=description, edits=(edit,), is_safe=False)


def _is_editable(mapping: LocatedValue) -> bool:
    document, span = mapping.origin.document, mapping.origin.span
    if document.dialect is not YamlDialect.CORE or not document.is_editable:
        return False
    has_brackets = document.text[span.start : span.start + 1] in {"{", "*", ""}
    return not has_brackets and not is_encrypted_file(document)


def _behind(mapping: LocatedValue, after: str, lines: Sequence[str]) -> Edit | None:
    member = mapping.at(after)
    if member is None or not isinstance(member.content, str) or not member.content:
        return None
    origin = member.origin
    key = _own_key(mapping, origin)
    document = origin.document
    if key is None or "\n" in document.text[key.start : origin.span.end]:
        return None
    end = end_of_line_after(document, origin.span.end)
    if end is None:
        return None
    line_break, indentation = _line_break(document), _indentation(document, key)
    text = "".join(f"{line_break}{indentation}{line}" for line in lines)
    return Edit(Span(end, end), text)


def _in_front(mapping: LocatedValue, lines: Sequence[str]) -> Edit | None:
    document = mapping.origin.document
    for key in sorted(_own_keys(mapping), key=lambda span: span.start):
        if start_of_line_before(document, key.start) is not None:
            line_break, indentation = _line_break(document), _indentation(document, key)
            text = "".join(f"{line}{line_break}{indentation}" for line in lines)
            return Edit(Span(key.start, key.start), text)
    return None


def _own_keys(mapping: LocatedValue) -> Iterator[Span]:
    for member in mapping.fields().values():
        key = _own_key(mapping, member.origin)
        if key is not None:
            yield key


def _own_key(mapping: LocatedValue, origin: Origin) -> Span | None:
    """Return where the key of a member stands, if it stands in the mapping itself."""
    key, outer = origin.key_span, mapping.origin.span
    if key is None or origin.document is not mapping.origin.document:
        return None
    return key if outer.start <= key.start < outer.end else None


def _indentation(document: Document, key: Span) -> str:
    _, column = document.lines.position(key.start)
    return " " * (column - 1)


def _line_break(document: Document) -> str:
    return "\r\n" if "\r\n" in document.text else "\n"
