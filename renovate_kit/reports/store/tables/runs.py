"""Runs, the recordings that they are made of, and what stands beside a recording."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table

from renovate_kit.reports.store.columns import Key, UtcText
from renovate_kit.reports.store.tables.registry import metadata

__all__ = ["TRACE_HEAD_BYTES", "companions", "meta", "pods", "recordings", "runs", "sources"]

TRACE_HEAD_BYTES = 2048
"""As much of a trace as an index entry of PostgreSQL can hold."""

meta = Table(
    "meta",
    metadata,
    Column("application", String, primary_key=True, comment="always `renovate-kit`"),
    Column("schema_version", Integer, nullable=False, comment="version of these tables"),
    Column("pruned_before", UtcText, comment="older runs were pruned and are not taken again"),
    comment="One row that says whose database this is.",
)

sources = Table(
    "sources",
    metadata,
    Column("id", Key, primary_key=True, comment="key"),
    Column("name", String, nullable=False, unique=True, comment="what the source calls itself"),
    Column("first_taken_at", UtcText, comment="when it was first read, where the caller said so"),
    Column("last_taken_at", UtcText, comment="when it was last read, where the caller said so"),
    comment="Where recordings came from.",
)

runs = Table(
    "runs",
    metadata,
    Column("id", Key, primary_key=True, comment="key; stays when the run becomes better known"),
    Column("started_at", UtcText, comment="time of the first record; NULL in text without times"),
    Column("ended_at", UtcText, comment="time of the last record"),
    Column("renovate_version", String, comment="as Renovate prints it"),
    Column("log_context", String, comment="Renovate's `logContext`; NULL in pretty text"),
    Column(
        "complete",
        Boolean,
        nullable=False,
        comment="false: the log lacks the run's end or its beginning",
    ),
    Column("detail", String(5), nullable=False, comment="`debug` or `info`"),
    Column("records", Integer, nullable=False, comment="log records of the richest recording"),
    Column(
        "source_id",
        ForeignKey("sources.id"),
        nullable=False,
        comment="where the richest recording came from",
    ),
    Column("begins", Boolean, comment="whether the log holds the run's first record"),
    Column("platform", String, comment="Renovate's word for it, such as `github`"),
    Column("dry_run", String, comment="`full`, `lookup` or `extract`"),
    Column("hostname", String, comment="of the process; in a CronJob the pod's name"),
    Column("levels", String, comment="records by level as JSON, such as `[[20, 540], [30, 11]]`"),
    Column("logged_errors", Integer, comment="records of level error and fatal"),
    Column("exit_code", Integer, comment="of the process, as far as the log is evidence of it"),
    Column("exit_evidence", String, comment="the message that shows the exit code"),
    Column(
        "cut_off",
        String,
        comment="what the log lacks, and why, such as `heap`, `log-ends` or `log-begins-late`",
    ),
    Column("fingerprint", LargeBinary, comment="hash of what a report of the run tells as well"),
    Index("runs_started_at", "started_at"),
    Index("runs_hostname", "hostname"),
    Index("runs_fingerprint", "fingerprint"),
    comment="One Renovate process.",
)

recordings = Table(
    "recordings",
    metadata,
    Column("id", Key, primary_key=True, comment="key"),
    Column(
        "run_id",
        ForeignKey("runs.id"),
        nullable=False,
        index=True,
        comment="the run that it tells of",
    ),
    Column("source_id", ForeignKey("sources.id"), nullable=False, comment="who brought it first"),
    Column("log_context", String, comment="`logContext`, if it shows that and the time"),
    Column("started_at", UtcText, comment="time of its first record"),
    Column("complete", Boolean, nullable=False, comment="whether it reaches the end of the run"),
    Column("detail", String(5), nullable=False, comment="`debug` or `info`"),
    Column("records", Integer, nullable=False, comment="log records"),
    Column("trace", LargeBinary, nullable=False, comment="8 bytes for each record of info and up"),
    Column("trace_head", LargeBinary, nullable=False, comment="first 2,048 bytes of `trace`"),
    Column("trace_hash", LargeBinary, nullable=False, comment="hash of all of `trace`"),
    Column("digest", LargeBinary, nullable=False, unique=True, comment="hash of trace and content"),
    Column(
        "content",
        LargeBinary,
        nullable=False,
        comment="its events as zlib-compressed MessagePack, from which all other rows are made",
    ),
    Column(
        "revision",
        Integer,
        nullable=False,
        server_default="1",
        comment="how much the reader knew that made it; a newer one's recording goes first",
    ),
    Column("ended_at", UtcText, comment="time of its last record"),
    Column(
        "headless_from", LargeBinary, comment="its first 8 bytes of `trace`, if it lacks a head"
    ),
    Index("recordings_log_context", "log_context", "started_at"),
    Index("recordings_started_at_trace_head", "started_at", "trace_head"),
    Index("recordings_trace_head", "trace_head"),
    Index("recordings_trace_hash", "trace_hash"),
    Index("recordings_headless_from", "headless_from"),
    comment="What a log told of a run, unless another recording tells all of that and more.",
)

companions = Table(
    "companions",
    metadata,
    Column("id", Key, primary_key=True, comment="key"),
    Column("kind", String, nullable=False, comment="`report` or `spans`"),
    Column("digest", LargeBinary, nullable=False, unique=True, comment="hash of its content"),
    Column("source_id", ForeignKey("sources.id"), nullable=False, comment="who brought it first"),
    Column(
        "run_id",
        ForeignKey("runs.id", ondelete="SET NULL"),
        index=True,
        comment="whose it is; NULL if nobody can tell",
    ),
    Column("log_context", String, index=True, comment="`logContext` of its problems, if any"),
    Column("started_at", UtcText, index=True, comment="time of its first span"),
    Column("fingerprint", LargeBinary, index=True, comment="hash of what a log tells as well"),
    Column("content", LargeBinary, nullable=False, comment="its events, like a recording's"),
    comment="A report or a trace file of Renovate's: it tells of a run but not of which.",
)

pods = Table(
    "pods",
    metadata,
    Column("id", Key, primary_key=True, comment="key"),
    Column(
        "digest",
        LargeBinary,
        nullable=False,
        unique=True,
        comment="hash of container and its start",
    ),
    Column("source_id", ForeignKey("sources.id"), nullable=False, comment="who brought it first"),
    Column(
        "run_id",
        ForeignKey("runs.id", ondelete="SET NULL"),
        index=True,
        comment="its run; NULL if it left no log here",
    ),
    Column("log_context", String, comment="`logContext` of the log that came with it"),
    Column("log_started_at", UtcText, index=True, comment="time of the first record of that log"),
    Column("log_trace", LargeBinary, comment="trace of that log; NULL without one"),
    Column("log_headless", Boolean, comment="whether that log lacks its head"),
    Column("source", String, nullable=False, comment="`pod/container`"),
    Column("namespace", String, comment="of the pod"),
    Column("cron_job", String, comment="that made the Job"),
    Column("job", String, comment="that made the pod"),
    Column("pod", String, index=True, comment="its name"),
    Column("container", String, comment="its name"),
    Column("image", String, comment="of the container"),
    Column("node", String, comment="that it ran on"),
    Column("exit_code", Integer, comment="of the container; NULL while it runs"),
    Column("signal", Integer, comment="that ended it"),
    Column("reason", String, comment="Kubernetes' word, such as `OOMKilled`"),
    Column(
        "cut_off", String, comment="what the reason means for the run; NULL: it ended by itself"
    ),
    Column("started_at", UtcText, comment="when the container started"),
    Column("finished_at", UtcText, comment="when it ended"),
    Column("restarts", Integer, comment="of the container"),
    Column(
        "requests", String, comment='resources asked for as JSON, such as `{"memory": "512Mi"}`'
    ),
    Column("limits", String, comment="resources allowed, likewise"),
    Column("events", String, comment="warnings of the pod and the Job, as a JSON list"),
    comment="What a cluster knows of the process that wrote a log.",
)
