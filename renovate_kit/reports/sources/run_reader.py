"""The records of one run, turned into events."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.events import (
    Event,
    LogDetail,
    PullRequestLogged,
    RepositoryStarted,
    RunEnded,
    RunStarted,
)
from renovate_kit.reports.sources import messages
from renovate_kit.reports.sources.json_log import QuietLines
from renovate_kit.reports.sources.one_line import TEXT_LIMIT, one_line
from renovate_kit.reports.sources.payloads import (
    Discovered,
    Finished,
    GlobalConfig,
    PullRequest,
    read_payload,
)
from renovate_kit.reports.sources.problem_tally import ProblemTally
from renovate_kit.reports.sources.record import ERROR, INFO, WARN, Record, parse_time
from renovate_kit.reports.sources.repository_reader import RepositoryReader
from renovate_kit.reports.sources.trace import trace_of

__all__ = ["RunReader"]

_KEPT_OF_QUIET: Final = 4096
"""Of the last quiet line: whole, if it is the short one that closes a run; else its time."""
_NUMBER: Final = re.compile(r"[0-9]{1,15}")


@dataclass(slots=True, kw_only=True)
class _Progress:
    """How far the run got, to tell a whole log from one that was cut off."""

    closed: bool = False
    errors: bool = False
    exit_code: bool = False
    expected: int | None = None
    finished: int = 0


class RunReader:
    """Reads one run: give it the run's records in order, then end it.

    Args:
        run: the run's name in its stream.
        first: the run's first record.
        redact: masks secrets.

    Attributes:
        run: the run's name in its stream.
        started: the run's first event.
    """

    def __init__(self, run: str, first: Record, redact: Callable[[str], str]) -> None:
        self.run = run
        self.started = RunStarted(run=run, renovate_version=_version(first), started_at=first.time)
        self._log_context = first.log_context
        self._redact = redact
        self._records = 0
        self._last_time = first.time_text
        self._last_quiet: bytes | None = None
        self._detail = LogDetail.INFO
        self._trace = bytearray()
        self._problems = ProblemTally(redact)
        self._progress = _Progress()
        self._repository: RepositoryReader | None = None
        self._seen: set[str] = set()

    @property
    def is_over(self) -> bool:
        """Whether no further record is to be expected of the run."""
        progress = self._progress
        return self._closed() and not progress.errors and not progress.exit_code

    def skip(self, count: int, last: bytes) -> None:
        """Count JSON lines below level info that carry no event."""
        self._records += count
        self._last_quiet = last[-_KEPT_OF_QUIET:]
        self._detail = LogDetail.DEBUG

    def take(self, record: Record) -> Iterator[Event]:
        """Take a record and yield what it tells.

        Raises:
            UnexpectedShapeError: the record's fields are not what its message stands for.
        """
        self._records += 1
        self._last_quiet = None
        self._last_time = record.time_text or self._last_time
        self._progress.closed |= messages.is_closing(record)
        if record.level < INFO:
            self._detail = LogDetail.DEBUG
        else:
            self._trace += trace_of(record)
            self._note_problem(record)
        if self._problems.is_full:
            yield from self._problems.take_all(self.run)
        yield from self._tell(record)

    def end(self) -> Iterator[Event]:
        """Yield what is left to tell, and the end of the run."""
        yield from self._leave_repository()
        yield from self._problems.take_all(self.run)
        yield RunEnded(
            run=self.run,
            log_context=self._log_context,
            ended_at=parse_time(self._end_time()),
            complete=self._is_complete(),
            detail=self._detail,
            trace=bytes(self._trace),
            records=self._records,
        )

    def _end_time(self) -> str | None:
        quiet = self._last_quiet
        return QuietLines.time_text(quiet) if quiet is not None else self._last_time

    def _closed(self) -> bool:
        quiet = self._last_quiet
        return self._progress.closed or (quiet is not None and QuietLines.is_closing(quiet))

    def _is_complete(self) -> bool:
        """Whether the run got to its end.

        At debug level a run with a Redis cache writes no closing record. There it counts
        that all the repositories that it was given are finished.
        """
        progress = self._progress
        all_finished = progress.expected is not None and progress.finished >= progress.expected
        return self._closed() or (self._detail is LogDetail.DEBUG and all_finished)

    def _note_problem(self, record: Record) -> None:
        if record.level >= WARN or record.msg in messages.FAILURES_AT_INFO:
            self._problems.add(record)
        elif messages.is_dry_run(record.msg):
            self._problems.add_dry_run(record)
        self._progress.errors |= record.level >= ERROR
        if messages.is_exit_code(record.msg):
            self._progress.errors = self._progress.exit_code = False

    def _tell(self, record: Record) -> Iterator[Event]:
        """Yield what one record tells; most tell nothing, or something for later."""
        match record.level, record.msg:
            case (messages.INFO, messages.EXTRACTION) | (
                messages.DEBUG,
                messages.BRANCHES | messages.UPDATES | messages.SPLITS,
            ):
                yield from self._enter_repository(record)
                if self._repository and record.repository:
                    self._repository.keep(record)
            case messages.INFO, messages.REPOSITORY_STARTED:
                yield from self._enter_repository(record)
            case messages.INFO, messages.REPOSITORY_FINISHED:
                yield from self._finish_repository(record)
            case messages.INFO, messages.AUTODISCOVERED:
                self._progress.expected = read_payload(record, Discovered).length
            case messages.DEBUG, messages.COMBINED_CONFIG:
                named = read_payload(record, GlobalConfig).config.repositories
                self._progress.expected = len(named) if named else None
            case messages.INFO, message if message in messages.PULL_REQUEST_ACTIONS:
                yield from self._pull_request(record)

    def _enter_repository(self, record: Record) -> Iterator[Event]:
        name = record.repository
        if name is None or (self._repository and self._repository.repository == name):
            return
        yield from self._leave_repository()
        self._repository = RepositoryReader(run=self.run, repository=name, redact=self._redact)
        if name not in self._seen:
            self._seen.add(name)
            started = record.time if record.msg == messages.REPOSITORY_STARTED else None
            yield RepositoryStarted(run=self.run, repository=name, started_at=started)

    def _leave_repository(self, finished: Record | None = None) -> Iterator[Event]:
        payload = read_payload(finished, Finished) if finished else Finished()
        repository, self._repository = self._repository, None
        if repository is None:
            return
        yield from repository.tables()
        yield from self._problems.take(self.run, repository.repository)
        yield repository.finished(payload, finished.time if finished else None)

    def _finish_repository(self, record: Record) -> Iterator[Event]:
        yield from self._enter_repository(record)
        self._progress.finished += 1
        self._progress.exit_code |= bool(record.fields.get("exitCode"))
        yield from self._leave_repository(record)

    def _pull_request(self, record: Record) -> Iterator[Event]:
        yield from self._enter_repository(record)
        if record.repository is None:
            return
        logged = read_payload(record, PullRequest)
        title = logged.pr_title or logged.new_title
        yield PullRequestLogged(
            run=self.run,
            repository=record.repository,
            branch=record.branch or logged.branch_name,
            action=messages.PULL_REQUEST_ACTIONS[record.msg],
            number=_number(logged),
            title=title and one_line(self._redact(title), limit=TEXT_LIMIT),
            at=record.time,
        )


def _version(first: Record) -> str | None:
    version = first.fields.get("renovateVersion")
    return one_line(version, limit=TEXT_LIMIT) if isinstance(version, str) else None


def _number(logged: PullRequest) -> int | None:
    if isinstance(logged.pr, str):  # `Onboarding PR created` says "Pull Request #4"
        digits = logged.pr.rpartition("#")[2]
        return int(digits) if _NUMBER.fullmatch(digits) else None
    return next((n for n in (logged.pr, logged.pr_no, logged.number) if n is not None), None)
