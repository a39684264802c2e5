"""How subjects of timings and of caches are told apart."""

from typing import Final

__all__ = ["CACHE_SUFFIX"]

CACHE_SUFFIX: Final = "-cache"
"""Sets the subjects of caches apart from those of timings."""
