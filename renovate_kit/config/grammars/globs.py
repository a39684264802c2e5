"""Globs and lists of patterns as Renovate matches them.

Renovate uses minimatch 10.2.6 with `{dot: true, nocase: true}`: `*` matches names that start with
a dot, and case does not matter. A list may mix globs with regexes between slashes.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from renovate_kit.config.grammars.brace_expansion import expanded_braces
from renovate_kit.config.grammars.glob_errors import UnusableGlobError
from renovate_kit.config.grammars.glob_segments import SegmentTest, segment_test
from renovate_kit.config.grammars.regexes import (
    InvalidRegexError,
    compiled,
    looks_like_regex,
    split_regex,
)

__all__ = [
    "UnusableGlobError",
    "any_matches_pattern_list",
    "glob_problem",
    "matches_pattern_list",
    "minimatch",
]

_LONGEST_PATTERN = 65_536
_GLOBS_KEPT = 2048
_MOST_GROUPS = 200
_SLASHES = re.compile(r"/+")
_DOTS = frozenset({".", ".."})


def minimatch(text: str, pattern: str) -> bool:
    """Tell whether a text matches a glob.

    Args:
        text: a path, a package name or whatever else Renovate compares.
        pattern: the glob; `!` at the start negates it, `#` makes it a comment, which matches
            nothing.

    Raises:
        UnusableGlobError: Renovate fails with an exception, or would take too long.
    """
    return _compiled(pattern).matches(text)


def glob_problem(pattern: str) -> str | None:
    """Say why a glob cannot be used, None if it can. Nearly every text is a glob."""
    try:
        _compiled(pattern)
    except UnusableGlobError as error:
        return str(error)
    return None


def matches_pattern_list(text: str, patterns: Sequence[str]) -> bool:
    """Tell whether a text matches a list of globs and regexes.

    Copies `matchRegexOrGlobList` of `util/string-match.ts`: one of the patterns without `!` has
    to match if there are any, and all of those with `!`. An empty list matches nothing.

    Raises:
        UnusableGlobError: a glob that had to be tried cannot be used.
    """
    if not patterns:
        return False
    negative = [pattern for pattern in patterns if pattern.startswith("!")]
    positive = [pattern for pattern in patterns if not pattern.startswith("!")]
    if positive and not any(_matches(text, pattern) for pattern in positive):
        return False
    return all(_matches(text, pattern) for pattern in negative)


def any_matches_pattern_list(texts: Iterable[str], patterns: Sequence[str]) -> bool:
    """Tell whether at least one of several texts matches a list of globs and regexes.

    Raises:
        UnusableGlobError: a glob that had to be tried cannot be used.
    """
    return any(matches_pattern_list(text, patterns) for text in texts)


def _matches(text: str, pattern: str) -> bool:
    if pattern == "*":
        return True
    if looks_like_regex(pattern):
        parts = split_regex(pattern)
        try:
            regex = compiled(parts.source, ignore_case=parts.ignore_case)
        except InvalidRegexError:
            # Renovate then takes it for a glob, which is of little use.
            return minimatch(text, pattern)
        return regex.matches(text) is not parts.negated
    return minimatch(text, pattern)


class _Glob:
    """A glob with its braces expanded."""

    def __init__(self, pattern: str) -> None:
        if len(pattern) > _LONGEST_PATTERN:
            message = f"a glob has {_LONGEST_PATTERN} characters at most"
            raise UnusableGlobError(message)
        self._is_comment = pattern.startswith("#")
        self._is_empty = not pattern
        body = pattern.lstrip("!")
        self._is_negated = (len(pattern) - len(body)) % 2 == 1
        self._paths: list[_Path] = []
        if not (self._is_comment or self._is_empty):
            expanded = dict.fromkeys(expanded_braces(body))
            self._paths = [_Path(_SLASHES.split(path)) for path in expanded]

    def matches(self, text: str) -> bool:
        if self._is_comment:
            return False
        if self._is_empty:
            return not text
        segments = _SLASHES.split(text)
        is_matched = any(path.matches(segments) for path in self._paths)
        return is_matched is not self._is_negated


@lru_cache(maxsize=_GLOBS_KEPT)
def _compiled(pattern: str) -> _Glob:
    return _Glob(pattern)


_Tests = list[SegmentTest]


class _Path:
    """A glob without braces: groups of segments with `**` between them."""

    def __init__(self, segments: list[str]) -> None:
        groups: list[_Tests] = [[]]
        for segment in _simplified(segments):
            if segment == "**":
                groups.append([])
            else:
                groups[-1].append(_is_empty if not segment else segment_test(segment))
        self._head, *self._middle, self._tail = groups if len(groups) > 1 else (*groups, [])
        self._has_globstar = len(groups) > 1

    def matches(self, segments: list[str]) -> bool:
        if not self._has_globstar:
            return _match_from(self._head, segments, 0)
        head = self._head
        if not _match_all(head, segments[: len(head)]):
            return False
        end = self._end_before_tail(segments)
        if end is None:
            return False
        if not self._middle:
            between = segments[len(head) : end]
            return not _DOTS.intersection(between) and (bool(between) or end < len(segments))
        return self._middle_matches(segments, end)

    def _end_before_tail(self, segments: list[str]) -> int | None:
        """Return where the last group begins in a path, None if it does not match."""
        size = len(segments)
        if not self._tail:
            return size
        start = size - len(self._tail)
        if start < len(self._head):
            return None
        if _match_from(self._tail, segments, start):
            return start
        # a/**/* is to match a/b/, which ends with an empty segment.
        if segments[-1] or start == len(self._head):
            return None
        return start - 1 if _match_from(self._tail, segments, start - 1) else None

    def _middle_matches(self, segments: list[str], end: int) -> bool:
        """Find the groups between globstars, each as early as possible after the one before.

        A globstar does not match a segment of dots. Where that ends the search for a group, the
        group before is tried further on.
        """
        size = len(segments)
        last_dots = max((place for place in range(size) if segments[place] in _DOTS), default=-1)
        # After the last group all that counts is that there is something, and no dots.
        after: list[bool | None] = [
            start > last_dots and (end < size or start < size) for start in range(size + 1)
        ]
        for group, distance in zip(reversed(self._middle), _distances(self._middle), strict=True):
            after = _outcomes(group, end - distance, segments, after)
        return bool(after[len(self._head)])


def _distances(groups: list[_Tests]) -> Iterator[int]:
    """Yield, last group first, how far from the end each begins at the latest.

    minimatch adds up the groups from the wrong side, and so misses matches if they differ in
    length.
    """
    passed = 0
    for group, opposite in zip(reversed(groups), groups, strict=True):
        yield passed + len(group)
        passed += len(opposite)


def _outcomes(
    group: _Tests, latest: int, segments: list[str], after: list[bool | None]
) -> list[bool | None]:
    """Return for each place what the search for a group that starts there comes to.

    As in minimatch, False lets the group before be tried elsewhere, and None ends the search.

    Args:
        group: the tests of its segments.
        latest: the last place where it can be.
        segments: of the path.
        after: the outcomes for the group after it.
    """
    size = len(segments)
    outcomes: list[bool | None] = [None] * (size + 1)
    for place in reversed(range(min(latest, size) + 1)):
        outcome = outcomes[place + 1] if place < size else None
        if place < size and segments[place] in _DOTS:
            outcome = False
        following = place + len(group)
        fits = following <= size and after[following] is not False
        if fits and _match_all(group, segments[place:following]):
            outcome = after[following]
        outcomes[place] = outcome
    return outcomes


def _simplified(segments: list[str]) -> list[str]:
    """Resolve `a/..` and join globstars in a row."""
    kept: list[str] = []
    for segment in segments:
        before = kept[-1] if kept else ""
        if segment == "**" == before:
            continue
        if segment == ".." and before not in {"", ".", "..", "**"}:
            kept.pop()
            continue
        kept.append(segment)
    return kept or [""]


def _is_empty(segment: str) -> bool:
    return not segment


def _match_all(tests: _Tests, segments: list[str]) -> bool:
    return len(tests) == len(segments) and all(
        test(segment) for test, segment in zip(tests, segments, strict=True)
    )


def _match_from(tests: _Tests, segments: list[str], start: int) -> bool:
    """Match to the end of a path, an empty segment after a trailing slash being optional."""
    rest = segments[start:]
    if len(rest) == len(tests) + 1 and not rest[-1]:
        rest.pop()
    return _match_all(tests, rest)
