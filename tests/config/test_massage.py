import json

import pytest

from renovate_kit.config.document import Dialect, Document, parse
from renovate_kit.config.durations import milliseconds
from renovate_kit.config.massage import massage
from renovate_kit.config.migration import UnmigratableError
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.provenance import Json, origin_of, track

_DAY = 86_400_000


def massaged(text: str) -> Json:
    document = parse(text, path="renovate.json5", dialect=Dialect.JSON5)
    assert isinstance(document, Document)
    return massage(track(document.root), load_catalogue())


def test_a_single_string_becomes_a_list_where_renovate_allows_it() -> None:
    result = massaged("{extends: 'a', labels: 'b', npm: {schedule: 'at any time'}}")
    assert result == {"extends": ["a"], "labels": "b", "npm": {"schedule": ["at any time"]}}
    assert origin_of(result, ("extends", 0)) == ("extends",)


def test_an_age_of_nothing_is_null() -> None:
    assert massaged("{minimumReleaseAge: '0 days'}") == {"minimumReleaseAge": None}
    assert massaged("{minimumReleaseAge: '3 days'}") == {"minimumReleaseAge": "3 days"}


def test_encrypted_values_stay_as_they_are() -> None:
    assert massaged("{encrypted: {schedule: 'a'}}") == {"encrypted": {"schedule": "a"}}


def test_update_types_become_rules_of_their_own() -> None:
    result = massaged(
        "{packageRules: [{matchManagers: 'npm', automerge: true, major: {automerge: false}}]}"
    )
    assert result["packageRules"] == [
        {"matchManagers": ["npm"], "automerge": True},
        {"matchManagers": ["npm"], "matchUpdateTypes": ["major"], "automerge": False},
    ]
    origin = origin_of(result, ("packageRules", 1, "automerge"))
    assert origin == ("packageRules", 0, "major", "automerge")


def test_rules_of_update_types_share_one_list_as_in_renovate() -> None:
    result = massaged(
        "{packageRules: [{matchUpdateTypes: ['minor'], enabled: true, major: {automerge: true},"
        " patch: {automerge: false}}]}"
    )
    assert [rule["matchUpdateTypes"] for rule in result["packageRules"]] == [
        ["minor", "major", "patch"]
    ] * 3


def test_a_rule_that_only_selects_is_dropped() -> None:
    result = massaged("{packageRules: [{matchManagers: ['npm']}, {}, {excludeX: 1, labels: []}]}")
    assert result == {"packageRules": [{"excludeX": 1, "labels": []}]}


def test_a_null_rule_breaks_renovate_off() -> None:
    with pytest.raises(UnmigratableError) as caught:
        massaged("{packageRules: [{}, null]}")
    assert caught.value.pointer == ("packageRules", 1)


def test_what_is_massaged_is_not_changed_itself() -> None:
    text = '{"packageRules": [{"matchUpdateTypes": ["pin"], "major": {"enabled": false}}]}'
    document = parse(text, path="renovate.json", dialect=Dialect.JSONC)
    assert isinstance(document, Document)
    tracked = track(document.root)
    massage(tracked, load_catalogue())
    assert tracked == json.loads(text)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("3 days", 3 * _DAY),
        ("1 week 2 days", 9 * _DAY),
        ("1.5h", 5_400_000),
        ("90", 90),
        ("2 months", 60 * _DAY),
        ("1M", 30 * _DAY),
        ("1m", 60_000),
        ("1y", 365.25 * _DAY),
        ("-1 day", -_DAY),
        ("0", 0),
        ("3 dayz", None),
        ("soon", None),
        ("", None),
        ("1 day 2", _DAY + 2),
    ],
)
def test_durations_are_read_as_renovate_reads_them(text: str, length: float | None) -> None:
    assert milliseconds(text) == length
