import pytest

from renovate_kit.reports.events import LogDetail, PullRequestAction
from renovate_kit.reports.report import (
    AttentionKind,
    RepositoryReport,
    UpdateOutcome,
)
from tests.reports.period import (
    at,
    branch,
    deed,
    problem,
    rows,
    run,
    turn,
    upgrade,
)
from tests.reports.questions import attention, kinds, only, week

CREATED = PullRequestAction.CREATED
UPDATED = PullRequestAction.UPDATED
AUTOMERGED = PullRequestAction.AUTOMERGED
AUTOCLOSED = PullRequestAction.AUTOCLOSED
REOPENED = PullRequestAction.REOPENED


def outcomes(part: RepositoryReport) -> dict[str | None, tuple[UpdateOutcome, str | None]]:
    return {update.new_version: (update.outcome, update.reason) for update in part.updates or ()}


# What logs at level info can't tell


def test_info_logs_leave_updates_unknown_and_not_zero() -> None:
    report = week(
        rows(runs=[run(0, turn(), detail=LogDetail.INFO)], pull_requests=[deed(0, CREATED)])
    )
    part = only(report)
    assert part.updates is None
    assert part.updates_by_type is None
    assert part.held_back is None
    assert part.open_pull_requests is None
    assert part.is_up_to_date is None
    assert part.pull_requests.created == 1
    assert part.pull_requests.merged_by_person is None
    assert report.open_count is None
    assert report.runs.without_debug_detail == 1
    assert "how many are open is unknown" in report.headline


def test_debug_log_without_branches_means_that_there_are_none() -> None:
    part = only(week(rows(runs=[run(0, turn())])))
    assert part.updates == ()
    assert part.is_up_to_date is True
    assert part.is_quiet


@pytest.mark.parametrize("result", ["external-host-error", None])
def test_debug_log_of_a_run_that_did_not_get_there_means_nothing(result: str | None) -> None:
    part = only(week(rows(runs=[run(0, turn(result))])))
    assert part.updates is None


def test_state_is_that_of_the_last_run_that_shows_it() -> None:
    runs = [
        run(0, turn()),
        run(1, turn("external-host-error")),
        run(2, turn(), detail=LogDetail.INFO),
    ]
    part = only(week(rows(runs=runs, branches=[branch(0, "done", pull_request=1)])))
    assert part.state_at == at(0)
    assert part.runs_since_state == 2
    assert [each.number for each in part.open_pull_requests or ()] == [1]
    assert part.updates is not None
    assert part.updates[0].outcome is UpdateOutcome.PULL_REQUEST_OPEN


def test_what_renovate_does_after_the_last_look_counts() -> None:
    runs = [run(0, turn()), run(1, turn("automerged"), detail=LogDetail.INFO)]
    part = only(
        week(
            rows(
                runs=runs,
                branches=[
                    branch(0, "done", pull_request=1),
                    branch(0, "done", upgrade("x"), name="renovate/x", pull_request=2),
                ],
                pull_requests=[
                    deed(1, AUTOMERGED, 1),
                    deed(1, CREATED, 3, name="renovate/y", title="Update y"),
                ],
            )
        )
    )
    assert [each.number for each in part.open_pull_requests or ()] == [2, 3]
    assert {update.pull_request: update.outcome for update in part.updates or ()} == {
        1: UpdateOutcome.AUTOMERGED,
        2: UpdateOutcome.PULL_REQUEST_OPEN,
    }


# Updates


def test_update_of_ten_runs_is_one_update_as_the_last_run_saw_it() -> None:
    runs = [run(number, turn()) for number in range(10)]
    limited = [branch(number, "branch-limit-reached") for number in range(9)]
    part = only(week(rows(runs=runs, branches=[*limited, branch(9, "done", pull_request=4)])))
    assert part.updates is not None
    (update,) = part.updates
    assert update.outcome is UpdateOutcome.PULL_REQUEST_OPEN
    assert update.pull_request == 4
    assert part.updates_by_type == (("minor", 1),)
    assert part.held_back == ()


def test_update_in_several_files_is_one_update() -> None:
    steps = (
        upgrade(package_file="b.json", current_version="1.1.0"),
        upgrade(package_file="a.json", current_version="1.2.0"),
    )
    part = only(week(rows(runs=[run(0, turn())], branches=[branch(0, "done", *steps)])))
    assert part.updates is not None
    (update,) = part.updates
    assert update.files == ("a.json", "b.json")
    assert update.current_version == "1.1.0, 1.2.0"


def test_newer_version_replaces_the_one_before() -> None:
    part = only(
        week(
            rows(
                runs=[run(0, turn()), run(1, turn())],
                branches=[
                    branch(0, "done", upgrade(new_version="1.3.0"), pull_request=1),
                    branch(1, "done", upgrade(new_version="1.4.0"), pull_request=1),
                ],
            )
        )
    )
    assert outcomes(part) == {
        "1.3.0": (UpdateOutcome.GONE, "replaced by 1.4.0"),
        "1.4.0": (UpdateOutcome.PULL_REQUEST_OPEN, None),
    }


def test_automerge_is_credited_to_the_version_that_stood_before_it() -> None:
    part = only(
        week(
            rows(
                runs=[run(number, turn()) for number in range(4)],
                branches=[
                    branch(0, "done", upgrade(new_version="1.3.0"), pull_request=1),
                    branch(1, "done", upgrade(new_version="1.4.0"), pull_request=1),
                    # the pass after the restart of run 2 finds the next version at once
                    branch(2, "pr-created", upgrade(new_version="1.5.0"), pull_request=2),
                    branch(3, "done", upgrade(new_version="1.5.0"), pull_request=2),
                ],
                pull_requests=[deed(2, AUTOMERGED, 1), deed(2, CREATED, 2)],
            )
        )
    )
    assert outcomes(part) == {
        "1.3.0": (UpdateOutcome.GONE, "replaced by 1.4.0"),
        "1.4.0": (UpdateOutcome.AUTOMERGED, None),
        "1.5.0": (UpdateOutcome.PULL_REQUEST_OPEN, None),
    }


def test_restart_after_an_automerge_is_one_run() -> None:
    report = week(
        rows(
            runs=[run(0, turn()), run(1, turn(duration_ms=7_000))],
            branches=[branch(0, "done", pull_request=1)],
            pull_requests=[deed(1, AUTOMERGED)],
        )
    )
    assert report.runs.total == 2
    part = only(report)
    assert outcomes(part) == {"1.3.0": (UpdateOutcome.AUTOMERGED, None)}
    assert part.open_pull_requests == ()
    assert part.pull_requests.merged_by_person == 0


def test_update_that_leaves_its_group_is_not_merged_with_it() -> None:
    part = only(
        week(
            rows(
                runs=[run(number, turn()) for number in range(3)],
                branches=[
                    branch(0, "done", upgrade("a"), upgrade("b", "2.0.0"), pull_request=1),
                    branch(1, "done", upgrade("a"), pull_request=1),
                ],
                pull_requests=[deed(2, AUTOMERGED)],
            )
        )
    )
    assert outcomes(part) == {
        "1.3.0": (UpdateOutcome.AUTOMERGED, None),
        "2.0.0": (UpdateOutcome.GONE, "no longer part of its branch"),
    }


def test_pull_request_that_just_leaves_was_merged_by_a_person() -> None:
    part = only(
        week(
            rows(
                runs=[run(0, turn()), run(1, turn())],
                branches=[branch(0, "done", pull_request=1)],
                pull_requests=[deed(0, CREATED)],
            )
        )
    )
    assert outcomes(part) == {"1.3.0": (UpdateOutcome.MERGED_BY_PERSON, None)}
    assert part.pull_requests.merged_by_person == 1
    assert part.is_up_to_date is True


def test_pull_request_that_renovate_closed_was_not_merged() -> None:
    part = only(
        week(
            rows(
                runs=[run(0, turn()), run(1, turn())],
                branches=[branch(0, "done", pull_request=1)],
                pull_requests=[deed(1, AUTOCLOSED)],
            )
        )
    )
    ((outcome, reason),) = outcomes(part).values()
    assert outcome is UpdateOutcome.SUPERSEDED
    assert reason is None
    assert part.pull_requests.autoclosed == 1
    assert part.pull_requests.merged_by_person == 0


def test_update_without_pull_request_that_leaves_is_gone_without_a_guess() -> None:
    part = only(
        week(rows(runs=[run(0, turn()), run(1, turn())], branches=[branch(0, "not-scheduled")]))
    )
    assert outcomes(part) == {"1.3.0": (UpdateOutcome.GONE, None)}


def test_two_repositories_may_have_the_same_branch() -> None:
    runs = [run(0, turn(repository="a/a"), turn(repository="b/b"))]
    report = week(
        rows(
            runs=runs,
            branches=[
                branch(0, "done", repository="a/a", pull_request=1),
                branch(0, "done", repository="b/b", pull_request=1),
            ],
            pull_requests=[
                deed(0, CREATED, 1, repository="a/a"),
                deed(0, CREATED, 1, repository="b/b"),
            ],
        )
    )
    assert report.pull_requests.created == 2
    assert report.open_count == 2
    assert "2 repositories" in report.headline


# Pull requests


def test_pull_request_counts_once_however_often_it_is_updated() -> None:
    part = only(
        week(
            rows(
                runs=[run(number, turn()) for number in range(3)],
                pull_requests=[deed(number, UPDATED, 7) for number in range(3)],
            )
        )
    )
    assert part.pull_requests.updated == 1
    (change,) = part.pull_request_changes
    assert change.actions == ("updated",)
    assert change.last_at == at(2, 5)


def test_branches_merged_without_pull_request_count_each() -> None:
    part = only(
        week(
            rows(
                runs=[run(0, turn()), run(1, turn())],
                pull_requests=[deed(0, AUTOMERGED, None), deed(1, AUTOMERGED, None)],
            )
        )
    )
    assert part.pull_requests.automerged == 2
    assert [change.number for change in part.pull_request_changes] == [None, None]


def test_closed_and_reopened_pull_request_is_not_closed() -> None:
    part = only(
        week(
            rows(
                runs=[run(0, turn()), run(1, turn())],
                pull_requests=[
                    deed(0, AUTOCLOSED, 1),
                    deed(0, AUTOCLOSED, 2),
                    deed(1, REOPENED, 1),
                ],
            )
        )
    )
    assert part.pull_requests.autoclosed == 1


def test_deed_past_midnight_of_a_run_of_the_week_before_is_not_lost() -> None:
    report = week(rows(runs=[], pull_requests=[deed(0, CREATED)]))
    assert report.pull_requests.created == 1


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("renovate/npm-axios-vulnerability", "fix(deps): update axios"),
        ("renovate/axios-1.x", "Update dependency axios to v1.8.2 [SECURITY]"),
        ("renovate/axios-1.x", "fix(deps): update dependency axios to v1.8.2 [security]"),
        ("renovate/axios-1.x", "fix(deps): update axios [security] - autoclosed"),
    ],
)
def test_security_shows_in_branch_or_title(name: str, title: str) -> None:
    part = only(
        week(
            rows(
                runs=[run(0, turn())],
                branches=[branch(0, "done", name=name, title=title, pull_request=3)],
                pull_requests=[deed(0, CREATED, 3, name=name, title=title)],
            )
        )
    )
    assert part.pull_requests.security_created == 1
    assert part.updates is not None
    assert part.updates[0].is_security
    assert [each.kind for each in part.attention] == [AttentionKind.SECURITY]


def test_security_in_the_middle_of_a_title_is_none() -> None:
    part = only(
        week(
            rows(
                runs=[run(0, turn())],
                branches=[branch(0, "done", title="Update [security] scanner", pull_request=3)],
            )
        )
    )
    assert part.updates is not None
    assert not part.updates[0].is_security


def test_unreadable_vulnerability_alerts_are_told() -> None:
    warning = "Cannot access vulnerability alerts. Please ensure permissions have been granted."
    part = only(week(rows(runs=[run(0, turn())], problems=[problem(0, warning, detail="")])))
    assert part.advisories_unread is not None
    assert [each.kind for each in part.attention] == [AttentionKind.PROBLEM]


def test_onboarding_pull_request_is_open_and_needs_a_person() -> None:
    part = only(
        week(
            rows(
                runs=[run(0, turn("onboarding")), run(1, turn("onboarding"))],
                branches=[branch(number, None) for number in range(2)],
                pull_requests=[deed(0, CREATED, 1, name="renovate/configure", title="Configure")],
            )
        )
    )
    assert [each.number for each in part.open_pull_requests or ()] == [1]
    assert [each.kind for each in part.attention] == [AttentionKind.ONBOARDING]
    assert part.held_back_updates == 1


# Held back and blocked


@pytest.mark.parametrize(
    ("result", "blocked_by", "options"),
    [
        ("branch-limit-reached", None, ("prHourlyLimit", "branchConcurrentLimit")),
        ("pr-limit-reached", "RateLimited", ("prConcurrentLimit", "prHourlyLimit")),
        ("commit-hourly-limit-reached", None, ("commitHourlyLimit",)),
        ("commit-per-run-limit-reached", None, ("prCommitsPerRunLimit",)),
        ("not-scheduled", None, ("schedule",)),
        ("update-not-scheduled", None, ("schedule", "updateNotScheduled")),
        ("pending", None, ("minimumReleaseAge", "internalChecksFilter", "prCreation")),
        ("needs-approval", None, ("dependencyDashboardApproval",)),
        ("needs-pr-approval", "NeedsApproval", ("prCreation",)),
        ("minimum-group-size-not-met", None, ("minimumGroupSize",)),
        ("done", "BranchAutomerge", ("automergeType",)),
        ("a-word-of-a-newer-renovate", None, ()),
    ],
)
def test_held_back_update_has_a_reason_and_the_option_that_governs_it(
    result: str, blocked_by: str | None, options: tuple[str, ...]
) -> None:
    known = rows(runs=[run(0, turn())], branches=[branch(0, result, blocked_by=blocked_by)])
    part = only(week(known))
    assert part.held_back is not None
    (group,) = part.held_back
    assert group.reason
    assert group.what_to_do
    assert tuple(option.name for option in group.options) == options
    assert all(option.url.endswith(f"#{option.name.lower()}") for option in group.options)
    assert part.held_back_updates == 1


def test_held_back_groups_say_in_how_many_runs() -> None:
    branches = [branch(0, "not-scheduled"), *(branch(number, "pending") for number in (1, 2))]
    part = only(week(rows(runs=[run(number, turn()) for number in range(3)], branches=branches)))
    assert part.held_back is not None
    (group,) = part.held_back
    assert (group.updates[0].runs, group.shown_runs) == (2, 3)


@pytest.mark.parametrize(("runs", "needs_person"), [(2, False), (3, True)])
def test_limit_needs_a_person_when_it_holds_for_the_whole_period(
    runs: int, *, needs_person: bool
) -> None:
    report = week(
        rows(
            runs=[run(number, turn()) for number in range(runs)],
            branches=[branch(number, "branch-limit-reached") for number in range(runs)],
        )
    )
    assert kinds(report) == ([AttentionKind.LIMIT] if needs_person else [])


def test_edited_pull_request_is_open_and_blocked() -> None:
    report = week(rows(runs=[run(0, turn())], branches=[branch(0, "pr-edited", pull_request=7)]))
    (opened,) = only(report).open_pull_requests or ()
    assert opened.number == 7
    assert opened.blocked_because is not None
    assert attention(report, AttentionKind.PULL_REQUEST_BLOCKED).pull_request == 7


def test_pull_request_closed_by_a_person_is_told_in_the_week_of_it_only() -> None:
    runs = [run(0, turn()), run(1, turn())]
    closed = branch(1, "already-existed", pull_request=6)
    now = week(rows(runs=runs, branches=[branch(0, "done", pull_request=6), closed]))
    later = week(rows(runs=runs, branches=[branch(0, "already-existed", pull_request=6), closed]))
    assert attention(now, AttentionKind.PULL_REQUEST_CLOSED).pull_request == 6
    assert only(now).pull_requests.closed_by_person == 1
    assert kinds(later) == []
    assert only(later).pull_requests.closed_by_person == 0
    assert only(now).held_back_updates == only(later).held_back_updates == 1


def test_closed_security_update_goes_on_to_need_a_person() -> None:
    closed = branch(0, "already-existed", name="renovate/npm-axios-vulnerability", pull_request=6)
    assert kinds(week(rows(runs=[run(0, turn())], branches=[closed]))) == [AttentionKind.SECURITY]
