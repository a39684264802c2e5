"""The numbers that JavaScript has: a whole number beyond 2**53 is the nearest double."""

import math
import sys
from typing import Final

__all__ = ["nearest_double"]

_LARGEST_EXACT: Final = 2**53


def nearest_double(value: int) -> int | float:
    """Return what a whole number of any size becomes in JavaScript; infinity beyond a double."""
    if abs(value) <= _LARGEST_EXACT:
        return value
    if abs(value) <= sys.float_info.max:
        return int(float(value))
    return math.inf if value > 0 else -math.inf
