"""Brace expansion (`a{b,c}`, `{1..3}`) as minimatch 10.2.6 does it, by brace-expansion 5.

It follows Bash, oddities included. Where brace-expansion has a bound against patterns that grow
without limit, so is there one here; some of them are lower, and refuse instead of truncating.
"""

import re
from bisect import bisect_left

from renovate_kit.config.grammars.glob_errors import UnusableGlobError

__all__ = ["expanded_braces"]

_MOST_RESULTS = 100_000
_MOST_CHARACTERS = 4_000_000
_MOST_REOPENINGS = 1_000
_MOST_STEPS = 2_000_000
_DEEPEST_NESTING = 100
_LONGEST_NUMBER = 300

_LINE_ENDS = "\n\r\u2028\u2029"
_HAS_GROUP = re.compile(rf"\{{[^{{{_LINE_ENDS}]*\}}")
_ESCAPED = re.compile(r"\\[\\{},.]")
# Noncharacters of Unicode stand for what is escaped, so that a scan for braces passes over it.
_STAND_INS = dict(zip("\\{},.", "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4", strict=True))
_ORIGINALS = str.maketrans({stand_in: original for original, stand_in in _STAND_INS.items()})
_CLOSED_LITERALLY = _STAND_INS["}"]

_NUMBERS = re.compile(r"-?[0-9]+\.\.-?[0-9]+(?:\.\.-?[0-9]+)?")
_LETTERS = re.compile(r"[a-zA-Z]\.\.[a-zA-Z](?:\.\.-?[0-9]+)?")
_PADDED = re.compile(r"-?0[0-9]")


def expanded_braces(pattern: str) -> list[str]:
    """Return the patterns that a pattern with braces stands for.

    Raises:
        UnusableGlobError: braces are nested too deeply, or it takes too long to expand them.
    """
    if not _HAS_GROUP.search(pattern):
        return [pattern]
    if pattern.startswith("{}"):
        # Bash keeps empty braces, but at the very start only.
        pattern = rf"\{{\}}{pattern[2:]}"
    escaped = _ESCAPED.sub(lambda match: _STAND_INS[match[0][1]], pattern)
    results = _Expander().expand(escaped, depth=0)
    return [result.translate(_ORIGINALS) for result in results]


class _Groups:
    """The matched pairs of braces of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pairs: dict[int, int] = {}
        self._unopened: list[int] = []
        opened: list[int] = []
        for match in re.finditer(r"[{}]", text):
            if match[0] == "{":
                opened.append(match.start())
            elif opened:
                self._pairs[opened.pop()] = match.start()
            else:
                self._unopened.append(match.start())
        self._starts = sorted(self._pairs)
        self._last_comma = _last_comma_before_closing(text)

    def first(self, position: int) -> tuple[int, int] | None:
        """Return where the first group from a position on opens and closes."""
        for index in range(bisect_left(self._starts, position), len(self._starts)):
            start = self._starts[index]
            if start in self._pairs:
                return start, self._pairs[start]
        return None

    def has_comma_before_closing(self, position: int) -> bool:
        """Tell whether a comma comes from a position on, and a closing brace after it."""
        return self._last_comma >= position

    def reopen(self, start: int) -> None:
        """Let a group end at the next closing brace that has no partner, if there is one."""
        index = bisect_left(self._unopened, self._pairs.pop(start))
        if index < len(self._unopened):
            self._pairs[start] = self._unopened.pop(index)


def _last_comma_before_closing(text: str) -> int:
    """Return the place of the last comma that has a closing brace behind it in its line, or -1."""
    end = len(text)
    for line in reversed(re.split(f"[{_LINE_ENDS}]", text)):
        start = end - len(line)
        comma = line.rfind(",", 0, max(line.rfind("}"), 0))
        if comma >= 0:
            return start + comma
        end = start - 1
    return -1


class _Expander:
    """Expands one pattern, counting the work."""

    def __init__(self) -> None:
        self._steps = 0

    def expand(self, text: str, *, depth: int) -> list[str]:
        if depth > _DEEPEST_NESTING:
            message = f"braces are nested more than {_DEEPEST_NESTING} deep"
            raise UnusableGlobError(message)
        self._count(len(text))
        return _Expansion(self, text, depth).results()

    def combined(self, starts: list[str], middle: str, ends: list[str]) -> list[str]:
        """Return every start with every end, as far as the bounds allow."""
        results: list[str] = []
        length = 0
        for start in starts:
            for end in ends:
                result = f"{start}{middle}{end}"
                length += len(result)
                if len(results) >= _MOST_RESULTS or length > _MOST_CHARACTERS:
                    return results
                results.append(result)
            self._count(len(ends))
        return results

    def _count(self, steps: int) -> None:
        self._steps += steps
        if self._steps > _MOST_STEPS:
            message = "its braces stand for too many patterns"
            raise UnusableGlobError(message)


class _Expansion:
    """Goes through the groups of a text from left to right."""

    def __init__(self, expander: _Expander, text: str, depth: int) -> None:
        self._expander = expander
        self._text = text
        self._depth = depth
        self._groups = _Groups(text)
        self._position = 0
        self._results = [""]
        self._is_top = depth == 0
        self._drops_empty: bool | None = None
        """Bash drops empty results if the first group is a list; None before any group."""

    def results(self) -> list[str]:
        reopenings = 0
        while group := self._groups.first(self._position):
            start, end = group
            body = self._text[start + 1 : end]
            if self._text[self._position : start].endswith("$"):
                self._keep(end + 1)
            elif "," in body or _is_sequence(body):
                self._expand_group(start, body)
            elif reopenings < _MOST_REOPENINGS and self._groups.has_comma_before_closing(end + 1):
                # As Bash does with {a},b}
                reopenings += 1
                self._text = f"{self._text[:end]}{_CLOSED_LITERALLY}{self._text[end + 1 :]}"
                self._groups.reopen(start)
                self._is_top = True
            else:
                break
            if self._position == len(self._text):
                return self._results
        self._keep(len(self._text))
        return self._results

    def _keep(self, end: int) -> None:
        """Append the text up to `end` as it is."""
        self._append([""], start=end, end=end)
        if self._drops_empty is None:
            self._drops_empty = False

    def _expand_group(self, start: int, body: str) -> None:
        if self._drops_empty is None:
            self._drops_empty = self._is_top and not _is_sequence(body)
        self._append(self._values(body), start=start, end=start + len(body) + 2)

    def _append(self, values: list[str], *, start: int, end: int) -> None:
        """Append the text up to `start` and then each of the values; go on at `end`."""
        before = self._text[self._position : start]
        results = self._expander.combined(self._results, before, values)
        if self._drops_empty and end == len(self._text):
            results = [result for result in results if result]
        self._results = results
        self._position = end

    def _values(self, body: str) -> list[str]:
        if _is_sequence(body):
            return _sequence(body)
        deeper = self._depth + 1
        parts = _parts(body)
        if len(parts) == 1:
            inner = self._expander.expand(parts[0], depth=deeper)
            parts = [f"{{{result}}}" for result in inner]
            if len(parts) == 1:
                return parts
        return [value for part in parts for value in self._expander.expand(part, depth=deeper)]


def _parts(body: str) -> list[str]:
    """Split at the commas that are in no inner braces."""
    parts: list[str] = []
    depth = start = 0
    for match in re.finditer(r"[{},]", body):
        if match[0] == ",":
            if depth == 0:
                parts.append(body[start : match.start()])
                start = match.end()
        else:
            depth += 1 if match[0] == "{" else -1
    return [*parts, body[start:]]


def _is_sequence(body: str) -> bool:
    return bool(_NUMBERS.fullmatch(body) or _LETTERS.fullmatch(body))


def _sequence(body: str) -> list[str]:
    """Return what `1..10` or `a..e..2` stands for."""
    bounds = body.split("..")
    if any(len(bound) > _LONGEST_NUMBER for bound in bounds):
        message = "its braces have a number of too many digits"
        raise UnusableGlobError(message)
    is_numeric = _NUMBERS.fullmatch(body) is not None
    first, last = (int(bound) if is_numeric else ord(bound) for bound in bounds[:2])
    step = max(abs(int(bounds[2])), 1) if len(bounds) > 2 else 1  # noqa: PLR2004 - a third
    values = range(first, last + 1, step) if first <= last else range(first, last - 1, -step)
    values = values[:_MOST_RESULTS]
    if not is_numeric:
        # A backslash between Z and a would escape what follows; brace-expansion leaves it out.
        return [chr(value).replace("\\", "") for value in values]
    is_padded = any(_PADDED.match(bound) for bound in bounds)
    width = max(len(bound) for bound in bounds[:2]) if is_padded else 0
    return [f"{value:0{width}d}" for value in values]
