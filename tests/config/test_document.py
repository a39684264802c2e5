import math

import pytest

from renovate_kit.config.document import (
    MAX_DEPTH,
    MAX_SIZE,
    ArrayNode,
    Dialect,
    Document,
    ObjectNode,
    Place,
    SourceText,
    Span,
    SyntaxProblem,
    decode,
    parse,
)
from tests.config.documents import REAL_LOOKING, document, problem, text_at

JSONC, JSON5 = Dialect.JSONC, Dialect.JSON5

# --- what both dialects mean


def test_a_config_with_comments_and_trailing_commas_gives_its_data() -> None:
    assert document(REAL_LOOKING).to_data() == {
        "$schema": "https://docs.renovatebot.com/renovate-schema.json",
        "extends": ["config:recommended", ":semanticCommits"],
        "packageRules": [
            {"matchManagers": ["flux"], "automerge": True, "minimumReleaseAge": "3 days"},
            {"matchPackageNames": ["/^ghcr\\.io\\//"], "prPriority": -1},
        ],
        "prHourlyLimit": 0,
    }


def test_both_dialects_read_a_json_config_alike() -> None:
    assert document(REAL_LOOKING, JSON5).root == document(REAL_LOOKING, JSONC).root


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", None),
        (" \n", None),
        ("// nothing yet\n/* at all */", None),
        ("{}", {}),
        ("[]", []),
        ('{"a": 1,}', {"a": 1}),
        ("[1, 2,]", [1, 2]),
        ('{"a": 1, "a": 2}', {"a": 2}),
        ('{"__proto__": 1}', {"__proto__": 1}),
        ('"two\nlines\tand a tab"', "two\nlines\tand a tab"),
        (r'"\"\\\/\b\f\n\r\t\u00e9\u00E9"', '"\\/\b\f\n\r\téé'),
        (r'"\ud83d\ude00"', "😀"),
        ("\u00a0\u2028\x85\v\f1", 1),
        ("// a carriage return does not end a comment \r 1", None),
        ("-0.5e+1", -5.0),
        ("9007199254740991", 2**53 - 1),
        ("18446744073709551616", 2**64),
        ("1/* a *//** b **/// c", 1),
    ],
)
def test_jsonc_accepts(text: str, data: object) -> None:
    assert document(text, JSONC).to_data() == data


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", None),
        (
            "{a: 1, $b_2: 2, ünï: 3, \\u0061b: 4, null: 5}",
            dict(a=1, **{"$b_2": 2, "ünï": 3, "ab": 4, "null": 5}),
        ),
        ("'single \"quotes\"'", 'single "quotes"'),
        ('"a\\\nb\\\r\nc\\\u2028d"', "abcd"),
        (r'"\d+\.\d+"', "d+.d+"),
        (r'"\x41\v\0\'"', "A\v\0'"),
        ('"\\ud83d\\\n\\ude00"', "😀"),
        ('"\u2028\u2029"', "\u2028\u2029"),
        ("[.5, 5., +1, -.5e1, 0x1F, -0Xff]", [0.5, 5.0, 1, -5.0, 31, -255]),
        ("[Infinity, -Infinity, +Infinity]", [math.inf, -math.inf, math.inf]),
        ("1" + "0" * 400, math.inf),
        ("-0x" + "f" * 300, -math.inf),
        ("9007199254740993", 2**53),
        ("\ufeff{}", {}),
        ("// a carriage return ends a comment \r 1", 1),
        ("{__proto__: 1,}", {"__proto__": 1}),
    ],
)
def test_json5_accepts(text: str, data: object) -> None:
    assert document(text, JSON5).to_data() == data


def test_json5_reads_nan() -> None:
    value = document("-NaN", JSON5).to_data()
    assert isinstance(value, float)
    assert math.isnan(value)


def test_half_a_pair_of_surrogates_stays_what_it_is_in_json5() -> None:
    assert document(r'"\ud83d!"', JSON5).to_data() == "\ud83d!"


def test_whole_numbers_are_ints_and_others_are_floats() -> None:
    data = document("[1, -0, 1.0, 1e2]").to_data()
    assert isinstance(data, list)
    assert [type(item) for item in data] == [int, int, float, float]


# --- what stops a file from being read


@pytest.mark.parametrize(
    ("text", "message", "marked"),
    [
        ('{"a": 1 "labels": 2}', 'expected `,` or `}` after a value, found `"labels"`', '"labels"'),
        ('["a" "hunter2"]', "expected `,` or `]` after a value, found a string", '"hunter2"'),
        ("[1,,2]", "expected a value or `]`, found `,`", ","),
        ("[,]", "expected a value or `]`, found `,`", ","),
        ("{,}", "expected a key in double quotes or `}`, found `,`", ","),
        ('{"a" 1}', "expected `:` after the key, found `1`", "1"),
        ('{"a":}', "expected a value after `:`, found `}`", "}"),
        ('{"a": [1, 2}', "expected `,` or `]` after a value, found `}`", "}"),
        ("{} {}", "expected the end of the file, found `{`", "{"),
        ("01", "expected the end of the file, found `1`", "1"),
        ("{a: 1}", "expected a key in double quotes or `}`, found `a`", "a"),
        ("{1: 1}", "expected a key in double quotes or `}`, found `1`", "1"),
        ("[True]", "expected a value or `]`, found `True`", "True"),
        ('{"a": 1 "b\n": 2}', 'expected `,` or `}` after a value, found `"b\\u000a"`', '"b\n"'),
        ("# yaml", "expected a value, found `#`", "#"),
        ("-", "expected a value, found `-`", "-"),
        ("\x07", "expected a value, found the character U+0007", "\x07"),
        ("'a'", "a string in single quotes is JSON5, not JSON", "'"),
        ("NaN", "expected a value, found `NaN`", "NaN"),
        ("[-Infinity]", "`-Infinity` is not a number in JSON", "-Infinity"),
        ("[0x1]", "`0x1` is not a number in JSON", "0x1"),
        ("[+1]", "`+1` is not a number in JSON", "+1"),
        ("[.5]", "`.5` is not a number in JSON", ".5"),
        ("[5.]", "`5.` is not a number in JSON", "5."),
        ("9007199254740992", "the number `9007199254740992` is too large", "9007199254740992"),
        ("-9223372036854775808", "the number `-9223372036854775808` is too large", None),
        ("1e400", "the number `1e400` is too large", "1e400"),
        ("1" + "0" * 309, f"the number `1{'0' * 29}…` is too large", None),
        (r'{"a": "\d+"}', r"`\d` is not an escape that a string can have here", r"\d"),
        (r'"\ud800"', r"`\ud800` is not an escape that a string can have here", r"\ud800"),
        (r'"\u12"', r"`\u` is not an escape that a string can have here", r"\u"),
        (r'"\x41"', r"`\x41` is not an escape that a string can have here", r"\x41"),
        ('{"a": "b}', "the file ends inside a string that began here", '"'),
        ("{} /* b", "the file ends inside a comment that began here", "/*"),
        ("{\n<<<<<<< HEAD\n}", "a merge conflict is left here: `<<<<<<<`", "<<<<<<<"),
    ],
)
def test_jsonc_says_what_it_found_and_what_it_expected(
    text: str, message: str, marked: str | None
) -> None:
    found = problem(text, JSONC)
    assert found.message == message
    assert text[found.span.start : found.span.end] == (text if marked is None else marked)


@pytest.mark.parametrize(
    ("text", "message", "marked"),
    [
        (" // nothing", "expected a value, but the file ends", ""),
        ('["a\nb"]', "the line ends inside a string that began here", '"a'),
        (r'"\08"', r"`\0` is not an escape that a string can have here", r"\0"),
        (r'"\1"', r"`\1` is not an escape that a string can have here", r"\1"),
        ("{a-b: 1}", "expected `:` after the key, found `-`", "-"),
        ("{\\u002d: 1}", "expected a key or `}`, found `\\u002d`", "\\u002d"),
        ("{٣: 1}", "expected a key or `}`, found `٣`", "٣"),
        ("[undefined]", "expected a value or `]`, found `undefined`", "undefined"),
        ("\x851", "expected a value, found the character U+0085", None),
    ],
)
def test_json5_says_what_it_found_and_what_it_expected(
    text: str, message: str, marked: str | None
) -> None:
    found = problem(text, JSON5)
    assert found.message == message
    assert text[found.span.start : found.span.end] == (text if marked is None else marked)


@pytest.mark.parametrize(
    ("text", "help_"),
    [
        ('{\n  "a": 1\n  "b": 2\n}', "put a comma after the value that ends on line 2"),
        (
            '{"a": "b,\n "c": 1}',
            "the string before it runs from line 1 to line 2: is a quote missing?",
        ),
        ('{\n  "a": {\n    "b": 1\n', "the `{` on line 2, column 8 is never closed"),
        ('{"a": [1}', "the `[` on line 1, column 7 is still open"),
        ("[1,,2]", "remove this comma"),
        ("{a: 1}", 'write `"a"`'),
        ("[None]", "write `null`"),
        ("{“a”: 1}", 'use straight quotes, `"`'),
        ("# a", "a comment begins with `//` or `/*`"),
        (r'"\d"', "double the backslash if you mean one"),
        (r'"\u12"', "four hexadecimal digits must follow"),
    ],
)
def test_a_problem_comes_with_a_way_out(text: str, help_: str) -> None:
    assert problem(text).help == help_


def test_a_problem_knows_its_line_and_column() -> None:
    found = problem('{\r\n  "a": 1,\r\n  "b": tru\r\n}')
    assert found.place == Place(line=3, column=8, end_line=3, end_column=11)


def test_a_file_cut_off_in_the_middle_is_marked_at_its_last_character() -> None:
    found = problem('{\n  "extends": [\n    "a",\n\n')
    assert found.message == "expected a value or `]`, but the file ends"
    assert found.place == Place(line=3, column=9, end_line=3, end_column=9)
    assert found.help == "the `[` on line 2, column 14 is never closed"


def test_every_beginning_of_a_config_is_refused() -> None:
    whole = REAL_LOOKING.rstrip()
    for length in range(1, len(whole) - len(" // no limit\n}")):
        assert problem(whole[:length]).message


# --- limits


@pytest.mark.parametrize("bracket", ["[", '{"a":'])
def test_nesting_beyond_the_limit_is_refused_where_it_goes_beyond(bracket: str) -> None:
    found = problem(bracket * 100_000)
    assert found.message == "nested more than 500 levels deep"
    assert found.span.start == len(bracket) * MAX_DEPTH


def test_the_deepest_document_gives_its_data() -> None:
    doc = document("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    data = doc.to_data()
    for _ in range(MAX_DEPTH - 1):
        assert isinstance(data, list)
        (data,) = data
    assert data == []
    assert doc.node_at((0,) * (MAX_DEPTH - 1)) == ArrayNode((), Span(MAX_DEPTH - 1, MAX_DEPTH + 1))


def test_a_text_beyond_the_limit_is_refused_before_it_is_parsed() -> None:
    assert problem("[" * (MAX_SIZE + 1)).message == (
        "the text has 1,048,577 characters, larger than 1 MiB"
    )


@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize(
    "text", ['"' + "\\n" * 500_000, '"' + "a" * 10**6, "/*" + "*" * 10**6, "1" * 10**6]
)
def test_long_tokens_end_in_an_answer(text: str, dialect: Dialect) -> None:
    parsed = parse(text, path="renovate.json", dialect=dialect)
    assert isinstance(parsed, SyntaxProblem) or parsed.to_data() == math.inf


# --- bytes


def test_bytes_are_read_as_utf8_and_written_back_the_same() -> None:
    raw = "\ufeff{}\r\n// é 😀".encode()
    source = decode(raw)
    assert source == SourceText(text="{}\r\n// é 😀", has_bom=True)
    assert source.encode() == raw


def test_a_byte_order_mark_is_no_part_of_the_text_and_only_json5_has_it() -> None:
    source = decode(b"\xef\xbb\xbf{}")
    assert isinstance(source, SourceText)
    lenient = parse(source, path="renovate.json5", dialect=JSON5)
    assert isinstance(lenient, Document)
    assert (lenient.has_bom, lenient.text) == (True, "{}")
    strict = parse(source, path="renovate.json", dialect=JSONC)
    assert isinstance(strict, SyntaxProblem)
    assert strict.message == "the file begins with a byte order mark, which JSON does not have"
    assert problem("\ufeff{}").message == strict.message


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b'{\n "a": "\xe9"}', "byte 0xe9 at offset 9 (line 2) is not valid UTF-8"),
        (b"\xef\xbb\xbf\n\xff", "byte 0xff at offset 4 (line 2) is not valid UTF-8"),
        (b"{}\xf0\x9f\x98", "byte 0xf0 at offset 2 (line 1) is not valid UTF-8"),
        (b"\x7fELF\x02\x00", "this is a binary file: byte 5 is NUL"),
        ("{}".encode("utf-16"), "this file is UTF-16, not UTF-8"),
        (b" " * (MAX_SIZE + 1), "the file is 1,048,577 bytes, larger than 1 MiB"),
    ],
)
def test_bytes_that_are_no_text_are_told_apart(raw: bytes, message: str) -> None:
    found = decode(raw)
    assert isinstance(found, SyntaxProblem)
    assert found.message == message
    assert found.help


# --- places


def test_spans_reach_from_the_first_to_the_last_character() -> None:
    doc = document(REAL_LOOKING)
    rule = ("packageRules", 1)
    assert text_at(doc, doc.span_of(("extends",), key=True)) == '"extends"'
    assert (
        text_at(doc, doc.span_of(("extends",), key=False))
        == '["config:recommended", ":semanticCommits"]'
    )
    assert text_at(doc, doc.span_of((*rule, "prPriority"), key=False)) == "-1"
    assert text_at(doc, doc.span_of((*rule, "prPriority"), key=True)) == '"prPriority"'
    assert text_at(doc, doc.span_of(("extends", 1), key=True)) == '":semanticCommits"'
    assert doc.span_of((), key=True) == doc.root.span == Span(0, len(REAL_LOOKING) - 1)


def test_a_pointer_that_the_text_does_not_have_is_at_its_nearest_ancestor() -> None:
    doc = document(REAL_LOOKING)
    rules = doc.span_of(("packageRules",), key=False)
    assert doc.span_of(("packageRules", 7, "enabled"), key=False) == rules
    assert text_at(doc, doc.span_of(("packageRules", 7), key=True)) == '"packageRules"'
    assert doc.span_of(("nothing", "at", "all"), key=True) == doc.root.span
    assert doc.node_at(("packageRules", -1)) is None
    assert doc.node_at(("extends", "0")) is None
    assert doc.member_at(("extends", 0)) is None
    assert doc.member_at(()) is None


def test_of_two_members_with_one_key_the_last_one_counts() -> None:
    doc = document('{"labels": ["a"], "x": 1, "labels": ["b"]}')
    assert doc.to_data() == {"labels": ["b"], "x": 1}
    assert text_at(doc, doc.span_of(("labels", 0), key=False)) == '"b"'
    assert isinstance(doc.root, ObjectNode)
    ((again, first),) = doc.root.duplicates()
    assert (again, first) == (doc.root.members[2], doc.root.members[0])


def test_places_are_lines_and_columns_from_one() -> None:
    doc = document(REAL_LOOKING)
    assert doc.place_of(("extends",), key=True) == Place(4, 3, 4, 12)
    assert doc.place_of(("packageRules", 0), key=False) == Place(6, 5, 11, 6)


def test_comments_are_kept_with_their_spans() -> None:
    doc = document(REAL_LOOKING.replace("\n", "\r\n"))
    assert [comment.text.split("\r\n")[0] for comment in doc.comments] == [
        "// presets first",
        "/* only what runs",
        "// no limit",
    ]
    assert [text_at(doc, comment.span) for comment in doc.comments] == [
        comment.text for comment in doc.comments
    ]


def test_what_looks_like_a_comment_inside_a_string_is_none() -> None:
    doc = document('{"a": "https://x /* y */", "b": "\\" // z"}')
    assert doc.comments == ()
