"""Which values of a Secret somebody can read who has the file, and should not."""

import base64
import binascii
from collections.abc import Iterator

from renovate_kit.config.deployment.secret_variables import is_harmless_variable, kind_of_secret
from renovate_kit.config.deployment.sops import plain_values
from renovate_kit.config.document.located import LocatedValue
from renovate_kit.config.options import Catalogue
from renovate_kit.config.secret_texts import is_literal

__all__ = ["readable_secrets"]

_FLAGS = frozenset({"true", "false", "null"})


def readable_secrets(
    item: LocatedValue, catalogue: Catalogue
) -> tuple[tuple[str, LocatedValue], ...]:
    """Return the keys and values of a Secret that are secrets in plain text.

    What sets an option that is no secret is not among them, nor are placeholders and files in
    which no secret can be seen.

    Args:
        item: the Secret.
        catalogue: knows which variables set options.
    """
    plain = {id(value) for value in plain_values(item)}
    return tuple(
        (key, value)
        for key, value, text in _texts(item)
        if id(value) in plain and _is_secret(key, text, catalogue)
    )


def _texts(item: LocatedValue) -> Iterator[tuple[str, LocatedValue, str]]:
    for holder in (item, *item.items("spec", "secretTemplates")):
        for key, value in holder.fields("stringData").items():
            if isinstance(value.content, str):
                yield key, value, value.content
        for key, value in holder.fields("data").items():
            if isinstance(value.content, str):
                yield key, value, _decoded(value.content)


def _is_secret(key: str, text: str, catalogue: Catalogue) -> bool:
    if kind_of_secret(key, text) is not None:
        return True
    if "\n" in text.strip() or "." in key or is_harmless_variable(key, catalogue):
        return False
    return is_literal(text) and text.strip().lower() not in _FLAGS


def _decoded(text: str) -> str:
    """Return what base64 stands for; the text itself if it is none."""
    try:
        return base64.b64decode("".join(text.split()), validate=True).decode()
    except (binascii.Error, ValueError):
        return text
