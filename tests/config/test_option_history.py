import pytest

from renovate_kit.config.options import load_catalogue, releases
from renovate_kit.config.options.history import Availability, option_history

HISTORY = option_history()


@pytest.mark.parametrize(
    ("option", "version", "expected"),
    [
        ("commitHourlyLimit", "42.99.0", Availability.NOT_YET),
        ("commitHourlyLimit", "43.288.0", Availability.PRESENT),
        ("commitHourlyLimit", "43.5.0", Availability.UNCLEAR),
        ("commitHourlyLimit", "42.5.0", Availability.NOT_YET),
        ("commitHourlyLimit", "30.0.0", Availability.NOT_YET),
        ("commitHourlyLimit", "99.0.0", Availability.UNKNOWN),
        ("updateLockFiles", "40.62.1", Availability.PRESENT),
        ("updateLockFiles", "40.62.2", Availability.UNCLEAR),
        ("updateLockFiles", "42.0.0", Availability.NO_LONGER),
        ("updateLockFiles", "99.0.0", Availability.NO_LONGER),
        ("updateLockFiles", "30.0.0", Availability.UNKNOWN),
        ("schedule", "41.1.0", Availability.PRESENT),
        ("schedule", "99.0.0", Availability.UNKNOWN),
        ("shedule", "44.121.2", Availability.UNKNOWN),
    ],
)
def test_a_release_has_what_the_releases_around_it_have(
    option: str, version: str, expected: Availability
) -> None:
    assert HISTORY.availability(option, version) is expected


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("43", Availability.PRESENT),
        ("42", Availability.NOT_YET),
        ("42.99", Availability.NOT_YET),
        ("latest", Availability.UNKNOWN),
        ("", Availability.UNKNOWN),
    ],
)
def test_an_incomplete_version_stands_for_the_newest_known_one(
    version: str, expected: Availability
) -> None:
    assert HISTORY.availability("commitHourlyLimit", version) is expected


def test_every_catalogue_agrees_with_the_table() -> None:
    for release in releases():
        options = load_catalogue(release).options
        assert release in HISTORY.releases
        there = {name for name in options if release in HISTORY.releases_with(name)}
        assert there == set(options)


def test_the_newest_catalogue_and_the_table_know_the_same_variables() -> None:
    for name, option in load_catalogue().options.items():
        if option.env is not None:
            assert HISTORY.option_of(option.env) == name


def test_a_variable_of_an_older_release_is_known() -> None:
    assert HISTORY.option_of("RENOVATE_UPDATE_LOCK_FILES") == "updateLockFiles"
    assert HISTORY.option_of("RENOVATE_PLATFROM") is None
    assert HISTORY.releases_with("updateLockFiles")[-1] == "40.62.1"
