"""Bodies that the real Renovate wrote, against what the simulated GitHub and the logs know."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from renovate_kit.reports.events import BranchSeen, Upgrade, VulnerabilitySeen
from renovate_kit.reports.events.pull_requests import PullRequestSeen, PullRequestState
from renovate_kit.reports.sources.pull_requests import is_same_update
from tests.reports.pull_requests.samples import RECORDED, read_recorded, scenarios
from tests.reports.reading import of_type, read
from tests.reports.recorded import APPS, PICLUSTER

_CASES = {
    "result-pr-limit": ("pr-limit", 1),
    "security-nonsemantic": ("security-nonsemantic", 4),
}
_TIMES = ("created_at", "merged_at", "closed_at")


def _told(seen: PullRequestSeen) -> dict[str, Any]:
    """A reading, short: without what is the same in all, or copied from the forge."""
    built = msgspec.json.decode(msgspec.json.encode(seen))
    names = (
        "number title branch state updates advisories security security_evidence superseded "
        "abandoned automerge schedule rebase_requested created_in_version updated_in_version "
        "release_notes renovate_evidence"
    )
    told = {name: built[name] for name in names.split()}
    for name in ("updates", "advisories"):
        told[name] = [{k: v for k, v in each.items() if v is not None} for each in built[name]]
    return told


@pytest.mark.parametrize("scenario", scenarios())
def test_the_recorded_bodies_are_read_as_expected(scenario: str) -> None:
    expected = json.loads((RECORDED / "expected.json").read_text())
    assert [_told(seen) for seen in read_recorded(scenario)] == expected[scenario]


def _state(folder: Path) -> Mapping[str, Any]:
    (repository,) = json.loads((folder / "truth.json").read_text())["repositories"].values()
    return dict(repository)


@pytest.mark.parametrize(
    ("scenario", "folder"), [("apps", APPS), ("picluster", PICLUSTER)], ids=["apps", "picluster"]
)
def test_each_pull_request_is_as_the_platform_has_it(scenario: str, folder: Path) -> None:
    truth = {pr["number"]: pr for pr in _state(folder)["prs"]}
    for seen in read_recorded(scenario):
        pr = truth.pop(seen.number)
        told = {name: getattr(seen, name) for name in ("title", "branch", "author", "security")}
        assert told == {name: pr[name] for name in told}
        assert seen.labels == tuple(pr["labels"])
        assert seen.state.value == pr["state"]
        assert seen.superseded == ("autoclosed" in (pr["closed_by"] or ""))
        times = [getattr(seen, name) for name in _TIMES]
        assert [t and t.strftime("%Y-%m-%dT%H:%M:%SZ") for t in times] == [pr[n] for n in _TIMES]
    assert truth == {}


def _last_seen(logs: list[Path]) -> dict[int, tuple[Upgrade, ...]]:
    """The updates of each pull request, as the last log that lists it has them."""
    last: dict[int, tuple[Upgrade, ...]] = {}
    for log in logs:
        for branch in of_type(read(log), BranchSeen):
            if branch.pull_request:
                last[branch.pull_request] = branch.upgrades
    return last


def _check_updates(seen: PullRequestSeen, upgrades: tuple[Upgrade, ...]) -> None:
    assert len(seen.updates) == len({(u.dep_name, u.new_value, u.new_version) for u in upgrades})
    for update in seen.updates:
        (logged, *_) = [each for each in upgrades if is_same_update(each, update)]
        assert update.dep_name == logged.dep_name
        assert update.update_type == logged.update_type
        if logged.update_type != "pinDigest":
            assert (update.current, update.new) == (logged.current_value, logged.new_value)
        assert update.package_name in {None, logged.package_name}
        assert update.datasource in {None, logged.datasource}
        assert update.current_version in {None, logged.current_version}
        assert update.new_version in {None, logged.new_version}


def _check_scenario(scenario: str, logs: list[Path]) -> int:
    logged = _last_seen(logs)
    checked = 0
    for seen in read_recorded(scenario):
        assert seen.number is not None
        if seen.number in logged:
            _check_updates(seen, logged[seen.number])
            checked += 1
    return checked


def test_updates_are_those_that_the_logs_list() -> None:
    assert _check_scenario("picluster", sorted(PICLUSTER.glob("*-run*.jsonl"))) == 6
    assert _check_scenario("apps", sorted(APPS.glob("*-run*.jsonl"))) > 0


@pytest.mark.shared
def test_updates_of_all_scenarios_are_those_that_the_logs_list(shared: Path) -> None:
    logs = shared / "logs"
    checked = {
        "apps": _check_scenario("apps", sorted((logs / "apps").glob("*-run*.jsonl"))),
        "picluster": _check_scenario("picluster", sorted((logs / "picluster").glob("*.jsonl"))),
    }
    assert checked == {"apps": 19, "picluster": 6}
    for case, (scenario, count) in _CASES.items():
        assert _check_scenario(scenario, [logs / "cases" / f"case-{case}.jsonl"]) == count


@pytest.mark.shared
def test_all_pull_requests_of_the_shared_data_are_recorded(shared: Path) -> None:
    original = [
        pr
        for path in (shared / "logs" / "prs").glob("*-pr*.json")
        if "head" in (pr := json.loads(path.read_text()))
    ]
    here = [
        json.loads(line)
        for scenario in scenarios()
        for line in (RECORDED / f"{scenario}.jsonl").read_text().splitlines()
    ]
    assert sorted(pr["body"] for pr in original) == sorted(pr["body"] for pr in here)


@pytest.mark.shared
def test_the_truth_beside_the_tests_is_the_shared_one(shared: Path) -> None:
    assert _state(shared / "logs" / "apps") == _state(APPS)
    assert _state(shared / "logs" / "picluster") == _state(PICLUSTER)


@pytest.mark.shared
def test_advisories_are_those_that_the_logs_know(shared: Path) -> None:
    known: dict[str, set[tuple[str, ...]]] = {}
    for log in sorted((shared / "logs" / "apps").glob("*-run*.jsonl")):
        for each in of_type(read(log), VulnerabilitySeen):
            known.setdefault(each.package_name, set()).add(each.ids)
    told = {
        (advisory.package_name, advisory.ids)
        for seen in read_recorded("apps")
        for advisory in seen.advisories
    }
    assert {name for name, _ in told} == {
        "lodash",
        "requests",
        "axios",
        "tj-actions/changed-files",
        "jinja2",
        "express",
    }
    for name, ids in told:
        assert name is not None
        assert any(set(each) <= set(ids) for each in known[name] if each)


def test_alerts_of_the_platform_are_advisories_of_the_bodies() -> None:
    told = {
        advisory.package_name: advisory
        for seen in read_recorded("apps")
        for advisory in seen.advisories
    }
    for alert in _state(APPS)["alerts"]:
        advisory = told[alert["package"]["name"]]
        assert advisory.ids == (alert["cve"], alert["ghsa"])
        assert advisory.severity == {"medium": "moderate"}.get(alert["severity"], alert["severity"])


def test_ids_in_release_notes_are_no_advisories() -> None:
    seen = {each.number: each for each in read_recorded("picluster")}
    for number in (4, 9):
        assert "CVE-" in (RECORDED / "picluster.jsonl").read_text().splitlines()[number - 4]
        assert (seen[number].security, seen[number].advisories) == (False, ())


def test_what_became_of_them() -> None:
    states = {each.number: each.state for each in read_recorded("picluster")}
    assert states[5] is PullRequestState.MERGED
    assert states[6] is PullRequestState.CLOSED
    assert states[9] is PullRequestState.OPEN
