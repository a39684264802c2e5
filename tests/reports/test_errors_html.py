"""Problems as an HTML page."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from renovate_kit.reports.formats.errors_html import ErrorsHtml
from renovate_kit.reports.problem_pipeline import list_problems
from renovate_kit.reports.problem_report import Ignored, IgnoreUse, ProblemReport
from renovate_kit.reports.problems.ignoring import Ignores
from renovate_kit.reports.report import Period
from renovate_kit.reports.sources import open_log
from renovate_kit.reports.store import open_store
from renovate_kit.reports.weeks import parse_week
from tests.reports.html_reading import Page, read
from tests.reports.html_validation import assert_valid_html
from tests.reports.recorded import PICLUSTER

ZONE = "Europe/Stockholm"
HOSTILE = "</td><script>alert(1)</script>\u202e\x1b[31m"


@pytest.fixture(scope="module")
def period() -> Period:
    return parse_week("2026-W37", ZoneInfo(ZONE))


@pytest.fixture(scope="module")
def problems(period: Period, tmp_path_factory: pytest.TempPathFactory) -> ProblemReport:
    with open_store(tmp_path_factory.mktemp("errors") / "store.sqlite3") as store:
        for log in sorted(PICLUSTER.glob("*.jsonl")):
            with open_log(log) as source:
                store.take(source.name, source.events())
        return list_problems(
            store, since=period.start, until=period.end, repositories=(), ignores=Ignores()
        )


def rendered(report: ProblemReport, period: Period, *, everything: bool = False) -> str:
    return ErrorsHtml(period, time_zone=ZONE).render(report, everything=everything)


def shown(report: ProblemReport, period: Period, *, everything: bool = False) -> Page:
    return read(rendered(report, period, everything=everything))


def test_each_problem_is_a_row_with_all_that_is_known(
    problems: ProblemReport, period: Period
) -> None:
    (problem,) = problems.problems
    page = shown(problems, period)
    said = " | ".join(page.seen())
    assert problem.last_seen is not None
    for text in (
        *(problem.message, problem.detail, problem.state.value, problem.level, problem.category),
        *(problem.remedy, problem.fingerprint),
    ):
        assert text in said
    assert [each.text for each in page.all("h1")] == ["Renovate problems 2026-W37"]
    assert "Mon 7 Sep 2026 to Sun 13 Sep 2026, Europe/Stockholm" in said
    (time,) = page.all("time")
    told = datetime.fromisoformat(time.attributes["datetime"])
    assert told == problem.last_seen.replace(microsecond=0)
    if problem.docs is not None:
        assert problem.docs in [each.attributes["href"] for each in page.all("a")]


def test_ignored_problems_are_counted_and_shown_on_request(
    problems: ProblemReport, period: Period
) -> None:
    (problem,) = problems.problems
    ignored = Ignored(reason="known", expires=date(2027, 1, 1))
    places = tuple(replace(each, ignored=ignored) for each in problem.repositories)
    report = replace(problems, problems=(replace(problem, repositories=places),))
    page = shown(report, period)
    assert not page.all("table")
    assert "None." in page.seen()
    assert "0 problems; 1 ignored" in page.seen()
    assert "resolved, ignored" in shown(report, period, everything=True).seen()


def test_what_the_list_can_not_show_is_a_note(problems: ProblemReport, period: Period) -> None:
    use = IgnoreUse(entry="3f1c9a", reason="was noisy", expired_on=date(2026, 9, 1))
    report = replace(problems, runs_at_info=1, runs=2, runs_without_time=3, idle_ignores=(use,))
    notes = [x.text for x in shown(report, period).all("p") if x.attributes.get("class") == "note"]
    assert len(notes) == 3
    assert "The ignore entry for 3f1c9a expired on 2026-09-01 (was noisy)" in notes[2]


def test_times_that_nobody_knows_are_unknown(problems: ProblemReport, period: Period) -> None:
    (problem,) = problems.problems
    report = replace(problems, problems=(replace(problem, last_seen=None),))
    assert "unknown" in shown(report, period).seen()


def test_hostile_text_stays_text(problems: ProblemReport, period: Period) -> None:
    (problem,) = problems.problems

    def with_text(text: str) -> Page:
        spoilt = replace(problem, message=text, detail=text, title=text, remedy=text)
        return shown(replace(problems, problems=(spoilt,)), period)

    assert with_text(HOSTILE).structure() == with_text("harmless").structure()
    assert "\u202e" not in rendered(
        replace(problems, problems=(replace(problem, detail=HOSTILE),)), period
    )


def test_the_page_is_valid(problems: ProblemReport, period: Period, tmp_path: Path) -> None:
    use = IgnoreUse(entry="3f1c9a", reason="was noisy", expired_on=None)
    assert_valid_html(rendered(replace(problems, idle_ignores=(use,)), period), tmp_path)


def test_a_page_without_problems_is_valid(period: Period, tmp_path: Path) -> None:
    later = Period(name="later", start=period.end, end=period.end + timedelta(days=7))
    empty = ProblemReport(since=datetime.now(UTC), problems=(), idle_ignores=())
    assert_valid_html(rendered(empty, later), tmp_path)
