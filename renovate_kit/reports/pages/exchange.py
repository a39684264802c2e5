"""A request and a response, as far as pages care."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

__all__ = [
    "HTML",
    "JSON",
    "SECURITY_HEADERS",
    "TEXT",
    "PageRequest",
    "PageResponse",
    "plain_response",
]

HTML: Final = "text/html; charset=utf-8"
JSON: Final = "application/json; charset=utf-8"
TEXT: Final = "text/plain; charset=utf-8"
"""Also of Markdown: browsers show it, where they would save a file of Markdown's own type."""

_NO_CONTENT_POLICY: Final = "default-src 'none'; base-uri 'none'; form-action 'none'"

SECURITY_HEADERS: Final[Mapping[str, str]] = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRequest:
    """What a browser asks for.

    Attributes:
        method: of HTTP.
        target: path and query, as they are in the first line.
        hosts: the values of all `Host` headers; there should be one.
    """

    method: str
    target: str
    hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageResponse:
    """What it gets.

    Attributes:
        status: of HTTP.
        body: nothing of it is sent if only the head is asked for.
        content_type: what the body is.
        policy: the Content-Security-Policy; that no page may frame it is added.
        headers: others than those of every response.
        error: what nobody foresaw, for whoever runs the server.
    """

    status: int
    body: bytes
    content_type: str
    policy: str = _NO_CONTENT_POLICY
    headers: Mapping[str, str] = field(default_factory=dict)
    error: Exception | None = None

    def all_headers(self) -> Mapping[str, str]:
        """Return every header to send, with the length of the body."""
        return {
            "Content-Type": self.content_type,
            "Content-Length": str(len(self.body)),
            "Content-Security-Policy": f"{self.policy}; frame-ancestors 'none'",
            **SECURITY_HEADERS,
            **self.headers,
        }


def plain_response(
    status: int, line: str, *, headers: Mapping[str, str] | None = None
) -> PageResponse:
    """Return a response of one line of text."""
    return PageResponse(
        status=status,
        body=f"{line}\n".encode(),
        content_type=TEXT,
        headers=headers or {},
    )
