"""Why a run is not known whole."""

from typing import Final

from renovate_kit.reports.events import CutOff

__all__ = ["cut_off_remedy", "cut_off_words"]

_CUT_OFF: Final = {
    CutOff.HEAP: (
        "Node ran out of heap",
        "raise NODE_OPTIONS=--max-old-space-size and the memory limit of the container",
    ),
    CutOff.OUT_OF_MEMORY: (
        "the container used more memory than its limit and was killed (OOMKilled)",
        "raise the memory limit of the container",
    ),
    CutOff.KILLED: (
        "the process was killed (SIGKILL)",
        "look at the state of the Pod: out of memory is the usual reason",
    ),
    CutOff.TERMINATED: (
        "the process was told to stop (SIGTERM)",
        "look at the events of the Pod: a deleted Job, a drained node or a replaced run does this",
    ),
    CutOff.DEADLINE: (
        "the Job took longer than its activeDeadlineSeconds",
        "raise activeDeadlineSeconds, or see below where the time went",
    ),
    CutOff.EVICTED: (
        "the node evicted the Pod, because it needed the room",
        "give the container requests of memory and ephemeral storage that it really uses",
    ),
    CutOff.LOG_ENDS: (
        "the log ends before the run does",
        (
            "look at the state of the Pod: out of memory, activeDeadlineSeconds and evictions end "
            "a run like this; so does a log that was copied while the run was on"
        ),
    ),
    CutOff.LOG_BEGINS_LATE: (
        "the beginning of the log is missing",
        (
            "give the whole log: `kubectl logs` without --tail and --since, or the carrier's copy "
            "where the node rotated it away; it joins what is known of the run"
        ),
    ),
}


def cut_off_words(cut_off: CutOff) -> str:
    """Return why a run is not known whole, in words."""
    return _CUT_OFF[cut_off][0]


def cut_off_remedy(cut_off: CutOff) -> str:
    """Return what to do about it."""
    return _CUT_OFF[cut_off][1]
