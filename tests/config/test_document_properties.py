import json
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from renovate_kit.config.document import (
    ArrayNode,
    Data,
    Dialect,
    Document,
    Node,
    ObjectNode,
    SourceText,
    SyntaxProblem,
    decode,
    parse,
)
from tests.config.documents import REAL_LOOKING, document, text_at

JSONC, JSON5 = Dialect.JSONC, Dialect.JSON5
unhurried = settings(deadline=None)


def nodes_in(root: Node) -> Iterator[Node]:
    yield root
    if isinstance(root, ObjectNode):
        for member in root.members:
            yield from nodes_in(member.value)
    elif isinstance(root, ArrayNode):
        for item in root.items:
            yield from nodes_in(item)


JSON_NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(
    allow_nan=False, allow_infinity=False
)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | JSON_NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=15,
)


@unhurried
@given(
    value=JSON_VALUES,
    indent=st.sampled_from([None, 0, 2, "\t"]),
    is_ascii=st.booleans(),
    dialect=st.sampled_from(Dialect),
)
def test_what_json_writes_is_read_back_with_exact_spans(
    value: object, indent: int | str | None, *, is_ascii: bool, dialect: Dialect
) -> None:
    doc = document(json.dumps(value, indent=indent, ensure_ascii=is_ascii), dialect)
    assert doc.to_data() == value
    for node in nodes_in(doc.root):
        assert document(text_at(doc, node.span), dialect).to_data() == node.to_data()
        for member in node.members if isinstance(node, ObjectNode) else ():
            assert document(text_at(doc, member.key_span), dialect).to_data() == member.key


TRIVIA = {
    JSONC: ["", " ", "\n", "\r\n\t", "// x }\n", "/* , */", "/**/\u00a0", "\u2028", "\x85"],
    JSON5: ["", " ", "\n", "\r\n\t", "// x }\r", "/* , */", "//\u2028", "\ufeff", "\u3000"],
}


def tokens(value: Data, dialect: Dialect, data: st.DataObject) -> list[str]:
    if isinstance(value, dict):
        entries = []
        for key, item in value.items():
            is_bare = (
                dialect is JSON5
                and key.isascii()
                and key.isidentifier()
                and data.draw(st.booleans())
            )
            entries.append([key if is_bare else json.dumps(key), ":", *tokens(item, dialect, data)])
        return ["{", *separated(entries, data), "}"]
    if isinstance(value, list):
        return ["[", *separated([tokens(item, dialect, data) for item in value], data), "]"]
    return [json.dumps(value)]


def separated(entries: list[list[str]], data: st.DataObject) -> list[str]:
    has_trailing_comma = bool(entries) and data.draw(st.booleans())
    joined = [token for entry in entries for token in (*entry, ",")]
    return joined if has_trailing_comma else joined[:-1]


@unhurried
@given(data=st.data(), value=JSON_VALUES, dialect=st.sampled_from(Dialect))
def test_comments_blanks_and_trailing_commas_change_no_data(
    data: st.DataObject, value: Data, dialect: Dialect
) -> None:
    trivia = st.sampled_from(TRIVIA[dialect])
    pieces = tokens(value, dialect, data)
    text = "".join(piece + data.draw(trivia) for piece in ["", *pieces])
    assert document(text, dialect).to_data() == value


def assert_is_answer(parsed: Document | SyntaxProblem, text: str) -> None:
    if isinstance(parsed, SyntaxProblem):
        assert parsed.message
        assert 0 <= parsed.span.start <= parsed.span.end <= len(text)
    else:
        assert all(text_at(parsed, comment.span) == comment.text for comment in parsed.comments)
        assert parsed.root.span.end <= len(text)


FRAGMENTS = st.sampled_from(
    [
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        '"',
        "'",
        "\\",
        "\\u",
        "//",
        "/*",
        "*/",
        "\n",
        "\r",
        "+",
        "-",
        ".",
        "0x",
        "1e",
        "d8",
        "\ufeff",
        "\0",
        "é",
        "=======",
        "null",
        "#",
    ]
) | st.text(max_size=3)


@unhurried
@given(
    pieces=st.lists(FRAGMENTS, max_size=12),
    at=st.integers(0, len(REAL_LOOKING)),
    removed=st.integers(0, 20),
    dialect=st.sampled_from(Dialect),
)
def test_no_text_is_without_an_answer(
    pieces: list[str], at: int, removed: int, dialect: Dialect
) -> None:
    inserted = "".join(pieces)
    for text in (inserted, REAL_LOOKING[:at] + inserted + REAL_LOOKING[at + removed :]):
        assert_is_answer(parse(text, path="renovate.json", dialect=dialect), text)


@unhurried
@given(raw=st.binary() | st.tuples(st.binary(max_size=3), st.integers(0, len(REAL_LOOKING))))
def test_no_bytes_are_without_an_answer(raw: bytes | tuple[bytes, int]) -> None:
    if isinstance(raw, tuple):
        inserted, at = raw
        raw = REAL_LOOKING.encode()[:at] + inserted + REAL_LOOKING.encode()[at:]
    source = decode(raw)
    if isinstance(source, SyntaxProblem):
        assert source.message
        return
    assert source.encode() == raw
    for dialect in Dialect:
        assert_is_answer(parse(source, path="renovate.json", dialect=dialect), source.text)


# --- the real program


@pytest.mark.shared
def test_real_files_are_read_and_refused_as_the_official_validator_does(shared: Path) -> None:
    index = {row["id"]: row for row in rows_of(shared / "corpus" / "index.jsonl")}
    dialects = {".json5": [JSON5], ".jsonc": [JSONC], ".json": [JSONC, JSON5], "": [JSONC, JSON5]}
    compared = 0
    for verdict in rows_of(shared / "corpus" / "verdict.jsonl"):
        path = PurePath(index[verdict["id"]]["file"])
        if path.name == "package.json" or path.suffix not in dialects:
            continue
        source = decode((shared / "corpus" / path).read_bytes())
        assert isinstance(source, SourceText)
        parsed = [parse(source, path=path.name, dialect=each) for each in dialects[path.suffix]]
        is_refused = all(isinstance(each, SyntaxProblem) for each in parsed)
        assert is_refused is (verdict["parseFailure"] is not None), path
        compared += 1
    assert compared > 600


def rows_of(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
