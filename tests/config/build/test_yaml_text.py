from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.build.yaml_text import Commented, plain, yaml_text
from tests.config.build.deployments import data_of

SPECIAL = (
    *("yes", "No", "1", "1.5", "0x1f", "1e3", "~", "null", "2020-01-01", "12:30", "=", "<<"),
    *("250m", "1Gi", "../x/", "./x", ".5", "- a", "a: b", "a #b", "{", "@hourly", "---", "..."),
    *("a\nb\n", "a\n\n  b", " a\nb", "a \nb", "a\n", "\n", "{\n  x\n}\n", "a\tb\nc", "\ta\nb"),
)
texts = st.one_of(
    st.text(st.characters(codec="utf-8")),
    st.sampled_from(SPECIAL),
)
scalars = st.one_of(texts, st.integers(), st.booleans(), st.none())
data = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3)
)


@given(st.dictionaries(texts, data, max_size=4))
def test_what_is_written_is_read_back_in_yaml_1_1_and_1_2(value: dict[str, Any]) -> None:
    text = yaml_text(value)

    assert (yaml.safe_load(text) or {}) == value
    assert (data_of(text) or {}) == value


def test_strings_have_quotes_only_where_they_need_them() -> None:
    text = yaml_text({"a": "250m", "b": "1", "c": "true", "d": "../../base/renovate/", "e": "x y"})

    assert text == 'a: 250m\nb: "1"\nc: "true"\nd: ../../base/renovate/\ne: x y\n'


def test_text_of_several_lines_stands_as_it_is() -> None:
    assert yaml_text({"a": '{\n  "b": 1\n}\n'}) == 'a: |\n  {\n    "b": 1\n  }\n'


def test_comments_stand_in_front_of_what_they_are_about() -> None:
    value = {
        "a": Commented(1, "one\ntwo"),
        "b": [Commented({"c": Commented([], "empty")}, "an item")],
    }

    text = yaml_text(value, header="the file")

    assert text == ("# the file\n# one\n# two\na: 1\nb:\n  # an item\n  # empty\n  - c: []\n")
    assert plain(value) == {"a": 1, "b": [{"c": []}]}


@pytest.mark.parametrize("value", ["\x85", "\ufeff", "\U0001f600", "\x00", "\u2028"])
def test_odd_characters_are_escaped_or_kept(value: str) -> None:
    assert yaml.safe_load(yaml_text({"a": value})) == {"a": value}
