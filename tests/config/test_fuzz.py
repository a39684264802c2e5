"""Whatever a file holds, checking it ends in findings or in one clear error."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renovate_kit.config.options import load_catalogue
from renovate_kit.config.pipeline import CheckedFile, check_bytes
from renovate_kit.config.subject import ConfigKind
from renovate_kit.errors import InputError

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "400"))
NAMES = ("renovate.json", "renovate.json5", ".renovaterc", "renovate.jsonc", "config.yaml")
SEED = Path(__file__).parents[2] / "config" / "renovate.json"


def checked(raw: bytes, path: str = "renovate.json") -> CheckedFile | None:
    """Return what was found; None for one clear error."""
    try:
        return check_bytes(raw, path=path, kind=ConfigKind.REPO, catalogue=load_catalogue())
    except InputError as error:
        refusal = error
    assert "\n" not in refusal.message
    assert refusal.hint
    return None


@settings(max_examples=EXAMPLES)
@given(raw=st.binary(max_size=300), name=st.sampled_from(NAMES))
def test_random_bytes_end_in_findings_or_one_error(raw: bytes, name: str) -> None:
    checked(raw, name)


@settings(max_examples=EXAMPLES)
@given(
    cuts=st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 40), st.binary(max_size=8))),
    name=st.sampled_from(NAMES),
)
def test_a_damaged_config_ends_in_findings_or_one_error(
    cuts: list[tuple[int, int, bytes]], name: str
) -> None:
    raw = SEED.read_bytes()
    for start, length, put in cuts:
        raw = raw[:start] + put + raw[start + length :]
    checked(raw, name)


@pytest.mark.parametrize(
    ("opening", "name"),
    [("[", "renovate.json"), ('{"a":', "renovate.jsonc"), ("[[{a:", "renovate.json5")],
)
def test_a_hundred_thousand_levels_are_one_error(opening: str, name: str) -> None:
    outcome = checked((opening * 100_000).encode(), name)
    assert outcome is not None
    assert outcome.is_unreadable
    assert "nested more than" in outcome.diagnostics[0].message


def test_fifty_megabytes_are_one_error() -> None:
    assert checked(b'{"labels": ["' + b"x" * 50_000_000 + b'"]}') is None


@pytest.mark.parametrize(
    "pattern",
    ["/^(a+)+$/", "/(a|a)*b/", "/(.*)*x/", "/" + "(" * 5000 + "/", "/" + "a?" * 3000 + "/"],
    ids=["nested plus", "alternatives", "stars", "parentheses", "optional"],
)
def test_a_catastrophic_regex_is_judged_and_not_run(pattern: str) -> None:
    text = json.dumps({"ignorePaths": [pattern], "includePaths": ["a" * 5000]})
    assert checked(text.encode()) is not None
