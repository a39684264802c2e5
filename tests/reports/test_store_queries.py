"""What the store answers about single runs, dependencies and timings; and the views' examples."""

import re
import sqlite3
from contextlib import closing
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import pytest

from renovate_kit.reports import events
from renovate_kit.reports.events import (
    BranchSeen,
    DependencySeen,
    Event,
    LogDetail,
    ProblemLevel,
    PullRequestAction,
    TimingKind,
)
from renovate_kit.reports.sources import open_log
from renovate_kit.reports.store import Store, open_store
from renovate_kit.reports.store.content_tables import CONTENT_TABLES
from renovate_kit.reports.store.recording import Content
from renovate_kit.reports.store.schema import (
    branches,
    dependencies,
    metadata,
    updates_found,
    upgrades,
)
from tests.reports.store_samples import FIRST_START, REPOSITORY, Form, Log, count_rows

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the ten real runs at debug level."""
    path = tmp_path_factory.mktemp("real") / "store.db"
    with open_store(path) as store:
        for run in range(1, 11):
            file = ROOT / "tests" / "data" / "logs" / "picluster" / f"picluster-run{run:02}.jsonl"
            with open_log(file) as source:
                store.take(file.name, source.events())
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


def take(path: Path, *logs: Log) -> None:
    with open_store(path) as store:
        for log in logs:
            store.take(log.name, log.events())


def last_run(store: Store) -> int:
    return store.run_summaries(limit=1)[0].facts.run_id


# Nothing is lost on the way


def test_every_field_of_shared_events_is_a_column() -> None:
    own = {"run", "repository", "base_branch", "updates", "upgrades"}
    for event, table in (
        (BranchSeen, branches),
        (events.Upgrade, upgrades),
        (DependencySeen, dependencies),
        (events.UpdateFound, updates_found),
    ):
        names = {each.name for each in fields(event)}
        assert names - own <= {column.name for column in table.columns}, event


def test_every_field_of_other_events_is_a_column() -> None:
    for name, kind in CONTENT_TABLES:
        assert set(kind.names()) <= {*metadata.tables[kind.table].columns.keys()}, name
        assert name in {each.name for each in fields(Content)}


def test_every_kind_of_event_has_a_place_in_the_store(path: Path) -> None:
    stream = [each for run in range(1, 11) for each in real_events(run)]
    with open_store(path) as store:
        store.take("all", stream)
    counts = count_rows(path)
    told = {type(each).__name__ for each in stream}
    for event, table in (
        ("DependencySeen", "dependencies"),
        ("UpdatesSummarised", "update_manager_counts"),
        ("TimingCounted", "timings"),
        ("CacheCounted", "cache_counts"),
        ("CommentLogged", "comments"),
        ("BranchLogged", "branch_events"),
        ("ArtifactFailed", "artifact_failures"),
        ("LimitReached", "limits"),
        ("DependencyStatus", "lib_years"),
    ):
        assert event not in told or counts[table], table


def real_events(run: int) -> list[Event]:
    file = ROOT / "tests" / "data" / "logs" / "picluster" / f"picluster-run{run:02}.jsonl"
    with open_log(file) as source:
        return list(source.events())


def test_what_a_log_told_comes_back(path: Path) -> None:
    told = real_events(8)
    with open_store(path) as store:
        store.take("a", told)
        details = store.run_details(last_run(store))
    assert details is not None
    (turn,) = details.turns

    def of(kind: type) -> list[Event]:
        return [replace(each, run="") for each in told if isinstance(each, kind)]

    assert list(details.problems) == of(events.ProblemLogged)
    assert list(turn.pull_requests) == of(events.PullRequestLogged)
    assert list(turn.branch_events) == of(events.BranchLogged)
    assert list(turn.comments) == of(events.CommentLogged)
    assert list(turn.limits) == of(events.LimitReached)
    assert list(details.timings) == of(events.TimingCounted)
    assert list(details.caches) == of(events.CacheCounted)
    assert list(details.config_problems) == of(events.ConfigProblemLogged)
    assert [branch.branch for branch in turn.branches or ()] == [
        each.branch for each in of(BranchSeen) if isinstance(each, BranchSeen)
    ]


# Runs


def test_runs_are_counted(path: Path) -> None:
    take(path, Log(run=0), Log(run=2, form=Form.TEXT_TIMED), Log(run=4, steps=1))
    with open_store(path) as store:
        debug, info, cut = store.run_summaries()
    (turn,) = debug.turns
    assert turn.pull_requests == {PullRequestAction.CREATED: 1}
    assert (turn.branches, turn.updates, turn.dependencies) == ({"done": 1}, 1, 41)
    assert debug.problems == {ProblemLevel.WARN: 1}
    (turn,) = info.turns
    assert (turn.branches, turn.updates, turn.vulnerabilities) == (None, None, None)
    assert turn.dependencies == 41
    assert (cut.turns, cut.facts.complete, cut.facts.cut_off) == ((), False, "log-ends")


def test_the_last_runs_come_oldest_first_and_those_without_time_before_all(path: Path) -> None:
    take(path, *(Log(run=run, duration_ms=run) for run in (4, 0, 2)))
    take(path, Log(run=6, form=Form.TEXT, duration_ms=9))
    with open_store(path) as store:
        starts = [run.facts.started_at for run in store.run_summaries()]
        hour = timedelta(hours=1)
        assert starts == [None, FIRST_START, FIRST_START + hour, FIRST_START + 2 * hour]
        limited = [run.facts.started_at for run in store.run_summaries(limit=2)]
        assert limited == starts[2:]
        period = store.run_summaries(start=FIRST_START + hour, end=FIRST_START + 2 * hour)
        assert [run.facts.started_at for run in period] == [FIRST_START + hour]
        assert store.run_summaries(repositories=["no/where"]) == ()


def test_a_run_that_is_not_there_is_none(path: Path) -> None:
    with open_store(path) as store:
        assert store.run_details(1) is None
        assert store.run_summaries() == ()
        assert store.dependency_evidence("redis") == ()
        assert store.timing_comparison(1) == ()


# Dependencies


def test_evidence_is_of_the_last_run_that_shows_anything(path: Path) -> None:
    take(path, Log(run=0), Log(run=2, form=Form.TEXT_TIMED))
    with open_store(path) as store:
        (evidence,) = store.dependency_evidence("REDIS")
        assert (evidence.repository, evidence.started_at) == (REPOSITORY, FIRST_START)
        assert (evidence.is_latest, evidence.latest_detail) == (False, LogDetail.INFO)
        assert [branch.branch for branch in evidence.branches] == ["renovate/redis-8.x"]
        assert [deed.number for deed in evidence.pull_requests] == [4]
        assert store.dependency_evidence("postgres") == ()
        assert store.dependency_names() == ("redis",)


def test_at_info_level_the_evidence_is_that_nothing_is_shown(path: Path) -> None:
    take(path, Log(run=0, form=Form.TEXT_TIMED))
    with open_store(path) as store:
        (evidence,) = store.dependency_evidence("redis")
    assert (evidence.shows_dependencies, evidence.shows_branches) == (False, False)
    assert evidence.detail is LogDetail.INFO


def test_evidence_of_a_real_dependency(real: Path) -> None:
    with open_store(real) as store:
        (evidence,) = store.dependency_evidence("sissbruecker/linkding")
    assert evidence.is_latest
    assert evidence.branches
    first = next(iter(evidence.earlier_pull_requests))
    assert first.action is PullRequestAction.CREATED


# Timings


def test_timings_are_compared_with_the_runs_before(path: Path) -> None:
    def timed(run: int, total: int) -> list[Event]:
        *told, end = Log(run=run, duration_ms=run).events()
        timing = events.TimingCounted(
            run=end.run,
            repository=REPOSITORY,
            kind=TimingKind.HTTP,
            name="ghcr.io",
            count=10,
            total_ms=total,
            mean_ms=total // 10,
            median_ms=1,
            max_ms=total,
        )
        return [*told, timing, end]

    with open_store(path) as store:
        for run, total in ((0, 100), (2, 300), (4, 200), (6, 5000)):
            store.take(f"{run}", timed(run, total))
        http, *phases = store.timing_comparison(last_run(store))
        assert (http.kind, http.name, http.total_ms) == ("http", "ghcr.io", 5000)
        assert (http.earlier_runs, http.usual_total_ms, http.usual_mean_ms) == (3, 200, 20)
        assert [(each.name, each.total_ms) for each in phases] == [("lookup", 30), ("extract", 20)]
        (first, *_) = store.timing_comparison(last_run(store), earlier=1)
        assert first.usual_total_ms == 200


# Sharing


def test_runs_that_find_the_same_share_it(path: Path) -> None:
    take(path, *(Log(run=2 * run, duration_ms=run) for run in range(5)))
    counts = count_rows(path)
    assert (counts["runs"], counts["branches"], counts["upgrades"]) == (5, 1, 1)
    assert counts["branch_lists"] == 1


def test_what_nobody_refers_to_any_more_goes(path: Path) -> None:
    take(path, Log(run=0, steps=8))
    with open_store(path) as store:
        *told, end = Log(run=0).events()
        changed = [replace(x, title="new") if isinstance(x, BranchSeen) else x for x in told]
        assert store.take("b", [*changed, end]).runs_enriched == 1
        (shown,) = store.branch_lists(FIRST_START, FIRST_START + timedelta(days=1))
    (branch,) = shown.branches
    assert branch.title == "new"
    assert count_rows(path)["branches"] == 1


# Pruning


def test_pruned_runs_leave_what_is_worth_knowing(path: Path) -> None:
    logs = [Log(run=2 * run, duration_ms=10 + run) for run in range(4)]
    take(path, *logs)
    before = FIRST_START + timedelta(hours=2)
    with open_store(path) as store:
        assert store.prune(before, dry_run=True).runs == 2
        assert len(store.run_summaries()) == 4
        pruned = store.prune(before)
        assert (pruned.runs, pruned.recordings, pruned.first_start) == (2, 2, FIRST_START)
        assert len(store.run_summaries()) == 2
        again = store.take("again", logs[0].events())
        assert (again.runs_known, again.runs_pruned) == (1, 1)
        assert store.prune(before).runs == 0
        store.vacuum()
        assert store.prune(before + timedelta(hours=1)).runs == 1
    with closing(sqlite3.connect(path)) as connection:
        history = connection.execute(
            "SELECT message, first_at, runs, count FROM v1_problem_history"
        )
        assert history.fetchall() == [("Host error", "2026-09-07T08:00:05.000000Z", 3, 6)]
        days = connection.execute(
            "SELECT day, runs, finished, duration_ms, created FROM v1_run_history"
        )
        assert days.fetchall() == [("2026-09-07", 3, 3, 33, 3)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


# Documentation


def examples() -> list[str]:
    page = (ROOT / "docs" / "store.md").read_text("utf-8")
    return re.findall(r"```sql\n(.*?)```", page, flags=re.DOTALL)


@pytest.mark.parametrize("sql", examples())
def test_every_example_of_the_documentation_runs(real: Path, sql: str) -> None:
    with closing(sqlite3.connect(real)) as connection:
        found = connection.execute(sql)
        assert found.description
        rows = found.fetchall()
    if "v1_vulnerabilities" not in sql and "v1_pods" not in sql:
        assert rows
