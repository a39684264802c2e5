"""Which values of options must not be shown, and what is shown instead of them."""

import re
from typing import Final

from renovate_kit.config.document.nodes import UNKNOWN
from renovate_kit.config.provenance import Json
from renovate_kit.redaction import MASK, redact

__all__ = ["is_secret_option", "masked"]

_SECRET_KEYS: Final = frozenset(
    {
        "encrypted",
        "forkToken",
        "gitPrivateKey",
        "gitPrivateKeyPassphrase",
        "httpsPrivateKey",
        "npmToken",
        "password",
        "privateKey",
        "privateKeyOld",
        "secrets",
        "token",
    }
)
_NOT_KNOWN: Final = "(not known here)"
_IN_NPMRC: Final = re.compile(r"(?P<name>_(?:authToken|auth|password)\s{0,9}=\s{0,9})[^\s]+")


def is_secret_option(name: str) -> bool:
    """Return whether the value of an option is a secret, wherever it comes from."""
    return name in _SECRET_KEYS


def masked(name: str, value: Json, *, is_secret: bool = False) -> Json:
    """Return a value as it may be shown: with a mask for each secret in it.

    Args:
        name: the option, or the key of an object.
        value: any JSON value; what is not known of it is named so.
        is_secret: whether nothing of it may be shown.
    """
    is_hidden = is_secret or is_secret_option(name)
    match value:
        case dict():
            return {
                _text(str(key)): masked(key, inner, is_secret=is_hidden)
                for key, inner in value.items()
            }
        case list():
            return [masked(name, item, is_secret=is_hidden) for item in value]
        case str() if UNKNOWN in value:
            return _NOT_KNOWN
        case None:
            return None
        case _:
            return MASK if is_hidden else _scalar(value)


def _scalar(value: Json) -> Json:
    return _text(value) if isinstance(value, str) else value


def _text(text: str) -> str:
    return redact(_IN_NPMRC.sub(rf"\g<name>{MASK}", text))
