"""The logs of a scenario against the simulated platform's own state after its last run."""

import json
from pathlib import Path

import pytest

from renovate_kit.reports.events import (
    BranchSeen,
    Event,
    PullRequestAction,
    PullRequestLogged,
    PullRequestsCounted,
)
from tests.reports.reading import of_type, read
from tests.reports.recorded import APPS, PICLUSTER


def _events(folder: Path, suffix: str) -> list[Event]:
    return [event for log in sorted(folder.glob(f"*-run*.{suffix}")) for event in read(log)]


def _truth(folder: Path) -> dict[str, object]:
    (repository,) = json.loads((folder / "truth.json").read_text())["repositories"].values()
    return dict(repository)


@pytest.mark.parametrize("folder", [APPS, PICLUSTER], ids=["apps", "picluster"])
def test_text_at_info_tells_each_pull_request_that_was_created(folder: Path) -> None:
    prs = _truth(folder)["prs"]
    assert isinstance(prs, list)
    created = [
        each
        for each in of_type(_events(folder, "log"), PullRequestLogged)
        if each.action is PullRequestAction.CREATED
    ]
    assert sorted(each.number or 0 for each in created) == [pr["number"] for pr in prs]
    assert {each.number: each.branch for each in created} == {
        pr["number"]: pr["branch"] for pr in prs
    }


@pytest.mark.parametrize("folder", [APPS, PICLUSTER], ids=["apps", "picluster"])
def test_text_at_info_tells_what_renovate_merged_and_closed_itself(folder: Path) -> None:
    prs = _truth(folder)["prs"]
    assert isinstance(prs, list)
    events = of_type(_events(folder, "log"), PullRequestLogged)
    merged = {e.number for e in events if e.action is PullRequestAction.AUTOMERGED}
    assert merged == {pr["number"] for pr in prs if pr["merged_by"] == "lud-renovate-bot"}
    closed: set[int | None] = set()
    for event in events:
        if event.action is PullRequestAction.AUTOCLOSED:
            closed.add(event.number)
        elif event.action is PullRequestAction.REOPENED:
            closed.discard(event.number)
    assert closed == {pr["number"] for pr in prs if "autoclosed" in (pr["closed_by"] or "")}


def test_the_last_debug_log_counts_the_pull_requests_as_they_are() -> None:
    (counts,) = of_type(read(PICLUSTER / "picluster-run10.jsonl"), PullRequestsCounted)
    truth = _truth(PICLUSTER)["pull_requests"]
    assert isinstance(truth, dict)
    assert counts.total == truth["created"]
    assert (counts.open, counts.merged, counts.closed) == (
        truth["open"],
        truth["merged"],
        truth["closed"],
    )


@pytest.mark.shared
def test_security_pull_requests_are_those_of_the_platform(shared: Path) -> None:
    folder = shared / "logs" / "apps"
    prs = _truth(folder)["prs"]
    assert isinstance(prs, list)
    seen = {
        each.pull_request
        for each in of_type(_events(folder, "jsonl"), BranchSeen)
        if each.vulnerability and each.pull_request
    }
    assert seen == {pr["number"] for pr in prs if pr["security"]}
