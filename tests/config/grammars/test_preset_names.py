from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.grammars.preset_names import (
    InvalidPresetReferenceError,
    PresetReference,
    is_relative_preset,
    parse_preset,
)
from tests.config.grammars.recorded import recorded


def test_reads_references_as_renovate_does() -> None:
    expected = recorded("preset_names")["accepted"]
    assert len(expected) >= 300
    assert {text: _present_fields(parse_preset(text)) for text in expected} == expected


def test_refuses_what_renovate_refuses() -> None:
    for text in recorded("preset_names")["rejected"]:
        with pytest.raises(InvalidPresetReferenceError):
            parse_preset(text)


def _present_fields(reference: PresetReference) -> dict[str, object]:
    fields = {name: value for name, value in asdict(reference).items() if value is not None}
    return fields | ({"params": list(reference.params)} if reference.params is not None else {})


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        (":base", PresetReference(source="internal", repo="default", name="base")),
        ("config:x", PresetReference(source="internal", repo="config", name="x")),
        ("github>o/r", PresetReference(source="github", repo="o/r", name="default")),
        ("o/r:f/key", PresetReference(source="local", repo="o/r", name="f/key")),
        ("foo", PresetReference(source="npm", repo="renovate-config-foo", name="default")),
        ("@s:x", PresetReference(source="npm", repo="@s/renovate-config", name="x")),
        ("./f", PresetReference(source="relative", repo="", name="./f")),
        (
            "github>o/r//a/b/f#v1",
            PresetReference(source="github", repo="o/r", path="a/b", name="f", tag="v1"),
        ),
        (
            ":timezone( Europe/Berlin ,x)",
            PresetReference(
                source="internal",
                repo="default",
                name="timezone",
                params=("Europe/Berlin", "x"),
                raw_params=" Europe/Berlin ,x",
            ),
        ),
        (
            "https://h/x.json(a)",
            PresetReference(
                source="http", repo="https://h/x.json", name="", params=("a",), raw_params="a"
            ),
        ),
    ],
)
def test_tells_the_parts_of_a_reference(text: str, reference: PresetReference) -> None:
    assert parse_preset(text) == reference


@pytest.mark.parametrize(
    "text",
    [
        "github>",
        "bitbucket>o/r",
        "github>o/r@1",
        "github>o/r#",
        "github>o/r:x#y#z",
        "github>o/r//p:x",
        "http://",
        "./.",
        "./a b",
        "/a//b",
        "./a(b",
        "bad!x",
        "local>$name",
    ],
)
def test_refuses_malformed_references(text: str) -> None:
    with pytest.raises(InvalidPresetReferenceError):
        parse_preset(text)


@pytest.mark.parametrize(
    ("text", "relative"),
    [("./a", True), ("../a", True), ("/a", True), (".a", False), ("a/b", False), ("", False)],
)
def test_knows_relative_references(text: str, *, relative: bool) -> None:
    assert is_relative_preset(text) is relative


@given(st.text(alphabet="ab@/:#(),.~-_>% \nhtp"))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        reference = parse_preset(text)
    except InvalidPresetReferenceError:
        return
    assert is_relative_preset(text) is (reference.source == "relative")
