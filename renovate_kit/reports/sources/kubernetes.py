"""Logs of Renovate's pods from the Kubernetes API, with what the cluster knows of each run."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from renovate_kit.errors import InputError
from renovate_kit.redaction import redact as mask_token_shapes
from renovate_kit.reports.events import Event, PodObserved, RunEnded, RunStarted
from renovate_kit.reports.sources.byte_stream import ByteStream
from renovate_kit.reports.sources.cluster_client import ClusterClient, RefusedError
from renovate_kit.reports.sources.cluster_objects import Container, CronJob, Job, Pod
from renovate_kit.reports.sources.cluster_objects import Event as ClusterEvent
from renovate_kit.reports.sources.log_files import Passed
from renovate_kit.reports.sources.log_stream import LogSource
from renovate_kit.reports.sources.pod_evidence import Surroundings, failure_of_job, observed

__all__ = ["ClusterQuery", "ObservedLog", "cluster_logs"]

_NOT_FOUND: Final = 404
_BAD_REQUEST: Final = 400
_FORBIDDEN: Final = 403
_RENOVATE: Final = "renovate"
_MOST_NAMES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ClusterQuery:
    """Which pods.

    Attributes:
        namespace: of the pods.
        cron_job: only pods of its Jobs.
        selector: only pods with these labels. With neither, pods count whose Job or image has
            `renovate` in its name.
    """

    namespace: str
    cron_job: str | None = None
    selector: str | None = None


class ObservedLog(LogSource):
    """A container's log, and what the cluster knows of the run that wrote it.

    A container can run Renovate several times; what is known of its end is told of the last.
    """

    def __init__(
        self, stream: ByteStream, observation: PodObserved, redact: Callable[[str], str]
    ) -> None:
        super().__init__(stream, redact=redact, is_one_of_many=True)
        self._observation = observation

    def events(self) -> Iterator[Event]:
        """Yield the events of the log, and the observation before the last run's end.

        Raises:
            InputError: as for any log.
            RemoteError: the cluster stopped answering.
        """
        last: str | None = None
        held_back: RunEnded | None = None
        for event in super().events():
            if held_back is not None:
                yield held_back
                held_back = None
            if isinstance(event, RunStarted):
                last = event.run
            if isinstance(event, RunEnded) and event.run == last:
                held_back = event
            else:
                yield event
        if held_back is not None:
            yield replace(self._observation, run=held_back.run)
            yield held_back


def cluster_logs(
    client: ClusterClient,
    query: ClusterQuery,
    *,
    redact: Callable[[str], str] = mask_token_shapes,
) -> Iterator[LogSource | Passed]:
    """Yield the log of each container, that of a container's previous life first.

    Args:
        client: of the cluster.
        query: which pods.
        redact: masks secrets in what the events say.

    Raises:
        RemoteError: the cluster can't be reached, or refuses.
        InputError: there are no such pods.
    """
    jobs = _jobs(client, query)
    pods = [pod for pod in _pods(client, query) if _is_wanted(pod, jobs, query)]
    gone = list(_jobs_without_pods(jobs, pods, query))
    if not pods and not gone:
        raise _nothing_found(client, query, jobs)
    yield from gone
    reading = _Reading(client, query.namespace, jobs, _events(client, query), redact)
    for pod in sorted(pods, key=lambda pod: pod.metadata.creation_timestamp or ""):
        for container in pod.spec.containers:
            yield from reading.logs(pod, container)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What it takes to read a container's logs."""

    client: ClusterClient
    namespace: str
    jobs: Mapping[str, Job]
    events: tuple[ClusterEvent, ...] | None
    redact: Callable[[str], str]

    def logs(self, pod: Pod, container: Container) -> Iterator[LogSource | Passed]:
        """Yield a container's logs, or why it has none."""
        status = next((s for s in pod.status.container_statuses if s.name == container.name), None)
        if status and status.last_state.terminated:
            yield from self._log(pod, container, previous=True)
        if status is None or status.state.waiting:
            waiting = status.state.waiting.reason if status and status.state.waiting else ""
            why = waiting or pod.status.reason or pod.status.phase or "not started"
            yield self._passed(pod, container, f"has no log: {why}")
        else:
            yield from self._log(pod, container, previous=False)

    def _log(
        self, pod: Pod, container: Container, *, previous: bool
    ) -> Iterator[LogSource | Passed]:
        path = f"/api/v1/namespaces/{quote(self.namespace)}/pods/{quote(pod.metadata.name)}/log"
        parameters = {"container": container.name, "timestamps": "true"}
        if previous:
            parameters["previous"] = "true"
        blocks = self.client.blocks(path, parameters)
        try:
            first = next(blocks, b"")
        except RefusedError as error:
            if error.status not in {_NOT_FOUND, _BAD_REQUEST}:
                raise
            yield self._passed(pod, container, "its log is gone")
            return
        if not first:
            yield self._passed(pod, container, self._why_empty(pod, container))
            return
        name = f"{pod.metadata.name}/{container.name}{' (previous)' if previous else ''}"
        stream = ByteStream.of_blocks(_chained(first, blocks), name=name)
        observation = self._observation(pod, container, previous=previous)
        yield ObservedLog(stream, observation, self.redact)

    def _observation(self, pod: Pod, container: Container, *, previous: bool) -> PodObserved:
        around = Surroundings(
            namespace=self.namespace,
            job=_job_of(pod, self.jobs),
            events=self.events,
            redact=self.redact,
        )
        return observed(pod, container, around, previous=previous)

    def _why_empty(self, pod: Pod, container: Container) -> str:
        found = self._observation(pod, container, previous=False)
        if found.exit_code is None:
            return "has written nothing yet"
        return f"ended without a line: {found.reason or 'no reason'}, exit code {found.exit_code}"

    def _passed(self, pod: Pod, container: Container, reason: str) -> Passed:
        return Passed(name=f"{pod.metadata.name}/{container.name}", reason=reason)


def _chained(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _jobs(client: ClusterClient, query: ClusterQuery) -> Mapping[str, Job]:
    path = f"/apis/batch/v1/namespaces/{quote(query.namespace)}/jobs"
    return {job.metadata.name: job for job in client.items(path, Job)}


def _pods(client: ClusterClient, query: ClusterQuery) -> Iterator[Pod]:
    path = f"/api/v1/namespaces/{quote(query.namespace)}/pods"
    parameters = {"labelSelector": query.selector} if query.selector else {}
    return client.items(path, Pod, parameters)


def _events(client: ClusterClient, query: ClusterQuery) -> tuple[ClusterEvent, ...] | None:
    """Return the warnings of the namespace; None where they may not be read."""
    path = f"/api/v1/namespaces/{quote(query.namespace)}/events"
    try:
        return tuple(client.items(path, ClusterEvent, {"fieldSelector": "type!=Normal"}))
    except RefusedError as error:
        if error.status != _FORBIDDEN:
            raise
        return None


def _job_of(pod: Pod, jobs: Mapping[str, Job]) -> Job | None:
    owners = pod.metadata.owner_references
    return next((jobs.get(owner.name) for owner in owners if owner.kind == "Job"), None)


def _is_of(job: Job | None, cron_job: str) -> bool:
    owners = job.metadata.owner_references if job else ()
    return any(owner.kind == "CronJob" and owner.name == cron_job for owner in owners)


def _is_wanted(pod: Pod, jobs: Mapping[str, Job], query: ClusterQuery) -> bool:
    if query.cron_job is not None:
        return _is_of(_job_of(pod, jobs), query.cron_job)
    if query.selector is not None:
        return True
    names = [owner.name for owner in pod.metadata.owner_references]
    names += [container.image for container in pod.spec.containers]
    return any(_RENOVATE in name for name in names)


def _jobs_without_pods(
    jobs: Mapping[str, Job], pods: Sequence[Pod], query: ClusterQuery
) -> Iterator[Passed]:
    """Yield the Jobs that failed and whose pods are gone, as after a deadline."""
    if query.selector is not None:
        return
    with_pods = {owner.name for pod in pods for owner in pod.metadata.owner_references}
    for name, job in sorted(jobs.items()):
        failure = failure_of_job(job)
        wanted = _is_of(job, query.cron_job) if query.cron_job else _RENOVATE in name
        if failure and wanted and name not in with_pods:
            yield Passed(name=f"job/{name}", reason=f"failed ({failure}), and its pods are gone")


def _nothing_found(
    client: ClusterClient, query: ClusterQuery, jobs: Mapping[str, Job]
) -> InputError:
    where = f"namespace {query.namespace}"
    try:
        client.get(f"/api/v1/namespaces/{quote(query.namespace)}", Job)
    except RefusedError as error:
        if error.status == _NOT_FOUND:
            hint = "name another with --namespace"
            return InputError(f"{client.server} has no {where}", hint=hint)
    cron_jobs = _cron_jobs(client, query)
    if query.cron_job and query.cron_job not in cron_jobs:
        shown = ", ".join(cron_jobs[:_MOST_NAMES]) or "none"
        hint = f"there are: {shown}"
        return InputError(f"no CronJob {query.cron_job} in {where}", hint=hint)
    hint = (
        "its history may be empty (successfulJobsHistoryLimit, ttlSecondsAfterFinished)"
        if jobs or cron_jobs
        else "name the place with --namespace, and the pods with --cronjob or --selector"
    )
    return InputError(f"no pod of Renovate's in {where}", hint=hint)


def _cron_jobs(client: ClusterClient, query: ClusterQuery) -> Sequence[str]:
    path = f"/apis/batch/v1/namespaces/{quote(query.namespace)}/cronjobs"
    try:
        return sorted(each.metadata.name for each in client.items(path, CronJob))
    except RefusedError:
        return ()
