import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.grammars.javascript_regexp import regexp_problem
from tests.config.grammars.recorded import recorded


def test_agrees_with_v8() -> None:
    verdicts = recorded("javascript_regexps")
    assert [text for text in verdicts["accepted"] if regexp_problem(text) is not None] == []
    assert [text for text in verdicts["rejected"] if regexp_problem(text) is None] == []


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("a**", "nothing to repeat"),
        ("(a", "unterminated group"),
        ("a)", "unmatched )"),
        ("[a", "unterminated class"),
        ("[b-a]", "range out of order in a class"),
        ("a{2,1}", "numbers out of order in a quantifier"),
        ("(?<a>x)(?<a>y)", "duplicate name of a group"),
        ("(?<a>x)\\k<b>", "reference to a group that does not exist"),
        ("a\\", "backslash at the end"),
    ],
)
def test_says_what_is_wrong(pattern: str, problem: str) -> None:
    assert regexp_problem(pattern) == problem


@pytest.mark.parametrize(("flags", "accepted"), [("gim", True), ("ii", False), ("x", False)])
def test_checks_the_flags(flags: str, *, accepted: bool) -> None:
    assert (regexp_problem("a", flags) is None) is accepted


@given(st.text(alphabet="ab()[]{}?*+|\\^$<>=!:,-0129kuxcdé😀"))
def test_a_group_around_a_pattern_changes_nothing(pattern: str) -> None:
    if regexp_problem(pattern) is None:
        assert regexp_problem(f"(?:{pattern})*") is None
