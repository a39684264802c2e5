"""Which variables, flags and keys of Secrets hold a secret that can be read."""

import re
from collections.abc import Iterator
from typing import Final

from renovate_kit.config.document import ArrayNode, Document, Node, ObjectNode, Span
from renovate_kit.config.options import Catalogue
from renovate_kit.config.secret_texts import (
    has_password_in_url,
    has_private_key,
    has_token,
    is_literal,
)

__all__ = ["is_harmless_variable", "kind_of_secret", "names_secret", "secrets_in"]

_NAME: Final = re.compile(
    r"(?:\A|[_-])(?:token|password|passwd|passphrase|secret|private[_-]?key|api[_-]?key|"
    r"access[_-]?key|credentials?|pat)\Z",
    re.IGNORECASE,
)
_KEY: Final = re.compile(
    r"token|password|npmToken|gitPrivateKey(?:Passphrase)?|httpsPrivateKey|privateKey(?:Old)?"
)
_NO_SECRET: Final = re.compile(r"true|false|null|\d*|/.*|https?://[^@]*", re.IGNORECASE)
_LOG: Final = "LOG_"


def names_secret(name: str) -> bool:
    """Return whether what has a name is a secret: `RENOVATE_TOKEN`, `--git-private-key`."""
    return _NAME.search(name) is not None


def kind_of_secret(name: str, text: str) -> str | None:
    """Return what kind of secret a text is, or holds; None if it is none.

    Placeholders and references to variables are none.

    Args:
        name: of the variable, the flag or the key whose value it is; empty for none.
        text: the value.
    """
    if has_token(text):
        return "a token"
    if has_private_key(text):
        return "a private key"
    if has_password_in_url(text):
        return "a password"
    is_secret = names_secret(name) and _NO_SECRET.fullmatch(text.strip()) is None
    return f"the value of `{name}`" if is_secret and is_literal(text) else None


def secrets_in(document: Document) -> Iterator[tuple[Span, str]]:
    """Yield where a config has secrets in plain text, and of which kind they are.

    Args:
        document: the config, or a part of one, as in `RENOVATE_HOST_RULES`.
    """
    waiting: list[tuple[str, Node]] = [("", document.root)]
    while waiting:
        key, node = waiting.pop()
        if isinstance(node, ObjectNode):
            waiting.extend((each.key, each.value) for each in reversed(node.members))
        elif isinstance(node, ArrayNode):
            waiting.extend((key, item) for item in reversed(node.items))
        elif isinstance(node.value, str):
            text = node.value
            kind = kind_of_secret("", text)
            if kind is None and _KEY.fullmatch(key) and is_literal(text):
                kind = f"the value of `{key}`"
            if kind is not None:
                yield node.span, kind


def is_harmless_variable(name: str, catalogue: Catalogue) -> bool:
    """Return whether a variable sets an option that is no secret, as `RENOVATE_PLATFORM`."""
    if names_secret(name):
        return False
    return name in catalogue.options_by_env or name in catalogue.env_names or _LOG in name
