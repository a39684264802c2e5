"""Vulnerabilities of a period, as they stood at its end."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.reports.formats.errors_wording import when
from renovate_kit.reports.formats.security_html import SecurityHtml
from renovate_kit.reports.formats.security_markdown import SecurityMarkdown
from renovate_kit.reports.formats.security_wording import as_of
from renovate_kit.reports.report import Period
from renovate_kit.reports.security_pipeline import SecurityQuestion, security_history
from renovate_kit.reports.security_report import EntryState, SecurityReport, SlaState
from renovate_kit.reports.sources import open_log
from renovate_kit.reports.store import open_store
from tests.commandline import Run
from tests.reports.html_reading import read
from tests.reports.html_validation import assert_valid_html
from tests.reports.pull_request_samples import (
    LODASH,
    MENTION,
    alert,
    closed,
    hours,
    merged,
    security_pull_request,
)
from tests.reports.recorded import PICLUSTER

HOSTILE = "</td><script>alert(1)</script>\u202e"
HORIZON = 200


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with vulnerabilities that end in different ways at different times.

    All are known from hour 0 on, but for the one of `acme/late`, known from hour 60 on.
    """
    path = tmp_path_factory.mktemp("security") / "store.sqlite3"
    one = security_pull_request()
    with open_store(path) as opened:
        told = [
            replace(one, repository="acme/open"),
            merged(replace(one, repository="acme/fixed"), hours(20)),
            closed(replace(one, repository="acme/refused"), hours(40)),
            replace(one, repository="acme/late", created_at=hours(60), updated_at=hours(60)),
        ]
        opened.take_pull_requests(told, seen_at=hours(70))
        dismissed = replace(
            alert(state="dismissed", repository="acme/dismissed"),
            created_at=hours(0),
            dismissed_at=hours(30),
            updated_at=hours(30),
        )
        opened.take_alerts("github.com", "acme/dismissed", [dismissed], seen_at=hours(70))
    return path


def asked(store: Path, start: float, end: float) -> SecurityReport:
    question = SecurityQuestion(since=hours(start), until=hours(end))
    with open_store(store, create=False) as opened:
        return security_history(opened, question, now=hours(HORIZON))


def states(report: SecurityReport) -> dict[str, str]:
    return {
        entry.repository.removeprefix("acme/"): entry.state.value
        + (" refused" if entry.unmerged else "")
        for entry in report.entries
    }


def test_what_ended_after_the_period_was_open_in_it(store: Path) -> None:
    assert states(asked(store, -10, 10)) == {
        "open": "open",
        "fixed": "open",
        "refused": "open",
        "dismissed": "open",
    }


def test_what_ended_in_the_period_is_told_as_it_ended(store: Path) -> None:
    assert states(asked(store, 10, 50)) == {
        "open": "open",
        "fixed": "fixed",
        "refused": "open refused",
        "dismissed": "dismissed",
    }


def test_what_ended_before_the_period_is_left_out(store: Path) -> None:
    assert "fixed" not in states(asked(store, 21, 50))
    assert "fixed" in states(asked(store, 20, 50))


def test_what_was_found_after_the_period_is_left_out(store: Path) -> None:
    assert "late" not in states(asked(store, 10, 60))
    assert states(asked(store, 10, 61))["late"] == "open"


def test_the_end_is_no_part_of_the_period(store: Path) -> None:
    assert states(asked(store, 0, 20))["fixed"] == "open"
    assert states(asked(store, 0, 20.1))["fixed"] == "fixed"
    assert states(asked(store, 0, 30))["dismissed"] == "open"
    assert states(asked(store, 0, 30.1))["dismissed"] == "dismissed"
    assert asked(store, -10, 0).entries == ()


def test_an_open_one_is_as_old_as_it_was_at_the_end(store: Path) -> None:
    (fixed,) = (x for x in asked(store, -10, 10).entries if x.repository == "acme/fixed")
    assert fixed.age == timedelta(hours=10)
    assert fixed.exposure_from_detection is None
    assert (fixed.fixed_at, fixed.fixed_by) == (None, None)
    assert fixed.sla is not None
    assert fixed.sla.state is SlaState.RUNNING
    assert fixed.pull_request is not None
    assert (fixed.pull_request.state, fixed.pull_request.merged_at) == ("open", None)
    assert all(each.at is None or each.at < hours(10) for each in fixed.evidence)


def test_a_period_that_is_not_over_ends_now(store: Path) -> None:
    report = asked(store, 10, HORIZON + 1000)
    assert report.told_at == hours(HORIZON)
    (still,) = (x for x in report.entries if x.repository == "acme/open")
    assert still.age == timedelta(hours=HORIZON)


@given(st.floats(1, 150), st.floats(1, 150))
def test_later_periods_only_add_and_end(store: Path, first: float, second: float) -> None:
    """What is known at a time stays known; what has ended in one way never ends in another."""
    earlier, later = sorted((first, second))
    before, after = (states(asked(store, -10, end)) for end in (earlier, later))
    assert before.keys() <= after.keys()
    for name, state in before.items():
        assert state in {after[name], "open"}


def test_without_a_period_everything_is_told_as_it_is(store: Path) -> None:
    with open_store(store, create=False) as opened:
        report = security_history(opened, SecurityQuestion(), now=hours(HORIZON))
    assert report.until is None
    assert {entry.repository: entry.state for entry in report.entries}["acme/fixed"] is (
        EntryState.FIXED
    )


# The command


def test_the_command_tells_the_week(run: Run, store: Path) -> None:
    outcome = run("report", "security", "--week", "2026-W37", "--store", store)
    assert (outcome.exit_code, outcome.err) == (0, "")
    assert outcome.out.startswith(
        "# Vulnerabilities\n\n5 vulnerabilities since 2026-09-07 00:00 UTC"
    )
    assert "as of 2026-09-14 00:00 UTC" in outcome.out


def test_days_before_a_fix_show_it_open(run: Run, store: Path) -> None:
    days = ("--from", "2026-09-07", "--to", "2026-09-07", "--format", "json")
    told = json.loads(run("report", "security", *days, "--store", store).out)
    assert (told["since"], told["until"]) == ("2026-09-07T00:00:00Z", "2026-09-08T00:00:00Z")
    assert told["told_at"] == told["until"]
    assert {each["state"] for each in told["entries"]} == {"open"}


def test_only_a_repository_and_with_other_limits(run: Run, store: Path) -> None:
    flags = ("--week=2026-W37", "--repository=ACME/fixed", "--sla=high=5h", "--format=json")
    (entry,) = json.loads(run("report", "security", *flags, "--store", store).out)["entries"]
    assert entry["repository"] == "acme/fixed"
    assert entry["sla"]["state"] == "missed"


def test_files_get_the_name_of_the_period(run: Run, store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    formats = [f"--format={name}" for name in ("markdown", "html", "json", "csv")]
    outcome = run(
        "report", "security", "--week=2026-W37", *formats, "--store", store, "--output", out
    )
    assert outcome.exit_code == 0
    assert sorted(str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()) == [
        "security-2026-W37.html",
        "security-2026-W37.json",
        "security-2026-W37.md",
        "security-2026-W37/vulnerabilities.csv",
    ]


@pytest.mark.parametrize(
    ("flags", "code"),
    [
        (("--week", "x"), 2),
        (("--sla", "high"), 2),
        (("--time-zone", "Mars/Olympus"), 2),
        (("--repository", "nobody/nothing"), 3),
    ],
)
def test_mistakes_are_one_line(run: Run, store: Path, flags: tuple[str, ...], code: int) -> None:
    outcome = run("report", "security", *flags, "--store", store)
    assert (outcome.exit_code, outcome.out) == (code, "")
    assert len(outcome.err.splitlines()) == 1


def test_without_a_period_the_last_week_that_is_over_is_meant(run: Run, store: Path) -> None:
    told = json.loads(run("report", "security", "--format", "json", "--store", store).out)
    assert told["until"] > told["since"]


# The page


def page_of(report: SecurityReport) -> str:
    period = Period(name="2026-W37", start=hours(-8), end=hours(160))
    return SecurityHtml(period, time_zone="Europe/Stockholm").render(report)


def test_the_page_has_the_facts_of_the_markdown(store: Path) -> None:
    report = asked(store, 10, 61)
    said = " ".join(read(page_of(report)).seen())
    for entry in report.entries:
        assert entry.repository in said
        for each in entry.evidence:
            assert each.text in said
    assert "5 vulnerabilities: 3 open (3 high), 1 fixed, 1 dismissed;" in said
    markdown = SecurityMarkdown().render(report)
    assert markdown.count("\n- ") == len(read(page_of(report)).all("li"))


def test_the_page_is_valid(store: Path, tmp_path: Path) -> None:
    assert_valid_html(page_of(asked(store, 10, 61)), tmp_path)


def test_an_empty_page_is_valid(store: Path, tmp_path: Path) -> None:
    html = page_of(replace(asked(store, 10, 61), entries=()))
    assert "None." in html
    assert_valid_html(html, tmp_path)


def test_before_the_record_vulnerabilities_are_unknown(store: Path, tmp_path: Path) -> None:
    report = asked(store, -20, -10)
    assert report.known_until is None
    for told in (page_of(report), SecurityMarkdown().render(report)):
        assert "Unknown: nothing is on record" in told
        assert "0 vulnerabilities" not in told
    assert "None." not in page_of(report)
    assert_valid_html(page_of(report), tmp_path)


def test_a_period_without_vulnerabilities_has_none_where_there_were_runs(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    with open_store(path) as opened:
        for log in sorted(PICLUSTER.glob("*.jsonl")):
            with open_log(log) as source:
                opened.take(source.name, source.events())
    told = SecurityMarkdown().render(asked(path, -10, 160))
    assert "\n\n0 vulnerabilities since" in told


# How new the record is


def test_what_is_known_later_is_told_as_of_the_end(store: Path) -> None:
    end = when(hours(10))
    report = asked(store, -10, 10)
    assert as_of(report) == (
        f"as of the end of the period, {end} UTC; a later run or sync tells of it; the last one of "
        f"acme/open was at {when(hours(1))} UTC; what is open counts as there up to the end of the "
        f"period, {end} UTC"
    )
    fixed = [entry for entry in report.entries if entry.repository == "acme/fixed"]
    assert as_of(replace(report, entries=tuple(fixed))) == (
        f"as of the end of the period, {end} UTC; a later run or sync tells of it"
    )


def test_the_last_run_or_sync_of_a_period_is_told(store: Path) -> None:
    known = as_of(asked(store, -10, 150))
    assert known is not None
    assert known.startswith(f"as of the last run or sync, {when(hours(60))} UTC")
    assert known.endswith(f"up to the end of the period, {when(hours(150))} UTC")


def test_what_is_open_in_a_period_that_is_not_over_counts_up_to_now(store: Path) -> None:
    known = as_of(asked(store, -10, HORIZON + 5))
    assert known is not None
    assert known.endswith(f"counts as there up to now, {when(hours(HORIZON))} UTC")


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    def page(text: str, name: str) -> str:
        path = tmp_path / f"{name}.sqlite3"
        seen = security_pull_request(
            repository=f"acme/{text}",
            updates=(replace(LODASH, dep_name=text),),
            advisories=(replace(MENTION, package_name=text, title=text),),
        )
        with open_store(path) as opened:
            opened.take_pull_requests([seen], seen_at=hours(50))
        return page_of(asked(path, 0, 60))

    spoilt, harmless = (
        read(page(text, name)) for text, name in ((HOSTILE, "spoilt"), ("harmless", "harmless"))
    )
    assert spoilt.structure() == harmless.structure()
    assert any("</td><script>alert(1)</script>" in text for text in spoilt.seen())
