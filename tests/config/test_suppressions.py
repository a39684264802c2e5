import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.diagnostics import OfficialCounts
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.pipeline import CheckedFile, check_bytes
from renovate_kit.config.selection import EVERYTHING, Selection

MISSPELT = '"labls": []'


def check(text: str, path: str = "renovate.json", selection: Selection = EVERYTHING) -> CheckedFile:
    return check_bytes(
        text.encode(), path=path, kind=None, catalogue=load_catalogue(), selection=selection
    )


def rules(text: str, path: str = "renovate.json", selection: Selection = EVERYTHING) -> list[str]:
    return [item.rule for item in check(text, path, selection).diagnostics]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{{\n{MISSPELT} // renovate-kit: ignore[RK101]\n}}", id="same line"),
        pytest.param(f"{{\n// renovate-kit: ignore[unknown-option]\n{MISSPELT}\n}}", id="above"),
        pytest.param(f"{{\n/* renovate-kit: ignore[RK101] */ {MISSPELT}\n}}", id="before it"),
        pytest.param(
            f"{{\n// renovate-kit: ignore[RK101]\n// why it is so\n\n{MISSPELT}\n}}",
            id="above, with other comments between",
        ),
        pytest.param(f"{{\n/* why\n renovate-kit:ignore[ RK101 ]\n*/\n{MISSPELT}\n}}", id="block"),
        pytest.param(f"{{{MISSPELT}}}\n// renovate-kit: ignore-file[RK101]", id="whole file"),
        pytest.param(f"{{\r\n// renovate-kit: ignore[RK101]\r\n{MISSPELT}\r\n}}", id="Windows"),
    ],
)
@pytest.mark.parametrize("path", ["renovate.json", "renovate.jsonc", "renovate.json5"])
def test_a_comment_silences_a_finding(text: str, path: str) -> None:
    assert rules(text, path) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{{\n// renovate-kit: ignore[RK101]\n\n{MISSPELT},\n{MISSPELT[:-2]}1\n}}"),
        pytest.param(f'{{\n"a": 1, // renovate-kit: ignore[RK101]\n{MISSPELT}\n}}'),
    ],
)
def test_a_comment_silences_its_own_line_only(text: str) -> None:
    assert rules(text).count("unknown-option") == 1


def test_a_comment_silences_only_the_rules_that_it_names() -> None:
    text = f"{{\n// renovate-kit: ignore[RK102, wrong-type]\n{MISSPELT}\n}}"
    assert rules(text) == ["unused-suppression", "unused-suppression", "unknown-option"]


def test_text_that_looks_like_a_suppression_silences_nothing() -> None:
    text = '{"description": "renovate-kit: ignore-file[RK101]", "labls": []}'
    assert rules(text) == ["unknown-option"]


def test_a_suppression_of_no_use_is_reported_where_it_stands() -> None:
    (item,) = check('{\n  // renovate-kit: ignore[RK101]\n  "labels": []\n}').diagnostics
    assert (item.code, item.severity, item.place.line, item.place.column) == ("RK009", "info", 2, 3)
    assert "`RK101`" in item.message


def test_a_misspelt_rule_is_reported_with_the_likely_one() -> None:
    (item,) = check("{} // renovate-kit: ignore[unknown-options]").diagnostics
    assert item.rule == "unused-suppression"
    assert "unknown-option`?" in item.help


def test_a_suppression_of_a_rule_that_nobody_asked_for_is_left_alone() -> None:
    text = "{} // renovate-kit: ignore[RK101]"
    assert rules(text, selection=Selection(ignore=frozenset({"unknown-option"}))) == []
    assert rules(text, selection=Selection(select=frozenset({"RK009"}))) == []
    both = frozenset({"RK009", "RK101"})
    assert rules(text, selection=Selection(select=both)) == ["unused-suppression"]


def test_secrets_in_a_suppression_are_not_shown() -> None:
    token = "ghp_" + "a1B2" * 9
    (item,) = check(f"{{}} // renovate-kit: ignore[{token}]").diagnostics
    assert token not in item.message + item.excerpt + item.help


def test_the_official_counts_know_no_suppressions() -> None:
    text = f"{{{MISSPELT}}} // renovate-kit: ignore-file[RK101]"
    checked = check(text, selection=Selection(ignore=frozenset({"RK101"})))
    assert checked.diagnostics == ()
    assert checked.official == OfficialCounts(errors=1, warnings=0, migrates=False)


def test_a_file_that_is_no_config_is_shown_whatever_was_selected() -> None:
    assert rules("{", selection=Selection(select=frozenset({"RK101"}))) == ["syntax-error"]


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\n\r"), max_size=40))
def test_no_comment_breaks_the_check(comment: str) -> None:
    checked = check(f"{{ // renovate-kit: ignore[{comment}\n}}")
    assert {item.rule for item in checked.diagnostics} <= {"unused-suppression", "json5-in-json"}
