"""Constraints of Composer, which Renovate rewrites to npm's before it judges them.

Source of the behaviour: Renovate 44.121.2, `modules/versioning/composer/index`.
"""

import re
from typing import Final

from renovate_kit.config.grammars.versionings.npm import is_npm_range
from renovate_kit.config.grammars.versionings.semver import is_semver
from renovate_kit.config.grammars.versionings.separated import split_list

_OR = re.compile(r"\|\|?")
_V_PREFIX = re.compile(r"(^|>=?|\^|~)v", re.IGNORECASE)
_NUMBERED_STABILITY = re.compile(
    r"(?:^|[\t\n\f\r ])(beta|alpha|rc)([1-9][0-9]*)(?: |\Z)", re.IGNORECASE
)
_TILDE = re.compile(r"(?:^|[\t\n\f\r ])~([1-9][0-9]*(?:\.[0-9]*)?)(?: |\Z)")
_TILDE_ZERO = re.compile(r"(?:^|[\t\n\f\r ])~(0\.[1-9][0-9]*)(?: |\Z)")
_SHORT_BELOW = re.compile(r"<[0-9]+(?:\.[0-9]+)?")
_LETTER_DIGIT = re.compile(r"([A-Za-z])([0-9])")
_SECTIONS: Final = 3


def is_composer_range(value: str) -> bool:
    """Tell whether `value` is a constraint for Composer; an empty text is not."""
    return value != "" and is_npm_range(_as_npm_range(value))


def _as_npm_range(value: str) -> str:
    parts = [_as_npm_comparators(part) for part in split_list(value, _OR)]
    return " || ".join(_LETTER_DIGIT.sub(r"\1.\2", part) for part in parts)


def _as_npm_comparators(part: str) -> str:
    plain = _V_PREFIX.sub(r"\1", part.removeprefix("+"), count=1)
    plain = _with_stability_as_suffix(plain)
    if is_semver(plain):
        return plain
    padded = _padded(plain)
    if is_semver(padded):
        return padded
    numbers, suffix = _split_suffix(plain)
    numbers = _TILDE.sub(r"^\1", numbers)
    numbers = _TILDE_ZERO.sub(r">=\1 <1", numbers)
    while _SHORT_BELOW.fullmatch(numbers):
        numbers += ".0"
    return numbers + suffix


def _with_stability_as_suffix(text: str) -> str:
    """Turn `1.2@beta2` into `1.2.0-beta.2`."""
    version, *stabilities = text.split("@")
    if not stabilities:
        return text
    stability = _NUMBERED_STABILITY.sub(r"\1.\2", stabilities[0])
    return f"{_padded(version)}-{stability}"


def _padded(text: str) -> str:
    numbers, suffix = _split_suffix(text)
    return numbers + ".0" * (_SECTIONS - 1 - numbers.count(".")) + suffix


def _split_suffix(text: str) -> tuple[str, str]:
    """Split at the first hyphen; what follows a second one is lost, as in Renovate."""
    numbers, *suffixes = text.split("-")
    return numbers, f"-{suffixes[0]}" if suffixes else ""
