"""Defects that people make, each seeded alone and all together, found at their lines.

Every slot of the config below is one or more lines in a good and a bad spelling, and says on
which of its lines the defect is. `official` is what the official validator makes of the bad one.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import pytest

from renovate_kit.config.options import load_catalogue
from renovate_kit.config.pipeline import CheckedFile, check_bytes
from renovate_kit.config.subject import ConfigKind

TOKEN = "ghp_" + "0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R"


@dataclass(frozen=True)
class Slot:
    rule: str
    good: str
    bad: str
    official: Literal["error", "warning", "migrates"] | None = None
    line: int = 0


SLOTS = (
    # Renovate refuses these two when it runs; the official validator passes them.
    Slot(
        "duplicate-key", '  "labels": ["a"],\n', '  "labels": ["a"],\n  "labels": ["b"],\n', line=1
    ),
    Slot("json5-in-json", '  "assignees": ["a"],\n', "  'assignees': ['a'],\n"),
    # The official validator is silent.
    Slot(
        "unknown-preset", '  "extends": [":label(a)"],\n', '  "extends": ["config:recomended"],\n'
    ),
    Slot(
        "unmatched-name",
        '  "packageRules": [\n    {"matchUpdateTypes": ["major"], "automerge": false},\n',
        '  "packageRules": [\n    {"matchUpdateTypes": ["mayor"], "automerge": false},\n',
        line=1,
    ),
    Slot(
        "unmatched-name",
        '    {"matchManagers": ["npm"], "labels": ["c"]},\n',
        '    {"matchManagers": ["npmm"], "labels": ["c"]},\n',
    ),
    Slot(
        "unmatched-name",
        '    {"matchDatasources": ["docker"], "labels": ["d"]},\n',
        '    {"matchDatasources": ["dockerr"], "labels": ["d"]},\n',
    ),
    Slot(
        "invalid-regex",
        '    {"matchFileNames": ["/^a/"], "labels": ["e"]}\n  ],\n',
        '    {"matchFileNames": ["/^(?!a)/"], "labels": ["e"]}\n  ],\n',
        official="error",
    ),
    Slot(
        "plain-secret",
        '  "hostRules": [{"matchHost": "a.example", "token": "{{ secrets.A }}"}],\n',
        '  "hostRules": [{"matchHost": "a.example", "token": "' + TOKEN + '"}],\n',
    ),
    # The official validator finds these, without a place.
    Slot("unknown-option", '  "prHourlyLimit": 2,\n', '  "prHourlyLimt": 2,\n', official="error"),
    Slot("wrong-type", '  "automerge": true,\n', '  "automerge": "yes",\n', official="error"),
    Slot(
        "invalid-schedule",
        '  "schedule": ["before 5am"],\n',
        '  "schedule": ["every night"],\n',
        official="error",
    ),
    Slot(
        "invalid-template",
        '  "commitMessageTopic": "{{depName}}",\n',
        '  "commitMessageTopic": "{{depName",\n',
        official="error",
    ),
    Slot(
        "unknown-time-zone",
        '  "timezone": "Europe/Berlin",\n',
        '  "timezone": "Europe/Berln",\n',
        official="error",
    ),
    Slot(
        "misplaced-global-option",
        '  "prConcurrentLimit": 3,\n',
        '  "dryRun": "full",\n',
        official="warning",
    ),
    Slot(
        "misplaced-option",
        '  "ignoreDeps": ["a"],\n',
        '  "executionMode": "update",\n',
        official="warning",
    ),
    Slot(
        "missing-captures",
        '  "customManagers": [{"customType": "regex", "managerFilePatterns": ["/a/"],\n'
        '    "matchStrings": ["(?<depName>a) (?<currentValue>b) (?<datasource>c)"]}],\n',
        '  "customManagers": [{"customType": "regex", "managerFilePatterns": ["/a/"],\n'
        '    "matchStrings": ["(?<depName>a) (?<currentValue>b)"]}],\n',
        official="error",
        line=1,
    ),
    Slot(
        "outdated-option",
        '  "separateMinorPatch": true,\n',
        '  "stabilityDays": 3,\n',
        official="migrates",
    ),
    Slot(
        "outdated-option",
        '  "kubernetes": {"managerFilePatterns": ["/a/"]}\n',
        '  "kubernetes": {"fileMatch": ["a"]}\n',
        official="migrates",
    ),
)
NUMBERS = range(len(SLOTS))


def config_with(defects: Collection[int]) -> tuple[str, set[tuple[str, int]]]:
    """Return a config with the bad spelling of some slots, what is to be found, and where."""
    text, expected = "{\n", set()
    for number, slot in enumerate(SLOTS):
        if number in defects:
            expected.add((slot.rule, text.count("\n") + 1 + slot.line))
        text += slot.bad if number in defects else slot.good
    return text + "}\n", expected


def checked(text: str) -> CheckedFile:
    return check_bytes(
        text.encode(), path="renovate.json", kind=ConfigKind.REPO, catalogue=load_catalogue()
    )


def found_in(text: str) -> set[tuple[str, int]]:
    return {(item.rule, item.place.line) for item in checked(text).diagnostics}


def test_the_config_without_defects_is_clean() -> None:
    text, _ = config_with(())
    assert found_in(text) == set()


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: f"{SLOTS[number].rule}-{number}")
def test_a_defect_alone_is_the_only_finding_and_at_its_line(number: int) -> None:
    text, expected = config_with({number})
    assert found_in(text) == expected


def test_all_defects_together_are_found_each_at_its_line() -> None:
    text, expected = config_with(NUMBERS)
    assert len(expected) == len(SLOTS)
    assert found_in(text) == expected


def test_the_official_verdict_on_all_defects_is_told() -> None:
    text, _ = config_with(NUMBERS)
    official = checked(text).official
    assert official is not None
    verdicts = [slot.official for slot in SLOTS]
    assert official.errors == verdicts.count("error")
    assert official.warnings == verdicts.count("warning")
    assert official.migrates


def test_a_token_is_in_no_message_and_no_excerpt() -> None:
    text, _ = config_with(NUMBERS)
    for item in checked(text).diagnostics:
        assert TOKEN not in f"{item.message}{item.help}{item.excerpt}{item.pointer}"
