"""Applies the fixes of findings, as often as that leads anywhere."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from renovate_kit.config.diagnostics import Diagnostic
from renovate_kit.config.document.edits import Edit, apply_edits

__all__ = ["MOST_ROUNDS", "FixedText", "fix_text"]

MOST_ROUNDS = 10
"""Fixes may call for further ones; two that undo each other must not go on for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedText:
    """A text after its fixes.

    Attributes:
        count: how many fixes were applied.
    """

    text: str
    count: int


def fix_text(
    text: str, check: Callable[[str], tuple[Diagnostic, ...] | None], *, with_unsafe: bool
) -> FixedText:
    """Apply all fixes that don't overlap, check again, and so on until none is left.

    Args:
        text: to which the spans of the fixes refer.
        check: returns what is wrong with a text, None if it is no config at all.
        with_unsafe: whether fixes that change the meaning of the config are wanted.
    """
    done, found = FixedText(text=text, count=0), check(text)
    seen = {text}
    for _ in range(MOST_ROUNDS):
        edits, count = _compatible_edits(found or (), with_unsafe=with_unsafe)
        fixed = apply_edits(done.text, edits)
        if fixed in seen:  # nothing to do, or two fixes take turns
            break
        found = check(fixed)
        if found is None:  # whatever went wrong, no fix may break a text
            break
        seen.add(fixed)
        done = FixedText(text=fixed, count=done.count + count)
    return done


def _compatible_edits(found: Iterable[Diagnostic], *, with_unsafe: bool) -> tuple[set[Edit], int]:
    """Return the edits of as many fixes as can be made at once, and how many fixes that are."""
    edits: set[Edit] = set()
    count = 0
    for item in found:
        if item.fix is None or not (item.fix.is_safe or with_unsafe):
            continue
        new = set(item.fix.edits) - edits
        if not any(_touch(one, other) for one in new for other in edits):
            edits |= new
            count += 1
    return edits, count


def _touch(one: Edit, other: Edit) -> bool:
    """Return whether two edits can't be made at once, or their order would matter."""
    return one.span.start <= other.span.end and other.span.start <= one.span.end
