import zoneinfo
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.grammars.time_zones import accepted_names, is_valid_time_zone
from tests.config.grammars.recorded import recorded

_VERDICTS = recorded("time_zones")
_NOT_IN_ICU = {"Factory", "localtime", "posixrules"}


def test_agrees_with_luxon() -> None:
    assert len(_VERDICTS["accepted"]) >= 300
    assert len(_VERDICTS["rejected"]) >= 300
    assert [name for name in _VERDICTS["accepted"] if not is_valid_time_zone(name)] == []
    assert [name for name in _VERDICTS["rejected"] if is_valid_time_zone(name)] == []


def test_knows_the_zones_that_python_knows() -> None:
    # A newer tzdata may have a zone more than the Node that was asked, never many.
    unknown = {name for name in zoneinfo.available_timezones() if not is_valid_time_zone(name)}
    assert len(unknown - _NOT_IN_ICU) <= 3


def test_lists_old_names_too() -> None:
    names = accepted_names()
    assert len(names) > 600
    assert list(names) == sorted(set(names))
    assert {"US/Eastern", "Asia/Calcutta", "SystemV/EST5", "PST", "EST5EDT", "GMT0"} <= set(names)


@pytest.mark.parametrize(
    "value",
    [
        *("Europe/Berlin", "europe/berlin", "EUROPE/BERLIN", "Local", "DEFAULT", "system"),
        *("utc", "GMT", "UTC+2", "utc-03:30", "UTC+25", "+05:00", "-0530", "+05", "\u221205"),
        *(0, 60, -90, 1.5, 1e11, None),
    ],
)
def test_accepts(value: object) -> None:
    assert is_valid_time_zone(value)


@pytest.mark.parametrize(
    "value",
    [
        *("", "Z", "GMT+5", "05:00", "+5", "+24:00", "+05:60", "UTC+100", "UTC+1:2", "UTC "),
        *("Europe/Berlin ", "Europe/Bonn", "Factory", "posix/UTC", "Etc/Unknown", "x" * 1000),
        *("asia/\u212aolkata", "Europe\\Berlin", "America/New York", "utc+\u0665"),
        *(True, False, [], {}, ["UTC"], float("nan"), 1e20, 10**400),
    ],
)
def test_refuses(value: object) -> None:
    assert not is_valid_time_zone(value)


@given(st.sampled_from(accepted_names()), st.randoms(use_true_random=False))
def test_case_does_not_matter(name: str, random: Random) -> None:
    varied = (random.choice([char.upper(), char.lower()]) for char in name)
    assert is_valid_time_zone("".join(varied))


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from(["", ":"]), st.sampled_from("+-"))
def test_any_offset_of_a_day_is_valid(hours: int, minutes: int, colon: str, sign: str) -> None:
    assert is_valid_time_zone(f"{sign}{hours:02d}{colon}{minutes:02d}")
