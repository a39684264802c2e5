"""The messages that mean something here. A record is known by its level and its text.

Renovate 44.121.2: `lib/workers/global/index.ts`, `lib/workers/repository/**`.
"""

import re
from typing import Final

from renovate_kit.reports.events import PullRequestAction
from renovate_kit.reports.sources.record import DEBUG, FATAL, INFO, Record

__all__ = [
    "AUTODISCOVERED",
    "BRANCHES",
    "COMBINED_CONFIG",
    "DEBUG",
    "DEBUG_MESSAGES",
    "DRY_RUN",
    "EXTRACTION",
    "FAILURES_AT_INFO",
    "INFO",
    "PULL_REQUEST_ACTIONS",
    "REPOSITORY_FINISHED",
    "REPOSITORY_STARTED",
    "RUN_STARTERS",
    "SPLITS",
    "UPDATES",
    "is_closing",
    "is_dry_run",
    "is_exit_code",
    "is_last_line",
    "is_level_advice",
]

RUN_STARTERS: Final = frozenset({"Renovate started", "Invalid log level"})
"""First records of a process. A wrong LOG_LEVEL ends it before it says that it started."""

REPOSITORY_STARTED: Final = "Repository started"
REPOSITORY_FINISHED: Final = "Repository finished"
EXTRACTION: Final = "Dependency extraction complete"
AUTODISCOVERED: Final = "Autodiscovered repositories"

BRANCHES: Final = "branches info extended"
UPDATES: Final = "Updates summary"
SPLITS: Final = "Repository timing splits (milliseconds)"
COMBINED_CONFIG: Final = "Combined config"

DEBUG_MESSAGES: Final = frozenset({BRANCHES, UPDATES, SPLITS, COMBINED_CONFIG})
"""All messages below level info that a reader wants to see; others are only counted."""

PULL_REQUEST_ACTIONS: Final = {
    "PR created": PullRequestAction.CREATED,
    "Onboarding PR created": PullRequestAction.CREATED,
    "Migration PR created": PullRequestAction.CREATED,
    "PR updated": PullRequestAction.UPDATED,
    "Onboarding PR updated": PullRequestAction.UPDATED,
    "Migration PR updated": PullRequestAction.UPDATED,
    "PR automerged": PullRequestAction.AUTOMERGED,
    "Branch automerged": PullRequestAction.AUTOMERGED,
    "Autoclosing PR": PullRequestAction.AUTOCLOSED,
    "Successfully reopened autoclosed PR": PullRequestAction.REOPENED,
}
"""Info records only: the platform layer logs some of the same texts at debug level."""

FAILURES_AT_INFO: Final = frozenset(
    {
        "Found renovate config errors",  # no pull requests until the config is mended; exit code 0
        "Repository is forbidden",  # 403 or 451: the token lacks rights; exit code 0
        "Workflows update rejection - aborting branch.",  # the token lacks the `workflow` scope
        "External host error causing abort - skipping",  # the whole repository was skipped
        "Temporary error - aborting",  # likewise
        "Repository has changed during renovation - aborting",  # likewise
        "Lock file error - aborting",  # likewise
        "missing-api-credentials",  # likewise
        "Repository is disabled - skipping",  # nothing will happen there, for three reasons
        "Repository has been renamed - skipping",  # nothing will happen until the name is changed
    }
)
"""Info records that are the only sign that something failed; told as warnings."""

DRY_RUN: Final = "DRY-RUN"
"""What the messages of a dry run begin with, each of which names something else."""

_LEVEL_ADVICE: Final = 'Renovate was run at log level "'
_EXIT_CODE: Final = "Renovate is exiting with "
_LAST_LINE: Final = re.compile(
    r'Renovate was run at log level "\w+"\. .+\.'
    r"|Deleted \d+ of \d+ file cached entries in \d+ms"
    r"|SQLite package cache: deleted \d+ of \d+ entries in \d+ms"
    r"|Renovate exiting"
)
"""At level info; with a file cache, or an SQLite one, at level debug; and in older versions."""


def is_level_advice(msg: str) -> bool:
    """Whether this is the advice to log more, with which runs at level info end."""
    return msg.startswith(_LEVEL_ADVICE)


def is_dry_run(msg: str) -> bool:
    """Whether Renovate only says what it would do (`dryRun`)."""
    return msg.startswith(DRY_RUN)


def is_exit_code(msg: str) -> bool:
    """Whether this is the very last record of a run that failed: the reason for its code."""
    return msg.startswith(_EXIT_CODE)


def is_last_line(msg: str) -> bool:
    """Whether a run ends with this message, which has no fields."""
    return _LAST_LINE.fullmatch(msg) is not None


def is_closing(record: Record) -> bool:
    """Whether only a process that got to its end, or gave up by itself, writes this.

    A fatal record ends the process, or sends it straight to its end.
    """
    return record.level >= FATAL or is_exit_code(record.msg) or is_last_line(record.msg)
