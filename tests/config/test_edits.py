import pytest

from renovate_kit.config.document import (
    Dialect,
    Edit,
    Pointer,
    Span,
    apply_edits,
)
from renovate_kit.config.document.removal import remove_member
from renovate_kit.config.document.rendering import render
from renovate_kit.config.document.rewriting import (
    append_member,
    insert_member_after,
    rename_key,
    replace_value,
)
from tests.config.documents import document, edited

JSONC, JSON5 = Dialect.JSONC, Dialect.JSON5


# --- applying


def test_edits_apply_in_any_order_and_leave_the_rest_alone() -> None:
    edits = [Edit(Span(4, 5), ""), Edit(Span(0, 1), "A"), Edit(Span(2, 2), "+")]
    assert apply_edits("abcde", edits) == "Ab+cd"
    assert apply_edits("abcde", [*edits, *edits]) == "Ab+cd"


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap at offset 1"):
        apply_edits("abc", [Edit(Span(0, 2), ""), Edit(Span(1, 3), "")])


# --- removing: how the text looks afterwards


@pytest.mark.parametrize(
    ("before", "pointer", "after"),
    [
        ('{"a": 1, "b": 2, "c": 3}', ("a",), '{"b": 2, "c": 3}'),
        ('{"a": 1, "b": 2, "c": 3}', ("b",), '{"a": 1, "c": 3}'),
        ('{"a": 1, "b": 2, "c": 3}', ("c",), '{"a": 1, "b": 2}'),
        ('{ "a": 1 }', ("a",), "{}"),
        ('{"a":1,"b":2}', ("a",), '{"b":2}'),
        ('{"x": [1, 2, 3]}', ("x", 1), '{"x": [1, 3]}'),
        ('{"x": [1, 2, 3,]}', ("x", 2), '{"x": [1, 2,]}'),
        ('{"a": 1, "b": 2, "a": 3}', ("a",), '{"a": 1, "b": 2}'),
    ],
)
def test_removing_on_one_line(before: str, pointer: Pointer, after: str) -> None:
    doc = document(before)
    assert edited(doc, remove_member(doc, pointer)) == after


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ('{\n  "a": 1,\n  "b": 2\n}\n', "a", '{\n  "b": 2\n}\n'),
        ('{\n  "a": 1,\n  "b": 2\n}\n', "b", '{\n  "a": 1\n}\n'),
        ('{\n  "a": 1,\n  "b": 2,\n}\n', "b", '{\n  "a": 1,\n}\n'),
        ('{\r\n  "a": 1,\r\n  "b": 2\r\n}', "a", '{\r\n  "b": 2\r\n}'),
        ('{\n  "a": 1\n}\n', "a", "{}\n"),
        ('{\n  "a": {\n    "x": 1\n  },\n  "b": 2\n}', "a", '{\n  "b": 2\n}'),
        ('{ "a": 1,\n  "b": 2 }', "a", '{\n  "b": 2 }'),
        ('{ "a": 1,\n  "b": 2 }', "b", '{ "a": 1 }'),
        ('{\n  "a": 1, "b": 2,\n  "c": 3\n}', "b", '{\n  "a": 1,\n  "c": 3\n}'),
        ('{\n  "a": 1, "b": 2,\n  "c": 3\n}', "a", '{\n  "b": 2,\n  "c": 3\n}'),
    ],
)
def test_removing_takes_whole_lines(before: str, key: str, after: str) -> None:
    doc = document(before)
    assert edited(doc, remove_member(doc, (key,))) == after


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        # what follows on the line is about the member, what stands on its own line is not
        ('{\n  // all\n  "a": 1, // one\n  "b": 2\n}', "a", '{\n  // all\n  "b": 2\n}'),
        ('{\n  "a": 1, // one\n  // two\n  "b": 2 // b\n}', "b", '{\n  "a": 1 // one\n  // two\n}'),
        ('{\n  // all\n  "a": 1 /* x */ // y\n}', "a", "{\n  // all\n}"),
        ('{\n  "a": 1 // one\n}', "a", "{}"),
        ('{ // all\n  "a": 1 }', "a", "{ // all\n }"),
        ('{"a": 1, // one\n "b": 2}', "b", '{"a": 1 // one\n}'),
        ('{"a": 1, /* b */ "b": 2}', "b", '{"a": 1 /* b */}'),
        ('{"a": 1, /* b */ "b": 2}', "a", '{/* b */ "b": 2}'),
        ('{"a": 1 // one\n, "b": 2}', "a", '{// one\n "b": 2}'),
        ('{\n  "a": 1\n  , // two\n  "b": 2\n}', "a", '{\n   // two\n  "b": 2\n}'),
        ('{"a": 1, "b": 2 // both\n}', "b", '{"a": 1 // both\n}'),
        ('{\n  "a": 1, /* x\n  y */ "b": 2\n}', "a", '{\n  /* x\n  y */ "b": 2\n}'),
        ('{\n  "a": [ // inner\n    1\n  ],\n  "b": 2\n}', "a", '{\n  "b": 2\n}'),
    ],
)
def test_removing_keeps_the_comments_of_others(before: str, key: str, after: str) -> None:
    doc = document(before)
    assert edited(doc, remove_member(doc, (key,))) == after


# --- renaming and replacing


@pytest.mark.parametrize(
    ("before", "new_key", "after"),
    [
        ('{"a" : 1}', "b", '{"b" : 1}'),
        ('{"a": 1}', 'q"\\\n', '{"q\\"\\\\\\n": 1}'),
        ("{'a': 1}", "it's", "{'it\\'s': 1}"),
        ("{'a': 1}", 'a"b', "{'a\"b': 1}"),
        ("{a: 1}", "$b_2", "{$b_2: 1}"),
        ("{a: 1}", "", '{"": 1}'),
        ("{a: 1}", "b-c", '{"b-c": 1}'),
        ("{a: 'x'}", "b-c", "{'b-c': 'x'}"),
    ],
)
def test_a_new_key_has_the_quotes_of_the_old(before: str, new_key: str, after: str) -> None:
    doc = document(before, JSON5)
    assert edited(doc, rename_key(doc, ("a",), new_key)) == after


def test_of_two_members_with_one_key_the_last_one_is_renamed() -> None:
    doc = document('{"a": 1, "a": 2}')
    assert edited(doc, rename_key(doc, ("a",), "b")) == '{"a": 1, "b": 2}'


def test_a_new_value_over_several_lines_is_indented_for_its_place() -> None:
    doc = document('{\n  "x": {\n    "a": 1, // one\n    "b": 2\n  }\n}')
    new = render({"c": [1, {"d": None}]}, doc)
    assert edited(doc, replace_value(doc, ("x", "a"), new)) == (
        '{\n  "x": {\n    "a": {\n      "c": [\n        1,\n        {\n          "d": null\n'
        '        }\n      ]\n    }, // one\n    "b": 2\n  }\n}'
    )


# --- inserting


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('{"a": 1, "b": 2}', '{"a": 1, "new": [], "b": 2}'),
        ('{"a": 1}', '{"a": 1, "new": []}'),
        ('{"a":1,"b":2}', '{"a":1,"new":[],"b":2}'),
        ("{a: 1}", "{a: 1, new: []}"),
        ("{'a' : 1, }", "{'a' : 1, 'new' : [], }"),
        ('{\n  "a": 1\n}', '{\n  "a": 1,\n  "new": []\n}'),
        ('{\n\t"a": 1,\n\t"b": 2\n}', '{\n\t"a": 1,\n\t"new": [],\n\t"b": 2\n}'),
        ('{\r\n  "a": 1\r\n}', '{\r\n  "a": 1,\r\n  "new": []\r\n}'),
        ('{\n  "a": 1, // one\n}', '{\n  "a": 1, // one\n  "new": [],\n}'),
        ('{\n  "a": 1 // one\n  // end\n}', '{\n  "a": 1, // one\n  "new": []\n  // end\n}'),
        ('{"a": 1 // one\n}', '{"a": 1, "new": [] // one\n}'),
        ('{\n  "a": 1, "b": 2\n}', '{\n  "a": 1, "new": [], "b": 2\n}'),
        ('{\n  "a": {\n    "x": 1\n  }\n}', '{\n  "a": {\n    "x": 1\n  },\n  "new": []\n}'),
    ],
)
def test_a_new_member_is_written_like_the_one_before_it(before: str, after: str) -> None:
    doc = document(before, JSON5)
    assert edited(doc, insert_member_after(doc, ("a",), "new", "[]")) == after


@pytest.mark.parametrize(
    ("before", "pointer", "after"),
    [
        ("{}", (), '{\n  "new": {\n    "x": 1\n  }\n}'),
        ('{"a": {}}', ("a",), '{"a": {"new": {"x": 1}}}'),
        ('{"a": 1}', (), '{"a": 1, "new": {"x": 1}}'),
        (
            '{\n "r": [\n  {}\n ]\n}',
            ("r", 0),
            '{\n "r": [\n  {\n   "new": {\n    "x": 1\n   }\n  }\n ]\n}',
        ),
        ("{\n  // none yet\n}", (), '{\n  // none yet\n  "new": {\n    "x": 1\n  }\n}'),
        ('{"a": { /* - */ }}', ("a",), '{"a": { /* - */ "new": {"x": 1}}}'),
    ],
)
def test_a_member_is_added_at_the_end_of_an_object(
    before: str, pointer: Pointer, after: str
) -> None:
    doc = document(before)
    new = render({"x": 1}, doc)
    assert edited(doc, append_member(doc, pointer, "new", new)) == after


def test_inserting_after_what_is_no_member_adds_to_the_object_there() -> None:
    doc = document('{"r": [{"a": 1}]}')
    assert edited(doc, insert_member_after(doc, ("r", 0), "b", "2")) == '{"r": [{"a": 1, "b": 2}]}'
    assert edited(doc, insert_member_after(doc, (), "b", "2")) == '{"r": [{"a": 1}], "b": 2}'


@pytest.mark.parametrize("pointer", [("nothing",), ("list", 1), ("list", "0"), ("list", 0)])
def test_an_edit_of_what_is_not_there_is_refused(pointer: Pointer) -> None:
    doc = document('{"list": [1]}')
    with pytest.raises(LookupError, match=r"renovate\.json has no (object|member) at "):
        insert_member_after(doc, pointer, "new", "1")
    with pytest.raises(LookupError, match=r"renovate\.json has no member at "):
        rename_key(doc, pointer, "new")


def test_the_root_cannot_be_removed() -> None:
    doc = document("{}")
    with pytest.raises(LookupError, match="has no member or item at its root"):
        remove_member(doc, ())
    with pytest.raises(LookupError, match="has no value at nothing"):
        remove_member(doc, ("nothing",))


# --- rendering


@pytest.mark.parametrize(
    ("text", "dialect", "rendered"),
    [
        ('{"a": 1}', JSONC, '{"k": ["x", 1], "n": {"e": {}}}'),
        ('{"a":1}', JSONC, '{"k":["x",1],"n":{"e":{}}}'),
        ('{\n "a": 1\n}', JSONC, '{\n "k": ["x", 1],\n "n": {\n  "e": {}\n }\n}'),
        ("{\r\n\ta: 'b'\r\n}", JSON5, "{\r\n\tk: ['x', 1],\r\n\tn: {\r\n\t\te: {}\r\n\t}\r\n}"),
        (
            '{\n  "a": [\n    1\n  ]\n}',
            JSONC,
            '{\n  "k": [\n    "x",\n    1\n  ],\n  "n": {\n    "e": {}\n  }\n}',
        ),
    ],
)
def test_rendering_follows_the_document(text: str, dialect: Dialect, rendered: str) -> None:
    assert render({"k": ["x", 1], "n": {"e": {}}}, document(text, dialect)) == rendered


def test_an_array_too_long_for_a_line_gets_lines() -> None:
    doc = document('{\n  "a": [1, 2]\n}')
    assert render(["x" * 40, "y" * 40], doc, "  ") == f'[\n    "{"x" * 40}",\n    "{"y" * 40}"\n  ]'


def test_what_json_cannot_say_is_refused_and_json5_says_it() -> None:
    with pytest.raises(ValueError, match="JSON has no number inf"):
        render(float("inf"), document("{}"))
    assert render([float("inf"), float("-inf")], document("{}", JSON5)) == "[Infinity, -Infinity]"
