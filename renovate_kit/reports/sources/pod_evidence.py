"""What the cluster knows of a run: how its container ended, and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.events import CutOff, PodObserved
from renovate_kit.reports.sources.cluster_objects import (
    Container,
    ContainerStatus,
    Event,
    Job,
    Pod,
    Terminated,
)
from renovate_kit.reports.sources.one_line import TEXT_LIMIT, one_line
from renovate_kit.reports.sources.record import parse_time

__all__ = ["Surroundings", "failure_of_job", "observed"]

_CUT_OFF_BY_REASON: Final = {
    "OOMKilled": CutOff.OUT_OF_MEMORY,
    "DeadlineExceeded": CutOff.DEADLINE,
    "Evicted": CutOff.EVICTED,
    "NodeShutdown": CutOff.TERMINATED,
    "Terminated": CutOff.TERMINATED,
    "Preempting": CutOff.EVICTED,
}
_CUT_OFF_BY_EXIT_CODE: Final = {
    134: CutOff.HEAP,
    137: CutOff.KILLED,
    143: CutOff.TERMINATED,
}
_MOST_EVENTS: Final = 20
_NORMAL: Final = "Normal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known beside a pod.

    Attributes:
        namespace: of the pod.
        job: that the pod belongs to.
        events: of the namespace; None where they may not be read.
        redact: masks secrets.
    """

    namespace: str
    job: Job | None
    events: tuple[Event, ...] | None
    redact: Callable[[str], str]


def observed(
    pod: Pod, container: Container, around: Surroundings, *, previous: bool
) -> PodObserved:
    """Return what is known of the process that wrote a container's log.

    Args:
        pod: the pod.
        container: one of its containers.
        around: what is known beside the pod.
        previous: whether it is about the container's life before its last restart.
    """
    job = around.job
    status = _status(pod, container)
    state = None if status is None else (status.last_state if previous else status.state)
    ended = state.terminated if state else None
    reason = _reason(pod, ended, None if previous else job)
    running = state.running if state else None
    began = ended.started_at if ended else (running.started_at if running else None)
    return PodObserved(
        run="",
        namespace=around.namespace,
        source=f"{pod.metadata.name}/{container.name}",
        cron_job=_owner(job, "CronJob") if job else None,
        job=_owner(pod, "Job"),
        pod=pod.metadata.name,
        container=container.name,
        image=container.image or None,
        node=pod.spec.node_name,
        exit_code=ended.exit_code if ended else None,
        signal=(ended.signal or None) if ended else None,
        reason=reason,
        cut_off=_cut_off(reason, ended),
        started_at=parse_time(began),
        finished_at=parse_time(ended.finished_at) if ended else None,
        restarts=status.restart_count if status else None,
        requests=_quantities(container.resources.requests),
        limits=_quantities(container.resources.limits),
        events=None if around.events is None else _told(pod, around.events, around.redact),
    )


def failure_of_job(job: Job) -> str | None:
    """Return why a Job failed, in Kubernetes' words; None for one that did not."""
    for condition in job.status.conditions:
        if condition.type == "Failed" and condition.status == "True":
            return condition.reason or "Failed"
    return None


def _status(pod: Pod, container: Container) -> ContainerStatus | None:
    return next((x for x in pod.status.container_statuses if x.name == container.name), None)


def _reason(pod: Pod, ended: Terminated | None, job: Job | None) -> str | None:
    """Return the word that says most: `Error` is what every exit code but 0 is called."""
    of_job = failure_of_job(job) if job else None
    words = (
        ended.reason if ended and ended.reason not in {"Error", "Completed"} else "",
        pod.status.reason,
        of_job if of_job in _CUT_OFF_BY_REASON else "",
        ended.reason if ended else "",
    )
    return next(filter(None, words), None)


def _cut_off(reason: str | None, ended: Terminated | None) -> CutOff | None:
    if reason in _CUT_OFF_BY_REASON:
        return _CUT_OFF_BY_REASON[reason]
    code = ended.exit_code if ended else None
    return None if code is None else _CUT_OFF_BY_EXIT_CODE.get(code)


def _owner(owned: Pod | Job, kind: str) -> str | None:
    owners = owned.metadata.owner_references
    return next((owner.name for owner in owners if owner.kind == kind), None)


def _quantities(given: Mapping[str, str | float]) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in sorted(given.items()))


def _told(pod: Pod, events: tuple[Event, ...], redact: Callable[[str], str]) -> tuple[str, ...]:
    names = {pod.metadata.name, _owner(pod, "Job")}
    told = (
        one_line(redact(f"{event.reason}: {event.message}"), limit=TEXT_LIMIT)
        for event in events
        if event.type != _NORMAL and event.involved_object.name in names
    )
    return tuple(dict.fromkeys(told))[:_MOST_EVENTS]
