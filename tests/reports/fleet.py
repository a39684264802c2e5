"""A store of a whole organisation, written into its tables: as logs it would take hours to read.

Everything follows from the numbers of repository and run, so that a test can say what must come
out: of its branches, repository `n` has `renovate/dep-0` open from week to week, and so on.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from renovate_kit.reports.store import open_store

__all__ = ["Fleet"]

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """How many repositories, and how they were run.

    Attributes:
        first: when the first run starts.
        every: time between two runs; each turns to every repository.
        runs: how many there are.
        pull_requests: how many of each repository a forge tells of: one after the other was opened
            while the runs went on, and merged two days later, but for each fifth.
    """

    repositories: int
    first: datetime
    every: timedelta
    runs: int
    dependencies: int = 40
    branches: int = 4
    pull_requests: int = 0

    def name(self, repository: int) -> str:
        return f"organisation/service-{repository:05}"

    def write(self, path: Path) -> None:
        """Write the store."""
        with open_store(path):
            pass
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("INSERT INTO sources (id, name) VALUES (1, 'fleet')")
            self._repositories(connection)
            self._lists(connection)
            self._runs(connection)
            if self.pull_requests:
                self._forge(connection)
            connection.commit()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @property
    def weeks(self) -> int:
        """How many weeks the runs span: branches and dependencies change from one to the next."""
        return (self.every * (self.runs - 1)) // _WEEK + 1

    def _repositories(self, connection: sqlite3.Connection) -> None:
        connection.executemany(
            "INSERT INTO repositories (id, name) VALUES (?, ?)",
            ((n + 1, self.name(n)) for n in range(self.repositories)),
        )
        connection.executemany(
            "INSERT INTO dependencies (id, digest, manager, package_file, dep_name, datasource,"
            " current_value, current_version, skip_reason, warnings, looked_up)"
            " VALUES (?, ?, 'npm', 'package.json', ?, 'npm', '1.0.0', '1.0.0', ?, '[]', ?)",
            (
                (n + 1, b"d%d" % n, f"dep-{n}", "disabled" if n % 10 == 9 else None, n % 10 != 9)
                for n in range(self.dependencies * 10)
            ),
        )
        connection.executemany(
            "INSERT INTO updates_found (dependency_id, position, update_type, new_version)"
            " VALUES (?, 0, ?, '2.0.0')",
            (
                (n + 1, ("major", "minor", "patch")[n % 3])
                for n in range(self.dependencies * 10)
                if n % 10 < 3
            ),
        )

    def _lists(self, connection: sqlite3.Connection) -> None:
        """Write one list of branches and one of dependencies for each repository and week."""
        states = list(self._states())
        connection.executemany(
            "INSERT INTO branch_lists (id, digest) VALUES (?, ?)",
            ((key, b"l%d" % key) for key, _, _ in states),
        )
        connection.executemany(
            "INSERT INTO snapshots (id, digest, dependencies) VALUES (?, ?, ?)",
            ((key, b"s%d" % key, self.dependencies) for key, _, _ in states),
        )
        connection.executemany(
            "INSERT INTO snapshot_members (snapshot_id, position, dependency_id) VALUES (?, ?, ?)",
            (
                (key, place, (repository + week + place) % (self.dependencies * 10) + 1)
                for key, repository, week in states
                for place in range(self.dependencies)
            ),
        )
        connection.executemany(
            "INSERT INTO branches (id, digest, branch, pull_request, title, result)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (
                (
                    key * 10 + place,
                    b"b%d" % (key * 10 + place),
                    f"renovate/dep-{place}-{week + place}",
                    (week + place) * 10 + place if place else None,
                    f"Update dependency dep-{place} to v{week}",
                    "done" if place else "not-scheduled",
                )
                for key, _, week in states
                for place in range(self.branches)
            ),
        )
        connection.executemany(
            "INSERT INTO branch_list_members (branch_list_id, position, branch_id)"
            " VALUES (?, ?, ?)",
            (
                (key, place, key * 10 + place)
                for key, _, _ in states
                for place in range(self.branches)
            ),
        )
        connection.executemany(
            "INSERT INTO upgrades (branch_id, position, dep_name, package_file, update_type,"
            " current_version, new_version) VALUES (?, 0, ?, 'package.json', 'minor', '1', ?)",
            (
                (key * 10 + place, f"dep-{place}", f"1.{week}")
                for key, _, week in states
                for place in range(self.branches)
            ),
        )

    def _states(self) -> Iterator[tuple[int, int, int]]:
        for week in range(self.weeks):
            for repository in range(self.repositories):
                yield self._key(repository, week), repository, week

    def _key(self, repository: int, week: int) -> int:
        return week * self.repositories + repository + 1

    def _runs(self, connection: sqlite3.Connection) -> None:
        turn = 0
        for number in range(self.runs):
            start = self.first + number * self.every
            week = (number * self.every) // _WEEK
            is_first = number == 0 or ((number - 1) * self.every) // _WEEK != week
            connection.execute(
                "INSERT INTO runs (id, started_at, ended_at, renovate_version, complete, detail,"
                " records, source_id) VALUES (?, ?, ?, '44.121.2', 1, 'debug', 100, 1)",
                (number + 1, text(start), text(start + timedelta(minutes=5))),
            )
            turns = [(turn + n + 1, n) for n in range(self.repositories)]
            turn += self.repositories
            connection.executemany(
                "INSERT INTO repository_runs (id, run_id, repository_id, position, started_at,"
                " finished_at, duration_ms, result, status, branch_list_id, lib_years)"
                " VALUES (?, ?, ?, ?, ?, ?, 5000, 'done', 'activated', ?, 1.5)",
                (
                    (key, number + 1, n + 1, n, text(start), text(start), self._key(n, week))
                    for key, n in turns
                ),
            )
            connection.executemany(
                "INSERT INTO base_branches (repository_run_id, base_branch, snapshot_id)"
                " VALUES (?, 'main', ?)",
                ((key, self._key(n, week)) for key, n in turns),
            )
            connection.executemany(
                "INSERT INTO dependency_counts (repository_run_id, base_branch, manager, files,"
                " dependencies) VALUES (?, 'main', 'npm', 1, ?)",
                ((key, self.dependencies) for key, _ in turns),
            )
            connection.executemany(
                "INSERT INTO splits (repository_run_id, name, duration_ms) VALUES (?, ?, 1000)",
                ((key, name) for key, _ in turns for name in ("extract", "lookup", "update")),
            )
            connection.executemany(
                "INSERT INTO problems (run_id, position, repository_id, level, message, detail,"
                " count) VALUES (?, ?, ?, 'warn', 'Package lookup failures', 'x', 1)",
                ((number + 1, n, n + 1) for _, n in turns if n % 50 == 0),
            )
            if is_first:
                connection.executemany(
                    "INSERT INTO pull_request_events (run_id, position, repository_id, branch,"
                    " action, number, title, at) VALUES (?, ?, ?, ?, 'created', ?, 'Update', ?)",
                    (
                        (
                            number + 1,
                            n * 10 + place,
                            n + 1,
                            f"renovate/dep-{place}-{week + place}",
                            (week + place) * 10 + place,
                            text(start),
                        )
                        for _, n in turns
                        for place in range(1, self.branches)
                    ),
                )

    def _forge(self, connection: sqlite3.Connection) -> None:
        last = self.first + self.runs * self.every
        apart = (last - self.first) / self.pull_requests
        numbered = [
            (repository * self.pull_requests + n + 1, repository, n, self.first + n * apart)
            for repository in range(self.repositories)
            for n in range(self.pull_requests)
        ]
        connection.executemany(
            "INSERT INTO pull_requests (id, forge, host, repository, number, title, author, branch,"
            " state, created_at, merged_at, merged_by, security, superseded, release_notes,"
            " renovate_evidence, abandoned, content) VALUES (?, 'github', 'github.com', ?, ?, ?,"
            " 'renovate[bot]', ?, ?, ?, ?, ?, 0, 0, '', 'author', 0, ?)",
            (
                (
                    key,
                    self.name(repository),
                    n + 1,
                    f"Update dependency dep-{n}",
                    f"renovate/dep-{n}",
                    "open" if n % 5 == 0 else "merged",
                    text(opened),
                    None if n % 5 == 0 else text(opened + timedelta(days=2)),
                    None if n % 5 == 0 else ("renovate[bot]", "jane")[n % 2],
                    b"",
                )
                for key, repository, n, opened in numbered
            ),
        )
        connection.executemany(
            "INSERT INTO pull_request_updates (pull_request_id, position, dep_name, update_type,"
            " current_version, new_version, evidence) VALUES (?, 0, ?, ?, '1', '2', 'title')",
            ((key, f"dep-{n}", ("minor", "patch")[n % 2]) for key, _, n, _ in numbered),
        )
        connection.executemany(
            "INSERT INTO sync_states (forge, host, repository, resource, synced_at)"
            " VALUES ('github', 'github.com', ?, 'pull_requests', ?)",
            ((self.name(repository), text(last)) for repository in range(self.repositories)),
        )


def text(at: datetime) -> str:
    """Return a time as the store has it."""
    return f"{at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"
