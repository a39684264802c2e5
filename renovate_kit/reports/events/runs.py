"""What a source can tell of a whole run: its beginning, its end, and evidence from outside."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = [
    "CutOff",
    "LogDetail",
    "PodObserved",
    "ReportRead",
    "RunEnded",
    "RunStarted",
]


class LogDetail(StrEnum):
    """How much a log shows; at `info` Renovate keeps pending updates and reasons to itself."""

    DEBUG = "debug"
    INFO = "info"


class CutOff(StrEnum):
    """Why a run is not known from its beginning to its end.

    Attributes:
        HEAP: Node ran out of heap, and V8 wrote its dump (exit code 134).
        OUT_OF_MEMORY: the kernel killed the container (exit code 137, `OOMKilled`).
        KILLED: SIGKILL for a reason that is not known (exit code 137).
        TERMINATED: SIGTERM (exit code 143), or Kubernetes stopped the pod.
        DEADLINE: the Job's `activeDeadlineSeconds`.
        EVICTED: the node needed the room.
        LOG_ENDS: nothing but the end of the log is known.
        LOG_BEGINS_LATE: the log has the run's end and lacks its beginning.
    """

    HEAP = "heap"
    OUT_OF_MEMORY = "out-of-memory"
    KILLED = "killed"
    TERMINATED = "terminated"
    DEADLINE = "deadline"
    EVICTED = "evicted"
    LOG_ENDS = "log-ends"
    LOG_BEGINS_LATE = "log-begins-late"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStarted:
    """A Renovate process began: its first record that the stream holds."""

    run: str
    renovate_version: str | None
    started_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PodObserved:
    """What the cluster knows of the process that wrote a log; told before the run's end.

    Attributes:
        run: the run within its stream; empty when the pod left no log.
        source: the name of the source, `pod/container`.
        exit_code: of the container; None while it runs.
        reason: the container's or the pod's, in Kubernetes' word (`OOMKilled`, `Evicted`).
        cut_off: what the reason means for the run; None when it ended by itself.
        requests: of the container, by resource, as written (`memory`, `512Mi`).
        limits: likewise.
        events: `reason: message` of the pod's and the Job's warnings, redacted.
    """

    run: str
    source: str
    namespace: str | None = None
    cron_job: str | None = None
    job: str | None = None
    pod: str | None = None
    container: str | None = None
    image: str | None = None
    node: str | None = None
    exit_code: int | None = None
    signal: int | None = None
    reason: str | None = None
    cut_off: CutOff | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    restarts: int | None = None
    requests: tuple[tuple[str, str], ...] | None = None
    limits: tuple[tuple[str, str], ...] | None = None
    events: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRead:
    """The events of a run come from Renovate's report (`reportType`), not from its log.

    A report names neither run nor time. Which run wrote it, its content must say: the store
    compares it with the runs that it knows.

    Attributes:
        log_context: of the problems in the report; None when it has none.
        repositories: named in the report.
        branches: `repository`, branch, pull request and result, as `branches info extended`.
        digest: hash of the report's content; equal for the file, the S3 object and the record.
        problems: level and message of each problem, in order, for comparison with a log's.
        embedded: whether the report stood in the run's own log (`reportType=logging`).
    """

    run: str
    log_context: str | None
    repositories: tuple[str, ...]
    branches: tuple[tuple[str, str, int | None, str | None], ...]
    problems: tuple[tuple[int, str], ...]
    digest: bytes
    embedded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RunEnded:
    """The last word on a run, from which the store tells whether it knows that run already.

    Attributes:
        log_context: Renovate's `logContext`; None in pretty text, which does not show it.
        ended_at: when the last record was written.
        complete: whether the log has the run from its beginning to its end.
        detail: the most talkative level seen.
        trace: eight bytes for each record of level info and above, in order, hashed over
            level, message and fields without `err`: equal for the JSON log and the pretty
            text of one run, and the beginning of it for the first half of that log.
        records: how many log records the stream held of this run.
        levels: bunyan's numbers and how many records had them; what is below info counts as 20.
        begins: whether the stream held the run's first record (`Renovate started`).
        platform: Renovate's word for it, where the log shows the config (debug level).
        dry_run: `full`, `lookup`, `extract`, or the wrong value that was set; None if unknown.
        logged_errors: records of level error and fatal, each once; they make exit code 1.
        exit_code: of the process, where the log is evidence of it: 0 for a complete run without
            errors, 1 for one with errors, the number of `exitCodeForErrors`, 134 after a dump
            of V8's.
        exit_evidence: the message that shows it, or the first error's.
        cut_off: what the log lacks of the run, and why; None for a complete one.
        hostname: of the process; in a CronJob the pod's name.
        trace_id: of the run's trace, when tracing is on; a trace file has it as well.
    """

    run: str
    log_context: str | None
    ended_at: datetime | None
    complete: bool
    detail: LogDetail
    trace: bytes
    records: int
    levels: tuple[tuple[int, int], ...] | None = None
    begins: bool | None = None
    platform: str | None = None
    dry_run: str | None = None
    logged_errors: int | None = None
    exit_code: int | None = None
    exit_evidence: str | None = None
    cut_off: CutOff | None = None
    hostname: str | None = None
    trace_id: str | None = None
