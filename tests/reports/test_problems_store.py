"""What the store answers about problems, and what comes of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from renovate_kit.errors import InputError, UsageError
from renovate_kit.reports.events import (
    BranchLogged,
    BranchSeen,
    Event,
    ProblemLevel,
    ProblemLogged,
    RunEnded,
)
from renovate_kit.reports.problem_pipeline import list_problems, show_problem
from renovate_kit.reports.problem_report import Problem
from renovate_kit.reports.problems.ignoring import Ignores, read_ignores
from renovate_kit.reports.store import Store, open_store
from tests.reports.store_samples import FIRST_START, Form, Log

OTHER = "luddera/other"
NOBODY = Ignores()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.sqlite3") as opened:
        yield opened


def take(store: Store, *logs: Log) -> None:
    for log in logs:
        store.take(log.name, log.events())


def problems(store: Store, *repositories: str) -> tuple[Problem, ...]:
    return list_problems(store, since=None, repositories=repositories, ignores=NOBODY).problems


def quiet(log: Log) -> Iterator[Event]:
    """The same run without its problem."""
    return (event for event in log.events() if not isinstance(event, ProblemLogged))


def of_process(log: Log) -> Iterator[Event]:
    """The same run with a fatal error of the process."""
    for event in log.events():
        if isinstance(event, RunEnded):
            yield ProblemLogged(
                run=event.run,
                repository=None,
                branch=None,
                level=ProblemLevel.FATAL,
                message="Unknown error",
                detail="",
                first_at=None,
                count=1,
            )
        yield event


def test_runs_add_up_and_a_run_without_it_resolves_it(store: Store) -> None:
    take(store, Log(run=0), Log(run=2))
    (problem,) = problems(store)
    assert (problem.runs, problem.count, problem.state) == (2, 4, "ongoing")
    assert problem.first_seen == FIRST_START + timedelta(seconds=5)
    store.take("quiet", quiet(Log(run=4)))
    (resolved,) = problems(store)
    assert resolved.state == "resolved"
    assert resolved.resolved_at == FIRST_START + timedelta(hours=2)


def test_what_was_known_before_a_time(store: Store) -> None:
    take(store, Log(run=0), Log(run=2), Log(run=4))
    store.take("quiet", quiet(Log(run=6)))
    until = FIRST_START + timedelta(hours=2)
    (problem,) = list_problems(
        store, since=None, until=until, repositories=(), ignores=NOBODY
    ).problems
    assert (problem.runs, problem.count, problem.state) == (2, 4, "ongoing")
    assert problem.first_seen == FIRST_START + timedelta(seconds=5)
    assert problem.last_seen == FIRST_START + timedelta(hours=1, seconds=5)


def test_the_order_in_which_logs_come_makes_no_difference(store: Store, tmp_path: Path) -> None:
    logs = [Log(run=0), Log(run=2, steps=7), Log(run=4), Log(run=4, form=Form.TEXT)]
    take(store, *logs)
    with open_store(tmp_path / "backwards.sqlite3") as other:
        take(other, *reversed(logs))
        assert problems(other) == problems(store)


def test_repositories_are_told_apart(store: Store) -> None:
    take(store, Log(run=0), Log(run=2, repository=OTHER))
    (both,) = problems(store)
    assert [place.repository for place in both.repositories] == [OTHER, "luddera/pi-cluster"]
    (one,) = problems(store, "LUDDERA/other")
    assert ([place.repository for place in one.repositories], one.runs) == ([OTHER], 1)
    with pytest.raises(InputError):
        problems(store, "nobody/nothing")


def test_entries_for_other_repositories_are_not_called_idle(store: Store) -> None:
    take(store, Log(run=0), Log(run=2, repository=OTHER))
    text = "[[ignore]]\nmessage = '*'\nrepository = 'luddera/pi-cluster'\nreason = 'x'"
    ignores = read_ignores(f"{text}\n[[ignore]]\nmessage = 'none'\nreason = 'x'", name="x",
                           today=FIRST_START.date())  # fmt: skip
    some = list_problems(store, since=None, repositories=(OTHER,), ignores=ignores)
    assert some.idle_ignores == ()
    every = list_problems(store, since=None, repositories=(), ignores=ignores)
    assert [use.entry for use in every.idle_ignores] == ['"none"']


def test_problems_of_the_process_go_with_the_repositories_of_their_run(store: Store) -> None:
    store.take("process", of_process(Log(run=0)))
    take(store, Log(run=2, repository=OTHER))
    _, fatal = problems(store)
    assert (fatal.level, fatal.state, fatal.repositories[0].repository) == (
        "fatal",
        "resolved",
        None,
    )
    assert {each.level for each in problems(store, OTHER)} == {"warn"}
    assert {each.level for each in problems(store, "luddera/pi-cluster")} == {"fatal", "warn"}


def test_a_text_without_times_tells_no_state(store: Store) -> None:
    take(store, Log(run=0, form=Form.TEXT))
    (problem,) = problems(store)
    assert (problem.state, problem.first_seen, problem.last_seen) == ("unknown", None, None)
    since = list_problems(store, since=FIRST_START, repositories=(), ignores=NOBODY)
    assert since.problems == ()


def test_one_problem_with_what_its_branches_update(store: Store) -> None:
    log = Log(run=0)
    on_branch = (
        replace(event, branch="renovate/redis-8.x") if isinstance(event, ProblemLogged) else event
        for event in log.events()
    )
    store.take(log.name, on_branch)
    (problem,) = problems(store)
    history = show_problem(store, problem.fingerprint[:6], ignores=NOBODY)
    assert history.problem == problem
    assert history.dependencies == ("redis",)
    (occurrence,) = history.occurrences
    assert (occurrence.started_at, occurrence.count) == (FIRST_START, 2)


def test_fingerprints_that_nobody_has(store: Store) -> None:
    take(store, Log(run=0))
    with pytest.raises(InputError, match="no problem on record"):
        show_problem(store, "0000", ignores=NOBODY)
    with pytest.raises(UsageError, match="too short"):
        show_problem(store, "000", ignores=NOBODY)


def test_what_needs_a_branch_ends_in_the_first_run_without_that_branch(store: Store) -> None:
    branch = "renovate/redis-8.x"

    def of(log: Log, *, has_problem: bool, has_branch: bool) -> Iterator[Event]:
        for event in log.events():
            match event:
                case ProblemLogged() if not has_problem:
                    continue
                case ProblemLogged():
                    detail = "package-lock.json: out of step"
                    yield replace(event, branch=branch, message="artifactErrors", detail=detail)
                case BranchSeen() if not has_branch:
                    yield replace(event, branch="renovate/other")
                case BranchLogged():
                    continue
                case _:
                    yield event

    for run in range(0, 10, 2):
        log = Log(run=run)
        store.take(log.name, of(log, has_problem=run == 0, has_branch=run < 4))
    (problem,) = problems(store)
    assert problem.branches == (branch,)
    assert problem.state == "resolved"
    assert problem.resolved_at == FIRST_START + timedelta(hours=2)
