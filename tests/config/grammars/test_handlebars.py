import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.grammars.handlebars import template_problem
from tests.config.grammars.recorded import recorded

_PIECES = st.sampled_from(
    [
        "{{",
        "}}",
        "{{{",
        "{{{{",
        "}}}}",
        "{{#a}}",
        "{{/a}}",
        "{{else}}",
        "{{!--",
        "--}}",
        "\\",
        "a",
        " ",
        ".",
        "..",
        "/",
        "[",
        "]",
        '"',
        "(",
        ")",
        "=",
        "as |",
        "|",
        "@",
        "~",
        "\x00",
        "é",
    ]
)


def test_accepts_what_handlebars_accepts() -> None:
    refused = {text: template_problem(text) for text in recorded("handlebars")["accepted"]}
    assert len(refused) >= 400
    assert {text: problem for text, problem in refused.items() if problem} == {}


def test_refuses_what_handlebars_refuses() -> None:
    texts = recorded("handlebars")["rejected"]
    assert len(texts) >= 400
    assert [text for text in texts if template_problem(text) is None] == []


@pytest.mark.parametrize(
    "text",
    ["", "plain }} text", "{{1a}}", "{{a.[0]}}", "{{#if}}x{{/if}}", "\\{{a", "${{ x }}", "a{2}"],
)
def test_accepts_templates(text: str) -> None:
    assert template_problem(text) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("x{{a", "tag without an end at offset 1"),
        ("{{a;b}}", "unexpected character in a tag at offset 2"),
        ("{{#if a}}x", "block 'if' has no end at offset 0"),
        ("{{#if a}}x{{/unless}}", "block 'if' is ended as 'unless' at offset 10"),
        ("x{{/if}}", "end of block 'if' that is not open at offset 1"),
        ("{{else}}", "else in a place that takes none at offset 0"),
        ("{{a/../b}}", "path that steps back: a/.. at offset 4"),
        ("{{f a=1 b}}", "plain argument after a named one at offset 9"),
        ("{{!-- x }}", "comment without an end at offset 0"),
        ("{{{{raw}}}} x", "raw block without an end at offset 11"),
        ("{{}}", "unexpected '}}' at offset 2"),
        ("a\0b", "NUL character in the text at offset 1"),
    ],
)
def test_says_what_is_wrong_and_where(text: str, problem: str) -> None:
    assert template_problem(text) == problem


def test_reads_deeply_nested_blocks_and_subexpressions() -> None:
    depth = 5_000
    assert template_problem("{{#a}}" * depth + "{{/a}}" * depth) is None
    assert template_problem("{{a " + "(a " * depth + ")" * depth + "}}") is None


@given(st.text().filter(lambda text: "{{" not in text and "\0" not in text))
def test_text_without_tags_is_a_template(text: str) -> None:
    assert template_problem(text) is None


@given(st.lists(_PIECES).map("".join))
def test_any_text_has_a_verdict(text: str) -> None:
    problem = template_problem(text)
    assert problem is None or " at offset " in problem


@given(st.lists(_PIECES).map("".join))
def test_a_template_stays_one_inside_a_block(text: str) -> None:
    if template_problem(text) is None:
        assert template_problem("{{#with x}} " + text + " {{/with}}") is None
