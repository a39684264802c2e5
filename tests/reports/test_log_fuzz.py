"""However a log is damaged, ingesting it is never a crash, and loses nothing that was readable.

`FUZZ_EXAMPLES` says how many logs to try of each form.
"""

import gzip
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, reduce
from itertools import accumulate, pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from renovate_kit.errors import RenovateKitError
from renovate_kit.reports.events import Event, PullRequestLogged, RunEnded, RunStarted
from renovate_kit.reports.ingest_pipeline import ingest_log
from renovate_kit.reports.store import open_store
from tests.reports.reading import of_type, read, source_of
from tests.reports.recorded import CASES, PICLUSTER

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "10"))
NOW = datetime(2026, 11, 1, tzinfo=UTC)
RUNS = ("01", "04", "08", "10")

Mutation = Callable[[bytes], bytes]


@cache
def run_in_json(number: str) -> bytes:
    return (PICLUSTER / f"picluster-run{number}.jsonl").read_bytes()


@cache
def run_in_text(number: str) -> bytes:
    return (PICLUSTER / f"picluster-run{number}.log").read_bytes()


@cache
def run_of_a_pod(number: str) -> bytes:
    """The run as `kubectl logs --prefix --timestamps` shows it."""
    prefix = f"[pod/renovate-{number}/renovate] 2026-09-{number}T06:00:00.123456789Z ".encode()
    lines = run_in_text(number).splitlines(keepends=True)
    return b"".join(prefix + line for line in lines)


@cache
def run_in_json_of_a_pod(number: str) -> bytes:
    prefix = f"[pod/renovate-{number}/renovate] ".encode()
    return re.sub(rb"(?m)^(?=\{)", prefix, run_in_json(number))


@cache
def strange_pieces() -> tuple[bytes, ...]:
    """Whole logs of other kinds, and bytes that mean something to one of the readers."""
    names = ("case-exit-code-for-errors.jsonl", "case-heap-out-of-memory.log", "case-sigterm.log")
    cases = [(CASES / name).read_bytes() for name in (*names, "traced.otlp.jsonl")]
    report = (PICLUSTER / "picluster-run08.report.json").read_bytes()
    return (
        *cases,
        report,
        b"\n",
        b"\r\n",
        b"\0",
        b"\x1b[31m",
        b'{"name":"renovate"',
        b" INFO: Renovate started\n",
        b'{"log":"',
        b"2026-09-07T06:00:00.1Z stdout P ",
        b"[" * 3000,
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b'"\\ud800"',
        b"1e999",
        b"9" * 400,
    )


FORMS: dict[str, Callable[[str], bytes]] = {
    "json": run_in_json,
    "text": run_in_text,
    "pod": run_of_a_pod,
    "json of a pod": run_in_json_of_a_pod,
}


@dataclass(frozen=True)
class Place:
    """A part of a log, as shares of its length."""

    start: float
    length: float

    def of(self, log: bytes) -> tuple[int, int]:
        start = int(self.start * len(log))
        return start, min(start + int(self.length * len(log)) + 1, len(log))


def flip(bits: list[tuple[float, int]]) -> Mutation:
    def mutate(log: bytes) -> bytes:
        damaged = bytearray(log)
        for share, bit in bits:
            if damaged:
                damaged[int(share * (len(damaged) - 1))] ^= 1 << bit
        return bytes(damaged)

    return mutate


def truncate(share: float) -> Mutation:
    return lambda log: log[: int(share * len(log))]


def drop(place: Place) -> Mutation:
    def mutate(log: bytes) -> bytes:
        start, end = place.of(log)
        return log[:start] + log[end:]

    return mutate


def duplicate(place: Place, target: float) -> Mutation:
    def mutate(log: bytes) -> bytes:
        start, end = place.of(log)
        at = int(target * len(log))
        return log[:at] + log[start:end] + log[at:]

    return mutate


def splice(piece: bytes, at: float) -> Mutation:
    return lambda log: log[: int(at * len(log))] + piece + log[int(at * len(log)) :]


def reorder(shares: list[float]) -> Mutation:
    def mutate(log: bytes) -> bytes:
        lines = log.splitlines(keepends=True)
        for one, other in pairwise(shares):
            if lines:
                first, second = (int(share * (len(lines) - 1)) for share in (one, other))
                lines[first], lines[second] = lines[second], lines[first]
        return b"".join(lines)

    return mutate


_HEAD = re.compile(rb"\s*[A-Z]+: ")
share = st.floats(0, 1)
small = st.floats(0, 0.2)
places = st.builds(Place, share, small)
pieces = st.deferred(lambda: st.sampled_from(strange_pieces())) | st.binary(max_size=60)
mutations = st.lists(
    st.one_of(
        st.builds(flip, st.lists(st.tuples(share, st.integers(0, 7)), min_size=1, max_size=20)),
        st.builds(truncate, share),
        st.builds(drop, places),
        st.builds(duplicate, places, share),
        st.builds(splice, pieces, share),
        st.builds(reorder, st.lists(share, min_size=2, max_size=12)),
    ),
    min_size=1,
    max_size=4,
)


def mutated(log: bytes, some: list[Mutation]) -> bytes:
    return reduce(lambda damaged, mutate: mutate(damaged), some, log)


def read_with_refusal(log: bytes) -> list[Event]:
    """The events of a log, up to the refusal if there is one."""
    events: list[Event] = []
    try:
        events.extend(_until_refused(log))
    except RenovateKitError as error:
        _assert_clear(error)
    return events


def _assert_clear(refusal: RenovateKitError) -> None:
    assert "\n" not in refusal.message
    assert refusal.hint


def _until_refused(log: bytes) -> Iterator[Event]:
    with source_of(log) as source:
        yield from source.events()


def assert_still_told(prefix: list[Event], damaged: list[Event]) -> None:
    """Every run that the part before the damage tells is told also with what comes after."""
    ends = of_type(damaged, RunEnded)
    for end in of_type(prefix, RunEnded):
        if end.records:
            assert any(
                other.log_context == end.log_context and other.trace.startswith(_surely(end))
                for other in ends
            )
    deeds = [_deed(each) for each in of_type(damaged, PullRequestLogged)]
    told = of_type(prefix, PullRequestLogged)
    # The last record of a text may go on below the cut, and then says something else.
    is_text = any(not end.log_context for end in of_type(prefix, RunEnded))
    for each in told[:-1] if is_text else told:
        deeds.remove(_deed(each))  # raises ValueError if it is lost


def _surely(end: RunEnded) -> bytes:
    """The trace but for the last record of a text: nobody knows whether more stood below it."""
    return end.trace if end.log_context else end.trace[:-8]


def _deed(event: PullRequestLogged) -> tuple[object, ...]:
    return event.repository, event.branch, event.action, event.number, event.at


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=EXAMPLES)
@given(data=st.data(), cut=share, some=mutations)
def test_what_precedes_the_damage_is_still_told(
    form: str, data: st.DataObject, cut: float, some: list[Mutation]
) -> None:
    runs = data.draw(st.lists(st.sampled_from(RUNS), min_size=1, max_size=3, unique=True))
    log = b"".join(map(FORMS[form], runs))
    ends = [0, *accumulate(map(len, log.splitlines(keepends=True)))]
    whole = ends[int(cut * (len(ends) - 1))]
    damaged = log[:whole] + mutated(log[whole:], some)
    prefix = read_with_refusal(log[:whole])
    assert_still_told(prefix, read_with_refusal(damaged))


def _last_record(log: bytes) -> bytes:
    """The first line of the last record of a text, whatever lines stand below it."""
    heads = [line.strip() for line in log.splitlines() if _HEAD.match(line)]
    return heads[-1] if heads else b""


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=EXAMPLES)
@given(some=mutations)
def test_a_whole_run_behind_the_damage_is_told(form: str, some: list[Mutation]) -> None:
    damaged = mutated(FORMS[form]("01"), some)
    # Nobody can tell two equal first lines from a line that came twice.
    assume(_last_record(damaged) != b"INFO: Renovate started")
    log = damaged + b"\n" + FORMS[form]("08")
    whole = [end.trace for end in of_type(read(FORMS[form]("08")), RunEnded)]
    told = [end.trace for end in of_type(read_with_refusal(log), RunEnded)]
    assert set(whole) <= set(told)


@settings(max_examples=EXAMPLES)
@given(some=mutations, cut=share)
def test_gzip_is_told_up_to_the_damage(some: list[Mutation], cut: float) -> None:
    packed = gzip.compress(run_in_json("01") + run_in_json("04"), mtime=0)
    whole = int(cut * len(packed))
    prefix = read_with_refusal(packed[:whole])
    assert_still_told(prefix, read_with_refusal(packed[:whole] + mutated(packed[whole:], some)))


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=EXAMPLES)
@given(some=mutations)
def test_a_store_takes_a_damaged_log_and_keeps_what_it_had(
    form: str, some: list[Mutation], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "store.db"
    damaged = mutated(FORMS[form]("01") + FORMS[form]("04"), some)
    with open_store(path) as store:
        for log in (FORMS[form]("10"), damaged, FORMS[form]("08")):
            _ingest(log, store_path=path)
        started = {run.facts.started_at for run in store.run_summaries()}
    assert starts(FORMS[form]("10")) | starts(FORMS[form]("08")) <= started


def _ingest(log: bytes, *, store_path: Path) -> None:
    with open_store(store_path) as store, source_of(log) as source:
        try:
            ingest_log(source, store, now=NOW, on_progress=lambda _: None)
        except RenovateKitError as error:
            _assert_clear(error)


@cache
def starts(log: bytes) -> frozenset[datetime | None]:
    return frozenset(start.started_at for start in of_type(read(log), RunStarted))
