"""The store: what it takes, keeps and tells, and how it refuses."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Column, Connection, Engine, Integer, MetaData, Table, event, text

from renovate_kit.errors import InputError, StoreError
from renovate_kit.reports.events import (
    Event,
    LogDetail,
    ProblemLevel,
    ProblemLogged,
    PullRequestAction,
    RunEnded,
)
from renovate_kit.reports.sources import open_log
from renovate_kit.reports.store import open_store, schema, versions
from renovate_kit.reports.store.database import open_database
from tests.reports.store_samples import (
    FIRST_START,
    REPOSITORY,
    STEPS,
    Form,
    Log,
    content,
    count_rows,
)

ALL_TIME = (datetime(2020, 1, 1, tzinfo=UTC), datetime(2030, 1, 1, tzinfo=UTC))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


def take(path: Path, *logs: Log) -> list[tuple[int, int, int]]:
    """Take logs and return for each how many runs were new, known and enriched."""
    with open_store(path) as store:
        results = [store.take(log.name, log.events()) for log in logs]
    return [(each.runs_new, each.runs_known, each.runs_enriched) for each in results]


NEW, KNOWN, ENRICHED = (1, 0, 0), (0, 1, 0), (0, 0, 1)


# Which run is which


@pytest.mark.parametrize("form", Form)
def test_the_same_log_twice_is_one_run(path: Path, form: Form) -> None:
    assert take(path, Log(run=0, form=form), Log(run=0, form=form)) == [NEW, KNOWN]


def test_runs_of_a_fixed_log_context_are_told_apart_by_their_start(path: Path) -> None:
    def fixed(log: Log) -> Iterator[Event]:
        for each in log.events():
            if isinstance(each, RunEnded):
                yield RunEnded(
                    run=each.run,
                    log_context="fixed",
                    ended_at=each.ended_at,
                    complete=each.complete,
                    detail=each.detail,
                    trace=each.trace,
                    records=each.records,
                )
            else:
                yield each

    with open_store(path) as store:
        assert store.take("a", fixed(Log(run=0))).runs_new == 1
        assert store.take("b", fixed(Log(run=2))).runs_new == 1
        assert store.take("c", fixed(Log(run=2))).runs_known == 1


def test_text_of_a_known_json_log_is_known(path: Path) -> None:
    forms = (Form.JSON_INFO, Form.TEXT, Form.TEXT_TIMED)
    assert take(path, *(Log(run=0, form=form) for form in forms)) == [NEW, KNOWN, KNOWN]


def test_json_replaces_text_in_place(path: Path) -> None:
    assert take(path, Log(run=0, form=Form.TEXT)) == [NEW]
    with open_store(path) as store:
        assert store.runs(*ALL_TIME) == ()
        assert store.count_runs_without_time() == 1
    assert take(path, Log(run=2, duration_ms=2), Log(run=0)) == [NEW, ENRICHED]
    with open_store(path) as store:
        first, second = store.runs(*ALL_TIME)
        assert (first.run_id, second.run_id) == (1, 2)
        assert first.started_at == FIRST_START
        assert store.count_runs_without_time() == 0


@pytest.mark.parametrize("steps", range(1, STEPS))
@pytest.mark.parametrize("form", Form)
def test_part_of_a_log_gives_way_to_the_whole(path: Path, form: Form, steps: int) -> None:
    part, whole = Log(run=0, form=form, steps=steps), Log(run=0, form=form)
    assert take(path, part, whole, part) == [NEW, ENRICHED, KNOWN]


def test_times_of_a_part_are_kept_when_the_whole_has_none(path: Path) -> None:
    part = Log(run=0, form=Form.TEXT_TIMED, steps=6)
    assert take(path, part, Log(run=0, form=Form.TEXT)) == [NEW, ENRICHED]
    with open_store(path) as store:
        (run,) = store.runs(*ALL_TIME)
        assert run.started_at == part.at(0)
        assert run.complete
        assert run.ended_at is None, "the end of a part is not the end of the run"
        (turn,) = store.turns(*ALL_TIME)
        assert (turn.started_at, turn.finished_at) == (part.at(1), None)
        assert turn.result == "done"
        (created,) = store.pull_request_events(*ALL_TIME)
        assert created.at == part.at(4)
        (problem,) = store.repository_problems(*ALL_TIME)
        assert (problem.first_at, problem.count) == (part.at(5), 2)


def test_branches_of_a_part_are_kept_when_the_whole_has_none(path: Path) -> None:
    part = Log(run=0, steps=8)
    assert take(path, Log(run=0, form=Form.TEXT), part) == [NEW, ENRICHED]
    with open_store(path) as store:
        (run,) = store.runs(*ALL_TIME)
        assert (run.complete, run.detail) == (True, LogDetail.DEBUG)
        (shown,) = store.branch_lists(*ALL_TIME)
        assert [branch.branch for branch in shown.branches] == ["renovate/redis-8.x"]


def test_a_part_that_stopped_before_its_branches_promises_none(path: Path) -> None:
    take(path, Log(run=0, form=Form.TEXT), Log(run=0, steps=6))
    with open_store(path) as store:
        (run,) = store.runs(*ALL_TIME)
        assert run.detail is LogDetail.INFO


def test_text_without_times_that_fits_several_runs_adds_none(path: Path) -> None:
    part = Log(run=0, form=Form.TEXT, steps=3)
    runs = [Log(run=run, duration_ms=run) for run in range(4)]
    assert take(path, *runs, part) == [NEW] * 4 + [KNOWN]


def test_part_with_times_that_fits_several_texts_stays_a_run_of_its_own(path: Path) -> None:
    texts = [Log(run=run, form=Form.TEXT, duration_ms=run) for run in range(2)]
    part = Log(run=0, steps=6)
    assert take(path, texts[0], part, texts[1]) == [NEW, ENRICHED, (1, 0, 0)]
    with open_store(path) as store:
        (run,) = store.runs(*ALL_TIME)
        assert not run.complete
        assert store.count_runs_without_time() == 2


def test_a_split_run_is_joined_again_when_the_doubt_is_gone(path: Path) -> None:
    texts = [Log(run=run, form=Form.TEXT, duration_ms=run) for run in range(2)]
    part, other = Log(run=0, steps=6), Log(run=1, duration_ms=1)
    take(path, *texts, part, other)
    with open_store(path) as store:
        assert [run.complete for run in store.runs(*ALL_TIME)] == [True, True]
        assert store.count_runs_without_time() == 0


def test_two_texts_with_times_of_different_hours_are_two_runs(path: Path) -> None:
    logs = [Log(run=run, form=Form.TEXT_TIMED) for run in (0, 2)]
    assert take(path, *logs) == [NEW, NEW]


def test_runs_of_one_second_and_different_repositories_are_two(path: Path) -> None:
    logs = [
        Log(run=0, form=Form.TEXT_TIMED, repository="a/a"),
        Log(run=0, form=Form.TEXT_TIMED, repository="b/b"),
    ]
    assert take(path, *logs) == [NEW, NEW]


# Streams


def test_interleaved_runs_of_one_stream_are_kept_apart(path: Path) -> None:
    streams = [list(Log(run=run).events()) for run in range(3)]
    interleaved = [each for events in zip(*streams, strict=True) for each in events]
    with open_store(path) as store:
        result = store.take("stream", interleaved)
        assert (result.runs_new, result.events) == (3, len(interleaved))
        assert len(store.runs(*ALL_TIME)) == 3
        assert len(store.branch_lists(*ALL_TIME)) == 3


def test_a_stream_that_breaks_off_keeps_the_runs_that_had_ended(path: Path) -> None:
    def breaking() -> Iterator[Event]:
        yield from Log(run=0).events()
        yield from list(Log(run=1).events())[:-1]
        raise InputError("log.gz: is damaged", hint="fetch it again")

    with open_store(path) as store:
        with pytest.raises(InputError):
            store.take("stream", breaking())
        assert len(store.runs(*ALL_TIME)) == 1
    assert count_rows(path)["recordings"] == 1


def test_a_source_that_never_ends_a_run_is_a_mistake(path: Path) -> None:
    with open_store(path) as store, pytest.raises(ValueError, match="without RunEnded"):
        store.take("stream", list(Log(run=0).events())[:-1])


def test_no_events_are_no_runs(path: Path) -> None:
    with open_store(path) as store:
        result = store.take("stream", [])
    assert (result.runs_new, result.runs_known, result.events) == (0, 0, 0)


def test_when_a_source_was_read_is_noted_on_request(path: Path) -> None:
    with open_store(path) as store:
        for day in (1, 2):
            at = datetime(2026, 9, day, tzinfo=UTC)
            store.take("stream", Log(run=0).events(), taken_at=at)
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name, first_taken_at, last_taken_at FROM sources")
        assert found.fetchall() == [
            ("stream", "2026-09-01T00:00:00.000000Z", "2026-09-02T00:00:00.000000Z")
        ]


def test_no_lookup_reads_all_recordings(path: Path) -> None:
    asked: dict[str, list[str]] = {}

    def explain(*call: object) -> None:
        _, cursor, statement, parameters, *_ = call
        assert isinstance(cursor, sqlite3.Cursor)
        assert isinstance(statement, str)
        assert isinstance(parameters, tuple | list)
        if "recordings" in statement and statement.startswith(("SELECT", "UPDATE", "DELETE")):
            plan = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", tuple(parameters))
            asked[statement] = [row[3] for row in plan]

    event.listen(Engine, "before_cursor_execute", explain)
    try:
        take(path, *(Log(run=0, form=form, steps=steps) for form in Form for steps in (3, 9)))
    finally:
        event.remove(Engine, "before_cursor_execute", explain)
    assert len(asked) > 8
    for statement, plan in asked.items():
        assert all(step.startswith("SEARCH") for step in plan), (statement, plan)
        untimed = "trace_head" in statement.partition("WHERE")[2]
        assert not untimed or "trace_head>" in plan[0], (statement, plan)


# Killed in the middle

_KILLED = """
import os, sys
from sqlalchemy import Engine, event
from renovate_kit.reports.store import open_store
from tests.reports.store_samples import Log

path, where, count = sys.argv[1], sys.argv[2], int(sys.argv[3])

def events():
    for number, each in enumerate(event for run in range(3) for event in Log(run=run).events()):
        if where == "events" and number == count:
            os._exit(9)
        yield each

if where == "statements":
    @event.listens_for(Engine, "before_cursor_execute")
    def kill(conn, cursor, statement, *_):
        global count
        if statement.startswith("INSERT") and "meta" not in statement:
            count -= 1
            if not count:
                os._exit(9)

with open_store(path) as store:
    store.take("stream", events())
"""


@pytest.mark.parametrize(
    ("where", "count", "left"),
    [
        ("events", 5, 1),
        ("events", 16, 2),
        ("statements", 2, 1),
        ("statements", 11, 1),
        ("statements", 12, 2),
        ("statements", 20, 2),
        ("statements", 21, 3),
    ],
)
def test_being_killed_leaves_whole_runs_and_the_next_time_completes_it(
    path: Path, tmp_path: Path, where: str, count: int, left: int
) -> None:
    stream = [each for run in range(3) for each in Log(run=run).events()]
    earlier = Log(run=3, repository="an/other")
    take(path, earlier)
    root = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", _KILLED, str(path), where, str(count)]
    killed = subprocess.run(command, cwd=root, check=False, env={**os.environ}, timeout=60)
    assert killed.returncode == 9
    whole = tmp_path / "whole.db"
    with open_store(whole) as store:
        store.take(earlier.name, earlier.events())
        store.take("stream", stream)
    assert len(content(path)) == left
    assert set(content(path)) <= set(content(whole))
    with open_store(path) as store:
        assert store.take("stream", stream).runs_known == left - 1
    assert content(path) == content(whole)


# Errors


def refusal(path: Path | str, *, create: bool = True, wait_seconds: float = 5.0) -> StoreError:
    with pytest.raises(StoreError) as caught:
        open_store(path, create=create, wait_seconds=wait_seconds)
    assert "\n" not in caught.value.message
    assert caught.value.hint
    return caught.value


def test_a_store_that_is_not_there_is_not_made_for_reading(path: Path) -> None:
    assert "there is no store" in refusal(path, create=False).message
    assert not path.exists()


def test_an_empty_file_is_no_store_for_reading(path: Path) -> None:
    path.touch()
    assert "is empty" in refusal(path, create=False).message


def test_missing_folders_are_made(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "store.db"
    assert take(path, Log(run=0)) == [NEW]


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path).message


def test_a_folder_that_can_not_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    message = refusal(tmp_path / "file" / "store.db").message
    assert "store.db can't be opened" in message


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_an_unwritable_folder_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        assert "can't be opened" in refusal(tmp_path / "store.db").message
    finally:
        tmp_path.chmod(0o700)


def test_a_file_that_is_no_database_is_left_alone(path: Path) -> None:
    path.write_bytes(b"name: renovate\n" * 100)
    assert "is no SQLite database" in refusal(path).message
    assert path.read_bytes() == b"name: renovate\n" * 100


@pytest.mark.parametrize(
    "table", ["photos (id INTEGER)", "meta (key TEXT, value TEXT)", "meta (schema_version INTEGER)"]
)
def test_a_database_of_another_program_is_left_alone(path: Path, table: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"CREATE TABLE {table}")
        connection.commit()
    before = path.read_bytes()
    assert "another program" in refusal(path).message
    assert path.read_bytes() == before


def test_a_store_of_a_newer_version_is_left_alone(path: Path) -> None:
    take(path, Log(run=0))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE meta SET schema_version = 99")
        connection.commit()
    error = refusal(path)
    assert "schema version 99" in error.message
    assert "upgrade" in error.hint


def test_a_read_only_store_says_so(path: Path) -> None:
    take(path, Log(run=0))
    url = f"sqlite:///file:{path}?mode=ro&uri=true"
    with open_store(url) as store:
        assert len(store.runs(*ALL_TIME)) == 1
        with pytest.raises(StoreError, match="is read-only"):
            store.take("stream", Log(run=1).events())


def test_a_store_that_another_process_writes_says_so(path: Path) -> None:
    take(path, Log(run=0))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with open_store(path, wait_seconds=0.05) as store:
            assert len(store.runs(*ALL_TIME)) == 1, "reading goes on"
            with pytest.raises(StoreError, match="is locked by another process"):
                store.take("stream", Log(run=1).events())
        connection.execute("ROLLBACK")
    assert take(path, Log(run=1)) == [NEW]


def test_a_full_disk_says_so_and_keeps_what_was_there(path: Path) -> None:
    take(path, Log(run=0))
    before = content(path)

    def fill(connection: sqlite3.Connection, _: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    def many() -> Iterator[Event]:
        *events, end = Log(run=2).events()
        yield from events
        for number in range(2000):
            yield ProblemLogged(
                run=end.run,
                repository=None,
                branch=None,
                level=ProblemLevel.ERROR,
                message="Host error",
                detail=f"{number} " * 100,
                first_at=None,
                count=1,
            )
        yield end

    event.listen(Engine, "connect", fill)
    try:
        with open_store(path) as store, pytest.raises(StoreError, match="the disk is full"):
            store.take("stream", many())
    finally:
        event.remove(Engine, "connect", fill)
    assert content(path) == before
    assert take(path, Log(run=2)) == [NEW]


def test_a_damaged_file_says_so(path: Path) -> None:
    take(path, Log(run=0))
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * (size - 100))
    assert "is damaged" in refusal(path).message


def test_an_unknown_kind_of_database_is_refused() -> None:
    assert "no driver" in refusal("nosuch://user@host/name").message


def test_a_password_in_a_url_stays_hidden() -> None:
    error = refusal("nosuch://user:hunter2@host/name")
    assert "hunter2" not in f"{error.message} {error.hint}"
    error = refusal("no such://user:hunter2@host:port/name")
    assert "hunter2" not in f"{error.message} {error.hint}"


# Versions


NEXT = schema.SCHEMA_VERSION + 1


def _with_colour(*, version: int, steps: tuple[schema.Migration, ...]) -> schema.Schema:
    metadata = MetaData()
    for table in versions.CURRENT.metadata.tables.values():
        table.to_metadata(metadata)
    Table("colours", metadata, Column("id", Integer, primary_key=True))
    views = {**versions.CURRENT.views, "v1_colours": "SELECT id FROM colours"}
    return schema.Schema(version=version, metadata=metadata, views=views, migrations=steps)


def _open(path: Path, current: schema.Schema) -> None:
    open_database(path, create=True, wait_seconds=5, current=current).close()


def _add_colours(connection: Connection) -> None:
    connection.execute(text("CREATE TABLE colours (id INTEGER PRIMARY KEY)"))


def _colour(connection: Connection) -> None:
    connection.execute(text("INSERT INTO colours SELECT id FROM runs"))


def _fail(connection: Connection) -> None:
    connection.execute(text("DROP TABLE recordings"))
    connection.execute(text("SELECT * FROM nowhere"))


def test_an_older_store_is_brought_forward_step_by_step(path: Path) -> None:
    take(path, Log(run=0), Log(run=2))
    before = content(path)
    steps = (
        schema.Migration(version=NEXT, apply=_add_colours),
        schema.Migration(version=NEXT + 1, apply=_colour),
    )
    for _ in range(2):
        _open(path, _with_colour(version=NEXT + 1, steps=steps))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT schema_version FROM meta").fetchall() == [(NEXT + 1,)]
        assert connection.execute("SELECT id FROM v1_colours").fetchall() == [(1,), (2,)]
        assert connection.execute("SELECT count(*) FROM v1_runs").fetchall() == [(2,)]
    assert content(path) == before


def test_a_step_that_fails_leaves_the_old_version(path: Path) -> None:
    take(path, Log(run=0))
    before = content(path)
    steps = (
        schema.Migration(version=NEXT, apply=_add_colours),
        schema.Migration(version=NEXT + 1, apply=_fail),
    )
    with pytest.raises(StoreError, match="no such table"):
        _open(path, _with_colour(version=NEXT + 1, steps=steps))
    assert content(path) == before
    assert take(path, Log(run=0)) == [KNOWN]


def test_a_new_store_has_the_current_version_and_needs_no_steps(path: Path) -> None:
    steps = (schema.Migration(version=NEXT, apply=_fail),)
    _open(path, _with_colour(version=NEXT, steps=steps))
    assert count_rows(path)["colours"] == 0


def test_steps_are_numbered_up_to_the_current_version() -> None:
    numbers = [step.version for step in versions.CURRENT.migrations]
    assert numbers == list(range(2, schema.SCHEMA_VERSION + 1))


# Questions


def test_runs_come_with_their_turns_at_repositories(path: Path) -> None:
    take(path, Log(run=0, duration_ms=4420))
    with open_store(path) as store:
        (run,) = store.runs(*ALL_TIME)
        (turn,) = store.turns(*ALL_TIME)
        phases = store.phases(*ALL_TIME)
    assert (run.renovate_version, run.source) == ("44.121.2", Log(run=0, duration_ms=4420).name)
    assert (run.complete, run.detail) == (True, LogDetail.DEBUG)
    assert run.ended_at == FIRST_START + timedelta(seconds=8)
    assert turn.run_id == run.run_id
    assert (turn.repository, turn.result, turn.status) == (REPOSITORY, "done", "onboarded")
    assert turn.duration_ms == 4420
    assert [(each.repository, each.phase, each.duration_ms) for each in phases] == [
        (REPOSITORY, "extract", 20),
        (REPOSITORY, "lookup", 30),
    ]
    assert turn.started_at == FIRST_START + timedelta(seconds=1)
    assert turn.finished_at == FIRST_START + timedelta(seconds=8)


def test_branches_come_with_their_upgrades(path: Path) -> None:
    take(path, Log(run=0))
    with open_store(path) as store:
        (shown,) = store.branch_lists(*ALL_TIME)
        (update,) = store.update_counts(*ALL_TIME)
    (branch,) = shown.branches
    assert (shown.repository, branch.branch, branch.pull_request) == (
        REPOSITORY,
        "renovate/redis-8.x",
        4,
    )
    assert shown.run_started_at == FIRST_START
    assert [(each.dep_name, each.new_version) for each in branch.upgrades] == [("redis", "8.0.0")]
    assert (update.update_type, update.count) == ("major", 1)


def test_pull_requests_and_problems_tell_when(path: Path) -> None:
    take(path, Log(run=0))
    with open_store(path) as store:
        (created,) = store.pull_request_events(*ALL_TIME)
        (problem,) = store.repository_problems(*ALL_TIME)
    assert (created.action, created.number) == (PullRequestAction.CREATED, 4)
    assert created.at == FIRST_START + timedelta(seconds=4)
    assert (problem.level, problem.detail) == (ProblemLevel.WARN, "ghcr.io 502")
    assert (problem.count, problem.first_at) == (2, FIRST_START + timedelta(seconds=5))


def test_a_period_includes_its_start_and_not_its_end(path: Path) -> None:
    take(path, Log(run=0), Log(run=2), Log(run=4))
    hour = timedelta(hours=1)
    with open_store(path) as store:
        period = FIRST_START, FIRST_START + 2 * hour
        starts = [run.started_at for run in store.runs(*period)]
        assert starts == [FIRST_START, FIRST_START + hour]
        assert len(store.branch_lists(*period)) == 2
        assert len(store.repository_problems(*period)) == 2
        assert len(store.pull_request_events(*period)) == 2
        # In a zone of its own, the period is the same.
        zone = ZoneInfo("Asia/Kathmandu")
        start, end = (moment.astimezone(zone) for moment in period)
        assert len(store.runs(start, end)) == 2


def test_a_time_without_a_zone_is_refused(path: Path) -> None:
    with open_store(path) as store, pytest.raises(ValueError, match="with a zone"):
        store.runs(datetime(2026, 1, 1), datetime(2027, 1, 1))  # noqa: DTZ001 - the point


def test_only_the_repositories_asked_for_are_told_of(path: Path) -> None:
    take(
        path,
        Log(run=0, repository="a/a"),
        Log(run=1, repository="b/b"),
        Log(run=2, repository="b/b", steps=1),
    )
    with open_store(path) as store:
        assert store.repositories() == ("a/a", "b/b")
        assert len(store.runs(*ALL_TIME, ["a/a"])) == 2, "one of them reached no repository"
        assert store.repositories_in(*ALL_TIME, ["a/a"]) == ("a/a",)
        for rows in (
            store.turns(*ALL_TIME, ["a/a"]),
            store.branch_lists(*ALL_TIME, ["a/a"]),
            store.repository_problems(*ALL_TIME, ["a/a"]),
            store.pull_request_events(*ALL_TIME, ["a/a"]),
            store.latest_dependency_counts(*ALL_TIME, ["a/a"]),
            store.update_counts(*ALL_TIME, ["a/a"]),
        ):
            assert [row.repository for row in rows] == ["a/a"]


@pytest.mark.parametrize("first", [0, 1])
def test_a_repository_is_one_in_any_case(path: Path, first: int) -> None:
    logs = (Log(run=0, repository="A/b"), Log(run=2, repository="a/B"))
    take(path, logs[first], logs[1 - first])
    with open_store(path) as store:
        assert store.repositories() == ("a/B",)
        assert [turn.repository for turn in store.turns(*ALL_TIME)] == ["a/B", "a/B"]
        assert store.take("again", Log(run=0, repository="A/b").events()).runs_known == 1


def test_dependency_counts_are_of_the_last_run_that_extracted(path: Path) -> None:
    take(path, Log(run=0), Log(run=2), Log(run=4, steps=2))
    with open_store(path) as store:
        (counts,) = store.latest_dependency_counts(*ALL_TIME)
        assert counts.run_started_at == FIRST_START + timedelta(hours=1)
        assert (counts.manager, counts.files, counts.dependencies) == ("kubernetes", 11, 41)
        (counts,) = store.latest_dependency_counts(FIRST_START, FIRST_START + timedelta(hours=1))
        assert counts.run_started_at == FIRST_START


def test_starts_before_a_time_are_the_latest_and_come_oldest_first(path: Path) -> None:
    take(path, *(Log(run=number, duration_ms=number) for number in (0, 2, 4, 6)))
    starts = [FIRST_START + timedelta(hours=hour) for hour in range(4)]
    with open_store(path) as store:
        assert store.starts_before(starts[3], limit=2) == tuple(starts[1:3])
        assert store.starts_before(starts[3], limit=9) == tuple(starts[:3])
        assert store.starts_before(starts[0], limit=9) == ()
        assert store.starts_before(starts[3], ["no/where"], limit=9) == ()


@pytest.mark.parametrize(("form", "counts"), [(Form.TEXT, [1, 0]), (Form.JSON_DEBUG, [0, 0])])
def test_new_runs_without_a_time_are_counted(path: Path, form: Form, counts: list[int]) -> None:
    log = Log(run=0, form=form)
    with open_store(path) as store:
        assert [store.take("a", log.events()).new_without_time for _ in range(2)] == counts


def test_weeks_are_those_of_the_zone_asked_for(path: Path) -> None:
    sunday_evening = 2 * (24 * 7 - 9)  # 23:00 UTC of the Sunday after the first start
    take(path, Log(run=0), Log(run=sunday_evening))
    with open_store(path) as store:
        (week,) = store.weeks()
        assert (week.year, week.week, week.runs) == (2026, 37, 2)
        weeks = store.weeks(zone=ZoneInfo("Europe/Berlin"))
        assert [(week.week, week.runs) for week in weeks] == [(37, 1), (38, 1)]
        assert store.weeks(["no/where"]) == ()


def test_views_answer_in_plain_sql(path: Path) -> None:
    take(path, Log(run=0, duration_ms=7))
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        (run,) = connection.execute("SELECT * FROM v1_runs").fetchall()
        assert (run["repository"], run["result"], run["duration_ms"]) == (REPOSITORY, "done", 7)
        assert run["started_at"] == "2026-09-07T08:00:00.000000Z"
        (update,) = connection.execute("SELECT * FROM v1_updates").fetchall()
        assert (update["dep_name"], update["new_version"]) == ("redis", "8.0.0")
        (created,) = connection.execute("SELECT * FROM v1_pull_requests").fetchall()
        assert (created["at"], created["number"]) == ("2026-09-07T08:00:04.000000Z", 4)
        (problem,) = connection.execute("SELECT * FROM v1_problems").fetchall()
        assert (problem["level"], problem["count"]) == ("warn", 2)


# Real logs


@pytest.fixture
def real_logs(data: Path) -> dict[str, list[Path]]:
    folder = data / "logs" / "picluster"
    runs = [f"picluster-run{number:02}" for number in range(1, 11)]
    return {suffix: [folder / f"{run}.{suffix}" for run in runs] for suffix in ("jsonl", "log")}


def take_files(path: Path, files: list[Path]) -> tuple[int, int, int]:
    totals = [0, 0, 0]
    with open_store(path) as store:
        for file in files:
            with open_log(file) as source:
                result = store.take(source.name, source.events())
            for index, count in enumerate(
                (result.runs_new, result.runs_known, result.runs_enriched)
            ):
                totals[index] += count
    return totals[0], totals[1], totals[2]


def test_json_and_text_of_real_runs_end_in_the_same_content(
    tmp_path: Path, real_logs: dict[str, list[Path]]
) -> None:
    one, other, json_only = (tmp_path / name for name in ("one.db", "other.db", "json.db"))
    assert take_files(one, real_logs["jsonl"]) == (10, 0, 0)
    assert take_files(one, real_logs["log"]) == (0, 10, 0)
    assert take_files(other, real_logs["log"][::-1]) == (10, 0, 0)
    assert take_files(other, real_logs["jsonl"]) == (0, 0, 10)
    take_files(json_only, real_logs["jsonl"])
    assert content(one) == content(other) == content(json_only)


def test_half_of_real_logs_then_the_whole_ends_like_the_whole(
    tmp_path: Path, real_logs: dict[str, list[Path]]
) -> None:
    halves = []
    for file in real_logs["jsonl"] + real_logs["log"]:
        lines = file.read_bytes().splitlines(keepends=True)
        half = tmp_path / f"half-{file.name}"
        half.write_bytes(b"".join(lines[: len(lines) // 2]))
        halves.append(half)
    path, whole = tmp_path / "store.db", tmp_path / "whole.db"
    take_files(path, halves)
    take_files(path, real_logs["log"] + real_logs["jsonl"] + halves)
    take_files(whole, real_logs["jsonl"])
    assert content(path) == content(whole)


# Documentation


def test_the_documentation_says_what_the_schema_says() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "store.md").read_text("utf-8")
    for table in versions.CURRENT.metadata.tables.values():
        section = page.partition(f"### `{table.name}`\n")[2].partition("\n### ")[0]
        assert table.comment
        assert table.comment in section
        for column in table.columns:
            assert column.comment
            assert f"| `{column.name}` | {column.comment} |" in section, (table.name, column.name)


def test_the_documentation_names_every_column_of_every_view(path: Path) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "store.md").read_text("utf-8")
    take(path)
    with closing(sqlite3.connect(path)) as connection:
        for view in versions.CURRENT.views:
            section = page.partition(f"### `{view}`\n")[2].partition("\n### ")[0]
            columns = connection.execute(f"PRAGMA table_info({view})").fetchall()
            assert columns
            for _, column, *_ in columns:
                assert f"`{column}`" in section, (view, column)
