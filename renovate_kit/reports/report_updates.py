"""The parts of a report that are updates and pull requests, one by one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from renovate_kit.reports.option_links import Option

__all__ = [
    "HeldBack",
    "HeldBackUpdate",
    "OpenPullRequest",
    "PullRequestChange",
    "Update",
    "UpdateOutcome",
]


class UpdateOutcome(StrEnum):
    """What had become of an update at the end of the period, as far as anything can tell.

    Logs show neither who merged nor who closed; what they only make likely says so.
    """

    PULL_REQUEST_OPEN = "pull request open"
    AUTOMERGED = "automerged"
    MERGED_BY_A_PERSON = "merged by a person"
    MERGED_BY_PERSON = "most likely merged by a person"
    MERGED = "merged"
    CLOSED_BY_A_PERSON = "closed by a person"
    CLOSED = "closed unmerged"
    SUPERSEDED = "closed by Renovate"
    """It closed the pull request, as nothing needed it any more."""
    HELD_BACK = "held back"
    GONE = "no longer proposed"
    """Its branch has another version, or is gone without a pull request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequestChange:
    """A pull request, or a branch without one, that Renovate did something to in the period.

    `actions` are Renovate's, each once, in the order in which they first happened.
    """

    number: int | None
    branch: str | None
    title: str | None
    is_security: bool
    actions: tuple[str, ...]
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """One dependency update that Renovate proposed in the period.

    `manager`, `datasource` and `package_name` are None where nothing tells them, the last one also
    where it is `dep_name`.
    """

    dep_name: str
    update_type: str
    current_version: str | None
    new_version: str | None
    files: tuple[str, ...]
    branch: str
    pull_request: int | None
    is_security: bool
    outcome: UpdateOutcome
    reason: str | None
    manager: str | None = None
    datasource: str | None = None
    package_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPullRequest:
    """A pull request that was open at the end, as the forge or the last run with branches has it.

    `created_at` is None where nothing shows its beginning. `what_to_do` says how to unblock one
    that is blocked. The others are the forge's, None where it was not asked or that was later:
    `checks` is `success`, `failure` or `pending`, `review` is `approved`, `changes_requested` or
    `review_required`.
    """

    number: int
    title: str
    is_security: bool
    created_at: datetime | None
    blocked_because: str | None
    what_to_do: str | None
    checks: str | None = None
    review: str | None = None
    is_draft: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBackUpdate:
    """An update without an open pull request, and in how many runs it was seen to be so."""

    update: Update
    runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBack:
    """Updates without an open pull request at the end, and the one reason for it.

    `shown_runs` is what each update's `runs` is out of.
    """

    reason: str
    what_to_do: str
    options: tuple[Option, ...]
    is_limit: bool
    updates: tuple[HeldBackUpdate, ...]
    shown_runs: int
