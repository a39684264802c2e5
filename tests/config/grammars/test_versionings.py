import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.grammars.versionings import VERSIONING_SCHEMES, is_valid_version
from tests.config.grammars.recorded import recorded

_SCHEMES = sorted(VERSIONING_SCHEMES)


@pytest.mark.parametrize("scheme", _SCHEMES)
def test_agrees_with_renovate(scheme: str) -> None:
    verdicts = recorded("versionings")[scheme]
    assert len(verdicts["accepted"]) >= 50
    assert [text for text in verdicts["accepted"] if not is_valid_version(scheme, text)] == []
    assert [text for text in verdicts["rejected"] if is_valid_version(scheme, text)] == []


@pytest.mark.parametrize(
    ("scheme", "value", "valid"),
    [
        ("semver", "1.2.3", True),
        ("semver", "^1.2.3", False),
        ("semver-coerced", "release-1.2", True),
        ("npm", ">=18 <20 || ^22", True),
        ("npm", "1.x.3", True),
        ("npm", "lts", False),
        ("node", "iron", True),
        ("deno", "latest", True),
        ("pep440", ">=3.8,<4", True),
        ("pep440", "~=1", False),
        ("python", "^3.8", True),
        ("composer", "^8.1@dev", True),
        ("ruby", "~> 3.2, >= 3.2.1", True),
        ("maven", "[1.0,2.0),[3.0,)", True),
        ("maven", "[2,1]", False),
        ("gradle", "1.2.+", True),
        ("gradle", "[1.2,1.1]", False),
        ("conda", ">=3.4,<4|3.1.*", True),
        ("conda", "1-2_3", False),
        ("rust-release-channel", "nightly-2025-11-24-x86_64", True),
        ("rust-release-channel", "1", False),
    ],
)
def test_decides_by_scheme(scheme: str, value: str, *, valid: bool) -> None:
    assert is_valid_version(scheme, value) is valid


def test_an_unknown_scheme_is_an_error() -> None:
    with pytest.raises(KeyError):
        is_valid_version("docker", "1.2.3")


@given(st.sampled_from(_SCHEMES), st.text(alphabet="012.xv*^~<>=!|,-+@()[]_ \tabcdevr"))
def test_any_text_has_a_verdict(scheme: str, value: str) -> None:
    assert is_valid_version(scheme, value) in {True, False}


@given(st.tuples(st.integers(0, 99), st.integers(0, 99), st.integers(0, 99)))
def test_three_numbers_are_a_version_in_every_scheme(numbers: tuple[int, int, int]) -> None:
    version = ".".join(map(str, numbers))
    assert [scheme for scheme in _SCHEMES if not is_valid_version(scheme, version)] == []


@pytest.mark.parametrize("scheme", _SCHEMES)
def test_reads_very_long_numbers(scheme: str) -> None:
    assert is_valid_version(scheme, "[1," + "9" * 10_000 + "]") is (
        scheme in {"gradle", "maven", "semver-coerced"}
    )
