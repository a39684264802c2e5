"""Fixes that write another number, or another truth value, in the place of one."""

from renovate_kit.config.deployment.amendments import is_encrypted_file
from renovate_kit.config.diagnostics import Fix
from renovate_kit.config.document.dialect import YamlDialect
from renovate_kit.config.document.edits import Edit
from renovate_kit.config.document.located import Origin

__all__ = ["replaced_literal"]


def replaced_literal(origin: Origin, old: str, new: str) -> Fix | None:
    """Return the fix that writes one literal for another; it is not a safe one.

    None if the file has something else at the place, as where kustomize made the value.

    Args:
        origin: of the value.
        old: what is written there, without quotes.
        new: likewise.
    """
    document = origin.document
    if document.dialect is not YamlDialect.CORE or not document.is_editable:
        return None
    if document.text[origin.span.start : origin.span.end] != old or is_encrypted_file(document):
        return None
    return Fix(description=f"write `{new}`", edits=(Edit(origin.span, new),), is_safe=False)
