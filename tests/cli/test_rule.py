from pathlib import Path

import pytest

from renovate_kit.config.rule_page import rule_names
from tests.commandline import Run

RULES_PAGE = Path(__file__).resolve().parents[2] / "docs" / "rules.md"


@pytest.mark.parametrize("name", ["RK101", "rk101", "unknown-option"])
def test_a_rule_is_explained_by_code_and_by_name(run: Run, name: str) -> None:
    outcome = run("rule", name)
    assert outcome.exit_code == 0
    assert outcome.out.startswith("RK101 unknown-option (error)\n\n")
    assert "The official validator reports it as an error." in outcome.out
    assert '    {"prHourlyLimt": 2}\n' in outcome.out


def test_what_is_no_rule_of_its_own_is_explained_too(run: Run) -> None:
    for name in ("syntax-error", "unmigratable-value", "unused-suppression"):
        outcome = run("rule", name)
        assert outcome.exit_code == 0
        assert f"{name} (" in outcome.out


def test_the_page_says_how_a_fix_is_applied(run: Run) -> None:
    out = run("rule", "outdated-option").out
    assert "`--fix` mends it" in out
    assert "asks for a migration, and fails with `--strict`" in out
    assert "Mended:" in out


def test_an_unknown_rule_is_wrong_usage_with_the_likely_one(run: Run) -> None:
    outcome = run("rule", "unknown-optoin")
    assert outcome.exit_code == 2
    assert "Did you mean unknown-option?" in outcome.err


def test_no_rule_and_a_rule_beside_all_are_wrong_usage(run: Run) -> None:
    assert run("rule").exit_code == 2
    assert run("rule", "--all", "RK101").exit_code == 2


def test_all_rules_are_one_line_each(run: Run) -> None:
    lines = run("rule", "--all").out.splitlines()
    assert [tuple(line.split()[:2]) for line in lines] == list(rule_names())


def test_every_anchor_that_findings_name_is_in_the_document(run: Run) -> None:
    text = run("rule", "--all", "--format", "markdown").out
    for _, name in rule_names():
        assert text.count(f"\n## {name}\n") == 1


def test_the_document_of_rules_is_up_to_date(run: Run) -> None:
    text = run("rule", "--all", "--format", "markdown").out
    is_same = RULES_PAGE.read_text(encoding="utf-8") == text
    assert is_same, "docs/rules.md is not what the rules say: run `make rules-docs`"
