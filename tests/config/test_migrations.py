import json
import re
import subprocess
import sys

import pytest

from renovate_kit.config.document import Dialect, Document, parse
from renovate_kit.config.migration import Migrated, Migration
from renovate_kit.config.migrations import all_migrations, migration_of
from renovate_kit.config.migrator import UnmigratableError, migrate
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.provenance import Json, origin_of, track


def migrated(text: str) -> Json:
    document = parse(text, path="renovate.json5", dialect=Dialect.JSON5)
    assert isinstance(document, Document)
    return migrate(track(document.root), load_catalogue())


EXAMPLES = [
    pytest.param(migration, example, id=f"{migration.options[0]}-{number}")
    for migration in all_migrations()
    for number, example in enumerate(migration.examples)
]


@pytest.mark.parametrize(("migration", "example"), EXAMPLES)
def test_a_migration_does_what_its_example_shows(migration: Migration, example: Migrated) -> None:
    result = migrated(json.dumps(dict(example.before)))
    assert result == example.after
    assert not (migration.removes_option and set(migration.options) & set(result))


@pytest.mark.parametrize("migration", all_migrations(), ids=lambda found: found.options[0])
def test_a_migration_is_found_by_the_names_of_its_options(migration: Migration) -> None:
    assert all(migration_of(option) is migration for option in migration.options)


def test_there_is_a_migration_for_each_that_the_release_has() -> None:
    ours = {option for migration in all_migrations() for option in migration.options}
    theirs = load_catalogue().custom_migrations
    assert len(all_migrations()) == len(theirs) == 56
    for known in theirs:
        names = [name for name in ours if re.search(known.option.strip("/"), name)]
        assert names if known.is_pattern else known.option in ours
        name = names[0] if known.is_pattern else known.option
        found = migration_of(name)
        assert found is not None
        assert found.removes_option is known.removes_option


def test_a_name_that_only_looks_like_an_option_has_no_migration() -> None:
    assert migration_of("FileMatch") is None
    assert migration_of("file_match") is None


def test_only_the_migrations_that_a_config_needs_are_imported() -> None:
    code = (
        "import sys; from renovate_kit.config.migrations import migration_of; "
        "migration_of('engines'); migration_of('labels'); "
        "print([name.rpartition('.')[2] for name in sys.modules if '.migrations.' in name])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "['dependencies']\n"


def test_renamed_and_removed_options_follow_the_catalogue() -> None:
    result = migrated("{masterIssue: true, gitFs: false, labels: []}")
    assert result == {"dependencyDashboard": True, "labels": []}


def test_the_new_name_does_not_replace_a_value_that_is_there() -> None:
    assert migrated("{masterIssue: true, dependencyDashboard: false}") == {
        "dependencyDashboard": False
    }


def test_migration_reaches_objects_in_lists_and_objects() -> None:
    result = migrated("{customManagers: [{fileMatch: ['a']}], npm: {fileMatch: 'b'}}")
    assert result["customManagers"][0]["managerFilePatterns"] == ["/a/"]
    assert result["npm"] == {"managerFilePatterns": ["/b/"]}


def test_what_migration_moved_still_knows_where_it_stood() -> None:
    result = migrated("{npm: {fileMatch: ['a']}, masterIssue: true}")
    assert origin_of(result, ("npm", "managerFilePatterns")) == ("npm", "fileMatch")
    assert origin_of(result, ("npm", "managerFilePatterns", 0)) == ("npm", "fileMatch", 0)
    assert origin_of(result, ("dependencyDashboard",)) == ("masterIssue",)


def test_migrating_changes_nothing_in_what_it_is_given() -> None:
    document = parse(
        "{packageRules: [{matchPackageNames: ['a'], excludePackageNames: ['b']}]}",
        path="renovate.json5",
        dialect=Dialect.JSON5,
    )
    assert isinstance(document, Document)
    tracked = track(document.root)
    migrate(tracked, load_catalogue())
    assert tracked == document.to_data()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "{commitMessage: '{{baseDir}} {{lookupName}}'}",
            {"commitMessage": "{{packageFileDir}} {{packageName}}"},
            id="template fields, one after the other",
        ),
        pytest.param(
            "{prTitle: '{{semanticPrefix}}x', env: {A: 'toVersion'}}",
            {
                "prTitle": "{{#if semanticCommitType}}{{semanticCommitType}}"
                "{{#if semanticCommitScope}}({{semanticCommitScope}}){{/if}}: {{/if}}x",
                "env": {"A": "newVersion"},
            },
            id="whatever the string is for",
        ),
        pytest.param(
            "{rebaseWhen: ['auto'], automerge: 'true', npm: false, timezone: [5.0]}",
            {"rebaseWhen": "auto", "automerge": True, "npm": {"enabled": False}, "timezone": "5"},
            id="values of another type",
        ),
        pytest.param(
            "{timezone: [1e21]}", {"timezone": "1e+21"}, id="a number as JavaScript has it"
        ),
        pytest.param(
            "{automerge: {fileMatch: 'a'}}", {"automerge": {"fileMatch": "a"}}, id="not in booleans"
        ),
        pytest.param(
            "{js: {a: 1}, docker: {b: 2}, packageRules: [{c: 3}]}",
            {
                "packageRules": [
                    {"matchCategories": ["js"], "a": 1},
                    {"matchCategories": ["docker"], "b": 2},
                    {"c": 3},
                ]
            },
            id="languages become rules, the last one first",
        ),
        pytest.param(
            "{packageRules: [{matchManagers: ['npm'], description: 'a', packageRules: ["
            "{description: 'b', labels: ['x']}, {matchManagers: ['pip']}]}, {packageRules: []}]}",
            {
                "packageRules": [
                    {"matchManagers": ["npm"], "description": "ab", "labels": ["x"]},
                    {"matchManagers": ["npm", "pip"], "description": "a"},
                ]
            },
            id="rules in rules",
        ),
        pytest.param(
            "{packageRules: [{matchCurrentVersion: '>1', packageRules: "
            "[{matchCurrentVersion: '<9'}]}]}",
            {"packageRules": [{"matchCurrentVersion": {"0": "<", "1": "9"}}]},
            id="two strings that are merged like objects",
        ),
        pytest.param(
            "{'pip-compile': {fileMatch: ['a.in', 'b.in$']}}",
            {"pip-compile": {"managerFilePatterns": ["/a.txt/", "/b.txt$/"]}},
            id="files of pip-compile",
        ),
        pytest.param(
            "{'gradle-lite': {labels: ['a']}, gradle: {automerge: true}}",
            {"gradle": {"automerge": True, "labels": ["a"]}},
            id="gradle-lite",
        ),
        pytest.param(
            "{toString: 1, constructor: 2, packageRules: [{valueOf: 3}]}",
            {"packageRules": [{"function valueOf() { [native code] }": 3}]},
            id="names that every object has",
        ),
        pytest.param(
            "{hostRules: 'ab', x: ['toVersion'], customManagers: ['c']}",
            {
                "hostRules": [{"0": "a"}, {"0": "b"}],
                "x": ["toVersion"],
                "customManagers": [{"0": "c", "customType": "regex"}],
            },
            id="a string has indices for keys",
        ),
        pytest.param(
            "{unpublishSafe: true, extends: ['a']}",
            {"extends": ["a", "security:minimumReleaseAgeNpm"]},
            id="a list that comes later in the text",
        ),
        pytest.param(
            "{packageFiles: [{packageFile: 'a', labels: ['b']}], packageRules: [{labels: ['c']}]}",
            {
                "includePaths": ["a"],
                "packageRules": [{"labels": ["c"]}, {"labels": ["b"], "matchFileNames": ["a"]}],
            },
            id="a list that is there gets the rules",
        ),
        pytest.param("[{fileMatch: 'a'}]", {"0": {"managerFilePatterns": ["/a/"]}}, id="a list"),
        pytest.param("5", {}, id="a number"),
    ],
)
def test_what_is_written_otherwise_today(before: str, after: object) -> None:
    assert migrated(before) == after


def test_keys_that_are_whole_numbers_come_first() -> None:
    assert list(migrated("{b: 1, '10': 2, a: 3, '9': 4, '01': 5}")) == ["9", "10", "b", "a", "01"]


def test_objects_nested_as_deep_as_a_document_may_be_are_migrated() -> None:
    depth = 240
    result = migrated("{a: [" * depth + "{fileMatch: 'x'}" + "]}" * depth)
    assert json.dumps(result).count("managerFilePatterns") == 1


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        pytest.param("null", (), id="null"),
        pytest.param("{hostRules: null}", ("hostRules",), id="host rules that are null"),
        pytest.param("{hostRules: {}}", ("hostRules",), id="host rules that are an object"),
        pytest.param("{npm: {hostRules: [{}, null]}}", ("npm", "hostRules", 1), id="a null rule"),
        pytest.param(
            "{hostRules: [{endpoint: 'a', host: 'b'}]}", ("hostRules", 0), id="two different hosts"
        ),
        pytest.param("{packageRules: [null]}", ("packageRules", 0), id="a null package rule"),
        pytest.param("{customManagers: [null]}", ("customManagers", 0), id="a null manager"),
        pytest.param("{constraints: {node: null}}", ("constraints", "node"), id="node is null"),
        pytest.param("{schedule: [5]}", ("schedule", 0), id="a number for a schedule"),
        pytest.param(
            "{packageRules: [{matchPackageNames: 'a', matchPackagePatterns: ['b']}]}",
            ("packageRules", 0),
            id="a text where items are appended",
        ),
        pytest.param("{packageRules: {}, docker: {a: 1}}", ("packageRules",), id="rules, no list"),
        pytest.param("{a: [[{constructor: []}]]}", ("a", 0, 0, "constructor"), id="constructor"),
        pytest.param(
            "{'pip-compile': {managerFilePatterns: [5]}}",
            ("pip-compile", "managerFilePatterns", 0),
            id="a number for a pattern",
        ),
    ],
)
def test_where_renovate_breaks_off_it_is_said(text: str, pointer: object) -> None:
    with pytest.raises(UnmigratableError) as caught:
        migrated(text)
    assert caught.value.pointer == pointer
    assert caught.value.message
