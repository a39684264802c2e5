import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from renovate_kit.errors import UsageError
from renovate_kit.reports.events import ProblemLevel, PullRequestAction
from renovate_kit.reports.report import (
    AttentionKind,
    Gap,
    Report,
    UpdateOutcome,
    Verdict,
)
from renovate_kit.reports.statistics.build import build_report
from renovate_kit.reports.statistics.period_rows import PeriodRows
from renovate_kit.reports.store.rows import PhaseRow
from tests.reports.period import (
    MONDAY,
    REPOSITORY,
    WEEK,
    at,
    branch,
    deed,
    dependencies,
    problem,
    rows,
    run,
    turn,
)
from tests.reports.questions import attention, kinds, only, week
from tests.reports.real_week import real_week

CREATED = PullRequestAction.CREATED


# How a run went


@pytest.mark.parametrize(
    ("result", "verdict"),
    [
        ("done", Verdict.HEALTHY),
        ("automerged", Verdict.HEALTHY),
        ("onboarding", Verdict.HEALTHY),
        (None, Verdict.HEALTHY),  # a dry run that stops early, to its end
        ("external-host-error", Verdict.FAILED),
        ("config-validation", Verdict.FAILED),
        ("a-constant-of-a-newer-renovate", Verdict.FAILED),
    ],
)
def test_result_decides_over_exit_code(result: str | None, verdict: Verdict) -> None:
    report = week(rows(runs=[run(0, turn(result))]))
    assert report.runs.last_verdict is verdict
    assert only(report).runs.last_verdict is verdict


@pytest.mark.parametrize(
    ("level", "verdict"),
    [
        (ProblemLevel.WARN, Verdict.DEGRADED),
        (ProblemLevel.ERROR, Verdict.FAILED),
        (ProblemLevel.FATAL, Verdict.FAILED),
    ],
)
@pytest.mark.parametrize("repository", [REPOSITORY, None])
def test_problems_degrade_or_fail_a_run_that_is_done(
    level: ProblemLevel, verdict: Verdict, repository: str | None
) -> None:
    report = week(
        rows(runs=[run(0, turn())], problems=[problem(0, level=level, repository=repository)])
    )
    assert report.runs.last_verdict is verdict
    assert only(report).runs.last_verdict is verdict


def test_branch_error_degrades_a_run_without_any_warning() -> None:
    report = week(rows(runs=[run(0, turn())], branches=[branch(0, "error")]))
    assert report.runs.last_verdict is Verdict.DEGRADED
    assert kinds(report) == [AttentionKind.BRANCH_ERROR]


def test_cut_off_run_is_incomplete_for_the_repository_it_was_at() -> None:
    report = week(
        rows(
            runs=[run(0, turn(repository="a/done"), turn(None, repository="b/cut"), complete=False)]
        )
    )
    done, cut = report.repositories
    assert report.runs.last_verdict is Verdict.INCOMPLETE
    assert done.runs.last_verdict is Verdict.HEALTHY
    assert cut.runs.last_verdict is Verdict.INCOMPLETE
    assert [each.kind for each in cut.attention] == [AttentionKind.RUN_INCOMPLETE]
    assert not report.attention


def test_run_cut_off_between_repositories_is_reported_for_the_bot() -> None:
    report = week(rows(runs=[run(0, turn(), complete=False)]))
    assert only(report).runs.healthy == 1
    assert [each.kind for each in report.attention] == [AttentionKind.RUN_INCOMPLETE]


def test_error_outweighs_being_cut_off() -> None:
    fatal = problem(0, "Initialization error", level=ProblemLevel.FATAL, repository=None)
    report = week(rows(runs=[run(0, complete=False)], problems=[fatal]))
    assert (report.runs.failed, report.runs.incomplete) == (1, 0)
    assert report.repositories == ()
    assert [each.kind for each in report.attention] == [AttentionKind.RUN_FAILED]


def test_verdicts_add_up_to_the_total() -> None:
    runs = [
        run(0, turn()),
        run(1, turn("unknown-error")),
        run(2, turn(None), complete=False),
        run(3, turn()),
    ]
    summary = week(rows(runs=runs, problems=[problem(3)])).runs
    assert (summary.healthy, summary.degraded, summary.failed, summary.incomplete) == (1, 1, 1, 1)
    assert summary.total == 4


def test_failures_are_told_once_for_each_result_with_their_share() -> None:
    runs = [
        run(0, turn("external-host-error")),
        run(1, turn("external-host-error")),
        run(2, turn()),
    ]
    told = attention(week(rows(runs=runs)), AttentionKind.RUN_FAILED)
    assert told.what.startswith("2 of 3 runs ended with external-host-error")
    assert "the last run did not fail" in told.what
    assert told.last_at == at(1)


def test_problem_that_only_repeats_the_result_is_not_told_twice() -> None:
    echo = problem(0, "External host error causing abort - skipping", detail="")
    report = week(rows(runs=[run(0, turn("external-host-error"))], problems=[echo]))
    assert kinds(report) == [AttentionKind.RUN_FAILED]


@pytest.mark.parametrize(
    ("message", "detail", "to_do"),
    [
        ("Initialization error", 'Platform "gitbub" not found', "RENOVATE_PLATFORM"),
        ("Initialization error", "You must configure a GitHub token", "RENOVATE_TOKEN"),
        ("Initialization error", "Authentication failure", "the platform's status"),
        ("Could not parse config file", "Unexpected token '}'", "global configuration"),
    ],
)
def test_error_is_told_with_its_detail_and_what_helps_against_that(
    message: str, detail: str, to_do: str
) -> None:
    fatal = problem(0, message, detail=detail, level=ProblemLevel.FATAL, repository=None)
    (told,) = week(rows(runs=[run(0)], problems=[fatal])).attention
    assert told.what == f"1 of 1 run logged an error: {message}: {detail}"
    assert to_do in told.what_to_do


def test_error_with_several_details_is_told_once() -> None:
    errors = [
        problem(number, "Oops", detail=f"{number}", level=ProblemLevel.ERROR) for number in (0, 1)
    ]
    report = week(rows(runs=[run(0, turn()), run(1, turn())], problems=errors))
    told = attention(report, AttentionKind.RUN_FAILED)
    assert told.what == "2 of 2 runs logged an error: Oops: 2 different ones in all, see Problems"


def test_errors_that_other_things_help_against_are_told_apart() -> None:
    details = (
        "You must configure a GitHub token",
        "Authentication failure",
        'Platform "x" not found',
    )
    errors = [
        problem(0, "Initialization error", detail=each, level=ProblemLevel.FATAL, repository=None)
        for each in details
    ]
    told = week(rows(runs=[run(0)], problems=errors)).attention
    assert [each.what.rpartition(": ")[2] for each in told] == list(details)
    assert len({each.what_to_do for each in told}) == len(details)


def test_problems_that_other_things_help_against_are_told_apart() -> None:
    lock_files = [
        problem(0, "artifactErrors", detail=each)
        for each in (
            "package-lock.json: Conflicting peer dependency: eslint@8.57.1",
            "other/package-lock.json: Conflicting peer dependency: eslint@8.57.1",
            "go.sum: some other error",
        )
    ]
    (part,) = week(rows(runs=[run(0, turn())], problems=lock_files)).repositories
    others, peers = [each for each in part.attention if each.kind is AttentionKind.PROBLEM]
    assert peers.what.endswith(": 2 different ones in the last run, see Problems")
    assert peers.what_to_do.startswith("update the dependencies together")
    assert others.what.endswith(": go.sum: some other error")
    assert others.what_to_do.startswith("run the tool")


def test_message_that_is_a_mere_name_is_told_in_words() -> None:
    known = rows(runs=[run(0, turn())], problems=[problem(0, "artifactErrors", detail="go.sum")])
    told = attention(week(known), AttentionKind.PROBLEM)
    assert told.what == "Updating the lock file or artifacts failed: go.sum"


@pytest.mark.parametrize(
    ("result", "why"),
    [
        ("empty", "the repository is empty"),
        ("archived", "the repository is archived"),
        ("disabled-by-config", "switched off in the repository's configuration"),
    ],
)
def test_skipped_repository_is_healthy_and_says_why_nothing_is_updated(
    result: str, why: str
) -> None:
    echo = problem(0, "Repository is disabled - skipping", detail="")
    report = week(rows(runs=[run(0, turn(result))], problems=[echo]))
    assert report.runs.last_verdict is Verdict.HEALTHY
    assert kinds(report) == [AttentionKind.SKIPPED]
    assert why in attention(report, AttentionKind.SKIPPED).what
    assert only(report).is_up_to_date is None


def test_dry_run_is_told_as_such_and_explains_its_branches() -> None:
    known = rows(
        runs=[run(0, turn())],
        branches=[branch(0, "no-work")],
        problems=[problem(0, "DRY-RUN", detail="")],
    )
    report = week(known)
    assert kinds(report) == [AttentionKind.DRY_RUN]
    assert "1 of 1 run was a dry run" in attention(report, AttentionKind.DRY_RUN).what
    assert report.runs.last_verdict is Verdict.HEALTHY
    assert only(report).problems == ()
    (held,) = only(report).held_back or ()
    assert "dry run" in held.reason


def test_dry_run_that_stops_early_is_known_by_its_missing_result() -> None:
    report = week(rows(runs=[run(0, turn()), run(1, turn(None)), run(2, turn(None))]))
    assert "2 of 3 runs were dry runs" in attention(report, AttentionKind.DRY_RUN).what


def test_dry_runs_that_are_over_need_nobody() -> None:
    assert kinds(week(rows(runs=[run(0, turn(None)), run(1, turn())]))) == []


def test_titles_of_blocked_pull_requests_are_short() -> None:
    title = f"chore(deps): update {'very-' * 30}long to v2"
    known = rows(
        runs=[run(0, turn())], branches=[branch(0, "pr-edited", pull_request=1, title=title)]
    )
    told = attention(week(known), AttentionKind.PULL_REQUEST_BLOCKED)
    assert told.what.startswith("update very-")
    assert len(told.what.partition(":")[0]) <= 81


# Durations, cadence and gaps


def test_durations_leave_out_runs_that_show_none() -> None:
    runs = [
        run(0, turn(duration_ms=1_000)),
        run(1, turn(duration_ms=None)),
        run(2, turn(duration_ms=4_000)),
        run(3, turn(duration_ms=2_000)),
    ]
    summary = week(rows(runs=runs)).runs
    assert (summary.median_duration_ms, summary.longest_duration_ms) == (2_000, 4_000)


def test_duration_of_a_run_is_that_of_all_its_repositories() -> None:
    both = run(
        0, turn(repository="a/a", duration_ms=1_000), turn(repository="b/b", duration_ms=500)
    )
    assert week(rows(runs=[both])).runs.longest_duration_ms == 1_500


def test_missing_runs_are_counted_where_runs_keep_a_cadence() -> None:
    hours = [0, 1, 2, 3, 6, 7, 8, 9]
    summary = week(rows(runs=[run(hour, turn()) for hour in hours])).runs
    assert summary.cadence_minutes == 60
    assert summary.gaps == (Gap(after=at(3), until=at(6), missed_runs=2),)


def test_silence_until_the_end_of_the_period_needs_a_person() -> None:
    report = build_report(
        rows(runs=[run(hour, turn()) for hour in range(10)]), period=WEEK, time_zone="UTC"
    )
    assert report.runs.gaps == (Gap(after=at(9), until=None, missed_runs=158),)
    assert kinds(report) == [AttentionKind.SILENCE]


def test_silence_of_one_repository_is_told_when_others_go_on() -> None:
    runs = [
        run(hour, turn(repository="a/goes-on"), *([turn(repository="b/stops")] if hour < 7 else []))
        for hour in range(24 * 7)
    ]
    report = build_report(rows(runs=runs), period=WEEK, time_zone="UTC")
    assert not report.attention
    goes_on, stops = report.repositories
    assert not goes_on.attention
    assert [each.kind for each in stops.attention] == [AttentionKind.SILENCE]


def test_repository_that_no_run_turns_to_any_more_is_told_of() -> None:
    last = MONDAY - timedelta(hours=3)
    known = rows(
        runs=[run(0, turn(repository="a/goes-on"))],
        visits={"a/goes-on": last, "b/gone": last},
    )
    report = week(known)
    assert report.open_count is None
    _, gone = report.repositories
    (told,) = gone.attention
    assert (told.kind, told.since) == (AttentionKind.SILENCE, last)
    assert "autodiscoverFilter" in told.what_to_do
    assert "on a/goes-on" in report.headline


def week_until(known: PeriodRows, until: datetime) -> Report:
    return build_report(known, period=WEEK, time_zone="UTC", now=until)


def _hours_before(*hours: int) -> list[datetime]:
    return [MONDAY - timedelta(hours=hour) for hour in hours]


def test_week_without_runs_counts_what_should_have_followed_the_last_one() -> None:
    known = rows(starts_before=_hours_before(*range(12, 2, -1)))
    report = build_report(known, period=WEEK, time_zone="UTC")
    last = MONDAY - timedelta(hours=3)
    assert report.runs.silent_since == last
    assert report.runs.gaps == (Gap(after=last, until=None, missed_runs=170),)
    assert report.headline == (
        "Renovate did not run this week: 170 runs should have followed its last one."
    )
    (told,) = report.attention
    assert (told.kind, told.since) == (AttentionKind.SILENCE, last)
    assert "170 runs should have followed" in told.what


def test_week_without_runs_after_irregular_ones_counts_nothing() -> None:
    known = rows(starts_before=_hours_before(90, 20), asked_for=[REPOSITORY])
    report = build_report(known, period=WEEK, time_zone="UTC")
    assert report.headline == "Renovate did not run on owner/name this week."
    assert kinds(report) == [AttentionKind.SILENCE]
    assert report.runs.gaps == ()


def test_week_that_has_just_begun_is_not_silent_yet() -> None:
    known = rows(starts_before=_hours_before(*range(12, 0, -1)))
    report = build_report(known, period=WEEK, time_zone="UTC", now=at(0, 600))
    assert kinds(report) == []
    assert report.headline == "Renovate did not run so far this week, and was not due to yet."


def test_too_few_runs_are_measured_by_the_cadence_before() -> None:
    known = rows(
        runs=[run(0, turn()), run(1, turn())], starts_before=_hours_before(*range(12, 0, -1))
    )
    report = build_report(known, period=WEEK, time_zone="UTC")
    assert report.runs.gaps == (Gap(after=at(1), until=None, missed_runs=166),)
    assert kinds(report) == [AttentionKind.SILENCE]


def test_runs_that_were_missing_at_the_start_of_the_period_count() -> None:
    hours = [*range(10, 20)]
    known = rows(
        runs=[run(hour, turn()) for hour in hours], starts_before=_hours_before(*range(15, 4, -1))
    )
    summary = week_until(known, at(20)).runs
    # Of the 14 that were due in between, 4 were in the week before.
    assert summary.gaps == (Gap(after=MONDAY - timedelta(hours=5), until=at(10), missed_runs=10),)


def test_irregular_runs_have_no_cadence_and_no_gaps() -> None:
    summary = week(rows(runs=[run(hour, turn()) for hour in (0, 1, 5, 6, 20, 21, 50)])).runs
    assert summary.cadence_minutes is None
    assert summary.gaps == ()


def test_runs_started_at_once_have_no_cadence() -> None:
    runs = [run(number, turn(), started_at=MONDAY) for number in range(8)]
    assert week(rows(runs=runs)).runs.cadence_minutes is None


# Problems


def test_repeated_problem_is_one_with_runs_and_count() -> None:
    report = week(
        rows(
            runs=[run(number, turn()) for number in range(3)],
            problems=[problem(0, count=16), problem(1, count=2)],
        )
    )
    (found,) = only(report).problems
    assert (found.runs, found.count) == (2, 18)
    assert (found.first_at, found.last_at) == (at(0, 3), at(1, 3))
    assert not found.in_last_run
    assert found.remedy
    assert kinds(report) == []


def test_problem_of_the_last_run_needs_a_person() -> None:
    report = week(rows(runs=[run(0, turn())], problems=[problem(0), problem(0, detail="other")]))
    told = attention(report, AttentionKind.PROBLEM)
    assert told.what.startswith("Package lookup failures: 2 different ones")


def test_problems_come_worst_first() -> None:
    problems = [
        problem(0, "b"),
        problem(0, "a", level=ProblemLevel.ERROR),
        problem(0, "c", level=ProblemLevel.FATAL),
    ]
    found = only(week(rows(runs=[run(0, turn())], problems=problems))).problems
    assert [each.level for each in found] == ["fatal", "error", "warn"]


# Dependencies, time, words


def test_dependencies_are_summed_over_base_branches() -> None:
    part = only(
        week(
            rows(
                runs=[run(0, turn())],
                dependencies=[
                    dependencies("npm", 5, files=2),
                    dependencies("npm", 4, base_branch="next"),
                    dependencies("dockerfile", 1),
                ],
            )
        )
    )
    assert (part.dependencies, part.dependency_files) == (10, 4)
    assert part.managers == (("npm", 9), ("dockerfile", 1))


def test_time_is_summed_in_the_order_of_a_run() -> None:
    spent = (("update", 8), ("init", 2), ("lookup", 6), ("extract", 4), ("newer", 1))
    phases = [
        PhaseRow(repository=REPOSITORY, phase=phase, duration_ms=duration_ms)
        for phase, duration_ms in spent
    ]
    part = only(week(rows(runs=[run(0, turn())], phases=phases)))
    assert part.time_spent_ms == (
        *(("init", 2), ("extract", 4), ("lookup", 6), ("update", 8), ("newer", 1)),
    )


def test_headline_says_what_happened_and_what_is_needed() -> None:
    known = rows(
        runs=[run(0, turn())],
        branches=[branch(0, "pr-created", pull_request=1)],
        pull_requests=[deed(0, CREATED)],
    )
    assert week(known).headline == (
        "Renovate opened 1 pull request on owner/name so far this week; "
        "1 is open, nothing needs attention."
    )


@pytest.mark.parametrize(
    ("results", "words"),
    [
        (["pr-edited"], "1 is open, it needs attention."),
        (["pr-edited", "pr-created"], "2 are open, 1 of them needs attention."),
        (["pr-edited", "pr-edited"], "2 are open, 2 of them need attention."),
        (["already-existed"], "none are open, nothing needs attention."),
    ],
)
def test_headline_tells_open_pull_requests_that_need_a_person_from_the_others(
    results: list[str], words: str
) -> None:
    branches = [
        branch(0, result, name=f"renovate/{number}", pull_request=number)
        for number, result in enumerate(results, start=1)
    ]
    report = week(rows(runs=[run(0, turn())], branches=branches))
    assert report.headline.endswith(f"this week; {words}")


def test_headline_counts_what_is_about_no_open_pull_request_as_other_things() -> None:
    known = rows(
        runs=[run(0, turn())],
        branches=[branch(0, "pr-created", pull_request=1)],
        problems=[problem(0), problem(0, "Host error")],
    )
    assert week(known).headline.endswith("; 1 is open, 2 other things need attention.")


def test_headline_of_a_period_without_runs() -> None:
    report = week(rows(runs_without_time=3))
    assert report.headline == "No run of Renovate is on record so far this week."
    assert report.runs.total == 0
    assert report.runs_without_time == 3


def test_order_of_rows_makes_no_difference() -> None:
    runs = [run(number, turn()) for number in range(4)]
    branches = [branch(number, "done", pull_request=1) for number in range(4)]
    problems = [problem(number) for number in range(4)]
    forwards = rows(runs=runs, branches=branches, problems=problems)
    backwards = rows(runs=runs[::-1], branches=branches[::-1], problems=problems[::-1])
    assert week(forwards) == week(backwards)


def test_unknown_time_zone_is_refused() -> None:
    with pytest.raises(UsageError, match="no time zone"):
        build_report(rows(), period=WEEK, time_zone="Mars/Olympus")


def test_pull_requests_have_addresses_only_where_the_platform_is_known() -> None:
    known = rows(runs=[run(0, turn())])
    on_github = only(week(known))
    elsewhere = only(build_report(known, period=WEEK, time_zone="UTC", forge_url=None))
    assert on_github.pull_request_url(4) == "https://github.com/owner/name/pull/4"
    assert elsewhere.pull_request_url(4) is None


# The real week


@pytest.mark.parametrize("scenario", ["picluster", "apps"])
def test_real_week_agrees_with_what_github_saw(
    scenario: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    folder: Path = request.getfixturevalue("data") / "logs" / scenario
    if not folder.is_dir():
        folder = request.getfixturevalue("shared") / "logs" / scenario
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    report = real_week(folder, tmp_path)
    part = only(report)
    seen = truth["repositories"][part.repository]
    counts = part.pull_requests
    assert counts.merged_by_person is not None
    assert counts.closed_by_person is not None
    assert {
        "created": counts.created,
        "open": part.open_count,
        "merged": counts.automerged + counts.merged_by_person,
        "closed": counts.autoclosed + counts.closed_by_person,
        "security": counts.security_created,
    } == seen["pull_requests"]
    open_numbers = [each["number"] for each in seen["prs"] if each["state"] == "open"]
    assert [each.number for each in part.open_pull_requests or ()] == open_numbers
    assert report.runs.total == len(truth["runs"])


def test_real_week_in_detail(data: Path, tmp_path: Path) -> None:
    report = real_week(data / "logs" / "picluster", tmp_path)
    part = only(report)
    assert (report.runs.healthy, report.runs.degraded) == (9, 1)
    assert (report.runs.median_duration_ms, report.runs.longest_duration_ms) == (5_523, 9_472)
    assert report.runs.cadence_minutes == 60
    assert (part.dependencies, part.dependency_files) == (42, 12)
    merged = [each for each in part.updates or () if each.outcome is UpdateOutcome.AUTOMERGED]
    assert [each.pull_request for each in merged] == [8]
    assert [each.pull_request for each in part.attention] == [7, 6]
    assert report.headline == (
        "Renovate opened 6 pull requests on luddera/pi-cluster so far this week and merged 1 "
        "by itself; 3 are open, 1 of them needs attention, and so does 1 other thing."
    )


def test_a_process_that_ended_with_an_error_code_failed_and_is_told() -> None:
    report = week(rows(runs=[run(0, turn()), run(1, turn(), exit_code=137)]))
    assert (report.runs.healthy, report.runs.failed) == (1, 1)
    (told,) = report.attention
    assert told.kind is AttentionKind.RUN_FAILED
    assert told.what == "1 of 2 runs ended with exit code 137, and the log does not say why"
    assert told.last_at == at(1)


def test_an_exit_code_that_a_result_explains_is_not_told_twice() -> None:
    report = week(rows(runs=[run(0, turn("config-validation"), exit_code=5)]))
    assert report.runs.failed == 1
    assert "exit code" not in attention(report, AttentionKind.RUN_FAILED).what
