"""What markdownlint and Mermaid say of all Markdown that renovate-kit writes."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import TypeVar

import pytest

from renovate_kit.reports.formats.errors_markdown import ErrorsMarkdown
from renovate_kit.reports.formats.index_page import headline_in, index_entries, index_page
from renovate_kit.reports.formats.markdown import MarkdownFormat
from renovate_kit.reports.formats.markdown_limits import MarkdownLimits
from renovate_kit.reports.formats.report_layout import ReportLayout
from renovate_kit.reports.formats.run_markdown import RunMarkdown
from renovate_kit.reports.formats.sections import SectionName
from renovate_kit.reports.formats.security_markdown import SecurityMarkdown
from renovate_kit.reports.problem_pipeline import list_problems, show_problem
from renovate_kit.reports.problems.ignoring import Ignores
from renovate_kit.reports.publishing.fitting import Limit, fitted
from renovate_kit.reports.report import Report
from renovate_kit.reports.run_pipeline import show_run
from renovate_kit.reports.store import Store, open_store
from tests.reports import hand_made, hand_made_figures
from tests.reports.markdown_checks import lint_findings, mermaid_findings
from tests.reports.real_week import real_week
from tests.reports.test_html import SAMPLES
from tests.reports.test_markdown import GOLDEN, HOSTILE, report_with
from tests.reports.test_security_formats import entries
from tests.reports.test_security_formats import report as security_report

Value = TypeVar("Value")

ODD = [
    *HOSTILE,
    "a\\",
    "*",
    "_ _",
    "![",
    "+ plus",
    "1) one",
    "<br>",
    "https://example.org",
    "\t tab \u00a0",
    "| --- |",
    "\u05d0\u05d1\u200f#1",
]
NAMES = [text for text in ODD if text]
"""Of the fields of problems, runs and advisories, none is empty."""


def spoilt(value: Value, text: str) -> Value:
    """Return a value in which every text that is not a name of ours is another one."""
    changed: object = value
    match value:
        case Enum() | datetime():
            pass
        case str():
            changed = text
        case tuple():
            changed = tuple(spoilt(each, text) for each in value)
        case Mapping():
            changed = {spoilt(key, text): number for key, number in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            changed = replace(
                value,
                **{each.name: spoilt(getattr(value, each.name), text) for each in fields(value)},
            )
    return changed  # type: ignore[return-value]


@pytest.fixture
def store(data: Path, tmp_path: Path) -> Iterator[Store]:
    real_week(data / "logs" / "picluster", tmp_path)
    with open_store(tmp_path / "store.db", create=False) as opened:
        yield opened


def test_what_is_laid_out_as_agreed_is_clean(tmp_path: Path) -> None:
    texts = {path.stem: path.read_text("utf-8") for path in GOLDEN.glob("*.md")}
    assert len(texts) >= 4
    assert lint_findings(texts, tmp_path) == []


def test_each_way_in_which_the_layout_differs_is_clean(tmp_path: Path) -> None:
    texts = {name: MarkdownFormat().render(report) for name, report in SAMPLES.items()}
    figures = hand_made_figures.report()
    several = replace(
        figures, repositories=(*figures.repositories, hand_made.repository("owner/other"))
    )
    backwards = ReportLayout(sections=tuple(reversed(SectionName)))
    for name, report in {"one": figures, "several": several}.items():
        texts[f"backwards {name}"] = MarkdownFormat(backwards).render(report)
        few = MarkdownLimits(most_sections=1, most_things=1, most_rows=1, most_quiet=0)
        texts[f"limited {name}"] = MarkdownFormat(limits=few).render(report)
        for locale in ("sv", "de", "en_US", "ja", "hi"):
            layout = ReportLayout(locale=locale)
            texts[f"{locale} {name}"] = MarkdownFormat(layout).render(report)
        for section in SectionName:
            alone = ReportLayout(sections=(section,))
            texts[f"only {section} {name}"] = MarkdownFormat(alone).render(report)
    assert lint_findings(texts, tmp_path) == []


def test_odd_texts_are_clean_in_a_weekly_report(tmp_path: Path) -> None:
    texts = {
        str(position): MarkdownFormat().render(report_with(text))
        for position, text in enumerate(ODD)
    }
    assert lint_findings(texts, tmp_path) == []


def test_problems_are_clean(store: Store, tmp_path: Path) -> None:
    report = list_problems(store, since=None, repositories=(), ignores=Ignores())
    assert report.problems
    history = show_problem(store, report.problems[0].fingerprint, ignores=Ignores())
    markdown = ErrorsMarkdown()
    texts = {
        "list": markdown.render(report, everything=True),
        "none": markdown.render(replace(report, problems=()), everything=True),
        "history": markdown.render_history(history),
    }
    for position, text in enumerate(NAMES):
        texts[f"list {position}"] = markdown.render(spoilt(report, text), everything=True)
        texts[f"history {position}"] = markdown.render_history(spoilt(history, text))
    folder = tmp_path / "texts"
    folder.mkdir()
    assert lint_findings(texts, folder) == []


def test_runs_are_clean(store: Store, tmp_path: Path) -> None:
    story = show_run(store, None)
    texts = {"run": RunMarkdown().render(story)}
    for position, text in enumerate(NAMES):
        texts[f"run {position}"] = RunMarkdown().render(spoilt(story, text))
    folder = tmp_path / "texts"
    folder.mkdir()
    assert lint_findings(texts, folder) == []


def test_vulnerabilities_are_clean(tmp_path: Path) -> None:
    markdown = SecurityMarkdown()
    texts = {
        "some": markdown.render(security_report(entries())),
        "none": markdown.render(security_report([])),
    }
    for position, text in enumerate(NAMES):
        texts[f"some {position}"] = markdown.render(
            security_report([spoilt(each, text) for each in entries()])
        )
    assert lint_findings(texts, tmp_path) == []


def test_index_and_reports_that_were_made_smaller_are_clean(tmp_path: Path) -> None:
    texts = {}
    for position, text in enumerate(ODD):
        report = MarkdownFormat().render(report_with(text))
        names = [f"2026-W{week:02}.md" for week in range(1, 40)]
        headlines = dict.fromkeys(names, headline_in(report))
        listed = index_entries(names, headlines.__getitem__)
        texts[f"index {position}"] = index_page(listed, hand_made_figures.trend())
        limit = Limit(most=len(report) - 500, size=len, words="fewer characters")
        texts[f"smaller {position}"] = fitted(report, limit, whole="The whole is elsewhere.")
    texts["no index"] = index_page((), None)
    assert lint_findings(texts, tmp_path) == []


def test_the_linter_finds_what_is_wrong(tmp_path: Path) -> None:
    assert len(lint_findings({"wrong": "# a\n# a\n| a | b |\n"}, tmp_path)) > 2


def weeks(report: Report, amount: int) -> Report:
    assert report.trend is not None
    return replace(report, trend=replace(report.trend, weeks=report.trend.weeks[-amount:]))


def test_mermaid_draws_the_chart(tmp_path: Path) -> None:
    report = hand_made_figures.report()
    twelve = tuple(hand_made_figures.week(position) for position in range(12))
    assert report.trend is not None
    odd = {
        f"odd {position}": MarkdownFormat().render(
            replace(report_with(text), trend=hand_made_figures.trend())
        )
        for position, text in enumerate(ODD)
    }
    texts = {
        **odd,
        "index": index_page((), hand_made_figures.trend()),
        "one": MarkdownFormat().render(weeks(report, 1)),
        "two": MarkdownFormat().render(weeks(report, 2)),
        "twelve": MarkdownFormat().render(
            replace(report, trend=replace(report.trend, weeks=twelve))
        ),
        "so far": MarkdownFormat().render(
            replace(report, trend=replace(report.trend, until=report.period.end))
        ),
        "none": MarkdownFormat().render(hand_made.report()),
        "wrong": "```mermaid\nxychart-beta\n  nonsense [\n```\n",
    }
    found = mermaid_findings(texts, tmp_path)
    assert found["one"] == found["none"] == []
    assert found["two"] == found["twelve"] == found["so far"] == ["xychart"]
    assert [found[name] for name in (*odd, "index")] == [["xychart"]] * (len(odd) + 1)
    assert found["wrong"][0].startswith("wrong: ")
