"""Numbers of any length in versions, comparable without converting them."""

from typing import TypeAlias

Numeral: TypeAlias = tuple[int, str]
"""How many digits, and the digits, without leading zeros: two of them compare as the numbers do.

A version may hold millions of digits, which Python's `int` refuses or takes long over.
"""


def numeral(digits: str) -> Numeral:
    """Return the number that `digits` spells."""
    significant = digits.lstrip("0")
    return len(significant), significant
