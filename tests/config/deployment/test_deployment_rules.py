from collections.abc import Iterator
from pathlib import Path

import pytest

import renovate_kit.config.deployment.rules
from renovate_kit.config.deployment.rule import DeploymentRule
from renovate_kit.config.deployment.rules import all_deployment_rules
from renovate_kit.config.diagnostics import Diagnostic
from renovate_kit.config.document.edits import apply_edits
from renovate_kit.config.example_checks import check_manifest_example
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.rule import Invalid, Valid


def found_by(
    rule: DeploymentRule, example: Valid | Invalid, text: str | None = None
) -> list[Diagnostic]:
    found = check_manifest_example(example, load_catalogue(), text=text)
    return [item for item in found if item.code == rule.code]


def text_at(item: Diagnostic, example: Invalid) -> str:
    files = {**dict(example.files), example.path: example.text}
    place = item.place
    assert place.line == place.end_line
    line = files[item.path].splitlines()[place.line - 1]
    return line[place.column - 1 : place.end_column - 1]


def examples(kind: str) -> Iterator[object]:
    for rule in all_deployment_rules():
        for number, example in enumerate(getattr(rule, kind)):
            yield pytest.param(rule, example, id=f"{rule.name}-{number}")


@pytest.mark.parametrize(("rule", "example"), list(examples("valid")))
def test_a_rule_finds_nothing_in_its_valid_examples(rule: DeploymentRule, example: Valid) -> None:
    assert found_by(rule, example) == []


@pytest.mark.parametrize(("rule", "example"), list(examples("invalid")))
def test_a_rule_marks_the_place_in_its_invalid_examples(
    rule: DeploymentRule, example: Invalid
) -> None:
    (item,) = found_by(rule, example)
    assert text_at(item, example) == example.at


@pytest.mark.parametrize(("rule", "example"), list(examples("invalid")))
def test_a_fix_gives_the_text_that_the_example_promises(
    rule: DeploymentRule, example: Invalid
) -> None:
    (item,) = found_by(rule, example)
    if example.fixed is None:
        assert item.fix is None
        return
    assert item.fix is not None
    fixed = apply_edits(example.text, item.fix.edits)
    assert fixed == example.fixed
    assert found_by(rule, example, fixed) == []


def test_every_module_of_the_package_is_a_rule() -> None:
    (folder,) = renovate_kit.config.deployment.rules.__path__
    modules = {path.stem for path in Path(folder).glob("*.py")} - {"__init__"}
    assert modules == {rule.name.replace("-", "_") for rule in all_deployment_rules()}
