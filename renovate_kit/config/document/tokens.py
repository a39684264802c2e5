"""The one token pattern of both dialects.

It takes the union of what the dialects have, so that a text in the wrong dialect gets a message
about that; `literals` decides what a dialect allows. The groups:

    punctuation  plain (a string without escapes)  escaped (a string with them)
    word  number  comment  end  bad (one character that begins nothing)

Every position of a text matches one of them, in time linear in the token's length.
"""

import re
from typing import Final

from renovate_kit.config.document.dialect import Dialect, Syntax, YamlDialect

__all__ = ["SPACE", "token_pattern"]

_COMMON_SPACE: Final = "\\t\\n\\v\\f\\r \\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
SPACE: Final[dict[Syntax, str]] = {
    # Rust's char::is_whitespace
    Dialect.JSONC: _COMMON_SPACE + "\\x85",
    # JSON5 counts a byte order mark, not NEL
    Dialect.JSON5: _COMMON_SPACE + "\\ufeff",
    YamlDialect.CORE: " \\t\\r\\n",
}
"""Inside of a character class: what may stand between tokens."""

_LINE_COMMENT_CHARACTER: Final = {Dialect.JSONC: r"[^\n]", Dialect.JSON5: r"[^\n\r\u2028\u2029]"}
_BLOCK_COMMENT: Final = r"/\*[^*]*+\*++(?:[^/*][^*]*+\*++)*+/"
_DECIMAL: Final = r"(?:(?:0|[1-9][0-9]*+)(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][+-]?[0-9]++)?"
_LINE_BREAK_IN_STRING: Final = {Dialect.JSONC: "", Dialect.JSON5: r"\n\r"}


def _compile(dialect: Dialect) -> re.Pattern[str]:
    space = SPACE[dialect]
    line_break = _LINE_BREAK_IN_STRING[dialect]
    double, single = rf"[^\"\\{line_break}]*+", rf"[^'\\{line_break}]*+"
    letter = rf"(?:[A-Za-z_$]|[^\x00-\x7f{space}]|\\u[0-9A-Fa-f]{{4}})"
    pair = r"\\(?:\r\n|[\s\S])"
    alternatives = (
        r"(?P<punctuation>[{}\[\],:])",
        rf"(?P<plain>\"{double}\"|'{single}')",
        rf"(?P<word>{letter}(?:{letter}|[0-9])*+)",
        rf"(?P<number>[+-]?(?:0[xX][0-9A-Fa-f]++|{_DECIMAL}|Infinity|NaN))",
        rf"(?P<comment>//{_LINE_COMMENT_CHARACTER[dialect]}*+|{_BLOCK_COMMENT})",
        rf"(?P<escaped>\"{double}(?:{pair}{double})*+\"|'{single}(?:{pair}{single})*+')",
        r"(?P<end>\Z)",
        r"(?P<bad>[\s\S])",
    )
    return re.compile(f"[{space}]*+(?:{'|'.join(alternatives)})")


_PATTERNS: Final = {dialect: _compile(dialect) for dialect in Dialect}


def token_pattern(dialect: Dialect) -> re.Pattern[str]:
    """Return the pattern whose successive matches are the tokens of a text."""
    return _PATTERNS[dialect]
