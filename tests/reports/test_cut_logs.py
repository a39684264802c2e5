"""A log that was cut off, damaged or made up tells less, but nothing else, and never crashes."""

import gzip
import zlib
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from renovate_kit.reports.events import (
    DependenciesExtracted,
    Event,
    ProblemLogged,
    PullRequestLogged,
    RepositoryFinished,
    RepositoryStarted,
    RunEnded,
    RunStarted,
)
from tests.reports.reading import drained, of_type, only_end, read, read_if_readable, source_of

PICLUSTER = Path(__file__).parents[1] / "data" / "logs" / "picluster"
LOGS = {
    f"{number}.{suffix}": (PICLUSTER / f"picluster-run{number}.{suffix}").read_bytes()
    for number in ("01", "08")
    for suffix in ("jsonl", "log")
}
WHOLE = {name: read(log) for name, log in LOGS.items()}


def _assert_earlier_part(part: list[Event], whole: list[Event]) -> None:
    """What a cut log tells happened also according to the whole log, and in that order."""
    assert of_type(part, RunStarted) in ([], of_type(whole, RunStarted))
    assert of_type(part, RepositoryStarted) in ([], of_type(whole, RepositoryStarted))
    pull_requests = of_type(part, PullRequestLogged)
    assert pull_requests == of_type(whole, PullRequestLogged)[: len(pull_requests)]
    assert set(of_type(part, DependenciesExtracted)) <= set(of_type(whole, DependenciesExtracted))
    _assert_problems_within(part, whole)
    for finished in of_type(part, RepositoryFinished):
        assert finished in whole or finished.result is None
    for end in of_type(part, RunEnded):
        assert only_end(whole).trace.startswith(end.trace)
        assert end.records <= only_end(whole).records


def _assert_problems_within(part: list[Event], whole: list[Event]) -> None:
    counts = {
        (problem.repository, problem.message, problem.detail): problem.count
        for problem in of_type(whole, ProblemLogged)
    }
    for problem in of_type(part, ProblemLogged):
        assert problem.count <= counts[problem.repository, problem.message, problem.detail]


@pytest.mark.parametrize("name", [name for name in LOGS if name.endswith(".log")])
def test_text_that_is_cut_anywhere_tells_an_earlier_part(name: str) -> None:
    log, whole = LOGS[name], WHOLE[name]
    for cut in range(len(log)):
        _assert_earlier_part(read_if_readable(log[:cut]), whole)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([name for name in LOGS if name.endswith(".jsonl")]), st.data())
def test_json_that_is_cut_anywhere_tells_an_earlier_part(name: str, data: st.DataObject) -> None:
    log = LOGS[name]
    cut = data.draw(st.integers(min_value=0, max_value=len(log)))
    _assert_earlier_part(read_if_readable(log[:cut]), WHOLE[name])


def test_json_that_is_cut_between_any_two_lines_is_incomplete_until_the_end() -> None:
    log = LOGS["01.jsonl"]
    ends = list(accumulate(map(len, log.splitlines(keepends=True))))
    states = [only_end(read(log[:end])) for end in ends[::20] + ends[-3:]]
    assert [state.complete for state in states[-3:]] == [
        True,
        True,
        True,
    ]  # finished, cache, advice
    assert not any(state.complete for state in states[:-4])


def test_a_run_that_was_cut_off_is_incomplete_and_its_repository_has_no_result() -> None:
    lines = LOGS["01.jsonl"].splitlines(keepends=True)
    events = read(b"".join(lines[:400]))
    (finished,) = of_type(events, RepositoryFinished)
    assert (finished.result, finished.finished_at) == (None, None)
    assert not only_end(events).complete
    assert only_end(events).records == 400


def test_a_text_log_without_its_last_line_is_incomplete() -> None:
    lines = LOGS["01.log"].splitlines(keepends=True)
    events = read(b"".join(lines[:-1]))
    assert of_type(events, RepositoryFinished)[0].result == "done"
    assert not only_end(events).complete


def test_the_end_of_a_log_without_its_beginning_is_told() -> None:
    lines = LOGS["08.jsonl"].splitlines(keepends=True)
    source = source_of(b'nd of a line"}\n' + b"".join(lines[700:]))
    events = list(source.events())
    (start,) = of_type(events, RunStarted)
    assert start.renovate_version is None
    assert of_type(events, RepositoryFinished)[0].result == "done"
    assert source.statistics.unparsed == 1
    assert source.statistics.first_unparsed == (1, 'nd of a line"}')


def test_a_log_behind_half_a_line_of_another_log_is_read_from_its_first_record() -> None:
    for name in ("01.jsonl", "01.log"):
        half = LOGS[name][: LOGS[name].index(b"renovate/fluxcd-flux2-2.x")]
        whole = LOGS[name.replace("01", "08")]
        starts = of_type(read(half + whole), RunStarted)
        assert len(starts) == 2


def test_lines_of_others_are_counted_and_the_first_is_kept_redacted() -> None:
    warning = b"(node:17) Warning: token=s3cr3t-value is deprecated\n" + b"x" * 9000 + b"\n"
    for name in ("01.jsonl", "01.log"):
        source = source_of(warning + LOGS[name])
        events = list(source.events())
        assert of_type(events, RepositoryFinished)[0].result == "done"
        assert source.statistics.unparsed == 2
        assert source.statistics.first_unparsed == (
            1,
            "(node:17) Warning: token=**redacted** is deprecated",
        )


def test_gzip_is_told_by_its_content() -> None:
    assert read(gzip.compress(LOGS["01.jsonl"])) == WHOLE["01.jsonl"]
    two_members = gzip.compress(LOGS["01.jsonl"][:9999]) + gzip.compress(LOGS["01.jsonl"][9999:])
    assert read(two_members + b"\0" * 512) == WHOLE["01.jsonl"]


@settings(max_examples=60, deadline=None)
@given(st.floats(min_value=0, max_value=1))
def test_truncated_gzip_tells_what_was_readable_and_counts_the_damage(part: float) -> None:
    packed = gzip.compress(LOGS["01.jsonl"])
    _assert_earlier_part(read_if_readable(packed[: int(len(packed) * part)]), WHOLE["01.jsonl"])


def test_gzip_that_is_cut_off_says_where_and_counts_no_half_line() -> None:
    for name in ("01.jsonl", "01.log"):
        packed = gzip.compress(LOGS[name], compresslevel=0)
        half = len(packed) // 2
        statistics = drained(packed[:half]).statistics
        assert statistics.damage == f"the compressed log is cut off after {half} bytes"
        assert (statistics.unparsed, statistics.first_unparsed) == (0, None)


def test_gzip_with_a_wrong_checksum_is_damaged() -> None:
    packed = gzip.compress(LOGS["01.jsonl"], compresslevel=0)
    statistics = drained(packed[:-4] + b"\xff\xff\xff\xff").statistics
    assert statistics.damage == "the compressed log is damaged"
    assert statistics.records == 605


def test_a_line_that_no_memory_should_hold_is_counted_and_the_rest_is_told() -> None:
    monster = b'{"name":"renovate","level":30,"msg":"' + b"x" * (65 << 20) + b'"}\n'
    middle = LOGS["01.jsonl"].index(b"\n") + 1
    source = source_of(LOGS["01.jsonl"][:middle] + monster + LOGS["01.jsonl"][middle:])
    assert list(source.events()) == WHOLE["01.jsonl"]
    assert source.statistics.unparsed == 1
    assert source.statistics.lines == 606


def test_nested_brackets_without_end_are_counted() -> None:
    deep = b'{"name":"renovate","level":30,"msg":"x","f":' + b"[" * 100_000 + b"\n"
    assert drained(deep + LOGS["01.jsonl"]).statistics.unparsed == 1


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
@example(b"")
@example(b"\n\n\n")
@example(b"\x1f\x8b")
@example(zlib.compress(b"x"))
def test_any_bytes_are_refused_politely(log: bytes) -> None:
    assert read_if_readable(log) == []


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(LOGS)), st.data())
def test_a_log_with_damage_anywhere_is_read_or_refused(name: str, data: st.DataObject) -> None:
    log = LOGS[name]
    start = data.draw(st.integers(min_value=0, max_value=len(log)))
    end = data.draw(st.integers(min_value=start, max_value=min(len(log), start + 500)))
    junk = data.draw(
        st.binary(max_size=40) | st.sampled_from([b"{", b'"', b"\n", b"\\u", b"[" * 9])
    )
    for event in read_if_readable(log[:start] + junk + log[end:]):
        repr(event).encode()
