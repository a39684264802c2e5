import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.document import (
    MAX_DEPTH,
    Data,
    Dialect,
    Document,
    ObjectNode,
    SyntaxProblem,
)
from renovate_kit.config.document.javascript_reader import parse_javascript
from renovate_kit.config.document.nodes import UNKNOWN, UnknownNode
from renovate_kit.config.document.removal import remove_member
from renovate_kit.config.document.rewriting import rename_key
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.pipeline import CheckedFile, check_bytes
from renovate_kit.config.subject import ConfigKind
from tests.config.documents import document, edited, text_at
from tests.config.test_document_properties import JSON_VALUES, TRIVIA, nodes_in, tokens


def read(text: str, path: str = "config.js") -> Document:
    parsed = parse_javascript(text, path=path)
    assert isinstance(parsed, Document), parsed
    return parsed


def refused(text: str, path: str = "config.js") -> SyntaxProblem:
    parsed = parse_javascript(text, path=path)
    assert isinstance(parsed, SyntaxProblem), parsed.to_data()
    return parsed


# --- ways to export


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("module.exports = {a: 1};", "config.js"),
        ("module.exports = {a: 1}\nconsole.log('done')", "config.cjs"),
        ("export default {a: 1}", "config.mjs"),
        ("#!/usr/bin/env node\n'use strict'\nmodule.exports = ({a: 1})", "config.js"),
        ("const config = {a: 1};\nmodule.exports = config;", "config.js"),
        ("let x, re = /[{'/]/g, y = 4 / 2\nconst c = {a: 1}\nexport default c\n", "config.js"),
        ("module.exports = () => ({a: 1})", "config.js"),
        ("module.exports = async () => ({ a: 1 });", "config.js"),
        ("const c = () => ({a: 1});\nmodule.exports = c;", "config.js"),
        (
            "import x from 'y';\nfunction f() { return `${ {a: '}'}.a }` }\nexport default {a: 1}",
            "c.js",
        ),
        ("export default {a: 1} satisfies Config<A, B>;", "config.ts"),
        ("export default ({a: 1} as Config)", "config.mts"),
        ("const c: Record<string, {x: 1}> = {a: 1} as const\nexport default c", "config.ts"),
        ("export default (): Promise<Config> => ({a: 1})", "config.ts"),
        ("module.exports = {a: 1}", "config.cts"),
    ],
)
def test_one_exported_object_literal_is_read(text: str, path: str) -> None:
    assert read(text, path).to_data() == {"a": 1}


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ("module.exports = f({a: 1})", "f", "what `f(...)` returns"),
        ("export default defineConfig({a: 1})", "defineConfig", "`defineConfig(...)`"),
        ("module.exports = () => { return {a: 1} }", "(", "what a function returns"),
        ("module.exports = (x) => ({a: 1})", "x", "this config is a program"),
        ("module.exports = function () { return {} }", "function", "what a function returns"),
        ("module.exports = Object.assign({}, x)", "Object", "result of an expression"),
        ("module.exports = {a: 1}.a", ".", "more than an object literal"),
        ("module.exports = {a: 1} || x", "||", "more than an object literal"),
        ("module.exports = {}\nmodule.exports.a = 1", "exports", "changes its export"),
        ("module.exports = {}; if (x) { module.exports = y }", "exports", "changes its export"),
        ("exports.a = 1", "exports", "bit by bit"),
        ("const c = {}\nc.a = 1\nmodule.exports = c", "c", "does something with `c`"),
        ("const c = {}\nf(c)\nexport default c", "c", "does something with `c`"),
        ("module.exports = require('./x')", "require", "`require(...)`"),
        ("export default missing", "missing", "result of an expression"),
        ("const config = {a: 1}", "", "exports nothing"),
        ("export const platform = 'gitea'", "", "exports nothing"),
        ("//" + "x" * 2**18, "", "256 KiB"),
    ],
)
def test_every_other_program_is_refused(text: str, at: str, words: str) -> None:
    problem = refused(text)
    assert problem.is_refusal
    assert words in problem.message
    assert "runs no code" in problem.help
    assert text[problem.span.start : problem.span.end] == at


@pytest.mark.parametrize(
    ("text", "path", "words"),
    [
        ("module.exports = {}", "config.mjs", "a .mjs file has no `module.exports`"),
        ("export default {}", "config.cjs", "a .cjs file has no `export default`"),
        ("module.exports = {a: 1", "config.js", "but the file ends"),
        ("module.exports = {a: 'x\n'}", "config.js", "the line ends inside a string"),
        ("module.exports = {a: `x}", "config.js", "ends inside a template"),
        ("module.exports = {} /* x", "config.js", "ends inside a comment"),
        ("module.exports = {a 1}", "config.js", "expected `:`"),
        ("module.exports = {a: }", "config.js", "expected a value"),
        ("module.exports = {a: 1]", "config.js", "expected `,`"),
        ("module.exports = [1}", "config.js", "expected `,` or `]`"),
        ("module.exports = {,}", "config.js", "expected a key"),
        ("module.exports =", "config.js", "expected a value"),
        ("module.exports = \u201ca\u201d", "config.js", "begins nothing"),
        ("module.exports = " + "[" * 100_000, "config.js", "levels deep"),
    ],
)
def test_what_javascript_refuses_is_an_error(text: str, path: str, words: str) -> None:
    problem = refused(text, path)
    assert not problem.is_refusal
    assert words in problem.message


# --- values


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("'it\\'s'", "it's"),
        ('"\\x41\\u0042\\u{43}\\u{1F600}"', "ABC😀"),
        ("'a\\\nb'", "ab"),
        ("`two\r\nlines \\` ${'$'}`".replace("${'$'}", "$"), "two\nlines ` $"),
        ("-1", -1),
        ("+.5", 0.5),
        ("1_000", 1000),
        ("0xFF", 255),
        ("0o17", 15),
        ("0b11", 3),
        ("-Infinity", float("-inf")),
        ("null", None),
        ("['a', {b: [true]}] as const", ["a", {"b": [True]}]),
        ("'a' as unknown as Foo<A, B>", "a"),
    ],
)
def test_a_literal_has_its_value(text: str, value: Data) -> None:
    assert read(f"module.exports = {{a: {text}, b: 1}}").to_data() == {"a": value, "b": 1}


@pytest.mark.parametrize(
    "text",
    [
        "process.env.TOKEN",
        "process.env['TOKEN'] || 'x'",
        "name",
        "undefined",
        "`a${b}c${`d${e}`}`",
        "f('a', {b: 1}, [2])",
        "tag`x`",
        "'a' + 'b'",
        "1 + 2",
        "{b: 1}.b",
        "['a'].concat(x, y)",
        "/[,}'\"]/g",
        "a / b",
        "(x, y) => ({c: x / y})",
        "async function () { return `}` }",
        "new Foo({b: 1})",
        "!0",
        "10n",
        "'\\1'",
        "x ? 'a' : 'b'",
        "a?.b ?? .5",
        "(1)",
    ],
)
def test_what_only_running_tells_is_an_unknown_value(text: str) -> None:
    doc = read(f"module.exports = {{a: {text}, b: 1}}")
    node = doc.node_at(("a",))
    assert isinstance(node, UnknownNode)
    assert text_at(doc, node.span) == text
    assert doc.to_data() == {"a": UNKNOWN, "b": 1}


def test_members_that_only_running_tells_are_noted() -> None:
    text = """module.exports = {
  ...base, [key]: 1, __proto__: p, #x: 1, get a() { return 1 }, b() {}, c, async *d() {}, get: 1
}"""
    doc = read(text)
    assert isinstance(doc.root, ObjectNode)
    assert [text_at(doc, span) for span in doc.root.unknown_members] == [
        "...base",
        "[key]: 1",
        "__proto__: p",
        "#x: 1",
    ]
    unknown = dict.fromkeys("abcd", UNKNOWN)
    assert doc.to_data() == {**unknown, "get": 1}


def test_items_that_only_running_tells_are_unknown() -> None:
    assert read("module.exports = ['a', ...b, , c]").to_data() == ["a", UNKNOWN, UNKNOWN, UNKNOWN]


@given(data=st.data(), value=st.dictionaries(st.text(), JSON_VALUES, max_size=4))
def test_a_json5_object_that_is_exported_gives_the_same_data(
    data: st.DataObject, value: dict[str, Data]
) -> None:
    trivia = st.sampled_from(TRIVIA[Dialect.JSON5])
    pieces = tokens(value, Dialect.JSON5, data)
    text = "".join(piece + data.draw(trivia) for piece in ["", *pieces])
    expected = document(text, Dialect.JSON5)
    way = data.draw(st.sampled_from(["module.exports = {}", "export default {};"]))
    prefix, suffix = way.split("{}")
    if "__proto__" not in text:
        doc = read(f"{prefix}{text}{suffix}")
        assert doc.to_data() == expected.to_data() == value
        for node in nodes_in(doc.root):
            found = document(text_at(doc, node.span), Dialect.JSON5)
            assert found.to_data() == node.to_data()
        assert [comment.text for comment in doc.comments] == [c.text for c in expected.comments]


PROGRAM = """\
// the bot
const limit = 2;
module.exports = {
  platform: 'gitea', /* ours */
  endpoint: `${process.env.HOST}/api`,
  packageRules: [{ ...rule, matchManagers: ['npm'] }],
  labels,
};
"""


@given(
    pieces=st.lists(
        st.sampled_from(list("{}[](),:;`'\"/\\=.*-+<>?#@\n"))
        | st.sampled_from(["${", "//", "/*", "*/", "=>", "...", "as ", "export default ", "get "])
        | st.text(max_size=3),
        max_size=12,
    ),
    at=st.integers(0, len(PROGRAM)),
    removed=st.integers(0, 20),
)
def test_no_text_is_without_an_answer(pieces: list[str], at: int, removed: int) -> None:
    inserted = "".join(pieces)
    for text in (
        inserted,
        f"module.exports = {{a: {inserted}",
        PROGRAM[:at] + inserted + PROGRAM[at + removed :],
    ):
        parsed = parse_javascript(text, path="config.js")
        if isinstance(parsed, Document):
            assert all(text_at(parsed, each.span) == each.text for each in parsed.comments)
        else:
            assert parsed.message
            assert 0 <= parsed.span.start <= parsed.span.end <= len(text)


def test_the_deepest_literal_is_read() -> None:
    doc = read("module.exports = " + "[" * MAX_DEPTH + "]" * MAX_DEPTH)
    assert text_at(doc, doc.root.span) == "[" * MAX_DEPTH + "]" * MAX_DEPTH


# --- edits


def test_edits_keep_the_rest_of_the_program() -> None:
    doc = read(PROGRAM)
    removed = edited(doc, remove_member(doc, ("platform",)))
    assert removed == PROGRAM.replace("  platform: 'gitea', /* ours */\n", "")
    renamed = edited(doc, rename_key(doc, ("labels",), "addLabels"))
    assert renamed == PROGRAM.replace("labels,", "addLabels: labels,")


# --- the whole way


def checked(text: str) -> CheckedFile:
    return check_bytes(text.encode(), path="config.js", kind=None, catalogue=load_catalogue())


def test_unknown_values_are_not_judged_but_their_keys_are() -> None:
    result = checked(
        """module.exports = {
  automerge: process.env.A, labels: labels, timezone: zone(), schedule: [`${x}`], extends: [base],
  semanticCommits: commits, env: {FOO: foo}, allowedEnv: process.env.ALLOWED,
  hostRules: [...rules, {matchHost: host, token: process.env.TOKEN}], customManagers: [{...m}],
  packageRules: [{...rule}, {matchPackageNames: names}, {matchManagers: [m], enabled: true}],
  prHourlyLimt: limit, matchHost: host, prHourlyLimit: '3', masterIssue: true,
};"""
    )
    assert result.kind is ConfigKind.GLOBAL
    assert {(item.rule, item.pointer) for item in result.diagnostics} == {
        ("unknown-option", "prHourlyLimt"),
        ("misplaced-option", "matchHost"),
        ("wrong-type", "prHourlyLimit"),
        ("outdated-option", "masterIssue"),
    }


def test_no_fix_writes_an_unknown_value() -> None:
    text = "module.exports = {masterIssue: true, docker: {enabled: on}, travis: {enabled: x}}"
    result = checked(text)
    edits = [edit for item in result.diagnostics if item.fix for edit in item.fix.edits]
    assert edits
    assert not any(UNKNOWN in edit.text for edit in edits)


def test_a_refused_program_says_nothing_of_the_official_verdict() -> None:
    result = checked("module.exports = f()")
    assert result.is_unreadable
    (item,) = result.diagnostics
    assert (item.code, item.official) == ("RK001", None)
    (item,) = checked("module.exports = {a: }").diagnostics
    assert (item.code, item.official) == ("RK001", "error")


def test_a_config_in_json_is_no_program() -> None:
    assert "exports nothing" in refused(json.dumps({"a": 1})).message
