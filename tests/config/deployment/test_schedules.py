from dataclasses import replace
from pathlib import Path

import pytest

from renovate_kit.config.calendar.schedules import Schedule, schedules_in
from renovate_kit.config.deployment.presets_about_time import resolve_times
from renovate_kit.config.deployment.schedules import LocatedSchedule, schedules_of
from renovate_kit.config.deployment.variable_examples import with_config_map, with_variables
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.presets import resolve
from renovate_kit.config.provenance import TrackedDict
from tests.config.deployment.reading import subject_in

ONE_REPOSITORY = "RENOVATE_REPOSITORIES=a/b"


def schedules(folder: Path, manifests: str, config: str | None = None) -> list[LocatedSchedule]:
    files = {"manifests.yaml": manifests}
    if config is not None:
        files["renovate.json"] = config
    return list(schedules_of(subject_in(folder, files)))


def written(found: list[LocatedSchedule]) -> list[tuple[str, str, int]]:
    return [(item.path, item.origin.path, item.origin.line) for item in found if item.is_written]


def test_schedules_of_both_configs_have_their_places(tmp_path: Path) -> None:
    config = """{
  "schedule": ["before 5am"],
  "packageRules": [
    {"matchManagers": ["npm"],
     "schedule": ["before 6am"]}
  ]
}"""
    manifests = with_config_map(
        """\
        RENOVATE_CONFIG: |
          {"timezone": "Asia/Tokyo",
           "schedule": ["before 3am"]}
        """
    )
    found = schedules(tmp_path, manifests, config)
    assert written(found) == [
        ("schedule", "renovate.json", 2),
        ("packageRules[0].schedule", "renovate.json", 5),
        ("schedule", "manifests.yaml", 8),
    ]
    assert {item.schedule.time_zone for item in found} == {"Asia/Tokyo"}
    assert [item.is_global for item in found] == [False, False, True]


def test_the_only_repository_replaces_what_its_operator_says(tmp_path: Path) -> None:
    config = '{"schedule": ["before 5am"], "timezone": "Europe/Berlin"}'
    manifests = with_variables(ONE_REPOSITORY, 'RENOVATE_CONFIG={"schedule": ["before 3am"]}')
    assert written(schedules(tmp_path, manifests, config)) == [("schedule", "renovate.json", 1)]


def test_the_time_zone_of_one_repository_is_not_that_of_the_others(tmp_path: Path) -> None:
    config = '{"schedule": ["before 5am"], "timezone": "Europe/Berlin"}'
    global_config = 'RENOVATE_CONFIG={"schedule": ["before 3am"]}'
    manifests = with_variables("RENOVATE_REPOSITORIES=a/b,a/c", global_config)
    zones = [item.schedule.time_zone for item in schedules(tmp_path, manifests, config)]
    assert zones == ["Europe/Berlin", None]


def test_the_container_decides_where_no_config_names_a_time_zone(tmp_path: Path) -> None:
    manifests = with_variables("TZ=Europe/Paris")
    (found,) = schedules(tmp_path, manifests, '{"schedule": ["before 5am"]}')
    assert found.schedule.time_zone == "Europe/Paris"


def test_a_preset_that_brings_a_schedule_is_its_place(tmp_path: Path) -> None:
    config = '{\n"extends": [\n":maintainLockFilesWeekly",\n"schedule:daily"]}'
    found = [item for item in schedules(tmp_path, with_variables("A=b"), config) if item.preset]
    assert [(item.path, item.preset, item.origin.line) for item in found] == [
        ("schedule", "schedule:daily", 4),
        ("lockFileMaintenance.schedule", ":maintainLockFilesWeekly", 3),
    ]


def test_lock_files_have_a_schedule_of_their_own_once_they_are_maintained(tmp_path: Path) -> None:
    config = '{\n"schedule": ["before 5am"],\n"lockFileMaintenance": {\n"enabled": true}}'
    found = schedules(tmp_path, with_variables("A=b"), config)
    (lock,) = (item for item in found if item.schedule.pointer == ("lockFileMaintenance",))
    assert lock.schedule.entries == ("before 4am on monday",)
    assert (lock.is_written, lock.is_in_force, lock.origin.line) == (False, True, 4)


@pytest.mark.parametrize(("more", "count"), [("", 0), (', "automerge": true', 1)])
def test_a_schedule_for_automerging_counts_where_something_is_automerged(
    tmp_path: Path, more: str, count: int
) -> None:
    config = f'{{"automergeSchedule": ["before 5am"]{more}}}'
    found = schedules(tmp_path, with_variables("A=b"), config)
    assert sum(item.schedule.option == "automergeSchedule" for item in found) == count


def test_what_an_unknown_preset_may_override_is_not_said(tmp_path: Path) -> None:
    config = '{"extends": ["schedule:daily", "github>a/b"], "automergeSchedule": ["before 5am"]}'
    found = schedules(tmp_path, with_variables("A=b"), config)
    assert [(item.path, item.is_zone_known) for item in found if item.is_written] == [
        ("automergeSchedule", False)
    ]


@pytest.mark.parametrize("config", ["{", "[1]", '{"packageRules": 1}', '{"extends": ["config:x"]}'])
def test_a_config_that_cannot_be_read_has_no_schedules(tmp_path: Path, config: str) -> None:
    assert written(schedules(tmp_path, with_variables("A=b"), config)) == []


def test_a_config_that_the_operator_has_ignored_has_no_schedules(tmp_path: Path) -> None:
    manifests = with_variables("RENOVATE_REQUIRE_CONFIG=ignored")
    assert written(schedules(tmp_path, manifests, '{"schedule": ["before 5am"]}')) == []


@pytest.mark.parametrize(
    "extended",
    [
        ["config:best-practices"],
        ["config:semverAllWeekly", ":timezone(Asia/Tokyo)"],
        ["config:js-app", "schedule:nonOfficeHours", ":automergeMinor"],
    ],
)
def test_presets_left_out_say_nothing_of_time(extended: list[str]) -> None:
    config = TrackedDict({"extends": extended})
    catalogue = load_catalogue()
    everything = resolve(config, catalogue).config
    found = resolve_times(config, catalogue).config
    assert without_numbers(schedules_in(found)) == without_numbers(schedules_in(everything))
    assert len(found.get("packageRules", ())) < len(everything["packageRules"])


def without_numbers(schedules: tuple[Schedule, ...]) -> list[Schedule]:
    """Return schedules without the places of rules, which depend on the rules before."""
    return [
        replace(one, pointer=tuple(part for part in one.pointer if isinstance(part, str)))
        for one in schedules
    ]
