"""Checks a log against SARIF 2.1.0 as far as we write it, strictly: nothing else may be in it.

The names, types and limits are those of the OASIS standard and of GitHub's code scanning. With
`SARIF_SCHEMA` set to a copy of the standard's JSON schema, and jsonschema installed, the tests
check against that, too.
"""

from typing import Any, TypeAlias
from urllib.parse import urlsplit

Node: TypeAlias = dict[str, Any]

LEVELS = frozenset({"none", "note", "warning", "error"})
MOST_RESULTS = 25_000
MOST_TAGS = 20


def assert_is_sarif(log: Node) -> None:
    keys(log, required={"version", "runs"}, optional={"$schema"})
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    keys(run, required={"tool", "results", "columnKind", "invocations"})
    assert run["columnKind"] == "unicodeCodePoints"
    keys(run["tool"], required={"driver"})
    driver = run["tool"]["driver"]
    keys(driver, required={"name", "semanticVersion", "rules"})
    identifiers = [descriptor(rule) for rule in driver["rules"]]
    assert len(identifiers) == len(set(identifiers))
    for invocation in run["invocations"]:
        keys(invocation, required={"executionSuccessful", "toolExecutionNotifications"})
        assert isinstance(invocation["executionSuccessful"], bool)
        for each in invocation["toolExecutionNotifications"]:
            notification(each)
    assert len(run["results"]) <= MOST_RESULTS
    for each in run["results"]:
        result(each, identifiers)


def keys(value: Node, *, required: set[str], optional: set[str] | None = None) -> None:
    assert isinstance(value, dict)
    assert required <= set(value) <= required | (optional or set())


def descriptor(rule: Node) -> str:
    texts = {"shortDescription", "fullDescription", "help"}
    keys(rule, required={"id", "name", "defaultConfiguration", "properties", *texts})
    for name in texts:
        keys(rule[name], required={"text"}, optional={"markdown"})
        assert rule[name]["text"]
    assert rule["defaultConfiguration"]["level"] in LEVELS
    assert len(rule["properties"]["tags"]) <= MOST_TAGS
    assert isinstance(rule["id"], str)
    return rule["id"]


def notification(value: Node) -> None:
    keys(value, required={"level", "message"}, optional={"locations"})
    assert value["level"] in LEVELS
    message(value["message"])
    for location in value.get("locations", []):
        artifact(location["physicalLocation"]["artifactLocation"])


def result(value: Node, identifiers: list[str]) -> None:
    keys(
        value,
        required={"ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"},
        optional={"fixes"},
    )
    assert identifiers[value["ruleIndex"]] == value["ruleId"]
    assert value["level"] in LEVELS
    message(value["message"])
    (location,) = value["locations"]
    keys(location["physicalLocation"], required={"artifactLocation", "region"})
    artifact(location["physicalLocation"]["artifactLocation"])
    region(location["physicalLocation"]["region"])
    fingerprint = value["partialFingerprints"]["primaryLocationLineHash"]
    digest, _, count = fingerprint.partition(":")
    assert int(digest, 16) >= 0
    assert int(count) >= 1
    for each in value.get("fixes", []):
        fix(each)


def message(value: Node) -> None:
    keys(value, required={"text"})
    assert isinstance(value["text"], str)
    assert value["text"]


def artifact(value: Node) -> None:
    keys(value, required={"uri"})
    uri = value["uri"]
    assert uri.isascii()
    assert urlsplit(uri).scheme in {"", "file"}
    assert not set(uri) & set(' "<>\\^`{|}\n')


def region(value: Node) -> None:
    keys(value, required={"startLine", "startColumn", "endLine", "endColumn"})
    assert all(type(number) is int and number >= 1 for number in value.values())
    start = (value["startLine"], value["startColumn"])
    assert start <= (value["endLine"], value["endColumn"])


def fix(value: Node) -> None:
    keys(value, required={"description", "artifactChanges"})
    message(value["description"])
    for change in value["artifactChanges"]:
        keys(change, required={"artifactLocation", "replacements"})
        artifact(change["artifactLocation"])
        assert change["replacements"]
        for replacement in change["replacements"]:
            keys(replacement, required={"deletedRegion", "insertedContent"})
            keys(replacement["deletedRegion"], required={"charOffset", "charLength"})
            assert min(replacement["deletedRegion"].values()) >= 0
            keys(replacement["insertedContent"], required={"text"})
