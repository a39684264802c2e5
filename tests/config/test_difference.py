import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renovate_kit.config.difference import Difference, differences
from renovate_kit.config.document import Dialect, Document, apply_edits
from renovate_kit.config.javascript import is_same
from renovate_kit.config.migrator import UnmigratableError, migrate
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.provenance import track
from tests.config.documents import document

CATALOGUE = load_catalogue()


def differences_of(doc: Document) -> tuple[Difference, ...]:
    return differences(doc, migrate(track(doc.root), CATALOGUE))


def rewritten(text: str, dialect: Dialect = Dialect.JSON5) -> str:
    found = differences_of(document(text, dialect))
    return apply_edits(text, [edit for item in found for edit in item.edits])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            '{\n  "npm": {\n    "fileMatch": ["a"] // mine\n  }\n}\n',
            '{\n  "npm": {\n    "managerFilePatterns": ["/a/"] // mine\n  }\n}\n',
            id="a renamed key keeps its comment",
        ),
        pytest.param(
            '{\n  // one\n  "gitFs": true,\n  // two\n  "labels": []\n}',
            '{\n  // one\n  // two\n  "labels": []\n}',
            id="what goes leaves the comments around it",
        ),
        pytest.param(
            '{\n  "labels": [], // l\n  "gitFs": true // g\n}',
            '{\n  "labels": [] // l\n  // g\n}',
            id="the last member goes, and the comma before it",
        ),
        pytest.param('{"gitFs": true}', "{}", id="nothing is left"),
        pytest.param('{ "gitFs": true, "a": 1 }', '{ "a": 1 }', id="the first one on a line"),
        pytest.param('{ "a": 1, "gitFs": true }', '{ "a": 1 }', id="the last one on a line"),
        pytest.param(
            '{"gitFs": 1, "deepExtract": 2, "a": 3, "lazyGrouping": 4, "supportPolicy": 5}',
            '{"a": 3}',
            id="neighbours go together",
        ),
        pytest.param(
            '{\n  "automerge": "patch", // why\n}',
            '{\n  "patch": {\n    "automerge": true\n  }, // why\n  "minor": {\n'
            '    "automerge": false\n  },\n  "major": {\n    "automerge": false\n  },\n}',
            id="one becomes three",
        ),
        pytest.param(
            '{"extends": [\n  "config:base", // c\n  ":autodetectPinVersions", // gone\n  "a"\n]}',
            '{"extends": [\n  "config:recommended", // c\n  // gone\n  "a"\n]}',
            id="items of a list one by one",
        ),
        pytest.param(
            '{\n  "packageRules": [\n    // r\n    {\n'
            '      "matchPackagePatterns": ["^a"], // p\n'
            '      "automerge": true,\n      "excludePackageNames": ["ab"]\n    }\n  ]\n}',
            '{\n  "packageRules": [\n    // r\n    {\n'
            '      "matchPackageNames": ["/^a/", "!ab"], // p\n'
            '      "automerge": true\n    }\n  ]\n}',
            id="selectors are brought together",
        ),
        pytest.param(
            '{\n  // all images\n  "docker": {\n    "enabled": false // off\n  },\n'
            '  "packageRules": [\n    {\n      "labels": ["a"]\n    }\n  ]\n}',
            '{\n  // all images\n  "packageRules": [\n    {\n      "matchCategories": ["docker"],\n'
            '      "enabled": false // off\n    },\n    {\n      "labels": ["a"]\n    }\n  ]\n}',
            id="what moves takes its comments along",
        ),
        pytest.param(
            '{"packageRules": [{"labels": ["a"], "packageRules": [{"groupName": "b"}, '
            '{"groupName": "c"}]}]}',
            '{"packageRules": [{"labels": ["a"], "groupName": "b"}, {"labels": ["a"], '
            '"groupName": "c"}]}',
            id="rules in rules",
        ),
        pytest.param(
            "{masterIssue: false, a: 1, masterIssue: true}",
            "{a: 1, dependencyDashboard: true}",
            id="an earlier one of the same name goes too",
        ),
        pytest.param(
            "{'regexManagers': [{fileMatch: ['a'], 'matchStrings': ['b']}]}",
            "{'customManagers': [{'customType': 'regex', managerFilePatterns: ['/a/'], "
            "'matchStrings': ['b']}]}",
            id="a missing key comes first",
        ),
        pytest.param(
            '{\r\n\t"includeForks": true,\r\n\t"unpublishSafe": true\r\n}',
            '{\r\n\t"forkProcessing": "enabled",\r\n\t"extends": '
            '["security:minimumReleaseAgeNpm"]\r\n}',
            id="tabs and line breaks of Windows",
        ),
        pytest.param('[{"gitFs": 1}]', '[{"gitFs": 1}]', id="what is no object stays"),
    ],
)
def test_only_what_is_outdated_changes_in_the_text(before: str, after: str) -> None:
    assert rewritten(before) == after


def test_a_clean_config_has_no_differences() -> None:
    assert differences_of(document('{"packageRules": [{"matchManagers": ["npm"]}]}')) == ()


def test_each_place_has_its_own_difference() -> None:
    doc = document(
        '{"regexManagers": [{"fileMatch": ["a"]}, {"fileMatch": ["b"]}], "gitFs": 1,'
        ' "extends": ["config:base", "x"]}'
    )
    found = {item.pointer: item.new_names for item in differences_of(doc)}
    assert found == {
        ("regexManagers",): ("customManagers",),
        ("regexManagers", 0): ("customType",),
        ("regexManagers", 0, "fileMatch"): ("managerFilePatterns",),
        ("regexManagers", 1): ("customType",),
        ("regexManagers", 1, "fileMatch"): ("managerFilePatterns",),
        ("gitFs",): (),
        ("extends", 0): (),
    }


def test_what_must_change_together_has_the_same_edits() -> None:
    doc = document(
        '{"packageRules": [{"matchPackagePatterns": ["a"], "excludePackageNames": ["b"]}]}'
    )
    patterns, names = differences_of(doc)
    assert patterns.edits == names.edits
    assert patterns.new_names == names.new_names == ("matchPackageNames",)


OPTIONS = st.sampled_from(
    [
        "automerge", "automergeMajor", "azureAutoComplete", "baseBranch", "branchPrefix",
        "customManagers", "dependencies", "depTypes", "docker", "enabled", "excludePackageNames",
        "extends", "fileMatch", "gitFs", "gomodTidy", "gradle-lite", "hostRules", "labels", "major",
        "managerFilePatterns", "masterIssue", "matchPackageNames", "matchPackagePatterns", "node",
        "packageFiles", "packageName", "packageRules", "packages", "pathRules", "paths", "php",
        "pip-compile", "platformAutomerge", "postUpdateOptions", "regexManagers", "schedule",
        "semanticPrefix", "suppressNotifications", "travis", "unpublishSafe", "upgradeInRange",
    ]
)  # fmt: skip
TEXTS = st.sampled_from(
    ["a", "patch", "minor", "config:base", "after 10pm and before 5am", "fix(b): ", "c/{{d}}",
     "toVersion", "prEditNotification", "gomodNoMassage", "{{baseDir}}", "x.in", ""]
)  # fmt: skip
SCALARS = st.one_of(st.booleans(), st.none(), st.integers(0, 3), TEXTS)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(OPTIONS, inner, max_size=4)
    ),
    max_leaves=12,
)


@st.composite
def config_texts(draw: st.DrawFn) -> str:
    """JSON5 with comments in all places that can have one."""
    text = json.dumps(
        draw(st.dictionaries(OPTIONS, VALUES, max_size=6)),
        indent=draw(st.sampled_from([None, 2, "\t"])),
    )
    number = 0

    def with_comment(match: re.Match[str]) -> str:
        nonlocal number
        number += 1
        comment = draw(st.sampled_from(["", "", "", f" /* c{number} */ ", f" // c{number}\n"]))
        return match[0] + comment

    # A comma, a bracket or a line break between values, never one inside of a string.
    text = re.sub(
        r'"[^"]*"|[,{}\[\]\n](?!$)', lambda m: m[0] if m[0][0] == '"' else with_comment(m), text
    )
    return text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@settings(max_examples=300, deadline=None)
@given(config_texts())
def test_all_edits_together_make_the_migrated_config_and_keep_the_comments(text: str) -> None:
    doc = document(text, Dialect.JSON5)
    try:
        migrated = migrate(track(doc.root), CATALOGUE)
    except UnmigratableError:
        return
    found = differences(doc, migrated)
    new = document(
        apply_edits(text, [edit for item in found for edit in item.edits]), Dialect.JSON5
    )
    assert is_same(new.to_data(), migrated)
    assert is_same(migrate(track(new.root), CATALOGUE), migrated)
    members = [doc.member_at(item.pointer) for item in found]
    nodes = [doc.node_at(item.pointer) for item in found]
    changed = [part.span for part in (*members, *nodes) if part is not None]
    for comment in doc.comments:
        if not any(span.start <= comment.span.start < span.end for span in changed):
            assert comment.text.strip("/* ") in new.text
