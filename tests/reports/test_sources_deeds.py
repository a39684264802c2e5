"""What Renovate did, and what was done to it: the same in JSON and in text."""

from dataclasses import replace
from typing import Any

import pytest

from renovate_kit.reports.events import (
    ArtifactFailed,
    BranchAction,
    BranchLogged,
    CommentLogged,
    ConfigProblemKind,
    ConfigProblemLogged,
    DashboardLogged,
    IssueAction,
    IssueLogged,
    LimitReached,
    LookupFailed,
    OnboardingAction,
    OnboardingLogged,
    PullRequestAction,
    PullRequestLogged,
)
from tests.reports.reading import of_type, read
from tests.reports.recorded import APPS, CASES, PICLUSTER

_AT_INFO: tuple[type[Any], ...] = (
    ArtifactFailed,
    CommentLogged,
    ConfigProblemLogged,
    IssueLogged,
    LookupFailed,
    OnboardingLogged,
    PullRequestLogged,
)


def _branches(number: int, action: BranchAction) -> list[str]:
    events = read(PICLUSTER / f"picluster-run{number:02}.jsonl")
    return [each.branch for each in of_type(events, BranchLogged) if each.action is action]


@pytest.mark.parametrize("stem", ["apps-run05", "apps-run07"])
def test_text_at_info_tells_the_same_deeds_as_json(stem: str) -> None:
    as_json, as_text = read(APPS / f"{stem}.jsonl"), read(APPS / f"{stem}.log")
    for kind in _AT_INFO:
        told = [replace(each, run="", at=None) for each in of_type(as_json, kind)]
        assert told == [replace(each, run="") for each in of_type(as_text, kind)], kind


def test_branches_are_told_as_created_and_updated() -> None:
    events = read(PICLUSTER / "picluster-run01.log")
    created = of_type(events, BranchLogged)
    assert [each.action for each in created] == [BranchAction.CREATED] * 2
    assert all(each.sha for each in created)


def test_a_closed_pull_request_is_ignored_until_there_is_a_newer_version() -> None:
    branch = "renovate/ghcr.io-fluxcd-kustomize-controller-1.x"
    assert branch in _branches(3, BranchAction.IGNORED)  # the comment, also at level info
    later = read(PICLUSTER / "picluster-run06.jsonl")
    ignored = [e for e in of_type(later, BranchLogged) if e.action is BranchAction.IGNORED]
    assert [(each.branch, each.number) for each in ignored] == [(branch, 6)]


def test_a_branch_that_a_person_edited_is_told_when_renovate_says_so() -> None:
    assert _branches(4, BranchAction.EDITED) == [
        "renovate/ghcr.io-fluxcd-notification-controller-1.x"
    ]


def test_labels_are_unknown_as_github_gets_them_later() -> None:
    log = PICLUSTER / "picluster-run01.log"
    assert b'"labels": []' in log.read_bytes()
    assert [each.labels for each in of_type(read(log), PullRequestLogged)] == [None, None]


def test_artifact_errors_say_which_file_and_why() -> None:
    failures = of_type(read(APPS / "apps-run05.log"), ArtifactFailed)
    assert {each.file for each in failures} == {"dashboard/package-lock.json"}
    assert all("ERESOLVE" in each.reason or "peer" in each.reason for each in failures)
    assert len({each.branch for each in failures}) == len(failures)


def test_a_limit_is_told_once_with_its_numbers() -> None:
    (limit,) = of_type(read(PICLUSTER / "picluster-run01.jsonl"), LimitReached)
    assert (limit.limit, limit.current, limit.allowed) == ("prHourlyLimit", 2, 2)


def test_onboarding_is_told_with_its_pull_request() -> None:
    told = of_type(read(CASES / "case-onboarding-1-created.log"), OnboardingLogged)
    assert [(each.action, each.number) for each in told] == [
        (OnboardingAction.BRANCH_CREATED, None),
        (OnboardingAction.CREATED, 1),
    ]


def test_issues_are_told_without_a_name_as_github_logs_none() -> None:
    told = of_type(read(PICLUSTER / "picluster-run07.log"), IssueLogged)
    assert [(each.action, each.number, each.title) for each in told] == [
        (IssueAction.CREATED, None, None)
    ]


def test_problems_on_the_dashboard_are_told() -> None:
    (dashboard,) = of_type(read(APPS / "apps-run07.jsonl"), DashboardLogged)
    assert dashboard.problems == ("⚠️ WARN: Package lookup failures",)


@pytest.mark.parametrize("suffix", ["jsonl", "log"])
def test_errors_of_a_config_are_told_once_though_two_records_say_them(suffix: str) -> None:
    told = of_type(read(CASES / f"case-exit-code-for-errors.{suffix}"), ConfigProblemLogged)
    errors = [each for each in told if each.kind is ConfigProblemKind.ERROR]
    assert [(each.topic, each.message) for each in errors] == [
        ("Configuration Error", "Invalid configuration option: prHourlyLimt")
    ]


def test_a_needed_migration_is_told_at_debug() -> None:
    told = of_type(read(PICLUSTER / "picluster-run01.jsonl"), ConfigProblemLogged)
    assert [each.kind for each in told] in ([], [ConfigProblemKind.MIGRATION])


def test_a_pull_request_is_told_once_though_two_layers_log_it() -> None:
    log = PICLUSTER / "picluster-run01.jsonl"
    assert log.read_bytes().count(b'"msg":"PR created"') == 4
    created = [
        each
        for each in of_type(read(log), PullRequestLogged)
        if each.action is PullRequestAction.CREATED
    ]
    assert len(created) == 2
