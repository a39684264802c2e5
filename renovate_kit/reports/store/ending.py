"""The start and the end of a run that several recordings tell of."""

from dataclasses import replace

from renovate_kit.reports.events import CutOff, LogDetail, RunEnded, RunStarted
from renovate_kit.reports.store.recording import Content

__all__ = ["filled_ending", "filled_start"]


def filled_start(ours: Content, theirs: Content) -> RunStarted:
    """Return the start that two accounts of a run tell of.

    An excerpt that lacks the run's first record has a start of its own, which is too late.
    """
    mine, other = ours.started, theirs.started
    started_at = mine.started_at or other.started_at
    if ours.ended.begins is False and mine.started_at and other.started_at:
        started_at = min(mine.started_at, other.started_at)
    return replace(
        mine,
        started_at=started_at,
        renovate_version=mine.renovate_version or other.renovate_version,
    )


def filled_ending(ours: RunEnded, theirs: RunEnded, *, whole: bool, beyond: bool) -> RunEnded:
    """Return the end that two accounts of a run tell of.

    Args:
        ours: of the richer one.
        theirs: of the poorer one.
        whole: whether both go on equally long.
        beyond: whether the poorer one has something that the richer one lacks.
    """
    halves = _are_halves(ours, theirs) or _are_halves(theirs, ours)
    complete = ours.complete or theirs.complete or halves
    filled = replace(
        ours,
        log_context=ours.log_context or theirs.log_context,
        complete=complete,
        # Where a log was cut off, its last record isn't the run's last.
        ended_at=ours.ended_at or (theirs.ended_at if whole else None),
        platform=ours.platform or theirs.platform,
        dry_run=ours.dry_run or theirs.dry_run,
        hostname=ours.hostname or theirs.hostname,
        cut_off=None if complete else ours.cut_off or theirs.cut_off,
    )
    if not beyond:
        return filled
    debug = LogDetail.DEBUG in {ours.detail, theirs.detail}
    later = [at for at in (ours.ended_at, theirs.ended_at) if at is not None]
    teller = ours if ours.exit_code is not None else theirs
    errors = max(ours.logged_errors or 0, theirs.logged_errors or 0)
    exit_code = teller.exit_code
    if halves and exit_code is None:
        exit_code = 1 if errors else 0
    return replace(
        filled,
        detail=LogDetail.DEBUG if debug else LogDetail.INFO,
        ended_at=max(later, default=None),
        begins=_either(ours.begins, theirs.begins),
        exit_code=exit_code,
        exit_evidence=teller.exit_evidence,
    )


def _are_halves(first: RunEnded, last: RunEnded) -> bool:
    """Whether one has the beginning of the run, and the other its end."""
    return first.begins is True and last.cut_off is CutOff.LOG_BEGINS_LATE


def _either(one: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001 - facts
    return True if True in {one, other} else (one if one is not None else other)
