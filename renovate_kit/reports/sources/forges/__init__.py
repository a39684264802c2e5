"""Reads pull requests from forges: GitHub, GitLab, Gitea and Forgejo."""

from renovate_kit.reports.sources.forges.failures import ForgeError, Trouble
from renovate_kit.reports.sources.forges.interface import (
    ForgeSource,
    Listed,
    MovedError,
    Selection,
)
from renovate_kit.reports.sources.forges.walk import Page, Progress, walk

__all__ = [
    "ForgeError",
    "ForgeSource",
    "Listed",
    "MovedError",
    "Page",
    "Progress",
    "Selection",
    "Trouble",
    "walk",
]
