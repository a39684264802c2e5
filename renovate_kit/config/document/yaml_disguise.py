r"""Makes libyaml read what it would refuse or misread: characters and escapes of YAML 1.2.

Libyaml takes U+0085, U+2028 and U+2029 for line breaks, and refuses control characters and the
escapes of surrogates (`\ud83d\ude00`), which JSON writes for an emoji. Characters of the private
use area stand in for them, one for one, so that every place of the text stays where it is.
"""

import json
import re
from typing import Final

__all__ = ["Disguise"]

_FOREIGN: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]"
    r"|\\u[dD][89a-fA-F][0-9a-fA-F]{2}"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_STAND_INS: Final = frozenset(map(chr, range(0xE000, 0xF900)))
_ESCAPED_STAND_IN: Final = re.compile(r"\\u[eEfF][0-9a-fA-F]{3}")


class Disguise:
    """A text without what libyaml can't read.

    Attributes:
        text: as long as the original.

    Args:
        text: any.
    """

    def __init__(self, text: str) -> None:
        foreign = sorted(set(_FOREIGN.findall(text)))
        free = sorted(_STAND_INS - _used_in(text)) if foreign else []
        self._stand_ins = {item: _like(item, new) for item, new in zip(foreign, free, strict=False)}
        self._originals = {
            form: original
            for item, stand_in in self._stand_ins.items()
            for form, original in _readings(item, stand_in)
        }
        self._pattern = re.compile("|".join(map(re.escape, self._originals)))
        self.text = _FOREIGN.sub(lambda match: self._stand_ins.get(match[0], match[0]), text)

    def original(self, value: str) -> str:
        """Return a value that was read from the disguised text as it is in the original."""
        if not self._originals:
            return value
        value = self._pattern.sub(lambda match: self._originals[match[0]], value)
        if _SURROGATE.search(value):
            # JavaScript strings are UTF-16: two halves that meet make one character.
            value = value.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        return value


def _used_in(text: str) -> set[str]:
    return set(text) | {_unescaped(escape) for escape in _ESCAPED_STAND_IN.findall(text)}


def _like(item: str, stand_in: str) -> str:
    return stand_in if len(item) == 1 else f"\\u{ord(stand_in):04x}"


def _readings(item: str, stand_in: str) -> list[tuple[str, str]]:
    """Return what a stand-in may have become in a value, and what that would have been."""
    if len(item) == 1:
        return [(stand_in, item)]
    # Without double quotes an escape is no escape, and stands in the value as it is.
    return [
        (_unescaped(stand_in), _unescaped(item)),
        (stand_in, item),
    ]


def _unescaped(escape: str) -> str:
    character: str = json.loads(f'"{escape}"')
    return character
