"""Where the pull requests of a repository are, and what is known of them there."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from renovate_kit.reports.events import pull_requests
from renovate_kit.reports.statistics.forge_view import ForgeView
from renovate_kit.reports.store.forge_rows import ForgeSyncRow

__all__ = ["Forge", "forge_of"]

_PATHS: Final = {
    pull_requests.Forge.GITHUB: "pull",
    pull_requests.Forge.GITLAB: "-/merge_requests",
    pull_requests.Forge.GITEA: "pulls",
}
_GITHUB: Final = "pull"


@dataclass(frozen=True, slots=True, kw_only=True)
class Forge:
    """A repository's forge.

    Attributes:
        url: its web address; None if its pull requests have no known ones.
        path: what stands between repository and number in a pull request's address.
        read_at: when its pull requests were read last; None if never.
        view: its pull requests, if it was read since the last run of the period.
    """

    url: str | None = "https://github.com"
    path: str = _GITHUB
    read_at: datetime | None = None
    view: ForgeView | None = None


def forge_of(url: str | None, sync: ForgeSyncRow | None, view: ForgeView | None) -> Forge:
    """Return the forge of a repository.

    Args:
        url: its web address where it was not read; like GitHub's.
        sync: which one was read, if any.
        view: what it tells of the period, if it was read late enough.
    """
    if sync is None:
        return Forge(url=url)
    path = _PATHS.get(pull_requests.Forge(sync.forge), _GITHUB)
    return Forge(url=f"https://{sync.host}", path=path, read_at=sync.synced_at, view=view)
