"""The tables of the committed reports have the figures that were compared with the store."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeAlias

import pytest

from tests.commandline import Run
from tests.reports.sample_period import ROOT, WEEKS, Sample, made_sample

_Table: TypeAlias = list[list[str]]

_WEEK: Final = ("runs", "failed", "created", "merged", "open_at_end", "problems", "behind")
_AGES: Final = ("less than 7 days", "7 to 29 days", "30 to 89 days", "90 days or more")
_STATES: Final = {
    "up to date": "up_to_date",
    "behind by a major version": "behind_major",
    "behind by a minor version": "behind_minor",
    "behind by a patch version": "behind_patch",
    "behind otherwise": "behind_other",
    "unknown: the lookup failed": "unknown",
}
_NUMBER: Final = re.compile(r"#(\d+)")


@pytest.fixture(scope="module")
def sample() -> Sample:
    return made_sample()


@pytest.fixture(params=WEEKS)
def week(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def report(run: Run, sample: Sample, week: str) -> dict[str, Any]:
    return sample.json(run, "weekly", "--week", week)


def _tables(week: str, *head: str) -> Iterator[_Table]:
    """Yield the tables of a week whose columns begin with these names."""
    text = (ROOT / "reports" / "weekly" / f"{week}.md").read_text(encoding="utf-8")
    for block in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
        rows = [
            [cell.strip().replace("`", "").replace("*", "") for cell in line[1:-1].split(" |")]
            for line in block.splitlines()
        ]
        if tuple(rows[0][: len(head)]) == head:
            yield [rows[0], *rows[2:]]


def _only(week: str, *head: str) -> _Table:
    (table,) = _tables(week, *head)
    return table


def _shown(counts: Sequence[int | None]) -> list[str]:
    return ["-" if each is None else str(each) for each in counts]


def test_weeks_of_the_trend(report: Mapping[str, Any], week: str) -> None:
    wanted = [
        [each["name"], *_shown([each[name] for name in _WEEK]), f"{each['lib_years']:.1f}"]
        for each in report["trend"]["weeks"]
    ]

    for table in _tables(week, "Week", "Runs"):
        assert table[1:] == wanted


def test_repositories(report: Mapping[str, Any], week: str) -> None:
    wanted = [
        [
            part["repository"],
            *_shown(
                [
                    part["runs"]["total"],
                    part["runs"]["healthy"],
                    part["pull_requests"]["created"],
                    part["pull_requests"]["automerged"],
                    part["open_count"],
                    part["held_back_updates"],
                    len(part["attention"]),
                ]
            ),
        ]
        for part in report["repositories"]
    ]

    assert sorted(_only(week, "Repository", "Runs")[1:]) == sorted(wanted)


@pytest.mark.parametrize("by", ["type", "manager", "datasource", "package", "repository"])
def test_updates_by_their_properties(report: Mapping[str, Any], week: str, by: str) -> None:
    head, *rows = _only(week, by.capitalize(), "Updates")
    (told,) = (each for each in report["breakdowns"] if each["by"] == by)

    assert rows == [
        [
            row["name"],
            str(row["total"]),
            *(str(row["outcomes"].get(outcome, "-")) for outcome in head[2:]),
        ]
        for row in told["rows"]
    ]
    assert {name for row in told["rows"] for name in row["outcomes"]} == set(head[2:])


def test_open_pull_requests_by_age(report: Mapping[str, Any], week: str) -> None:
    groups = [part["open_ages"]["groups"] for part in report["repositories"]]
    wanted = [
        [(name, str(len(each["numbers"])), each["numbers"]) for name, each in told]
        for told in (zip(_AGES, group, strict=True) for group in groups if _has_any(group))
    ]
    tables = list(_tables(week, "Open for", "Pull requests"))

    assert [
        [(row[0], row[1], list(map(int, _NUMBER.findall(row[2])))) for row in table[1:]]
        for table in tables
    ] == wanted


def _has_any(group: Sequence[Mapping[str, Any]]) -> bool:
    return any(each["numbers"] for each in group)


def test_freshness(report: Mapping[str, Any], week: str) -> None:
    for table, part in zip(
        _tables(week, "State", "Dependencies"), report["repositories"], strict=True
    ):
        told = part["freshness"]
        counts = {name: told[key] for name, key in _STATES.items() if told[key]}
        counts |= {f"not looked up: {each['words']}": each["count"] for each in told["skipped"]}

        assert {name: int(number) for name, number in table[1:]} == counts


def test_dependencies_by_manager(report: Mapping[str, Any], week: str) -> None:
    for table, part in zip(
        _tables(week, "Manager", "Dependencies"), report["repositories"], strict=True
    ):
        assert {name: int(number) for name, number in table[1:]} == part["managers"]


def test_merges(report: Mapping[str, Any], week: str) -> None:
    table = _only(week, "Update type")
    now, since = report["merge_times"], report["earlier_merge_times"]
    wanted = {
        (each["update_type"] or "all"): each["merged"]
        for each in (*since["by_type"], since["all"])
        if each
    }
    this_week = {
        (each["update_type"] or "all"): each["merged"]
        for each in (*now["by_type"], now["all"])
        if each
    }
    column = next(
        (place for place, name in enumerate(table[0]) if name.startswith("Merged since")), 1
    )

    assert {row[0]: int(row[column]) for row in table[1:]} == wanted
    assert {row[0]: int(row[1]) for row in table[1:] if row[1] not in {"0", "-"}} == this_week


def test_problems_and_vulnerabilities_are_as_many(report: Mapping[str, Any], week: str) -> None:
    every = [report, *report["repositories"]]
    problems = sum(len(table) - 1 for table in _tables(week, "Level", "Message"))
    vulnerabilities = sum(len(table) - 1 for table in _tables(week, "Package", "Severity"))

    assert problems == sum(len(part["problems"]) for part in every)
    assert vulnerabilities == sum(len(part["vulnerabilities"]) for part in report["repositories"])
