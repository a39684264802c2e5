"""Renovate's own report: what it found, without times, as a file, an object or a record.

Renovate 44.121.2: `lib/instrumentation/reporting.ts`, `lib/instrumentation/types.ts`. The file
(`reportType=file`), the object (`s3`) and the field of `Printing report` (`logging`) are equal.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from hashlib import blake2b
from typing import Any, Final, TypeAlias, TypeVar

import msgspec

from renovate_kit.reports.events import Event, LogDetail, ReportRead, RepositoryStarted, RunEnded
from renovate_kit.reports.sources.dependency_payloads import package_files_of
from renovate_kit.reports.sources.json_text import decode_json
from renovate_kit.reports.sources.payloads import Branches, LibYears, LoggedBranch
from renovate_kit.reports.sources.problem_tally import ProblemTally
from renovate_kit.reports.sources.record import WARN, Record
from renovate_kit.reports.sources.repository_reader import RepositoryReader
from renovate_kit.reports.sources.wording import Wording

__all__ = ["embedded_report", "is_report", "read_report"]

_STARTS: Final = (b'{"problems":', b'{"repositories":')
_DIGEST_BYTES: Final = 16
_REPORT: Final = msgspec.json.Decoder(dict[str, object])

_Table: TypeAlias = Mapping[Any, object]
_T = TypeVar("_T")


def is_report(line: bytes) -> bool:
    """Whether a line may be a report."""
    return line.startswith(_STARTS)


def read_report(
    line: bytes, redact: Callable[[str], str], wording: Wording
) -> Iterator[Event] | None:
    """Return the events of a report that stands alone; None if it isn't one.

    They are those of a run without a start, and without a word on how it ended: which run wrote
    the report, its `ReportRead` is evidence of.
    """
    report = decode_json(line, _REPORT)
    if report is None or not isinstance(report.get("repositories"), Mapping):
        return None
    return _alone(report, redact, wording)


def embedded_report(
    record: Record,
    run: str,
    wording: Wording,
    told: Collection[str],
    base_branches: Mapping[str, str],
) -> Iterator[Event]:
    """Yield what the report in a record of a run tells.

    Args:
        record: `Printing report`.
        run: the run's name in its stream.
        wording: masks secrets.
        told: repositories whose tables the log told already, at debug level.
        base_branches: by repository, where the log named one.
    """
    report = record.fields.get("report")
    if not isinstance(report, Mapping):
        return
    for name, part in _repositories(report):
        if wording.name(name) not in told:
            base_branch = base_branches.get(wording.name(name), "")
            yield from _tables(name, part, run, wording, base_branch=base_branch)
    yield _read(report, run, wording, embedded=True)


def _alone(report: _Table, redact: Callable[[str], str], wording: Wording) -> Iterator[Event]:
    run = f"report:{_digest(report).hex()}"
    problems = ProblemTally(redact)
    for record in _problem_records(report):
        problems.add(record)
    for name, part in _repositories(report):
        repository = wording.name(name)
        yield RepositoryStarted(run=run, repository=repository, started_at=None)
        yield from _tables(name, part, run, wording)
        yield from problems.take(run, name)
    yield from problems.take_all(run)
    read = _read(report, run, wording, embedded=False)
    yield read
    yield RunEnded(
        run=run,
        log_context=read.log_context,
        ended_at=None,
        complete=False,
        detail=LogDetail.DEBUG,
        trace=b"",
        records=0,
    )


def _tables(
    name: str, part: _Table, run: str, wording: Wording, *, base_branch: str = ""
) -> Iterator[Event]:
    reader = RepositoryReader(run=run, repository=wording.name(name), wording=wording)
    files = part.get("packageFiles")
    reader.keep_tables(
        Branches(branches_information=_branches(part)),
        package_files_of(files) if isinstance(files, Mapping) else {},
        _converted(part.get("libYearsWithStatus"), LibYears),
        base_branch,
    )
    yield from reader.tables()


def _read(report: _Table, run: str, wording: Wording, *, embedded: bool) -> ReportRead:
    repositories = list(_repositories(report))
    problems = list(_problem_records(report))
    return ReportRead(
        run=run,
        log_context=next((each.log_context for each in problems if each.log_context), None),
        repositories=tuple(wording.name(name) for name, _ in repositories),
        branches=tuple(
            (wording.name(name), wording.name(each.branch_name), each.pr_no, each.result)
            for name, part in repositories
            for each in _branches(part)
        ),
        problems=tuple((each.level, wording.name(each.msg)) for each in problems),
        digest=_digest(report),
        embedded=embedded,
    )


def _digest(report: _Table) -> bytes:
    text = msgspec.json.encode(report, order="deterministic")
    return blake2b(text, digest_size=_DIGEST_BYTES).digest()


def _repositories(report: _Table) -> Iterator[tuple[str, _Table]]:
    repositories = report.get("repositories")
    for name, part in repositories.items() if isinstance(repositories, Mapping) else ():
        if isinstance(name, str) and isinstance(part, Mapping):
            yield name, part


def _branches(part: _Table) -> list[LoggedBranch]:
    branches = part.get("branches")
    converted = (
        _converted(item, LoggedBranch) for item in (branches if isinstance(branches, list) else ())
    )
    return [branch for branch in converted if branch is not None]


def _converted(value: object, kind: type[_T]) -> _T | None:
    try:
        return msgspec.convert(value, kind, strict=False)
    except (msgspec.ValidationError, RecursionError):
        return None


def _problem_records(report: _Table) -> Iterator[Record]:
    lists: list[tuple[str | None, object]] = [(None, report.get("problems"))]
    lists += [(name, part.get("problems")) for name, part in _repositories(report)]
    for repository, problems in lists:
        for problem in problems if isinstance(problems, list) else ():
            if isinstance(problem, Mapping):
                yield _problem_record(repository, problem)


def _problem_record(repository: str | None, problem: _Table) -> Record:
    fields = {name: value for name, value in problem.items() if isinstance(name, str)}
    level, branch, context = fields.get("level"), fields.get("branch"), fields.get("logContext")
    return Record(
        level=level if isinstance(level, int) else WARN,
        msg=str(fields.get("msg", "")),
        log_context=context if isinstance(context, str) else None,
        process=None,
        time_text=None,
        repository=repository,
        branch=branch if isinstance(branch, str) else None,
        base_branch=None,
        load=partial(dict, fields),
    )
