"""What a store ends up with depends on what it was given, never on the order."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from renovate_kit.reports.events import LogDetail
from renovate_kit.reports.store import open_store
from renovate_kit.reports.store.identity import Identity, dominates, extends, same_run
from tests.reports.store_samples import FIRST_START, STEPS, Form, Log, content, count_rows

RUNS = 4

logs = st.builds(
    Log,
    run=st.integers(0, RUNS - 1),
    form=st.sampled_from(Form),
    steps=st.integers(1, STEPS) | st.just(STEPS),
    duration_ms=st.sampled_from([100, 200]),
)
"""Few durations, so that logs without times often fit several runs."""


def _of_few_runs(some: Sequence[Log]) -> list[Log]:
    """Give each run one duration: its logs are then all of the same run."""
    durations: dict[int, int] = {}
    return [
        Log(
            run=log.run,
            form=log.form,
            steps=log.steps,
            duration_ms=durations.setdefault(log.run, log.duration_ms),
        )
        for log in some
    ]


log_sets = st.lists(logs, min_size=1, max_size=9).map(_of_few_runs)


def _taken(some: Sequence[Log]) -> tuple[list[str], dict[str, int]]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        with open_store(path) as store:
            for log in some:
                # One name: of two logs with the very same content, the first names the source.
                store.take("a folder of logs", log.events())
        return content(path), count_rows(path)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_order_and_repetition_ends_in_the_same_content(data: st.DataObject) -> None:
    some = data.draw(log_sets)
    repeated = [*some, *data.draw(st.lists(st.sampled_from(some), max_size=3))]
    other_order = data.draw(st.permutations(repeated))
    assert _taken(some) == _taken(other_order)


@settings(max_examples=30, deadline=None)
@given(log_sets)
def test_whole_logs_leave_nothing_of_parts_of_them(some: list[Log]) -> None:
    durations = {log.run: log.duration_ms for log in some}
    whole = [Log(run=run, duration_ms=duration) for run, duration in durations.items()]
    assert _taken([*some, *whole]) == _taken(whole)


@settings(max_examples=30, deadline=None)
@given(log_sets)
def test_taking_everything_again_finds_everything_known(some: list[Log]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        with open_store(path) as store:
            for log in some:
                store.take(log.name, log.events())
            before = path.read_bytes(), content(path)
            for log in some:
                result = store.take(log.name, log.events())
                assert (result.runs_new, result.runs_known, result.runs_enriched) == (0, 1, 0)
            assert (path.read_bytes(), content(path)) == before


@settings(max_examples=30, deadline=None)
@given(log_sets)
def test_a_run_is_new_when_the_store_has_more_runs_than_before(some: list[Log]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        runs = 0
        with open_store(path) as store:
            for log in some:
                result = store.take(log.name, log.events())
                before, runs = runs, count_rows(path)["runs"]
                assert result.runs_new + result.runs_known + result.runs_enriched == 1
                assert (runs > before) == (result.runs_new == 1)
                assert runs == before or not result.runs_known


identities = st.builds(
    Identity,
    log_context=st.sampled_from([None, "one", "two"]),
    started_at=st.sampled_from([None, FIRST_START]),
    trace=st.sampled_from([b"", b"a" * 8, b"a" * 16, b"a" * 8 + b"b" * 8]),
    complete=st.booleans(),
    detail=st.sampled_from(LogDetail),
    records=st.integers(1, 3),
    digest=st.binary(min_size=1, max_size=1),
)


@given(identities, identities, identities)
def test_domination_is_transitive(one: Identity, two: Identity, three: Identity) -> None:
    if dominates(one, two) and dominates(two, three):
        assert dominates(one, three)


@given(identities, identities)
def test_two_recordings_never_dominate_each_other(one: Identity, two: Identity) -> None:
    if dominates(one, two) and dominates(two, one):
        assert (one.knowledge, one.richness, one.digest) == (
            two.knowledge,
            two.richness,
            two.digest,
        )


@given(identities, identities)
def test_being_of_the_same_run_is_mutual(one: Identity, two: Identity) -> None:
    assert same_run(one, two) == same_run(two, one)
    if dominates(one, two):
        assert same_run(one, two)
        assert extends(one.trace, two.trace)
