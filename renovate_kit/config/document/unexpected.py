"""What to say about the token at which a text stops being what it should be."""

import re
from dataclasses import dataclass
from typing import Final

from renovate_kit.config.document.dialect import Dialect
from renovate_kit.config.document.location import LineIndex, Span
from renovate_kit.config.document.problems import UnreadableTextError
from renovate_kit.config.document.tokens import SPACE

__all__ = ["Unexpected", "explain"]

_LONGEST_SHOWN: Final = 40
_CONFLICT: Final = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?![<=>|])", re.MULTILINE)
_CURLY_QUOTES: Final = "\u201c\u201d\u2018\u2019\u00ab\u00bb"
_OTHER_LANGUAGES: Final = {
    "True": "write `true`",
    "False": "write `false`",
    "None": "write `null`",
    "undefined": "write `null`, or leave the key out",
}
_LINE_BREAK: Final = re.compile(r"[\r\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unexpected:
    """A token that cannot stand where it stands.

    Attributes:
        kind: a group of the token pattern.
        span: where the token is.
        expected: what could stand there.
        open_at: where the innermost open bracket is; None outside of all.
        before: the last value inside of that bracket.
    """

    text: str
    dialect: Dialect
    kind: str
    span: Span
    expected: str
    open_at: int | None
    before: Span | None

    @property
    def literal(self) -> str:
        """The token as it stands."""
        return self.text[self.span.start : self.span.end]


def explain(found: Unexpected) -> UnreadableTextError:
    """Return the error that a person can act on."""
    match found.kind:
        case "end":
            return _cut_off(found)
        case "bad":
            return _unfinished(found) or _conflict(found) or _misplaced(found)
        case "word":
            return _misplaced_word(found)
        case _:
            return _misplaced(found)


def _cut_off(found: Unexpected) -> UnreadableTextError:
    end = len(found.text.rstrip())
    message = f"expected {found.expected}, but the file ends"
    if found.open_at is not None:
        help_ = f"{_bracket(found, found.open_at)} is never closed"
    else:
        help_ = "an empty config is `{}`"
    return UnreadableTextError(message, Span(end, end), help_=help_)


def _unfinished(found: Unexpected) -> UnreadableTextError | None:
    start = found.span.start
    if found.text.startswith("/*", start):
        message = "the file ends inside a comment that began here"
        return UnreadableTextError(message, Span(start, start + 2), help_="close it with `*/`")
    quote = found.literal
    if quote not in {'"', "'"}:
        return None
    line_break = _LINE_BREAK.search(found.text, start)
    if found.dialect is Dialect.JSON5 and line_break is not None:
        return UnreadableTextError(
            "the line ends inside a string that began here",
            Span(start, line_break.start()),
            help_=f"close it with `{quote}`, or write `\\n` for a line break",
        )
    return UnreadableTextError(
        "the file ends inside a string that began here",
        Span(start, start + 1),
        help_=f"close it with `{quote}`",
    )


def _conflict(found: Unexpected) -> UnreadableTextError | None:
    marker = _CONFLICT.match(found.text, found.span.start)
    if marker is None:
        return None
    message = f"a merge conflict is left here: `{marker[0]}`"
    return UnreadableTextError(message, Span(*marker.span()), help_="keep one of the two sides")


def _misplaced_word(found: Unexpected) -> UnreadableTextError:
    word = found.literal
    if not set(word).isdisjoint(_CURLY_QUOTES):
        return _misplaced(found, help_='use straight quotes, `"`')
    if _is_before_colon(found):
        return _misplaced(found, help_=f'write `"{_shortened(word)}"`')
    if found.expected.startswith("a value"):
        return _misplaced(found, help_=_OTHER_LANGUAGES.get(word, "put a string in double quotes"))
    return _misplaced(found)


def _misplaced(found: Unexpected, help_: str = "") -> UnreadableTextError:
    message = f"expected {found.expected}, found {_described(found)}"
    return UnreadableTextError(message, found.span, help_=help_ or _way_out(found))


def _way_out(found: Unexpected) -> str:
    literal = found.literal
    if literal == "," and "`,`" not in found.expected:
        return "remove this comma"
    if literal in {"]", "}"} and found.open_at is not None:
        return f"{_bracket(found, found.open_at)} is still open"
    if found.dialect is Dialect.JSON5 and found.expected.startswith("`:`") and found.kind != "end":
        return "a key with more than letters, digits, `_` and `$` needs quotes"
    if literal in {"#", "/"}:
        return "a comment begins with `//` or `/*`"
    if found.expected.startswith("`,`") and found.before is not None and literal != ":":
        return _missing_comma(found, found.before)
    return ""


def _missing_comma(found: Unexpected, before: Span) -> str:
    lines = LineIndex(found.text)
    (first, _), (last, _) = lines.position(before.start), lines.position(before.end)
    if found.text[before.start] == '"' and last > first:
        return f"the string before it runs from line {first} to line {last}: is a quote missing?"
    return f"put a comma after the value that ends on line {last}"


def _described(found: Unexpected) -> str:
    literal = found.literal
    if found.kind in {"plain", "escaped"} and not _is_before_colon(found):
        return "a string"  # not its text: that may be a secret
    if not literal[0].isprintable():
        return f"the character U+{ord(literal[0]):04X}"
    return f"`{_shortened(literal)}`"


def _is_before_colon(found: Unexpected) -> bool:
    space = SPACE[found.dialect]
    return re.compile(rf"[{space}]*+:").match(found.text, found.span.end) is not None


def _shortened(literal: str) -> str:
    shown = literal if len(literal) <= _LONGEST_SHOWN else literal[:_LONGEST_SHOWN] + "…"
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in shown)


def _bracket(found: Unexpected, offset: int) -> str:
    line, column = LineIndex(found.text).position(offset)
    return f"the `{found.text[offset]}` on line {line}, column {column}"
