"""How a run ended, and what in its log shows it; runs of older majors; runs in a row."""

import json
import re
from pathlib import Path

import pytest

from renovate_kit.reports.events import (
    CutOff,
    LogDetail,
    RepositoryFinished,
    RepositoryStarted,
    RunEnded,
    RunStarted,
    TimingCounted,
    TimingKind,
)
from tests.reports.reading import of_type, only_end, read, source_of
from tests.reports.recorded import APPS, CASES, PICLUSTER

_CONTEXT = {"name": "renovate", "hostname": "pod", "pid": 1, "logContext": "c"}


def _json(*records: dict[str, object]) -> bytes:
    moment = {"time": "2023-03-01T08:00:00.000Z", "v": 0}
    lines = (
        json.dumps({**_CONTEXT, **record, **moment}, separators=(",", ":")) for record in records
    )
    return "".join(f"{line}\n" for line in lines).encode()


# Exit codes and cut-off runs


def test_a_run_without_errors_exited_with_0() -> None:
    end = only_end(read(PICLUSTER / "picluster-run06.log"))
    assert (end.complete, end.exit_code, end.cut_off) == (True, 0, None)


@pytest.mark.parametrize("suffix", ["jsonl", "log"])
def test_an_error_specific_code_is_that_of_the_process(suffix: str) -> None:
    end = only_end(read(CASES / f"case-exit-code-for-errors.{suffix}"))
    assert end.exit_code == 5
    assert "error-specific code" in (end.exit_evidence or "")


def test_a_repositorys_code_is_no_proof_of_what_the_process_exited_with() -> None:
    events = read(CASES / "case-repo-not-found.log")
    (finished,) = of_type(events, RepositoryFinished)
    end = only_end(events)
    assert finished.exit_code == 8
    assert (end.exit_code, end.logged_errors) == (1, 1)


def test_errors_that_are_listed_again_at_the_end_count_once() -> None:
    log = CASES / "case-repo-not-found.log"
    assert b"loggerErrors" in log.read_bytes()
    assert only_end(read(log)).logged_errors == 1


def test_a_failure_that_exits_with_0_says_so() -> None:
    events = read(CASES / "case-repo-forbidden.log")
    assert only_end(events).exit_code == 0
    assert of_type(events, RepositoryFinished)[0].result == "forbidden"


def test_a_run_without_an_end_has_no_exit_code() -> None:
    end = only_end(read(CASES / "case-sigterm.log"))
    assert (end.complete, end.exit_code, end.cut_off) == (False, None, CutOff.LOG_ENDS)


def test_a_dump_of_v8_behind_a_log_is_the_reason_of_its_end() -> None:
    cut = (CASES / "case-sigterm.log").read_bytes()
    end = only_end(read(cut + (CASES / "case-heap-out-of-memory.log").read_bytes()))
    assert (end.complete, end.exit_code, end.cut_off) == (False, 134, CutOff.HEAP)


@pytest.mark.parametrize(
    ("line", "why"), [(b"Killed\n", CutOff.KILLED), (b"Terminated\n", CutOff.TERMINATED)]
)
def test_a_shells_last_word_is_the_reason_of_a_runs_end(line: bytes, why: CutOff) -> None:
    cut = (CASES / "case-sigterm.log").read_bytes()
    assert only_end(read(cut + line)).cut_off is why


def test_what_renovate_itself_logs_is_no_reason() -> None:
    cut = (CASES / "case-sigterm.log").read_bytes() + b" INFO: Killed\n"
    assert only_end(read(cut)).cut_off is CutOff.LOG_ENDS


def test_levels_are_counted() -> None:
    end = only_end(read(PICLUSTER / "picluster-run01.log"))
    assert dict(end.levels or ()) == {30: 10, 40: 1}
    debug = only_end(read(PICLUSTER / "picluster-run01.jsonl"))
    assert sum(number for _, number in debug.levels or ()) == debug.records


def test_a_log_that_begins_in_the_middle_says_so() -> None:
    whole = (PICLUSTER / "picluster-run01.jsonl").read_bytes()
    assert only_end(read(whole)).begins is True
    assert only_end(read(whole[60_000:])).begins is False


# Traps of real logs that have no other test


def test_a_config_that_is_off_for_three_reasons_is_told_apart_by_its_result() -> None:
    results = {
        of_type(read(CASES / f"case-{name}.log"), RepositoryFinished)[0].result
        for name in ("repo-disabled-by-config", "onboarding-3-closed")
    }
    assert results == {"disabled-by-config", "disabled-closed-onboarding"}


def test_lines_that_are_no_records_are_counted_and_shown() -> None:
    with source_of(CASES / "case-git-clone-500.log") as source:
        events = list(source.events())
    assert source.statistics.unparsed > 0
    assert source.statistics.first_unparsed is not None
    assert of_type(events, RepositoryFinished)


def test_colours_do_not_change_what_is_told() -> None:
    log = (CASES / "case-pretty-forced-color.log").read_bytes()
    assert b"\x1b[" in log
    plain = re.sub(rb"\x1b\[[0-9;]*m", b"", log)
    assert read(log) == read(plain)


def test_a_wrong_level_is_one_json_line_without_a_context() -> None:
    end = only_end(read(CASES / "case-log-level-invalid.log"))
    assert (end.log_context, end.complete, end.exit_code) == (None, True, 1)


def test_a_fixed_context_is_kept_as_it_is() -> None:
    end = only_end(read(CASES / "case-log-context-info.jsonl"))
    assert end.log_context is not None
    assert end.log_context == end.log_context.lower()
    assert end.detail is LogDetail.INFO


def test_runs_of_text_that_follow_each_other_are_told_apart() -> None:
    logs = [(APPS / f"apps-run{number:02}.log").read_bytes() for number in range(1, 9)]
    ends = of_type(read(b"".join(logs)), RunEnded)
    assert [end.trace for end in ends] == [only_end(read(log)).trace for log in logs]


# Older majors


def test_until_41_the_result_is_a_sentence_at_debug() -> None:
    log = _json(
        {
            "level": 30,
            "repository": "o/n",
            "renovateVersion": "37.0.0",
            "msg": "Repository started",
        },
        {
            "level": 20,
            "repository": "o/n",
            "msg": "Repository result: done, status: onboarded, enabled: true, onboarded: true",
        },
        {
            "level": 30,
            "repository": "o/n",
            "cloned": True,
            "durationMs": 5,
            "msg": "Repository finished",
        },
    )
    events = read(log)
    (finished,) = of_type(events, RepositoryFinished)
    assert (finished.result, finished.status) == ("done", "onboarded")
    assert (finished.enabled, finished.onboarded) == (True, True)
    assert of_type(events, RunStarted)[0].renovate_version == "37.0.0"


def test_until_41_the_result_is_unknown_at_info_and_not_bad() -> None:
    text = (
        b" INFO: Repository started (repository=o/n)\n"
        b'       "renovateVersion": "37.0.0"\n'
        b" INFO: Repository finished (repository=o/n)\n"
        b'       "cloned": true,\n'
        b'       "durationMs": 5\n'
    )
    events = read(text * 2)
    assert [each.result for each in of_type(events, RepositoryFinished)] == [None, None]
    assert len(of_type(events, RunStarted)) == 2  # nothing else tells that a new run begins
    assert [each.renovate_version for each in of_type(events, RunStarted)] == ["37.0.0"] * 2


def test_the_first_repository_names_the_version_where_the_first_record_does_not() -> None:
    log = _json(
        {"level": 20, "msg": "Using RE2 as regex engine"},
        {"level": 20, "msg": "Parsing configs"},
        {
            "level": 30,
            "repository": "o/n",
            "renovateVersion": "36.1.0",
            "msg": "Repository started",
        },
    )
    started, repository = read(log)[:2]
    assert isinstance(started, RunStarted)
    assert started.renovate_version == "36.1.0"
    assert isinstance(repository, RepositoryStarted)


def test_a_run_without_any_repository_starts_all_the_same() -> None:
    (started, end) = read(_json({"level": 20, "msg": "Parsing configs"}))
    assert isinstance(started, RunStarted)
    assert started.renovate_version is None
    assert isinstance(end, RunEnded)


def test_until_37_245_statistics_had_other_names() -> None:
    log = _json(
        {
            "level": 30,
            "repository": "o/n",
            "renovateVersion": "35.0.0",
            "msg": "Repository started",
        },
        {
            "level": 20,
            "repository": "o/n",
            "docker": {"count": 2, "averageMs": 30, "totalMs": 60, "maximumMs": 50},
            "msg": "Package lookup durations",
        },
        {
            "level": 20,
            "repository": "o/n",
            "urls": {},
            "hostStats": {
                "api.github.com": {"requestCount": 3, "requestAvgMs": 7, "queueAvgMs": 0}
            },
            "totalRequests": 3,
            "msg": "http statistics",
        },
    )
    told = {each.kind: each for each in of_type(read(log), TimingCounted)}
    lookup, http = told[TimingKind.LOOKUP], told[TimingKind.HTTP]
    assert (lookup.count, lookup.mean_ms, lookup.total_ms, lookup.max_ms) == (2, 30, 60, 50)
    assert (http.count, http.mean_ms, http.total_ms, http.max_ms) == (3, 7, 21, None)


# Against the exit codes that the recorder saw


@pytest.mark.shared
def test_exit_codes_are_those_that_the_recorder_saw(shared: Path) -> None:
    row = re.compile(r"\| (\S+\.(?:jsonl|log)) \| \d+ \| [^|]*\| (\d+) \|")
    seen = dict(row.findall((shared / "logs" / "README.md").read_text()))
    compared = 0
    for path in sorted((shared / "logs").glob("*/*")):
        if path.name not in seen or path.name.startswith("derived") or path.stat().st_size == 0:
            continue
        ends = of_type(read(path), RunEnded)
        told = ends[-1].exit_code
        assert told is None or told == int(seen[path.name]), path.name
        compared += told is not None
    assert compared > 90
