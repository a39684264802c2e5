import os
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from renovate_kit.reports.formats import wording
from renovate_kit.reports.formats.interface import Format
from renovate_kit.reports.formats.markdown import MarkdownFormat
from renovate_kit.reports.formats.markdown_text import Markdown, code, escape_markdown, link
from renovate_kit.reports.report import Gap, Period, Report, Update, UpdateOutcome, Verdict
from renovate_kit.reports.statistics.build import build_report
from tests.reports import hand_made
from tests.reports.period import rows
from tests.reports.real_week import real_week

GOLDEN = Path(__file__).parents[1] / "golden"
FORMAT: Format = MarkdownFormat()

WEEK_START = datetime(2026, 10, 19, tzinfo=UTC)

HOSTILE = [
    "a | b",
    "line\nbreak\r\n\r\n# heading",
    "``` fence `code` ~~~",
    "</details><script>alert(1)</script><!-- ",
    "@octocat and @org/team, see #12, GH-12 and owner/name#3",
    "[click](javascript:alert(1)) ![pixel](https://evil.example/p.png) <https://evil.example>",
    "https://evil.example www.evil.example mailto:a@evil.example",
    "\\| escaped \\` already \\",
    "**bold** _emphasis_ ~~gone~~ $x$ &lt;b&gt; &#64;octocat",
    "\u202emoc.live\u200b",
    "1. list",
    "- [ ] task",
    "> quote",
    "---",
    "===",
    "{{ report }} {% raw %} {# no #}",
    "\x1b[31mred\x07",
    "",
]


def parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def structure(markdown: str) -> list[str]:
    """Return the kinds of all tokens of a text, in which plain text is one token in a row."""
    kinds: list[str] = []
    for token in parser().parse(markdown):
        found = [token.type, *(child.type for child in token.children or ())]
        kinds += [
            kind for kind in found if kind not in {"text", "text_special", "code_inline", "inline"}
        ]
    return kinds


def shown(markdown: str) -> str:
    """Return what a reader sees of one paragraph."""
    (inline,) = [token for token in parser().parse(markdown) if token.type == "inline"]
    assert {child.type for child in inline.children or ()} <= {"text", "text_special"}
    return "".join(child.content for child in inline.children or ()).replace("\u200b", "")


def compare_with_golden(name: str, text: str) -> None:
    """Compare with a file; UPDATE_GOLDEN=1 writes it instead, to be read in the diff."""
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


# The layout


def test_one_repository_is_laid_out_as_agreed() -> None:
    compare_with_golden(
        "report-one-repository.md", FORMAT.render(hand_made.report(hand_made.repository()))
    )


def test_several_repositories_are_laid_out_as_agreed() -> None:
    report = hand_made.report(hand_made.repository(), hand_made.unknown_repository())
    compare_with_golden("report-several-repositories.md", FORMAT.render(report))


def test_info_logs_are_laid_out_as_unknown() -> None:
    text = FORMAT.render(hand_made.report(hand_made.unknown_repository()))
    compare_with_golden("report-info-logs.md", text)
    assert "| Up to date? | Unknown" in text
    assert "LOG_LEVEL=debug" in text


def test_real_week_is_laid_out_as_agreed(data: Path, tmp_path: Path) -> None:
    report = real_week(data / "logs" / "picluster", tmp_path)
    compare_with_golden("report-real-week.md", FORMAT.render(report))


def test_same_report_gives_the_same_text() -> None:
    report = hand_made.report(hand_made.repository())
    assert FORMAT.render(report) == MarkdownFormat().render(report)


def test_text_ends_in_one_newline_and_has_no_double_blank_lines() -> None:
    for parts in ([], [hand_made.repository()], [hand_made.repository("a/b")] * 2):
        text = FORMAT.render(hand_made.report(*parts))
        assert text.endswith("\n")
        assert not text.endswith("\n\n")
        assert "\n\n\n" not in text
        assert not re.search(r"[ \t]$", text, re.MULTILINE)


def test_quiet_repository_is_a_line_in_the_overview_only() -> None:
    quiet = replace(
        hand_made.repository("owner/quiet"),
        attention=(),
        problems=(),
        pull_request_changes=(),
        open_pull_requests=(),
        held_back=(),
        updates=(),
    )
    text = FORMAT.render(hand_made.report(hand_made.repository(), quiet))
    assert "| `owner/quiet` |" in text
    assert "## `owner/quiet`" not in text
    assert "## `owner/apps`" in text


def test_long_tables_are_folded() -> None:
    def rendered(amount: int) -> str:
        many = tuple(hand_made.update(f"dep-{number}") for number in range(amount))
        return FORMAT.render(hand_made.report(replace(hand_made.repository(), updates=many)))

    assert "<summary>All updates</summary>" not in rendered(15)
    assert "<summary>All updates</summary>" in rendered(16)


def test_security_tells_what_became_of_each_update() -> None:
    part = hand_made.repository()
    merged = hand_made.update(outcome=UpdateOutcome.MERGED_BY_PERSON)
    text = FORMAT.render(
        hand_made.report(
            replace(part, updates=(merged,), open_pull_requests=(), advisories_unread="no rights")
        )
    )
    assert "- Not looked for everywhere: no rights\n" in text
    assert "`axios` `1.8.2`: most likely merged by a person\n" in text


def test_security_of_info_logs_is_what_renovate_worked_on() -> None:
    changes = hand_made.repository().pull_request_changes
    part = replace(hand_made.unknown_repository(), pull_request_changes=changes)
    text = FORMAT.render(hand_made.report(part))
    assert r"Update axios to v1.8.2 \[SECURITY\]: created, updated" in text


@pytest.mark.parametrize(
    ("verdict", "answer"),
    [
        (Verdict.HEALTHY, "Yes"),
        (Verdict.DEGRADED, "With warnings"),
        (Verdict.FAILED, "No"),
        (Verdict.INCOMPLETE, "No"),
    ],
)
def test_health_is_that_of_the_last_run(verdict: Verdict, answer: str) -> None:
    runs = replace(hand_made.runs(), last_verdict=verdict, gaps=())
    report = replace(hand_made.report(), runs=runs)
    assert f"| Bot healthy? | {answer}: last run " in FORMAT.render(report)


def test_missing_runs_are_told_with_the_health() -> None:
    runs = replace(hand_made.runs(), last_verdict=Verdict.HEALTHY)
    missed = sum(gap.missed_runs for gap in runs.gaps)
    text = FORMAT.render(replace(hand_made.report(), runs=runs))
    assert missed
    assert "| Bot healthy? | Yes, with gaps: last run " in text
    assert f", {missed} missing" in text


def test_bot_that_stopped_is_not_healthy_whatever_it_did_before() -> None:
    runs = hand_made.runs()
    stopped = Gap(after=runs.last_started_at or WEEK_START, until=None, missed_runs=9)
    many = replace(runs, last_verdict=Verdict.HEALTHY, gaps=(*runs.gaps * 6, stopped))
    text = FORMAT.render(replace(hand_made.report(), runs=many))
    assert "| Bot healthy? | No: no run since Sun 25 Oct 2026, 23:00 CET;" in text
    assert "; and 2 more gaps |" in text


def test_numbers_have_no_addresses_where_the_platform_is_unknown() -> None:
    text = FORMAT.render(hand_made.report(replace(hand_made.repository(), forge_url=None)))
    assert "#2" in text
    assert "/pull/2" not in text


def test_period_without_anything_is_a_report_too() -> None:
    none = replace(
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
    empty = replace(hand_made.report(), runs=none, attention=(), problems=(), runs_without_time=0)
    text = FORMAT.render(empty)
    assert "Unknown: no run is on record" in text
    assert "| Runs | none |" in text


def test_week_without_runs_says_since_when_and_what_is_unknown() -> None:
    starts = [WEEK_START - timedelta(hours=hour) for hour in range(12, 0, -1)]
    period = Period(name="2026-W43", start=WEEK_START, end=WEEK_START + timedelta(days=7))
    text = FORMAT.render(build_report(rows(starts_before=starts), period=period, time_zone="UTC"))
    assert "| Bot healthy? | No: no run since Sun 18 Oct 2026, 23:00 UTC |" in text
    assert "| Up to date? | Unknown: Renovate did not run |" in text
    assert "| What changed? | Nothing by Renovate: it did not run |" in text
    assert "- **No runs** since Sun 18 Oct 2026, 23:00 UTC: none on record" in text
    assert "The report of 2026-W42 has the last that is known." in text
    assert "| Last run before | Sun 18 Oct 2026, 23:00 UTC |" in text
    assert "| Missing runs | 168 between" in text


def test_problem_with_a_mere_name_is_shown_in_words_with_its_name() -> None:
    named = replace(hand_made.problem("artifactErrors"), words="Updating failed")
    text = FORMAT.render(replace(hand_made.report(), problems=(named,)))
    assert "| Updating failed (`artifactErrors`) |" in text


# Untrusted text


def report_with(text: str) -> Report:
    """Return a report in which everything that comes from outside is this text."""

    def spoil(update: Update) -> Update:
        return replace(
            update,
            dep_name=text,
            current_version=text,
            new_version=text,
            update_type=text,
            reason=text,
        )

    part = hand_made.repository(text=text)
    updates = tuple(spoil(update) for update in part.updates or ())
    held_back = tuple(
        replace(
            held,
            updates=tuple(replace(each, update=spoil(each.update)) for each in held.updates),
        )
        for held in part.held_back or ()
    )
    spoilt = replace(
        part,
        updates=updates,
        held_back=held_back,
        managers=((text, 1),),
        updates_by_type=((text, 2),),
        time_spent_ms=((text, 1),),
        advisories_unread=text,
    )
    return hand_made.report(spoilt, text=text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_changes_nothing_but_the_text(text: str) -> None:
    rendered = FORMAT.render(report_with(text))
    assert structure(rendered) == structure(FORMAT.render(report_with("harmless")))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_mentions_and_links_nothing_on_github(text: str) -> None:
    rendered = FORMAT.render(report_with(text))
    outside_code = re.sub(r"`[^`\n]*`|\]\(https://(?:github|docs)[^)]*\)", "", rendered)
    outside_code = re.sub(r"\[#2", "", outside_code)  # the report's own link
    assert not re.search(r"@\w|(?<!&)#\d|\bGH-\d|\bwww\.|\w://", outside_code)


def test_repository_name_can_not_leave_its_link() -> None:
    part = hand_made.repository("o/n) [x](https://evil.example")
    assert (
        part.pull_request_url(1)
        == "https://github.com/o/n%29%20%5Bx%5D%28https%3A//evil.example/pull/1"
    )


@given(st.text())
def test_escaped_text_is_shown_as_it_is(text: str) -> None:
    escaped = escape_markdown(f"x {text} x")
    flat = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", f"x {text} x").split())
    visible = re.sub(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", "", flat)
    assert shown(escaped) == " ".join(visible.split())


@given(st.text(alphabet="`|\\<>[]()*_~#-+=.0123456789 ab@&;:/!\n$", max_size=30))
def test_escaped_text_never_begins_a_block(text: str) -> None:
    escaped = escape_markdown(text)
    if escaped:
        assert structure(escaped) == ["paragraph_open", "paragraph_close"]


@given(st.text(alphabet="`|\\<>[]()*_~# ab@", max_size=30))
def test_cells_keep_their_columns(text: str) -> None:
    for cell in (code(text), escape_markdown(text)):
        kinds = structure(f"| a | b |\n|---|---|\n| {cell} | end |\n")
        assert kinds.count("td_open") == 2
        assert not {"link_open", "em_open", "strong_open", "html_inline", "s_open"} & set(kinds)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("snake_case", "snake_case"),
        ("_it_", r"\_it\_"),
        ("v1.2.3", "v1.2.3"),
        ("@angular/core", "@&#8203;angular/core"),
        ("fixes #12", "fixes #&#8203;12"),
        ("a|b", r"a\|b"),
        ("1. one", r"1\. one"),
        ("44.121.2", "44.121.2"),
    ],
)
def test_escaping_spares_what_is_harmless(text: str, markdown: str) -> None:
    assert escape_markdown(text) == markdown


def test_code_holds_what_it_can() -> None:
    assert code("@angular/core") == "`@angular/core`"
    assert code(">=1.0 <2") == "`>=1.0 <2`"
    assert code("a`b") == r"a\`b"
    assert code("") == ""


def test_link_without_address_is_its_text() -> None:
    assert link(Markdown("#1"), None) == "#1"
    assert link(Markdown("#1"), "https://x/(1)") == "[#1](https://x/%281%29)"


# Words


@pytest.mark.parametrize(
    ("milliseconds", "words"),
    [
        (0, "0 ms"),
        (999, "999 ms"),
        (1_000, "1.0 s"),
        (5_523, "5.5 s"),
        (59_949, "59.9 s"),
        (59_950, "1 min 0 s"),
        (125_000, "2 min 5 s"),
        (3_599_999, "1 h"),
        (3_600_000, "1 h"),
        (5_400_000, "1 h 30 min"),
    ],
)
def test_durations_read_well(milliseconds: int, words: str) -> None:
    assert wording.duration(milliseconds) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0"), (9_999, "9999"), (10_000, "10\u202f000"), (-12_345, "-12\u202f345")],
)
def test_numbers_are_grouped_from_ten_thousand_on(value: int, words: str) -> None:
    assert wording.number(value) == words


def test_counts_have_their_noun() -> None:
    assert wording.count(0, "run") == "no runs"
    assert wording.count(1, "run") == "1 run"
    assert wording.count(2, "dependency", "dependencies") == "2 dependencies"


def test_moments_are_in_the_zone_of_the_report() -> None:
    moment = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert wording.moment(moment, "Europe/Stockholm") == "Sun 25 Oct 2026, 02:30 CEST"
    later = moment + timedelta(hours=1)
    assert wording.moment(later, "Europe/Stockholm") == "Sun 25 Oct 2026, 02:30 CET"


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Pacific/Kiritimati", "Sun 25 Oct 2026, 14:30 UTC+14:00"),
        ("Asia/Kathmandu", "Sun 25 Oct 2026, 06:15 UTC+05:45"),
        ("America/Sao_Paulo", "Sat 24 Oct 2026, 21:30 UTC-03:00"),
    ],
)
def test_zones_without_an_abbreviation_are_told_by_their_offset(zone: str, words: str) -> None:
    assert wording.moment(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), zone) == words


def test_days_of_a_period_leave_out_its_end() -> None:
    start = datetime(2026, 9, 7, tzinfo=UTC)
    week = Period(name="w", start=start, end=start + timedelta(days=7))
    day = Period(name="d", start=start, end=start + timedelta(days=1))
    assert wording.day_range(week, "UTC") == "Mon 7 Sep 2026 to Sun 13 Sep 2026"
    assert wording.day_range(day, "UTC") == "Mon 7 Sep 2026"
