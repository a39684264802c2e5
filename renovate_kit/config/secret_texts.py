"""Which texts are secrets: by their shape, or because nothing else fits where they stand."""

import re
from typing import Final

from renovate_kit.redaction import MASK, redact

__all__ = ["has_password_in_url", "has_private_key", "has_token", "is_literal"]

_TOKEN_LIKE: Final = re.compile(r"[A-Za-z0-9_.-]{20,}")
_FEWEST_LETTERS: Final = 8
_CREDENTIALS: Final = re.compile(r"://[^/\s:@]*:(?P<password>[^/\s@]+)@")
_PRIVATE_KEY: Final = re.compile(r"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----")
_FILLED_IN_LATER: Final = re.compile(r"\{\{|\$\{|\$\(|\$[A-Z_]+\Z|<|%[A-Z_]+%|\AENC\[")
_PLACEHOLDER: Final = re.compile(
    r"abc|change|dummy|example|fake|insert|my[-_ ]|placeholder|redacted|secret|some|test|"
    r"the[-_ ]|token|password|your|\*\*|\.\.\.|xxx",
    re.IGNORECASE,
)


_MADE_UP: Final = re.compile(
    r"(?s)\A(?!.*(?:change|dummy|example|fake|insert|placeholder|your))(?=.*[a-z])(?=.*[A-Z])"
    r"(?=(?:[^0-9]*[0-9]){3})\S+\Z"
)
"""Texts with letters of both cases and some digits: `SuperSecret123456` is one that is in use."""


def has_token(text: str) -> bool:
    """Return whether a word has the shape of some service's tokens and is no placeholder."""
    return any(map(_is_token, _TOKEN_LIKE.findall(text)))


def has_password_in_url(text: str) -> bool:
    """Return whether a URL in a text has a password: `redis://:hunter2@cache`."""
    return any(is_literal(match["password"]) for match in _CREDENTIALS.finditer(text))


def has_private_key(text: str) -> bool:
    """Return whether a private key begins in a text."""
    return _PRIVATE_KEY.search(text) is not None


def is_literal(text: str) -> bool:
    """Return whether a text is a secret itself: no template, variable or placeholder."""
    if not text or _FILLED_IN_LATER.search(text):
        return False
    return _MADE_UP.search(text) is not None or not _PLACEHOLDER.search(text)


def _is_token(word: str) -> bool:
    return redact(word) == MASK and len(set(word)) > _FEWEST_LETTERS and "xxx" not in word.lower()
