"""A report is made to fit by leaving whole parts out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from renovate_kit.reports.formats.markdown import MarkdownFormat
from renovate_kit.reports.publishing.fitting import Limit, fitted, utf8_bytes, utf16_units
from tests.reports import hand_made
from tests.reports.test_markdown import HOSTILE, report_with

WHOLE = "It is elsewhere."


def _limit(most: int) -> Limit:
    return Limit(most=most, size=len, words=f"{most} characters")


def _section(name: str, size: int, level: int = 2) -> str:
    return f"{'#' * level} {name}\n\n{'x' * size}\n\n"


def test_what_fits_stays_as_it_is() -> None:
    text = "# R\n\n" + _section("A", 10)
    assert fitted(text, _limit(len(text)), whole=WHOLE) == text


def test_sections_are_left_out_whole_and_later_ones_that_fit_are_kept() -> None:
    text = (
        "# R\n\n**Said.**\n\n"
        + _section("A", 500)
        + _section("B", 5_000)
        + _section("C", 100)
        + _section("D", 900)
    )
    short = fitted(text, _limit(2_500), whole=WHOLE)
    assert (
        short
        == (
            "# R\n\n**Said.**\n\n> [!NOTE]\n"
            "> There is room for 2500 characters here. Left out: B and D."
            f" {WHOLE}\n\n{_section('A', 500)}{_section('C', 100)}"
        ).rstrip("\n")
        + "\n"
    )


def test_a_section_too_large_keeps_those_of_its_parts_that_fit() -> None:
    text = (
        "# R\n\n## `a/b`\n\nIntro.\n\n"
        + _section("Security", 300, 3)
        + _section("Updates", 9_000, 3)
        + _section("Problems", 300, 3)
    )
    short = fitted(text, _limit(3_000), whole=WHOLE)
    assert "Left out: `a/b`: Updates. " in short
    assert "### Security" in short
    assert "### Problems" in short
    assert "### Updates" not in short


def test_a_section_without_room_for_any_part_leaves_no_heading() -> None:
    text = "# R\n\n## `a/b`\n\n" + _section("Updates", 9_000, 3) + _section("B", 450)
    short = fitted(text, _limit(2_000), whole=WHOLE)
    assert "Left out: `a/b`. " in short
    assert "## `a/b`" not in short
    assert "## B" in short


def test_a_beginning_too_large_loses_whole_blocks() -> None:
    text = f"# R\n\n{'y' * 4_000}\n\n**Said.**\n\n{_section('A', 50)}"
    short = fitted(text, _limit(2_000), whole=WHOLE)
    assert short.startswith("# R\n\n**Said.**\n\n> [!NOTE]\n")
    assert "Left out: a part of the beginning. " in short
    assert "## A" in short


def test_what_only_looks_like_a_heading_is_not_cut_at() -> None:
    code = "```text\n## no\n~~~\n## no\n```\n\n"
    inside = f"{code}<details>\n<summary>S</summary>\n\n## no\n\n</details>\n\n"
    text = "# R\n\n## A\n\n" + inside + _section("B", 4_000)
    short = fitted(text, _limit(2_500), whole=WHOLE)
    assert inside.rstrip() in short
    assert "Left out: B." in short
    assert inside not in fitted(text, _limit(1_550), whole=WHOLE)


@pytest.mark.parametrize("most", [2_000, 2_500, 3_500, 4_000])
def test_tables_and_folds_of_a_real_layout_stay_whole(most: int) -> None:
    part = hand_made.repository()
    text = MarkdownFormat().render(hand_made.report(part, hand_made.unknown_repository()))
    assert len(text) > most
    short = fitted(text, _limit(most), whole=WHOLE)
    assert len(short) <= most
    assert short.count("<details>") == short.count("</details>")
    assert short.count("```") % 2 == 0
    blocks = set(text.split("\n\n"))
    foreign = [block for block in short.rstrip("\n").split("\n\n") if block not in blocks]
    assert len(foreign) == 1
    assert foreign[0].startswith("> [!NOTE]\n> There is room for ")


@given(
    sizes=st.lists(st.integers(0, 3_000), min_size=1, max_size=60),
    most=st.integers(1_600, 20_000),
    name=st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=200),
)
def test_it_always_fits_and_says_what_is_missing(sizes: list[int], most: int, name: str) -> None:
    text = "# R\n\n" + "".join(_section(f"{name}{at}", size) for at, size in enumerate(sizes))
    short = fitted(text, _limit(most), whole=WHOLE)
    assert len(short) <= most
    assert ("Left out" in short) == (len(text) > most)


def test_sizes_are_counted_as_the_places_do() -> None:
    assert utf16_units("aé€😀") == 5
    assert utf8_bytes("aé€😀") == 10


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_others_notifies_or_closes_anything(text: str) -> None:
    """GitHub looks at text outside of code and links, after it has rendered it."""
    body = MarkdownFormat().render(report_with(f"Fixes #7, closes acme/x#8: {text} @octocat"))
    for line in _texts(fitted(body, _limit(60_000), whole=WHOLE)):
        assert not re.search(r"@[A-Za-z0-9]|#\d|\bGH-\d|https?://|www\.", line), line


def _texts(markdown: str) -> list[str]:
    found = []
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").parse(markdown):
        depth = 0
        for child in token.children or ():
            depth += {"link_open": 1, "link_close": -1}.get(child.type, 0)
            if child.type == "text" and not depth:
                found.append(child.content)
    return found
