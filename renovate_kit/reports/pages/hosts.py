"""Which names a server answers to.

A page of somebody else can make its own name lead to this machine (DNS rebinding); the browser
then takes our pages for that page's own. It can't choose the `Host` header, which has that name.
"""

import re
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Final

__all__ = ["host_in", "is_loopback", "is_served"]

_HOST: Final = re.compile(r"(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,253})(?::[0-9]{1,5})?")
_LOCALHOST: Final = "localhost"


def host_in(header: str) -> str | None:
    """Return the name or address in a `Host` header, without port; None if there is none."""
    match = _HOST.fullmatch(header.strip())
    return None if match is None else match[1].strip("[]").rstrip(".").lower() or None


def is_loopback(host: str) -> bool:
    """Whether a name or an address is that of this machine for itself."""
    address = _address(host)
    if address is None:
        return host == _LOCALHOST or host.endswith(f".{_LOCALHOST}")
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (mapped or address).is_loopback


def is_served(host: str, allowed: Collection[str]) -> bool:
    """Whether a server answers to a name or an address.

    Args:
        host: as `host_in` returns it.
        allowed: names and addresses besides those of the loopback interface. The address that
            stands for all (`0.0.0.0`, `::`) allows each address, but no name: an address can't
            be made to lead elsewhere.
    """
    if is_loopback(host) or host in allowed:
        return True
    address = _address(host)
    if address is None:
        return False
    known = [each for each in map(_address, allowed) if each is not None]
    return any(each.is_unspecified or each == address for each in known)


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None
