"""Sightings become problems: what is the same goes together, over runs and repositories."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.reports.events import ProblemLevel
from renovate_kit.reports.problem_report import ProblemState
from renovate_kit.reports.problems.facts import ProblemFacts, Sighting, Turn
from renovate_kit.reports.problems.fingerprint import fingerprint
from renovate_kit.reports.problems.grouping import (
    all_problems,
    matching,
    occurrences_of,
    problems_since,
)
from renovate_kit.reports.problems.ignoring import Ignores, read_ignores
from renovate_kit.reports.problems.parts import dependencies_of, parts_of

START = datetime(2026, 9, 7, 8, tzinfo=UTC)
LOOKUPS = "Package lookup failures"
NOBODY = Ignores()


def at(run: int) -> datetime:
    return START + timedelta(hours=run)


def sighting(
    *runs: int,
    message: str = "Host error",
    detail: str = "docker a: HTTP 502 from ghcr.io",
    repository: str | None = "o/a",
    branch: str | None = None,
    level: ProblemLevel = ProblemLevel.WARN,
) -> Sighting:
    return Sighting(
        repository=repository,
        branch=branch,
        level=level,
        message=message,
        detail=detail,
        counts=dict.fromkeys(runs, 2),
        first_at=at(min(runs)),
        last_at=at(max(runs)),
    )


def facts(
    *sightings: Sighting, runs: int = 4, repositories: tuple[str, ...] = ("o/a",)
) -> ProblemFacts:
    turns = [
        Turn(
            run_id=run,
            repository=repository,
            started_at=at(run),
            result="done",
            complete=True,
            shows_debug=True,
        )
        for run in range(runs)
        for repository in (None, *repositories)
    ]
    starts = {run: at(run) for run in range(runs)}
    return ProblemFacts(starts=starts, turns=tuple(turns), sightings=sightings)


def test_one_host_is_one_problem_with_the_latest_example() -> None:
    known = facts(
        sighting(0, 1),
        sighting(1, 3, detail="docker b: HTTP 503 from ghcr.io", branch="renovate/b"),
    )
    (problem,) = all_problems(known, NOBODY)
    assert problem.detail == "docker b: HTTP 503 from ghcr.io"
    assert (problem.runs, problem.count, problem.state) == (3, 8, "ongoing")
    assert (problem.first_seen, problem.last_seen) == (at(0), at(3))
    assert problem.branches == ("renovate/b",)
    assert problem.category == "network"


def test_a_file_that_several_branches_fail_on_has_them_all() -> None:
    detail = "a/yarn.lock: ERESOLVE"
    known = replace(
        facts(sighting(3, message="artifactErrors", detail=detail)),
        artifact_branches={("o/a", "a/yarn.lock"): frozenset({"renovate/b", "renovate/c"})},
    )
    (problem,) = all_problems(known, NOBODY)
    assert problem.branches == ("renovate/b", "renovate/c")


def test_a_list_of_lookups_is_a_problem_for_each() -> None:
    both = (
        "Failed to look up docker package ghcr.io/o/x: no-result; "
        "Failed to look up pypi package y: no-result"
    )
    known = facts(
        sighting(0, message=LOOKUPS, detail=both),
        sighting(1, 2, 3, message=LOOKUPS, detail="Failed to look up pypi package y: no-result"),
    )
    first, second = all_problems(known, NOBODY)
    assert (first.dependencies, first.state, first.runs) == (("y",), "ongoing", 4)
    assert (second.dependencies, second.state, second.runs) == (("ghcr.io/o/x",), "resolved", 1)
    assert second.resolved_at == at(1)


def test_repositories_have_states_of_their_own() -> None:
    known = facts(
        sighting(0, repository="o/a"), sighting(3, repository="o/b"), repositories=("o/a", "o/b")
    )
    (problem,) = all_problems(known, NOBODY)
    assert [(each.repository, each.state) for each in problem.repositories] == [
        ("o/a", "resolved"),
        ("o/b", "new"),
    ]
    assert (problem.state, problem.resolved_at) == ("new", None)


def test_a_period_counts_its_own_runs_and_remembers_the_first() -> None:
    known = facts(sighting(0, 1, 3), sighting(0, detail="docker a: HTTP 502 from quay.io"))
    report = problems_since(known, at(2), NOBODY)
    (problem,) = report.problems
    assert (problem.runs, problem.count, problem.first_seen) == (1, 2, at(0))
    assert problem.state == "ongoing"
    assert len(problems_since(known, None, NOBODY).problems) == 2


def test_runs_without_a_time_count_but_tell_no_state() -> None:
    untimed = Sighting(
        repository="o/a",
        branch=None,
        level=ProblemLevel.ERROR,
        message="Host error",
        detail="",
        counts={99: 1},
        first_at=None,
        last_at=None,
    )
    known = facts(untimed)
    (problem,) = all_problems(known, NOBODY)
    assert (problem.state, problem.runs, problem.first_seen) == ("unknown", 1, None)
    assert problems_since(known, at(0), NOBODY).problems == ()
    (occurrence,) = occurrences_of(known, problem.fingerprint)
    assert (occurrence.run_id, occurrence.started_at) == (99, None)


def test_debug_is_told_apart_and_comes_last() -> None:
    known = facts(
        sighting(3, message="Pull request creation error", level=ProblemLevel.DEBUG),
        sighting(3, message="Unknown error", level=ProblemLevel.FATAL, repository=None),
        sighting(3),
    )
    problems = all_problems(known, NOBODY)
    assert [problem.level for problem in problems] == ["fatal", "warn", "debug"]
    assert [problem.only_at_debug for problem in problems] == [False, False, True]


def test_what_is_ignored_stays_in_the_report() -> None:
    name = fingerprint(ProblemLevel.WARN, "Host error", "docker a: HTTP 502 from ghcr.io")
    text = f"[[ignore]]\nfingerprint = '{name}'\nrepository = 'o/a'\nreason = 'known'"
    known = facts(sighting(3), sighting(3, repository="o/b"), repositories=("o/a", "o/b"))
    ignores = read_ignores(text, name="x", today=date(2026, 9, 7))
    (problem,) = problems_since(known, None, ignores).problems
    assert [each.ignored is not None for each in problem.repositories] == [True, False]
    assert problem.ignored is None
    (alone,) = problems_since(facts(sighting(3)), None, ignores).problems
    assert alone.ignored is not None
    assert alone.ignored.reason == "known"


def test_occurrences_come_newest_first_with_their_own_details() -> None:
    known = facts(sighting(0, 2), sighting(1, detail="docker b: HTTP 500 from ghcr.io"))
    (problem,) = all_problems(known, NOBODY)
    found = occurrences_of(known, problem.fingerprint)
    assert [each.run_id for each in found] == [2, 1, 0]
    assert found[1].detail == "docker b: HTTP 500 from ghcr.io"


def test_problems_go_by_the_first_digits_of_their_fingerprint() -> None:
    problems = all_problems(facts(sighting(0), sighting(0, message="Unknown error")), NOBODY)
    (found,) = matching(problems, problems[0].fingerprint[:6].upper())
    assert found is problems[0]


def test_parts() -> None:
    assert parts_of("Host error", "a; b") == ("a; b",)
    assert parts_of("artifactErrors", "a/yarn.lock: x; y; b/go.sum: z") == (
        "a/yarn.lock: x; y",
        "b/go.sum: z",
    )
    cut = "Failed to look up npm package a: no-result; Failed to look up npm pack…"
    assert parts_of(LOOKUPS, cut) == ("Failed to look up npm package a: no-result",)


def test_dependencies_that_a_problem_names() -> None:
    assert dependencies_of(LOOKUPS, "Failed to look up docker package ghcr.io/o/x: no-result") == (
        "ghcr.io/o/x",
    )
    named = dependencies_of("GitHub token is required for some dependencies", "a/b; c/d")
    assert named == ("a/b", "c/d")
    assert dependencies_of("Host error", "docker a: HTTP 502 from ghcr.io") == ()


@given(st.permutations([
    sighting(0, 1), sighting(2, detail="docker z: HTTP 502 from ghcr.io"),
    sighting(2, detail="docker y: HTTP 502 from ghcr.io"), sighting(3, message="Unknown error"),
    sighting(1, 3, repository=None),
]))  # fmt: skip
def test_the_order_of_rows_makes_no_difference(rows: list[Sighting]) -> None:
    in_order = all_problems(facts(*sorted(rows, key=repr)), NOBODY)
    assert all_problems(facts(*rows), NOBODY) == in_order


def test_a_refused_automerge_is_a_warning_that_level_info_can_not_show_gone() -> None:
    known = facts(sighting(0, message="GitHub blocking PR merge -- Needs approving review(s)"))
    (gone,) = all_problems(known, NOBODY)
    assert (gone.level, gone.only_at_debug, gone.state) == ("warn", True, ProblemState.RESOLVED)
    at_info = replace(
        known, turns=tuple(replace(turn, shows_debug=turn.run_id == 0) for turn in known.turns)
    )
    (there,) = all_problems(at_info, NOBODY)
    assert there.state is ProblemState.ONGOING
