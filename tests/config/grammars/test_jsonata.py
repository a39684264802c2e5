import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.grammars.jsonata import expression_problem
from tests.config.grammars.recorded import recorded

_PIECES = st.sampled_from(
    [
        "a",
        "$x",
        "1",
        '"s"',
        "%",
        "*",
        ".",
        "[",
        "]",
        "(",
        ")",
        "{",
        "}",
        ":",
        ",",
        "?",
        "??",
        ":=",
        "/r/",
        "/",
        "@$v",
        "#$i",
        "^(",
        "function($x){",
        "<s:n>",
        "and",
        "-",
        "|",
        " ",
        "/*",
        "`",
    ]
)


def test_accepts_what_jsonata_accepts() -> None:
    refused = {text: expression_problem(text) for text in recorded("jsonata")["accepted"]}
    assert len(refused) >= 400
    assert {text: problem for text, problem in refused.items() if problem} == {}


def test_refuses_what_jsonata_refuses() -> None:
    texts = recorded("jsonata")["rejected"]
    assert len(texts) >= 400
    assert [text for text in texts if expression_problem(text) is None] == []


@pytest.mark.parametrize(
    "text",
    [
        "$exists(depName) and $not(isVulnerabilityAlert)",
        "packages.{'depName': name, 'currentValue': version}",
        "$map(a, function($v)<o:s>{$v.b})",
        "a.b[%.c = 1]",
        "$contains(a, /^v\\d+/i)",
    ],
)
def test_accepts_expressions(text: str) -> None:
    assert expression_problem(text) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "unexpected end at offset 0"),
        ("a b", "unexpected 'b' at offset 2"),
        ("a.1", "literal as a step of a path at offset 2"),
        ("a.%.%", "parent operator without a parent at offset 0"),
        ("$x.%", "parent operator without a step to go back to at offset 0"),
        ("a{b:c}{d:e}", "second group-by at offset 6"),
        ("a[0]@$v", "@ after a predicate at offset 4"),
        ("f(x, /(/)", "regular expression without an end at offset 5"),
        ("f(x, /a**/)", "invalid regular expression (nothing to repeat) at offset 5"),
        (
            "function($x)<n<s>>{1}",
            "invalid signature (type parameter of a type that takes none) at offset 12",
        ),
        ("function(x){1}", "parameter that is not a variable at offset 8"),
        ("/* a", "comment without an end at offset 0"),
        ("1e999", "number out of range at offset 0"),
    ],
)
def test_says_what_is_wrong_and_where(text: str, problem: str) -> None:
    assert expression_problem(text) == problem


def test_reads_nesting_up_to_a_limit() -> None:
    assert expression_problem("(" * 149 + "a" + ")" * 149) is None
    assert expression_problem("(" * 150_000) == "nested too deeply at offset 150"


def test_reads_long_chains() -> None:
    assert expression_problem("+".join(["a"] * 20_000)) is None
    assert expression_problem(".".join(["a"] * 20_000)) is None


@given(st.lists(_PIECES).map("".join))
def test_any_text_has_a_verdict(text: str) -> None:
    problem = expression_problem(text)
    assert problem is None or " at offset " in problem


@given(st.lists(_PIECES).map("".join))
def test_parentheses_around_an_expression_change_nothing(text: str) -> None:
    if expression_problem(text) is None and not text.lstrip().startswith("/"):
        assert expression_problem(f"({text})") is None
