"""What `sync` prints about a repository."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from renovate_kit.reports.sources.git_history import Clone
    from renovate_kit.reports.store.pull_request_writer import PullRequestsTaken
    from renovate_kit.reports.sync_pipeline import Synced

__all__ = ["line_on", "line_on_clone"]


def line_on(synced: "Synced", *, noun: str) -> str:
    """Return one line on what came of a repository.

    Args:
        synced: what came of it.
        noun: what this forge calls a pull request.
    """
    parts = _read(synced, noun)
    if synced.completed:
        parts.append(f"missing details of {_counted(synced.completed, noun)}")
    if synced.alerts:
        parts.append(_counted(synced.alerts, "alert"))
    for number, kind in ((synced.unreadable, noun), (synced.unreadable_alerts, "alert")):
        if number:
            parts.append(f"{_counted(number, kind)} could not be read")
    if synced.requests:
        parts.append(_counted(synced.requests, "request"))
    return f"{synced.repository}: {', '.join([*parts, *synced.notes])}"


def line_on_clone(
    clone: "Clone", taken: "PullRequestsTaken", *, shared: int, is_named: bool
) -> str:
    """Return one line on what came of a clone.

    Args:
        clone: that was read.
        taken: what the store took of it.
        shared: how many numbers more than one pull request has.
        is_named: whether its name is that of a forge or of a person, not that of a folder.
    """
    found = taken.new + taken.changed + taken.known
    parts = [f"{_counted(found, 'merged pull request')} of Renovate's"]
    if found:
        parts[0] += f" ({_news(taken.new, taken.changed)})"
    if shared:
        occur = "number occurs" if shared == 1 else "numbers occur"
        parts.append(f"{shared} {occur} twice (imported history), these are kept without number")
    if clone.is_shallow:
        parts.append("from a shallow clone (`git fetch --unshallow` brings the rest)")
    if clone.is_partial:
        parts.append("from a partial clone, so that some versions may be missing")
    if not is_named:
        parts.append("named after its folder (`--repository OWNER/REPO` gives another name)")
    return f"{clone.name}: {', '.join(parts)}"


def _read(synced: "Synced", noun: str) -> list[str]:
    if synced.error is not None and not synced.read:
        return ["nothing was read"]
    if not synced.read and synced.unreadable:
        return []
    if not synced.read or (synced.is_unchanged and synced.error is None):
        return ["nothing new" if synced.is_unchanged else f"no {noun}"]
    news = _news(synced.new, synced.changed)
    whole = f"{_counted(synced.read, noun)}, {synced.renovate} of Renovate's ({news})"
    return [whole if synced.error is None else f"{whole} before it stopped"]


def _news(new: int, changed: int) -> str:
    parts = [f"{new} new"] if new else []
    parts += [f"{changed} changed"] if changed else []
    return ", ".join(parts) or "none new"


def _counted(number: int, noun: str, plural: str | None = None) -> str:
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"
