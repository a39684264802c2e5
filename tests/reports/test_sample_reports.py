"""The reports in `reports/`: what the code makes of the shipped logs, and the truth."""

import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from tests.reports.sample_period import ROOT, WEEKS, Sample, made_sample, truth

_BOT: Final = "lud-renovate-bot"
_REPOSITORIES: Final = ("luddera/homelab-apps", "luddera/pi-cluster")
_WRITTEN_BY_HAND: Final = "README.md"


@pytest.fixture(scope="module")
def sample() -> Iterator[Sample]:
    yield made_sample()
    made = made_sample()
    assert made.store.is_file()


@pytest.fixture(scope="module")
def reports(sample: Sample) -> Mapping[str, dict[str, Any]]:
    return {week: sample.json("weekly", "--week", week) for week in WEEKS}


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


def test_reports_are_the_same_when_made_again(sample: Sample, tmp_path: Path) -> None:
    again = Sample(store=tmp_path / "store.sqlite3", reports=sample.reports)
    shutil.copy(sample.store, again.store)

    for week in WEEKS:
        assert again.json("weekly", "--week", week) == sample.json("weekly", "--week", week)


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
        told["state"] == "closed" and _of_week(told["closed_at"], week) and told["closed_by"] == _BOT
    ),
    "closed_by_person": lambda told, week: (
        told["state"] == "closed" and _of_week(told["closed_at"], week) and told["closed_by"] != _BOT
    ),
}


@pytest.mark.parametrize("week", WEEKS)
@pytest.mark.parametrize("repository", _REPOSITORIES)
def test_pull_requests_of_a_week_are_those_of_the_forge(
    reports: Mapping[str, dict[str, Any]], week: str, repository: str
) -> None:
    part = next(each for each in reports[week]["repositories"] if each["repository"] == repository)
    told = _ours(week, repository)

    for name, holds in _COUNTS.items():
        assert part["pull_requests"][name] == sum(holds(each, week) for each in told), name
    opened = sorted(each["number"] for each in told if each["state"] == "open")
    assert [each["number"] for each in part["open_pull_requests"]] == opened
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
    assert told["incomplete"] == sum(each["exit_code"] == -9 for each in runs)  # noqa: PLR2004 - killed


def test_every_week_has_reports() -> None:
    first, last = (date.fromisocalendar(2026, int(week[-2:]), 1) for week in (WEEKS[0], WEEKS[-1]))

    assert (last - first).days == 7 * (len(WEEKS) - 1)
    for week in WEEKS:
        for suffix in ("md", "html"):
            assert (ROOT / "reports" / "weekly" / f"{week}.{suffix}").is_file()
