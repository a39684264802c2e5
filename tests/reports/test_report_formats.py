"""JSON, CSV and Markdown of a report: well-formed, whatever texts are in it."""

import csv
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from renovate_kit.reports.formats.csv_report import CsvTables, archive, csv_text
from renovate_kit.reports.formats.json_report import JsonFormat
from renovate_kit.reports.formats.markdown import MarkdownFormat
from renovate_kit.reports.formats.stats_text import StatsText
from renovate_kit.reports.formats.terminal_text import Layout
from renovate_kit.reports.formats.trend_lines import sparkline
from renovate_kit.reports.measures import (
    Change,
    Comparison,
    Freshness,
    ReasonCount,
    Trend,
    WeekPoint,
)
from renovate_kit.reports.report import Report
from renovate_kit.reports.statistics.ages import ages_of
from tests.reports import hand_made
from tests.reports.real_week import real_week

SCHEMA = Path(__file__).parents[2] / "docs" / "report.schema.json"
MONDAY = datetime(2026, 10, 19, tzinfo=UTC)
HOSTILE = '=HYPERLINK("http://evil.example")|<img src=x>`*_#1 @all</details>'


def week(number: int, *, known: bool = True) -> WeekPoint:
    return WeekPoint(
        year=2026,
        week=number,
        start=MONDAY + timedelta(weeks=number - 43),
        runs=168 if known else 0,
        healthy=168 if known else 0,
        degraded=0,
        failed=0,
        incomplete=0,
        created=number if known else None,
        merged=1 if known else None,
        open_at_end=0 if known else None,
        problems=2 if known else None,
        behind=3 if known else None,
        lib_years=4.25 if known else None,
    )


def whole(text: str = "Update axios") -> Report:
    """Return a report with something in every place that a text can get to."""
    part = hand_made.repository(text=text)
    fresh = Freshness(
        at=MONDAY,
        total=10,
        up_to_date=5,
        behind_major=1,
        behind_minor=0,
        behind_patch=1,
        behind_other=0,
        unknown=1,
        skipped=(ReasonCount(reason=text, words=text, count=2),),
        lib_years=1.25,
        lib_years_unknown=2,
        abandoned=1,
        deprecated=0,
    )
    part = replace(
        part,
        freshness=fresh,
        open_ages=ages_of(part.open_pull_requests, at=MONDAY + timedelta(days=7)),
    )
    unknown, same = Change(now=3, before=None), Change(now=2, before=1)
    comparison = Comparison(
        before_start=MONDAY - timedelta(weeks=1),
        runs=Change(now=12_345, before=168),
        failed=Change(now=2, before=0),
        problems=same,
        created=same,
        merged=unknown,
        open=same,
    )
    return replace(
        hand_made.report(part, text=text),
        comparison=comparison,
        trend=Trend(weeks=(week(41), week(42, known=False), week(43))),
    )


REPORTS = {
    "real": None,
    "whole": whole(),
    "hostile": whole(HOSTILE),
    "unknown": hand_made.report(hand_made.unknown_repository()),
    "none": hand_made.report(),
}


@pytest.fixture(params=REPORTS, name="report")
def _report(request: pytest.FixtureRequest, data: Path, tmp_path: Path) -> Report:
    return REPORTS[request.param] or real_week(data / "logs" / "picluster", tmp_path)


# JSON


def test_json_fits_its_schema(report: Report) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    told = json.loads(JsonFormat().render(report))
    errors = [error.message for error in Draft202012Validator(schema).iter_errors(told)]
    assert errors == []
    assert told["version"] == 1


def test_json_tells_unknown_from_zero() -> None:
    told = json.loads(JsonFormat().render(REPORTS["unknown"] or whole()))
    (part,) = told["repositories"]
    assert part["open_pull_requests"] is None
    assert part["pull_requests"]["merged_by_person"] is None
    assert part["pull_requests"]["created"] == 0
    assert part["freshness"] is None


def test_json_has_the_figures_of_the_report(report: Report) -> None:
    told = json.loads(JsonFormat().render(report))
    assert told["totals"]["open_pull_requests"] == report.open_count
    assert told["totals"]["attention"] == report.attention_count
    assert told["runs"]["total"] == report.runs.total
    assert len(told["repositories"]) == len(report.repositories)


# CSV


def test_csv_tables_are_as_wide_as_their_headings(report: Report) -> None:
    for text in CsvTables().render_files(report).values():
        rows = list(csv.reader(StringIO(text, newline=""), strict=True))
        assert {len(row) for row in rows} == {len(rows[0])}
        assert text.endswith("\r\n")


def test_no_cell_of_a_csv_file_is_a_formula(report: Report) -> None:
    for text in CsvTables().render_files(report).values():
        for row in csv.reader(StringIO(text, newline="")):
            assert not [cell for cell in row if cell[:1] in set("=+-@\t\r")]


def test_csv_of_a_formula_keeps_its_text() -> None:
    rows = list(csv.reader(StringIO(csv_text(("a", "b"), [("=1+1", -5), (None, True)]))))
    assert rows == [["a", "b"], ["'=1+1", "-5"], ["", "true"]]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r=1"),
        ("\n=1", "'\n=1"),
        ("\uff1d1", "'\uff1d1"),
        ("a;=1+1", "a;'=1+1"),
        ("a\t@x", "a\t'@x"),
        ("@babel/core", "@babel/core"),
        ("@babel/core!A0", "'@babel/core!A0"),
        ("@a/cmd|' /C calc'!A0", "'@a/cmd|' /C calc'!A0"),
        ("1.0.0 - 2.0.0", "1.0.0 - 2.0.0"),
        ("^1.2.3; b", "^1.2.3; b"),
        ("", ""),
    ],
)
def test_cells_that_begin_like_a_formula_are_text(text: str, cell: str) -> None:
    ((_,), (shown,)) = csv.reader(StringIO(csv_text(("a",), [(text,)]), newline=""))
    assert shown == cell


@given(st.text(alphabet="=+-@\t\r\n;,'\"ax/|\uff1d", max_size=12))
def test_no_text_begins_like_a_formula_however_cells_are_cut(text: str) -> None:
    ((_,), (shown,)) = csv.reader(StringIO(csv_text(("a",), [(text,)]), newline=""))
    for cell in re.split("[;\t]", shown):
        assert re.fullmatch("@[ax-]+/[ax-]+", shown) or cell[:1] not in set("=+-@\uff1d")


def test_csv_has_a_row_for_each_thing() -> None:
    files = CsvTables().render_files(whole())
    lines = {name: len(text.splitlines()) - 1 for name, text in files.items()}
    assert lines == {
        "attention.csv": 2,
        "dependencies.csv": 2,
        "freshness.csv": 1,
        "problems.csv": 2,
        "pull-requests.csv": 1,
        "breakdowns.csv": 0,
        "vulnerabilities.csv": 0,
        "merge-times.csv": 0,
        "repositories.csv": 1,
        "runs.csv": 0,
        "updates.csv": 2,
        "weeks.csv": 3,
    }


def test_an_archive_is_the_same_each_time() -> None:
    files = CsvTables().render_files(whole())
    assert archive(files) == archive(files)
    with ZipFile(BytesIO(archive(files))) as opened:
        assert {name: opened.read(name).decode() for name in opened.namelist()} == files


# Markdown


def test_markdown_is_well_formed(report: Report) -> None:
    text = MarkdownFormat().render(report)
    tags = Counter(re.findall(r"</?[a-z]+>", re.sub(r"`[^`\n]*`", "", text)))
    assert set(tags) <= {"<details>", "</details>", "<summary>", "</summary>"}
    assert tags["<details>"] == tags["</details>"] == tags["<summary>"] == tags["</summary>"]
    assert text.count("```") % 2 == 0
    for block in re.findall(r"(?:^\|.*\|\n)+", text, re.MULTILINE):
        cells = {len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}
        assert len(cells) == 1, block
    headings = [len(mark) for mark in re.findall(r"^(#+) ", text, re.MULTILINE)]
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(headings))
    assert not re.search(r"\n\n\n|[ \t]+$", text, re.MULTILINE)


def test_markdown_sets_the_week_beside_the_one_before() -> None:
    text = MarkdownFormat().render(whole())
    assert "; 168 runs the week before" in text
    assert "; the week before 1 opened" in text
    assert "| Runs | █▁█ | 0 | 168 |" in text
    assert "| Pull requests opened | █·█ | unknown | 43 |" in text


def test_markdown_says_nothing_of_a_single_week() -> None:
    report = replace(whole(), trend=Trend(weeks=(week(43),)), comparison=None)
    text = MarkdownFormat().render(report)
    assert "## Trend" not in text
    assert "before" not in text.partition("## Needs")[0]


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ([], ""),
        ([0, 0], "▁▁"),
        ([None, 0, 1], "·▁█"),
        ([1, 1_000], "▂█"),
        ([0.0, 0.5, 1.0], "▁▅█"),
    ],
)
def test_sparklines_tell_nothing_from_little_and_unknown(
    values: list[float | None], line: str
) -> None:
    assert sparkline(values) == line


# The terminal


@pytest.mark.parametrize("width", [40, 60, 80, 120, None])
def test_statistics_fit_the_terminal(report: Report, width: int | None) -> None:
    text = StatsText(Layout(width=width)).render(report)
    assert max(map(len, text.splitlines())) <= (width or 200)
    assert "\x1b" not in text


def test_statistics_are_coloured_where_something_failed() -> None:
    assert "\x1b[31m2\x1b[0m" in StatsText(Layout(width=120, colour=True)).render(whole())
