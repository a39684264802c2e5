"""Logs that were cut, stamped by others, told twice or damaged: still one run for each process."""

import random
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renovate_kit.errors import InputError
from renovate_kit.reports.events import (
    CutOff,
    Event,
    PullRequestAction,
    PullRequestLogged,
    RunEnded,
    RunStarted,
)
from renovate_kit.reports.store import open_store
from renovate_kit.reports.store.run_rows import RunSummary
from tests.reports.reading import of_type, only_end, read, source_of
from tests.reports.recorded import CASES, PICLUSTER
from tests.reports.store_samples import content

RUN = (PICLUSTER / "picluster-run03.jsonl").read_bytes()
TEXT = (PICLUSTER / "picluster-run03.log").read_bytes()
IDLE = (PICLUSTER / "picluster-run08.jsonl").read_bytes()
IDLE_TEXT = (PICLUSTER / "picluster-run08.log").read_bytes()
START = datetime(2026, 9, 7, 10, 0, 4, tzinfo=UTC)


def opened(events: list[Event]) -> list[int | None]:
    return [
        event.number
        for event in of_type(events, PullRequestLogged)
        if event.action is PullRequestAction.CREATED
    ]


def stored(path: Path, *logs: bytes) -> tuple[RunSummary, ...]:
    with open_store(path) as store:
        for log in logs:
            with source_of(log) as source:
                store.take("log", source.events())
        return store.run_summaries()


def stamped(text: bytes, start: datetime, step: timedelta = timedelta(seconds=1)) -> bytes:
    """A text as something shows it that stamps its lines with a clock of its own."""
    lines = text.splitlines(keepends=True)
    return b"".join(
        b"%s %s" % ((start + number * step).isoformat().encode(), line)
        for number, line in enumerate(lines)
    )


@pytest.mark.parametrize("order", [1, -1])
def test_an_excerpt_whose_head_is_lost_is_of_the_run_with_its_log_context(
    tmp_path: Path, order: int
) -> None:
    excerpt = RUN[int(len(RUN) * 0.8) :]
    (run,) = stored(tmp_path / "store.db", *(RUN, excerpt)[::order])
    (alone,) = stored(tmp_path / "alone.db", RUN)
    assert run.facts.started_at == alone.facts.started_at
    assert run.turns == alone.turns


@pytest.mark.parametrize("seconds", [-4, 3])
@pytest.mark.parametrize("order", [1, -1])
def test_a_text_stamped_by_another_clock_is_of_the_run_that_says_the_same_meanwhile(
    tmp_path: Path, seconds: int, order: int
) -> None:
    text = stamped(TEXT, START + timedelta(seconds=seconds))
    (run,) = stored(tmp_path / "store.db", *(text, RUN)[::order])
    assert run.facts.log_context is not None


def test_two_runs_that_say_the_same_an_hour_apart_stay_two(tmp_path: Path) -> None:
    (idle,) = stored(tmp_path / "alone.db", IDLE)
    assert idle.facts.started_at is not None
    later = stamped(IDLE_TEXT, idle.facts.started_at + timedelta(hours=1))
    assert len(stored(tmp_path / "store.db", IDLE, later)) == 2
    assert len(stored(tmp_path / "other.db", later, IDLE)) == 2


def test_memory_that_ran_out_is_a_run_where_nothing_else_is_left(tmp_path: Path) -> None:
    dump = (CASES / "case-heap-out-of-memory.log").read_bytes()
    end = only_end(read(dump))
    assert (end.complete, end.cut_off, end.exit_code, end.records) == (False, CutOff.HEAP, 134, 0)
    other = re.sub(rb"\[\d+:0x", b"[77:0x", dump)
    assert len(stored(tmp_path / "store.db", dump, dump, other)) == 2


def test_lines_of_something_else_are_still_no_log() -> None:
    with pytest.raises(InputError):
        read(b"FATAL ERROR: something else\nKilled\n")
    with pytest.raises(InputError):
        read(b"<--- Last few GCs --->\nof somebody\n")


def test_lines_that_came_twice_are_read_once() -> None:
    twice = b"".join(line + line for line in RUN.splitlines(keepends=True))
    once, doubled, repeated = read(RUN), read(twice), read(RUN + RUN)
    for events in (doubled, repeated):
        assert opened(events) == opened(once)
        assert only_end(events).trace == only_end(once).trace
        assert len(of_type(events, RunStarted)) == 1
    text = b"".join(line + line for line in TEXT.splitlines(keepends=True))
    assert len(of_type(read(text), RunStarted)) == 1


def test_a_pull_request_is_opened_once_though_the_record_differs() -> None:
    (line,) = re.findall(rb'.*"pr":\d+.*"msg":"PR created".*\n', RUN)[:1]
    later = line.replace(b'"time":"2026-09-07T10:', b'"time":"2026-09-07T11:')
    assert opened(read(RUN.replace(line, line + later))) == opened(read(RUN))


def test_records_in_disorder_are_of_the_run_that_they_name(tmp_path: Path) -> None:
    lines = RUN.splitlines(keepends=True)
    random.Random(3).shuffle(lines)  # noqa: S311 - no secret
    events = read(b"".join(lines))
    assert sorted(map(str, opened(events))) == sorted(map(str, opened(read(RUN))))
    assert len(stored(tmp_path / "store.db", b"".join(lines), RUN)) == 1


@pytest.mark.parametrize(
    ("damaged", "by"),
    [
        (rb'"logContext":"[^"]{3}', b'"logContext":"xyz'),
        (rb'"logContext"', b'"logContexu"'),
        (rb'"pid":\d+', b'"pid":7'),
        (rb'"hostname"', b'"hosuname"'),
    ],
)
def test_a_record_whose_name_is_damaged_is_of_the_run_that_it_resembles(
    damaged: bytes, by: bytes
) -> None:
    lines = RUN.splitlines(keepends=True)
    for at in range(1, len(lines), 7):
        lines[at] = re.sub(damaged, by, lines[at], count=1)
    end = only_end(read(b"".join(lines)))
    assert end.log_context == only_end(read(RUN)).log_context
    assert len(end.trace) == len(only_end(read(RUN)).trace)


def test_runs_of_several_processes_are_not_taken_for_one_for_their_names(tmp_path: Path) -> None:
    name = only_end(read(RUN)).log_context or ""
    other = RUN.replace(name.encode(), name[:-1].encode() + b"0").replace(b'"pid":', b'"pid":1')
    lines = zip(RUN.splitlines(keepends=True), other.splitlines(keepends=True), strict=True)
    mixed = b"".join(one + two for one, two in lines)
    assert len(of_type(read(mixed), RunEnded)) == 2
    assert len(stored(tmp_path / "store.db", mixed)) == 2


_HALF = b"".join(TEXT.splitlines(keepends=True)[:20])
FORMS = {
    "whole": RUN,
    "without its head": RUN[int(len(RUN) * 0.8) :],
    "without its end": RUN[: int(len(RUN) * 0.6)],
    "text": TEXT,
    "stamped": stamped(TEXT, START + timedelta(seconds=-4)),
    "stamped otherwise": stamped(TEXT, START + timedelta(seconds=-3)),
    "stamped half": stamped(_HALF, START + timedelta(seconds=-4)),
    "idle": stamped(IDLE_TEXT, START + timedelta(hours=2)),
}


@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_the_order_in_which_forms_of_a_run_come_changes_nothing(data: st.DataObject) -> None:
    forms = data.draw(st.lists(st.sampled_from(sorted(FORMS)), min_size=2, max_size=5, unique=True))
    told = []
    for order in (forms, data.draw(st.permutations(forms))):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "store.db"
            stored(path, *(FORMS[form] for form in order))
            told.append(content(path))
    assert told[0] == told[1]


lines_of_run = st.lists(st.integers(0, RUN.count(b"\n") - 1), max_size=40)


@settings(max_examples=25, deadline=None)
@given(dropped=lines_of_run, doubled=lines_of_run, flipped=lines_of_run, bit=st.integers(0, 7))
def test_what_is_whole_in_a_damaged_log_is_told(
    dropped: list[int], doubled: list[int], flipped: list[int], bit: int
) -> None:
    told: list[bytes] = []
    whole: set[bytes] = set()
    for number, line in enumerate(RUN.splitlines(keepends=True)):
        if number in flipped:
            middle = len(line) // 2
            told.append(line[:middle] + bytes([line[middle] ^ 1 << bit]) + line[middle + 1 :])
        elif number not in dropped:
            whole.add(line)
            told.extend([line] * (1 + doubled.count(number)))
    events = read(b"".join(told))
    numbers = {
        int(found[1])
        for line in whole
        if (found := re.search(rb'"level":30,.*"pr":(\d+).*"PR created"', line))
    }
    assert numbers <= {number for number in opened(events) if number is not None}
    assert len(opened(events)) == len(set(opened(events)))
