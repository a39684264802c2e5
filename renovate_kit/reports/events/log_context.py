"""`logContext`, by which the records of one run know each other."""

import re
from typing import Final

__all__ = ["is_unique"]

_MADE_UP: Final = re.compile(
    r"[A-Za-z0-9_-]{21}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
)


def is_unique(log_context: str | None) -> bool:
    """Return whether Renovate made up a `logContext` itself, rather than a person for all runs.

    Source: `lib/logger/index.ts`, which takes a random UUID; older versions took a nanoid.
    """
    return log_context is not None and bool(_MADE_UP.fullmatch(log_context))
