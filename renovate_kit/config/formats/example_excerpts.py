"""The few lines of a long example that matter, with what they are a part of."""

from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from typing import Final

from renovate_kit.config.rule import Invalid, Valid

__all__ = ["difference_excerpt", "marked_excerpt", "valid_excerpt"]

_SHORT: Final = 8
"""Examples of no more lines are shown whole."""

_AROUND: Final = 2
_PARENTS: Final = 2
_GAP: Final = "# ..."


def marked_excerpt(example: Invalid) -> str:
    """Return the lines around what a rule marks in an example."""
    lines = example.text.splitlines()
    marked = [number for number, line in enumerate(lines) if example.at in line]
    return _excerpt(lines, marked)


def difference_excerpt(text: str, other: str) -> str:
    """Return the lines of a text that another one has not, or has otherwise."""
    lines = text.splitlines()
    matcher = SequenceMatcher(None, other.splitlines(), lines, autojunk=False)
    changed = [
        number
        for tag, _, _, start, end in matcher.get_opcodes()
        if tag != "equal"
        for number in range(start, max(end, start + 1))
    ]
    return _excerpt(lines, [number for number in changed if number < len(lines)])


def valid_excerpt(example: Valid, invalid: Iterable[Invalid]) -> str:
    """Return what is right in an example, where the most similar wrong one is not."""
    others = [each.text for each in invalid]
    if not others:
        return example.text
    likest = max(others, key=lambda text: SequenceMatcher(None, text, example.text).quick_ratio())
    return difference_excerpt(example.text, likest)


def _excerpt(lines: list[str], wanted: Iterable[int]) -> str:
    wanted = tuple(wanted)
    if len(lines) <= _SHORT or not wanted:
        return "\n".join(lines)
    kept: set[int] = set()
    for number in wanted:
        parents = [*_parents(lines, number)]
        kept.update(parents)
        kept.update(_neighbours(lines, number, _width(lines[parents[0]]) if parents else 0))
    return "\n".join(_joined(lines, sorted(kept)))


def _parents(lines: list[str], number: int) -> Iterator[int]:
    """Yield the innermost lines above that hold a line, and what kind of object it is in."""
    width, missing = _width(lines[number]), _PARENTS
    for above in range(number - 1, -1, -1):
        line = lines[above]
        if line.startswith("---"):
            return
        if missing and line.strip() and _width(line) < width:
            width, missing = _width(line), missing - 1
            yield above
        elif line.startswith("kind:"):
            yield above


def _neighbours(lines: list[str], number: int, outer_width: int) -> Iterator[int]:
    """Yield a line and some around it that are parts of the same."""
    for step in (1, -1):
        for distance in range(_AROUND + 1):
            at = number + step * distance
            inside = 0 <= at < len(lines) and not lines[at].startswith("---")
            if not inside or (distance and _width(lines[at]) <= outer_width):
                break
            yield at


def _width(line: str) -> int:
    """Return how far a line is indented; the dash of a list item counts as a blank."""
    return len(line) - len(line.lstrip(" -"))


def _joined(lines: list[str], kept: list[int]) -> Iterator[str]:
    inner = [_indent(lines[number]) for number in kept if not lines[number].startswith("kind:")]
    margin = min(inner, default=0)
    for position, number in enumerate(kept):
        line = lines[number][min(margin, _indent(lines[number])) :]
        if position and number != kept[position - 1] + 1:
            yield f"{' ' * _indent(line)}{_GAP}"
        yield line


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
