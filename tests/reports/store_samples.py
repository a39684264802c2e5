"""Made-up runs as events, in every form in which a log of them can come; and a store's content."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from hashlib import blake2b
from pathlib import Path

from renovate_kit.reports.events import (
    BranchSeen,
    DependenciesExtracted,
    Event,
    LogDetail,
    ProblemLevel,
    ProblemLogged,
    PullRequestAction,
    PullRequestLogged,
    RepositoryFinished,
    RepositoryStarted,
    RunEnded,
    RunStarted,
    UpdatesCounted,
    Upgrade,
)

FIRST_START = datetime(2026, 9, 7, 8, tzinfo=UTC)
REPOSITORY = "luddera/pi-cluster"
STEPS = 9


class Form(Enum):
    """How a log was written, and so what it can tell."""

    JSON_DEBUG = auto()
    JSON_INFO = auto()
    TEXT_TIMED = auto()
    TEXT = auto()
    TEXT_DEBUG = auto()

    @property
    def is_json(self) -> bool:
        return self in {Form.JSON_DEBUG, Form.JSON_INFO}

    @property
    def has_times(self) -> bool:
        return self.is_json or self is Form.TEXT_TIMED

    @property
    def is_debug(self) -> bool:
        return self in {Form.JSON_DEBUG, Form.TEXT_DEBUG}


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """A log of run number `run`, cut off after some of its nine steps.

    Runs 0 and 1 start in the same second, and so do 2 and 3, an hour later. Runs of one
    `duration_ms` look the same in a text without times.
    """

    run: int
    form: Form = Form.JSON_DEBUG
    steps: int = STEPS
    duration_ms: int = 0
    repository: str = REPOSITORY

    @property
    def name(self) -> str:
        return f"{self.run}-{self.form.name}-{self.steps}-{self.duration_ms}"

    def at(self, step: int) -> datetime | None:
        if not self.form.has_times:
            return None
        hour, second_job = divmod(self.run, 2)
        start = FIRST_START + timedelta(hours=hour, milliseconds=400 * second_job + 1000 * step)
        # Whoever stamps the lines of a text does so a moment after Renovate wrote them.
        return start if self.form.is_json else start + timedelta(milliseconds=30)

    def events(self) -> Iterator[Event]:
        run = self.name
        yield RunStarted(run=run, renovate_version="44.121.2", started_at=self.at(0))
        trace, records = bytearray(_hash("Renovate started")), 1
        for step in range(1, self.steps):
            is_info, what = _WHAT[step]
            if not (is_info or self.form.is_debug):
                continue
            records += 1
            if is_info:
                unique = f"{self.duration_ms}" if what == "finished" else ""
                trace += _hash(f"{self.repository} {what} {unique}")
            yield from self._step(run, step, what)
        if self.steps > 5:
            yield self._problem(run)
        if 1 < self.steps < STEPS:
            yield self._finished(run, None)
        yield RunEnded(
            run=run,
            log_context=f"context-{self.run}" if self.form.is_json else None,
            ended_at=self.at(self.steps - 1),
            complete=self.steps == STEPS,
            detail=LogDetail.DEBUG if self.form.is_debug else LogDetail.INFO,
            trace=bytes(trace),
            records=records,
        )

    def _step(self, run: str, step: int, what: str) -> Iterator[Event]:
        repository, at = self.repository, self.at(step)
        match what:
            case "repository started":
                yield RepositoryStarted(run=run, repository=repository, started_at=at)
            case "extracted":
                yield DependenciesExtracted(
                    run=run,
                    repository=repository,
                    base_branch="master",
                    manager="kubernetes",
                    files=11,
                    dependencies=41,
                )
            case "pull request":
                yield PullRequestLogged(
                    run=run,
                    repository=repository,
                    branch="renovate/redis-8.x",
                    action=PullRequestAction.CREATED,
                    number=4,
                    title="chore(deps): update redis docker tag to v8",
                    at=at,
                )
            case "branches":
                yield _branch(run, repository)
            case "updates":
                yield UpdatesCounted(
                    run=run,
                    repository=repository,
                    base_branch="master",
                    update_type="major",
                    count=1,
                )
            case "finished":
                yield self._finished(run, at)

    def _problem(self, run: str) -> ProblemLogged:
        return ProblemLogged(
            run=run,
            repository=self.repository,
            branch=None,
            level=ProblemLevel.WARN,
            message="Host error",
            detail="ghcr.io 502",
            first_at=self.at(5),
            count=2 if self.steps > 7 else 1,
        )

    def _finished(self, run: str, at: datetime | None) -> RepositoryFinished:
        whole = self.steps == STEPS
        splits = (("extract", 20), ("lookup", 30)) if whole and self.form.is_debug else None
        return RepositoryFinished(
            run=run,
            repository=self.repository,
            finished_at=at,
            duration_ms=self.duration_ms if whole else None,
            result="done" if whole else None,
            status="onboarded" if whole else None,
            splits_ms=splits,
        )


_WHAT = {
    1: (True, "repository started"),
    2: (False, "some debug record"),
    3: (True, "extracted"),
    4: (True, "pull request"),
    5: (True, "host error"),
    6: (False, "branches"),
    7: (False, "updates"),
    8: (True, "finished"),
}


def _hash(text: str) -> bytes:
    return blake2b(text.encode(), digest_size=8).digest()


def _branch(run: str, repository: str) -> BranchSeen:
    upgrade = Upgrade(
        dep_name="redis",
        package_name="redis",
        package_file="clusters/staging/redis.yaml",
        datasource="docker",
        update_type="major",
        current_version="7.2.4",
        new_version="8.0.0",
    )
    return BranchSeen(
        run=run,
        repository=repository,
        branch="renovate/redis-8.x",
        pull_request=4,
        title="chore(deps): update redis docker tag to v8",
        result="done",
        blocked_by=None,
        upgrades=(upgrade,),
    )


_PARTS = {
    "recordings": "SELECT hex(digest) FROM recordings WHERE run_id = :run",
    "repository_runs": """
        SELECT r.name, t.position, t.started_at, t.finished_at, t.duration_ms, t.result, t.status
        FROM repository_runs t JOIN repositories r ON r.id = repository_id WHERE run_id = :run""",
    "splits": """
        SELECT t.position, s.name, s.duration_ms FROM splits s
        JOIN repository_runs t ON t.id = repository_run_id WHERE run_id = :run""",
    "dependency_counts": """
        SELECT t.position, base_branch, manager, files, dependencies FROM dependency_counts
        JOIN repository_runs t ON t.id = repository_run_id WHERE run_id = :run""",
    "update_counts": """
        SELECT t.position, base_branch, update_type, count FROM update_counts
        JOIN repository_runs t ON t.id = repository_run_id WHERE run_id = :run""",
    "branches": """
        SELECT t.position, m.position, branch, pull_request, title, b.result, blocked_by
        FROM branches b JOIN branch_list_members m ON m.branch_id = b.id
        JOIN repository_runs t USING (branch_list_id) WHERE run_id = :run""",
    "upgrades": """
        SELECT t.position, m.position, u.position, dep_name, package_name, package_file,
               datasource, update_type, current_version, new_version
        FROM upgrades u JOIN branch_list_members m USING (branch_id)
        JOIN repository_runs t USING (branch_list_id) WHERE run_id = :run""",
    "pull_request_events": """
        SELECT r.name, position, branch, action, number, title, at
        FROM pull_request_events JOIN repositories r ON r.id = repository_id
        WHERE run_id = :run""",
    "problems": """
        SELECT r.name, position, branch, level, message, detail, first_at, count
        FROM problems LEFT JOIN repositories r ON r.id = repository_id WHERE run_id = :run""",
}


def content(path: Path) -> list[str]:
    """Return all that a store holds, without keys and in an order of its own: one text a run."""
    with closing(sqlite3.connect(path)) as connection:
        runs = connection.execute(
            """SELECT r.id, started_at, ended_at, renovate_version, log_context, complete, detail,
                      records, s.name FROM runs r JOIN sources s ON s.id = source_id"""
        ).fetchall()
        return sorted(
            json.dumps(
                [
                    row,
                    {
                        table: sorted(connection.execute(query, {"run": run_id}), key=repr)
                        for table, query in _PARTS.items()
                    },
                ]
            )
            for run_id, *row in runs
        )


def count_rows(path: Path) -> dict[str, int]:
    """Return the number of rows of each table."""
    with closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
            for (name,) in tables.fetchall()
        }
