"""Runs in words: the same verdict everywhere, every word of Renovate's explained."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.reports.dependency_report import DependencyState
from renovate_kit.reports.events import (
    BranchSeen,
    CutOff,
    DependencySeen,
    Event,
    LogDetail,
    ProblemLevel,
    ProblemLogged,
    UpdateFound,
    Upgrade,
)
from renovate_kit.reports.formats.terminal_text import Layout, harmless
from renovate_kit.reports.narration.collecting import gather_runs
from renovate_kit.reports.narration.dependency import answer
from renovate_kit.reports.narration.held import held_back, is_held
from renovate_kit.reports.narration.judgement import verdict_of_run
from renovate_kit.reports.narration.listing import listed_run
from renovate_kit.reports.narration.story import tell_run
from renovate_kit.reports.problems.results import RESULTS
from renovate_kit.reports.report import Verdict
from renovate_kit.reports.run_pipeline import show_run
from renovate_kit.reports.sources import NoLogError, open_log
from renovate_kit.reports.statistics.exit_group import (
    ExitGroup,
    group_of_cut_off,
    group_of_failures,
    group_of_result,
)
from renovate_kit.reports.statistics.skip_reasons import SKIP_REASONS, skip_reason
from renovate_kit.reports.statistics.verdict import is_failure, judge
from renovate_kit.reports.store import open_store
from renovate_kit.reports.store.dependency_rows import DependencyEvidence
from renovate_kit.reports.store.run_rows import TurnFacts

BRANCH_RESULTS = (
    *("branch-limit-reached", "pr-limit-reached", "commit-hourly-limit-reached"),
    *("commit-per-run-limit-reached", "not-scheduled", "update-not-scheduled", "pending"),
    *("needs-approval", "needs-pr-approval", "minimum-group-size-not-met"),
    *("already-existed", "pr-edited", "no-work"),
)
SKIP_REASONS_OF_RENOVATE = [
    "contains-variable",
    "disabled",
    "empty",
    "file-dependency",
    "file",
    "git-dependency",
    "git-plugin",
    "ignored",
    "internal-error",
    "internal-package",
    "invalid-config",
    "invalid-dependency-specification",
    "invalid-name",
    "invalid-sha256",
    "invalid-url",
    "invalid-value",
    "invalid-version",
    "local-chart",
    "local-dependency",
    "local",
    "multiple-constraint-dep",
    "name-placeholder",
    "no-repository",
    "no-source-match",
    "no-source",
    "non-hex-dep-types",
    "not-a-version",
    "package-rules",
    "path-dependency",
    "placeholder-url",
    "unknown-engines",
    "unknown-registry",
    "unknown-volta",
    "unspecified-version",
    "unsupported-chart-type",
    "unsupported-datasource",
    "unsupported-remote",
    "unsupported-url",
    "unsupported-version",
    "unsupported",
    "unversioned-reference",
    "version-placeholder",
    "is-pinned",
    "missing-depname",
    "recursive-placeholder",
    "github-token-required",
    "inherited-dependency",
    "malicious-version-in-use",
    "malicious-update-proposed",
    "lockfile-only",
]


def events_of(log: Path) -> list[Event]:
    with open_log(log) as source:
        return list(source.events())


def branch(result: str | None, **changes: object) -> BranchSeen:
    seen = BranchSeen(
        run="",
        repository="o/r",
        branch="renovate/redis-8.x",
        pull_request=None,
        title="Update redis to v8",
        result=result,
        blocked_by=None,
        upgrades=(
            Upgrade(
                dep_name="redis",
                package_name="redis",
                package_file="app.yaml",
                datasource="docker",
                update_type="major",
                current_version="7.0.0",
                new_version="8.0.0",
            ),
        ),
    )
    return replace(seen, **changes)  # type: ignore[arg-type]


def dependency(**changes: object) -> DependencySeen:
    seen = DependencySeen(
        run="",
        repository="o/r",
        base_branch="main",
        manager="kubernetes",
        package_file="app.yaml",
        dep_name="redis",
        package_name="redis",
        datasource="docker",
        dep_type=None,
        versioning=None,
        registry_url=None,
        source_url=None,
        current_value="7.0.0",
        current_version="7.0.0",
        current_digest=None,
        locked_version=None,
        released_at=None,
        age_days=None,
        newest_released_at=None,
        skip_reason=None,
        warnings=(),
        deprecation=None,
        abandoned=None,
        replacement=None,
        vulnerability_fix_version=None,
        group=None,
        updates=(),
    )
    return replace(seen, **changes)  # type: ignore[arg-type]


def evidence(**changes: object) -> DependencyEvidence:
    told = DependencyEvidence(
        run_id=7,
        started_at=datetime(2026, 9, 7, 8, tzinfo=UTC),
        detail=LogDetail.DEBUG,
        is_latest=True,
        latest_run_id=7,
        latest_detail=LogDetail.DEBUG,
        repository="o/r",
        turn=TurnFacts(
            repository="o/r",
            position=0,
            started_at=None,
            finished_at=None,
            duration_ms=1,
            result="done",
            status="activated",
            exit_code=0,
            enabled=True,
            onboarded=True,
            cloned=True,
            restarts=None,
        ),
        shows_dependencies=True,
        shows_branches=True,
        dependencies=(),
        branches=(),
        pull_requests=(),
        earlier_pull_requests=(),
        branch_events=(),
        limits=(),
        lookup_failures=(),
        vulnerabilities=(),
        artifact_failures=(),
        problems=(),
    )
    return replace(told, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("suffix", ["jsonl", "log"])
def test_a_log_and_the_store_tell_the_same(data: Path, tmp_path: Path, suffix: str) -> None:
    for log in sorted((data / "logs/picluster").glob(f"*.{suffix}")):
        events = events_of(log)
        (told,) = (tell_run(each) for each in gather_runs(events, source=log.name))
        with open_store(tmp_path / f"{log.name}.sqlite3") as store:
            store.take(log.name, events)
            (summary,) = store.run_summaries()
            shown = show_run(store, summary.facts.run_id)
        assert replace(told, times=(), run_id=1) == replace(shown, times=(), run_id=1)
        assert listed_run(summary).verdict is shown.verdict
        assert listed_run(summary).result == shown.result


@pytest.mark.shared
def test_every_real_log_has_one_verdict_whoever_asks(shared: Path, tmp_path: Path) -> None:
    verdicts: dict[str, set[Verdict]] = {}
    for number, log in enumerate(sorted((shared / "logs/cases").glob("case-*.*l*"))):
        if log.suffix not in {".jsonl", ".log"}:
            continue
        try:
            events = events_of(log)
        except NoLogError:
            continue
        runs = list(gather_runs(events, source=log.name))
        with open_store(tmp_path / f"{number}.sqlite3") as store:
            store.take(log.name, events)
            listed = sorted(listed_run(each).verdict.value for each in store.run_summaries())
        assert sorted(verdict_of_run(each).value for each in runs) == listed, log.name
        for each in runs:
            verdicts.setdefault(log.stem, set()).add(tell_run(each).verdict)
    assert len(verdicts) > 50
    # What level debug alone shows is the only reason why the two logs of a run may differ.
    differing = {name for name, found in verdicts.items() if len(found) > 1}
    refused = {"case-pr-create-403", "case-git-push-rejected", "case-merge-fails-405"}
    assert differing <= refused


def test_what_only_debug_shows_does_not_make_a_run_worse() -> None:
    levels = [ProblemLevel.DEBUG]
    args = {"results": ["done"], "branch_results": ["done"], "complete": True}
    assert judge(levels=levels, **args) is Verdict.HEALTHY  # type: ignore[arg-type]
    assert judge(levels=levels, exit_code=1, **args) is Verdict.FAILED  # type: ignore[arg-type]


def test_every_constant_that_fails_a_run_has_a_group() -> None:
    for result in filter(is_failure, RESULTS):
        assert group_of_result(result) >= ExitGroup.SYSTEM
    assert group_of_result("brand-new-error") is ExitGroup.UNKNOWN
    assert group_of_failures(["done", "bad-credentials", "disk-space"], ()) is ExitGroup.PLATFORM
    assert group_of_cut_off(CutOff.OUT_OF_MEMORY) is ExitGroup.SYSTEM
    assert group_of_cut_off(CutOff.LOG_ENDS) is ExitGroup.CUT_OFF


@pytest.mark.parametrize("result", BRANCH_RESULTS)
def test_every_result_that_holds_a_branch_back_is_explained(result: str) -> None:
    (group,) = held_back([branch(result)], dry_run=False)
    assert group.result == result
    assert "Renovate says" not in group.reason
    assert group.what_to_do
    (outcome,) = answer(evidence(branches=(branch(result),)), "redis").outcomes
    assert outcome.word == result
    assert outcome.because == group.reason
    assert outcome.updates == ("redis 7.0.0 → 8.0.0 (major)",)


@pytest.mark.parametrize(
    ("seen", "held"),
    [
        (branch("done", pull_request=4), False),
        (branch("pr-created", pull_request=4), False),
        (branch("automerged"), False),
        (branch("error"), False),
        (branch("done", blocked_by="BranchAutomerge"), True),
        (branch("pr-edited", pull_request=4), True),
        (branch("a-new-word"), True),
    ],
)
def test_what_counts_as_held_back(seen: BranchSeen, held: bool) -> None:  # noqa: FBT001 - expected
    assert is_held(seen) is held


@pytest.mark.parametrize("word", SKIP_REASONS_OF_RENOVATE)
def test_every_skip_reason_is_explained(word: str) -> None:
    assert word in SKIP_REASONS
    (outcome,) = answer(evidence(dependencies=(dependency(skip_reason=word),)), "redis").outcomes
    assert outcome.state is DependencyState.SKIPPED
    assert outcome.because == skip_reason(word).means


PENDING = UpdateFound(
    update_type="major",
    new_version="8.0.0",
    new_value="8.0.0",
    new_digest=None,
    branch=None,
    released_at=None,
    age_days=1,
    is_breaking=True,
    pending_checks=True,
    pending_versions=(),
    merge_confidence=None,
    lib_years=None,
)


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (evidence(dependencies=(dependency(),)), DependencyState.UP_TO_DATE),
        (evidence(dependencies=(dependency(updates=(PENDING,)),)), DependencyState.HELD_BACK),
        (evidence(dependencies=(dependency(updates=None),)), DependencyState.NOT_LOOKED_UP),
        (
            evidence(dependencies=(dependency(warnings=("Failed to look up docker package",)),)),
            DependencyState.LOOKUP_FAILED,
        ),
        (evidence(branches=(branch("error"),)), DependencyState.FAILED),
        (evidence(branches=(branch("automerged"),)), DependencyState.MERGED),
        (evidence(branches=(branch("already-existed"),)), DependencyState.CLOSED_BY_PERSON),
        (
            evidence(branches=(branch("done", pull_request=4),)),
            DependencyState.PULL_REQUEST_OPEN,
        ),
        (
            evidence(shows_dependencies=False, shows_branches=False, detail=LogDetail.INFO),
            DependencyState.UNKNOWN,
        ),
    ],
)
def test_what_became_of_a_dependency(told: DependencyEvidence, state: DependencyState) -> None:
    (outcome,) = answer(told, "Redis").outcomes
    assert outcome.state is state
    assert outcome.what_to_do


def test_the_cause_of_a_broken_branch_is_named() -> None:
    refused = ProblemLogged(
        run="",
        repository="o/r",
        branch=None,
        level=ProblemLevel.DEBUG,
        message="Pull request creation error",
        detail="HTTP 403 from api.github.com",
        first_at=None,
        count=2,
    )
    told = evidence(branches=(branch("error"),), problems=(refused,))
    (outcome,) = answer(told, "redis").outcomes
    assert "HTTP 403 from api.github.com" in outcome.because


@given(st.text())
def test_no_text_commands_a_terminal(text: str) -> None:
    shown = harmless(text)
    assert shown.isprintable()
    for width in (40, 60, 120):
        lines = Layout(width=width).wrapped(text, indent="  ").splitlines()
        assert all(len(line) <= width or " " not in line.strip() for line in lines)
