import json
from pathlib import Path

import pytest

from tests.commandline import Run

DAY = ("--from", "2026-11-30", "--days", "1")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "renovate.json"
    file.write_text(
        json.dumps(
            {
                "extends": ["schedule:earlyMondays", ":maintainLockFilesWeekly"],
                "timezone": "Europe/Berlin",
                "major": {"schedule": "before 5am on monday"},
                "packageRules": [{"matchManagers": ["npm"], "schedule": ["after 10pm"]}],
            }
        )
    )
    return file


def test_flags_are_enough(run: Run) -> None:
    outcome = run("calendar", "--cron", "0 */8 * * *", "--schedule", "before 5am", *DAY)

    assert outcome.exit_code == 0
    assert "\nMon 30 Nov ●─────────      ·               ·                " in outcome.out
    assert "1 of 3 starts meet it; the next on Mon 30 Nov 00:00." in outcome.out
    assert outcome.err == ""


def test_a_config_is_read_with_its_presets(run: Run, config: Path) -> None:
    outcome = run("calendar", config, "--cron", "@hourly", *DAY, "--format", "json")
    whole = json.loads(outcome.out)

    assert outcome.exit_code == 0
    places = [
        (place["pointer"], one["entries"]) for one in whole["schedules"] for place in one["places"]
    ]
    assert places == [
        ("", ["* 0-3 * * 1"]),
        ("lockFileMaintenance", ["* 0-3 * * 1"]),
        ("major", ["before 5am on monday"]),
        ("packageRules[0]", ["after 10pm"]),
    ]
    assert {one["timezone"] for one in whole["schedules"]} == {"Europe/Berlin"}


def test_a_checkout_has_its_config(run: Run, config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(config.parent)

    here = run("calendar", "--cron", "@hourly", *DAY)

    assert here == run("calendar", config, "--cron", "@hourly", *DAY)
    assert "packageRules[0].schedule" in here.out
    assert "from a preset" in here.out


def test_a_schedule_that_is_never_met_makes_the_exit_code_1(run: Run) -> None:
    outcome = run("calendar", "--cron", "@daily", "--schedule", "after 5am", *DAY)

    assert outcome.exit_code == 1
    assert "schedule: never met" in outcome.out


def test_a_first_day_begins_in_the_zone_of_the_config(run: Run) -> None:
    flags = ("--schedule", "before 5am", "--time-zone", "Asia/Tokyo", *DAY, "--format", "json")
    whole = json.loads(run("calendar", "--cron", "@hourly", *flags).out)

    assert whole["start"] == "2026-11-29T15:00:00Z"
    assert [day["date"] for day in whole["schedules"][0]["days"]] == ["2026-11-30"]


def test_output_goes_to_a_file(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "calendar.md"
    flags = ("--schedule", "before 5am", "--minimum-release-age", "3 days", *DAY)

    outcome = run("calendar", "--cron", "@hourly", *flags, "--format", "markdown", "--output", file)

    assert (outcome.exit_code, outcome.out) == (0, "")
    assert "- An update that is released now is 3 days old" in file.read_text()


def test_drift_decides_what_is_sure(run: Run) -> None:
    flags = ("--cron", "@hourly", "--schedule", "after 5:10am and before 5:50am", *DAY)

    assert run("calendar", *flags).exit_code == 1
    assert "perhaps on Mon 30 Nov 05:00" in run("calendar", *flags, "--drift", "0-15").out
    assert "the next on Mon 30 Nov 05:00" in run("calendar", *flags, "--drift", "12").out


@pytest.mark.parametrize(
    "flags",
    [
        ("--cron", "* * * *"),
        ("--cron", "@every 1h"),
        ("--cron", "@hourly", "--cron-time-zone", "Nowhere"),
        ("--cron", "@hourly", "--drift", "5-0"),
        ("--cron", "@hourly", "--drift", "soon"),
        ("--cron", "@hourly", "--from", "tomorrow"),
        ("--cron", "@hourly", "--from", "0001-01-01", "--time-zone", "Asia/Tokyo"),
        ("--cron", "@hourly", "--days", "0"),
        ("--cron", "@hourly", "--minimum-release-age", "soon"),
        ("--cron", "@hourly", "renovate.json"),
    ],
)
def test_wrong_usage(run: Run, flags: tuple[str, ...]) -> None:
    outcome = run("calendar", "--schedule", "before 5am", *flags)

    assert outcome.exit_code == 2
    assert outcome.out == ""


def test_the_zone_of_a_config_is_no_flag(run: Run, config: Path) -> None:
    outcome = run("calendar", config, "--cron", "@hourly", "--time-zone", "Asia/Tokyo")

    assert outcome.exit_code == 2
    assert "belong to --schedule" in outcome.err


@pytest.mark.parametrize("text", ["{", '{"extends": ["group:nosuchpreset"]}', "[]"])
def test_a_config_that_renovate_gives_up_on(run: Run, tmp_path: Path, text: str) -> None:
    file = tmp_path / "renovate.json"
    file.write_text(text)

    outcome = run("calendar", file, "--cron", "@hourly")

    assert outcome.exit_code == 3
    assert str(file) in outcome.err


def test_a_preset_that_was_not_looked_up_is_named(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "renovate.json"
    file.write_text('{"extends": ["github>a/b"]}')

    outcome = run("calendar", file, "--cron", "@hourly", *DAY)

    assert outcome.exit_code == 0
    assert outcome.err == "note: what github>a/b says of time is not known and left out\n"


def test_a_package_json_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "package.json"
    file.write_text('{"renovate": {"schedule": ["before 5am"]}}')

    outcome = run("calendar", file, "--cron", "@hourly")

    assert outcome.exit_code == 3
    assert "package.json" in outcome.err


def test_a_terminal_without_unicode_gets_ascii(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renovate_kit.cli.calendar._shows_unicode", lambda: False)

    outcome = run("calendar", "--cron", "@hourly", "--schedule", "before 5am", *DAY)

    assert outcome.out.isascii()
    assert "Mon 30 Nov #-#-#-#-#-. " in outcome.out
