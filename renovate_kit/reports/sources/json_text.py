"""JSON that Renovate's logger wrote, and what to do where Node is laxer than the standard."""

import re
from typing import Final, TypeVar

import msgspec

__all__ = ["decode_json"]

_T = TypeVar("_T")

_LONE_SURROGATE: Final = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F][0-9a-fA-F]{2})"
    rb"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)


def decode_json(text: bytes, decoder: msgspec.json.Decoder[_T]) -> _T | None:
    """Decode `text`; None when it isn't JSON of the decoder's type.

    Half a surrogate pair (a title that was cut inside an emoji) and broken UTF-8 become
    U+FFFD, because Node writes both and nothing after this point can store them.
    """
    try:
        return decoder.decode(text)
    except RecursionError:
        return None
    except (msgspec.DecodeError, UnicodeDecodeError):
        repaired = _LONE_SURROGATE.sub(rb"\\ufffd", text.decode("utf-8", "replace").encode())
    if repaired == text:
        return None
    try:
        return decoder.decode(repaired)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
