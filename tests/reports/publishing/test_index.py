"""The index of a folder of weekly reports."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.errors import OutputError
from renovate_kit.reports.formats.index_page import (
    INDEX_MARKER,
    IndexEntry,
    headline_in,
    headlines_in,
    index_entries,
    index_page,
    is_week,
)
from renovate_kit.reports.formats.markdown import MarkdownFormat
from renovate_kit.reports.formats.markdown_text import Markdown, escape_markdown
from renovate_kit.reports.measures import Trend, WeekPoint
from renovate_kit.reports.publishing.index import DiskFolder, updated_index
from tests.reports import hand_made
from tests.reports.markdown_checks import lint_findings
from tests.reports.test_markdown import structure


def week(number: int, *, runs: int = 168, year: int = 2026) -> WeekPoint:
    return WeekPoint(
        year=year,
        week=number,
        start=datetime(year, 1, 1, tzinfo=UTC),
        runs=runs,
        healthy=runs,
        degraded=0,
        failed=0,
        incomplete=0,
        created=1,
        merged=None,
        open_at_end=2,
        problems=0,
        behind=3,
        lib_years=1.25,
    )


def entries(names: list[str]) -> tuple[IndexEntry, ...]:
    return index_entries([f"{name}.md" for name in names], lambda file: Markdown(f"Of {file}"))


def test_weeks_are_listed_newest_first_also_across_years_with_53_weeks() -> None:
    found = entries(["2027-W01", "2026-W09", "2026-W53", "2026-W10"])
    assert [each.name for each in found] == ["2027-W01", "2026-W53", "2026-W10", "2026-W09"]


def test_what_is_no_weekly_report_is_left_out() -> None:
    names = ["README.md", "2026-W37.txt", "2026-W37.md.bak", "x2026-W37.md", "errors-2026-W37.md"]
    assert index_entries(names, lambda _: None) == ()
    assert not is_week("2026-09-07 to 2026-09-09")
    assert is_week("2026-W37")


def test_the_latest_weeks_stand_above_the_trend_and_the_others_below() -> None:
    names = [f"2026-W{number:02}" for number in range(1, 21)]
    page = index_page(entries(names), Trend(weeks=(week(19), week(20))))
    assert page.startswith(
        f"{INDEX_MARKER}\n\n# Weekly Renovate reports\n\n- [2026-W20](2026-W20.md)"
    )
    recent, trend, earlier = page.partition("## Trend")[0], *page.split("## Trend")[1].split("## ")
    assert recent.count("\n- ") == 12
    assert earlier.count("\n- ") == 8
    assert "```mermaid\n" in trend
    assert "| 2026-W20 | 168 | 0 | 1 | unknown | 2 | 0 | 3 | 1.2 |" in trend


def test_of_many_repositories_that_a_trend_is_of_some_are_named() -> None:
    def named(*repositories: str) -> str:
        trend = Trend(weeks=(week(19), week(20)))
        page = index_page(entries(["2026-W20"]), trend, trend_of=repositories)
        return page.partition("2 weeks, 2026-W19 to 2026-W20")[2].splitlines()[0]

    assert named() == "."
    assert named("a/b", "a/c") == ", of a/b, a/c."
    assert named(*(f"a/{name}" for name in "bcdefgh")) == ", of a/b, a/c, a/d, a/e, a/f and 2 more."
    assert named("a/[x](y)") == f", of {escape_markdown('a/[x](y)')}."


def test_failed_runs_are_drawn_only_where_they_are_known_of_all_weeks() -> None:
    def chart(*weeks: WeekPoint) -> list[str]:
        page = index_page(entries(["2026-W20"]), Trend(weeks=weeks))
        return [line.strip() for line in page.split("```")[1].splitlines()]

    known = chart(week(19), week(20))
    assert "line [0, 0]" in known
    assert 'title "Runs of each week, and how many of them failed"' in known
    unknown = chart(week(18), week(19, runs=0), week(20))
    assert "bar [168, 0, 168]" in unknown
    assert not any(line.startswith("line") for line in unknown)
    assert 'title "Runs of each week (the table has the failed ones)"' in unknown


def test_without_a_trend_or_a_week_there_is_a_page_too() -> None:
    assert "## Trend" not in index_page(entries(["2026-W37"]), None)
    assert "## Trend" not in index_page(entries(["2026-W37"]), Trend(weeks=(week(37),)))
    assert index_page((), None).endswith("# Weekly Renovate reports\n\nNone yet.\n")


def test_pages_are_clean_to_a_linter(tmp_path: Path) -> None:
    many = entries([f"2026-W{number:02}" for number in range(1, 21)])
    texts = {
        "many": index_page(many, Trend(weeks=(week(19), week(20)))),
        "one": index_page(many[:1], None),
        "none": index_page((), None),
    }
    assert lint_findings(texts, tmp_path) == []


def test_the_headline_of_a_report_is_found_and_kept() -> None:
    report = hand_made.report(hand_made.repository(), text="a | b @octocat #12 **c** [x](y)")
    text = MarkdownFormat().render(report)
    headline = headline_in(text)
    assert headline is not None
    assert f"**{headline}**" in text
    assert "@&#8203;octocat" in headline
    page = index_page(index_entries(["2026-W43.md"], lambda _: headline), None)
    assert headlines_in(page) == {"2026-W43.md": headline}


@given(said=st.text(min_size=1).map(escape_markdown).filter(bool), html=st.booleans())
def test_headlines_come_back_out_of_an_index(said: Markdown, html: bool) -> None:  # noqa: FBT001
    files = ["2026-W43.md", *(["2026-W43.html", "2026-W43.json"] if html else [])]
    page = index_page(index_entries(files, lambda _: said), None)
    assert headlines_in(page) == {"2026-W43.md": said}


MARKUP = [
    "<img src=x onerror=alert(1)>",
    "[free money](https://evil.example)",
    "![x](https://evil.example/pixel.png)",
    "https://evil.example and www.evil.example",
    "x <!-- y",
    "</details><h1>z</h1>",
    "`code` *it* ~~out~~ $m$ &#60;b&#62; &lt;b&gt;",
    "@octocat fixes #12",
]


@pytest.mark.parametrize("markup", MARKUP)
@pytest.mark.parametrize("origin", ["report", "index"])
def test_markup_in_a_headline_is_text_in_the_index(markup: str, origin: str) -> None:
    if origin == "report":
        headline = headline_in(f"# R\n\n**Renovate {markup}**\n")
    else:
        line = f"- [2026-W43](2026-W43.md): Renovate {markup}\n"
        headline = headlines_in(f"{INDEX_MARKER}\n\n{line}")["2026-W43.md"]
    assert headline is not None
    page = index_page(index_entries(["2026-W43.md"], lambda _: headline), None)
    assert structure(page) == structure(index_page(entries(["2026-W43"]), None))
    assert not re.search(r"@\w|(?<!&)#\d|\bwww\.|\w://", page.partition("reports\n")[2])
    assert headlines_in(page) == {"2026-W43.md": headline}


def test_a_report_that_somebody_spoilt_does_not_spoil_the_index(tmp_path: Path) -> None:
    (tmp_path / "2026-W36.md").write_text("# R\n\n**<script>x</script> [y](https://evil)**\n")
    page = updated_index(DiskFolder(tmp_path), {}, lambda _: None)
    assert r"): &lt;script&gt;x&lt;/script&gt; \[y\](https:&#8203;//evil)" in page


def test_texts_without_a_headline_have_none() -> None:
    for text in ("", "# R\n", "**\n", "****\n", "x\n" * 20 + "**late**\n"):
        assert headline_in(text) is None


def test_headlines_are_read_from_the_reports_on_a_disk(tmp_path: Path) -> None:
    (tmp_path / "2026-W36.md").write_text("# R\n\n**Old.**\n")
    (tmp_path / "2026-W35.md").write_bytes(b"\xff\xfe")
    (tmp_path / "2026-W34.md").mkdir()
    asked = []

    def trend_up_to(name: str) -> None:
        asked.append(name)

    new = {"2026-W37.md": "# R\n\n**New.**\n", "2026-W37.html": ""}
    page = updated_index(DiskFolder(tmp_path), new, trend_up_to)
    assert page.splitlines()[4:] == [
        "- [2026-W37](2026-W37.md) ([HTML](2026-W37.html)): New.",
        "- [2026-W36](2026-W36.md): Old.",
        "- [2026-W35](2026-W35.md)",
    ]
    assert asked == ["2026-W37"]
    (tmp_path / "README.md").write_text(page.replace("Old", "Changed by hand"))
    assert updated_index(DiskFolder(tmp_path), new, trend_up_to) == page


def test_an_empty_readme_may_be_replaced_and_a_written_one_not(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("\n")
    assert updated_index(DiskFolder(tmp_path), {}, lambda _: None).startswith(INDEX_MARKER)
    (tmp_path / "README.md").write_text(f"# Mine\n{INDEX_MARKER}\n")
    with pytest.raises(OutputError, match="was not written by renovate-kit"):
        updated_index(DiskFolder(tmp_path), {}, lambda _: None)
    assert updated_index(DiskFolder(tmp_path / "none"), {}, lambda _: None)
