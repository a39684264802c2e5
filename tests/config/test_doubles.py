"""Whole numbers beyond 2**53: Renovate reads the nearest double, in every syntax."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.reading import ReadConfig, read_config


def number_in(text: str, name: str) -> object:
    read = read_config(text.encode(), name)
    assert isinstance(read, ReadConfig)
    data = read.document.root.to_data()
    assert isinstance(data, dict)
    return data["prHourlyLimit"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("{prHourlyLimit: 99999999999999999999}", "a.json5"),
        ("{prHourlyLimit: +99999999999999999999}", "a.json5"),
        ("{prHourlyLimit: 0x56bc75e2d630fffff}", "a.json5"),
        ('{"prHourlyLimit": 99999999999999999999}', "renovate.json"),
        ("prHourlyLimit: 99999999999999999999", "a.yaml"),
        ("prHourlyLimit: 0x56bc75e2d630fffff", "a.yaml"),
        ("module.exports = {prHourlyLimit: 99999999999999999999}", "config.js"),
        ("module.exports = {prHourlyLimit: 0o12657072742654303777777}", "config.js"),
    ],
)
def test_a_number_is_the_nearest_double(text: str, name: str) -> None:
    assert number_in(text, name) == 10**20


@given(st.integers(min_value=-(2**200), max_value=2**200))
def test_a_number_is_what_a_double_holds(number: int) -> None:
    found = number_in(f"{{prHourlyLimit: {number}}}", "a.json5")
    assert isinstance(found, int)
    assert found == float(number)
