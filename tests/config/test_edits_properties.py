import json
from collections.abc import Iterator
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from renovate_kit.config.document import (
    ArrayNode,
    Comment,
    Data,
    Dialect,
    Document,
    Node,
    ObjectNode,
    Pointer,
    Span,
)
from renovate_kit.config.document.removal import remove_member
from renovate_kit.config.document.rendering import render
from renovate_kit.config.document.rewriting import (
    insert_member_after,
    rename_key,
    replace_value,
)
from tests.config.documents import document, edited

JSON5 = Dialect.JSON5
unhurried = settings(deadline=None)


@unhurried
@given(
    value=st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-1000, 1000)
        | st.floats(allow_nan=False)
        | st.text(),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
        max_leaves=15,
    ),
    text=st.sampled_from(
        ["{}", "{a:1}", "{'a': 'b'}", '{\n\t"a": [\n1]}', "[\r\n 'a'\r\n]", "// x\n1"]
    ),
)
def test_what_is_rendered_is_read_back(value: Data, text: str) -> None:
    rendered = render(value, document(text, JSON5), "    ")
    assert document(rendered, JSON5).to_data() == value


# --- random documents with comments everywhere


@st.composite
def commented_texts(draw: st.DrawFn) -> str:
    """A config-like text whose comments are numbered, each on its own line or behind something."""
    count = iter(range(1000))

    def gap() -> str:
        return draw(
            st.sampled_from(
                [
                    "",
                    " ",
                    "\n  ",
                    f"\n// c{next(count)}\n",
                    f" // c{next(count)}\n",
                    f"/* c{next(count)} */",
                ]
            )
        )

    def value(depth: int) -> str:
        size = draw(st.integers(0, 3)) if depth < 3 else 0
        kind = draw(st.sampled_from("{[1")) if depth else "{"
        if kind == "1":
            return draw(st.sampled_from(["1", '"// no comment"', "null", "[]", "{}"]))
        keys = draw(st.permutations("abcd"))[:size] if kind == "{" else [""] * size
        entries = [
            (f'"{key}"{gap()}:{gap()}' if key else "") + value(depth + 1) + gap() for key in keys
        ]
        inside = ",".join(gap() + entry for entry in entries)
        tail = draw(st.sampled_from(["", ","])) if entries else ""
        return f"{kind}{inside}{tail}{gap()}{'}' if kind == '{' else ']'}"

    return gap() + value(0) + gap()


def pointers_in(node: Node, pointer: Pointer = ()) -> Iterator[Pointer]:
    if isinstance(node, ObjectNode):
        for member in node.members:
            yield (*pointer, member.key)
            yield from pointers_in(member.value, (*pointer, member.key))
    elif isinstance(node, ArrayNode):
        for index, item in enumerate(node.items):
            yield (*pointer, index)
            yield from pointers_in(item, (*pointer, index))


def container_at(data: Any, pointer: Pointer) -> Any:  # noqa: ANN401 - any JSON, to be changed
    for part in pointer[:-1]:
        data = data[part]
    return data


def drawn_pointer(data: st.DataObject, doc: Document, *, key: bool) -> Pointer:
    found = [each for each in pointers_in(doc.root) if not key or isinstance(each[-1], str)]
    assume(found)
    return data.draw(st.sampled_from(found))


def texts_of(comments: Iterator[Comment]) -> list[str]:
    return [comment.text for comment in comments]


def is_apart(doc: Document, comment: Comment, entry: Span) -> bool:
    """Whether a comment is neither inside of an entry nor on the lines that it ends and begins."""
    if entry.start <= comment.span.start < entry.end:
        return False
    lines, ends = doc.lines.place(comment.span), doc.lines.place(entry)
    return lines.line not in {ends.line, ends.end_line}


@unhurried
@given(text=commented_texts(), data=st.data())
def test_removing_leaves_the_other_data_and_the_comments_elsewhere(
    text: str, data: st.DataObject
) -> None:
    doc = document(text)
    pointer = drawn_pointer(data, doc, key=False)
    member, node = doc.member_at(pointer), doc.node_at(pointer)
    assert node is not None
    entry = member.span if member else node.span
    expected: Any = doc.to_data()
    del container_at(expected, pointer)[pointer[-1]]

    after = document(edited(doc, remove_member(doc, pointer)))

    assert after.to_data() == expected
    apart = texts_of(each for each in doc.comments if is_apart(doc, each, entry))
    left = texts_of(iter(after.comments))
    assert [each for each in left if each in apart] == apart
    assert set(left) <= set(texts_of(iter(doc.comments)))


@unhurried
@given(text=commented_texts(), data=st.data())
def test_removing_everything_one_by_one_ends_with_an_empty_object(
    text: str, data: st.DataObject
) -> None:
    doc = document(text)
    while pointers := list(pointers_in(doc.root)):
        pointer = data.draw(st.sampled_from(pointers))
        doc = document(edited(doc, remove_member(doc, pointer)))
    assert doc.to_data() == {}


@unhurried
@given(text=commented_texts(), data=st.data(), new_key=st.text())
def test_renaming_changes_one_key_and_no_comment(
    text: str, data: st.DataObject, new_key: str
) -> None:
    doc = document(text)
    pointer = drawn_pointer(data, doc, key=True)
    expected: Any = doc.to_data()
    container = container_at(expected, pointer)
    assume(new_key not in container)
    renamed = {new_key if key == pointer[-1] else key: item for key, item in container.items()}
    container.clear()
    container.update(renamed)

    after = document(edited(doc, rename_key(doc, pointer, new_key)))

    assert json.dumps(after.to_data()) == json.dumps(expected)
    assert texts_of(iter(after.comments)) == texts_of(iter(doc.comments))


@unhurried
@given(text=commented_texts(), data=st.data(), value=st.sampled_from([1, "// x", [], {"y": [{}]}]))
def test_inserting_adds_one_member_behind_another_and_keeps_all_comments(
    text: str,
    data: st.DataObject,
    value: Data,
) -> None:
    doc = document(text)
    pointer = drawn_pointer(data, doc, key=True)
    expected: Any = doc.to_data()
    container = container_at(expected, pointer)
    before = dict(container)
    container.clear()
    for key, item in before.items():
        container[key] = item
        if key == pointer[-1]:
            container["new"] = value

    edit = insert_member_after(doc, pointer, "new", render(value, doc))
    after = document(edited(doc, edit))

    assert json.dumps(after.to_data()) == json.dumps(expected)
    assert texts_of(iter(after.comments)) == texts_of(iter(doc.comments))


@unhurried
@given(text=commented_texts(), data=st.data())
def test_replacing_changes_one_value_and_keeps_the_comments_around_it(
    text: str, data: st.DataObject
) -> None:
    doc = document(text)
    pointer = drawn_pointer(data, doc, key=False)
    span = doc.span_of(pointer, key=False)
    expected: Any = doc.to_data()
    container_at(expected, pointer)[pointer[-1]] = {"y": [True]}

    after = document(edited(doc, replace_value(doc, pointer, render({"y": [True]}, doc))))

    assert after.to_data() == expected
    assert texts_of(iter(after.comments)) == texts_of(
        each for each in doc.comments if not span.start <= each.span.start < span.end
    )
