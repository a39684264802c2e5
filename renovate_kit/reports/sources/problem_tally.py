"""Problems of a run, counted, so that each is told once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from renovate_kit.reports.events import ProblemLevel, ProblemLogged
from renovate_kit.reports.problems.hidden import REFUSED_AT_DEBUG
from renovate_kit.reports.sources import messages
from renovate_kit.reports.sources.one_line import one_line
from renovate_kit.reports.sources.problem_detail import DETAIL_LIMIT, problem_detail
from renovate_kit.reports.sources.record import ERROR, FATAL, INFO, Record

__all__ = ["ProblemTally"]


@dataclass(slots=True, kw_only=True)
class _Problem:
    level: ProblemLevel
    branch: str | None
    first_at: datetime | None
    count: int = 0


_Key = tuple[str | None, ProblemLevel, str, str]


class ProblemTally:
    """Counts problems by repository, level, message and detail.

    Args:
        redact: masks secrets in messages and details.
    """

    LARGEST: Final = 10_000

    def __init__(self, redact: Callable[[str], str]) -> None:
        self._redact = redact
        self._problems: dict[_Key, _Problem] = {}

    @property
    def is_full(self) -> bool:
        """Whether there are more problems than any real run has, and memory is at stake."""
        return len(self._problems) >= self.LARGEST

    def add(self, record: Record) -> None:
        """Count the problem of a record. One that several branches share belongs to none."""
        message = one_line(self._redact(record.msg), limit=DETAIL_LIMIT)
        detail = problem_detail(record, self._redact)
        self._count(record, (record.repository, _level(record), message, detail))

    def add_dry_run(self, record: Record) -> None:
        """Count something that a dry run left undone; what it was does not matter."""
        self._count(record, (record.repository, ProblemLevel.WARN, messages.DRY_RUN, ""))

    def _count(self, record: Record, key: _Key) -> None:
        problem = self._problems.get(key)
        if problem is None:
            problem = _Problem(level=key[1], branch=record.branch, first_at=record.time)
            self._problems[key] = problem
        elif problem.branch != record.branch:
            problem.branch = None
        problem.count += 1

    def take(self, run: str, repository: str | None) -> Iterator[ProblemLogged]:
        """Yield, and forget, the problems of one repository; None for the run's own."""
        for key in [key for key in self._problems if key[0] == repository]:
            yield _event(run, key, self._problems.pop(key))

    def take_all(self, run: str) -> Iterator[ProblemLogged]:
        """Yield, and forget, all problems."""
        for key, problem in self._problems.items():
            yield _event(run, key, problem)
        self._problems.clear()


def _level(record: Record) -> ProblemLevel:
    if record.level >= FATAL:
        return ProblemLevel.FATAL
    if record.level >= ERROR:
        return ProblemLevel.ERROR
    is_told = record.level >= INFO or record.msg in REFUSED_AT_DEBUG
    return ProblemLevel.WARN if is_told else ProblemLevel.DEBUG


def _event(run: str, key: _Key, problem: _Problem) -> ProblemLogged:
    repository, level, message, detail = key
    return ProblemLogged(
        run=run,
        repository=repository,
        branch=problem.branch,
        level=level,
        message=message,
        detail=detail,
        first_at=problem.first_at,
        count=problem.count,
    )
