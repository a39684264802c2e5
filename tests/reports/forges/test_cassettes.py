"""What the simulator of GitHub answered that the real Renovate ran against, replayed.

`scripts/record-cassettes.py` records it again.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import vcr  # type: ignore[import-untyped]

from renovate_kit.http import Retries
from renovate_kit.reports.events.pull_requests import Forge, PullRequestSeen, PullRequestState
from renovate_kit.reports.sources.forges import Selection, Trouble
from renovate_kit.reports.sources.forges.asking import Patience
from renovate_kit.reports.sources.forges.github import GithubSource, open_github
from renovate_kit.reports.sources.forges.github_access import GithubAccess
from renovate_kit.reports.sources.forges.secret import Secret
from renovate_kit.reports.store import Store, open_store
from renovate_kit.reports.sync_pipeline import Synced, SyncOptions, sync
from tests.reports.forges.openapi import answers, description, description_file

CASSETTES = Path(__file__).parents[2] / "data" / "cassettes"
REPOSITORIES = {"github-apps": "luddera/homelab-apps", "github-picluster": "luddera/pi-cluster"}
LISTS = {
    "/pulls": "/repos/{owner}/{repo}/pulls",
    "/dependabot/alerts": "/repos/{owner}/{repo}/dependabot/alerts",
}
NOW = datetime(2026, 11, 27, tzinfo=UTC)


@contextmanager
def _replayed(name: str, who: Secret | None) -> Iterator[tuple[GithubSource, Any]]:
    player = vcr.VCR(serializer="json", record_mode="none", filter_headers=["authorization"])
    patience = Patience(now=lambda: NOW, retries=Retries(most=0))
    source = open_github(GithubAccess(who=who), patience)
    with player.use_cassette(str(CASSETTES / f"{name}.json")) as cassette:
        yield source, cassette
    source.close()


def _sync(source: GithubSource, store: Store, repository: str) -> Synced:
    options = SyncOptions(now=NOW, redact=str)
    (synced,) = sync(source, store, Selection(repositories=(repository,)), options)
    return synced


def _read_through(name: str, folder: Path) -> list[PullRequestSeen]:
    with (
        open_store(str(folder / "s.sqlite3")) as store,
        _replayed(name, Secret("ghp_replayed")) as (source, cassette),
    ):
        first = _sync(source, store, REPOSITORIES[name])
        again = _sync(source, store, REPOSITORIES[name])
        assert (first.error, again.error) == (None, None)
        # The list, details that the simulator does not have, and alerts; then the list alone.
        assert (first.requests, again.requests) == (3, 1)
        assert (again.is_unchanged, again.new, again.changed) == (True, 0, 0)
        assert cassette.all_played
        return sorted(store.pull_requests(), key=lambda each: each.number or 0)


@pytest.mark.parametrize("name", REPOSITORIES)
def test_all_pull_requests_come_with_their_states_and_times(name: str, tmp_path: Path) -> None:
    seen = {each.number: each for each in _read_through(name, tmp_path)}
    listed = {pull["number"]: pull for pull in next(answers(CASSETTES / f"{name}.json", "/pulls"))}
    assert set(seen) == set(listed)
    for number, pull in listed.items():
        known = seen[number]
        assert (known.forge, known.host) == (Forge.GITHUB, "github.com")
        assert known.repository == REPOSITORIES[name]
        assert (known.title, known.branch) == (pull["title"], pull["head"]["ref"])
        assert known.labels == tuple(label["name"] for label in pull["labels"])
        assert known.url == pull["html_url"]
        for field in ("created_at", "updated_at", "closed_at", "merged_at"):
            moment = getattr(known, field)
            told = None if moment is None else f"{moment:%Y-%m-%dT%H:%M:%SZ}"
            assert told == pull[field], (number, field)
        is_open = known.state is PullRequestState.OPEN
        assert is_open == (pull["state"] == "open")
        assert (known.state is PullRequestState.MERGED) == (pull["merged_at"] is not None)
        assert known.merge_sha == (pull["merge_commit_sha"] if pull["merged_at"] else None)


@pytest.mark.shared
@pytest.mark.parametrize("name", REPOSITORIES)
def test_they_are_the_simulators_truth(name: str, tmp_path: Path, shared: Path) -> None:
    folder = name.removeprefix("github-")
    truth = json.loads((shared / "logs" / folder / "truth.json").read_text(encoding="utf-8"))
    expected = {each["number"]: each for each in truth["repositories"][REPOSITORIES[name]]["prs"]}
    seen = {each.number: each for each in _read_through(name, tmp_path)}
    assert set(seen) == set(expected)
    for number, told in expected.items():
        known = seen[number]
        assert (known.title, known.branch) == (told["title"], told["branch"])
        assert (known.author, known.state.value) == (told["author"], told["state"])
        assert list(known.labels or ()) == told["labels"]
        assert known.security == told["security"]
        for field in ("created_at", "closed_at", "merged_at"):
            # The scenario ran again for the recording, and Renovate took other seconds.
            moment, then = getattr(known, field), told[field]
            assert (moment is None) == (then is None), (number, field)
            if moment is not None:
                assert abs(moment - datetime.fromisoformat(then)) < timedelta(minutes=2)


@pytest.mark.parametrize("name", REPOSITORIES)
def test_refusals_are_told_apart(name: str, tmp_path: Path) -> None:
    repository = REPOSITORIES[name]
    with open_store(str(tmp_path / "s.sqlite3")) as store:
        with _replayed(f"{name}-refusals", None) as (source, _):
            anonymous = _sync(source, store, repository)
        with _replayed(f"{name}-refusals", Secret("ghp_other")) as (source, cassette):
            cassette.play_response(cassette.requests[0])
            wrong = _sync(source, store, repository)
            missing = _sync(source, store, f"{repository}-that-is-not-there")
    troubles = [each.error.trouble for each in (anonymous, wrong, missing) if each.error]
    assert troubles == [Trouble.RATE_LIMIT, Trouble.UNAUTHORIZED, Trouble.MISSING]


@pytest.mark.parametrize("cassette", sorted(CASSETTES.glob("*.json")), ids=lambda path: path.stem)
def test_no_token_and_no_machine_is_in_a_recording(cassette: Path) -> None:
    text = cassette.read_text(encoding="utf-8")
    assert "simulatedtoken" not in text
    for exchange in json.loads(text)["interactions"]:
        names = {name.lower() for name in exchange["request"]["headers"]}
        assert not names & {"authorization", "user-agent"}
        assert exchange["request"]["uri"].startswith("https://api.github.com/")


@pytest.mark.parametrize("name", REPOSITORIES)
@pytest.mark.parametrize("ending", LISTS)
def test_recordings_look_as_github_describes_its_answers(name: str, ending: str) -> None:
    file = description_file()
    if file is None:
        pytest.skip("no OpenAPI description of GitHub: scripts/install-openapi.sh brings it")
    recorded = list(answers(CASSETTES / f"{name}.json", ending))
    assert recorded
    for answer in recorded:
        assert description(file).complaints(LISTS[ending], answer) == []
