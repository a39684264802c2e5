import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.diagnostics import Diagnostic, Fix, Severity
from renovate_kit.config.document.edits import Edit
from renovate_kit.config.document.location import Place, Span
from renovate_kit.config.fixing import MOST_ROUNDS, FixedText, fix_text


def finding(*edits: Edit, is_safe: bool = True) -> Diagnostic:
    return Diagnostic(
        path="renovate.json",
        place=Place(1, 1, 1, 1),
        code="RK101",
        rule="unknown-option",
        severity=Severity.ERROR,
        message="wrong",
        help="",
        pointer="",
        official=None,
        official_count=0,
        fix=Fix(description="mend", edits=edits, is_safe=is_safe),
        excerpt="",
    )


def each(text: str, wrong: str, right: str, *, is_safe: bool = True) -> list[Diagnostic]:
    starts = [index for index in range(len(text)) if text.startswith(wrong, index)]
    return [
        finding(Edit(Span(start, start + len(wrong)), right), is_safe=is_safe) for start in starts
    ]


def test_all_fixes_of_a_text_are_applied() -> None:
    fixed = fix_text("a-a-a", lambda text: tuple(each(text, "a", "bb")), with_unsafe=False)
    assert fixed == FixedText(text="bb-bb-bb", count=3)


def test_a_fix_that_calls_for_another_is_followed_by_it() -> None:
    def check(text: str) -> tuple[Diagnostic, ...]:
        return (*each(text, "a", "b"), *each(text, "b", "c"))

    assert fix_text("a", check, with_unsafe=False) == FixedText(text="c", count=2)


def test_overlapping_fixes_are_applied_one_after_the_other() -> None:
    fixed = fix_text("aaaa", lambda text: tuple(each(text, "aa", "a")), with_unsafe=False)
    assert fixed.text == "a"


def test_two_insertions_at_one_place_wait_for_each_other() -> None:
    def check(text: str) -> tuple[Diagnostic, ...]:
        missing = [letter for letter in "xy" if letter not in text]
        return tuple(finding(Edit(Span(0, 0), letter)) for letter in missing)

    assert fix_text("", check, with_unsafe=False) == FixedText(text="yx", count=2)


@pytest.mark.parametrize(("with_unsafe", "text"), [(False, "a"), (True, "b")])
def test_unsafe_fixes_are_applied_only_on_request(with_unsafe: bool, text: str) -> None:  # noqa: FBT001 - a column of the table
    def check(text: str) -> tuple[Diagnostic, ...]:
        return tuple(each(text, "a", "b", is_safe=False))

    assert fix_text("a", check, with_unsafe=with_unsafe).text == text


def test_fixes_that_undo_each_other_come_to_an_end() -> None:
    def check(text: str) -> tuple[Diagnostic, ...]:
        return (*each(text, "a", "b"), *each(text, "b", "a"))

    assert fix_text("a", check, with_unsafe=False) == FixedText(text="b", count=1)


def test_fixes_that_grow_for_ever_come_to_an_end() -> None:
    fixed = fix_text(
        "a", lambda text: (finding(Edit(Span(len(text), len(text)), "a")),), with_unsafe=False
    )
    assert len(fixed.text) == 1 + MOST_ROUNDS


def test_a_fix_that_would_break_the_text_is_not_applied() -> None:
    def check(text: str) -> tuple[Diagnostic, ...] | None:
        return None if "b" in text else tuple(each(text, "a", "b"))

    assert fix_text("a", check, with_unsafe=False) == FixedText(text="a", count=0)


@given(st.text("ab", max_size=12), st.text("ab", min_size=1, max_size=3), st.text("c", max_size=2))
def test_what_is_left_has_nothing_more_to_fix(text: str, wrong: str, right: str) -> None:
    fixed = fix_text(text, lambda now: tuple(each(now, wrong, right)), with_unsafe=False)
    assert wrong not in fixed.text or fixed.count >= MOST_ROUNDS
