"""The messages that mean something here. A record is known by its level and its text.

Renovate 44.121.2: `lib/workers/global/index.ts`, `lib/workers/repository/**`.
"""

import re
from typing import Final

from renovate_kit.reports.events import PullRequestAction
from renovate_kit.reports.problems.hidden import HIDDEN_AT_DEBUG
from renovate_kit.reports.sources.advisories import ALERT_RULES, OSV_STARTS
from renovate_kit.reports.sources.limits import LIMIT_ENDINGS, LIMITS
from renovate_kit.reports.sources.record import DEBUG, FATAL, INFO, Record
from renovate_kit.reports.sources.statistics_tables import STATISTICS

__all__ = [
    "ALERT_RULES",
    "AUTODISCOVERED",
    "BRANCHES",
    "BRANCH_SUMMARY",
    "COMBINED_CONFIG",
    "CONFIG_MIGRATION",
    "DEBUG",
    "DEBUG_MESSAGES",
    "DRY_RUN",
    "EXTRACTION",
    "INFO",
    "LIB_YEARS",
    "LIMITS",
    "OSV_STARTS",
    "PACKAGE_FILES",
    "PRINTED_REPORT",
    "PULL_REQUEST_ACTIONS",
    "PULL_REQUEST_COUNTS",
    "QUIET_ENDINGS",
    "RENOVATE_STARTED",
    "REPOSITORY_FINISHED",
    "REPOSITORY_PROBLEMS",
    "REPOSITORY_STARTED",
    "RUN_STARTERS",
    "SPLITS",
    "TABLES",
    "UPDATES",
    "is_closing",
    "is_dry_run",
    "is_exit_code",
    "is_first",
    "is_last_line",
    "is_level_advice",
]

RENOVATE_STARTED: Final = "Renovate started"
RUN_STARTERS: Final = frozenset({RENOVATE_STARTED, "Invalid log level"})
"""First records of a process. A wrong LOG_LEVEL ends it before it says that it started."""

_FIRST_AT_DEBUG: Final = frozenset({"Using RE2 regex engine", "Parsing configs"})

REPOSITORY_STARTED: Final = "Repository started"
REPOSITORY_FINISHED: Final = "Repository finished"
EXTRACTION: Final = "Dependency extraction complete"
AUTODISCOVERED: Final = "Autodiscovered repositories"

BRANCHES: Final = "branches info extended"
UPDATES: Final = "Updates summary"
SPLITS: Final = "Repository timing splits (milliseconds)"
COMBINED_CONFIG: Final = "Combined config"
PACKAGE_FILES: Final = "packageFiles with updates"
BRANCH_SUMMARY: Final = "Branch summary"
PULL_REQUEST_COUNTS: Final = "Renovate repository PR statistics"
LIB_YEARS: Final = "Repository libYears"
REPOSITORY_PROBLEMS: Final = "repository problems"
CONFIG_MIGRATION: Final = "Config migration necessary"
PRINTED_REPORT: Final = "Printing report"

TABLES: Final = STATISTICS | {
    ALERT_RULES,
    BRANCHES,
    BRANCH_SUMMARY,
    LIB_YEARS,
    PACKAGE_FILES,
    PULL_REQUEST_COUNTS,
    SPLITS,
    UPDATES,
}
"""Debug messages whose fields are tables of one repository."""

DEBUG_MESSAGES: Final = (
    TABLES
    | LIMITS.keys()
    | HIDDEN_AT_DEBUG
    | {COMBINED_CONFIG, CONFIG_MIGRATION, OSV_STARTS, REPOSITORY_PROBLEMS}
)
"""All messages below level info that a reader wants to see; others are only counted."""

QUIET_ENDINGS: Final = (
    "already exists. Skipping branch.",
    "onboarded: true",
    "onboarded: false",
    *LIMIT_ENDINGS,
)
"""How the debug messages end that begin with something variable."""

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


def is_first(record: Record) -> bool:
    """Whether this is a process's first record: at debug level Renovate says more before it.

    Until 43.26 there was no `Renovate started`; then a run at level info began with its first
    repository, which can't be told from the middle of a run.
    """
    return record.msg in RUN_STARTERS or record.msg in _FIRST_AT_DEBUG


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
