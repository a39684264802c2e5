"""What a forge answers, whichever library asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

import msgspec

from renovate_kit.redaction import redact

__all__ = ["Answer", "NoAnswerError", "Transport", "one_line"]

_SHOWN: Final = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer to one request.

    Attributes:
        headers: names in lower case.
        body: decompressed.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes

    def number(self, header: str) -> float | None:
        """Return a header that holds a number; None if it is not there or is something else."""
        text = self.headers.get(header, "").strip()
        return float(text) if text.isascii() and text.isdigit() and len(text) < 12 else None  # noqa: PLR2004 - digits of a time in seconds

    def said(self) -> str:
        """Return what the forge says about a refusal, in one line of printable characters."""
        try:
            message = msgspec.json.decode(self.body, type=_Complaint).message
        except (msgspec.DecodeError, UnicodeError):
            message = None
        return one_line(message if isinstance(message, str) else "")


class _Complaint(msgspec.Struct):
    message: object = None


class NoAnswerError(Exception):
    """No answer came, or it ended too early.

    Attributes:
        reason: in a few words.
        connected: whether there was a connection at all.
        certificate: whether it failed at the server's certificate.
    """

    def __init__(self, reason: str, *, connected: bool, certificate: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.connected = connected
        self.certificate = certificate


class Transport(Protocol):
    """Sends one request, once, and adds who is asking; judges nothing, follows nothing."""

    def send(
        self, method: str, path: str, *, headers: Mapping[str, str], content: bytes | None = None
    ) -> Answer:
        """Return the answer.

        Args:
            method: `GET` or `POST`.
            path: below the base URL of the API, with the query.
            headers: for this request.
            content: JSON to send.

        Raises:
            NoAnswerError: there is none.
        """
        ...


def one_line(text: str) -> str:
    """Return the beginning of a text from outside, safe to show: no controls, no secrets."""
    seen = "".join(each if each.isprintable() else " " for each in text[: _SHOWN * 2])
    return redact(" ".join(seen.split()))[:_SHOWN]
