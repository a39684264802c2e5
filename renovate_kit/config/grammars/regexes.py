r"""Regular expressions as Renovate compiles them.

Renovate hands every pattern to node-re2, which rewrites some JavaScript syntax and leaves the
rest to RE2: no lookaround, no back-references, linear time. `google-re2` is the same engine for
Python. It is imported on first use, as it costs milliseconds that most commands need not pay.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING, Protocol

from renovate_kit.config.grammars.unicode_properties import rewritten_property

if TYPE_CHECKING:
    from re import Match

__all__ = [
    "CompiledRegex",
    "InvalidRegexError",
    "RegexParts",
    "compile_problem",
    "compiled",
    "looks_like_regex",
    "split_regex",
    "translate",
]

_LONGEST_FRAGMENT = 40
_LONGEST_EXPANSION = 32 * 1024 * 1024
_TOO_LARGE = "it needs more memory than RE2 allows"
_COMPILED_KEPT = 128

_DELIMITED = re.compile(r"!?/")
_CLOSING = re.compile(r"/i?\Z")


class InvalidRegexError(ValueError):
    """A pattern that node-re2 refuses; the message is the reason."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegexParts:
    """A delimited regex of a match list, taken apart.

    Attributes:
        source: the pattern between the slashes.
        ignore_case: whether it ends with `i`.
        negated: whether it starts with `!`.
    """

    source: str
    ignore_case: bool
    negated: bool


def looks_like_regex(text: str) -> bool:
    """Tell whether Renovate takes an entry of a match list for a regex rather than a glob.

    Copies `isRegexMatch` of `util/string-match.ts`. `/` and `/i` are regexes too; `/x/g` is not.
    """
    return _DELIMITED.match(text) is not None and _CLOSING.search(text) is not None


def split_regex(text: str) -> RegexParts:
    """Take a delimited regex apart, as `parseRegexMatch` of `util/string-match.ts` does.

    Args:
        text: an entry that `looks_like_regex` affirms, as `/^foo/i` or `!/bar/`.
    """
    opened = _DELIMITED.sub("", text, count=1) if _DELIMITED.match(text) else text
    return RegexParts(
        source=_CLOSING.sub("", opened),
        ignore_case=text.endswith("i"),
        negated=text.startswith("!"),
    )


def compile_problem(pattern: str, *, ignore_case: bool = False) -> str | None:
    """Say why node-re2 1.26.1 refuses a pattern.

    Args:
        pattern: the source, without delimiters.
        ignore_case: compile with the flag `i`.

    Returns:
        None if it compiles, else a short reason without a full stop.
    """
    try:
        compiled(pattern, ignore_case=ignore_case)
    except InvalidRegexError as error:
        return str(error)
    return None


class CompiledRegex:
    """A pattern ready to search texts, in time linear in their length."""

    __slots__ = ("_capturing", "_ignore_case", "_source", "_testing")

    def __init__(self, source: str, *, ignore_case: bool) -> None:
        self._source = source
        self._ignore_case = ignore_case
        self._capturing = _engine(source, ignore_case=ignore_case, capture=True)
        self._testing: _Engine | None = None

    def matches(self, text: str) -> bool:
        """Tell whether the pattern occurs anywhere in a text."""
        if self._testing is None:
            # Groups cost time for every search, even if nobody asks what they caught.
            self._testing = _engine(self._source, ignore_case=self._ignore_case, capture=False)
        return self._testing.search(_without_surrogates(text)) is not None

    @property
    def group_names(self) -> frozenset[str]:
        """The names of the capture groups."""
        return frozenset(self._capturing.groupindex)

    def captures(self, text: str) -> Iterator[Mapping[str, str | None]]:
        """Yield the named groups of each match, first to last; None for a group unused."""
        for match in self._capturing.finditer(_without_surrogates(text)):
            yield match.groupdict()


@lru_cache(maxsize=_COMPILED_KEPT)
def compiled(pattern: str, *, ignore_case: bool = False) -> CompiledRegex:
    """Compile a pattern as node-re2 does for Renovate.

    Raises:
        InvalidRegexError: node-re2 refuses it; says why.
    """
    source = translate(pattern)
    regex = CompiledRegex(source, ignore_case=ignore_case)
    repeated = _repeated_group_name(source)
    if repeated is not None:
        message = f"two groups are named {_cut(repeated)}"
        raise InvalidRegexError(message)
    return regex


class _Engine(Protocol):
    """What is used of the untyped pattern objects of google-re2."""

    @property
    def groupindex(self) -> Mapping[str, int]: ...

    def search(self, text: str) -> object | None: ...

    def finditer(self, text: str) -> "Iterator[Match[str]]": ...


def _engine(source: str, *, ignore_case: bool, capture: bool) -> _Engine:
    import re2  # type: ignore[import-untyped]  # noqa: PLC0415 - slow and rarely needed

    options = re2.Options()
    options.log_errors = False  # it would write to stderr
    options.case_sensitive = not ignore_case
    options.never_capture = not capture
    try:
        engine: _Engine = re2.compile(source, options)
    except re2.error as error:
        raise InvalidRegexError(_reason(error.args[0] if error.args else "")) from None
    return engine


_NAMED_GROUP = re.compile(r"\(\?P<([^>]*)>")


def _repeated_group_name(source: str) -> str | None:
    """Return a name that two groups of a valid pattern share: RE2 allows it, node-re2 does not.

    What looks like the start of a group may stand in brackets or behind a backslash. So the names
    are made unique, and the engine says which of them are names.
    """
    names: list[str] = _NAMED_GROUP.findall(source)
    if len(names) == len(set(names)):
        return None
    numbers = count()
    unique = _NAMED_GROUP.sub(lambda _: f"(?P<n{next(numbers)}>", source)
    real = _engine(unique, ignore_case=False, capture=True).groupindex
    seen: set[str] = set()
    for number, name in enumerate(names):
        if f"n{number}" not in real:
            continue
        if name in seen:
            return name
        seen.add(name)
    return None


def translate(pattern: str) -> str:
    r"""Rewrite JavaScript syntax to RE2's, as node-re2 does before it compiles.

    `(?<n>` becomes `(?P<n>`, `\uXXXX` and `\u{...}` become `\x{...}`, `\cX` becomes a hex escape,
    long names of Unicode categories become short ones, properties that RE2 lacks become ranges,
    and an empty pattern becomes an empty group. Whether the result is valid is left to RE2.

    Args:
        pattern: the source, without delimiters.

    Returns:
        What google-re2 takes.

    Raises:
        InvalidRegexError: it would become longer than RE2 could ever compile.
    """
    return _Translation(_with_surrogates_escaped(pattern)).result() or "(?:)"


_SPECIAL = re.compile(
    r"""
      \\ (?:
          c (?P<control> [A-Z] )
        | u (?P<hex> [0-9A-Fa-f]{1,4} )
        | (?P<braced> u ) (?= \{ )
        | (?P<property> [pP] ) \{
        | (?P<escaped> . )
      )
    | (?P<group> \( \? < (?! [=!] ) )
    | (?P<bracket> [\[\]] )
    | (?P<slash> / )
    """,
    re.VERBOSE | re.DOTALL,
)


class _Translation:
    """One pass over a pattern, keeping track of brackets as node-re2 does: without escapes."""

    __slots__ = ("_expanded", "_in_class", "_no_closing_brace", "_pattern", "_pieces")

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._pieces: list[str] = []
        self._expanded = 0
        self._in_class = False
        self._no_closing_brace = False

    def result(self) -> str:
        copied = 0
        while match := _SPECIAL.search(self._pattern, copied):
            self._pieces.append(self._pattern[copied : match.start()])
            copied = self._rewrite(match)
        self._pieces.append(self._pattern[copied:])
        return "".join(self._pieces)

    def _rewrite(self, match: "Match[str]") -> int:
        """Append what a special piece becomes, and return where the rest begins."""
        kind = match.lastgroup
        piece = match[0]
        if kind == "control":
            piece = f"\\x{ord(match['control']) - 64:02X}"
        elif kind == "hex":
            piece = f"\\x{{{match['hex']}}}"
        elif kind == "braced":
            piece = "\\x"
        elif kind == "group":
            piece = "(?P<"
        elif kind == "slash":
            piece = "\\/"
        elif kind == "property":
            return self._rewrite_property(match)
        elif kind == "bracket":
            self._in_class = piece == "["
        self._pieces.append(piece)
        return match.end()

    def _rewrite_property(self, match: "Match[str]") -> int:
        end = -1 if self._no_closing_brace else self._pattern.find("}", match.end())
        if end < 0:
            self._no_closing_brace = True
            self._pieces.append(match[0][:2])
            return match.end() - 1
        name = self._pattern[match.end() : end]
        negated = match["property"] == "P"
        ranges = rewritten_property(name, negated=negated, in_class=self._in_class)
        self._pieces.append(ranges)
        self._expanded += len(ranges)
        if self._expanded > _LONGEST_EXPANSION:
            raise InvalidRegexError(_TOO_LARGE)
        return end + 1


_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def _with_surrogate_pairs_joined(text: str) -> str:
    return _PAIR.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)


def _without_surrogates(text: str) -> str:
    """Return a text that can become UTF-8, as JavaScript converts it."""
    if text.isascii():
        return text
    return _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", _with_surrogate_pairs_joined(text))


def _with_surrogates_escaped(pattern: str) -> str:
    """Return a pattern that can become UTF-8. In a pattern node-re2 keeps lone surrogates."""
    if pattern.isascii():
        return pattern
    joined = _with_surrogate_pairs_joined(pattern)
    return _LONE_SURROGATE.sub(lambda lone: f"\\x{{{ord(lone[0]):X}}}", joined)


_LOOKAROUND = {"(?=": "lookahead", "(?!": "lookahead", "(?<=": "lookbehind", "(?<!": "lookbehind"}


def _reason(complaint: object) -> str:
    """Word RE2's complaint, which is "what is wrong: the piece", for people."""
    text = complaint.decode(errors="replace") if isinstance(complaint, bytes) else str(complaint)
    what, _, piece = text.partition(": ")
    if piece[:4] in _LOOKAROUND or piece[:3] in _LOOKAROUND:
        kind = _LOOKAROUND.get(piece[:4]) or _LOOKAROUND[piece[:3]]
        return f"{kind} {_cut(piece)} is not supported by RE2"
    if what == "invalid escape sequence" and piece[1:2] in set("123456789k"):
        return f"back-reference {_cut(piece)} is not supported by RE2"
    wording = _WORDING.get(what)
    if wording is None:
        return "RE2 does not accept it"
    return f"{wording}: {_cut(piece)}" if piece else wording


_WORDING = {
    "bad repetition operator": "two quantifiers in a row",
    "invalid character class range": "not a range of characters",
    "invalid character class": "not a character class",
    "invalid escape sequence": "unknown escape",
    "invalid named capture group": "not a name for a group",
    "invalid perl operator": "RE2 knows no such group",
    "invalid repetition size": "more repetitions than the 1000 that RE2 allows",
    "invalid UTF-8": "not valid UTF-8",
    "missing )": "a group is not closed",
    "missing ]": "a character class is not closed",
    "no argument for repetition operator": "nothing to repeat",
    "pattern too large - compile failed": _TOO_LARGE,
    "trailing \\": "it ends with a lone backslash",
    "unexpected )": "a parenthesis closes no group",
}


def _cut(piece: str) -> str:
    return piece if len(piece) <= _LONGEST_FRAGMENT else piece[: _LONGEST_FRAGMENT - 1] + "…"
