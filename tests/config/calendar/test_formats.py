import json
from typing import Any

import pytest

from renovate_kit.config.calendar import Calendar, CronJob, make_calendar, schedules_in
from renovate_kit.config.formats.calendar import NARROWEST, calendar_text
from renovate_kit.config.formats.calendar_json import calendar_json
from renovate_kit.config.formats.calendar_markdown import calendar_markdown
from tests.config.calendar.moments import utc

CROSS = "\N{BOX DRAWINGS LIGHT DIAGONAL CROSS}"
CONFIG: dict[str, Any] = {
    "schedule": ["before 4am on monday"],
    "timezone": "Europe/Berlin",
    "minimumReleaseAge": "3 days",
    "automergeSchedule": ["after 10:30pm", "before 6am"],
    "packageRules": [{"schedule": ["after 5:10am and before 5:50am"], "description": "a|b *c*"}],
    "lockFileMaintenance": {"enabled": True},
}


def made(cron: str = "@hourly", config: dict[str, Any] | None = None, days: int = 4) -> Calendar:
    job = CronJob(schedule=cron, place="cronjob.yaml:8")
    return make_calendar(job, schedules_in(config or CONFIG), utc("2026-03-28T09:07"), days=days)


def test_a_day_is_a_row_of_half_hours() -> None:
    text = calendar_text(made(config={"schedule": ["before 4am"], "timezone": "Europe/Berlin"}))

    assert text == (
        "Renovate starts at @hourly (cronjob.yaml:8), taken for UTC: without `timeZone`,\n"
        "  the kube-controller-manager's own zone counts. It asks its schedules 0 to 5\n"
        "  minutes after that.\n"
        "\n"
        "schedule: every window is met\n"
        '  "before 4am", Europe/Berlin\n'
        "           0     3     6     9     12    15    18    21\n"
        "Sat 28 Mar                       · · · · · · · · · · · · ·\n"
        f"Sun 29 Mar ●─●─{CROSS}{CROSS}●─· · · · · · · · · · · · · · · · · · · ·  3 of 23\n"
        "           clocks go forward from 02:00 to 03:00\n"
        "Mon 30 Mar ●─●─●─●─· · · · · · · · · · · · · · · · · · · ·  4 of 24\n"
        "Tue 31 Mar ●─●─●─●─· · · · · · · · · · · · · · · · · · · ·  4 of 24\n"
        "  11 of 84 starts meet it; the next on Sun 29 Mar 00:00.\n"
        "\n"
        "● start meets the schedule   · start outside the schedule\n"
        f"─ schedule holds, no start   {CROSS} no such time that day\n"
    )


def test_ascii_draws_the_same_with_other_signs() -> None:
    text = calendar_text(made("58 */3 * * *"), ascii_only=True)

    assert text.isascii()
    assert "? meets it if early or late enough" in text
    assert "Sun 29 Mar" in text


@pytest.mark.parametrize("width", [1, 60, 72, 80, 200])
@pytest.mark.parametrize("cron", ["@hourly", "*/5 * * * *", "58 */3 * * *"])
def test_no_line_is_wider_than_the_terminal(width: int, cron: str) -> None:
    lines = calendar_text(made(cron, days=14), width=width).splitlines()

    assert max(map(len, lines)) <= max(width, NARROWEST)
    assert not any(line != line.rstrip() for line in lines)


def test_colour_only_adds_colours() -> None:
    plain = calendar_text(made())
    coloured = calendar_text(made(), colour=True)
    for code in ("1;31", "1;32", "1;33", "2", "0"):
        coloured = coloured.replace(f"\x1b[{code}m", "")

    assert coloured == plain


def test_control_characters_of_a_config_are_not_written() -> None:
    config = {
        "packageRules": [{"schedule": ["before 5am\x1b[31m"], "description": "a\x1b]0;b\x07"}]
    }

    for text in (calendar_text(made(config=config)), calendar_markdown(made(config=config))):
        assert "\x1b" not in text
        assert "\x07" not in text


def test_facts_are_said_in_sentences() -> None:
    text = " ".join(calendar_text(made(days=14)).split())

    assert "packageRules[0].schedule (a|b *c*): never met" in text
    assert "none within a year does." in text
    assert "No start is sure to meet Sun 29 Mar 05:10 to 05:50," in text
    assert "is 3 days old on Tue 31 Mar 11:07; it is proposed on Mon 6 Apr 00:00." in text
    assert "Europe/Berlin, the default" in text


def test_a_schedule_that_is_ignored_says_so() -> None:
    text = " ".join(calendar_text(made(config={"schedule": ["gibberish"]})).split())

    assert 'It holds at any time: Renovate ignores the schedule, as "gibberish"' in text


def test_a_zone_in_the_schedule_of_the_cron_job_is_named() -> None:
    text = " ".join(calendar_text(made("TZ=Asia/Tokyo 0 0 * * *")).split())

    assert "TZ=Asia/Tokyo 0 0 * * * (cronjob.yaml:8), Asia/Tokyo." in text
    assert "write it as `timeZone`" in text


def test_markdown_has_a_table_for_each_schedule() -> None:
    text = calendar_markdown(made("0 */6 * * *"))
    lines = text.splitlines()

    assert lines.count("|---|---|---|---|") == 4
    assert "## packageRules\\[0].schedule (a\\|b \\*c\\*): never met" in lines
    assert "| Sun 29 Mar; clocks go forward from 02:00 to 03:00 |  |  |  |" in lines
    assert "| Mon 30 Mar | 00:00 to 04:00 | 02:00 |  |" in lines
    assert "| Sat 28 Mar | 22:30 to 24:00 |  |  |" in lines


def test_json_has_everything_in_utc() -> None:
    text = calendar_json(made("0 */6 * * *"))
    whole = json.loads(text)

    assert text.isascii()
    assert text.endswith("}\n")
    assert whole["version"] == 1
    assert whole["cronJob"] == {
        "schedule": "0 */6 * * *",
        "timeZone": None,
        "timeZoneAssumed": "UTC",
        "place": "cronjob.yaml:8",
    }
    assert whole["driftMinutes"] == [0.0, 5.0]
    first = whole["schedules"][0]
    assert first["places"] == [{"option": "schedule", "pointer": "", "isDefault": False}]
    assert first["verdict"] == "ok"
    assert first["nextMeeting"] == {"at": "2026-03-30T00:00:00Z", "meets": "always"}
    assert first["minimumReleaseAge"]["age"] == "3 days"
    assert first["days"][1]["clockChanges"] == [
        {"at": "2026-03-29T01:00:00Z", "offsetMinutes": [60.0, 120.0]}
    ]
    assert first["days"][2]["windows"] == [
        {"start": "2026-03-29T22:00:00Z", "end": "2026-03-30T02:00:00Z"}
    ]
    assert [one["verdict"] for one in whole["schedules"]] == ["ok", "ok", "never", "ok"]
