"""Constraints of Poetry, which Renovate also uses for the Python interpreter.

Versions are rewritten to semantic versions and the whole to a range for npm; what that can't
express is judged as PEP 440. Source of the behaviour: Renovate 44.121.2,
`modules/versioning/poetry/{index,patterns,transform}`.
"""

import re
from typing import Final

from renovate_kit.config.grammars.javascript_text import trim
from renovate_kit.config.grammars.versionings.npm import is_npm_range
from renovate_kit.config.grammars.versionings.pep440 import is_pep440_range
from renovate_kit.config.grammars.versionings.semver import is_semver

_VERSION = re.compile(
    r"v?(?:[0-9]+!)?(?P<release>[0-9]+(?:\.[0-9]+){0,2})"
    r"(?:[-_.]?(?P<pre>a|b|c|rc|alpha|beta|pre|preview)[-_.]?(?P<pre_number>[0-9]+)?)?"
    r"(?:-(?P<post_number>[0-9]+)|[-_.]?(?P<post>post|rev|r)[-_.]?(?:[0-9]+)?)?"
    r"(?:[-_.]?(?P<dev>dev)[-_.]?(?P<dev_number>[0-9]+)?)?"
    r"(?:\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?"
)
_OPERATOR = re.compile(r"(\^|~|[><!]?=|[><]|\|\|)")
_BLANKS: Final = "\t\n\f\r "
_NOT_EQUAL = re.compile(r"(?:^|[\t\n\f\r ])!=")
_SPELLINGS: Final = {
    "alpha": "a",
    "beta": "b",
    "c": "rc",
    "pre": "rc",
    "preview": "rc",
    "r": "post",
    "rev": "post",
}


def is_poetry_range(value: str) -> bool:
    """Tell whether `value` is a constraint for Poetry or a PEP 440 one; an empty text is not."""
    if value == "":
        return False
    npm = _as_npm_range(value)
    if _NOT_EQUAL.search(npm) is None and is_npm_range(npm):
        return True
    return is_pep440_range(value)


def _as_npm_range(value: str) -> str:
    pieces = (trim(piece) for piece in value.split(","))
    text = " ".join(piece for piece in pieces if piece)
    first, *rest = _OPERATOR.split(text)
    if not rest:
        return _with_semver(first, first)
    *middle, last = rest
    chunks = [
        _with_semver(first, first.rstrip(_BLANKS)),
        *(_with_semver(chunk, chunk.strip(_BLANKS)) for chunk in middle),
        _with_semver(last, last.lstrip(_BLANKS)),
    ]
    return "".join(chunks).replace("===", "=", 1)


def _with_semver(chunk: str, version: str) -> str:
    """Return `chunk` with `version`, which is all of it but blanks, as a semantic version."""
    semver = _as_semver(version)
    return chunk if semver is None else chunk.replace(version, semver, 1)


def _as_semver(chunk: str) -> str | None:
    """Return the semantic version for a Poetry version with three numbers, else None."""
    version = _VERSION.fullmatch(chunk)
    if version is None:
        return None
    numbers = [_without_leading_zeros(number) for number in version["release"].split(".")]
    text = ".".join(numbers)
    text += _suffix(version["pre"], version["pre_number"])
    text += _suffix(version["post"] or (version["post_number"] and "post"), version["post_number"])
    text += _suffix(version["dev"], version["dev_number"])
    return text if is_semver(text) else None


def _suffix(label: str | None, number: str | None) -> str:
    if label is None:
        return ""
    return f"-{_SPELLINGS.get(label, label)}.{_without_leading_zeros(number or '0')}"


def _without_leading_zeros(number: str) -> str:
    return number.lstrip("0") or "0"
