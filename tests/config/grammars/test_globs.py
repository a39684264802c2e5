import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.grammars.brace_expansion import expanded_braces
from renovate_kit.config.grammars.globs import (
    UnusableGlobError,
    any_matches_pattern_list,
    glob_problem,
    matches_pattern_list,
    minimatch,
)
from tests.config.grammars.recorded import recorded

_VERDICTS = recorded("globs")


def test_matches_as_minimatch_does() -> None:
    assert len(_VERDICTS["globs"]) >= 500
    wrong = [
        (pattern, text)
        for pattern, matching, others in _VERDICTS["globs"]
        for text in (*matching, *others)
        if minimatch(text, pattern) is not (text in matching)
    ]
    assert wrong == []


def test_matches_lists_as_renovate_does() -> None:
    assert len(_VERDICTS["lists"]) >= 100
    wrong = [
        (patterns, text)
        for patterns, matching, others in _VERDICTS["lists"]
        for text in (*matching, *others)
        if matches_pattern_list(text, patterns) is not (text in matching)
    ]
    assert wrong == []


def test_refuses_globs_on_which_minimatch_throws() -> None:
    assert len(_VERDICTS["unusable"]) >= 30
    assert [pattern for pattern in _VERDICTS["unusable"] if glob_problem(pattern) is None] == []


@pytest.mark.parametrize(
    ("pattern", "matching", "others"),
    [
        ("*", ["a", ".a"], ["a/b", "", ".", ".."]),
        ("**", ["a", "a/b", ".a/b", ""], ["..", "a/../b"]),
        ("a/**", ["a/b", "a/b/c", "a/"], ["a", "b/a"]),
        ("**/a", ["a", "b/a", "b/c/a"], ["ab"]),
        ("a/*", ["a/b", "a/b/"], ["a/", "a/b/c"]),
        ("*.JS", ["a.js", ".js", "A.Js"], ["a.jsx"]),
        ("a?c", ["abc", "A.c"], ["ac", "a/c"]),
        ("[a-c]x", ["bx", "CX"], ["dx"]),
        ("[!a-c]x", ["dx"], ["ax", "BX"]),
        ("[[:digit:]]", ["7"], ["a"]),
        ("@(a|b)c", ["ac", "bc"], ["c", "abc"]),
        ("+(a|b)", ["a", "abba"], ["", "abc"]),
        ("?(a)b", ["b", "ab"], ["aab"]),
        ("*(ab)c", ["c", "ababc"], ["abac"]),
        ("x!(a|b)", ["x", "xc", "xab"], ["xa", "xb"]),
        ("x!(a)b", ["xb", "xaab"], ["xab"]),
        ("{a,b/*}", ["a", "b/c"], ["b"]),
        ("v{1..3}", ["v1", "v3"], ["v4"]),
        ("!a", ["b", ""], ["a"]),
        ("!!a", ["a"], ["b"]),
        ("#a", [], ["#a", "a"]),
        (r"\#a", ["#a"], ["a"]),
        ("a/../b", ["b"], ["a/../b"]),
        ("", [""], ["a"]),
        ("[a", ["[a"], ["a"]),
        ("ß", ["ß"], ["SS", "ss"]),
        ("É", ["é"], ["e"]),
        ("??", ["ab", "\U0001f600"], ["a"]),
    ],
)
def test_understands_globs(pattern: str, matching: list[str], others: list[str]) -> None:
    assert [text for text in matching if not minimatch(text, pattern)] == []
    assert [text for text in others if minimatch(text, pattern)] == []


@pytest.mark.parametrize(
    ("pattern", "expanded"),
    [
        ("a{b,c}d", ["abd", "acd"]),
        ("{a,{b,c}}", ["a", "b", "c"]),
        ("{a}", ["{a}"]),
        ("{{a,b}}", ["{a}", "{b}"]),
        ("${a,b}", ["${a,b}"]),
        ("{01..3}", ["01", "02", "03"]),
        ("{3..-1..2}", ["3", "1", "-1"]),
        ("{e..a..2}", ["e", "c", "a"]),
        ("{a},b}", ["a}", "b"]),
        ("{},a}b", ["{},a}b"]),
        ("a{},b}c", ["a}c", "abc"]),
        ("{,a}", ["a"]),
        (r"\{a,b}", ["{a,b}"]),
        ("{a,b", ["{a,b"]),
    ],
)
def test_expands_braces(pattern: str, expanded: list[str]) -> None:
    assert expanded_braces(pattern) == expanded


@pytest.mark.parametrize(
    ("text", "patterns", "matches"),
    [
        ("a", [], False),
        ("a", ["*"], True),
        ("a/b", ["*"], True),
        ("a", ["b", "/^A$/i"], True),
        ("a", ["!/^a$/"], False),
        ("b", ["!a", "!/^a$/"], True),
        ("b", ["*", "!b"], False),
        ("b", ["c", "!a"], False),
        ("(?=a)", ["/(?=a)/"], False),
    ],
)
def test_combines_patterns(text: str, patterns: list[str], *, matches: bool) -> None:
    assert matches_pattern_list(text, patterns) is matches


def test_any_of_several_texts_may_match() -> None:
    assert any_matches_pattern_list(["a", "b"], ["b"])
    assert not any_matches_pattern_list([], ["*"])


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("*a" * 5000, "a" * 5000 + "b"),
        ("+(+(a)b+(a))x", "a" * 5000),
        ("x" + "!(a)" * 30, "a" * 200),
        ("**/a/" * 150 + "b", "a/" * 3000),
        ("**/a/" * 10_000, "a/" * 10_000),
        ("@(a|b|ab|*(a|b))c" * 5, "ab" * 500),
        ("**/" + "../**/a/" * 20, "../a/" * 2000),
        ("*(a|b*(c|d*(a|b)))x", "ab" * 2000),
    ],
)
def test_terminates_on_patterns_that_invite_backtracking(pattern: str, text: str) -> None:
    assert minimatch(text, pattern) is False


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ("*(" * 51 + "a" + ")" * 51, "extglobs are nested more than 50 deep"),
        ("{" * 200 + "a,b" + "}" * 200, "braces are nested more than 100 deep"),
        ("{a,b}" * 100, "its braces stand for too many patterns"),
        ("x" + "!(a)" * 31, "there are more than 30 negations between two slashes"),
        ("[a" * 30_000 + "\\]", "too many brackets are not closed"),
        ("a" * 70_000, "a glob has 65536 characters at most"),
        ("{" + "1" * 400 + "..2}", "its braces have a number of too many digits"),
        ("[[:alpha:]]-a", "minimatch cannot combine a class such as [:alpha:] with - or , in it"),
        ("?(+()|a)", "minimatch makes an invalid regular expression of +()"),
    ],
)
def test_refuses_what_cannot_be_used(pattern: str, problem: str) -> None:
    assert glob_problem(pattern) == problem
    with pytest.raises(UnusableGlobError):
        minimatch("a", pattern)


_TEXTS = st.text(alphabet="ab./A", max_size=8)


@given(st.text(alphabet="ab.*?!+@()[]{},|/\\-^:1", max_size=16), _TEXTS)
def test_any_text_is_a_glob_or_has_a_problem(pattern: str, text: str) -> None:
    if glob_problem(pattern) is None:
        assert minimatch(text, pattern) in {True, False}


@given(_TEXTS)
def test_a_name_matches_itself_in_any_case(text: str) -> None:
    is_resolved = ".." in text.split("/")
    assert is_resolved or minimatch(text.swapcase(), text)


@given(st.text(alphabet="ab.*?@(|)", min_size=1, max_size=10), _TEXTS)
def test_an_exclamation_mark_negates(pattern: str, text: str) -> None:
    plain = f"a{pattern}"
    assert minimatch(text, f"!{plain}") is not minimatch(text, plain)
