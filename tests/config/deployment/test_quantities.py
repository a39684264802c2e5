from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.deployment.quantities import parse_quantity, shown_mebibytes

SUFFIXES = {"": 1, "k": 10**3, "M": 10**6, "G": 10**9, "Ki": 2**10, "Mi": 2**20, "Gi": 2**30}


@pytest.mark.parametrize(
    ("text", "worth"),
    [
        ("0", 0),
        ("512Mi", 512 * 2**20),
        ("512m", Fraction(512, 1000)),
        ("0.5", Fraction(1, 2)),
        (".5", Fraction(1, 2)),
        ("5.", 5),
        ("+1", 1),
        ("1e3", 1000),
        ("1E3", 1000),
        ("12E", 12 * 10**18),
        ("1e-3", Fraction(1, 1000)),
        ("100n", Fraction(1, 10**7)),
        ("1Ei", 2**60),
    ],
)
def test_a_quantity_is_worth_what_kubernetes_takes_it_for(text: str, worth: Fraction) -> None:
    assert parse_quantity(text) == worth


@pytest.mark.parametrize(
    "text", ["", "Mi", "512mi", "512MB", "1 Gi", "-1", "1e", "1Kb", "Infinity", "1_0", "\u0661Mi"]
)
def test_what_is_no_quantity_is_worth_nothing(text: str) -> None:
    assert parse_quantity(text) is None


@given(st.integers(min_value=0, max_value=10**12), st.sampled_from(sorted(SUFFIXES)))
def test_every_suffix_multiplies(number: int, suffix: str) -> None:
    assert parse_quantity(f"{number}{suffix}") == number * SUFFIXES[suffix]


@given(st.text(max_size=12))
def test_no_text_is_too_strange(text: str) -> None:
    worth = parse_quantity(text)

    assert worth is None or worth >= 0


def test_sizes_are_shown_in_whole_mebibytes() -> None:
    assert shown_mebibytes(Fraction(2 * 10**9)) == "1907 MiB"
