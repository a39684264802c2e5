import pytest

from renovate_kit.config.selection import Selection, parse_names, path_matches
from renovate_kit.errors import UsageError

KNOWN = frozenset({"RK101", "unknown-option", "RK102", "wrong-type"})


def test_without_a_choice_everything_is_shown() -> None:
    assert Selection().allows("RK101", "unknown-option")


@pytest.mark.parametrize("named", ["RK101", "unknown-option"])
def test_a_rule_is_chosen_by_code_or_name(named: str) -> None:
    selection = Selection(select=frozenset({named}))
    assert selection.allows("RK101", "unknown-option")
    assert not selection.allows("RK102", "wrong-type")


def test_what_is_ignored_is_not_shown_even_if_selected() -> None:
    selection = Selection(select=frozenset({"RK101"}), ignore=frozenset({"unknown-option"}))
    assert not selection.allows("RK101", "unknown-option")


def test_names_come_in_lists_and_one_by_one() -> None:
    assert parse_names(["RK101, wrong-type", "RK102,"], KNOWN, "--select") == {
        "RK101",
        "wrong-type",
        "RK102",
    }


def test_an_unknown_rule_is_wrong_usage_that_names_flag_and_likely_rule() -> None:
    with pytest.raises(UsageError) as caught:
        parse_names(["unknown-options"], KNOWN, "--ignore")
    assert "--ignore" in caught.value.message
    assert "unknown-option?" in caught.value.hint


@pytest.mark.parametrize(
    ("pattern", "path", "is_match"),
    [
        ("renovate.json", "a/b/renovate.json", True),
        ("*.json", "a/b/renovate.json", True),
        ("*.json", "renovate.json5", False),
        ("a/*.json", "a/renovate.json", True),
        ("a/*.json", "a/b/renovate.json", False),
        ("a/**/*.json", "a/renovate.json", True),
        ("a/**/*.json", "a/b/c/renovate.json", True),
        ("a/**", "a/b/c/renovate.json", True),
        ("./a/*", "a/x", True),
        ("a.c", "abc", False),
        ("?.json", "a.json", True),
        ("[a].json", "a.json", False),
    ],
)
def test_patterns_match_paths(pattern: str, path: str, is_match: bool) -> None:  # noqa: FBT001 - a column of the table
    assert path_matches(pattern, path) is is_match
