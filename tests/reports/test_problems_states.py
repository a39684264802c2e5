"""States are told from the runs that could have shown a problem, and from no others."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.reports.problem_report import ProblemState
from renovate_kit.reports.problems.facts import Turn
from renovate_kit.reports.problems.states import Shown, overall, timeline_of

START = datetime(2026, 9, 7, 8, tzinfo=UTC)
REPOSITORY = "luddera/pi-cluster"


def turn(
    number: int,
    *,
    result: str | None = "done",
    complete: bool = True,
    debug: bool = True,
    branches: frozenset[str] | None = None,
    committed: frozenset[str] = frozenset(),
    repository: str | None = REPOSITORY,
) -> Turn:
    return Turn(
        run_id=number,
        repository=repository,
        started_at=START + timedelta(hours=number),
        result=result,
        complete=complete,
        shows_debug=debug,
        branches=branches,
        committed=committed,
    )


def history(pattern: str) -> tuple[list[Turn], Shown]:
    """`x` a run with the problem, `.` one without, `?` one that could not have shown it."""
    turns = [turn(n, complete=letter != "?") for n, letter in enumerate(pattern)]
    return turns, Shown(runs={n for n, letter in enumerate(pattern) if letter == "x"})


@pytest.mark.parametrize(
    ("pattern", "state"),
    [
        ("x", "new"),
        ("....x", "new"),
        ("..x?", "new"),
        ("..xx", "ongoing"),
        ("xx", "ongoing"),
        ("x.x", "ongoing"),
        ("x??x??", "ongoing"),
        ("x.", "resolved"),
        ("xxx?.", "resolved"),
        ("x.x.", "resolved"),
        ("x.x.x", "flapping"),
        ("x.x.x.", "flapping"),
        ("x.x.x..", "resolved"),
        ("x...x.x..", "flapping"),
        ("x?x?x", "ongoing"),
        ("x.x" + "x" * 60 + "x", "ongoing"),
        ("", "unknown"),
        ("...", "unknown"),
    ],
)
def test_state(pattern: str, state: str) -> None:
    assert timeline_of(*history(pattern)).state == state


def test_resolved_since_the_first_run_without_it() -> None:
    turns, shown = history("xx?..")
    assert timeline_of(turns, shown).resolved_at == turns[3].started_at
    assert timeline_of(*history("xxx")).resolved_at is None


@pytest.mark.parametrize("result", ["external-host-error", "config-validation", "archived", None])
def test_a_run_that_gave_up_early_resolves_nothing(result: str | None) -> None:
    turns = [turn(0), turn(1), turn(2, result=result)]
    assert timeline_of(turns, Shown(runs={0, 1})).state is ProblemState.ONGOING


def test_what_ends_a_run_early_is_new_in_that_run() -> None:
    turns = [turn(0), turn(1, result="external-host-error")]
    assert timeline_of(turns, Shown(runs={1})).state is ProblemState.NEW


def test_a_run_of_the_process_needs_no_result() -> None:
    turns = [turn(0, repository=None), turn(1, result=None, repository=None)]
    assert timeline_of(turns, Shown(runs={0})).state is ProblemState.RESOLVED


def test_a_log_at_level_info_resolves_nothing_that_only_debug_shows() -> None:
    seen = Shown(runs={0}, only_at_debug=True)
    assert timeline_of([turn(0), turn(1, debug=False)], seen).state is ProblemState.ONGOING
    assert timeline_of([turn(0), turn(1)], seen).state is ProblemState.RESOLVED
    loud = Shown(runs={0})
    assert timeline_of([turn(0), turn(1, debug=False)], loud).state is ProblemState.RESOLVED


def test_what_is_said_on_rebuild_only_is_there_until_its_branch_is_gone() -> None:
    seen = Shown(runs={0}, only_on_rebuild=True, branches={"renovate/flux"})
    assert timeline_of([turn(0)], seen).state is ProblemState.NEW
    assert timeline_of([turn(0), turn(1)], seen).state is ProblemState.ONGOING
    still = turn(1, branches=frozenset({"renovate/flux", "renovate/other"}))
    assert timeline_of([turn(0), still], seen).state is ProblemState.ONGOING
    gone = turn(1, branches=frozenset({"renovate/other"}))
    nowhere = Shown(runs={0}, only_on_rebuild=True)
    assert timeline_of([turn(0), gone], nowhere).state is ProblemState.ONGOING
    assert timeline_of([turn(0), gone], seen).state is ProblemState.RESOLVED


@pytest.mark.parametrize(
    ("states", "state"),
    [
        ({"resolved"}, "resolved"),
        ({"resolved", "new"}, "new"),
        ({"new", "ongoing"}, "ongoing"),
        ({"flapping", "new"}, "flapping"),
        ({"unknown", "resolved"}, "unknown"),
    ],
)
def test_what_is_there_in_one_repository_is_there(states: set[str], state: str) -> None:
    assert overall({ProblemState(each) for each in states}) == state


@given(st.text("x.?", min_size=1, max_size=120))
def test_runs_that_show_nothing_change_nothing(pattern: str) -> None:
    told = timeline_of(*history(pattern)).state
    assert timeline_of(*history(pattern.replace("?", ""))).state is told


@given(st.text("x.", min_size=1, max_size=120))
def test_a_state_fits_the_last_run(pattern: str) -> None:
    timeline = timeline_of(*history(pattern))
    if "x" not in pattern:
        assert timeline.state is ProblemState.UNKNOWN
    elif pattern.endswith("x"):
        assert timeline.state is not ProblemState.RESOLVED
    else:
        assert timeline.state in {ProblemState.RESOLVED, ProblemState.FLAPPING}
    assert (timeline.resolved_at is not None) == (timeline.state is ProblemState.RESOLVED)


def test_each_branch_has_to_be_built_anew_for_a_problem_to_be_gone() -> None:
    seen = Shown(runs={0}, only_on_rebuild=True, branches={"a", "b"})
    turns = [turn(0), turn(1, committed=frozenset({"a"}))]
    assert timeline_of(turns, seen).state is ProblemState.ONGOING
    turns += [turn(2, committed=frozenset({"b", "c"})), turn(3)]
    resolved = timeline_of(turns, seen)
    assert (resolved.state, resolved.resolved_by) == (ProblemState.RESOLVED, 2)
    gone = [turn(0), turn(1, committed=frozenset({"a"})), turn(2, branches=frozenset({"a"}))]
    assert timeline_of(gone, seen).resolved_by == 2


def test_a_branch_that_fails_again_is_not_mended_by_what_came_before() -> None:
    seen = Shown(runs={0, 2}, only_on_rebuild=True, branches={"a"})
    built = frozenset({"a"})
    turns = [turn(0), turn(1, committed=built), turn(2, committed=built), turn(3)]
    assert timeline_of(turns, seen).state is ProblemState.ONGOING
    cut_off = turn(4, complete=False, committed=built)
    assert timeline_of([*turns, cut_off], seen).state is ProblemState.ONGOING
