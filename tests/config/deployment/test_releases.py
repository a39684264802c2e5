from pathlib import Path

import pytest

from renovate_kit.config.deployment.examples import cron_job
from renovate_kit.config.deployment.model import Release
from renovate_kit.config.deployment.releases import (
    availability_in,
    catalogue_for,
    variable_availability,
    written_options,
)
from renovate_kit.config.deployment.variable_examples import with_variables
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.options.history import Availability
from tests.config.deployment.reading import subject_in


def release_in(folder: Path, tag: str) -> Release | None:
    text = cron_job().replace("44.121.2", tag)
    return subject_in(folder, {"manifests.yaml": text}).deployment.release


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("44.121.2", "44.121.2"),
        ("44.1.0-full", "44.121.2"),
        ("44.999.0", "44.121.2"),
        ("44", "44.121.2"),
        ("43.1.0", "43.288.0"),
        ("43-slim", "43.288.0"),
        ("35.14.4", "43.288.0"),
        ("50.0.0", "44.121.2"),
        ("latest", "44.121.2"),
    ],
)
def test_the_nearest_catalogue_is_taken(tmp_path: Path, tag: str, expected: str) -> None:
    found = catalogue_for(release_in(tmp_path, tag), load_catalogue())
    assert found.release == expected


def test_an_image_that_tells_nothing_gets_the_default() -> None:
    older = load_catalogue("43")
    assert catalogue_for(None, older) is older


def test_an_image_without_a_version_counts_for_the_catalogue(tmp_path: Path) -> None:
    release = release_in(tmp_path, "latest")
    found = availability_in(release, "commitHourlyLimit", load_catalogue())
    assert found == (Availability.PRESENT, "44.121.2")


@pytest.mark.parametrize(
    ("variable", "tag", "expected"),
    [
        ("RENOVATE_UPDATE_LOCK_FILES", "39.264.1", Availability.PRESENT),
        ("RENOVATE_UPDATE_LOCK_FILES", "44.121.2", Availability.NO_LONGER),
        ("RENOVATE_COMMIT_HOURLY_LIMIT", "39.264.1", Availability.NOT_YET),
        ("RENOVATE_PLATFROM", "39.264.1", Availability.UNKNOWN),
    ],
)
def test_a_variable_of_another_release_is_told_from_a_misspelt_one(
    tmp_path: Path, variable: str, tag: str, expected: Availability
) -> None:
    release = release_in(tmp_path, tag)
    assert variable_availability(variable, release, load_catalogue("43")) is expected


def test_what_migration_renamed_is_not_judged_by_its_new_name(tmp_path: Path) -> None:
    config = 'RENOVATE_CONFIG={"baseBranches": ["main"], "labels": ["a"], "prefix": 1}'
    text = with_variables("RENOVATE_PLATFORM=gitlab", config)
    found = written_options(subject_in(tmp_path, {"manifests.yaml": text}))
    assert {each.label for each in found} == {"RENOVATE_PLATFORM", "labels"}
