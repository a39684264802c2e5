"""Whether a text is an http or https URL for JavaScript's `new URL()` (WHATWG URL Standard).

Hosts in ASCII are decided exactly. For other hosts the standard's mapping (UTS 46) is approximated
with Python's Unicode data: joiners are refused, right-to-left rules are checked in part, newer
characters are unknown.
"""

import re
import unicodedata
from typing import Final
from urllib.parse import unquote

_CONTROLS_AND_SPACE: Final = "".join(map(chr, range(0x21)))
_REMOVED: Final = str.maketrans("", "", "\t\n\r")
_SCHEME = re.compile(r"https?:[/\\]*+(?P<authority>[^/\\?#]*)", re.IGNORECASE | re.ASCII)
_FORBIDDEN_IN_DOMAIN = re.compile(r"[\0-\x20\x7f#%/:<>?@\[\\\]^|]")
_PORT = re.compile(r":0*([0-9]{0,5})\Z")
_MAX_PORT: Final = 65535
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")
_MAX_IPV4_PARTS: Final = 4
_IPV4_BITS: Final = 32
_MAX_IPV4_DIGITS: Final = 20
_IGNORED_IN_DOMAIN = re.compile(
    "[\u00ad\u034f\u180b-\u180d\u180f\u200b\u2060\u2064\ufe00-\ufe0f\ufeff]"
)
_JOINERS = re.compile("[\u200c\u200d]")
_FULL_STOPS: Final = str.maketrans("\u3002\uff0e\uff61", "...")
_REFUSED_CATEGORIES: Final = frozenset({"Cc", "Cn", "Co", "Cs", "Zl", "Zp", "Zs"})
_IPV6_PIECES: Final = 8
_BYTE_VALUES: Final = 256


def is_http_url(text: str) -> bool:
    """Tell whether `text` is a complete URL with the scheme http or https.

    Args:
        text: the URL; white space around it, and line ends and tabs in it, don't count.
    """
    url = _SCHEME.match(text.strip(_CONTROLS_AND_SPACE).translate(_REMOVED))
    return url is not None and _is_authority(url["authority"])


def _is_authority(authority: str) -> bool:
    host_and_port = authority.rpartition("@")[2]
    if host_and_port.startswith("["):
        address, bracket, port = host_and_port[1:].partition("]")
        return bracket != "" and _is_port(port) and _is_ipv6(address)
    host, colon, port = host_and_port.partition(":")
    return _is_port(colon + port) and _is_domain(host)


def _is_port(text: str) -> bool:
    port = _PORT.fullmatch(text)
    return text == "" or (port is not None and int(port[1] or "0") <= _MAX_PORT)


def _is_domain(host: str) -> bool:
    domain = unquote(host, errors="replace")
    if not domain.isascii():
        if not _is_mappable(domain):
            return False
        domain = _mapped(domain)
    if domain == "" or _FORBIDDEN_IN_DOMAIN.search(domain):
        return False
    labels = domain.lower().split(".")
    if labels[-1] == "" and len(labels) > 1:
        labels.pop()
    return _NUMBER.fullmatch(labels[-1]) is None or _is_ipv4(labels)


def _mapped(domain: str) -> str:
    """Return what UTS 46 makes of a domain: one spelling for characters that look the same."""
    text = unicodedata.normalize("NFKC", domain.translate(_FULL_STOPS))
    text = _IGNORED_IN_DOMAIN.sub("", unicodedata.normalize("NFKC", text.casefold()))
    return unicodedata.normalize("NFC", text)


def _is_mappable(domain: str) -> bool:
    spelled = domain.translate(_FULL_STOPS)
    if any("." in unicodedata.normalize("NFKC", one) for one in spelled if not one.isascii()):
        return False
    text = _mapped(domain)
    if any(unicodedata.category(one) in _REFUSED_CATEGORIES for one in text) or "\ufffd" in text:
        return False
    return all(map(_starts_well, text.split("."))) and not _JOINERS.search(text)


def _starts_well(label: str) -> bool:
    """Tell whether no accent stands first, and no digit in a label that runs right to left."""
    first = label[:1] or "a"
    runs_left = any(unicodedata.bidirectional(one) in {"R", "AL", "AN"} for one in label)
    is_letter = unicodedata.bidirectional(first) in {"L", "R", "AL"}
    return not unicodedata.category(first).startswith("M") and (is_letter or not runs_left)


def _is_ipv4(parts: list[str]) -> bool:
    if len(parts) > _MAX_IPV4_PARTS or not all(map(_is_ipv4_number, parts)):
        return False
    *bytes_, last = map(_ipv4_number, parts)
    return all(byte < _BYTE_VALUES for byte in bytes_) and last < 2 ** (
        _IPV4_BITS - 8 * len(bytes_)
    )


def _is_ipv4_number(part: str) -> bool:
    if _NUMBER.fullmatch(part) is None:
        return False
    return part.startswith("0x") or not part.startswith("0") or not set(part) & set("89")


def _ipv4_number(part: str) -> int:
    base = 16 if part.startswith("0x") else 8 if part.startswith("0") else 10
    digits = part.removeprefix("0x").lstrip("0") or "0"
    return int(digits[:_MAX_IPV4_DIGITS], base)


def _is_ipv6(address: str) -> bool:
    head, compression, tail = address.partition("::")
    pieces = [piece for part in (head, tail) if part for piece in part.split(":")]
    count = len(pieces)
    if pieces and "." in pieces[-1] and (tail or not compression):
        if not _is_dotted_address(pieces.pop()):
            return False
        count += 1
    if not all(re.fullmatch("[0-9a-fA-F]{1,4}", piece) for piece in pieces):
        return False
    return count < _IPV6_PIECES if compression else count == _IPV6_PIECES


def _is_dotted_address(text: str) -> bool:
    parts = text.split(".")
    return len(parts) == _MAX_IPV4_PARTS and all(
        re.fullmatch("0|[1-9][0-9]{0,2}", part) and int(part) < _BYTE_VALUES for part in parts
    )
