"""Fixes of manifests: small edits of their YAML, at places that are known.

A file may hold many documents, and what a finding is about may stand in any of them: all that an
edit here relies on is the text at the place itself. Where that is not what it was taken for, as
in what kustomize made of a literal, there is no fix.
"""

import json
import re
from typing import Final

from renovate_kit.config.diagnostics import Fix
from renovate_kit.config.document.dialect import YamlDialect
from renovate_kit.config.document.document import Document
from renovate_kit.config.document.edits import Edit
from renovate_kit.config.document.located import Origin
from renovate_kit.config.document.location import Span
from renovate_kit.config.document.trivia import end_of_line_after, start_of_line_before

__all__ = ["is_encrypted_file", "quoted", "removed", "renamed", "rewritten"]

_PLAIN: Final = re.compile(r"[A-Za-z_./][A-Za-z0-9_./-]*")
_SOPS_BLOCK: Final = re.compile(r"^[\"']?sops[\"']?:", re.MULTILINE)
_READ_AS_OTHER: Final = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_TAG: Final = re.compile(r"![^\s,\[\]{}]*\s*\Z")
_LONGEST_TAG: Final = 100


def is_encrypted_file(document: Document) -> bool:
    """Return whether SOPS has encrypted a file: its checksum covers all values of it."""
    return _SOPS_BLOCK.search(document.text) is not None


def quoted(origin: Origin) -> Fix | None:
    """Return the fix that puts a scalar without quotes into quotes, as it is written.

    Args:
        origin: of a scalar; of one that is not written at all, the key says where it belongs.
    """
    written = _written(origin.document, origin.span)
    if not _can_edit(origin.document) or written[:1] in {'"', "'", "|", ">", "*"}:
        return None
    if _TAG.search(
        origin.document.text, max(0, origin.span.start - _LONGEST_TAG), origin.span.start
    ):
        return None
    if written:
        edit = Edit(origin.span, json.dumps(written, ensure_ascii=False))
    elif origin.key_span is not None and (end := _end_of_key(origin)) is not None:
        edit = Edit(Span(end, end), ' ""')
    else:
        return None
    return Fix(description=f"write `{edit.text.strip()}`", edits=(edit,), is_safe=True)


def rewritten(origin: Origin, old: str, new: str, *, is_safe: bool) -> Fix | None:
    """Return the fix that writes one text for another, in the quotes that it has.

    Args:
        origin: of the text.
        old: what the text means now.
        new: what it is to mean.
        is_safe: whether Renovate does the same afterwards.
    """
    edit = _replaced(origin.document, origin.span, old, new)
    return (
        None if edit is None else Fix(description=f"write `{new}`", edits=(edit,), is_safe=is_safe)
    )


def renamed(origin: Origin, old: str, new: str, *, is_safe: bool) -> Fix | None:
    """Return the fix that gives a member another key.

    Args:
        origin: of its value.
        old: the key.
        new: the key to be.
        is_safe: whether Renovate does the same afterwards.
    """
    if origin.key_span is None:
        return None
    edit = _replaced(origin.document, origin.key_span, old, new)
    return (
        None
        if edit is None
        else Fix(description=f"name it `{new}`", edits=(edit,), is_safe=is_safe)
    )


def removed(origin: Origin, description: str) -> Fix | None:
    """Return the fix that removes a member with its lines, if it has lines of its own.

    The fix is a safe one: it is for members that mean nothing.

    Args:
        origin: of the value of the member.
        description: what the fix does.
    """
    document = origin.document
    if origin.key_span is None or document.dialect is not YamlDialect.CORE:
        return None
    start = start_of_line_before(document, origin.key_span.start)
    end = end_of_line_after(document, max(origin.span.end, origin.key_span.end))
    if start is None or end is None:
        return None
    if end < len(document.text):
        end += 2 if document.text.startswith("\r\n", end) else 1
    return Fix(description=description, edits=(Edit(Span(start, end), ""),), is_safe=True)


def _can_edit(document: Document) -> bool:
    is_manifest = document.dialect is YamlDialect.CORE and document.is_editable
    return is_manifest and not is_encrypted_file(document)


def _replaced(document: Document, span: Span, old: str, new: str) -> Edit | None:
    written = _written(document, span)
    if not _can_edit(document) or _meaning(written) != old:
        return None
    if written[0] == "'":
        return Edit(span, "'" + new.replace("'", "''") + "'")
    is_plain = _PLAIN.fullmatch(new) and new.lower() not in _READ_AS_OTHER
    if written[0] != '"' and is_plain:
        return Edit(span, new)
    return Edit(span, json.dumps(new, ensure_ascii=False))


def _meaning(written: str) -> str | None:
    """Return what a scalar on one line means; None if it takes more to tell."""
    match written[:1]:
        case "'" if len(written) > 1 and written[-1] == "'":
            return written[1:-1].replace("''", "'")
        case '"' if "\\" not in written and len(written) > 1 and written[-1] == '"':
            return written[1:-1]
        case "" | "'" | '"' | "|" | ">" | "*":
            return None
        case _:
            return written


def _written(document: Document, span: Span) -> str:
    return document.text[span.start : span.end]


def _end_of_key(origin: Origin) -> int | None:
    """Return where the value of a key without a value belongs: behind its colon."""
    if origin.key_span is None:
        return None
    text, end = origin.document.text, origin.key_span.end
    return end + 1 if text.startswith(":", end) else None
