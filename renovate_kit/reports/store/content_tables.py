"""Which part of a content goes to which table of events."""

from typing import Any, Final

from renovate_kit.reports.store import event_tables
from renovate_kit.reports.store.event_tables import EventTable

__all__ = ["CONTENT_TABLES"]

CONTENT_TABLES: "Final[tuple[tuple[str, EventTable[Any]], ...]]" = (
    ("problems", event_tables.PROBLEMS),
    ("pull_requests", event_tables.PULL_REQUESTS),
    ("branch_events", event_tables.BRANCH_EVENTS),
    ("comments", event_tables.COMMENTS),
    ("limits", event_tables.LIMITS),
    ("artifact_failures", event_tables.ARTIFACT_FAILURES),
    ("lookup_failures", event_tables.LOOKUP_FAILURES),
    ("config_problems", event_tables.CONFIG_PROBLEMS),
    ("deprecations", event_tables.DEPRECATIONS),
    ("onboarding", event_tables.ONBOARDING),
    ("issues", event_tables.ISSUES),
    ("spans", event_tables.SPANS),
)
"""Field of `Content` and the table of its events."""
