"""Vulnerabilities that need a person, where pull requests are known and where they are not."""

from dataclasses import replace

import pytest

from renovate_kit.reports.events import LogDetail
from renovate_kit.reports.events.pull_requests import AlertSeen, PullRequestSeen
from renovate_kit.reports.formats.html import HtmlFormat
from renovate_kit.reports.formats.markdown import MarkdownFormat
from renovate_kit.reports.report import Attention, AttentionKind, Report
from renovate_kit.reports.statistics.security_history import security_entries
from renovate_kit.reports.store.security_rows import KnownPullRequest, SecurityFacts
from tests.reports.html_reading import read
from tests.reports.period import REPOSITORY, branch, rows, run, turn
from tests.reports.pull_request_samples import (
    alert,
    closed,
    hours,
    merged,
    security_pull_request,
)
from tests.reports.questions import attention, kinds, week

UNKNOWN = "it is unknown whether a pull request is open for it"
BY_HAND = "run renovate-kit why lodash to see what holds it back, or update it by hand"


def report_of(
    *pull_requests: PullRequestSeen, alerts: tuple[AlertSeen, ...] = (), shows_branches: bool
) -> Report:
    """Return the report of a run that shows pull requests, or does not."""
    facts = SecurityFacts(
        pull_requests=tuple(
            KnownPullRequest(seen=replace(seen, repository=REPOSITORY), states=())
            for seen in pull_requests
        ),
        alerts=tuple(replace(each, repository=REPOSITORY) for each in alerts),
    )
    branches = [branch(0, "renovate/other")] if shows_branches else []
    detail = LogDetail.DEBUG if shows_branches else LogDetail.INFO
    known = rows(runs=[run(0, turn(), detail=detail)], branches=branches)
    return week(replace(known, vulnerabilities=security_entries(facts, now=hours(9))))


def told(report: Report) -> Attention:
    return attention(report, AttentionKind.SECURITY)


def test_that_no_pull_request_is_open_is_said_only_where_that_is_known() -> None:
    found = told(report_of(alerts=(alert(),), shows_branches=True))
    assert found.what.endswith("mends, and no pull request is open for it")
    assert found.what_to_do == BY_HAND
    found = told(report_of(alerts=(alert(),), shows_branches=False))
    assert found.what.endswith(f"4.17.21 mends, and {UNKNOWN}")
    assert found.what_to_do == f"look for one; if there is none, {BY_HAND}"


def test_its_own_pull_request_is_named_where_nobody_knows_which_are_open() -> None:
    found = told(report_of(security_pull_request(), shows_branches=False))
    assert found.pull_request == 4
    assert found.what.endswith("it is unknown whether the pull request for it is still open")
    assert found.what_to_do == "review and merge it if it is open"
    assert found.since is None, "that would be told as the time since which it is open"


@pytest.mark.parametrize("end", [closed, merged])
def test_a_pull_request_that_is_over_is_none_that_may_be_open(end: type) -> None:
    over = end(security_pull_request(), hours(2))
    report = report_of(over, alerts=(alert(),), shows_branches=False)
    for each in (each for part in report.repositories for each in part.attention):
        assert each.pull_request is None
        assert each.what.endswith(UNKNOWN)
    assert kinds(report) == [AttentionKind.SECURITY]


def test_the_command_to_run_has_no_marks_of_markdown() -> None:
    report = report_of(alerts=(alert(),), shows_branches=True)
    assert f"*What to do:* {BY_HAND}." in MarkdownFormat().render(report)
    assert any(
        BY_HAND in text.replace("\u200b", "") for text in read(HtmlFormat().render(report)).seen()
    )
