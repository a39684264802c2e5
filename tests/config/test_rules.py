import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import renovate_kit.config.rules
from renovate_kit.config.deployment.rule import DeploymentRule
from renovate_kit.config.deployment.rules import all_deployment_rules
from renovate_kit.config.diagnostics import Diagnostic
from renovate_kit.config.document.edits import apply_edits
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.pipeline import check_bytes
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.rules import all_rules
from renovate_kit.config.subject import ConfigKind

EVERY_RULE: tuple[Rule | DeploymentRule, ...] = (*all_rules(), *all_deployment_rules())


def diagnostics_of(
    text: str, path: str = "renovate.json", kind: ConfigKind = ConfigKind.REPO
) -> tuple[Diagnostic, ...]:
    checked = check_bytes(text.encode(), path=path, kind=kind, catalogue=load_catalogue())
    return checked.diagnostics


def found_by(rule: Rule, text: str, example: Valid | Invalid) -> list[Diagnostic]:
    found = diagnostics_of(text, example.path, example.kind)
    return [item for item in found if item.code == rule.code]


def marked(item: Diagnostic, text: str) -> str:
    lines = text.splitlines()
    place = item.place
    assert place.line == place.end_line
    return lines[place.line - 1][place.column - 1 : place.end_column - 1]


def invalid_examples() -> Iterator[object]:
    for rule in all_rules():
        for number, example in enumerate(rule.invalid):
            yield pytest.param(rule, example, id=f"{rule.name}-{number}")


def valid_examples() -> Iterator[object]:
    for rule in all_rules():
        for number, example in enumerate(rule.valid):
            yield pytest.param(rule, example, id=f"{rule.name}-{number}")


@pytest.mark.parametrize(("rule", "example"), list(valid_examples()))
def test_a_rule_finds_nothing_in_its_valid_examples(rule: Rule, example: Valid) -> None:
    assert found_by(rule, example.text, example) == []


@pytest.mark.parametrize(("rule", "example"), list(invalid_examples()))
def test_a_rule_marks_the_place_in_its_invalid_examples(rule: Rule, example: Invalid) -> None:
    (item,) = found_by(rule, example.text, example)
    assert marked(item, example.text) == example.at


@pytest.mark.parametrize(("rule", "example"), list(invalid_examples()))
def test_a_fix_gives_the_text_that_the_example_promises(rule: Rule, example: Invalid) -> None:
    (item,) = found_by(rule, example.text, example)
    if example.fixed is None:
        assert item.fix is None
        return
    assert item.fix is not None
    fixed = apply_edits(example.text, item.fix.edits)
    assert fixed == example.fixed
    assert found_by(rule, fixed, example) == []


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: str(rule.name))
def test_a_rule_is_called_the_same_everywhere(rule: Rule | DeploymentRule) -> None:
    assert type(rule).__module__.rsplit(".", 1)[-1] == rule.name.replace("-", "_")
    assert type(rule).__name__.lower() == rule.name.replace("-", "")


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: str(rule.name))
def test_a_rule_explains_itself(rule: Rule | DeploymentRule) -> None:
    assert re.fullmatch(r"RK7\d\d" if isinstance(rule, DeploymentRule) else r"RK\d{3}", rule.code)
    assert rule.__doc__
    assert rule.valid
    assert rule.invalid


def test_no_two_rules_have_one_code_or_name() -> None:
    assert len({rule.code for rule in EVERY_RULE}) == len(EVERY_RULE)
    assert len({rule.name for rule in EVERY_RULE}) == len(EVERY_RULE)


def test_every_module_of_the_package_is_a_rule() -> None:
    (folder,) = renovate_kit.config.rules.__path__
    modules = {path.stem for path in Path(folder).glob("*.py")} - {"__init__"}
    assert modules == {rule.name.replace("-", "_") for rule in all_rules()}


def test_a_defect_is_found_behind_a_good_neighbour() -> None:
    text = '{"packageRules": [{"matchPackageNames": ["a"], "enabled": false},\n {"enabld": true}]}'
    (item,) = (item for item in diagnostics_of(text) if item.rule == "unknown-option")
    assert (item.place.line, item.pointer) == (2, "packageRules[1].enabld")


def test_pi_cluster_fileMatch_is_found_where_it_stands() -> None:  # noqa: N802 - Renovate's spelling
    text = """{
  "extends": ["config:recommended"],
  "kubernetes": {
    "fileMatch": ["\\\\.yaml$"]
  }
}
"""
    (item,) = (found for found in diagnostics_of(text) if found.rule == "outdated-option")
    assert (item.code, item.place.line, item.place.column) == ("RK103", 4, 5)
    assert item.pointer == "kubernetes.fileMatch"
    assert item.fix is not None
    assert item.fix.is_safe
    assert '"managerFilePatterns": ["/\\\\.yaml$/"]' in apply_edits(text, item.fix.edits)
