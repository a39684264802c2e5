"""Fixes that rules have in common: another text in a value's place, or nothing."""

import json

from renovate_kit.config.diagnostics import Fix
from renovate_kit.config.document import Pointer
from renovate_kit.config.document.removal import remove_member
from renovate_kit.config.document.rewriting import replace_value
from renovate_kit.config.provenance import origin_of
from renovate_kit.config.subject import Subject

__all__ = ["member_removal", "removal", "replacement"]


def replacement(
    subject: Subject, pointer: Pointer, old: str, new: str, *, is_safe: bool = False
) -> Fix | None:
    """Return the fix that writes `new` where the document has `old`.

    None if it has something else there, because migration made the value.
    """
    if subject.text_of(pointer, old) is None:
        return None
    literal = json.dumps(new, ensure_ascii=False)
    try:
        edit = replace_value(subject.document, origin_of(subject.data, pointer), literal)
    except LookupError:  # not every form of YAML can be edited
        return None
    return Fix(description=f"write `{new}`", edits=(edit,), is_safe=is_safe)


def removal(subject: Subject, pointer: Pointer, text: str, *, is_safe: bool = False) -> Fix | None:
    """Return the fix that removes a text from its list.

    None if the document has something else there, because migration made the value.
    """
    if subject.text_of(pointer, text) is None:
        return None
    return member_removal(subject, pointer, description=f"remove `{text}`", is_safe=is_safe)


def member_removal(
    subject: Subject, pointer: Pointer, *, description: str, is_safe: bool
) -> Fix | None:
    """Return the fix that removes the member or item from which a value came.

    None where the text has it in a form that can't be edited.
    """
    try:
        edit = remove_member(subject.document, origin_of(subject.data, pointer))
    except LookupError:
        return None
    return Fix(description=description, edits=(edit,), is_safe=is_safe)
