"""The same update, seen in a log and in a pull request.

A log has names and versions apart (`currentValue`, `currentVersion`, the whole digest); a body
has what is written in the file, and seven characters of a digest; a title has at most the new
version, and often all in lower case.
"""

from typing import Final

from renovate_kit.reports.events import Upgrade
from renovate_kit.reports.events.pull_requests import Evidence, PullRequestUpdate
from renovate_kit.reports.sources.pull_requests.version_steps import without_prefix

__all__ = ["is_same_update"]

_LOCK_FILE_MAINTENANCE: Final = "lockFileMaintenance"
_ALGORITHM: Final = "sha256:"
_SHORT: Final = 7


def is_same_update(logged: Upgrade, told: PullRequestUpdate) -> bool:
    """Say whether an update of a log is one that a pull request of the same branch tells.

    What one of the two doesn't know is no difference.
    """
    if _LOCK_FILE_MAINTENANCE in {logged.update_type, told.update_type}:
        return logged.update_type == told.update_type
    return (
        _same_name(logged, told)
        and _same_value({logged.current_value, logged.current_version}, told.current)
        and _same_value({logged.new_value, logged.new_version}, told.new)
    )


def _same_name(logged: Upgrade, told: PullRequestUpdate) -> bool:
    if told.evidence is Evidence.BODY:
        return logged.dep_name == told.dep_name
    return told.dep_name.lower() in {logged.dep_name.lower(), (logged.package_name or "").lower()}


def _same_value(logged: set[str | None], told: str | None) -> bool:
    if told is None:
        return True
    known = {each for each in logged if each}
    return not known or any(
        without_prefix(each) == without_prefix(told) or _is_digest_of(each, told) for each in known
    )


def _is_digest_of(digest: str, short: str) -> bool:
    return len(short) >= _SHORT and digest.removeprefix(_ALGORITHM).startswith(short)
