"""Runs as people get them: all that a format of `runs`, `tail` and `check-run` may see.

None means that the log could not tell, never that there was nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from renovate_kit.reports.option_links import Option
from renovate_kit.reports.verdicts import Verdict

__all__ = [
    "Deed",
    "Failure",
    "Found",
    "HeldBranch",
    "HeldGroup",
    "ListedRun",
    "LiveLine",
    "RepositoryStory",
    "RunCounts",
    "RunList",
    "RunStory",
    "TimeSpent",
    "Unknown",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunCounts:
    """What is counted of a run. Of several repositories, those that show it are added up.

    Attributes:
        problems: warnings and errors, each different one once.
        hidden_problems: what only level debug shows.
        pull_requests: done to pull requests, by action.
        dependencies: extracted.
        updates: in all branches.
        branches: those that Renovate lists at the end.
        vulnerabilities: advisories that Renovate knew of.
        lookup_failures: packages that nothing could be found out about.
        artifact_failures: lock files and the like that could not be updated.
    """

    problems: int | None = None
    hidden_problems: int | None = None
    pull_requests: Mapping[str, int] | None = None
    dependencies: int | None = None
    updates: int | None = None
    branches: int | None = None
    vulnerabilities: int | None = None
    lookup_failures: int | None = None
    artifact_failures: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRun:
    """A run in a list.

    Attributes:
        run_id: its key in the store.
        repositories: names, in the order of the run; empty if it reached none.
        result: Renovate's, the first one that is a failure, else the last.
        cut_off: why it is not known whole; None for one that is.
        duration_ms: spent on its repositories, as Renovate measures it; None if that of any is
            unknown.
        log_ms: from the first record of the log to the last; None in text without times.
        shows_debug: whether the log has records of level debug.
    """

    run_id: int
    repositories: tuple[str, ...]
    started_at: datetime | None
    finished_at: datetime | None
    renovate_version: str | None
    verdict: Verdict
    result: str | None
    cut_off: str | None
    exit_code: int | None
    duration_ms: int | None
    log_ms: int | None
    counts: RunCounts
    shows_debug: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunList:
    """Runs, the latest first.

    Attributes:
        since: runs that started at that time or later; None for all on record.
        is_cut: whether there are more than were asked for.
        without_time: runs that are left out, because nobody knows whether they started since then.
    """

    runs: tuple[ListedRun, ...]
    since: datetime | None
    is_cut: bool
    without_time: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """Something that failed, with what it means and what to do.

    Attributes:
        kind: `result`, `fatal`, `error`, `warn`, `debug`, `branch` or `cut-off`.
        what: in one line.
        detail: what tells it from others, or empty.
        branches: on which it failed, as far as the log tells.
        fingerprint: of the problem, for `errors show`; None where it is none.
        counts: whether it makes the verdict worse.
    """

    kind: str
    what: str
    detail: str
    means: str
    remedy: str
    docs: str | None
    category: str
    branches: tuple[str, ...]
    times: int
    fingerprint: str | None
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a run found in a repository.

    Attributes:
        managers: name, files and dependencies; None if the log shows no extraction.
        updates: by type, Renovate's own count; None where the log does not show it.
        security_updates: of these; None likewise.
        vulnerabilities: known advisories, the worst first: package, ids, severity, fixed version.
        open_pull_requests: Renovate's, at the end; None likewise.
        lib_years: how far behind the dependencies are; None likewise.
        outdated: dependencies that have a newer release; None likewise.
    """

    managers: tuple[tuple[str, int, int], ...] | None
    updates: Mapping[str, int] | None
    security_updates: int | None
    vulnerabilities: tuple[tuple[str, tuple[str, ...], str | None, str | None], ...]
    open_pull_requests: int | None
    lib_years: float | None
    outdated: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Something that Renovate did.

    Attributes:
        what: what was done, such as `opened`.
        subject: what it was done to, in words.
    """

    what: str
    number: int | None
    subject: str
    branch: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBranch:
    """A branch that does not go on, and what it would update."""

    branch: str
    pull_request: int | None
    title: str | None
    updates: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldGroup:
    """Branches that one reason holds back. `result` is Renovate's word for it."""

    result: str | None
    reason: str
    what_to_do: str
    options: tuple[Option, ...]
    branches: tuple[HeldBranch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveLine:
    """What a person who watches a run is told next.

    Attributes:
        kind: `run`, `repository`, `finding`, `deed`, `held`, `warning` or `error`.
    """

    kind: str
    text: str
    repository: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """What the log does not show, and the setting of Renovate's that would show it.

    `topic` is `what` in two or three words.
    """

    topic: str
    what: str
    setting: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpent:
    """How long one thing took.

    Attributes:
        kind: `split`, `http`, `http-queue`, `lookup`, `releases`, `git`, `cache-get`, `cache-set`
            or `span`.
        usual_ms: median of the totals of earlier runs that had it; None if there are none.
        earlier_runs: so many.
    """

    repository: str | None
    kind: str
    name: str
    count: int | None
    total_ms: int | None
    mean_ms: int | None
    max_ms: int | None
    usual_ms: int | None = None
    earlier_runs: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryStory:
    """A run's turn at one repository, told.

    Attributes:
        note: what state the repository is in, if Renovate did as it was told and updated nothing:
            dry run, onboarding, disabled, empty, ...
        lacks_start: whether the log may have lost what was done first.
        held: None where the log does not show branches.
        unclear: branches that were made and have no pull request, where the log does not say why.
    """

    repository: str
    verdict: Verdict
    result: str | None
    status: str | None
    note: str | None
    started_at: datetime | None
    duration_ms: int | None
    restarts: int | None
    dry_run: bool
    found: Found
    done: tuple[Deed, ...]
    held: tuple[HeldGroup, ...] | None
    unclear: tuple[str, ...]
    failures: tuple[Failure, ...]
    lacks_start: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStory:
    """A run, told.

    Attributes:
        run_id: its key in the store; None for a run that is in none.
        duration_ms: spent on its repositories, as Renovate measures it; None if that of any is
            unknown.
        log_ms: from the first record of the log to the last; None in text without times.
        verdict: how it went, whatever Renovate's exit code was.
        because: why it is not healthy, the worst first.
        exit_group: the number that stands for what failed; see `ExitGroup`.
        exit_code: Renovate's, as the cluster saw it or the log is evidence of it.
        exit_evidence: what it is known by.
        cut_off: why the run is not known whole; None for one that is.
        failures: those that belong to no repository.
        caches: kind, name, hits and misses.
    """

    run_id: int | None
    source: str
    started_at: datetime | None
    finished_at: datetime | None
    duration_ms: int | None
    log_ms: int | None
    renovate_version: str | None
    platform: str | None
    hostname: str | None
    shows_debug: bool
    dry_run: str | None
    verdict: Verdict
    because: tuple[str, ...]
    exit_group: int
    exit_code: int | None
    exit_evidence: str | None
    cut_off: str | None
    pod: str | None
    repositories: tuple[RepositoryStory, ...]
    failures: tuple[Failure, ...]
    times: tuple[TimeSpent, ...]
    caches: tuple[tuple[str, str, int, int], ...]
    unknown: tuple[Unknown, ...]
    counts: RunCounts = RunCounts()

    @property
    def result(self) -> str | None:
        """Renovate's result: the first that is a failure, else the last; None for none."""
        results = [each.result for each in self.repositories]
        failed = (x.result for x in self.repositories if x.verdict is Verdict.FAILED)
        return next(failed, None) or (results[-1] if results else None)
