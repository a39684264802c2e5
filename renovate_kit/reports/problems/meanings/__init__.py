"""What the messages of Renovate mean: facts about it, in our own words.

Renovate 44.121.2: every message of level warn and above, and those below that are the only
sign of a failure. The calls are in `lib/**`; see docs/errors.md for how a meaning is chosen.
"""

from typing import Final

from renovate_kit.reports.problems.meaning import Meaning
from renovate_kit.reports.problems.meanings import (
    access,
    configuration,
    hosts,
    machinery,
    platforms,
    work,
)

__all__ = ["MEANINGS"]

MEANINGS: Final[tuple[Meaning, ...]] = (
    *access.MEANINGS,
    *configuration.MEANINGS,
    *hosts.MEANINGS,
    *machinery.MEANINGS,
    *platforms.MEANINGS,
    *work.MEANINGS,
)
"""In the order in which the patterns of families are tried."""
