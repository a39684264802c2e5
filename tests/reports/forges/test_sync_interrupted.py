"""Whatever happens while a forge is read: nothing is lost, and nothing is asked for in vain."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renovate_kit.reports.events.pull_requests import Forge, PullRequestSeen
from renovate_kit.reports.sources.forges import ForgeError, Trouble
from renovate_kit.reports.store import Store, open_store
from renovate_kit.reports.sync_pipeline import Synced, SyncOptions, sync_repository
from tests.reports.forges.fake_github import (
    FAULTS,
    NOW,
    REPOSITORY,
    FakeGithub,
    Given,
    pull,
    source_of,
)
from tests.reports.forges.fake_github import given as given_answer


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(str(tmp_path / "store.sqlite3")) as opened:
        yield opened


def _sync(github: FakeGithub, store: Store, **options: Any) -> Synced:  # noqa: ANN401 - fields of SyncOptions
    chosen = SyncOptions(**{"now": NOW, "redact": str, **options})
    return sync_repository(source_of(github), store, REPOSITORY, chosen)


def _kept(store: Store) -> tuple[list[PullRequestSeen], list[object]]:
    """Return all that a sync leaves behind."""
    states = [
        store.sync_state(Forge.GITHUB, "github.com", REPOSITORY, resource)
        for resource in ("pull_requests", "pull_requests_since", "alerts")
    ]
    return sorted(store.pull_requests(), key=lambda each: each.number or 0), list(states)


def _of_clean_sync(github: FakeGithub, folder: Path) -> tuple[list[PullRequestSeen], list[object]]:
    with open_store(str(folder / "clean.sqlite3")) as clean:
        assert _sync(github, clean).error is None
        github.asked.clear()
        return _kept(clean)


def test_ten_thousand_take_few_requests_and_the_second_time_one(store: Store) -> None:
    github = FakeGithub(10_000, renovate=20)
    first = _sync(github, store)
    assert (first.error, first.read, first.renovate, first.new) == (None, 10_000, 500, 500)
    assert first.requests == len(github.asked) == 100 + 8 + 1
    second = _sync(github, store)
    assert (second.error, second.is_unchanged, second.requests) == (None, True, 1)
    assert len(github.asked) == 110


def test_the_second_time_takes_one_request_also_without_etags(store: Store) -> None:
    github = FakeGithub(450, has_etags=False)
    assert _sync(github, store).requests == 5 + 5 + 1
    again = _sync(github, store)
    assert (again.requests, again.is_unchanged, again.new, again.changed) == (1, True, 0, 0)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("index", range(5))
def test_a_fault_that_lasts_loses_nothing_and_a_rerun_completes(
    tmp_path: Path, store: Store, fault: str, index: int
) -> None:
    # Two pages, details of each, and alerts: five requests.
    github = FakeGithub(120, renovate=10)
    expected = _of_clean_sync(github, tmp_path)

    def break_at(asked: int) -> None:
        if asked >= index:
            github.lasting_fault = FAULTS[fault]

    github.before_each = break_at
    broken = _sync(github, store)
    assert isinstance(broken.error, ForgeError)
    assert broken.error.exit_code == 4
    assert broken.error.stops_all
    read_before = store.pull_requests()
    assert len(list(read_before)) == broken.renovate
    github.before_each = lambda _: None
    github.lasting_fault = None
    assert _sync(github, store).error is None
    assert _kept(store) == expected


@pytest.mark.parametrize("fault", ["500", "502", "reset", "slow", "truncated"])
def test_a_fault_that_passes_is_waited_for(store: Store, fault: str) -> None:
    github = FakeGithub(320, renovate=10)
    github.faults = dict.fromkeys(range(0, 30, 2), FAULTS[fault])
    done = _sync(github, store)
    assert (done.error, done.read) == (None, 320)
    assert done.requests == 2 * (4 + 4 + 1)


_FAULT_PLAN = st.dictionaries(st.integers(0, 20), st.sampled_from(sorted(FAULTS)), max_size=6)


@settings(max_examples=12)
@given(plan=_FAULT_PLAN, count=st.integers(0, 350))
def test_any_faults_end_in_the_store_of_a_clean_sync(
    tmp_path_factory: pytest.TempPathFactory, plan: dict[int, str], count: int
) -> None:
    folder = tmp_path_factory.mktemp("stores")
    github = FakeGithub(count, renovate=10)
    expected = _of_clean_sync(github, folder)
    github.faults = {index: FAULTS[name] for index, name in plan.items()}
    with open_store(str(folder / "broken.sqlite3")) as broken:
        # A fault ends one sync at most, so that one of so many gets to its end.
        outcomes = (_sync(github, broken) for _ in range(len(plan) + 1))
        assert any(outcome.error is None for outcome in outcomes)
        assert _kept(broken) == expected


_CHANGES = st.lists(st.tuples(st.integers(0, 15), st.integers(1, 220)), max_size=25)


@settings(max_examples=12)
@given(changes=_CHANGES, faults=st.sets(st.integers(0, 12), max_size=3), has_etags=st.booleans())
def test_what_changes_while_it_is_read_is_not_lost(
    tmp_path_factory: pytest.TempPathFactory,
    changes: list[tuple[int, int]],
    faults: set[int],
    has_etags: bool,  # noqa: FBT001 - Hypothesis gives it
) -> None:
    github = FakeGithub(210, renovate=1, has_etags=has_etags)
    github.faults = dict.fromkeys(faults, FAULTS["expired token"])

    def change(index: int) -> None:
        for when, number in changes:
            if when == index:
                github.touch(number, title=f"Update dependency x to v{index}", state="closed")

    github.before_each = change
    with open_store(str(tmp_path_factory.mktemp("stores") / "s.sqlite3")) as store:
        # Each fault ends one sync, and the last one may still have missed what changed in it.
        while len(github.asked) <= 15:
            _sync(github, store)
        done = _sync(github, store)
        assert done.error is None
        kept = {each.number: each.title for each in store.pull_requests()}
    assert kept == {number: pull["title"] for number, pull in github.pulls.items()}


def test_an_entry_that_disappears_from_the_list_does_not_hide_another(store: Store) -> None:
    """GitHub takes pull requests of spammers away: what follows moves a place forwards."""
    github = FakeGithub(500, renovate=1)
    github.faults = {6: FAULTS["expired token"]}
    assert _sync(github, store, detailed_pages=1).error is not None
    for number in range(390, 500):
        del github.pulls[number]
    assert _sync(github, store, detailed_pages=1).error is None
    kept = {each.number for each in store.pull_requests()}
    assert kept >= set(github.pulls)


def test_since_leaves_older_ones_out_until_they_are_asked_for(store: Store) -> None:
    github = FakeGithub(1000, renovate=2)
    since = github.clock - timedelta(minutes=150)
    first = _sync(github, store, since=since, with_alerts=False, detailed_pages=0)
    assert (first.read, first.requests) == (200, 2)
    assert _sync(github, store, since=since).is_unchanged
    later = since + timedelta(minutes=60)
    assert _sync(github, store, since=later).requests == 1
    whole = _sync(github, store, with_alerts=False, detailed_pages=0)
    assert (whole.read, whole.new, whole.requests) == (1000, 400, 10)
    assert _sync(github, store).requests == 1


def test_a_later_sync_reads_only_what_changed(store: Store) -> None:
    github = FakeGithub(200, renovate=1)
    _sync(github, store)
    github.touch(3, state="closed", merged_at="2026-01-01T00:00:00Z", title="Update x to v2")
    github.touch(201)
    again = _sync(github, store)
    # The list, details of the two, and alerts, as something has changed.
    assert (again.new, again.changed, again.requests) == (1, 1, 3)
    third = next(each for each in store.pull_requests() if each.number == 3)
    assert (third.title, third.merged_by, third.checks) == ("Update x to v2", "ada", "success")
    assert (third.edited_by_people, third.review) == (True, "approved")


def test_a_repository_that_was_renamed_is_read_by_its_new_name(store: Store) -> None:
    github = FakeGithub(250, renovate=1)
    github.name = "acme/store"
    done = _sync(github, store, with_alerts=False, detailed_pages=0)
    assert (done.repository, done.read, done.requests) == ("acme/store", 250, 2 + 3)
    assert done.notes == ["acme/shop is acme/store now"]
    again = _sync(github, store, with_alerts=False, detailed_pages=0)
    assert (again.repository, again.is_unchanged, again.requests) == ("acme/store", True, 1)
    assert again.notes == ["acme/shop is acme/store now"]
    tomorrow = NOW + timedelta(days=1)
    later = _sync(github, store, with_alerts=False, detailed_pages=0, now=tomorrow)
    assert (later.repository, later.requests) == ("acme/store", 3)


def test_a_second_rename_is_found_from_the_first_name(store: Store) -> None:
    github = FakeGithub(5, renovate=1)
    github.name = "acme/store"
    assert _sync(github, store).repository == "acme/store"
    github.name = "acme/market"
    again = _sync(github, store)
    assert (again.error, again.repository, again.read) == (None, "acme/market", 5)
    assert again.notes == ["acme/shop is acme/market now"]


def test_what_is_redirected_to_another_host_is_no_rename(store: Store) -> None:
    github = FakeGithub(5)

    def elsewhere(answer: Given) -> Given:
        to = f"https://git.example.net/repos/{REPOSITORY}/pulls"
        return (
            given_answer(301, "Moved Permanently", location=to) if answer.status == 200 else answer
        )

    github.faults = {0: elsewhere, 1: lambda _: Given({"full_name": REPOSITORY})}
    done = _sync(github, store)
    assert done.error is not None
    assert done.error.message == (
        "github.com: acme/shop: pull requests: redirected to git.example.net"
    )
    assert (done.repository, done.notes) == (REPOSITORY, [])


def test_what_changed_in_the_second_of_the_watermark_is_news(store: Store) -> None:
    github = FakeGithub(5, renovate=1, has_etags=False)
    _sync(github, store)
    github.pulls[6] = pull(5, is_renovate=True) | {"number": 6}
    done = _sync(github, store)
    assert (done.new, done.is_unchanged) == (1, False)
    assert {each.checks for each in store.pull_requests()} == {"success"}
    assert _sync(github, store).requests == 1


_WRONG = "Something went wrong while executing your query. This may be the result of a timeout."


def _fails(_: Given) -> Given:
    return Given({"data": None, "errors": [{"message": _WRONG}]})


def _checks(store: Store) -> dict[int | None, str | None]:
    return {each.number: each.checks for each in store.pull_requests()}


def test_details_that_fail_in_an_answer_are_asked_for_again(store: Store) -> None:
    github = FakeGithub(30, renovate=1)
    github.faults = {1: _fails}
    done = _sync(github, store)
    assert (done.error, done.notes, done.requests) == (None, [], 1 + 2 + 1)
    assert set(_checks(store).values()) == {"success"}


def test_too_many_details_at_once_are_asked_for_in_parts(store: Store) -> None:
    github = FakeGithub(60, renovate=1)
    github.most_details = 25
    done = _sync(github, store)
    assert (done.error, done.notes, done.requests) == (None, [], 1 + (5 + 3) + 1)
    assert set(_checks(store).values()) == {"success"}


def test_details_that_fail_for_good_are_owed_until_the_next_sync(store: Store) -> None:
    github = FakeGithub(150, renovate=1)
    github.most_details = 0
    done = _sync(github, store)
    # Two pages; details of the first one: all at once, then some, each five times; alerts.
    assert (done.error, done.new, done.requests) == (None, 150, 2 + 5 + 5 + 1)
    (note,) = done.notes
    assert note.startswith("details: the server failed (200: Something went wrong")
    assert note.endswith("(asked for again the next time)")
    assert set(_checks(store).values()) == {None}
    github.most_details = 100
    some = _sync(github, store, detailed_pages=1)
    assert (some.completed, some.is_unchanged, some.requests) == (100, True, 1 + 1)
    rest = _sync(github, store)
    assert (rest.completed, rest.notes, rest.requests) == (50, [], 1 + 1)
    assert set(_checks(store).values()) == {"success"}
    assert {each.merge_method for each in store.pull_requests()} == {None}
    assert _sync(github, store).requests == 1


def test_what_the_token_may_not_read_is_said_and_owed(store: Store) -> None:
    github = FakeGithub(5, renovate=1)
    said = "Your token has not been granted the required scopes"
    github.faults = {
        1: lambda _: Given({"errors": [{"type": "INSUFFICIENT_SCOPES", "message": said}]})
    }
    done = _sync(github, store)
    assert done.notes == [f"details: {said} (asked for again after a day)"]
    assert done.requests == 3
    soon = _sync(github, store, now=NOW + timedelta(minutes=5))
    assert (soon.completed, soon.requests) == (0, 1)
    later = _sync(github, store, now=NOW + timedelta(days=1))
    assert later.completed == 5
    assert _sync(github, store, now=NOW + timedelta(days=1, minutes=5)).requests == 1


def test_a_part_of_the_details_is_kept_and_the_rest_is_owed(store: Store) -> None:
    github = FakeGithub(5, renovate=1)

    def lacking(answer: Given) -> Given:
        assert isinstance(answer.body, dict)
        told = answer.body["data"]["repository"]
        told |= {"p2": None, "p3": None}
        if "p4" in told:
            told["p4"]["latest"] = None
        errors = [
            {"message": _WRONG, "path": ["repository", "p2"]},
            {"message": "Not there", "type": "NOT_FOUND", "path": ["repository", "p3"]},
            {"message": "No", "type": "FORBIDDEN", "path": ["repository", "p4", "latest"]},
            {"message": 7, "path": 3},
        ]
        return Given({**answer.body, "errors": errors})

    github.faults = {1: lacking, 2: lacking}
    done = _sync(github, store)
    assert (done.error, len(done.notes), done.requests) == (None, 1, 4)
    assert _checks(store) == {1: "success", 2: None, 3: None, 4: None, 5: "success"}
    again = _sync(github, store)
    assert (again.completed, again.requests) == (1, 2)
    assert _checks(store)[2] == "success"
    assert _sync(github, store).requests == 1


def test_what_another_release_kept_about_details_is_ignored(store: Store) -> None:
    github = FakeGithub(5, renovate=1)
    _sync(github, store)
    state = store.sync_state(Forge.GITHUB, "github.com", REPOSITORY, "pull_requests")
    assert state is not None
    for kept in ("{}", "[0]", '["1"]', "[99]", "x"):
        store.keep_sync_state(replace(state, resource="details", cursor=kept))
        done = _sync(github, store)
        assert (done.error, done.requests, done.completed) == (None, 1, 0)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["data", "repository", "errors", "message", "type", "path", "p1"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(max_examples=60)
@given(answer=_JSON)
def test_any_answer_about_details_leaves_them_out_at_worst(answer: object) -> None:
    github = FakeGithub(1, renovate=1)
    github.faults = dict.fromkeys(range(1, 30), lambda _: Given(json.dumps(answer).encode()))
    source = source_of(github)
    listed = source.pull_requests(REPOSITORY, page=None, etag=None).items
    detailed = source.with_details(REPOSITORY, listed)
    assert detailed is not None
    assert {each.number for each in detailed.items} | set(detailed.owed) <= {1}
    assert detailed.why is None or detailed.why.isprintable()


def test_without_a_page_of_details_nothing_is_owed(store: Store) -> None:
    github = FakeGithub(5, renovate=1)
    assert _sync(github, store, detailed_pages=0).notes == []
    assert _sync(github, store).requests == 1


def test_without_graphql_the_list_has_to_do(store: Store) -> None:
    github = FakeGithub(320, renovate=1)
    github.has_graphql = False
    done = _sync(github, store)
    assert (done.error, done.new, done.requests) == (None, 320, 4 + 1 + 1)
    assert {each.merged_by for each in store.pull_requests()} == {None}
    assert done.notes == ["details: unsupported (asked for again after a day)"]
    assert _sync(github, store).requests == 1


def test_limits_are_waited_for_only_if_short() -> None:
    github = FakeGithub(5)
    waits: list[float] = []
    github.faults = {
        0: lambda _: FAULTS["secondary limit"](_).__class__(
            {"message": "You have exceeded a secondary rate limit."}, 403, {"retry-after": "20"}
        )
    }
    source = source_of(github, waits=waits)
    assert len(source.pull_requests(REPOSITORY, page=None, etag=None).items) == 5
    assert waits == [21.0]
    github.lasting_fault = FAULTS["primary limit"]
    with pytest.raises(ForgeError, match="requests of this hour are used up") as caught:
        source.pull_requests(REPOSITORY, page=None, etag=None)
    assert caught.value.trouble is Trouble.RATE_LIMIT
    assert "from 2026-11-27 12:40:01 UTC on" in caught.value.hint
