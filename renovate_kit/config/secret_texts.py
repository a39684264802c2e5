"""Which texts are secrets: by their shape, or because nothing else fits where they stand."""

import re
from typing import Final

from renovate_kit.redaction import MASK, redact

__all__ = ["has_private_key", "has_token", "is_literal"]

_TOKEN_LIKE: Final = re.compile(r"[A-Za-z0-9_.-]{20,}")
_FEWEST_LETTERS: Final = 8
_PRIVATE_KEY: Final = re.compile(r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----")
_FILLED_IN_LATER: Final = re.compile(r"\{\{|\$\{|\$\(|\$[A-Z_]+\Z|<|%[A-Z_]+%|\AENC\[")
_PLACEHOLDER: Final = re.compile(
    r"abc|change|dummy|example|fake|insert|my[-_ ]|placeholder|redacted|secret|some|test|"
    r"the[-_ ]|token|password|your|\*\*|\.\.\.|xxx",
    re.IGNORECASE,
)


def has_token(text: str) -> bool:
    """Return whether a word has the shape of some service's tokens and is no placeholder."""
    return any(map(_is_token, _TOKEN_LIKE.findall(text)))


def has_private_key(text: str) -> bool:
    """Return whether a private key begins in a text."""
    return _PRIVATE_KEY.search(text) is not None


def is_literal(text: str) -> bool:
    """Return whether a text is a secret itself: no template, variable or placeholder."""
    return bool(text) and not _FILLED_IN_LATER.search(text) and not _PLACEHOLDER.search(text)


def _is_token(word: str) -> bool:
    return redact(word) == MASK and len(set(word)) > _FEWEST_LETTERS and "xxx" not in word.lower()
