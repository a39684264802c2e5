"""Addresses of mail as RFC 5322 has them, its obsolete forms included.

The order of the alternatives is that of the package email-addresses 5.0, which never goes back
over one that it has taken; so what it refuses is refused here, though the grammar may allow it.

Source: RFC 5322, sections 3.2 to 3.4 and 4.1 to 4.4; RFC 6532 for other characters than ASCII.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, TypeAlias

__all__ = ["Reading", "read_address"]

_LONGEST: Final = 1000
_MOST_COMMENTS: Final = 50
_FIRST_BEYOND_ASCII: Final = "\x80"


class Reading(Enum):
    """What a text is."""

    NOTHING = auto()
    """No address, or more than one."""

    MAILBOX = auto()
    """One address, perhaps with a name."""

    GROUP = auto()
    """The name of a group with any number of addresses."""


@dataclass(frozen=True, slots=True)
class _Text:
    text: str
    is_strict: bool


_Rule: TypeAlias = Callable[[_Text, int], int | None]
"""Takes where something begins and returns where it ends, None if it is not there."""


def read_address(text: str) -> Reading:
    """Return what a text is. One that is too long for an author counts as an address."""
    if len(text) > _LONGEST or text.count("(") > _MOST_COMMENTS:
        return Reading.MAILBOX
    for is_strict in (True, False):
        source = _Text(text, is_strict)
        starts, end = _addresses(source)
        if starts and end == len(text):
            if len(starts) > 1:
                return Reading.NOTHING
            is_mailbox = _MAILBOX(source, starts[0]) is not None
            return Reading.MAILBOX if is_mailbox else Reading.GROUP
    return Reading.NOTHING


def _addresses(source: _Text) -> tuple[list[int], int]:
    """Return where the addresses of a list begin, and where the list ends."""
    start = 0
    end = _ADDRESS(source, start)
    if end is None:
        start = _COMMAS_BEFORE(source, 0) or 0
        end = None if source.is_strict else _ADDRESS(source, start)
        return ([], 0) if end is None else ([start], _COMMAS(source, end) or end)
    starts = [start]
    while source.text[end : end + 1] == ",":
        following = _ADDRESS(source, end + 1)
        if following is None:
            break
        starts.append(end + 1)
        end = following
    return starts, end


def _range(first: int, last: int) -> frozenset[str]:
    return frozenset(map(chr, range(first, last + 1)))


def _one(signs: frozenset[str], *, beyond_ascii: bool = False) -> _Rule:
    def rule(source: _Text, start: int) -> int | None:
        sign = source.text[start : start + 1]
        is_fitting = sign in signs or (beyond_ascii and sign >= _FIRST_BEYOND_ASCII)
        return start + 1 if sign and is_fitting else None

    return rule


def _all(*rules: _Rule) -> _Rule:
    def rule(source: _Text, start: int) -> int | None:
        for part in rules:
            end = part(source, start)
            if end is None:
                return None
            start = end
        return start

    return rule


def _first(*rules: _Rule) -> _Rule:
    def rule(source: _Text, start: int) -> int | None:
        ends = (part(source, start) for part in rules)
        return next((end for end in ends if end is not None), None)

    return rule


def _many(part: _Rule, least: int = 0) -> _Rule:
    def rule(source: _Text, start: int) -> int | None:
        count = 0
        while (end := part(source, start)) is not None:
            start, count = end, count + 1
        return start if count >= least else None

    return rule


def _maybe(part: _Rule) -> _Rule:
    def rule(source: _Text, start: int) -> int:
        end = part(source, start)
        return start if end is None else end

    return rule


def _obsolete(part: _Rule) -> _Rule:
    def rule(source: _Text, start: int) -> int | None:
        return None if source.is_strict else part(source, start)

    return rule


def _mark(sign: str) -> _Rule:
    return _one(frozenset(sign))


def _comment(source: _Text, start: int) -> int | None:
    return _COMMENT(source, start)


def _letters(*ranges: tuple[int, int], beyond_ascii: bool = True) -> _Rule:
    signs = frozenset().union(*(_range(first, last) for first, last in ranges))
    return _one(signs, beyond_ascii=beyond_ascii)


# Section 3.2.1 and 3.2.2: what may stand between words

_BLANK = _one(frozenset(" \t"))
_LINE_BREAK = _all(_mark("\r"), _mark("\n"))
_CONTROL = _obsolete(_letters((1, 8), (11, 12), (14, 31), (127, 127), beyond_ascii=False))
_VISIBLE = _letters((0x21, 0x7E))
_QUOTED_PAIR = _first(
    _all(_mark("\\"), _first(_VISIBLE, _BLANK)),
    _obsolete(_all(_mark("\\"), _first(_mark("\0"), _CONTROL, _mark("\n"), _mark("\r")))),
)
_FOLDED_BLANKS = _first(
    _obsolete(_many(_all(_maybe(_LINE_BREAK), _BLANK), 1)),
    _all(_maybe(_all(_many(_BLANK), _LINE_BREAK)), _many(_BLANK, 1)),
)
_IN_COMMENT = _first(_letters((33, 39), (42, 91), (93, 126)), _CONTROL, _QUOTED_PAIR, _comment)
_COMMENT = _all(
    _mark("("), _many(_all(_maybe(_FOLDED_BLANKS), _IN_COMMENT)), _maybe(_FOLDED_BLANKS), _mark(")")
)
_BETWEEN = _first(
    _all(_many(_all(_maybe(_FOLDED_BLANKS), _comment), 1), _maybe(_FOLDED_BLANKS)),
    _FOLDED_BLANKS,
)

# Sections 3.2.3 to 3.2.5: words

_ATOM_SIGN = _one(
    _range(ord("a"), ord("z"))
    | _range(ord("A"), ord("Z"))
    | _range(ord("0"), ord("9"))
    | frozenset("!#$%&'*+-/=?^_`{|}~"),
    beyond_ascii=True,
)
_ATOM = _all(_maybe(_BETWEEN), _many(_ATOM_SIGN, 1), _maybe(_BETWEEN))
_DOTTED = _all(_many(_ATOM_SIGN, 1), _many(_all(_mark("."), _many(_ATOM_SIGN, 1))))
_DOT_ATOM = _all(_maybe(_BETWEEN), _DOTTED, _maybe(_BETWEEN))
_IN_QUOTES = _first(_letters((33, 33), (35, 91), (93, 126)), _CONTROL, _QUOTED_PAIR)
_QUOTED_STRING = _all(
    _maybe(_BETWEEN),
    _mark('"'),
    _many(_all(_maybe(_FOLDED_BLANKS), _IN_QUOTES)),
    _maybe(_FOLDED_BLANKS),
    _mark('"'),
    _maybe(_BETWEEN),
)
_WORD = _first(_ATOM, _QUOTED_STRING)
_PHRASE = _first(
    _obsolete(_all(_WORD, _many(_first(_WORD, _mark("."), _BETWEEN)))),
    _many(_WORD, 1),
)

# Section 3.4.1: what is before and behind the at sign

_LOCAL_PART = _first(
    _obsolete(_all(_WORD, _many(_all(_mark("."), _WORD)))), _DOT_ATOM, _QUOTED_STRING
)
_IN_BRACKETS = _first(_letters((33, 90), (94, 126)), _CONTROL, _obsolete(_QUOTED_PAIR))
_DOMAIN_LITERAL = _all(
    _maybe(_BETWEEN),
    _mark("["),
    _many(_all(_maybe(_FOLDED_BLANKS), _IN_BRACKETS)),
    _maybe(_FOLDED_BLANKS),
    _mark("]"),
    _maybe(_BETWEEN),
)
_DOMAIN = _first(_obsolete(_all(_ATOM, _many(_all(_mark("."), _ATOM)))), _DOT_ATOM, _DOMAIN_LITERAL)
_PLAIN_ADDRESS = _all(_LOCAL_PART, _mark("@"), _DOMAIN)

# Sections 3.4 and 4.4: addresses

_ROUTE = _all(
    _many(_first(_BETWEEN, _mark(","))),
    _mark("@"),
    _DOMAIN,
    _many(_all(_mark(","), _maybe(_BETWEEN), _maybe(_all(_mark("@"), _DOMAIN)))),
    _mark(":"),
)
_IN_ANGLES = _first(
    _all(_maybe(_BETWEEN), _mark("<"), _PLAIN_ADDRESS, _mark(">"), _maybe(_BETWEEN)),
    _obsolete(
        _all(_maybe(_BETWEEN), _mark("<"), _ROUTE, _PLAIN_ADDRESS, _mark(">"), _maybe(_BETWEEN))
    ),
)
_MAILBOX = _first(_all(_maybe(_PHRASE), _IN_ANGLES), _PLAIN_ADDRESS)
_COMMAS_BEFORE = _many(_all(_maybe(_BETWEEN), _mark(",")))
_COMMAS = _many(_mark(","))
_MAILBOXES = _first(
    _all(_MAILBOX, _many(_all(_mark(","), _MAILBOX))),
    _obsolete(_all(_COMMAS_BEFORE, _MAILBOX, _COMMAS)),
)
_GROUP = _all(
    _PHRASE,
    _mark(":"),
    _maybe(
        _first(
            _MAILBOXES,
            _BETWEEN,
            _obsolete(_all(_many(_all(_maybe(_BETWEEN), _mark(",")), 1), _maybe(_BETWEEN))),
        )
    ),
    _mark(";"),
    _maybe(_BETWEEN),
)
_ADDRESS = _first(_MAILBOX, _GROUP)
