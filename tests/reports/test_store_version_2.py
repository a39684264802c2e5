"""A store of version 2 is brought forward without loss."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from renovate_kit.reports.sources import open_log
from renovate_kit.reports.store import open_store
from tests.reports.pull_request_samples import hours, pull_request
from tests.reports.recorded import APPS
from tests.reports.store_samples import Form, Log, content, count_rows

DATA = Path(__file__).resolve().parents[1] / "data"
LOG = APPS / "apps-run07.jsonl"
SAMPLES = (
    Log(run=0),
    Log(run=2, form=Form.TEXT, duration_ms=3),
    Log(run=4, form=Form.TEXT_TIMED, steps=5, repository="an/other"),
)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A store as renovate-kit wrote it at schema version 2, from LOG and SAMPLES."""
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((DATA / "store" / "version-2.sql").read_text("utf-8"))
    return path


def answers(path: Path) -> dict[str, str]:
    """Return what the views of version 2 answer."""
    with closing(sqlite3.connect(path)) as connection:
        views = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")
        ]
        return {
            view: json.dumps(sorted(connection.execute(f"SELECT * FROM {view}"), key=repr))  # noqa: S608
            for view in views
        }


def test_nothing_is_lost(old: Path) -> None:
    before, rows = answers(old), count_rows(old)
    assert len(before) > 10
    open_store(old).close()
    after, now = answers(old), count_rows(old)
    assert {view: after[view] for view in before} == before
    assert {table: now[table] for table in rows} == rows
    with closing(sqlite3.connect(old)) as connection:
        assert connection.execute("SELECT schema_version FROM meta").fetchall() == [(3,)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_it_has_the_tables_of_a_new_store(old: Path, tmp_path: Path) -> None:
    def tables(path: Path) -> set[tuple[str, str]]:
        open_store(path).close()
        with closing(sqlite3.connect(path)) as connection:
            return set(connection.execute("SELECT name, sql FROM sqlite_master"))

    assert tables(old) == tables(tmp_path / "new.db")


def test_the_same_logs_end_like_in_a_new_store(old: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    for path in (old, new):
        with open_store(path) as store:
            with open_log(LOG) as source:
                store.take(LOG.name, source.events())
            for log in SAMPLES:
                store.take(log.name, log.events())
            store.take_pull_requests([pull_request()], seen_at=hours(1))
    assert content(old) == content(new)
    assert count_rows(old) == count_rows(new)
