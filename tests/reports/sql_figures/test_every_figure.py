"""Every figure of the sample reports equals a query over the views of the store."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from tests.commandline import Run
from tests.reports.sample_period import REPOSITORIES, WEEKS, Sample, made_sample
from tests.reports.sql_figures import (
    dependency_claims,
    error_claims,
    frame_claims,
    pull_request_claims,
    run_claims,
    security_claims,
)
from tests.reports.sql_figures.claim import Claim
from tests.reports.sql_figures.sample_store import Asker
from tests.reports.sql_figures.walking import Figure, figures_in

_WEEKLY: Final[dict[str, Claim]] = {
    **frame_claims.CLAIMS,
    **run_claims.CLAIMS,
    **pull_request_claims.CLAIMS,
    **dependency_claims.CLAIMS,
    **security_claims.CLAIMS,
}
_WHOLE: Final = (datetime(2026, 9, 14, tzinfo=UTC), datetime(2026, 10, 19, tzinfo=UTC))
_DAYS: Final = ("--from", "2026-09-14", "--to", "2026-10-18")
_ADVICE: Final = ".options.#"
"""How many options a piece of advice names is no figure: the store has no advice."""


@pytest.fixture(scope="module")
def sample() -> Sample:
    return made_sample()


def _week(name: str, zone: str = "UTC") -> tuple[datetime, datetime]:
    year, week = map(int, name.split("-W"))
    monday = datetime.fromisocalendar(year, week, 1).replace(tzinfo=ZoneInfo(zone))
    return monday, monday + timedelta(weeks=1)


def _complaints(
    asker: Asker, report: Mapping[str, Any], claims: Mapping[str, Claim]
) -> Iterator[str]:
    for figure in figures_in(report):
        claim = claims.get(figure.pattern)
        if claim is not None:
            complaint = asker.complaint(figure, claim)
            if complaint is not None:
                yield complaint
        elif _is_a_figure(figure):
            yield f"no query says what this has to be: {figure}"
    asker.close()


def _is_a_figure(figure: Figure) -> bool:
    is_length = figure.pattern.endswith("#")
    return (figure.is_number or is_length) and not figure.pattern.endswith(_ADVICE)


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Auckland"])
@pytest.mark.parametrize("week", WEEKS)
def test_every_figure_of_a_week_equals_its_query(
    run: Run, sample: Sample, week: str, zone: str
) -> None:
    report = sample.json(run, "weekly", "--week", week, "--time-zone", zone)
    asker = Asker(sample.store, report, period=_week(week, zone))

    assert list(_complaints(asker, report, _WEEKLY)) == []


@pytest.mark.parametrize("repository", REPOSITORIES)
@pytest.mark.parametrize("week", WEEKS)
def test_every_figure_of_one_repository_equals_its_query(
    run: Run, sample: Sample, week: str, repository: str
) -> None:
    report = sample.json(run, "repository", repository, "--week", week)
    asker = Asker(sample.store, report, period=_week(week), only=repository)

    assert list(_complaints(asker, report, _WEEKLY)) == []


def test_every_figure_of_the_history_of_vulnerabilities_equals_its_query(
    run: Run, sample: Sample
) -> None:
    report = sample.json(run, "security", *_DAYS)
    asker = Asker(sample.store, report, period=_WHOLE)

    assert list(_complaints(asker, report, security_claims.HISTORY)) == []


def test_every_figure_of_the_problems_equals_its_query(run: Run, sample: Sample) -> None:
    report = sample.json(run, "errors", *_DAYS)
    states = Counter(problem["state"] for problem in report["problems"])
    told = {"version": report["version"], **report, "summary": None, "problems": report["problems"]}
    asker = Asker(sample.store, report, period=_WHOLE)

    found = [
        each for each in _complaints(asker, told, error_claims.CLAIMS) if "problems.#" not in each
    ]

    assert found == []
    assert {name: count for name, count in report["summary"].items() if count} == dict(states)


def test_no_problem_of_the_store_is_left_out(run: Run, sample: Sample) -> None:
    report = sample.json(run, "errors", *_DAYS)
    connection = sqlite3.connect(f"file:{sample.store}?mode=ro", uri=True)
    rows = connection.execute("SELECT DISTINCT message, run_id FROM v1_problems").fetchall()
    connection.close()

    assert {message for message, _ in rows} == {each["message"] for each in report["problems"]}
    for message in {message for message, _ in rows}:
        runs = {run for told, run in rows if told == message}
        assert sum(p["runs"] for p in report["problems"] if p["message"] == message) >= len(runs)


def _spoilt(figure: Figure) -> Figure:
    """Return a figure that is wrong, as if the report said so wherever it has it."""
    wrong: object
    match figure.value:
        case list() as values:
            wrong = [*values, 999]
        case str() as moment:
            later = datetime.fromisoformat(moment) + timedelta(seconds=7)
            wrong = later.isoformat().replace("+00:00", "Z")
        case number:
            wrong = number + 3
    name = "_" + figure.pattern.rpartition(".")[2]
    around = {
        key: wrong if key.endswith(name) and value == figure.value else value
        for key, value in figure.around.items()
    }
    return replace(figure, value=wrong, around=around)


@pytest.mark.parametrize("week", ["2026-W39", "2026-W42"])
def test_every_query_notices_a_wrong_figure(run: Run, sample: Sample, week: str) -> None:
    report = sample.json(run, "weekly", "--week", week)
    asker = Asker(sample.store, report, period=_week(week))
    figures = [each for each in figures_in(report) if _is_a_figure(each)]

    unnoticed = {
        figure.pattern
        for figure in figures
        if asker.complaint(_spoilt(figure), _WEEKLY[figure.pattern]) is None
    }
    asker.close()

    assert len(figures) > 300
    assert unnoticed == set()


def test_no_query_is_there_for_a_figure_that_no_report_has(run: Run, sample: Sample) -> None:
    reports = [
        *(sample.json(run, "weekly", "--week", week) for week in WEEKS),
        sample.json(run, "repository", REPOSITORIES[0], "--week", WEEKS[0]),
    ]
    seen = {figure.pattern for report in reports for figure in figures_in(report)}

    assert set(_WEEKLY) - seen == set()
