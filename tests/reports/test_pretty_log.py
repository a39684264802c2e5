"""Renovate's default text: what a person copies out of `kubectl logs`."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.errors import InputError
from renovate_kit.reports.events import (
    BranchSeen,
    DependenciesExtracted,
    LogDetail,
    ProblemLogged,
    PullRequestAction,
    PullRequestLogged,
    RepositoryFinished,
    RepositoryStarted,
    RunEnded,
    RunStarted,
    UpdatesCounted,
)
from renovate_kit.reports.sources.pretty_log import PrettyBlock, PrettyLog
from renovate_kit.reports.sources.record import Record
from tests.reports.reading import drained, of_type, only_end, read

PICLUSTER = Path(__file__).parents[1] / "data" / "logs" / "picluster"
RUN_1 = (PICLUSTER / "picluster-run01.log").read_bytes()
RUN_2 = (PICLUSTER / "picluster-run02.log").read_bytes()


def _record(text: str) -> Record:
    log = PrettyLog()
    for number, line in enumerate(text.encode().split(b"\n"), start=1):
        belongs, _ = log.take(line, number, None)
        assert belongs
    block = log.finish()
    assert block is not None
    record = block.record()
    assert record is not None
    return record


def test_text_tells_what_it_shows_and_nothing_as_zero() -> None:
    events = read(RUN_1)
    run, repository = "#1", "luddera/pi-cluster"
    assert events[0] == RunStarted(run=run, renovate_version="44.121.2", started_at=None)
    assert events[1] == RepositoryStarted(run=run, repository=repository, started_at=None)
    assert of_type(events, PullRequestLogged)[0] == PullRequestLogged(
        run=run,
        repository=repository,
        branch="renovate/fluxcd-flux2-2.x",
        action=PullRequestAction.CREATED,
        number=4,
        title="chore(deps): update dependency fluxcd/flux2 to v2.8.2",
        at=None,
    )
    assert [event.dependencies for event in of_type(events, DependenciesExtracted)] == [1, 41]
    assert of_type(events, ProblemLogged)[0].detail == (
        "clusters/staging/flux-system/gotk-components.yaml: spawn flux ENOENT"
    )
    assert of_type(events, RepositoryFinished) == [
        RepositoryFinished(
            run=run,
            repository=repository,
            finished_at=None,
            duration_ms=4420,
            result="done",
            status="onboarded",
            splits_ms=None,
            exit_code=0,
            enabled=True,
            onboarded=True,
            cloned=True,
            restarts=0,
        )
    ]
    assert not of_type(events, BranchSeen)
    assert not of_type(events, UpdatesCounted)
    end = only_end(events)
    assert (end.detail, end.records, end.complete) == (LogDetail.INFO, 11, True)
    assert (end.log_context, end.ended_at) == (None, None)


def test_runs_are_split_where_renovate_starts() -> None:
    events = read(RUN_1 + RUN_2)
    assert [end.run for end in of_type(events, RunEnded)] == ["#1", "#2"]
    traces = [end.trace for end in of_type(events, RunEnded)]
    assert traces == [only_end(read(RUN_1)).trace, only_end(read(RUN_2)).trace]


def test_colours_and_windows_line_ends_change_nothing() -> None:
    coloured = RUN_1.replace(b" INFO:", b"\x1b[32m INFO\x1b[39m:")
    coloured = coloured.replace(b" (repo", b"\x1b[90m (repo").replace(b")\n", b")\x1b[39m\n")
    assert read(coloured) == read(RUN_1)
    assert read(RUN_1.replace(b"\n", b"\r\n")) == read(RUN_1)
    assert read(b"\xef\xbb\xbf" + RUN_1) == read(RUN_1)


def _stamped(log: bytes, prefix: str) -> bytes:
    lines = log.decode().splitlines(keepends=True)
    return "".join(
        prefix.format(second=number) + line for number, line in enumerate(lines)
    ).encode()


@pytest.mark.parametrize(
    "prefix",
    [
        "2026-09-07T10:00:{second:02}.123456789Z ",
        "[pod/renovate-29287320-abcde/renovate] 2026-09-07T10:00:{second:02}.123456789Z ",
        "2026-09-07T12:00:{second:02}.123456789+02:00 stdout F ",
    ],
    ids=["kubectl --timestamps", "kubectl --prefix --timestamps", "containerd"],
)
def test_the_time_comes_from_the_carrier(prefix: str) -> None:
    events = read(_stamped(RUN_1, prefix))
    (start,) = of_type(events, RunStarted)
    assert start.started_at == datetime(2026, 9, 7, 10, 0, 0, 123456, tzinfo=UTC)
    assert of_type(events, PullRequestLogged)[0].at == datetime(
        2026, 9, 7, 10, 0, 14, 123456, tzinfo=UTC
    )
    assert only_end(events).ended_at == datetime(2026, 9, 7, 10, 0, 42, 123456, tzinfo=UTC)
    assert only_end(events).trace == only_end(read(RUN_1)).trace


def test_docker_wraps_lines_in_json_and_cuts_long_ones() -> None:
    pieces: list[str] = []
    for line in RUN_1.decode().splitlines(keepends=True):
        pieces += [line[:30], line[30:]] if len(line) > 30 else [line]
    wrapped = "".join(
        json.dumps({"log": piece, "stream": "stdout", "time": "2026-09-07T10:00:00.000000Z"}) + "\n"
        for piece in pieces
    ).encode()
    assert only_end(read(wrapped)).trace == only_end(read(RUN_1)).trace


def test_containerd_cuts_long_lines_into_parts() -> None:
    stamp = b"2026-09-07T10:00:00.000000000Z stdout "
    lines = (PICLUSTER / "picluster-run01.jsonl").read_bytes().splitlines()
    wrapped = b"".join(
        stamp + b"P " + line[:99] + b"\n" + stamp + b"F " + line[99:] + b"\n" for line in lines
    )
    assert read(wrapped) == read(PICLUSTER / "picluster-run01.jsonl")
    assert drained(wrapped + stamp + b"P half").statistics.unparsed == 1


def test_meta_is_read_from_the_headline() -> None:
    record = _record(
        " WARN: Not sure (really) (repository=a/b, baseBranch=main, packageFile=x, y.json, "
        "depType=dev, dependency=z, branch=renovate/z-1.x) [npm]"
    )
    assert (record.level, record.msg) == (40, "Not sure (really)")
    assert (record.repository, record.base_branch) == ("a/b", "main")
    assert record.branch == "renovate/z-1.x"
    assert record.fields["packageFile"] == "x, y.json"
    assert record.fields["module"] == "npm"


def test_fields_are_read_whether_folded_or_not() -> None:
    record = _record(
        "ERROR: Failed (repository=a/b)\n"
        '       "cloned": undefined,\n'
        '       "text": "with ] and }, and \\": \\"",\n'
        '       "empty": {},\n'
        '       "folded": [\n'
        '         {"a": 1},\n'
        "         {\n"
        '           "b": null\n'
        "         }\n"
        "       ],\n"
        '       "last": -1.5\n'
        "       Error: oh no\n"
        "           at x (file:///y)\n"
        '       "key": "that is part of the stack"'
    )
    assert record.fields == {
        "repository": "a/b",
        "text": 'with ] and }, and ": "',
        "empty": {},
        "folded": [{"a": 1}, {"b": None}],
        "last": -1.5,
    }


def test_a_message_of_several_lines_ends_with_its_meta() -> None:
    record = _record("DEBUG: first\n       second (repository=a/b)\n" + '       "x": 1')
    assert record.msg == "first\nsecond"
    assert record.fields == {"repository": "a/b", "x": 1}


def test_a_stack_without_fields_is_no_message() -> None:
    record = _record("ERROR: Failed\n       Error: oh no\n           at x (file:///y)")
    assert record.msg == "Failed"
    assert record.fields == {}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
_KEYS = st.from_regex(r"[A-Za-z][A-Za-z0-9]{0,8}", fullmatch=True)


@given(st.dictionaries(_KEYS, _JSON, min_size=1, max_size=5), st.booleans())
def test_all_fields_come_back_as_they_were_written(fields: dict[str, object], folded: bool) -> None:  # noqa: FBT001 - hypothesis gives it
    block = PrettyBlock(level=30, headline=b"Said", number=1, time_text=None)
    text = ",\n".join(
        f'"{key}": {json.dumps(value, indent=2 if folded else None)}'
        for key, value in fields.items()
    )
    for line in text.split("\n"):
        assert block.add(b"       " + line.encode())
    record = block.record()
    assert record is not None
    assert record.fields == fields


def test_text_at_debug_level_tells_branches_too() -> None:
    table = (
        b"DEBUG: branches info extended (repository=luddera/pi-cluster)\n"
        b'       "branchesInformation": [\n'
        b"         {\n"
        b'           "branchName": "renovate/x-1.x",\n'
        b'           "prNo": 7,\n'
        b'           "prTitle": "Update x",\n'
        b'           "result": "done",\n'
        b'           "upgrades": [{"packageFile": "a.json", "updateType": "lockFileMaintenance"}]\n'
        b"         }\n"
        b"       ]\n"
    )
    log = RUN_1.replace(b" INFO: Repository finished", table + b" INFO: Repository finished")
    events = read(log)
    (branch,) = of_type(events, BranchSeen)
    assert (branch.branch, branch.pull_request, branch.result) == ("renovate/x-1.x", 7, "done")
    assert branch.upgrades[0].dep_name == "a.json"
    assert only_end(events).detail is LogDetail.DEBUG
    assert only_end(events).trace == only_end(read(RUN_1)).trace


@pytest.mark.parametrize(
    "line",
    [b"WARN: low battery", b" INFO: server started", b'{"level":30,"msg":"hello"}', b"hello"],
)
def test_logs_of_other_programs_are_not_taken_for_renovate(line: bytes) -> None:
    with pytest.raises(InputError, match="is not a Renovate log"):
        read(line + b"\n")
