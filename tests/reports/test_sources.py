"""What a log source tells of real logs, whole, joined and mixed."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renovate_kit.redaction import MASK, Redactor
from renovate_kit.reports.events import (
    BranchSeen,
    DependenciesExtracted,
    DependencySeen,
    DependencySnapshot,
    Event,
    LogDetail,
    ProblemLevel,
    ProblemLogged,
    PullRequestAction,
    PullRequestLogged,
    RepositoryFinished,
    RepositoryStarted,
    RunEnded,
    RunStarted,
    UpdatesCounted,
    Upgrade,
)
from renovate_kit.reports.problems.hidden import REFUSED_AT_DEBUG
from renovate_kit.reports.sources import open_log
from tests.reports.reading import drained, of_type, only_end, read, source_of

PICLUSTER = Path(__file__).parents[1] / "data" / "logs" / "picluster"
REPOSITORY = "luddera/pi-cluster"
RUN_1 = "07f6ab1d-51c8-42e0-8455-eaaeec7db555@2026-09-07T08:00:04.386Z"
FLUX_BRANCH = "renovate/fluxcd-flux2-2.x"
FLUX_TITLE = "chore(deps): update dependency fluxcd/flux2 to v2.8.2"
FLUX_FILE = "clusters/staging/flux-system/gotk-components.yaml"


def _at(time: str) -> datetime:
    return datetime.fromisoformat(f"2026-09-07T{time}").replace(tzinfo=UTC)


def _run(number: int, suffix: str = "jsonl") -> Path:
    return PICLUSTER / f"picluster-run{number:02}.{suffix}"


def _line(log: Path, message: str) -> bytes:
    """The first line of a JSON log with this message."""
    return next(
        line for line in log.read_bytes().splitlines() if f'"msg":"{message}"'.encode() in line
    )


def test_a_json_log_tells_the_run_and_its_repository() -> None:
    events = read(_run(1))
    assert events[0] == RunStarted(
        run=RUN_1, renovate_version="44.121.2", started_at=_at("08:00:04.386")
    )
    assert events[1] == RepositoryStarted(
        run=RUN_1, repository=REPOSITORY, started_at=_at("08:00:04.575")
    )
    assert events[-2] == RepositoryFinished(
        run=RUN_1,
        repository=REPOSITORY,
        finished_at=_at("08:00:08.997"),
        duration_ms=4420,
        result="done",
        status="onboarded",
        splits_ms=(
            ("init", 616),
            ("onboarding", 1),
            ("extract", 621),
            ("lookup", 414),
            ("update", 2636),
        ),
        exit_code=0,
        enabled=True,
        onboarded=True,
        cloned=True,
        restarts=0,
    )
    end = only_end(events)
    assert replace(end, trace=b"") == RunEnded(
        run=RUN_1,
        log_context="07f6ab1d-51c8-42e0-8455-eaaeec7db555",
        ended_at=_at("08:00:09.266"),
        complete=True,
        detail=LogDetail.DEBUG,
        trace=b"",
        records=605,
        levels=((20, 594), (30, 10), (40, 1)),
        begins=True,
        platform="github",
        dry_run=None,
        logged_errors=0,
        exit_code=0,
        exit_evidence=None,
        cut_off=None,
        hostname="vm",
    )
    assert len(end.trace) == 10 * 8


def test_a_json_log_tells_dependencies_and_updates() -> None:
    events = read(_run(1))
    assert of_type(events, DependenciesExtracted) == [
        DependenciesExtracted(
            run=RUN_1,
            repository=REPOSITORY,
            base_branch="master",
            manager=manager,
            files=files,
            dependencies=dependencies,
        )
        for manager, files, dependencies in (("flux", 1, 1), ("kubernetes", 11, 41))
    ]
    assert of_type(events, UpdatesCounted) == [
        UpdatesCounted(
            run=RUN_1, repository=REPOSITORY, base_branch="master", update_type="minor", count=6
        )
    ]


def test_a_json_log_tells_branches_with_their_upgrades() -> None:
    branches = of_type(read(_run(1)), BranchSeen)
    assert [(branch.pull_request, branch.result) for branch in branches] == [
        (4, "pr-created"),
        (5, "pr-created"),
        *[(None, "branch-limit-reached")] * 4,
    ]
    assert branches[0] == BranchSeen(
        run=RUN_1,
        repository=REPOSITORY,
        branch=FLUX_BRANCH,
        pull_request=4,
        title=FLUX_TITLE,
        result="pr-created",
        blocked_by=None,
        upgrades=(
            Upgrade(
                dep_name="fluxcd/flux2",
                package_name="fluxcd/flux2",
                package_file=FLUX_FILE,
                datasource="github-releases",
                update_type="minor",
                current_version="v2.6.4",
                new_version="v2.8.2",
                current_value="v2.6.4",
                new_value="v2.8.2",
                manager="flux",
                age_days=124,
                released_at=datetime(2026, 5, 5, 9, 30, tzinfo=UTC),
            ),
        ),
        vulnerability=False,
        automerge=False,
        edited=False,
        base_branch="master",
    )


def test_a_json_log_tells_pull_requests_once_though_they_are_logged_at_two_levels() -> None:
    first, second = of_type(read(_run(1)), PullRequestLogged)
    assert first == PullRequestLogged(
        run=RUN_1,
        repository=REPOSITORY,
        branch=FLUX_BRANCH,
        action=PullRequestAction.CREATED,
        number=4,
        title=FLUX_TITLE,
        at=_at("08:00:07.490"),
    )
    assert second.number == 5


def test_a_problem_says_which_it_is() -> None:
    assert of_type(read(_run(1)), ProblemLogged) == [
        ProblemLogged(
            run=RUN_1,
            repository=REPOSITORY,
            branch=FLUX_BRANCH,
            level=ProblemLevel.WARN,
            message="artifactErrors",
            detail=f"{FLUX_FILE}: spawn flux ENOENT",
            first_at=_at("08:00:07.640"),
            count=1,
        )
    ]


def test_a_restart_after_an_automerge_is_the_same_visit_to_the_repository() -> None:
    events = read(_run(8))
    for kind, times in (
        (RunStarted, 1),
        (RepositoryStarted, 1),
        (PullRequestLogged, 1),
        (DependenciesExtracted, 2),
        (DependencySnapshot, 1),
        (DependencySeen, 42),
        (BranchSeen, 4),
        (UpdatesCounted, 1),
        (RepositoryFinished, 1),
        (RunEnded, 1),
    ):
        assert len(of_type(events, kind)) == times, kind
    assert of_type(events, RepositoryFinished)[0].restarts == 1
    (merged,) = of_type(events, PullRequestLogged)
    assert (merged.action, merged.number) == (PullRequestAction.AUTOMERGED, 8)
    (started,) = of_type(events, RepositoryStarted)
    assert started.started_at == _at("15:00:04.828")


def test_runs_that_follow_each_other_in_a_file_are_told_apart() -> None:
    joined = b"".join(_run(number).read_bytes() for number in range(1, 11))
    apart = [event for number in range(1, 11) for event in read(_run(number))]
    assert read(joined) == apart


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(min_value=1, max_value=90), min_size=1, max_size=12))
def test_runs_whose_lines_are_mixed_are_told_apart(portions: list[int]) -> None:
    logs = [_run(number).read_bytes().splitlines(keepends=True) for number in (1, 2)]
    mixed = b""
    for turn, portion in enumerate(cycle(portions)):
        log = logs[turn % 2]
        mixed += b"".join(log[:portion])
        del log[:portion]
        if not any(logs):
            break
    events = read(mixed)
    for number in (1, 2):
        alone = read(_run(number))
        assert [event for event in events if event.run == alone[0].run] == alone


def test_runs_that_share_a_log_context_are_told_apart_by_their_start() -> None:
    logs = [_run(number).read_bytes() for number in (5, 6)]
    contexts = [only_end(read(log)).log_context or "" for log in logs]
    fixed = [
        log.replace(context.encode(), b"hourly")
        for log, context in zip(logs, contexts, strict=True)
    ]
    same_process = fixed[1].replace(_process(fixed[1]), _process(fixed[0]))
    ends = of_type(read(fixed[0] + same_process), RunEnded)
    assert [end.log_context for end in ends] == ["hourly", "hourly"]
    assert ends[0].run != ends[1].run
    assert [end.records for end in ends] == [620, 611]


def _process(log: bytes) -> bytes:
    """`"pid":1234` as the first line has it."""
    return next(part for part in log.split(b",", 4) if part.startswith(b'"pid":'))


def test_more_runs_at_once_than_memory_should_hold_are_ended_one_by_one() -> None:
    log = _run(6).read_bytes().splitlines(keepends=True)[:3]
    contexts = [f"context-{number}" for number in range(100)]
    name = only_end(read(_run(6))).log_context or ""
    unfinished = b"".join(
        b"".join(log).replace(name.encode(), context.encode()) for context in contexts
    )
    events = read(unfinished)
    assert [end.log_context for end in of_type(events, RunEnded)] == contexts
    assert not any(end.complete for end in of_type(events, RunEnded))
    assert type(events[64]) is RunEnded  # the first makes room for the 65th


def test_a_debug_log_is_complete_when_all_its_repositories_are_finished() -> None:
    last_words = (b"cached entries", b"Renovate was run at", b"Cache GC", b"package cache")
    log = [
        line
        for line in _run(6).read_bytes().splitlines(keepends=True)
        if not any(words in line[-200:] for words in last_words)
    ]
    assert only_end(read(b"".join(log))).complete  # as with a Redis cache
    finished = next(place for place, line in enumerate(log) if b'"Repository finished"' in line)
    assert not only_end(read(b"".join(log[:finished]))).complete


def test_a_time_that_is_none_does_not_stop_a_log() -> None:
    log = _run(1).read_bytes().replace(b'"time":"2026-09-07T08:00:04.386Z"', b'"time":"soon"', 1)
    events = read(log)
    assert of_type(events, RunStarted)[0].started_at is None
    assert only_end(events).records == 605


def test_a_process_that_dies_of_a_wrong_log_level_is_a_run_of_its_own() -> None:
    line = (
        b'{"name":"renovate","hostname":"pod","pid":17,"level":60,"logLevel":"banana",'
        b'"msg":"Invalid log level","time":"2026-09-07T07:59:59.935Z","v":0}\n'
    )
    again = line.replace(b"07:59:59", b"08:59:59")
    events = read(line + _run(6, "log").read_bytes() + again)
    starts, ends = of_type(events, RunStarted), of_type(events, RunEnded)
    assert len(starts) == len(ends) == 3
    assert [end.records for end in ends].count(1) == 2
    assert all(end.complete for end in ends)
    assert {problem.level for problem in of_type(events, ProblemLogged)} == {ProblemLevel.FATAL}


@pytest.mark.parametrize("number", range(1, 11))
def test_json_and_text_of_a_run_leave_the_same_trace_and_problems(number: int) -> None:
    as_json, as_text = read(_run(number)), read(_run(number, "log"))
    assert only_end(as_json).trace == only_end(as_text).trace
    assert only_end(as_json).complete
    assert only_end(as_text).complete
    assert _problems(as_json) == _problems(as_text)


def _problems(events: list[Event]) -> list[tuple[object, ...]]:
    """What a log at level info can show as well."""
    return [
        (problem.repository, problem.branch, problem.message, problem.detail, problem.count)
        for problem in of_type(events, ProblemLogged)
        if problem.level is not ProblemLevel.DEBUG and problem.message not in REFUSED_AT_DEBUG
    ]


def test_runs_that_differ_leave_different_traces() -> None:
    assert len({only_end(read(_run(number))).trace for number in range(1, 11)}) == 10


def test_what_a_dry_run_would_do_is_told_once() -> None:
    lines = b"".join(
        b'{"name":"renovate","hostname":"h","pid":1,"level":%d,"logContext":"c",'
        b'"repository":"o/n","msg":"%s","time":"2026-09-07T08:00:00.000Z","v":0}\n' % line
        for line in (
            (30, b"Renovate started"),
            (20, b"DRY-RUN: Would commit files to branch renovate/a"),
            (30, b"DRY-RUN: Would commit files to branch renovate/a. See debug logs"),
            (30, b"DRY-RUN: Would close Dependency Dashboard"),
        )
    )
    (told,) = of_type(read(lines), ProblemLogged)
    assert (told.level, told.message, told.detail, told.count) == ("warn", "DRY-RUN", "", 2)


def test_a_repeated_warning_is_told_once_with_its_count_and_of_no_single_branch() -> None:
    log = _run(1).read_bytes()
    warning = _line(_run(1), "artifactErrors")
    other = warning.replace(FLUX_BRANCH.encode(), b"renovate/other")
    later = warning.replace(b'"time":"2026-', b'"time":"2027-')
    repeated = log.replace(warning, b"\n".join((warning, later, other)))
    (problem,) = of_type(read(repeated), ProblemLogged)
    assert problem.count == 3
    assert problem.branch is None


def test_secrets_in_titles_and_details_are_masked() -> None:
    token = "ghp_" + "a1B2c3D4e5" * 4
    log = _run(1).read_bytes()
    log = log.replace(b"spawn flux ENOENT", f"spawn {token} ENOENT".encode())
    log = log.replace(FLUX_TITLE.encode(), f"update {token}".encode())
    events = read(log)
    assert token not in repr(events)
    assert of_type(events, BranchSeen)[0].title == f"update {MASK}"
    assert of_type(events, ProblemLogged)[0].detail == f"{FLUX_FILE}: spawn {MASK} ENOENT"


def test_named_secrets_are_masked(tmp_path: Path) -> None:
    path = tmp_path / "run.jsonl"
    path.write_bytes(_run(1).read_bytes())
    with open_log(path, redact=Redactor(["spawn flux"]).redact) as source:
        (problem,) = of_type(list(source.events()), ProblemLogged)
    assert problem.detail == f"{FLUX_FILE}: {MASK} ENOENT"


def test_records_of_an_unexpected_shape_are_counted_and_the_rest_is_told() -> None:
    log = _run(1).read_bytes().replace(b'"branchesInformation":[', b'"branchesInformation":7,"x":[')
    source = source_of(log)
    events = list(source.events())
    assert not of_type(events, BranchSeen)
    assert of_type(events, RepositoryFinished)[0].result == "done"
    assert source.statistics.unparsed == 1
    assert source.statistics.records == 605


def test_half_an_emoji_and_broken_utf_8_do_not_stop_a_log() -> None:
    log = _run(1).read_bytes()
    log = log.replace(b"spawn flux ENOENT", b"spawn \\ud83d flux")
    log = log.replace(FLUX_TITLE.encode(), b"update \xff flux")
    events = read(log)
    assert of_type(events, ProblemLogged)[0].detail == f"{FLUX_FILE}: spawn \ufffd flux"
    assert of_type(events, BranchSeen)[0].title == "update \ufffd flux"
    repr(events).encode()


def test_terminal_codes_and_line_breaks_in_details_are_flattened() -> None:
    log = _run(1).read_bytes()
    log = log.replace(b"spawn flux ENOENT", b"\\u001b[31mspawn\\u001b[0m\\tflux\\u202e \\u0000x")
    (problem,) = of_type(read(log), ProblemLogged)
    assert problem.detail == f"{FLUX_FILE}: spawn flux x"


def test_statistics_count_lines_and_records() -> None:
    statistics = drained(_run(1)).statistics
    assert (statistics.lines, statistics.records, statistics.unparsed) == (605, 605, 0)
    assert statistics.first_unparsed is None


def test_progress_can_be_shown_against_the_size() -> None:
    source = drained(_run(1))
    assert source.bytes_read == source.size == _run(1).stat().st_size


@pytest.mark.shared
@pytest.mark.parametrize("folder", ["apps", "cases", "picluster"])
def test_all_recorded_pairs_leave_the_same_trace_and_problems(shared: Path, folder: str) -> None:
    compared = 0
    for as_json in sorted((shared / "logs" / folder).glob("*.jsonl")):
        as_text = as_json.with_suffix(".log")
        if not as_text.exists() or as_json.stat().st_size == 0:
            continue
        first, second = read(as_json), read(as_text)
        assert only_end(first).trace == only_end(second).trace, as_json.name
        assert only_end(first).complete == only_end(second).complete, as_json.name
        assert sorted(map(repr, _problems(first))) == sorted(map(repr, _problems(second)))
        compared += 1
    assert compared >= 8
