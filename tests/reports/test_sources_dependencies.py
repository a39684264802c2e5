"""What a debug log tells of dependencies, their lookups, advisories and statistics."""

from datetime import UTC, datetime

import pytest

from renovate_kit.reports.events import (
    BaseBranchSeen,
    BranchSeen,
    CacheCounted,
    CacheKind,
    DependenciesExtracted,
    DependencySeen,
    DependencySnapshot,
    DependencyStatus,
    DeprecationLogged,
    LookupFailed,
    PullRequestsCounted,
    TimingCounted,
    TimingKind,
    UpdateFound,
    UpdatesCounted,
    UpdatesSummarised,
    VulnerabilitySeen,
)
from tests.reports.reading import of_type, read
from tests.reports.recorded import APPS, PICLUSTER

RUN_7 = APPS / "apps-run07.jsonl"


RUN_5 = APPS / "apps-run05.jsonl"


def _dependency(name: str) -> DependencySeen:
    return next(each for each in of_type(read(RUN_5), DependencySeen) if each.dep_name == name)


def test_a_dependency_is_told_with_all_that_its_lookup_found() -> None:
    seen = _dependency("express")
    assert (seen.manager, seen.package_file, seen.base_branch) == (
        "npm",
        "dashboard/package.json",
        "main",
    )
    assert (seen.datasource, seen.dep_type, seen.versioning) == ("npm", "dependencies", "npm")
    assert (seen.current_value, seen.current_version, seen.locked_version) == (
        "4.18.2",
        "4.18.2",
        "4.18.2",
    )
    assert seen.released_at is not None
    assert seen.released_at.tzinfo is UTC
    assert seen.age_days is not None
    assert seen.updates is not None
    major = next(each for each in seen.updates if each.update_type == "major")
    assert (
        UpdateFound(
            update_type="major",
            new_version="5.1.0",
            new_value="5.1.0",
            new_digest=major.new_digest,
            branch="renovate/express-5.x",
            released_at=datetime(2025, 3, 31, 10, tzinfo=UTC),
            age_days=526,
            is_breaking=True,
            pending_checks=None,
            pending_versions=None,
            merge_confidence=None,
            lib_years=major.lib_years,
        )
        == major
    )
    assert major.lib_years == pytest.approx(2.4767, abs=1e-3)


def test_what_was_not_looked_up_has_no_updates_and_not_none_of_them() -> None:
    skipped = [each for each in of_type(read(RUN_7), DependencySeen) if each.skip_reason]
    up_to_date = [each for each in of_type(read(RUN_7), DependencySeen) if each.updates == ()]
    assert all(each.updates is None for each in skipped)
    assert up_to_date


def test_a_snapshot_counts_its_dependencies_and_stays_the_same_as_long_as_they_do() -> None:
    digests = []
    for number in (9, 10):
        events = read(PICLUSTER / f"picluster-run{number:02}.jsonl")
        (snapshot,) = of_type(events, DependencySnapshot)
        assert snapshot.dependencies == len(of_type(events, DependencySeen)) == 42
        assert snapshot.dependencies == sum(
            each.dependencies for each in of_type(events, DependenciesExtracted)
        )
        digests.append(snapshot.digest)
    assert digests[0] == digests[1]
    (earlier,) = of_type(read(PICLUSTER / "picluster-run01.jsonl"), DependencySnapshot)
    assert earlier.digest != digests[0]


def test_ages_do_not_change_a_snapshot() -> None:
    log = (PICLUSTER / "picluster-run01.jsonl").read_bytes()
    older = log.replace(b'"newVersionAgeInDays":1', b'"newVersionAgeInDays":9')
    assert older != log
    assert of_type(read(older), DependencySnapshot) == of_type(read(log), DependencySnapshot)


def test_an_odd_dependency_does_not_spoil_the_others() -> None:
    log = (PICLUSTER / "picluster-run01.jsonl").read_bytes()
    odd = log.replace(b'"depName":"fluxcd/flux2"', b'"depName":{"x":1}')
    assert len(of_type(read(odd), DependencySeen)) == 41


def test_a_package_that_was_not_found_is_told_once_though_renovate_repeats_it() -> None:
    log = APPS / "apps-run05.jsonl"
    assert log.read_bytes().count(b'"Package lookup failures"') == 16
    (failure,) = of_type(read(log), LookupFailed)
    assert (failure.datasource, failure.package_name, failure.reason) == (
        "pypi",
        "internal-backup-lib",
        "no-result",
    )
    assert failure.package_files == ("backup/requirements.txt",)
    (as_text,) = of_type(read(log.with_suffix(".log")), LookupFailed)
    assert as_text.package_name == failure.package_name


def test_a_lookup_that_only_the_table_shows_is_told() -> None:
    log = RUN_7.read_bytes().replace(b'"msg":"Package lookup failures"', b'"msg":"Other"')
    (failure,) = of_type(read(log), LookupFailed)
    assert failure.package_name == "internal-backup-lib"
    assert failure.at is None


def test_a_deprecation_is_told_once() -> None:
    (deprecation,) = of_type(read(RUN_7), DeprecationLogged)
    assert (deprecation.datasource, deprecation.package_name) == ("npm", "left-pad")
    assert "padStart" in (deprecation.message or "")


def test_advisories_come_from_alerts_with_ids_and_severity() -> None:
    axios = next(
        each for each in of_type(read(RUN_7), VulnerabilitySeen) if each.package_name == "axios"
    )
    assert axios.ids == ("CVE-2025-27152", "GHSA-jr5f-v2jv-69x6")
    assert (axios.severity, axios.evidence, axios.fixed_version) == (
        "high",
        "github-alerts",
        "1.8.2",
    )


def test_advisories_of_osv_come_from_sentences_that_are_logged_twice() -> None:
    assert RUN_7.read_bytes().count(b"Vulnerability GHSA-rv95-896h-c2vc affects") == 2
    told = [each for each in of_type(read(RUN_7), VulnerabilitySeen) if each.evidence == "osv"]
    assert [(each.package_name, each.ids, each.fixed_version) for each in told] == [
        ("express", ("GHSA-rv95-896h-c2vc",), "4.19.2"),
        ("left-pad", ("GHSA-0000-sim0-nofx",), None),
        ("jinja2", ("GHSA-h5c8-rqwp-cp95",), "3.1.3"),
    ]


def test_branches_that_mend_a_vulnerability_are_told_from_others() -> None:
    branches = of_type(read(RUN_7), BranchSeen)
    mending = {each.branch for each in branches if each.vulnerability}
    (summary,) = of_type(read(RUN_7), UpdatesSummarised)
    assert len(mending) == summary.vulnerabilities == 5
    assert all(each.vulnerability_evidence for each in branches if each.vulnerability)
    # The other update of express, which fixes the same, is on a branch of its own.
    assert "renovate/express-5.x" not in mending


def test_a_title_is_a_sign_in_upper_and_lower_case() -> None:
    log = RUN_7.read_bytes().replace(b"[security]", b"[SECURITY]")
    assert len([each for each in of_type(read(log), BranchSeen) if each.vulnerability]) == 5


def test_the_summary_of_updates_adds_up() -> None:
    events = read(RUN_7)
    (summary,) = of_type(events, UpdatesSummarised)
    assert summary.total == sum(each.count for each in of_type(events, UpdatesCounted))
    assert summary.total == sum(total for _, total, _ in summary.managers)


def test_numbers_of_the_repository_are_told() -> None:
    events = read(PICLUSTER / "picluster-run01.jsonl")
    (base,) = of_type(events, BaseBranchSeen)
    assert (base.base_branch, base.is_default) == ("master", True)
    (counts,) = of_type(events, PullRequestsCounted)
    assert (counts.total, counts.open, counts.closed, counts.merged) == (2, 2, 0, 0)
    (status,) = of_type(events, DependencyStatus)
    assert (status.outdated, status.total) == (6, 19)
    assert dict(status.lib_years_by_manager).keys() == {"flux", "kubernetes"}


def test_absurd_figures_are_no_figures() -> None:
    log = (PICLUSTER / "picluster-run01.jsonl").read_bytes()
    absurd = log.replace(b'"total":2.1452054794520548', b'"total":1e308')
    assert absurd != log
    assert of_type(read(absurd), DependencyStatus) == []
    assert len(of_type(read(absurd), PullRequestsCounted)) == 1


def test_statistics_are_told_by_host_datasource_and_command() -> None:
    events = read(PICLUSTER / "picluster-run01.jsonl")
    timings = {(each.kind, each.name): each for each in of_type(events, TimingCounted)}
    github = timings[TimingKind.HTTP, "api.github.com"]
    assert (github.count, github.mean_ms, github.max_ms, github.total_ms) == (27, 31, 49, 837)
    assert timings[TimingKind.LOOKUP, "docker"].total_ms == 1559
    assert timings[TimingKind.GIT, "clone"].count == 3
    assert timings[TimingKind.CACHE_GET, "package"].count == 36
    caches = of_type(events, CacheCounted)
    assert {each.kind for each in caches} == set(CacheKind)
    assert next(each for each in caches if each.name == "https://api.github.com").misses > 0


@pytest.mark.parametrize("number", [1, 8])
def test_statistics_of_a_restarted_repository_are_told_once(number: int) -> None:
    events = read(PICLUSTER / f"picluster-run{number:02}.jsonl")
    names = [(each.kind, each.name) for each in of_type(events, TimingCounted)]
    assert len(names) == len(set(names))


def test_text_at_info_tells_none_of_it() -> None:
    events = read(APPS / "apps-run07.log")
    for kind in (
        BranchSeen,
        DependencySeen,
        DependencySnapshot,
        DependencyStatus,
        PullRequestsCounted,
        TimingCounted,
        UpdatesSummarised,
        VulnerabilitySeen,
    ):
        assert not of_type(events, kind), kind
