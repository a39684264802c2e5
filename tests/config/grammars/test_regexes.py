import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.config.grammars.regexes import (
    InvalidRegexError,
    RegexParts,
    compile_problem,
    compiled,
    looks_like_regex,
    split_regex,
    translate,
)
from tests.config.grammars.recorded import recorded

_VERDICTS = recorded("regexes")


def test_accepts_and_matches_as_node_re2_does() -> None:
    assert len(_VERDICTS["accepted"]) >= 300
    wrong = [
        pattern
        for pattern, ignore_case, matches in _VERDICTS["accepted"]
        if [compiled(pattern, ignore_case=ignore_case).matches(t) for t in _VERDICTS["texts"]]
        != [match == "1" for match in matches]
    ]
    assert wrong == []


def test_refuses_what_node_re2_refuses() -> None:
    assert len(_VERDICTS["rejected"]) >= 300
    assert [
        pattern
        for pattern, ignore_case in _VERDICTS["rejected"]
        if compile_problem(pattern, ignore_case=ignore_case) is None
    ] == []


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(?=a)", "lookahead (?= is not supported by RE2"),
        ("a(?<!b)", "lookbehind (?<! is not supported by RE2"),
        (r"(a)\1", r"back-reference \1 is not supported by RE2"),
        ("a++", "two quantifiers in a row: ++"),
        ("a{1001}", "more repetitions than the 1000 that RE2 allows: {1001}"),
        ("(?<n>a)|(?<n>b)", "two groups are named n"),
        ("[z-a]", "not a range of characters: z-a"),
        ("(a", "a group is not closed: (a"),
        ("a)", "a parenthesis closes no group: a)"),
        ("[a", "a character class is not closed: [a"),
        (r"\h", r"unknown escape: \h"),
        ("\\", "it ends with a lone backslash"),
        ("*", "nothing to repeat: *"),
        (r"\w{1000}\pL{1000}", "it needs more memory than RE2 allows"),
    ],
)
def test_says_why_a_pattern_is_refused(pattern: str, reason: str) -> None:
    assert compile_problem(pattern) == reason
    with pytest.raises(InvalidRegexError, match=re.escape(reason)):
        compiled(pattern)


def test_writes_nothing_to_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    compile_problem("(?!never compiled before)")
    assert capfd.readouterr() == ("", "")


def test_cuts_a_long_piece_out_of_the_reason() -> None:
    reason = compile_problem("(" * 5000)
    assert reason is not None
    assert len(reason) < 100


@pytest.mark.parametrize(
    ("pattern", "rewritten"),
    [
        ("", "(?:)"),
        ("a/b", r"a\/b"),
        (r"a\/b", r"a\/b"),
        ("(?<n>a)(?<=b)(?<!c)", "(?P<n>a)(?<=b)(?<!c)"),
        (r"\u0041\u{1F600}\u4\ux", r"\x{0041}\x{1F600}\x{4}\ux"),
        (r"\cA\cz", r"\x01\cz"),
        (r"\p{Letter}\P{Lu}\p{Script=Greek}\p{sc=Han}", r"\pL\P{Lu}\p{Greek}\p{Han}"),
        (r"\p{gc=Nd}\p{General_Category=Punctuation}", r"\p{Nd}\pP"),
        (r"\p{ASCII}\P{ASCII}", r"[\x{0}-\x{7F}][^\x{0}-\x{7F}]"),
        (r"[\p{ASCII_Hex_Digit}]", r"[\x{30}-\x{39}\x{41}-\x{46}\x{61}-\x{66}]"),
        (r"[\P{ASCII}]", r"[\x{80}-\x{10FFFF}]"),
        (r"\p{scx=Ahom}", r"[\x{11700}-\x{1171A}\x{1171D}-\x{1172B}\x{11730}-\x{11746}]"),
        (r"\p{unclosed", r"\p{unclosed"),
        (r"\p{Nonsense}", r"\p{Nonsense}"),
        ("\ud83d\ude00", "\U0001f600"),
        ("[\ud800]", r"[\x{D800}]"),
    ],
)
def test_rewrites_javascript_syntax(pattern: str, rewritten: str) -> None:
    assert translate(pattern) == rewritten


@pytest.mark.parametrize(
    ("text", "is_regex"),
    [
        ("/a/", True),
        ("!/a/i", True),
        ("/", True),
        ("//", True),
        ("/i", True),
        ("/a/g", False),
        ("a/", False),
        ("!!/a/", False),
        ("", False),
        ("/a/\n", False),
    ],
)
def test_tells_regexes_from_globs(text: str, *, is_regex: bool) -> None:
    assert looks_like_regex(text) is is_regex


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("/a/", RegexParts(source="a", ignore_case=False, negated=False)),
        ("!/a/i", RegexParts(source="a", ignore_case=True, negated=True)),
        ("/i", RegexParts(source="i", ignore_case=True, negated=False)),
        ("//", RegexParts(source="", ignore_case=False, negated=False)),
        ("/a/b/", RegexParts(source="a/b", ignore_case=False, negated=False)),
    ],
)
def test_takes_a_regex_apart(text: str, parts: RegexParts) -> None:
    assert split_regex(text) == parts


def test_captures_named_groups_of_every_match() -> None:
    regex = compiled(r"(?<name>\w+)=(?<value>\d+)?;")
    assert regex.group_names == {"name", "value"}
    assert list(regex.captures("a=1;b=;")) == [
        {"name": "a", "value": "1"},
        {"name": "b", "value": None},
    ]


def test_searches_in_linear_time_with_many_groups() -> None:
    assert compiled("(a*)*b").matches("a" * 100_000) is False
    assert compiled("(" * 20_000 + ")" * 20_000).matches("abc") is True


@given(st.text(alphabet="ab\\/[](){}?<>=!*+^$-pu:0{é\ud800,|.", max_size=30))
def test_any_text_compiles_or_has_a_reason(pattern: str) -> None:
    reason = compile_problem(pattern)
    if reason is None:
        compiled(pattern).matches("ab/é")
    else:
        assert reason


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=20))
def test_a_quoted_text_finds_itself(text: str) -> None:
    quoted = "".join(f"\\u{{{ord(char):x}}}" for char in text)
    assert compiled(f"^{quoted}$").matches(text)
