"""The sections of a weekly report: how they are called, and in which order they come.

The text of a section is in templates: `sections/NAME.*.j2` is about all repositories, and
`repository/NAME.*.j2` about one. A section has one of them, or both.
"""

from enum import StrEnum
from typing import Final

__all__ = ["HTML_ORDER", "MARKDOWN_ORDER", "SectionName"]


class SectionName(StrEnum):
    """A section that can be left out, or come at another place."""

    ATTENTION = "attention"
    REPOSITORIES = "repositories"
    SECURITY = "security"
    UPDATES = "updates"
    HELD_BACK = "held-back"
    HEALTH = "health"
    TREND = "trend"
    AGES = "ages"
    MERGES = "merges"
    ERRORS = "errors"
    FRESHNESS = "freshness"
    DEPENDENCIES = "dependencies"


MARKDOWN_ORDER: Final = tuple(SectionName)
"""As they come in Markdown where nobody says otherwise."""

HTML_ORDER: Final = (
    SectionName.ATTENTION,
    SectionName.TREND,
    *(name for name in SectionName if name not in {SectionName.ATTENTION, SectionName.TREND}),
)
"""The same for HTML, in which the trend is pictures that are seen at a glance."""
