"""Globs and lists of patterns as Renovate matches them.

Renovate uses minimatch 10.2.6 with `{dot: true, nocase: true}`: `*` matches names that start with
a dot, and case does not matter. A list may mix globs with regexes between slashes.
"""

import re
from collections.abc import Iterable, Sequence
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
        self._distances = _distances(self._middle)

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
        return _Search(self._middle, self._distances, segments, end).succeeds_from(len(head))

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


def _distances(groups: list[_Tests]) -> list[int]:
    """Return how far from the end each group begins at the latest.

    minimatch adds up the groups from the wrong side, and so misses matches if they differ in
    length.
    """
    passed = 0
    distances: list[int] = []
    for group, opposite in zip(reversed(groups), groups, strict=True):
        distances.append(passed + len(group))
        passed += len(opposite)
    return distances[::-1]


class _Search:
    """Finds the groups between globstars in a path, each as early as possible.

    Where a group is found, the search for the next one begins. If it runs into a segment of dots,
    which a globstar does not match, the group before is tried further on. If it runs into the
    end, the whole search is over, as in minimatch. No group is looked for twice at one place.
    """

    def __init__(
        self, groups: list[_Tests], distances: list[int], segments: list[str], end: int
    ) -> None:
        self._groups = groups
        self._distances = distances
        self._segments = segments
        self._end = end
        # Places from which a search is known to run into dots, for each group.
        self._dead: list[set[int]] = [set() for _ in groups]
        self._last_dots = max(
            (place for place, segment in enumerate(segments) if segment in _DOTS), default=-1
        )

    def succeeds_from(self, start: int) -> bool:
        """Tell whether all groups can be found one after the other."""
        if len(self._groups) > _MOST_GROUPS:
            return False
        # Where each search began and where it is, the search for the last group at the end.
        walks = [(start, start)]
        while walks:
            index, place = len(walks) - 1, walks[-1][1]
            if place > self._end - self._distances[index]:
                return False
            if place in self._dead[index]:
                self._give_up(walks)
            elif not self._is_found(index, place):
                self._go_on(walks)
            else:
                following = place + len(self._groups[index])
                if index + 1 < len(self._groups):
                    walks.append((following, following))
                elif self._is_good_rest(following):
                    return True
                else:
                    self._go_on(walks)
        return False

    def _go_on(self, walks: list[tuple[int, int]]) -> None:
        """Let the last search step forward, unless it is at dots."""
        start, place = walks[-1]
        if self._is_at_dots(place):
            self._give_up(walks)
        else:
            walks[-1] = (start, place + 1)

    def _give_up(self, walks: list[tuple[int, int]]) -> None:
        """End the last search, and all before it that are at dots too."""
        while walks:
            start, place = walks.pop()
            self._dead[len(walks)].update(range(start, place + 1))
            if walks and not self._is_at_dots(walks[-1][1]):
                self._go_on(walks)
                return

    def _is_at_dots(self, place: int) -> bool:
        return place < len(self._segments) and self._segments[place] in _DOTS

    def _is_good_rest(self, start: int) -> bool:
        """Tell whether what follows the last group has no dots, and is something at all."""
        size = len(self._segments)
        return start > self._last_dots and (self._end < size or start < size)

    def _is_found(self, index: int, place: int) -> bool:
        group = self._groups[index]
        return _match_all(group, self._segments[place : place + len(group)])


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
