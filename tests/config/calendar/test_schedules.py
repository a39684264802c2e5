from typing import Any

import pytest

from renovate_kit.config.calendar.schedules import Schedule, schedules_in
from renovate_kit.config.document import format_pointer

NIGHT = ["before 5am"]


def found(config: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    return [(place(one), one.entries) for one in schedules_in(config)]


def place(schedule: Schedule) -> str:
    return format_pointer((*schedule.pointer, schedule.option))


def test_a_config_without_a_word_about_time_has_the_default() -> None:
    (only,) = schedules_in({"labels": ["x"]})

    assert only == Schedule(option="schedule", is_default=True)


def test_all_objects_that_speak_of_time_are_found() -> None:
    config = {
        "schedule": NIGHT,
        "automergeSchedule": ["on monday"],
        "packageRules": [
            {"matchManagers": ["npm"], "schedule": ["on friday"]},
            {"matchManagers": ["npm"], "automerge": True},
            {"matchManagers": ["npm"], "automergeSchedule": ["on sunday"]},
        ],
        "major": {"schedule": ["monthly"]},
        "npm": {"minor": {"schedule": ["on tuesday"]}},
    }

    assert found(config) == [
        ("schedule", ("before 5am",)),
        ("automergeSchedule", ("on monday",)),
        ("packageRules[0].schedule", ("on friday",)),
        ("packageRules[2].automergeSchedule", ("on sunday",)),
        ("major.schedule", ("monthly",)),
        ("npm.minor.schedule", ("on tuesday",)),
    ]


def test_zone_and_age_are_inherited() -> None:
    config = {
        "timezone": "Asia/Tokyo",
        "minimumReleaseAge": "3 days",
        "schedule": NIGHT,
        "packageRules": [
            {"minimumReleaseAge": "7 days"},
            {"minimumReleaseAge": None, "timezone": "Europe/Berlin"},
        ],
    }

    outer, first, second = schedules_in(config)

    assert (outer.time_zone, outer.minimum_release_age) == ("Asia/Tokyo", "3 days")
    assert (first.entries, first.minimum_release_age) == (("before 5am",), "7 days")
    assert (second.time_zone, second.minimum_release_age) == ("Europe/Berlin", None)
    assert [one.is_default for one in (outer, first, second)] == [False, True, True]


@pytest.mark.parametrize(
    ("maintenance", "entries"),
    [
        ({"enabled": True}, ("before 4am on monday",)),
        ({"enabled": True, "schedule": NIGHT}, ("before 5am",)),
        ({"enabled": False, "schedule": NIGHT}, None),
        ({"schedule": NIGHT}, None),
    ],
)
def test_lock_file_maintenance_has_its_own_schedule_once_it_is_on(
    maintenance: dict[str, Any], entries: tuple[str, ...] | None
) -> None:
    config = {"schedule": ["on friday"], "lockFileMaintenance": maintenance}
    expected: list[tuple[str, tuple[str, ...]]] = [("schedule", ("on friday",))]
    if entries is not None:
        expected.append(("lockFileMaintenance.schedule", entries))

    assert found(config) == expected


def test_vulnerability_alerts_do_not_inherit_the_schedule() -> None:
    config = {"schedule": NIGHT, "vulnerabilityAlerts": {"minimumReleaseAge": "1 day"}}

    assert found(config)[1] == ("vulnerabilityAlerts.schedule", ())


def test_what_is_switched_off_or_no_option_is_left_out() -> None:
    config = {
        "packageRules": [{"enabled": False, "schedule": NIGHT}],
        "env": {"schedule": NIGHT},
        "onboardingConfig": {"schedule": NIGHT},
    }

    assert found(config) == [("schedule", ("at any time",))]


def test_the_description_of_a_rule_comes_along() -> None:
    rules = [{"schedule": NIGHT, "description": ["images", "more"]}, {"schedule": NIGHT}]

    _, first, second = schedules_in({"packageRules": rules})

    assert (first.about, second.about) == ("images", "")
