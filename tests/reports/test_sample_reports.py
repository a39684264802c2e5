"""The reports in `reports/`: what the code makes of the shipped logs, and the truth."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from tests.commandline import Run
from tests.reports.sample_period import (
    LOGS,
    REPOSITORIES,
    ROOT,
    WEEKS,
    Sample,
    made_sample,
    read_forge,
    truth,
)

_BOT: Final = "lud-renovate-bot"
_WRITTEN_BY_HAND: Final = "README.md"


@pytest.fixture(scope="module")
def sample() -> Sample:
    return made_sample()


@pytest.fixture
def reports(run: Run, sample: Sample) -> Mapping[str, dict[str, Any]]:
    return {week: sample.json(run, "weekly", "--week", week) for week in WEEKS}


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file != folder / _WRITTEN_BY_HAND
    }


def test_committed_reports_are_what_the_code_makes(sample: Sample) -> None:
    made, committed = _files(sample.reports), _files(ROOT / "reports")

    assert list(made) == list(committed), "run `make report` and commit what it writes"
    differing = [name for name, content in made.items() if content != committed[name]]
    assert differing == [], "run `make report` and commit what it writes"


def _of_week(moment: str | None, week: str) -> bool:
    if moment is None:
        return False
    year, number, _ = datetime.fromisoformat(moment).isocalendar()
    return f"{year}-W{number:02}" == week


def _ours(week: str, repository: str) -> list[dict[str, Any]]:
    """Return Renovate's pull requests as the forge had them at the end of a week."""
    told = truth()["weeks"][week]["repositories"][repository]["pull_requests"]
    return [each for each in told if each["author"] == _BOT]


_COUNTS: Final[dict[str, Callable[[dict[str, Any], str], bool]]] = {
    "created": lambda told, week: _of_week(told["created_at"], week),
    "security_created": lambda told, week: (
        _of_week(told["created_at"], week) and told["branch"].endswith("-vulnerability")
    ),
    "automerged": lambda told, week: (
        _of_week(told.get("merged_at"), week) and told["merged_by"] == _BOT
    ),
    "merged_by_person": lambda told, week: (
        _of_week(told.get("merged_at"), week) and told["merged_by"] != _BOT
    ),
    "autoclosed": lambda told, week: (
        told["state"] == "closed"
        and _of_week(told["closed_at"], week)
        and told["closed_by"] == _BOT
    ),
    "closed_by_person": lambda told, week: (
        told["state"] == "closed"
        and _of_week(told["closed_at"], week)
        and told["closed_by"] != _BOT
    ),
}


@pytest.mark.parametrize("week", WEEKS)
@pytest.mark.parametrize("repository", REPOSITORIES)
def test_pull_requests_of_a_week_are_those_of_the_forge(
    reports: Mapping[str, dict[str, Any]], week: str, repository: str
) -> None:
    part = next(each for each in reports[week]["repositories"] if each["repository"] == repository)
    told = _ours(week, repository)

    for name, holds in _COUNTS.items():
        assert part["pull_requests"][name] == sum(holds(each, week) for each in told), name
    opened = {each["number"]: each["title"] for each in told if each["state"] == "open"}
    assert [each["number"] for each in part["open_pull_requests"]] == sorted(opened)
    for each in part["open_pull_requests"]:
        # Renovate marks what it leaves to others; nothing tells when.
        assert each["title"] == opened[each["number"]].removesuffix(" - abandoned")
    assert part["pull_requests"]["merged_by_unknown"] == 0
    assert part["pull_requests"]["closed_by_unknown"] == 0


@pytest.mark.parametrize("week", WEEKS)
def test_runs_of_a_week_are_those_that_were_started(
    reports: Mapping[str, dict[str, Any]], week: str
) -> None:
    runs = [each for each in truth()["runs"] if _of_week(each["at"], week)]
    told = reports[week]["runs"]

    assert told["total"] == len(runs)
    assert told["failed"] == sum(each["exit_code"] == 1 for each in runs)
    assert told["incomplete"] == sum(each["exit_code"] == -9 for each in runs)


@pytest.mark.parametrize("week", WEEKS)
def test_vulnerabilities_of_a_week_are_the_alerts_of_the_forge(
    reports: Mapping[str, dict[str, Any]], week: str
) -> None:
    alerts = truth()["weeks"][week]["repositories"]["luddera/homelab-apps"]["alerts"]
    there = [
        each
        for each in alerts
        if each["state"] == "open" or _of_week(each.get("fixed_at") or each["dismissed_at"], week)
    ]
    told = {part["repository"]: part["vulnerabilities"] for part in reports[week]["repositories"]}

    assert told["luddera/pi-cluster"] == []
    assert sorted((each["package"], each["state"]) for each in told["luddera/homelab-apps"]) == (
        sorted((each["package"], each["state"]) for each in there)
    )
    for each in told["luddera/homelab-apps"]:
        (alert,) = (alert for alert in there if set(alert["ids"]) == set(each["ids"]))
        assert each["detected_at"] == alert["created_at"]
        if each["state"] == "fixed":
            # GitHub sees it fixed a little after the merge.
            merge, seen = map(datetime.fromisoformat, (each["fixed_at"], alert["fixed_at"]))
            assert timedelta() < seen - merge < timedelta(minutes=5)


def test_the_history_of_vulnerabilities_has_every_alert_once(run: Run, sample: Sample) -> None:
    told = sample.json(run, "security", "--from", "2026-09-14", "--to", "2026-10-18")
    alerts = truth()["weeks"]["end"]["repositories"]["luddera/homelab-apps"]["alerts"]

    assert sorted(each["ids"] for each in told["entries"]) == (
        sorted(sorted(each["ids"]) for each in alerts)
    )


_HEADLINE: Final = (
    (r"opened (\d+) pull request", ("totals", "pull_requests", "created")),
    (r"merged (\d+) by itself", ("totals", "pull_requests", "automerged")),
    (r"; (\d+) (?:is|are) open", ("totals", "open_pull_requests")),
)


_ATTENTION: Final = r"(it|\d+)(?: of them needs? | needs | other things?| things? )"


@pytest.mark.parametrize("week", WEEKS)
def test_the_headline_has_the_figures_of_the_report(
    reports: Mapping[str, dict[str, Any]], week: str
) -> None:
    report = reports[week]
    headline = report["headline"]

    for pattern, path in _HEADLINE:
        found = re.search(pattern, headline)
        wanted: Any = report
        for name in path:
            wanted = wanted[name]
        assert (int(found[1]) if found else 0) == wanted, headline
    counts = re.findall(_ATTENTION, headline)
    attention = sum(1 if said == "it" else int(said) for said in counts)
    assert attention == report["totals"]["attention"], headline


def test_a_report_on_a_week_stays_when_later_weeks_are_read(
    run: Run, reports: Mapping[str, dict[str, Any]], tmp_path: Path
) -> None:
    early = Sample(store=tmp_path / "store.sqlite3", reports=tmp_path)
    for week in WEEKS[:2]:
        log = LOGS / f"{week}.tar.zst"
        assert run("ingest", log, "--store", early.store).exit_code == 0
        read_forge(early.store)

        told = early.json(run, "weekly", "--week", week)

        assert _without_reading(told) == _without_reading(reports[week])


def _without_reading(report: Mapping[str, Any]) -> dict[str, Any]:
    """Return a report without the time when the forge was read last."""
    parts = [{**part, "forge_read_at": None} for part in report["repositories"]]
    return {**report, "repositories": parts}


def test_every_week_has_reports() -> None:
    first, last = (date.fromisocalendar(2026, int(week[-2:]), 1) for week in (WEEKS[0], WEEKS[-1]))

    assert (last - first).days == 7 * (len(WEEKS) - 1)
    for week in WEEKS:
        for suffix in ("md", "html"):
            assert (ROOT / "reports" / "weekly" / f"{week}.{suffix}").is_file()


@pytest.mark.parametrize("week", WEEKS)
@pytest.mark.parametrize("repository", REPOSITORIES)
def test_updates_with_a_pull_request_ended_as_the_forge_says(
    reports: Mapping[str, dict[str, Any]], week: str, repository: str
) -> None:
    part = next(each for each in reports[week]["repositories"] if each["repository"] == repository)
    told = {each["number"]: each for each in _ours(week, repository)}
    wrong = []
    for update in part["updates"]:
        pull_request = told.get(update["pull_request"])
        if pull_request is None or update["outcome"] == "held back":
            continue
        if pull_request["state"] != "open" and not _of_week(pull_request["closed_at"], week):
            continue
        is_last = f"v{update['new_version'].removeprefix('v')}" in pull_request["title"]
        if is_last and update["outcome"] != _ended(pull_request):
            wrong.append((update["dep_name"], update["new_version"], update["outcome"]))

    assert wrong == []


def _ended(pull_request: Mapping[str, Any]) -> str:
    """Return what became of the update that a pull request had last."""
    match pull_request["state"]:
        case "open":
            return "pull request open"
        case "merged" if pull_request["merged_by"] == _BOT:
            return "automerged"
        case "merged":
            return "merged by a person"
        case _ if pull_request["closed_by"] == _BOT:
            return "closed by Renovate"
        case _:
            return "closed by a person"
