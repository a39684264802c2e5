"""Options of Renovate, as reports name them."""

from dataclasses import dataclass

__all__ = ["Option"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """An option of Renovate and the address of its documentation."""

    name: str
    url: str
