"""What the log of a run can't tell, and the setting of Renovate's that would show it."""

from collections.abc import Iterator
from typing import Final

from renovate_kit.reports.events import CutOff, LogDetail
from renovate_kit.reports.run_report import Unknown
from renovate_kit.reports.statistics.verdict import is_failure
from renovate_kit.reports.store.run_rows import RunDetails

__all__ = ["DEBUG_SETTING", "unknowns_of"]

DEBUG_SETTING: Final = "LOG_LEVEL=debug, or LOG_FILE for a second log at that level"
_AT_INFO: Final = (
    (
        "updates that wait",
        "which updates have no pull request yet, and why",
        f"{DEBUG_SETTING}, or reportType=file",
    ),
    (
        "open pull requests",
        "pull requests that were open and were left as they are",
        DEBUG_SETTING,
    ),
    ("vulnerabilities", "vulnerabilities that updates would mend", DEBUG_SETTING),
    (
        "where the time went",
        "where the time went: phases, hosts, datasources, git, caches",
        DEBUG_SETTING,
    ),
    (
        "failures told at debug only",
        "failures that Renovate mentions at level debug only, such as a refused pull request",
        DEBUG_SETTING,
    ),
)
_IN_REPORT: Final = 3
"""So many of them Renovate's report has: it lists branches, their pull requests, and fixes."""


def unknowns_of(details: RunDetails) -> tuple[Unknown, ...]:
    """Return what is not known of a run because its log does not show it."""
    return tuple(_unknowns(details))


def _unknowns(details: RunDetails) -> Iterator[Unknown]:
    facts = details.facts
    if facts.detail is LogDetail.INFO:
        has_branches = any(turn.branches is not None for turn in details.turns)
        for topic, what, setting in _AT_INFO[_IN_REPORT if has_branches else 0 :]:
            yield Unknown(topic=topic, what=what, setting=setting)
    elif any(turn.facts.result is None and not turn.branches for turn in details.turns):
        yield Unknown(
            topic="updates",
            what="which updates there are: the log ends, or the run stops, before Renovate lists "
            "them",
            setting="the whole log of a run that is no dry run",
        )
    if any(is_failure(turn.facts.result) for turn in details.turns):
        yield Unknown(
            topic="updates where Renovate gave up",
            what="which updates there are where Renovate gave up the repository",
            setting="a run that gets further: mend what failed",
        )
    if facts.lacks_start:
        yield Unknown(
            topic="what the run did first",
            what="what Renovate did and logged before the log begins",
            setting="the whole log: without --tail and --since, before the node rotates it away",
        )
    if facts.started_at is None:
        yield Unknown(
            topic="times",
            what="when the run started and ended",
            setting="LOG_FORMAT=json, or `kubectl logs --timestamps`",
        )
    if not facts.complete and not facts.pods and facts.cut_off is not CutOff.LOG_BEGINS_LATE:
        yield Unknown(
            topic="the end, as the cluster saw it",
            what="what the cluster knows of the end: exit code, OOMKilled, evictions",
            setting="`renovate-kit ingest --from-cluster` while the Pod is there",
        )
