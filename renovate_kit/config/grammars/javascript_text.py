"""What JavaScript takes for white space, and which names its objects are born with."""

from typing import Final

JS_WHITESPACE: Final = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""What `\\s` matches in a JavaScript regular expression and `trim()` removes (ECMAScript 2025)."""

INHERITED_NAMES: Final = frozenset(
    {
        "__defineGetter__",
        "__defineSetter__",
        "__lookupGetter__",
        "__lookupSetter__",
        "__proto__",
        "constructor",
        "hasOwnProperty",
        "isPrototypeOf",
        "propertyIsEnumerable",
        "toLocaleString",
        "toString",
        "valueOf",
    }
)
"""What every object has without anybody having set it."""


def trim(text: str) -> str:
    """Return `text` without white space at both ends, as JavaScript's `String.trim` does."""
    return text.strip(JS_WHITESPACE)
