"""The records of one run, turned into events."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from renovate_kit.reports.events import (
    CutOff,
    Event,
    LogDetail,
    LookupFailed,
    PullRequestAction,
    PullRequestLogged,
    RepositoryStarted,
    RunEnded,
    RunStarted,
)
from renovate_kit.reports.problems.hidden import HIDDEN_AT_DEBUG, HIDDEN_AT_INFO
from renovate_kit.reports.sources import messages
from renovate_kit.reports.sources.deeds import Deeds
from renovate_kit.reports.sources.json_log import QuietLines
from renovate_kit.reports.sources.one_line import TEXT_LIMIT, one_line
from renovate_kit.reports.sources.payloads import Discovered, Finished, GlobalConfig, read_payload
from renovate_kit.reports.sources.problem_tally import ProblemTally
from renovate_kit.reports.sources.progress import Progress, cut_off_by
from renovate_kit.reports.sources.record import INFO, WARN, Record, parse_time
from renovate_kit.reports.sources.report_reader import embedded_report
from renovate_kit.reports.sources.repository_reader import RepositoryReader
from renovate_kit.reports.sources.run_head import RunHead
from renovate_kit.reports.sources.trace import trace_of
from renovate_kit.reports.sources.wording import Wording, optional_word

__all__ = ["RunReader"]

_MOST_REMEMBERED: Final = 1 << 16
"""Lines that are known again when they come twice."""

_KEPT_OF_QUIET: Final = 4096
"""Of the last quiet line: whole, if it is the short one that closes a run; else its time."""


class RunReader:
    """Reads one run: give it the run's records in order, then end it.

    Args:
        run: the run's name in its stream.
        first: the run's first record.
        redact: masks secrets.
        wording: words names, for all runs of a stream.

    Attributes:
        run: the run's name in its stream.
        started: the run's first event, as far as it is known.
        reads_advisories: whether sentences about vulnerabilities are to be expected now.
        process: as its first record names it.
    """

    def __init__(
        self, run: str, first: Record, redact: Callable[[str], str], wording: Wording
    ) -> None:
        self.run = run
        self.started = RunStarted(run=run, renovate_version=_version(first), started_at=first.time)
        self.reads_advisories = False
        self._is_told = False
        self._done: set[str] = set()
        self._head = RunHead(first)
        self._first = first
        self._redact = redact
        self._wording = wording
        self._levels: Counter[int] = Counter()
        self._last_time = first.time_text
        self._last_quiet: bytes | None = None
        self._detail = LogDetail.INFO
        self._trace = bytearray()
        self._problems = ProblemTally(redact)
        self._progress = Progress()
        self._deeds = Deeds(run=run, wording=wording)
        self._repository: RepositoryReader | None = None
        self._seen: set[str] = set()
        self._with_tables: set[str] = set()
        self._base_branches: dict[str, str] = {}
        self._platform: str | None = None
        self._dry_run: str | None = None
        self._trace_id: str | None = None
        self._read: set[int] = set()
        self._contexts: Counter[str] = Counter()
        self._opened: set[tuple[str, int]] = set()
        self.process = first.process

    @property
    def has_start(self) -> bool:
        """Whether the record came that a process begins with."""
        return self._head.has_start

    @property
    def log_context(self) -> str | None:
        """What most records name as `logContext`: in the others it is damaged."""
        common = self._contexts.most_common(1)
        return common[0][0] if common else self._first.log_context

    def has_read(self, record: Record) -> bool:
        """Whether a line of this run came before: of two records, the times differ."""
        return record.line is not None and hash(record.line) in self._read

    @property
    def is_over(self) -> bool:
        """Whether no further record is to be expected of the run."""
        progress = self._progress
        awaited = progress.awaits_exit_record or progress.awaits_exit_code
        return self._closed() and not awaited

    def is_of_another_run(self, record: Record) -> bool:
        """Whether a record without a `logContext` begins the next run.

        Until 43.26 nothing else does so at level info but a repository's start after the end
        of the run, or of that repository: no run turns to one again that it finished.
        """
        if record.msg in messages.RUN_STARTERS:
            # Each line twice: the first of two first lines has nothing below it.
            twice = record.msg == self._first.msg == messages.RENOVATE_STARTED
            return not twice or self._levels.total() > 1 or bool(self._first.fields)
        starts = record.msg == messages.REPOSITORY_STARTED
        return starts and (self.is_over or record.repository in self._done)

    def skip(self, count: int, last: bytes) -> None:
        """Count JSON lines below level info that carry no event."""
        self._levels[messages.DEBUG] += count
        self._last_quiet = last[-_KEPT_OF_QUIET:]
        self._detail = LogDetail.DEBUG

    def note_foreign(self, line: bytes) -> None:
        """Take a line between the records: it may say what ended the process."""
        self._progress.cut_off = self._progress.cut_off or cut_off_by(line)

    def take(self, record: Record) -> Iterator[Event]:
        """Take a record and yield what it tells.

        Raises:
            UnexpectedShapeError: the record's fields are not what its message stands for.
        """
        if record.level >= INFO and self._is_repeated(record):
            return
        self._levels[max(record.level, messages.DEBUG)] += 1
        if record.log_context is not None:
            self._contexts[record.log_context] += 1
        self._head.note(record)
        self._last_quiet = None
        self._last_time = record.time_text or self._last_time
        if record.level >= INFO:
            self._progress.note(record)
            self._trace += trace_of(record)
            self._trace_id = self._trace_id or optional_word(record.fields.get("trace_id"))
            self._note_problem(record)
        else:
            self._progress.closed |= messages.is_closing(record)
            self._detail = LogDetail.DEBUG
            if record.level == messages.DEBUG and record.msg in HIDDEN_AT_DEBUG:
                self._problems.add(record)
        if self._problems.is_full:
            yield from self._start()
            yield from self._problems.take_all(self.run)
        for event in self._tell(record):
            yield from self._start(record)
            yield event

    def _is_repeated(self, record: Record) -> bool:
        """Whether a carrier brought the very same line again."""
        if record.line is None or record.time_text is None:
            return False
        line = hash(record.line)
        if line in self._read:
            return True
        if len(self._read) >= _MOST_REMEMBERED:
            self._read.clear()
        self._read.add(line)
        return False

    def begin(self) -> Iterator[RunStarted]:
        """Yield the start, if the first record tells all of it."""
        if self.started.renovate_version is not None:
            yield from self._start()

    def _start(self, record: Record | None = None) -> Iterator[RunStarted]:
        """Yield the start before anything else, as late as possible.

        Until 43.26 the first record does not name the version, but that of the first repository.
        """
        if self._is_told:
            return
        self._is_told = True
        version = self.started.renovate_version or (_version(record) if record else None)
        self.started = replace(self.started, renovate_version=version)
        yield self.started

    def end(self) -> Iterator[Event]:
        """Yield what is left to tell, and the end of the run."""
        yield from self._start()
        yield from self._leave_repository()
        yield from self._problems.take_all(self.run)
        progress, cut_off = self._progress, self._cut_off()
        complete = cut_off is None
        exit_code, evidence = progress.exit(complete=complete)
        yield RunEnded(
            run=self.run,
            log_context=self.log_context,
            ended_at=parse_time(self._end_time()),
            complete=complete,
            detail=self._detail,
            trace=bytes(self._trace),
            records=self._levels.total(),
            levels=tuple(sorted(self._levels.items())),
            begins=self._head.begins,
            platform=self._platform,
            dry_run=self._dry_run,
            logged_errors=progress.errors,
            exit_code=exit_code,
            exit_evidence=self._wording.optional(evidence),
            cut_off=cut_off,
            hostname=self._wording.name(self.process[0]) if self.process else None,
            trace_id=self._trace_id,
        )

    def _end_time(self) -> str | None:
        quiet = self._last_quiet
        return QuietLines.time_text(quiet) if quiet is not None else self._last_time

    def _closed(self) -> bool:
        quiet = self._last_quiet
        return self._progress.closed or (quiet is not None and QuietLines.is_closing(quiet))

    def _cut_off(self) -> CutOff | None:
        """Return which end of the run the log lacks, and why; None if it has both."""
        if not self._comes_to_its_end():
            return self._progress.cut_off or CutOff.LOG_ENDS
        return CutOff.LOG_BEGINS_LATE if self._head.is_missing(self._detail) else None

    def _comes_to_its_end(self) -> bool:
        """Whether the run got to its end.

        At debug level a run with a Redis cache writes no closing record. There it counts
        that all the repositories that it was given are finished.
        """
        progress = self._progress
        all_finished = progress.expected is not None and progress.finished >= progress.expected
        return self._closed() or (self._detail is LogDetail.DEBUG and all_finished)

    def _note_problem(self, record: Record) -> None:
        if record.level >= WARN or record.msg in HIDDEN_AT_INFO:
            self._problems.add(record)
        elif messages.is_dry_run(record.msg):
            self._problems.add_dry_run(record)

    def _tell(self, record: Record) -> Iterator[Event]:
        """Yield what one record tells; most tell nothing, or something for later."""
        match record.level, record.msg:
            case messages.INFO, messages.REPOSITORY_STARTED:
                yield from self._start_repository(record)
            case messages.INFO, messages.REPOSITORY_FINISHED:
                yield from self._finish_repository(record)
            case messages.INFO, messages.AUTODISCOVERED:
                self._progress.expected = read_payload(record, Discovered).length
            case messages.INFO, messages.PRINTED_REPORT:
                yield from embedded_report(
                    record, self.run, self._wording, self._with_tables, self._base_branches
                )
            case messages.DEBUG, messages.COMBINED_CONFIG:
                self._configure(record)
            case messages.DEBUG, messages.OSV_STARTS:
                self.reads_advisories = True
            case (messages.INFO, messages.EXTRACTION) | (messages.DEBUG, _):
                yield from self._keep(record)
                yield from self._tell_deed(record)
            case _:
                yield from self._tell_deed(record)

    def _keep(self, record: Record) -> Iterator[Event]:
        """Keep tables, and debug sentences that are short enough to be read for what they say."""
        if record.repository is None:
            return
        if record.msg in messages.TABLES or record.msg == messages.EXTRACTION:
            yield from self._enter_repository(record)
            self.reads_advisories &= record.msg != messages.PACKAGE_FILES
        if self._repository and self._repository.repository == record.repository:
            self._repository.keep(record)

    def _tell_deed(self, record: Record) -> Iterator[Event]:
        for event in self._deeds.events(record):
            if isinstance(event, PullRequestLogged) and self._was_opened(event):
                continue
            yield from self._enter_repository(record)
            yield event

    def _was_opened(self, event: PullRequestLogged) -> bool:
        """Whether a log that tells things twice tells again that a pull request was opened."""
        if event.action is not PullRequestAction.CREATED or event.number is None:
            return False
        one = (event.repository, event.number)
        known = one in self._opened
        self._opened.add(one)
        return known

    def _configure(self, record: Record) -> None:
        config = read_payload(record, GlobalConfig).config
        self._progress.expected = len(config.repositories) if config.repositories else None
        self._platform = optional_word(config.platform)
        self._dry_run = optional_word(config.dry_run)

    def _start_repository(self, record: Record) -> Iterator[Event]:
        current = self._repository
        if current and current.repository == record.repository:
            current.restarts += 1
        yield from self._enter_repository(record)

    def _enter_repository(self, record: Record) -> Iterator[Event]:
        name = record.repository
        if name is None or (self._repository and self._repository.repository == name):
            return
        yield from self._leave_repository()
        self._repository = RepositoryReader(run=self.run, repository=name, wording=self._wording)
        if name not in self._seen:
            self._seen.add(name)
            started = record.time if record.msg == messages.REPOSITORY_STARTED else None
            yield RepositoryStarted(run=self.run, repository=name, started_at=started)

    def _leave_repository(self, finished: Record | None = None) -> Iterator[Event]:
        payload = read_payload(finished, Finished) if finished else Finished()
        repository, self._repository = self._repository, None
        if repository is None:
            return
        self._base_branches[repository.repository] = repository.base_branch
        if repository.has_tables:
            self._with_tables.add(repository.repository)
        for event in repository.tables():
            # The warning that says the same came first: it is at level info as well.
            if not isinstance(event, LookupFailed) or not self._deeds.has_told_lookup(event):
                yield event
        yield from self._problems.take(self.run, repository.repository)
        if finished is not None or repository.repository not in self._done:
            yield repository.finished(payload, finished.time if finished else None)

    def _finish_repository(self, record: Record) -> Iterator[Event]:
        yield from self._enter_repository(record)
        self._progress.finished += 1
        self._done.add(record.repository or "")
        self._progress.awaits_exit_code |= bool(record.fields.get("exitCode"))
        yield from self._leave_repository(record)


def _version(first: Record) -> str | None:
    version = first.fields.get("renovateVersion")
    return one_line(version, limit=TEXT_LIMIT) if isinstance(version, str) else None
