import itertools
import re
from base64 import b64encode
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.errors import InputError
from renovate_kit.reports.formats import facts, trend_lines
from renovate_kit.reports.formats.html import HtmlFormat
from renovate_kit.reports.formats.html_text import escape_html, in_html
from renovate_kit.reports.formats.interface import Format
from renovate_kit.reports.formats.markdown import MarkdownFormat
from renovate_kit.reports.formats.report_layout import ReportLayout
from renovate_kit.reports.formats.words import Code, Emphasis, Linked, Moment, Strong, plain
from renovate_kit.reports.measures import RunMark
from renovate_kit.reports.report import AttentionKind, Gap, Report, RepositoryReport, Verdict
from tests.reports import hand_made, hand_made_figures
from tests.reports.html_reading import Page, read
from tests.reports.html_validation import assert_valid_html
from tests.reports.real_week import real_week
from tests.reports.test_markdown import HOSTILE, compare_with_golden, parser, report_with

FORMAT: Format = HtmlFormat()


def quiet(name: str) -> RepositoryReport:
    return replace(
        hand_made.repository(name),
        attention=(),
        problems=(),
        pull_request_changes=(),
        open_pull_requests=(),
        held_back=(),
        updates=(),
    )


def samples() -> dict[str, Report]:
    """Return a report for each way in which the layout differs."""
    nothing = replace(
        hand_made.runs(0),
        total=0,
        healthy=0,
        degraded=0,
        failed=0,
        incomplete=0,
        first_started_at=None,
        last_started_at=None,
        last_verdict=None,
        gaps=(),
        without_debug_detail=0,
    )
    many = tuple(hand_made.update(f"dep-{number}") for number in range(40))
    return {
        "all figures": hand_made_figures.report(),
        "one repository": hand_made.report(hand_made.repository()),
        "several repositories": hand_made.report(
            hand_made.repository(), hand_made.unknown_repository(), quiet("owner/quiet")
        ),
        "many repositories": hand_made.report(
            *(hand_made.repository(f"owner/loud-{number}") for number in range(120)),
            *(quiet(f"owner/quiet-{number}") for number in range(60)),
        ),
        "many updates": hand_made.report(replace(hand_made.repository(), updates=many)),
        "info logs": hand_made.report(hand_made.unknown_repository()),
        "no repository": hand_made.report(),
        "no run": replace(
            hand_made.report(), runs=nothing, attention=(), problems=(), runs_without_time=0
        ),
    }


SAMPLES = samples()


@pytest.fixture(params=list(SAMPLES))
def sample(request: pytest.FixtureRequest) -> Report:
    return SAMPLES[str(request.param)]


def page_of(report: Report) -> Page:
    return read(FORMAT.render(report))


# The layout


def test_report_is_laid_out_as_agreed() -> None:
    compare_with_golden("report-all-figures.html", FORMAT.render(hand_made_figures.report()))


def test_real_week_is_laid_out_as_agreed(data: Path, tmp_path: Path) -> None:
    report = real_week(data / "logs" / "picluster", tmp_path)
    compare_with_golden("report-real-week.html", FORMAT.render(report))


def test_same_report_gives_the_same_text(sample: Report) -> None:
    assert FORMAT.render(sample) == HtmlFormat().render(sample)


def test_text_ends_in_one_newline(sample: Report) -> None:
    text = FORMAT.render(sample)
    assert text.endswith("</html>\n")
    assert text.startswith("<!DOCTYPE html>\n")


def test_everything_that_markdown_says_is_said_in_the_same_words(sample: Report) -> None:
    assert said_in_markdown_only(sample) == []


def test_everything_of_a_real_week_is_said_in_the_same_words(data: Path, tmp_path: Path) -> None:
    assert said_in_markdown_only(real_week(data / "logs" / "picluster", tmp_path)) == []


def said_in_markdown_only(report: Report) -> list[str]:
    said = " | ".join(page_of(report).seen()).replace("\u202f", " ")
    # Answers are no table in HTML, and where Markdown draws with blocks it has pictures.
    other = {"Question", "Answer"}
    if report.trend is not None and trend_lines.is_telling(report.trend):
        table = trend_lines.lines_table(report)
        other |= {
            plain(trend_lines.weeks_said(report.trend, report.time_zone)),
            *(each.name for each in table.columns),
        }
        other |= {plain(cell) for row in table.rows for cell in row}
    return [
        words
        for words in words_of_markdown(report)
        if words not in said and words not in other and "in JSON or CSV" not in words
    ]


def words_of_markdown(report: Report) -> list[str]:
    """Return what a reader of the Markdown sees, block by block."""
    texts = []
    for token in parser().parse(MarkdownFormat().render(report)):
        if token.type == "inline":
            flat = "".join(
                " " if child.type == "softbreak" else child.content
                for child in token.children or ()
            )
            plain = " ".join(flat.replace("\u200b", "").replace("\u202f", " ").split())
            texts.append(plain.removeprefix("[!NOTE] "))
    return [text for text in texts if text != "-"]


def test_answers_and_what_needs_a_person_come_first() -> None:
    page = page_of(hand_made_figures.report())
    assert [each.text for each in page.all("dt")] == [
        "Up to date?",
        "Bot healthy?",
        "What changed?",
        "What needs me?",
    ]
    assert page.all("h2")[0].text == "Needs attention"
    links = [each.attributes["href"] for each in page.all("a") if "li" in each.inside]
    assert "https://github.com/owner/apps/pull/2" in links


@pytest.mark.parametrize(
    ("verdict", "tone"),
    [
        (Verdict.HEALTHY, "good"),
        (Verdict.DEGRADED, "fair"),
        (Verdict.FAILED, "bad"),
        (Verdict.INCOMPLETE, "bad"),
        (None, "unknown"),
    ],
)
def test_tone_of_health_is_that_of_the_last_run(verdict: Verdict | None, tone: str) -> None:
    report = replace(
        hand_made.report(), runs=replace(hand_made.runs(), last_verdict=verdict, gaps=())
    )
    assert tones(report)[1] == tone


def tones(report: Report) -> list[str]:
    classes = [each.attributes.get("class", "") for each in page_of(report).all("div")]
    return [each.split()[1] for each in classes if each.startswith("answer ")]


def test_bot_that_stopped_is_bad_news() -> None:
    stopped = Gap(after=datetime.now().astimezone(), until=None, missed_runs=9)
    runs = replace(hand_made.runs(), last_verdict=Verdict.HEALTHY, gaps=(stopped,))
    assert tones(replace(hand_made.report(), runs=runs))[1] == "bad"


def test_nothing_to_do_is_good_news_where_that_is_known() -> None:
    calm = replace(hand_made.report(quiet("owner/quiet")), attention=())
    assert tones(calm) == ["good", "fair", "neutral", "good"]
    unknown = replace(hand_made.report(hand_made.unknown_repository()), attention=())
    assert tones(unknown) == ["unknown", "fair", "neutral", "unknown"]


@pytest.mark.parametrize(("opened", "tone"), [(1, "fair"), (0, "unknown")])
def test_tone_of_updates_is_that_of_its_words_without_runs_too(opened: int, tone: str) -> None:
    part = hand_made.repository()
    pull_requests = (part.open_pull_requests or ())[:opened]
    told_by_forge = replace(part, open_pull_requests=pull_requests, held_back=None)
    runs = replace(hand_made.runs(), total=0, healthy=0, degraded=0, failed=0, incomplete=0)
    report = replace(hand_made.report(told_by_forge), runs=runs)
    answer = next(iter(facts.answers(report)))[1]
    assert str(answer[0]).startswith("No: 1 pull request is" if opened else "Unknown: no pull")
    assert tones(report)[0] == tone


def test_what_presses_is_told_from_what_can_wait() -> None:
    report = hand_made.report()
    waiting = tuple(replace(each, kind=AttentionKind.LIMIT) for each in report.attention)
    assert tones(report)[3] == "bad"
    assert tones(replace(report, attention=waiting))[3] == "fair"


def test_quiet_repository_is_a_line_in_the_overview_only() -> None:
    page = page_of(hand_made.report(hand_made.repository(), quiet("owner/quiet")))
    assert "owner/quiet" in [each.text for each in page.all("code")]
    headings = [each.text for each in page.all("h2")]
    assert "owner/apps" in headings
    assert "owner/quiet" not in headings


def test_of_many_repositories_those_with_something_to_say_come_first() -> None:
    page = page_of(SAMPLES["many repositories"])
    headings = [each.text for each in page.all("h2") if each.text.startswith("owner/")]
    assert len(headings) == 100
    assert "All repositories (180)" in [each.text for each in page.all("summary")]
    assert any(
        text.startswith("20 more repositories with something to say") for text in page.seen()
    )


def test_thousands_of_repositories_make_a_page_that_opens() -> None:
    loud = [hand_made.repository(f"owner/loud-{number}") for number in range(500)]
    silent = [quiet(f"owner/quiet-{number}") for number in range(4_500)]
    text = FORMAT.render(hand_made.report(*loud, *silent))
    assert len(text) < 3_000_000
    assert all(part.repository in text for part in (*loud, *silent))


def test_long_tables_are_folded() -> None:
    def folded(amount: int) -> bool:
        many = tuple(hand_made.update(f"dep-{number}") for number in range(amount))
        page = page_of(hand_made.report(replace(hand_made.repository(), updates=many)))
        return f"Updates ({amount})" in [each.text for each in page.all("summary")]

    assert not folded(15)
    assert folded(16)


def test_rows_of_wide_tables_can_become_blocks_with_the_names_of_their_columns() -> None:
    text = FORMAT.render(hand_made.report(hand_made.repository()))
    (wide, *_) = [part for part in text.split("<table ") if "<caption>Problems</caption>" in part]
    page = read(f"<table {wide.partition('</table>')[0]}</table>")
    assert page.all("table")[0].attributes["class"] == "sortable stacked wide"
    labels = [each.attributes["data-label"] for each in page.all("td")]
    assert labels == [each.text for each in page.all("th") if "thead" in each.inside][1:]


def test_tables_of_few_columns_stay_tables_on_a_middling_screen() -> None:
    classes = [
        each.attributes["class"].split()
        for each in page_of(hand_made.report(hand_made.repository())).all("table")
    ]
    assert ["sortable", "stacked"] in classes
    assert all("stacked" in each for each in classes if "wide" in each)


def test_runs_are_a_picture_where_the_report_has_them() -> None:
    report = hand_made.report(hand_made.repository())
    assert not page_of(report).all("svg")
    mark = RunMark(started_at=report.period.start, verdict=Verdict.HEALTHY, duration_ms=None)
    (picture,) = page_of(replace(report, run_marks=(mark,))).all("svg")
    assert "1 run from Mon 19 Oct 2026" in picture.text


# A file that needs nothing else, and lets nothing in


def test_nothing_is_loaded_from_anywhere(sample: Report) -> None:
    text = FORMAT.render(sample)
    page = read(text)
    loading = {"link", "img", "iframe", "object", "embed", "audio", "video", "form", "base", "use"}
    assert not loading & {each.tag for each in page.elements}
    attributes = {name for each in page.elements for name in each.attributes}
    assert not {"src", "srcset", "style", "background", "action"} & attributes
    assert not {name for name in attributes if name.startswith("on")}
    assert not re.search(r"url\(|@import|fetch\(|XMLHttp|import\(", text)


def test_policy_allows_the_style_and_the_script_and_nothing_else(sample: Report) -> None:
    page = page_of(sample)
    (policy,) = [
        each.attributes["content"]
        for each in page.all("meta")
        if each.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    (style,), (script,) = page.all("style"), page.all("script")
    assert policy == (
        f"default-src 'none'; style-src '{digest(style.text)}'; "
        f"script-src '{digest(script.text)}'; base-uri 'none'; form-action 'none'"
    )


def digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@pytest.mark.parametrize("text", [*HOSTILE, "</style></script><script>alert(1)</script>", '" a="'])
def test_hostile_text_changes_nothing_but_the_text(text: str) -> None:
    spoilt, harmless = page_of(report_with(text)), page_of(report_with("harmless"))
    assert spoilt.structure().keys() <= harmless.structure().keys()
    names = [each.attributes.keys() for each in spoilt.elements]
    assert {name for each in names for name in each} == {
        name for each in harmless.elements for name in each.attributes
    }


def test_what_can_not_be_seen_is_left_out() -> None:
    text = FORMAT.render(report_with("\u202emoc.live\u200b\x1b[31mred\x07\x00"))
    assert "moc.live" in text
    assert not re.search(r"[\u202e\u200b\x1b\x07\x00]", text)


@given(st.text())
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    page = read(f"<p>{escape_html(text)}</p>")
    assert [each.tag for each in page.elements] == ["p"]
    flat = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", text).split())
    visible = re.sub(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", "", flat)
    assert page.elements[0].text == " ".join(visible.split())


@given(st.text(), st.text())
def test_only_addresses_of_the_web_are_linked(text: str, url: str) -> None:
    page = read(f"<p>{in_html((Linked(text, url),))}</p>")
    for link in page.all("a"):
        assert link.attributes["href"].startswith(("https://", "http://", "#"))
    assert not read(str(in_html((Linked("x", "javascript:alert(1)"),)))).all("a")
    assert not read(str(in_html((Linked("x", None),)))).all("a")


def test_words_become_elements() -> None:
    at = Moment(datetime.fromisoformat("2026-10-25T01:30:00+00:00"), "Europe/Stockholm")
    words = ("at ", at, " ", Code("<a>"), Strong("b"), Emphasis("c"), 12_345)
    assert in_html(words) == (
        'at <time datetime="2026-10-25T02:30:00+01:00">Sun 25 Oct 2026, 02:30 CET</time> '
        "<code>&lt;a&gt;</code><strong>b</strong><em>c</em>12\u202f345"
    )


# Open to everybody


def test_page_has_landmarks_and_a_language(sample: Report) -> None:
    page = page_of(sample)
    assert page.all("html")[0].attributes["lang"] == "en"
    for landmark in ("header", "main", "footer", "h1", "title"):
        assert len([each for each in page.all(landmark) if "svg" not in each.inside]) == 1


def test_headings_leave_no_level_out(sample: Report) -> None:
    levels = [int(each.tag[1]) for each in page_of(sample).elements if re.match(r"h\d$", each.tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_identifiers_are_unique_and_all_that_are_named_exist(sample: Report) -> None:
    page = page_of(sample)
    identifiers = [each.attributes["id"] for each in page.elements if "id" in each.attributes]
    assert len(identifiers) == len(set(identifiers))
    for name in ("aria-labelledby", "aria-describedby"):
        assert {each.attributes[name] for each in page.elements if name in each.attributes} <= set(
            identifiers
        )
    inner = [each.attributes["href"] for each in page.all("a")]
    assert {url[1:] for url in inner if url.startswith("#")} <= set(identifiers)


def test_tables_have_a_caption_and_headers_for_columns_and_rows(sample: Report) -> None:
    page = page_of(sample)
    assert page.all("table")
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(each.text for each in page.all("caption"))
    assert {each.attributes.get("scope") for each in page.all("th")} == {"col", "row"}
    assert all(each.text.strip() for each in (*page.all("th"), *page.all("td")))


def test_times_are_for_machines_too() -> None:
    times = page_of(hand_made_figures.report()).all("time")
    assert times
    for each in times:
        at = datetime.fromisoformat(each.attributes["datetime"])
        assert at.utcoffset() in {timedelta(hours=1), timedelta(hours=2)}
        assert f"{at:%H:%M}" in each.text


COLOURS = re.compile(r"--([a-z]+): (#[0-9a-f]{3,6})")


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours. Source: WCAG 2.2, contrast ratio."""

    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
        parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def test_colours_can_be_told_apart_in_light_in_dark_and_on_paper() -> None:
    (style,) = page_of(hand_made.report()).all("style")
    themes = [dict(COLOURS.findall(block)) for block in style.text.split(":root {")[1:]]
    assert len(themes) == 3
    for theme in themes:
        for back in ("page", "surface", "shade"):
            for name in ("text", "muted", "link", "good", "fair", "bad", "unknown", "neutral"):
                assert contrast(theme[name], theme[back]) >= 4.5, (name, back)
        for name in ("healthy", "degraded", "failed", "incomplete", "patch"):
            assert contrast(theme[name], theme["surface"]) >= 4.5, name


# Templates of one's own


def test_own_template_stands_in_for_one_of_the_package(tmp_path: Path) -> None:
    (tmp_path / "report.html.j2").write_text(
        '{% extends "builtin/report.html.j2" %}{% block footer %}<footer>{{ report.headline }}'
        "</footer>{% endblock %}",
        "utf-8",
    )
    text = HtmlFormat(ReportLayout(templates=tmp_path)).render(hand_made.report(text="<b>"))
    assert "<footer>What happened: &lt;b&gt;</footer>" in text
    assert "Written by renovate-kit" not in text
    assert next(each.text for each in read(text).all("h2")) == "Needs attention"


def test_own_style_is_allowed_by_the_policy(tmp_path: Path) -> None:
    (tmp_path / "report.css").write_text("body { color: green; }\r\n", "utf-8", newline="")
    text = HtmlFormat(ReportLayout(templates=tmp_path)).render(hand_made.report())
    assert (
        f"style-src '{digest(read(text).all('style')[0].text)}'"
        in read(text).all("meta")[1].attributes["content"]
    )
    assert "color: green" in text


def test_folder_without_templates_changes_nothing(tmp_path: Path) -> None:
    report = hand_made_figures.report()
    assert HtmlFormat(ReportLayout(templates=tmp_path)).render(report) == FORMAT.render(report)


@pytest.mark.parametrize(
    ("template", "name", "line"),
    [
        ("<p>\n{{ report.headlin }}", "report.html.j2", 2),
        ("\n\n{% if %}", "report.html.j2", 3),
        ("{{ 1 / 0 }}", "repository/freshness.html.j2", 1),
        ("{{ part.repository + 1 }}", "repository/updates.html.j2", 1),
        ("{{ missing() }}", "table.html.j2", 1),
    ],
)
def test_mistake_in_a_template_is_told_with_its_place(
    template: str, name: str, line: int, tmp_path: Path
) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(template, "utf-8")
    with pytest.raises(InputError, match="the template is wrong") as raised:
        HtmlFormat(ReportLayout(templates=tmp_path)).render(
            hand_made.report(hand_made.repository())
        )
    assert raised.value.message.startswith(f"{tmp_path / name}:{line}: ")
    assert "\n" not in raised.value.message


def test_template_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "report.css").write_bytes(b"\xff")
    with pytest.raises(InputError, match="the template is wrong"):
        HtmlFormat(ReportLayout(templates=tmp_path)).render(hand_made.report())


# A validator of others


def test_html_validate_finds_nothing(sample: Report, tmp_path: Path) -> None:
    assert_valid_html(FORMAT.render(sample), tmp_path)
