import pytest

from renovate_kit.config.build.schedules import shortest_period


@pytest.mark.parametrize(
    ("schedule", "seconds"),
    [
        ("@hourly", 3600),
        ("@daily", 86_400),
        ("@yearly", 86_400),
        ("0 * * * *", 3600),
        ("*/20 * * * *", 1200),
        ("*/25 * * * *", 600),
        ("5,15 * * * *", 600),
        ("0 3 * * *", 86_400),
        ("0 22-23/1 * * MON-FRI", 3600),
        ("0 8,20 1 jan ?", 43_200),
        ("59 23,0 * * *", 3600),
        ("10/30 * * * *", 1800),
    ],
)
def test_the_shortest_time_between_two_starts(schedule: str, seconds: int) -> None:
    assert shortest_period(schedule) == seconds


@pytest.mark.parametrize(
    "schedule",
    [
        "",
        "* * * *",
        "60 * * * *",
        "* * 0 * *",
        "5-1 * * * *",
        "*/0 * * * *",
        "*-3 * * * *",
        "x * * * *",
        "* * * foo *",
        "@every 1h",
        "TZ=UTC 0 * * * *",
        "CRON_TZ=UTC 0 * * * *",
        "0 0 * * 7",
        "² * * * *",
    ],
)
def test_what_kubernetes_refuses_is_refused(schedule: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        shortest_period(schedule)
