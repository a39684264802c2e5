import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from renovate_kit.errors import UsageError
from renovate_kit.reports.formats import wording
from renovate_kit.reports.formats.csv_report import CsvTables
from renovate_kit.reports.formats.html import HtmlFormat
from renovate_kit.reports.formats.json_report import JsonFormat
from renovate_kit.reports.formats.markdown import MarkdownFormat
from renovate_kit.reports.formats.notation import PLAIN, notation, notation_of, written_in
from renovate_kit.reports.formats.report_layout import ReportLayout
from renovate_kit.reports.formats.stats_text import StatsText
from renovate_kit.reports.report import Period, Report
from tests.reports import hand_made_figures
from tests.reports.html_reading import read
from tests.reports.html_validation import assert_valid_html
from tests.reports.real_week import real_week

AT = datetime(2026, 9, 7, 8, 5, tzinfo=UTC)
LOCALES = ["sv", "de", "en_US", "ja", "pt-BR", "ru", "hi"]


def report() -> Report:
    """Return a report with numbers that are grouped, decimals, dates and durations."""
    return hand_made_figures.report()


def markdown(locale: str | None) -> str:
    text = MarkdownFormat(ReportLayout(locale=locale)).render(report())
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def html(locale: str | None) -> str:
    return HtmlFormat(ReportLayout(locale=locale)).render(report())


@pytest.mark.parametrize(
    ("locale", "moment"),
    [
        (None, "Mon 7 Sep 2026, 10:05 CEST"),
        ("sv", "mån 7 sep. 2026 10:05 CEST"),
        ("de", "Mo., 7. Sept. 2026, 10:05 CEST"),
        ("en_US", "Mon, Sep 7, 2026, 10:05 AM CEST"),
        ("ja", "2026年9月7日(月) 10:05 CEST"),
        ("pt-BR", "seg., 7 de set. de 2026 10:05 CEST"),
    ],
)
def test_times_are_written_as_the_locale_has_them(locale: str | None, moment: str) -> None:
    with written_in(notation_of(locale)):
        said = wording.moment(AT, "Europe/Stockholm")
    assert said.replace("\u202f", " ") == moment


@pytest.mark.parametrize("locale", [None, *LOCALES])
def test_no_figure_is_too_large_to_be_written(locale: str | None) -> None:
    said = "1.0e+308"
    figures = hand_made_figures.report()
    assert figures.trend is not None
    weeks = tuple(replace(week, lib_years=1e308) for week in figures.trend.weeks)
    absurd = replace(figures, trend=replace(figures.trend, weeks=weeks))
    layout = ReportLayout(locale=locale)
    assert f"| {said} |" in MarkdownFormat(layout).render(absurd)
    assert said in HtmlFormat(layout).render(absurd)
    assert f"{said}\n" in StatsText().render(absurd)


@pytest.mark.parametrize(
    ("locale", "number", "decimal", "percent", "listed"),
    [
        (None, "12 345", "4.2", "53%", "1 a, 2 b"),
        ("sv", "12 345", "4,2", "53 %", "1 a; 2 b"),
        ("de", "12.345", "4,2", "53 %", "1 a; 2 b"),
        ("en_US", "12,345", "4.2", "53%", "1 a, 2 b"),
        ("ja", "12,345", "4.2", "53%", "1 a, 2 b"),
    ],
)
def test_numbers_are_written_as_the_locale_has_them(
    locale: str | None, number: str, decimal: str, percent: str, listed: str
) -> None:
    with written_in(notation_of(locale)):
        said = [
            *(wording.number(12_345), wording.decimal(4.2)),
            *(wording.percent(0.53), wording.listed(["1 a", "2 b"])),
        ]
    assert [re.sub(r"[\u00a0\u202f]", " ", text) for text in said] == [
        *(number, decimal, percent, listed)
    ]


@pytest.mark.parametrize(("locale", "written"), [(None, "12 345"), ("de", "12.345")])
def test_numbers_of_the_headline_are_written_like_the_others(
    locale: str | None, written: str
) -> None:
    said = "opened 12345 pull requests on a/2026 in 2026-09-07 to 2026-09-10; 12345 (12345 for x)."
    layout = ReportLayout(locale=locale)
    shown = said.replace("12345", written)
    given = replace(report(), headline=said)
    text = re.sub(r"[\u00a0\u202f]", " ", MarkdownFormat(layout).render(given))
    assert f"**{shown}**" in text.replace("\\", "")
    page = re.sub(r"[\u00a0\u202f]", " ", HtmlFormat(layout).render(given))
    assert f'<p class="headline">{shown}</p>' in page
    assert json.loads(JsonFormat().render(given))["headline"] == said


def test_durations_have_the_decimal_sign_of_the_locale() -> None:
    with written_in(notation_of("de")):
        assert wording.duration(5_523) == "5,5 s"
        assert wording.duration(2_000 * 3_600_000) == "2.000 h"


def test_days_are_written_as_the_locale_has_them() -> None:
    week = Period(name="w", start=AT, end=AT + timedelta(days=6))
    with written_in(notation_of("sv")):
        assert wording.day_range(week, "UTC") == "mån 7 sep. 2026 to sön 13 sep. 2026"
        assert notation().weekday(0) == "mån"
        assert notation().day_of_week(date(2026, 9, 7)) == "mån 7"


def test_what_was_written_before_is_as_it_was() -> None:
    with written_in(notation_of("de")), written_in(notation_of("sv")):
        assert wording.decimal(1.5) == "1,5"
    assert notation() is PLAIN
    assert wording.number(12_345) == "12\u202f345"


@pytest.mark.parametrize("name", ["xx", "klingon", "", "sv_XX_YY_ZZ", "../sv", "s v"])
def test_what_is_no_locale_is_told(name: str) -> None:
    with pytest.raises(UsageError) as raised:
        notation_of(name)
    assert raised.value.message == f"there is no locale called {name!r}"
    assert "sv, en_US, pt-BR" in raised.value.hint


@pytest.mark.parametrize("name", ["ar", "he", "fa_IR", "ur"])
def test_dates_from_right_to_left_would_jumble_english_sentences(name: str) -> None:
    with pytest.raises(UsageError, match="is written from right to left"):
        notation_of(name)


def test_markdown_is_in_swedish_but_for_its_words() -> None:
    text = markdown("sv")
    assert "mån 19 okt. 2026 to sön 25 okt. 2026, times in Europe/Stockholm" in text
    assert "12 345: 12 339 healthy; 3 degraded; 2 failed; 1 incomplete" in text
    assert "| Last run | sön 25 okt. 2026 23:00 CET, degraded |" in text
    assert "init 12,0 s; update 340 ms" in text
    assert "| 2026-W43 | 158 |" in text
    assert "## Needs attention" in text
    assert not re.search(r"\b(Mon|Tue|Oct|Sept?) \d", text)


def test_markdown_is_in_german_but_for_its_words() -> None:
    text = markdown("de")
    assert "12.345: 12.339 healthy; 3 degraded" in text
    assert "So., 25. Okt. 2026, 23:00 CET" in text


def test_no_locale_is_the_default_and_is_not_american() -> None:
    assert markdown(None) != markdown("en_US")
    assert "Sun, Oct 25, 2026, 11:00 PM CET" in markdown("en_US")
    assert "2026年10月25日(日) 23:00 CET" in markdown("ja")


@pytest.mark.parametrize("locale", LOCALES)
def test_html_says_the_same_in_every_locale(locale: str) -> None:
    plain, localised = read(html(None)), read(html(locale))
    assert localised.all("html")[0].attributes["lang"] == "en"
    # Numbers for the script are elements of their own; else nothing but text differs.
    counts = dict(localised.structure())
    plain_counts = dict(plain.structure())
    assert {name: count for name, count in counts.items() if "data" not in str(name)} == {
        name: count for name, count in plain_counts.items() if "data" not in str(name)
    }
    assert [each.attributes["datetime"] for each in localised.all("time")] == [
        each.attributes["datetime"] for each in plain.all("time")
    ]
    assert [each.text for each in localised.all("h2")] == [each.text for each in plain.all("h2")]


def test_html_tells_its_script_what_numbers_are() -> None:
    page = read(html("de"))
    numbers = {each.attributes["value"]: each.text for each in page.all("data")}
    assert numbers["10000"] == "10.000"
    assert not read(html(None)).all("data")


@pytest.mark.parametrize("locale", LOCALES)
def test_html_is_valid_in_every_locale(locale: str, tmp_path: Path) -> None:
    assert_valid_html(html(locale), tmp_path)


def test_axes_of_pictures_have_the_days_of_the_locale(data: Path, tmp_path: Path) -> None:
    week = real_week(data / "logs" / "picluster", tmp_path)
    text = HtmlFormat(ReportLayout(locale="sv")).render(week)
    labels = [each.text for each in read(text).all("text")]
    assert "mån 7" in labels
    assert not any(label.startswith("Mon") for label in labels)


def test_data_is_the_same_for_everybody() -> None:
    with written_in(notation_of("de")):
        in_german = JsonFormat().render(report()), CsvTables().render_files(report())
    assert in_german == (JsonFormat().render(report()), CsvTables().render_files(report()))


def test_babel_is_loaded_only_for_a_locale() -> None:
    code = (
        "import sys\n"
        "from renovate_kit.reports.formats.html import HtmlFormat\n"
        "from renovate_kit.reports.formats.markdown import MarkdownFormat\n"
        "MarkdownFormat(), HtmlFormat()\n"
        "assert not any(name.startswith('babel') for name in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
