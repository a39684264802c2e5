"""Semantic versions, coerced versions and ranges as node-semver 7.8 reads them.

Only acceptance is decided. A range is brought into node-semver's normal form step by step, since
which texts are accepted depends on what earlier steps have removed (`1.2.3*` is a range).
Source of the behaviour: node-semver, `functions/valid.js`, `coerce.js` and `classes/range.js`.
"""

import re
from typing import Final

from renovate_kit.config.grammars.javascript_text import JS_WHITESPACE, trim

MAX_SAFE_INTEGER: Final = 2**53 - 1
_MAX_DIGITS: Final = 16
_MAX_LENGTH: Final = 256

_NUMBER: Final = r"(?:0|[1-9][0-9]{0,256})"
_IDENTIFIER: Final = rf"(?:[0-9]{{0,256}}[a-zA-Z-][a-zA-Z0-9-]{{0,250}}|{_NUMBER})"
_PRERELEASE: Final = rf"(?:-{_IDENTIFIER}(?:\.{_IDENTIFIER})*)"
_BUILD: Final = r"(?:\+[a-zA-Z0-9-]{1,250}(?:\.[a-zA-Z0-9-]{1,250})*)"
_FULL: Final = rf"v?({_NUMBER})\.({_NUMBER})\.({_NUMBER}){_PRERELEASE}?{_BUILD}?"

_PART: Final = rf"({_NUMBER}|[xX*])"
_PARTIAL: Final = (
    rf"[v= ]*{_PART}(?:\.{_PART}(?:\.{_PART}({_PRERELEASE})?{_BUILD}?)?)?"  # 1, 1.x, 1.2.3-rc.1
)

_VERSION = re.compile(_FULL)
_COERCIBLE = re.compile(
    r"(?:^|[^0-9])([0-9]{1,16})(?:\.([0-9]{1,16}))?(?:\.([0-9]{1,16}))?(?![0-9])"
)
_COMPARATOR = re.compile(rf"[<>]?=?({_FULL})")
_BOUNDED_PARTIAL = re.compile(rf"(?P<operator>\^|~>?|[<>]?=?){_PARTIAL}")
_HYPHEN_RANGE = re.compile(rf"({_PARTIAL}) - ({_PARTIAL})")
_BUILD_ANYWHERE = re.compile(r"\+[a-zA-Z0-9-]+(?:\.[a-zA-Z0-9-]+)*")
_WHITESPACE_RUN = re.compile(f"[{JS_WHITESPACE}]+")
_STAR = re.compile(r"[<>]?=?\*")
_PREFIX_RUN = re.compile(r"[<>][v= ]*+|[v= ]++")
_OPERATOR_GAP = re.compile(r"\A( ?+[<>]?+=?+) ")
_PART_START: Final = frozenset("0123456789xX*")
_TILDE_OR_CARET_GAP = re.compile(r"([~^])(?:(?<=~)>)? +")


def is_semver(value: str) -> bool:
    """Tell whether `value` is one semantic version; white space around and a `v` are allowed."""
    return len(value) <= _MAX_LENGTH and _is_full(_VERSION.fullmatch(trim(value)))


def is_coercible(value: str) -> bool:
    """Tell whether `value` contains one to three numbers that make a semantic version."""
    found = _COERCIBLE.search(value)
    return found is not None and is_semver(".".join(part or "0" for part in found.groups()))


def is_semver_range(value: str) -> bool:
    """Tell whether `value` is a range: comparators joined by blanks and `||`, or nothing."""
    text = _WHITESPACE_RUN.sub(" ", trim(value))
    return all(_is_comparator_set(part.strip(" ")) for part in text.split("||"))


def _is_comparator_set(text: str) -> bool:
    text = _BUILD_ANYWHERE.sub("", text)
    hyphen = _HYPHEN_RANGE.fullmatch(text.strip(" "))
    if hyphen:
        text = _hyphen_as_comparators(hyphen)
    text = _close_operator_gaps(text)
    text = _TILDE_OR_CARET_GAP.sub(r"\1", text)
    return all(_is_comparator(token) for token in text.split(" "))


def _hyphen_as_comparators(hyphen: re.Match[str]) -> str:
    """Spell `1.2 - 3.4` as two comparators, so that both ends are judged as such."""
    lower, major, minor, patch, *_ = groups = hyphen.groups()
    upper, upper_major, upper_minor, upper_patch, prerelease = groups[5:]
    first = _lower_bound(lower, (major, minor, patch))
    last = _upper_bound(upper, (upper_major, upper_minor, upper_patch), prerelease)
    return f"{first} {last}".strip(" ")


def _lower_bound(text: str, parts: tuple[str | None, ...]) -> str:
    major, minor, patch = parts
    if _is_any(major):
        return ""
    if _is_any(minor):
        return f">={major}.0.0"
    return f">={major}.{minor}.0" if _is_any(patch) else f">={text}"


def _upper_bound(text: str, parts: tuple[str | None, ...], prerelease: str | None) -> str:
    major, minor, patch = parts
    if major is None or _is_any(major):
        return ""
    if minor is None or _is_any(minor):
        return f"<{int(major) + 1}.0.0-0"
    if _is_any(patch):
        return f"<{major}.{int(minor) + 1}.0-0"
    return f"<={major}.{minor}.{patch}{prerelease}" if prerelease else f"<={text}"


def _close_operator_gaps(text: str) -> str:
    """Join an operator to the version after the blank: `> 1.2` is `>1.2`."""

    def close(run: re.Match[str]) -> str:
        is_before_version = text[run.end() : run.end() + 1] in _PART_START
        return _OPERATOR_GAP.sub(r"\1", run[0]) if is_before_version else run[0]

    return _PREFIX_RUN.sub(close, text)


def _is_comparator(token: str) -> bool:
    partial = _BOUNDED_PARTIAL.fullmatch(token)
    if partial is not None:
        operator, *parts = partial.group("operator", 2, 3, 4)
        if operator[:1] in {"^", "~"}:
            return _has_next_version(operator, parts, partial[5])
        if _is_ordered(parts) and any(_is_any(part) for part in parts):
            return _is_open_comparator(operator, parts)
    plain = _STAR.sub("", token, count=1)
    return plain == "" or _is_full(_COMPARATOR.fullmatch(plain), 1)


def _has_next_version(operator: str, parts: list[str | None], prerelease: str | None) -> bool:
    """Tell whether both bounds of `^1.2.3` or `~1.2.3` are numbers that node-semver can hold."""
    numbers = []
    for part in parts:
        if part is None or _is_any(part):
            break
        numbers.append(int(part))
    if not numbers:
        return True
    bumped = _bumped_index(operator, numbers)
    shown = ".".join(str(number) for number in numbers) + (prerelease or "")
    return (
        all(number <= MAX_SAFE_INTEGER for number in numbers)
        and numbers[bumped] < MAX_SAFE_INTEGER
        and (len(numbers) < len(parts) or len(shown) <= _MAX_LENGTH)
    )


def _bumped_index(operator: str, numbers: list[int]) -> int:
    """Return which number the exclusive upper bound of a tilde or caret range counts up."""
    if len(numbers) == 1:
        return 0
    if operator != "^":
        return 1
    return next((index for index, number in enumerate(numbers) if number), len(numbers) - 1)


def _is_open_comparator(operator: str, parts: list[str | None]) -> bool:
    """Tell whether a comparator with a missing or `x` part stands for versions in reach."""
    numbers = [int(part) for part in parts if part is not None and not _is_any(part)]
    if not numbers:
        return True
    counts_up = operator not in {"<", ">="}
    return all(number <= MAX_SAFE_INTEGER for number in numbers) and (
        not counts_up or numbers[-1] < MAX_SAFE_INTEGER
    )


def _is_any(part: str | None) -> bool:
    return part is None or part in "xX*"


def _is_ordered(parts: list[str | None]) -> bool:
    """Tell whether no number follows an `x`: `1.x.3` is not a range."""
    major, minor, patch = parts
    if _is_any(major) and not _is_any(minor):
        return False
    return not _is_any(minor) or _is_any(patch)


def _is_full(version: re.Match[str] | None, outer_groups: int = 0) -> bool:
    if version is None or len(version[outer_groups]) > _MAX_LENGTH:
        return False
    numbers = version.groups()[outer_groups : outer_groups + 3]
    return all(len(number) <= _MAX_DIGITS and int(number) <= MAX_SAFE_INTEGER for number in numbers)
