"""Versions and version specifiers of Python packages (PEP 440), as Renovate's library reads them.

Source of the behaviour: `@renovatebot/pep440`, `lib/version` and `lib/specifier`.
"""

import re
from typing import Final

from renovate_kit.config.grammars.javascript_text import JS_WHITESPACE, trim

_VERSION: Final = (
    r"v?(?:[0-9]+!)?(?P<release>[0-9]+(?:\.[0-9]+)*)"
    r"(?:[-_.]?(?:alpha|a|beta|b|preview|pre|c|rc)[-_.]?[0-9]*)?"
    r"(?:-[0-9]+|[-_.]?(?:post|rev|r)[-_.]?[0-9]*)?"
    r"(?:[-_.]?dev[-_.]?(?P<dev>[0-9]*))?"
    r"(?P<local>\+[a-z0-9]+(?:[-_.][a-z0-9]+)*)?"
)
_FLAGS: Final = re.IGNORECASE | re.ASCII
_VERSION_PATTERN = re.compile(_VERSION, _FLAGS)
_SPECIFIER = re.compile(
    rf"(?P<operator>===|~=|==|!=|<=|>=|<|>)[{JS_WHITESPACE}]*"
    rf"(?:{_VERSION}(?P<prefix>\.\*)?|(?P<arbitrary>[^,;{JS_WHITESPACE})]+))",
    _FLAGS,
)
_EQUALITIES: Final = frozenset({"==", "!=", "==="})


def is_pep440_range(value: str) -> bool:
    """Tell whether `value` is a version or a comma-separated list of specifiers (none: any)."""
    if trim(value) == "" or _VERSION_PATTERN.fullmatch(value):
        return True
    return all(_is_specifier(trim(piece)) for piece in value.split(","))


def _is_specifier(text: str) -> bool:
    specifier = _SPECIFIER.fullmatch(text)
    if specifier is None:
        return False
    operator = specifier["operator"]
    if specifier["arbitrary"] is not None:
        return operator == "==="
    if operator == "~=" and "." not in specifier["release"]:
        return False
    if specifier["local"] is not None and (operator not in _EQUALITIES or specifier["prefix"]):
        return False
    # `1.dev0.*` passes: the library takes development release 0 for no development release.
    is_dev = (specifier["dev"] or "").strip("0") != ""
    return specifier["prefix"] is None or (operator in _EQUALITIES and not is_dev)
