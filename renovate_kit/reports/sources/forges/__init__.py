"""Reads pull requests from forges: GitHub, GitLab, Gitea and Forgejo."""

from renovate_kit.reports.sources.forges.failures import ForgeError, Trouble
from renovate_kit.reports.sources.forges.interface import (
    Detailed,
    ForgeSource,
    Listed,
    MovedError,
    Numbered,
    Selection,
)
from renovate_kit.reports.sources.forges.walk import Page, Progress, walk

__all__ = [
    "Detailed",
    "ForgeError",
    "ForgeSource",
    "Listed",
    "MovedError",
    "Numbered",
    "Page",
    "Progress",
    "Selection",
    "Trouble",
    "walk",
]
