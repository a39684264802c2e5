import json
from collections.abc import Iterator

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from renovate_kit.config.document import (
    MAX_DEPTH,
    MAX_SIZE,
    Data,
    Dialect,
    Document,
    ObjectNode,
    Pointer,
    ScalarNode,
    Span,
    SyntaxProblem,
    parse,
)
from renovate_kit.config.document.embedded import embedded
from renovate_kit.config.document.removal import remove_member
from renovate_kit.config.document.rewriting import append_member, rename_key, replace_value
from renovate_kit.config.document.yaml_reader import parse_yaml
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.pipeline import check_bytes
from renovate_kit.config.subject import ConfigKind
from tests.config.documents import edited, text_at
from tests.config.test_document_properties import JSON_VALUES, nodes_in

CONFIG = """\
# where it runs
platform: gitea   # ours
labels:
- one  # the first
# the second
- "two"
hostRules:
  - matchHost: example.com
    timeout: 5
onboarding: false
"""


def read(text: str) -> Document:
    parsed = parse_yaml(text, path="config.yaml")
    assert isinstance(parsed, Document), parsed
    return parsed


def refused(text: str) -> SyntaxProblem:
    parsed = parse_yaml(text, path="config.yaml")
    assert isinstance(parsed, SyntaxProblem), parsed.to_data()
    return parsed


# --- what YAML means


def test_a_config_gives_its_data_and_its_comments() -> None:
    doc = read(CONFIG)
    assert doc.to_data() == {
        "platform": "gitea",
        "labels": ["one", "two"],
        "hostRules": [{"matchHost": "example.com", "timeout": 5}],
        "onboarding": False,
    }
    assert [comment.text for comment in doc.comments] == [
        "# where it runs",
        "# ours",
        "# the first",
        "# the second",
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("No", "No"),
        ("on", "on"),
        ("True", True),
        ("FALSE", False),
        ("tRUE", "tRUE"),
        ("~", None),
        ("", None),
        ("NULL", None),
        ("010", 10),
        ("0o17", 15),
        ("0x1F", 31),
        ("0b11", "0b11"),
        ("1_000", "1_000"),
        ("12:30:00", "12:30:00"),
        ("2024-01-01", "2024-01-01"),
        ("+12", 12),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("-.inf", float("-inf")),
        ("1" * 5000, float("inf")),
        ("'12'", "12"),
        ('"\\u00e9\\ud83d\\ude00"', "é😀"),
        ("'\\ud83d'", "\\ud83d"),
        ("a\u2028b\x7f", "a\u2028b\x7f"),
        ("!!str 12", "12"),
        ('!!int "12"', 12),
        ("!!float 12", "12"),
        ("! 12", "12"),
        ("a #b", "a"),
        ("a#b", "a#b"),
        ("|\n  one\n   two\n", "one\n two\n"),
        (">-\n  one\n  two\n", "one two"),
    ],
)
def test_a_scalar_means_what_it_means_in_the_core_schema(text: str, value: Data) -> None:
    assert read(f"key: {text}\n").to_data() == {"key": value}


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", None),
        ("# nothing yet", None),
        ("--- {a: 1}\n...\n", {"a": 1}),
        ("%YAML 1.2\n---\na: 1", {"a": 1}),
        (
            "1: a\n1.5: b\nnull: c\ntrue: d\n0x10: e",
            {"1": "a", "1.5": "b", "": "c", "true": "d", "16": "e"},
        ),
        ("<<: {a: 1}\nb: 2", {"<<": {"a": 1}, "b": 2}),
        ("a: &x {b: 1}\nc: *x", {"a": {"b": 1}, "c": {"b": 1}}),
        ("a: &x 1\nb: &x 2\nc: *x", {"a": 1, "b": 2, "c": 2}),
        ("? a\n: b", {"a": "b"}),
        ("[a, {b: c}, d: e]", ["a", {"b": "c"}, {"d": "e"}]),
    ],
)
def test_a_text_gives_the_data_that_yaml_2_9_gives(text: str, data: Data) -> None:
    assert read(text).to_data() == data


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("a: 1\nb: 2\na: 3\n", (3, 1), "`a` stands twice"),
        ("1: a\n0x1: b\n", (2, 1), "stands twice"),
        ("a: 1\n---\nb: 2\n", (2, 1), "a second document"),
        ("a: !!python/object:os.system x\n", (1, 4), "no meaning"),
        ("a: !env x\n", (1, 4), "`!env` has no meaning"),
        ("a: *x\n", (1, 4), "no anchor `&x`"),
        ("a: &x [*x]\n", (1, 8), "no anchor `&x`"),
        ("%YAML 1.1\n---\na: yes\n", (1, 1), "YAML 1.1"),
        ("? [a]\n: b\n", (1, 3), "can't be a key"),
        ("a: b: c\n", (1, 5), "a second `:`"),
        ("\ta: 1\n", (1, 1), "a tab"),
        ("a: @x\n", (1, 4), "needs quotes"),
        ("a: [1\nb: 2\n", (2, 2), "expected `,`"),
        ("a:\n - b\n c: d\n", (3, 2), "expected `-`"),
        ('a: "x', (1, 6), "ends inside"),
    ],
)
def test_a_fault_is_explained_at_its_place(text: str, at: tuple[int, int], words: str) -> None:
    problem = refused(text)
    assert words in problem.message
    assert (problem.place.line, problem.place.column) == at


def test_aliases_that_stand_for_too_much_are_refused() -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30)
    )
    assert "too many values" in refused(bomb).message
    deep = "a0: &a0 []\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, MAX_DEPTH + 2))
    assert "too many values" in refused(deep).message


def test_depth_and_size_have_a_limit() -> None:
    read("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert "levels deep" in refused("[" * 100_000).message
    assert "1 MiB" in refused("#" * (MAX_SIZE + 1)).message


# --- spans


@pytest.mark.parametrize(
    ("pointer", "key", "value"),
    [
        (("platform",), "platform", "gitea"),
        (("labels", 1), "labels", '"two"'),
        (("hostRules",), "hostRules", "- matchHost: example.com\n    timeout: 5"),
        (("hostRules", 0, "timeout"), "timeout", "5"),
    ],
)
def test_keys_and_values_know_their_places(pointer: Pointer, key: str, value: str) -> None:
    doc = read(CONFIG)
    assert text_at(doc, doc.span_of(pointer, key=False)) == value
    member = doc.member_at(pointer)
    assert member is None or text_at(doc, member.key_span) == key


def test_a_value_has_its_place_without_anchor_tag_and_line_break() -> None:
    doc = read("a: &x !!str 12\r\nb: |\r\n  text\r\n\r\nc: *x\r\n")
    spans = [doc.span_of((key,), key=False) for key in "abc"]
    assert [text_at(doc, span) for span in spans] == ["12", "|\r\n  text", "*x"]


STYLES = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from([True, False, None]),
        "default_style": st.sampled_from([None, None, '"', "'", "|", ">"]),
        "indent": st.sampled_from([2, 4]),
        "width": st.sampled_from([20, 80, 1000]),
        "allow_unicode": st.booleans(),
        "sort_keys": st.just(value=False),
    }
)


LINE_BREAKS_OF_1_1 = set("\x85\u2028\u2029")


@given(value=JSON_VALUES, style=STYLES)
def test_what_pyyaml_writes_is_read_back_with_exact_spans(
    value: Data, style: dict[str, object]
) -> None:
    # PyYAML writes YAML 1.1, to which these are line breaks; to 1.2 they are not.
    assume(not LINE_BREAKS_OF_1_1 & set(json.dumps(value, ensure_ascii=False)))
    # 1.1 and 1.2 differ in floats without a point; JSON's are those of 1.2.
    text = yaml.safe_dump(json.loads(json.dumps(value)), **style)  # type: ignore[call-overload]
    doc = read(text)
    assert doc.to_data() == value
    for span, written in scalars_of(doc):
        found = text_at(doc, span)
        # Block scalars need their line break; what has a tag means something else without it.
        if "!!" not in text:
            assert read(found + "\n" * found.startswith(("|", ">"))).to_data() == written


def scalars_of(doc: Document) -> Iterator[tuple[Span, Data]]:
    for node in nodes_in(doc.root):
        if isinstance(node, ScalarNode):
            yield node.span, node.value
        elif isinstance(node, ObjectNode):
            yield from ((member.key_span, member.key) for member in node.members)


@given(
    pieces=st.lists(
        st.sampled_from(["\n", "  ", "- ", ": ", "#", "&a ", "*a", "!!int ", "'", '"', "{", "}"])
        | st.sampled_from(["[", "]", ",", "|\n", ">", "---\n", "? ", "\t", "\\u", "\ufeff", "\0"])
        | st.text(max_size=3),
        max_size=12,
    ),
    at=st.integers(0, len(CONFIG)),
)
def test_no_text_is_without_an_answer(pieces: list[str], at: int) -> None:
    inserted = "".join(pieces)
    for text in (inserted, CONFIG[:at] + inserted + CONFIG[at:]):
        parsed = parse_yaml(text, path="config.yaml")
        if isinstance(parsed, Document):
            assert all(text_at(parsed, each.span) == each.text for each in parsed.comments)
        else:
            assert parsed.message
            assert 0 <= parsed.span.start <= parsed.span.end <= len(text)


# --- edits


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        (("platform",), CONFIG.replace("platform: gitea   # ours\n", "")),
        (("labels", 0), CONFIG.replace("- one  # the first\n", "")),
        (("labels",), CONFIG.replace('labels:\n- one  # the first\n# the second\n- "two"\n', "")),
        (("hostRules", 0), CONFIG.replace("- matchHost: example.com\n    timeout: 5", " []")),
        (("hostRules", 0, "matchHost"), CONFIG.replace("matchHost: example.com\n    ", "")),
        (("onboarding",), CONFIG.replace("onboarding: false\n", "")),
    ],
)
def test_a_removed_entry_leaves_the_comments_of_others(pointer: Pointer, expected: str) -> None:
    doc = read(CONFIG)
    assert edited(doc, remove_member(doc, pointer)) == expected


@pytest.mark.parametrize(
    ("text", "pointer", "expected"),
    [
        ("{a: 1, b: 2}", ("a",), "{b: 2}"),
        ("a: [x, y]", ("a", 1), "a: [x]"),
        ("a:\n- x\nb: 1\n", ("a", 0), "a:\n []\nb: 1\n"),
        ("a: 1", ("a",), "{}"),
        ("- a: 1\n  # of b\n  b: 2\n", (0, "a"), "- \n  # of b\n  b: 2\n"),
        ("a: 1\nb: 2", ("b",), "a: 1"),
    ],
)
def test_removal_fits_the_style_of_the_container(
    text: str, pointer: Pointer, expected: str
) -> None:
    doc = read(text)
    assert edited(doc, remove_member(doc, pointer)) == expected
    read(expected)


@pytest.mark.parametrize(
    ("text", "json_text", "expected"),
    [
        ("a: yes # no\n", "true", "a: true # no\n"),
        ("a:\nb: 1\n", "[1]", "a: [1]\nb: 1\n"),
        ("a: |\n  x\n  y\nb: 1\n", '"z"', 'a: "z"\nb: 1\n'),
        ("a:\n- x\nb: 1\n", "[\n  1\n]", "a:\n [ 1 ]\nb: 1\n"),
        ("a: &x 'y'\nb: *x\n", "1", "a: &x 1\nb: *x\n"),
        ("a: !!str 1\n", "1", "a: 1\n"),
    ],
)
def test_a_replaced_value_stays_where_it_belongs(text: str, json_text: str, expected: str) -> None:
    doc = read(text)
    assert edited(doc, replace_value(doc, ("a",), json_text)) == expected
    assert json.loads(json_text) == read(expected).to_data()["a"]  # type: ignore[index, call-overload]


@pytest.mark.parametrize(
    ("text", "new", "expected"),
    [
        ("a: 1 # c", "newName", "newName: 1 # c"),
        ("a: 1", "true", '"true": 1'),
        ("a: 1", "x: #", '"x: #": 1'),
        ("'a': 1", "it's", "'it''s': 1"),
        ('"a": 1', "b", '"b": 1'),
    ],
)
def test_a_renamed_key_is_quoted_as_needed(text: str, new: str, expected: str) -> None:
    doc = read(text)
    assert edited(doc, rename_key(doc, ("a",), new)) == expected
    assert read(expected).to_data() == {new: 1}


def test_what_has_no_small_edit_is_refused() -> None:
    explicit = read("? a\n: 1\n")
    with pytest.raises(LookupError, match="explicit key"):
        remove_member(explicit, ("a",))
    with pytest.raises(LookupError, match="explicit key"):
        rename_key(explicit, ("a",), "b")
    with pytest.raises(LookupError, match="YAML"):
        append_member(explicit, (), "b", "1")


# --- a config in a ConfigMap

INNER = '{\n  // why\n  "labels": ["é😀"],\n\n  "it": "it\'s"\n}'


def indented(width: int) -> str:
    return "\n".join(" " * width + line if line else "" for line in INNER.split("\n"))


def quoted_twice() -> str:
    return json.dumps(INNER, ensure_ascii=False)


@pytest.mark.parametrize(
    ("text", "is_editable"),
    [
        (f"data:\n  c: |\n{indented(4)}\nk: 1\n", True),
        (f"data:\n  c: |-  # why not\n{indented(3)}", True),
        (f"data:\n  c: |+\n{indented(4)}\n\n\nk: 1\n".replace("\n", "\r\n"), True),
        (f"data:\n  c: |2\n{indented(6)}\nk: 1\n", True),
        (f"data:\n  c: {quoted_twice()}\nk: 1\n", False),
        (f"data: {{c: {quoted_twice()}}}", False),
        ('data:\n  c: \'{"labels": ["é😀"], "it": "it\'\'s"}\'\n', False),
    ],
)
def test_an_embedded_config_has_its_places_in_the_outer_file(
    text: str, *, is_editable: bool
) -> None:
    outer = read(text)
    doc = embedded(outer, ("data", "c"), read_json5)
    assert isinstance(doc, Document), doc
    assert doc.to_data() == {"labels": ["é😀"], "it": "it's"}
    assert doc.is_editable is is_editable
    assert text_at(doc, doc.span_of(("labels", 0), key=False)).strip('\\"') == "é😀"
    assert text_at(doc, doc.span_of(("it",), key=True)).strip('\\"') == "it"
    assert text_at(doc, doc.root.span)[0] == "{"
    assert text_at(doc, doc.root.span)[-1] == "}"
    if is_editable:
        assert [text_at(doc, comment.span) for comment in doc.comments] == ["// why"]
        changed = edited(doc, remove_member(doc, ("labels",)))
        again = embedded(read(changed), ("data", "c"), read_json5)
        assert isinstance(again, Document)
        assert again.to_data() == {"it": "it's"}


def test_a_fault_in_an_embedded_config_is_placed_in_the_outer_file() -> None:
    problem = embedded(read("data:\n  c: |\n    {a 1}\n"), ("data", "c"), read_json5)
    assert isinstance(problem, SyntaxProblem)
    assert (problem.place.line, problem.place.column) == (3, 8)


@pytest.mark.parametrize("text", ["data:\n  c: >\n    {a: 1}\n", 'data:\n  c: "{a:\n    1}"\n'])
def test_a_folded_config_is_refused(text: str) -> None:
    problem = embedded(read(text), ("data", "c"), read_json5)
    assert isinstance(problem, SyntaxProblem)
    assert problem.is_refusal


def test_only_a_string_holds_a_config() -> None:
    with pytest.raises(LookupError, match="no string"):
        embedded(read("data:\n  c: {a: 1}\n"), ("data", "c"), read_json5)


def read_json5(text: str) -> Document | SyntaxProblem:
    return parse(text, path="renovate.json5", dialect=Dialect.JSON5)


# --- the whole way


def test_an_operators_yaml_is_checked_and_mended() -> None:
    text = "platform: gitea\nrepositories: [a/b]\nmasterIssue: yes # soon\ngitFs: x\nfoo: 1\n"
    checked = check_bytes(text.encode(), path="config.yaml", kind=None, catalogue=load_catalogue())
    assert checked.kind is ConfigKind.GLOBAL
    found = {(item.rule, item.place.line) for item in checked.diagnostics}
    assert found == {
        ("outdated-option", 3),
        ("wrong-type", 3),
        ("outdated-option", 4),
        ("unknown-option", 5),
    }
    doc = read(text)
    fixed = {
        edited(doc, edit)
        for item in checked.diagnostics
        for edit in (item.fix.edits if item.fix else ())
    }
    assert fixed == {
        text.replace("masterIssue", "dependencyDashboard"),
        text.replace("gitFs: x\n", ""),
    }
