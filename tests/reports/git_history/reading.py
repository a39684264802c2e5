"""Reads a repository as the command line would."""

import os
from pathlib import Path

from renovate_kit.reports.events.pull_requests import PullRequestSeen, PullRequestUpdate
from renovate_kit.reports.sources.git_history import read_history

__all__ = ["history", "only_updates", "steps"]


def history(folder: Path) -> list[PullRequestSeen]:
    """Return all of Renovate's pull requests."""
    return list(read_history(folder, environment={"PATH": os.environ["PATH"]}))


def only_updates(folder: Path) -> tuple[PullRequestUpdate, ...]:
    """Return the updates of the only pull request."""
    (seen,) = history(folder)
    return seen.updates


def steps(folder: Path) -> list[tuple[str, str | None, str | None]]:
    """Return name, old and new value of the updates of the only pull request."""
    return [(each.dep_name, each.current, each.new) for each in only_updates(folder)]
