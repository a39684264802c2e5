import pytest

from renovate_kit.config.diagnostics import Diagnostic
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.pipeline import check_bytes
from renovate_kit.config.subject import ConfigKind


def diagnostics_of(text: str) -> tuple[Diagnostic, ...]:
    catalogue = load_catalogue()
    checked = check_bytes(
        text.encode(), path="renovate.json", kind=ConfigKind.REPO, catalogue=catalogue
    )
    return checked.diagnostics


def officially(text: str) -> list[tuple[str, str | None, int]]:
    found = diagnostics_of(text)
    return [(item.rule, item.official, item.official_count) for item in found if item.official]


def test_other_findings_stay_but_the_official_validator_does_not_get_to_them() -> None:
    found = diagnostics_of('{"enabledManagers": "npm", "labls": [], "packageRules": [{"a": 1}]}')
    assert {item.rule for item in found} >= {
        "validator-crash",
        "unknown-option",
        "rule-without-selector",
    }
    official = [item.rule for item in found if item.official]
    assert official == ["validator-crash"]


def test_one_crash_is_the_end() -> None:
    text = '{"enabledManagers": "npm", "packageRules": [{"extends": ["config:nope"], "a": 1}]}'
    assert officially(text) == [("validator-crash", "error", 1)]


@pytest.mark.parametrize("preset", ["config:nope", "npm:foo"])
def test_an_unknown_preset_ends_the_official_validator_inside_a_rule_only(preset: str) -> None:
    inside = f'{{"packageRules": [{{"extends": ["{preset}"], "automerge": true}}], "x": 1}}'
    assert officially(inside) == [("unknown-preset", "error", 1)]
    outside = f'{{"extends": ["{preset}"], "x": 1}}'
    assert officially(outside) == [("unknown-option", "error", 1)]
    assert "unknown-preset" in {item.rule for item in diagnostics_of(outside)}


def test_an_unknown_preset_that_is_ignored_ends_nothing() -> None:
    rule = '{"extends": ["config:nope"], "ignorePresets": ["config:nope"], "matchDepNames": ["a"]}'
    text = f'{{"packageRules": [{rule}], "x": 1}}'
    assert ("unknown-option", "error", 1) in officially(text)
    assert "unknown-preset" not in {name for name, _, _ in officially(text)}


def test_an_unresolvable_rule_says_nothing_of_its_selectors() -> None:
    text = '{"packageRules": [{"extends": ["bitbucket>a/b"], "automerge": true}]}'
    (item,) = diagnostics_of(text)
    assert (item.rule, item.pointer) == ("validator-crash", "packageRules[0].extends[0]")


def test_a_rule_with_a_remote_preset_is_judged_by_what_is_certain() -> None:
    text = """{"packageRules": [
      {"extends": ["github>a/b"], "matchUpdateTypes": ["major"], "allowedVersions": "<2"},
      {"extends": ["github>a/b"]}
    ]}"""
    found = [(item.rule, item.place.line, item.official) for item in diagnostics_of(text)]
    assert found == [("late-option", 2, "error"), ("unchecked-rule", 3, None)]
