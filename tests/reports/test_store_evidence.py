"""Excerpts, reports, trace files and pods: joined to their run, in whatever order they come."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest

from renovate_kit.reports.events import (
    BranchSeen,
    CutOff,
    Event,
    LogDetail,
    PodObserved,
    ProblemLogged,
    ReportRead,
    RunEnded,
    RunStarted,
    SpanCounted,
    TraceRead,
)
from renovate_kit.reports.store import open_store
from renovate_kit.reports.store.run_rows import RunSummary
from renovate_kit.reports.store.writer import TakeResult
from tests.reports.store_samples import FIRST_START, REPOSITORY, Form, Log

NANOID = "V1StGXR8_Z5jdHi6B-myT"
POD = PodObserved(
    run="",
    source="renovate-1-abcde/renovate",
    namespace="renovate",
    pod="renovate-1-abcde",
    container="renovate",
    exit_code=137,
    reason="OOMKilled",
    cut_off=CutOff.OUT_OF_MEMORY,
    started_at=FIRST_START - timedelta(seconds=1),
    finished_at=FIRST_START + timedelta(seconds=9),
    requests=(("memory", "512Mi"),),
    limits=(("memory", "1Gi"),),
    events=("BackOff: Back-off restarting",),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store.db"


def take(path: Path, *streams: Sequence[Event]) -> list[TakeResult]:
    with open_store(path) as store:
        return [store.take("stream", stream) for stream in streams]


def summaries(path: Path) -> tuple[RunSummary, ...]:
    with open_store(path) as store:
        return store.run_summaries()


def log(**given: object) -> list[Event]:
    return list(Log(run=0, **given).events())  # type: ignore[arg-type]


def with_pod(events: Sequence[Event], pod: PodObserved = POD) -> list[Event]:
    *rest, end = events
    return [*rest, replace(pod, run=end.run), end]


def called(events: Sequence[Event], hostname: str) -> list[Event]:
    *rest, end = events
    assert isinstance(end, RunEnded)
    return [*rest, replace(end, hostname=hostname)]


# Pods


def test_a_pod_says_why_its_run_was_cut_off(path: Path) -> None:
    (result,) = take(path, with_pod(log(steps=6)))
    assert result.runs_new == 1
    (run,) = summaries(path)
    assert (run.facts.exit_code, run.facts.cut_off) == (137, CutOff.OUT_OF_MEMORY)
    assert run.facts.pods == (POD,)
    with open_store(path) as opened:
        (row,) = opened.runs(FIRST_START, FIRST_START + timedelta(days=1))
    assert row.exit_code == 137


@pytest.mark.parametrize("form", [Form.JSON_DEBUG, Form.TEXT_TIMED, Form.TEXT])
def test_a_pod_stays_with_its_run_when_a_better_log_comes(path: Path, form: Form) -> None:
    streams = [with_pod(log(form=form, steps=6)), log(), list(Log(run=2, duration_ms=1).events())]
    ends = set()
    for number, order in enumerate(permutations(streams)):
        store = path.with_name(f"{number}.db")
        take(store, *order)
        ends.add(tuple((run.facts.started_at, run.facts.pods) for run in summaries(store)))
    assert len(ends) == 1
    ((first, second),) = ends
    if form is not Form.TEXT:  # which may be the beginning of either run
        assert (first[1], second[1]) == ((POD,), ())


def test_a_pod_without_a_log_is_found_by_the_name_of_the_process(path: Path) -> None:
    named = called(log(steps=6), "renovate-1-abcde")
    other = called(list(Log(run=8, duration_ms=1).events()), "renovate-1-abcde")
    streams: list[list[Event]] = [named, other, [POD]]
    for number, order in enumerate(permutations(streams)):
        store = path.with_name(f"{number}.db")
        results = take(store, *order)
        assert sum(result.runs_new for result in results) == 2
        first, second = summaries(store)
        assert (first.facts.pods, second.facts.pods) == ((POD,), ())


def test_a_pod_of_no_known_run_is_kept_apart(path: Path) -> None:
    first, again = take(path, [POD], [POD])
    assert (first.apart, first.runs_new, again.apart, again.runs_known) == (1, 0, 0, 1)


def test_what_was_seen_of_a_pod_last_stays(path: Path) -> None:
    running = replace(POD, exit_code=None, reason=None, cut_off=None, finished_at=None)
    events = log(steps=6)
    for number, pods in enumerate(permutations([running, POD])):
        store = path.with_name(f"{number}.db")
        take(store, *(with_pod(events, pod) for pod in pods))
        (run,) = summaries(store)
        assert run.facts.pods == (POD,)


# Excerpts


def excerpt(first: int, last: int, *, context: str | None = NANOID, run: int = 0) -> list[Event]:
    """Return what the records from one step to another tell of a log at debug level."""
    full = list(Log(run=run).events())
    ended = full[-1]
    assert isinstance(ended, RunEnded)
    steps = [0, 1, 3, 4, 5, 8]
    shown = [at for at, step in enumerate(steps) if first <= step <= last]
    trace = b"".join(ended.trace[8 * at : 8 * at + 8] for at in shown)
    start = Log(run=run).at(first)
    told = {
        "RepositoryStarted": 1,
        "DependenciesExtracted": 3,
        "PullRequestLogged": 4,
        "BranchSeen": 6,
        "UpdatesCounted": 7,
        "ProblemLogged": 5,
        "RepositoryFinished": 8,
    }
    kept = [each for each in full[1:-1] if first <= told[type(each).__name__] <= last]
    return [
        RunStarted(run="x", renovate_version="44.121.2" if first == 0 else None, started_at=start),
        *(replace(each, run="x") for each in kept),
        replace(
            ended,
            run="x",
            log_context=context,
            trace=trace,
            begins=first == 0,
            complete=last == 8,
            ended_at=Log(run=run).at(last),
            records=last - first + 1,
        ),
    ]


def ends_of(path: Path, streams: Sequence[Sequence[Event]]) -> set[str]:
    ends = set()
    for number, order in enumerate(permutations(streams)):
        store = path.with_name(f"{number}.db")
        take(store, *order)
        with open_store(store) as opened:
            details = [opened.run_details(each.facts.run_id) for each in opened.run_summaries()]
        assert None not in details
        ends.add(repr([replace(x, facts=replace(x.facts, run_id=0)) for x in details if x]))
    return ends


def test_an_excerpt_of_a_known_log_adds_nothing(path: Path) -> None:
    parts = [excerpt(0, 8), excerpt(4, 8), excerpt(3, 5)]
    assert len(ends_of(path, parts)) == 1
    (run,) = summaries(path.with_name("0.db"))
    assert run.facts.complete
    assert take(path.with_name("1.db"), excerpt(5, 8))[0].runs_known == 1


def test_overlapping_excerpts_make_up_their_run(path: Path) -> None:
    parts = [excerpt(0, 5), excerpt(4, 6), excerpt(5, 8)]
    (told,) = ends_of(path, parts)
    with open_store(path.with_name("0.db")) as store:
        (run,) = store.run_summaries()
        details = store.run_details(run.facts.run_id)
    assert details is not None
    assert (run.facts.started_at, run.facts.complete) == (FIRST_START, True)
    assert run.facts.ended_at == Log(run=0).at(8)
    (turn,) = details.turns
    assert (turn.facts.result, turn.facts.started_at) == ("done", Log(run=0).at(1))
    assert [branch.branch for branch in turn.branches or ()] == ["renovate/redis-8.x"]
    assert len(turn.pull_requests) == 1
    assert [problem.count for problem in details.problems] == [2]
    assert told


def test_excerpts_of_a_log_context_that_all_runs_share_are_not_joined(path: Path) -> None:
    take(path, excerpt(0, 5, context="fixed"), excerpt(5, 8, context="fixed"))
    assert len(summaries(path)) == 2


@pytest.mark.parametrize("context", [NANOID, None])
def test_the_tail_of_a_log_of_another_hour_is_another_run(path: Path, context: str | None) -> None:
    other = None if context is None else context[::-1]
    take(path, excerpt(0, 8, context=context), excerpt(4, 8, context=other, run=2))
    assert len(summaries(path)) == 2


def test_the_tail_of_a_text_with_times_belongs_to_the_log_around_it(path: Path) -> None:
    parts = [excerpt(0, 8), excerpt(3, 8, context=None)]
    assert len(ends_of(path, parts)) == 1


# Reports and trace files


def report(*, context: str | None = None, number: int = 4) -> list[Event]:
    branch = next(each for each in log() if isinstance(each, BranchSeen))
    return [
        RunStarted(run="report", renovate_version=None, started_at=None),
        ReportRead(
            run="report",
            log_context=context,
            repositories=(REPOSITORY,),
            branches=((REPOSITORY, branch.branch, number, "pr-created"),),
            problems=(),
            digest=b"d" * 16,
        ),
        replace(branch, run="report"),
        RunEnded(
            run="report",
            log_context=context,
            ended_at=None,
            complete=True,
            detail=LogDetail.INFO,
            trace=b"",
            records=0,
        ),
    ]


def branches_by_run(path: Path) -> list[int | None]:
    return [
        None if turn.branches is None else sum(turn.branches.values())
        for run in summaries(path)
        for turn in run.turns
    ]


def test_a_report_tells_the_branches_that_its_text_hides(path: Path) -> None:
    for number, order in enumerate(permutations([log(form=Form.TEXT_TIMED), report()])):
        store = path.with_name(f"{number}.db")
        results = take(store, *order)
        assert sum(result.runs_new for result in results) == 1
        assert branches_by_run(store) == [1]
        (run,) = summaries(store)
        assert run.facts.detail is LogDetail.INFO
        (place,) = take(store, report())[0].companions
        assert (place.run_id, place.was_known) == (run.facts.run_id, True)


def test_a_report_names_its_run_by_the_log_context_of_its_problems(path: Path) -> None:
    streams = [list(Log(run=run, form=Form.JSON_INFO, duration_ms=run).events()) for run in (0, 2)]
    for number, order in enumerate(permutations([*streams, report(context="context-2")])):
        store = path.with_name(f"{number}.db")
        take(store, *order)
        assert branches_by_run(store) == [None, 1]


def test_a_report_that_fits_two_runs_is_joined_to_none(path: Path) -> None:
    streams = [list(Log(run=run, form=Form.JSON_INFO, duration_ms=run).events()) for run in (0, 2)]
    for number, order in enumerate(permutations([*streams, report()])):
        store = path.with_name(f"{number}.db")
        take(store, *order)
        assert branches_by_run(store) == [None, None]


def test_a_report_without_a_run_is_kept_apart(path: Path) -> None:
    first, again = take(path, report(), report())
    assert (first.apart, first.runs_new, again.runs_known) == (1, 0, 0)
    (kept,), (known,) = first.companions, again.companions
    assert (kept.run_id, kept.is_ambiguous, kept.was_known) == (None, False, False)
    assert known.was_known
    assert summaries(path) == ()


def test_a_second_report_that_tells_the_same_leaves_the_run_to_none(path: Path) -> None:
    other = [replace(x, repository="o/other") if isinstance(x, BranchSeen) else x for x in report()]
    streams = [log(form=Form.TEXT_TIMED), report(), other]
    for number, order in enumerate(permutations(streams)):
        store = path.with_name(f"{number}.db")
        take(store, *order)
        assert branches_by_run(store) == [None]
        (place,) = take(store, report())[0].companions
        assert (place.run_id, place.is_ambiguous) == (None, True)


def test_a_trace_file_joins_the_run_that_started_with_it(path: Path) -> None:
    def trace() -> Iterator[Event]:
        yield SpanCounted(
            run="t",
            repository=REPOSITORY,
            name="lookup",
            subject="docker",
            count=3,
            errors=1,
            total_ms=900,
            max_ms=500,
            first_at=FIRST_START + timedelta(seconds=1),
        )
        yield TraceRead(
            run="t",
            renovate_version="44.121.2",
            started_at=FIRST_START + timedelta(seconds=1),
            ended_at=FIRST_START + timedelta(seconds=8),
            repositories=(REPOSITORY,),
            splits_ms=((REPOSITORY, "clone", 77), (None, "init", 5)),
            spans=3,
        )

    for number, order in enumerate(permutations([log(form=Form.JSON_INFO), list(trace())])):
        store = path.with_name(f"{number}.db")
        take(store, *order)
        with open_store(store) as opened:
            (run,) = opened.run_summaries()
            compared = opened.timing_comparison(run.facts.run_id)
        assert [(x.name, x.total_ms) for x in compared if x.kind == "split"] == [("clone", 77)]
        (span,) = (each for each in compared if each.kind == "span")
        assert (span.name, span.count, span.total_ms, span.mean_ms) == (
            "lookup docker",
            3,
            900,
            300,
        )


def test_problems_of_two_excerpts_are_at_least_those_of_one(path: Path) -> None:
    one, two = excerpt(0, 5), excerpt(5, 8)
    two = [replace(x, count=7) if isinstance(x, ProblemLogged) else x for x in two]
    take(path, one, two)
    with open_store(path) as store:
        (run,) = store.run_summaries()
        details = store.run_details(run.facts.run_id)
    assert details is not None
    assert [problem.count for problem in details.problems] == [7]
