"""When two characters are the same to a case-insensitive regular expression of JavaScript."""

from functools import lru_cache

__all__ = ["case_variants", "folded", "folded_as_unicode", "in_code_units"]

_ASTRAL = 0xFFFF
_FIRST_NON_ASCII = "\x80"


def in_code_units(text: str) -> str:
    """Return a text in which each character is a UTF-16 code unit, as in JavaScript."""
    if text.isascii() or max(map(ord, text)) <= _ASTRAL:
        return text
    return "".join(
        map(
            chr,
            memoryview(text.encode("utf-16-le", "surrogatepass")).cast("H"),
        )
    )


@lru_cache(maxsize=4096)
def folded(char: str) -> str:
    """Return what all spellings of a character have in common, without the flag `u`."""
    upper = char.upper()
    if len(upper) != 1 or (char >= _FIRST_NON_ASCII > upper):
        return char
    return upper


@lru_cache(maxsize=4096)
def folded_as_unicode(char: str) -> str:
    """Return what all spellings of a character have in common, with the flag `u`."""
    for candidate in (char.casefold(), char.lower()):
        if len(candidate) == 1:
            return candidate
    return char


def case_variants(char: str, *, unicode: bool) -> list[str]:
    """Return a character and its other spellings."""
    fold = folded_as_unicode if unicode else folded
    candidates = {char, char.lower(), char.upper(), char.casefold(), char.lower().upper()}
    same = fold(char)
    return [other for other in candidates if len(other) == 1 and fold(other) == same]
