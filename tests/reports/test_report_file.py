"""Renovate's own report as a source: alone, and inside the log of its run."""

import json
from dataclasses import replace

import pytest

from renovate_kit.reports.events import (
    BranchSeen,
    DependencySeen,
    DependencySnapshot,
    DependencyStatus,
    Event,
    LogDetail,
    LookupFailed,
    ProblemLogged,
    ReportRead,
    RunEnded,
)
from tests.reports.reading import of_type, only_end, read, source_of
from tests.reports.recorded import APPS, CASES, PICLUSTER

REPORT = PICLUSTER / "picluster-run03.report.json"
LOG = PICLUSTER / "picluster-run03.jsonl"


@pytest.mark.parametrize("number", range(1, 11))
def test_a_report_tells_the_branches_and_dependencies_of_its_run(number: int) -> None:
    report = read(PICLUSTER / f"picluster-run{number:02}.report.json")
    log = read(PICLUSTER / f"picluster-run{number:02}.jsonl")
    assert _branches(report) == _branches(log)
    assert _dependencies(report) == _dependencies(log)
    (told,), (known,) = of_type(report, DependencySnapshot), of_type(log, DependencySnapshot)
    assert told.digest == known.digest
    (years,), (same,) = of_type(report, DependencyStatus), of_type(log, DependencyStatus)
    assert (years.lib_years, years.outdated) == (same.lib_years, same.outdated)


def _branches(events: list[Event]) -> list[BranchSeen]:
    return [
        replace(each, run="", automerge=None, edited=None, base_branch=None)
        for each in of_type(events, BranchSeen)
    ]


def _dependencies(events: list[Event]) -> list[DependencySeen]:
    return [replace(each, run="", base_branch="") for each in of_type(events, DependencySeen)]


def test_what_a_report_cannot_tell_is_unknown() -> None:
    events = read(REPORT)
    end = only_end(events)
    assert (end.complete, end.exit_code, end.ended_at, end.records) == (False, None, None, 0)
    assert end.detail is LogDetail.DEBUG
    assert all(each.base_branch == "" for each in of_type(events, DependencySeen))
    assert all(each.automerge is None for each in of_type(events, BranchSeen))


def test_a_report_is_evidence_of_its_run() -> None:
    (read_report,) = of_type(read(APPS / "apps-run01.report.json"), ReportRead)
    assert read_report.log_context == "b30646bb-59a1-4e85-83ac-ec390a08eb27"
    assert read_report.repositories == ("luddera/homelab-apps",)
    assert ("luddera/homelab-apps", "renovate/npm-axios-vulnerability", 3, "pr-created") in (
        read_report.branches
    )
    assert set(read_report.problems) == {(40, "Package lookup failures")}
    assert not read_report.embedded


def test_a_reports_problems_are_told_once_each() -> None:
    events = read(APPS / "apps-run01.report.json")
    (problem,) = of_type(events, ProblemLogged)
    assert problem.message == "Package lookup failures"
    assert problem.count > 1
    assert len(of_type(events, LookupFailed)) == 1


def test_a_report_in_the_log_shows_at_info_what_only_debug_would() -> None:
    events = read(CASES / "case-report-logging.jsonl")
    assert only_end(events).detail is LogDetail.INFO
    assert len(of_type(events, BranchSeen)) == 6
    assert {each.base_branch for each in of_type(events, DependencySeen)} == {"master"}
    (told,) = of_type(events, ReportRead)
    assert told.embedded
    assert told.run == only_end(events).run


def test_a_report_in_a_log_and_as_a_file_have_the_same_digest() -> None:
    log = CASES / "case-report-logging.jsonl"
    record = next(
        json.loads(line) for line in log.read_text().splitlines() if "Printing report" in line
    )
    alone = json.dumps(record["report"], ensure_ascii=False).encode()
    (as_file,) = of_type(read(alone.replace(b": ", b":", 1)), ReportRead)
    (in_log,) = of_type(read(log), ReportRead)
    assert as_file.digest == in_log.digest
    assert as_file.branches == in_log.branches


def test_a_report_of_a_run_at_debug_repeats_nothing() -> None:
    report = REPORT.read_text()
    first, *rest = LOG.read_text().splitlines()
    record = json.loads(first) | {"report": json.loads(report), "msg": "Printing report"}
    line = json.dumps(record, separators=(",", ":"))
    events = read("\n".join([first, *rest, line, ""]).encode())
    assert len(of_type(events, BranchSeen)) == len(of_type(read(LOG), BranchSeen))
    assert len(of_type(events, ReportRead)) == 1


def test_half_a_report_is_no_log() -> None:
    log = (PICLUSTER / "picluster-run01.log").read_bytes()
    source = source_of(log + REPORT.read_bytes()[:500])
    assert not of_type(list(source.events()), ReportRead)
    assert source.statistics.unparsed == 1


def test_a_report_behind_a_log_is_a_run_of_its_own() -> None:
    events = read((PICLUSTER / "picluster-run03.log").read_bytes() + REPORT.read_bytes())
    ends = of_type(events, RunEnded)
    assert len({end.run for end in ends}) == 2
