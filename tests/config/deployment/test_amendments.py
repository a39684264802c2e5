import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.deployment.amendments import quoted, removed, renamed, rewritten
from renovate_kit.config.diagnostics import Fix
from renovate_kit.config.document.edits import apply_edits
from renovate_kit.config.document.located import LocatedValue
from tests.config.deployment.clusters import manifest, manifests

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cn")))


def fixed(item: LocatedValue, fix: Fix | None) -> str | None:
    return None if fix is None else apply_edits(item.origin.document.text, fix.edits)


def at(item: LocatedValue, *path: str | int) -> LocatedValue:
    value = item.at(*path)
    assert value is not None
    return value


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a: true # on\n", 'a: "true" # on\n'),
        ("a: 010\n", 'a: "010"\n'),
        ("a:\n", 'a: ""\n'),
        ("a: # nothing\nb: 1\n", 'a: "" # nothing\nb: 1\n'),
        ("a: &x 1\n", 'a: &x "1"\n'),
        ("{a: 1}\n", '{a: "1"}\n'),
        ("a: !!int 1\n", None),
        ("a: 'x'\n", None),
        ("a: |\n  x\n", None),
        ("a: 1\nsops:\n  mac: x\n", None),
    ],
)
def test_a_scalar_gets_quotes(written: str, expected: str | None) -> None:
    item = manifest(written)
    assert fixed(item, quoted(at(item, "a").origin)) == expected


def test_what_an_alias_stands_for_gets_no_quotes() -> None:
    item = manifest("b: &x 1\na: *x\n")
    assert quoted(at(item, "a").origin) is None


@given(TEXTS)
def test_a_rewritten_text_means_what_it_should(new: str) -> None:
    for written in ('a: "old" # here\n', "a: 'old' # here\n", "a: old # here\n"):
        item = manifest(written)
        text = fixed(item, rewritten(at(item, "a").origin, "old", new, is_safe=True))
        assert text is not None
        assert text.endswith(" # here\n")
        assert manifest(text).to_data() == {"a": new}


@given(TEXTS.filter(lambda text: text != "a"))
def test_a_renamed_key_means_what_it_should(new: str) -> None:
    for written in ('"old": 1\n', "'old': 1\n", "old: 1\n"):
        item = manifest(written)
        text = fixed(item, renamed(at(item, "old").origin, "old", new, is_safe=True))
        assert text is not None
        assert manifest(text).to_data() == {new: 1}


@pytest.mark.parametrize("written", ["a: other\n", 'a: "o\\x6cd"\n', "a: >\n  old\n", "a: [old]\n"])
def test_what_is_written_otherwise_is_left_alone(written: str) -> None:
    item = manifest(written)
    assert rewritten(at(item, "a").origin, "old", "new", is_safe=True) is None


def test_the_right_document_of_a_file_is_edited() -> None:
    first, second = manifests("a: 1\n---\na: 2\n")
    assert fixed(first, quoted(at(second, "a").origin)) == 'a: 1\n---\na: "2"\n'


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("a:\n  b: null # gone\n  c: 1\n", "a:\n  c: 1\n"),
        ("a:\n  c: 1\n  b:\n", "a:\n  c: 1\n"),
        ("a:\n  c: 1\n  b: null", "a:\n  c: 1\n"),
        ("a:\r\n  b: null\r\n  c: 1\r\n", "a:\r\n  c: 1\r\n"),
        ("a: {b: null, c: 1}\n", None),
        ("a: {b: null,\n  c: 1}\n", None),
    ],
)
def test_a_member_goes_with_its_line(written: str, expected: str | None) -> None:
    item = manifest(written)
    assert fixed(item, removed(at(item, "a", "b").origin, "remove it")) == expected


def test_a_text_in_json_is_a_text_in_yaml() -> None:
    text = 'a"b\\c\td'
    assert manifest(f"a: {json.dumps(text)}\n").to_data() == {"a": text}
