import json

import pytest

from renovate_kit.config.document import Dialect, Document, parse
from renovate_kit.config.migration import Migrated, Migration
from renovate_kit.config.migrations import all_migrations, migration_of
from renovate_kit.config.migrator import migrate
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
    assert origin_of(result, ("npm", "managerFilePatterns", 0)) == ("npm", "fileMatch")
    assert origin_of(result, ("dependencyDashboard",)) == ("masterIssue",)
