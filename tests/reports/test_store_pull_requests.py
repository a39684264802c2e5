"""Pull requests, alerts and sync states in the store."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renovate_kit.errors import StoreError
from renovate_kit.reports.events.pull_requests import (
    AlertSeen,
    Evidence,
    Forge,
    PullRequestSeen,
    PullRequestState,
)
from renovate_kit.reports.sources import open_log
from renovate_kit.reports.store import Store, open_store
from renovate_kit.reports.store.sync_state import SyncState
from tests.reports.pull_request_samples import (
    LODASH,
    REPOSITORY,
    alert,
    closed,
    forge_content,
    from_git,
    hours,
    merged,
    pull_request,
    security_pull_request,
)
from tests.reports.recorded import APPS
from tests.reports.store_samples import Log


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


@pytest.fixture
def store(path: Path) -> Store:
    return open_store(path)


LATER = hours(50)


def take(store: Store, *seen: PullRequestSeen, at: datetime = LATER) -> tuple[int, int, int]:
    taken = store.take_pull_requests(seen, seen_at=at)
    return taken.new, taken.changed, taken.known


def only(store: Store) -> PullRequestSeen:
    (seen,) = store.pull_requests()
    return seen


def states(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            "SELECT number, state, at, source FROM v1_pull_request_states ORDER BY number, at"
        ).fetchall()


def test_what_was_taken_comes_back(store: Store) -> None:
    seen = security_pull_request(labels=("a", "b"), release_notes=("https://example.org",))
    assert take(store, seen) == (1, 0, 0)
    assert only(store) == seen


def test_the_same_page_twice_changes_nothing(store: Store, path: Path) -> None:
    page = [
        pull_request(number=1),
        merged(security_pull_request(number=2), hours(5)),
        closed(pull_request(number=3), hours(6)),
    ]
    assert take(store, *page) == (3, 0, 0)
    before = forge_content(path)
    assert take(store, *page, at=hours(60)) == (0, 0, 3)
    assert forge_content(path) == before


def test_older_data_never_overwrite_newer(store: Store, path: Path) -> None:
    newer = merged(pull_request(title="new title"), hours(9))
    take(store, newer)
    before = forge_content(path)
    take(store, pull_request(title="old title", updated_at=hours(2)))
    assert only(store) == newer
    assert len(forge_content(path)) == len(before)


def test_unknown_never_overwrites_known(store: Store) -> None:
    take(store, merged(pull_request(merged_by="maria", checks="success"), hours(9)))
    take(store, merged(pull_request(merged_by=None, checks=None), hours(10)))
    assert (only(store).merged_by, only(store).checks) == ("maria", "success")


def test_details_that_come_later_fill_gaps(store: Store) -> None:
    assert take(store, merged(pull_request(), hours(9))) == (1, 0, 0)
    detailed = merged(pull_request(merged_by="maria", review="approved"), hours(9))
    assert take(store, detailed) == (0, 1, 0)
    assert only(store) == detailed


def test_of_two_sightings_of_one_time_the_later_one_counts(store: Store) -> None:
    take(store, pull_request(checks="pending"), at=hours(20))
    take(store, pull_request(checks="success"), at=hours(21))
    take(store, pull_request(checks="pending"), at=hours(20))
    assert only(store).checks == "success"


@pytest.mark.parametrize("git_first", [True, False])
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"number": None},
        {"number": None, "merge_sha": None, "merged_at": hours(9) + timedelta(seconds=2)},
    ],
    ids=["by number", "by commit", "by branch and time"],
)
def test_a_clone_and_a_forge_tell_of_one(
    store: Store, changes: dict[str, object], *, git_first: bool
) -> None:
    by_forge = merged(security_pull_request(), hours(9))
    by_git = from_git(by_forge, **changes)
    told = [by_git, by_forge] if git_first else [by_forge, by_git]
    for each in told:
        take(store, each)
    seen = only(store)
    assert (seen.forge, seen.number, seen.merged_at) == (Forge.GITHUB, 4, hours(9))
    assert seen.advisories == by_forge.advisories
    (update,) = seen.updates
    assert (update.evidence, update.package_file) == (Evidence.BODY, "package.json")


def test_what_looked_like_two_becomes_one(store: Store) -> None:
    numbered = pull_request()
    unnumbered = from_git(merged(pull_request(), hours(9)), number=None)
    assert take(store, numbered, unnumbered) == (2, 0, 0)
    assert take(store, merged(pull_request(), hours(9))) == (0, 1, 0)
    assert only(store).state is PullRequestState.MERGED


def test_others_stay_apart(store: Store) -> None:
    one = merged(pull_request(), hours(9))
    take(
        store,
        one,
        replace(one, number=5, merge_sha="c" * 40),
        replace(one, repository="acme/other"),
        replace(one, host="git.example.org", forge=Forge.GITEA),
        from_git(one, number=None, merge_sha="d" * 40, branch="renovate/other"),
    )
    assert len(list(store.pull_requests())) == 5


def test_a_merge_that_only_a_clone_saw_counts(store: Store) -> None:
    take(store, pull_request(), from_git(merged(pull_request(), hours(9))))
    seen = only(store)
    assert (seen.state, seen.merged_at, seen.closed_at) == (
        PullRequestState.MERGED,
        hours(9),
        hours(9),
    )


def test_every_change_of_state_is_kept(store: Store, path: Path) -> None:
    one = pull_request()
    take(store, one)
    take(store, closed(one, hours(3)))
    take(store, replace(one, updated_at=hours(7)))
    assert only(store).closed_at is None
    take(store, merged(one, hours(9)))
    assert states(path) == [
        (4, "opened", "2026-09-07T08:00:00.000000Z", "github"),
        (4, "closed", "2026-09-07T11:00:00.000000Z", "github"),
        (4, "reopened", "2026-09-07T15:00:00.000000Z", "github"),
        (4, "merged", "2026-09-07T17:00:00.000000Z", "github"),
    ]


def test_a_reopening_that_nobody_saw_has_no_time(store: Store, path: Path) -> None:
    take(store, closed(pull_request(), hours(3)), merged(pull_request(), hours(9)))
    assert (4, "reopened", None, "github") in states(path)


def test_pages_before_a_failure_stay(store: Store) -> None:
    def interrupted() -> Iterator[PullRequestSeen]:
        yield from (pull_request(number=number) for number in range(1, 300))
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store.take_pull_requests(interrupted(), seen_at=hours(50))
    assert len(list(store.pull_requests())) == 200
    assert take(store, *(pull_request(number=number) for number in range(1, 300))) == (99, 0, 200)


def test_hostile_texts_are_only_texts(store: Store) -> None:
    hostile = "'; DROP TABLE pull_requests; -- \x1b[31m <script> \u202e"
    seen = pull_request(title=hostile, branch=hostile, repository=hostile)
    take(store, seen)
    assert only(store).title == hostile


KINDS = ("open", "open later", "closed", "merged", "git", "git without number", "detailed")
"""Of one time the forge tells the same of each, or one tells more."""


def sighting(number: int, kind: str) -> PullRequestSeen:
    one = security_pull_request(number=number, branch=f"renovate/{number}")
    sha = f"{number}" * 40
    told = {
        "open": replace(one, title="first title", labels=()),
        "open later": replace(one, updated_at=hours(6), updates=()),
        "closed": closed(replace(one, closed_by="maria"), hours(4)),
        "merged": merged(one, hours(9), sha),
        "git": from_git(merged(one, hours(9), sha)),
        "git without number": from_git(merged(one, hours(9), sha), number=None),
        "detailed": merged(replace(one, checks="success", merged_by="maria"), hours(9), sha),
    }
    return told[kind]


sightings = st.lists(
    st.builds(sighting, st.integers(1, 3), st.sampled_from(KINDS)), min_size=1, max_size=8
)
alerts = st.lists(
    st.builds(
        lambda number, hour, state: alert(
            number=number,
            updated_at=hours(hour),
            state=state,
            fixed_at=hours(hour) if state == "fixed" else None,
        ),
        st.integers(1, 2),
        st.integers(0, 3),
        st.sampled_from(["open", "fixed", "dismissed"]),
    ),
    max_size=5,
    unique_by=lambda each: (each.number, each.updated_at),
)


def _taken(told: Sequence[PullRequestSeen | AlertSeen | Log]) -> list[tuple[object, ...]]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        with open_store(path) as store:
            for each in told:
                if isinstance(each, PullRequestSeen):
                    store.take_pull_requests([each], seen_at=hours(50))
                elif isinstance(each, AlertSeen):
                    store.take_alerts(each.host, each.repository, [each], seen_at=hours(50))
                else:
                    store.take(each.name, each.events())
        return forge_content(path)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_order_of_forge_clone_and_logs_ends_in_the_same_store(data: st.DataObject) -> None:
    told: list[PullRequestSeen | AlertSeen | Log] = [
        *data.draw(sightings),
        *data.draw(alerts),
        Log(run=1),
    ]
    repeated = [*told, *data.draw(st.lists(st.sampled_from(told), max_size=3))]
    assert _taken(told) == _taken(data.draw(st.permutations(repeated)))


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_pages_may_be_cut_anywhere(data: st.DataObject) -> None:
    told = data.draw(sightings)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        with open_store(path) as store:
            store.take_pull_requests(told, seen_at=hours(50))
        assert forge_content(path) == _taken(told)


def test_alerts_keep_their_newest_state(store: Store) -> None:
    def counts(*alerts: AlertSeen) -> tuple[int, int, int]:
        taken = store.take_alerts("github.com", REPOSITORY, alerts, seen_at=hours(50))
        return taken.new, taken.changed, taken.known

    fixed = alert(state="fixed", updated_at=hours(5), fixed_at=hours(5))
    assert counts(fixed) == (1, 0, 0)
    assert counts(fixed) == (0, 0, 1)
    counts(alert())
    assert store.security_facts().alerts == (fixed,)


def test_alerts_are_of_the_repository_that_is_named_now(store: Store) -> None:
    store.take_alerts("github.com", "acme/renamed", [alert()], seen_at=hours(50))
    (seen,) = store.security_facts().alerts
    assert seen.repository == "acme/renamed"


def test_how_far_a_forge_was_read_is_kept(store: Store) -> None:
    state = SyncState(
        forge=Forge.GITHUB,
        host="github.com",
        repository=REPOSITORY,
        resource="pull_requests",
        watermark=None,
        etag=None,
        cursor="page=3",
        synced_at=hours(1),
    )
    where = (Forge.GITHUB, "github.com", REPOSITORY, "pull_requests")
    assert store.sync_state(*where) is None
    store.keep_sync_state(state)
    assert store.sync_state(*where) == state
    done = replace(state, watermark=hours(2), etag='W/"x"', cursor=None, synced_at=hours(3))
    store.keep_sync_state(done)
    assert store.sync_state(*where) == done
    assert store.sync_state(Forge.GITLAB, *where[1:]) is None


def test_pruning_leaves_pull_requests_alone(store: Store, path: Path) -> None:
    take(store, merged(security_pull_request(), hours(9)))
    before = forge_content(path)
    store.prune(hours(10_000))
    assert forge_content(path) == before


def test_views_answer(store: Store, path: Path) -> None:
    take(store, merged(security_pull_request(), hours(9)))
    store.take_alerts("github.com", REPOSITORY, [alert()], seen_at=hours(50))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(
            "SELECT repository, number, state, merged_at, security FROM v1_forge_pull_requests"
        ).fetchall() == [(REPOSITORY, 4, "merged", "2026-09-07T17:00:00.000000Z", 1)]
        assert connection.execute(
            "SELECT dep_name, current_value, new_value FROM v1_pull_request_updates"
        ).fetchall() == [("lodash", LODASH.current, LODASH.new)]
        assert connection.execute("SELECT package_name, state FROM v1_alerts").fetchall() == [
            ("lodash", "open")
        ]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_store_that_can_not_be_written_says_so(path: Path) -> None:
    open_store(path).close()
    path.chmod(0o444)
    with sqlite3.connect(path) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with (
            open_store(path, create=False, wait_seconds=0) as store,
            pytest.raises(StoreError, match=r"locked|read-only"),
        ):
            take(store, pull_request())


def test_when_a_vulnerability_was_first_known_outlives_pruning(store: Store) -> None:
    def known() -> dict[tuple[str, ...], tuple[datetime | None, datetime | None]]:
        sightings = store.security_facts().sightings
        return {each.ids: (each.first_at, each.last_at) for each in sightings}

    for name in ("apps-run05.jsonl", "apps-run07.jsonl"):
        with open_log(APPS / name) as source:
            store.take(name, source.events())
    before = known()
    assert before
    between = datetime(2026, 9, 8, 11, 30, tzinfo=UTC)
    for until in (between, hours(1000)):
        assert store.prune(until).runs == 1
        after = known()
        assert after.keys() == before.keys()
        for ids, (first_at, _) in before.items():
            pruned = after[ids][0]
            assert first_at is not None
            assert pruned is not None
            # Of pruned runs their start is kept, not that of their turn at the repository.
            assert timedelta(0) <= first_at - pruned < timedelta(minutes=1)
    assert store.contents().runs == 0
