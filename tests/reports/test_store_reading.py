"""Reading a store without SQLAlchemy: the same answers, no trace, and known limits."""

import hashlib
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Boolean

from renovate_kit.errors import StoreError
from renovate_kit.reports import events
from renovate_kit.reports.sources import open_log
from renovate_kit.reports.store import Store, open_store
from renovate_kit.reports.store.column_values import FLAGS, TIMES
from renovate_kit.reports.store.columns import UtcText
from renovate_kit.reports.store.file_reading import open_file
from renovate_kit.reports.store.schema import metadata
from tests.cli.privileges import without_privileges
from tests.reports.store_samples import FIRST_START, REPOSITORY, Log

_WEEK = timedelta(weeks=1)
_LAST = FIRST_START + 60 * _WEEK
_OF_PERIODS = (
    *("runs", "turns", "phases", "process_problems", "repository_problems"),
    *("branch_lists", "update_counts", "pull_request_events", "latest_dependency_counts"),
    *(
        "repositories_in",
        "last_visits",
        "onboardings_before",
        "period_facts",
        "containers",
        "openings_before",
        "dependency_standings",
    ),
)

LOGS = Path(__file__).resolve().parents[1] / "data" / "logs"


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of real logs: pi-cluster at both levels, and single cases."""
    path = tmp_path_factory.mktemp("real") / "store.db"
    with open_store(path) as store:
        for file in sorted((*LOGS.glob("picluster/*.jsonl"), *LOGS.glob("*/*.log"))):
            with open_log(file) as source:
                store.take(file.name, source.events())
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    with open_store(path) as store:
        store.take("a", Log(run=0).events())
    return path


def everything(store: Store) -> Iterator[tuple[str, object]]:
    """Ask all questions that are asked through a reader."""
    for only in ((), store.repositories()[:1], store.repositories()[:2], ("no/such",)):
        yield f"without time {only}", store.count_runs_without_time(only)
        yield f"levels {only}", store.count_runs_by_level(start=FIRST_START, repositories=only)
        yield f"summaries {only}", store.run_summaries(end=FIRST_START, repositories=only)
        facts = store.problem_facts(only)
        yield f"problems {only}", (facts.starts, facts.turns, facts.artifact_branches)
        yield f"sightings {only}", sorted(facts.sightings, key=repr)
        for name in _OF_PERIODS:
            yield f"{name} {only}", getattr(store, name)(FIRST_START - _WEEK, _LAST, only)
        yield f"first {only}", (store.first_start(only), store.first_pull_request_at(only))
        yield f"before {only}", store.starts_before(_LAST, only, limit=7)
        yield f"weeks {only}", store.weeks(only)
        yield f"marks {only}", store.knows_vulnerabilities(only)
        yield f"syncs {only}", store.forge_syncs(only)
        counts = store.forge_counts(FIRST_START, _LAST, only, read_since=FIRST_START)
        yield f"forge {only}", counts
        yield f"pull requests {only}", store.forge_pull_requests(FIRST_START, _LAST, only)
        yield f"merges {only}", store.forge_merges(FIRST_START, _LAST, only)
    yield "repositories", (store.repositories(), store.forge_repositories())
    summaries = store.run_summaries(limit=1000)
    yield "all summaries", summaries
    for summary in summaries:
        run_id = summary.facts.run_id
        yield f"run {run_id}", store.run_details(run_id)
        yield f"timings {run_id}", store.timing_comparison(run_id)
        for turn in summary.turns:
            name = turn.facts.repository
            yield f"updated {run_id}", store.dependencies_of_branches(run_id, name, ["a", "b"])
    for name in store.dependency_names():
        yield f"evidence of {name}", store.dependency_evidence(name)


def test_both_roads_give_the_same_answers(real: Path) -> None:
    with open_store(real, create=False) as file, open_store(f"sqlite:///{real}") as database:
        answers = list(everything(file))
        for (question, answer), (_, other) in zip(answers, everything(database), strict=True):
            assert answer == other, question
            assert repr(answer) == repr(other), question
    assert len(answers) > 100


def test_what_a_column_means_is_known_of_every_one() -> None:
    for table in metadata.tables.values():
        for column in table.columns:
            if column.name in TIMES:
                assert isinstance(column.type, UtcText), column
            if column.name in FLAGS:
                assert isinstance(column.type, Boolean), column
    read = ("base_branches", "branches", "dependencies", "repository_runs", "updates_found")
    for table in (metadata.tables[name] for name in (*read, "runs", "upgrades", "spans")):
        for column in table.columns:
            assert (column.name in TIMES) == isinstance(column.type, UtcText), column
            assert (column.name in FLAGS) == isinstance(column.type, Boolean), column


def test_reading_changes_nothing_and_leaves_nothing(path: Path) -> None:
    def state() -> dict[str, str]:
        return {
            each.name: hashlib.sha256(each.read_bytes()).hexdigest()
            for each in path.parent.iterdir()
        }

    before = state()
    with open_store(path, create=False) as store:
        assert len(store.run_summaries()) == 1
    assert state() == before


@pytest.fixture
def reachable(path: Path) -> Iterator[Path]:
    """A copy of the store in a folder that everybody may reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = folder / path.name
        copy.write_bytes(path.read_bytes())
        folder.chmod(0o755)
        yield copy
        folder.chmod(0o700)


def test_a_file_that_may_not_be_written_is_read_as_fast(reachable: Path) -> None:
    reachable.chmod(0o444)
    reachable.parent.chmod(0o555)
    with without_privileges():
        with pytest.raises(PermissionError):
            reachable.open("r+b")
        opened = open_file(reachable, wait_seconds=1)
        assert opened is not None
        with closing(opened), opened.asking() as reader:
            assert reader.tuples("SELECT count(*) FROM runs") == [(1,)]


def test_a_folder_that_nobody_may_look_into_is_no_mistake_of_ours(reachable: Path) -> None:
    reachable.parent.chmod(0o000)
    with without_privileges():
        with pytest.raises(PermissionError):
            reachable.stat()
        with pytest.raises(StoreError, match="can't be opened: Permission denied"):
            open_store(reachable, create=False)


def test_what_a_writer_added_meanwhile_is_seen_by_the_next_question(path: Path) -> None:
    with open_store(path, create=False) as reading, open_store(path) as writing:
        assert len(reading.run_summaries()) == 1
        writing.take("b", Log(run=2).events())
        assert len(reading.run_summaries()) == 2


def test_what_a_writer_adds_is_not_seen_at_one_moment(path: Path) -> None:
    with open_store(path, create=False) as reading, open_store(path) as writing:
        with reading.at_one_moment():
            assert len(reading.run_summaries()) == 1
            writing.take("b", Log(run=2).events())
            assert len(reading.run_summaries()) == 1
            assert len(reading.runs(FIRST_START, _LAST)) == 1
        assert len(reading.runs(FIRST_START, _LAST)) == 2


def test_a_store_that_is_read_can_be_asked_all_else(path: Path) -> None:
    with open_store(path, create=False) as store:
        assert store.repositories() == (REPOSITORY,)
        assert store.contents().runs == 1
        assert store.take("b", Log(run=2).events()).runs_new == 1
        assert len(store.run_summaries()) == 2


def test_a_locked_file_is_waited_for_once(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("BEGIN EXCLUSIVE")
        started = time.monotonic()
        with pytest.raises(StoreError, match="is locked by another process"):
            open_store(path, create=False, wait_seconds=0.5)
        assert time.monotonic() - started < 1


def test_a_mistake_in_a_question_names_the_store(path: Path) -> None:
    with open_store(path, create=False) as store:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("DROP TABLE problems")
        with pytest.raises(StoreError, match=r"store\.db: no such table: problems"):
            store.problem_facts()


def test_only_a_store_of_this_version_in_a_file_is_read_so(path: Path, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("name: renovate\n" * 100)
    (tmp_path / "empty").touch()
    for location in (
        *(tmp_path / "missing", tmp_path, tmp_path / "text", tmp_path / "empty"),
        *(":memory:", "", "postgresql+psycopg://user@host/name", f"sqlite+pysqlite:///{path}"),
        f"sqlite:///file:{path}?mode=ro&uri=true",
    ):
        assert open_file(location, wait_seconds=1) is None, location
    for location in (path, str(path), f"sqlite:///{path}"):
        opened = open_file(location, wait_seconds=1)
        assert opened is not None, location
        opened.close()
    for version in (2, 99):
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("UPDATE meta SET schema_version = ?", (version,))
            connection.commit()
        assert open_file(path, wait_seconds=1) is None


def test_every_event_is_loaded_when_it_is_asked_for() -> None:
    for name in events.__all__:
        assert getattr(events, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        _ = events.Nothing  # type: ignore[attr-defined]
