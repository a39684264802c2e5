"""Refusals and failures of a forge, told apart: what it was, and what to do about it.

Source: GitHub's documentation, "Rate limits for the REST API", "Troubleshooting the REST API";
GitLab's "Rate limit headers"; Gitea's "API usage".
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import Enum, auto
from typing import Final
from urllib.parse import urlsplit

from renovate_kit.errors import RemoteError
from renovate_kit.reports.sources.forges.answer import Answer, NoAnswerError, one_line
from renovate_kit.reports.sources.forges.manners import Manners

__all__ = ["ForgeError", "Refusal", "Trouble", "refusal", "refused", "unanswered"]


class Trouble(Enum):
    """What is wrong; how it is told is up to `refused`."""

    NO_ANSWER = auto()
    NO_API = auto()
    BUSY = auto()
    INCOMPLETE = auto()
    """It answers, but says that it could not find everything out."""
    RATE_LIMIT = auto()
    SECONDARY_LIMIT = auto()
    UNAUTHORIZED = auto()
    FORBIDDEN = auto()
    SINGLE_SIGN_ON = auto()
    MISSING = auto()
    BLOCKED = auto()
    ODD = auto()


_OF_EVERYTHING: Final = frozenset(
    {
        Trouble.NO_ANSWER,
        Trouble.NO_API,
        Trouble.BUSY,
        Trouble.RATE_LIMIT,
        Trouble.SECONDARY_LIMIT,
        Trouble.UNAUTHORIZED,
    }
)
_BUSY: Final = frozenset({408, 425})
_SERVER_ERRORS: Final = range(500, 600)
_DEFAULT_WAIT: Final = 60.0
"""Seconds that GitHub wants to be left alone after a secondary limit that names none."""


class ForgeError(RemoteError):
    """A forge did not give what it was asked for.

    Attributes:
        trouble: why.
        stops_all: whether the next repository of the same forge would fail as well.
    """

    def __init__(self, message: str, *, hint: str, trouble: Trouble) -> None:
        super().__init__(message, hint=hint)
        self.trouble = trouble
        self.stops_all = trouble in _OF_EVERYTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """What an answer with an error status says.

    Attributes:
        trouble: what is wrong.
        wait: seconds after which it is worth while to ask again; None if it is not known.
        said: the forge's own words; may be empty.
    """

    trouble: Trouble
    wait: float | None
    said: str


def refusal(answer: Answer, *, now: datetime) -> Refusal | None:
    """Return why an answer is none; None for one that is (2xx, 3xx)."""
    status, said = answer.status, answer.said()
    if status < 400:  # noqa: PLR2004 - HTTP
        return None
    wait = _retry_after(answer, now)
    if status in {403, 429} and (limit := _limit(answer, said, now)):
        return limit
    if status in _BUSY or status in _SERVER_ERRORS:
        return Refusal(trouble=Trouble.BUSY, wait=wait, said=said)
    return Refusal(trouble=_of_status(answer), wait=None, said=said)


def _of_status(answer: Answer) -> Trouble:
    if answer.status == 403 and "x-github-sso" in answer.headers:  # noqa: PLR2004 - HTTP
        return Trouble.SINGLE_SIGN_ON
    known = {
        401: Trouble.UNAUTHORIZED,
        403: Trouble.FORBIDDEN,
        404: Trouble.MISSING,
        410: Trouble.MISSING,
        451: Trouble.BLOCKED,
    }
    return known.get(answer.status, Trouble.ODD)


def _limit(answer: Answer, said: str, now: datetime) -> Refusal | None:
    """Return which rate limit a 403 or 429 is about; None if it is about none.

    The primary limit counts requests in an hour and says when it starts anew. The secondary one
    is about too many at once, and says for how long to keep off, or nothing.
    """
    wait = _retry_after(answer, now)
    left = answer.headers.get("x-ratelimit-remaining", answer.headers.get("ratelimit-remaining"))
    reset = answer.number("x-ratelimit-reset") or answer.number("ratelimit-reset")
    lower = said.lower()
    if left == "0" or lower.startswith("api rate limit exceeded"):
        if wait is None and reset is not None:
            wait = max(0.0, reset - now.timestamp())
        return Refusal(trouble=Trouble.RATE_LIMIT, wait=wait, said=said)
    is_secondary = "secondary rate limit" in lower or "abuse detection" in lower
    if is_secondary or wait is not None or answer.status == 429:  # noqa: PLR2004 - HTTP
        pause = _DEFAULT_WAIT if wait is None else wait
        return Refusal(trouble=Trouble.SECONDARY_LIMIT, wait=pause, said=said)
    return None


def _retry_after(answer: Answer, now: datetime) -> float | None:
    if (seconds := answer.number("retry-after")) is not None:
        return seconds
    try:
        at = parsedate_to_datetime(answer.headers.get("retry-after", ""))
        return max(0.0, (at - now).total_seconds())
    except (TypeError, ValueError):
        return None


def unanswered(error: NoAnswerError, manners: Manners) -> ForgeError:
    """Return the error for a forge that gives no answer, also not when asked again."""
    if error.certificate:
        message = f"{manners.host}: certificate not trusted"
        hint = "name its authority's certificate in SSL_CERT_FILE"
    elif error.connected:
        message = f"{manners.host}: {error.reason}"
        hint = f"try again later: {manners.kept}"
    else:
        message = f"{manners.host} can't be reached: {error.reason}"
        hint = "check the network, a proxy and --base-url"
        if manners.deed == "read":
            hint += "; `renovate-kit sync git PATH` reads the history of a clone without a network"
    return ForgeError(message, hint=hint, trouble=Trouble.NO_ANSWER)


def refused(
    why: Refusal, answer: Answer, manners: Manners, *, about: str, now: datetime
) -> ForgeError:
    """Return the error for an answer that refuses.

    Args:
        why: what `refusal` made of it.
        answer: the answer itself, for what its headers tell.
        manners: of the forge.
        about: what was asked for, such as `acme/shop: pull requests`.
        now: for times in the message.
    """
    message, hint = _WORDS[why.trouble](_Case(why, answer, manners, about, now))
    return ForgeError(message, hint=hint, trouble=why.trouble)


@dataclass(frozen=True, slots=True)
class _Case:
    why: Refusal
    answer: Answer
    manners: Manners
    about: str
    now: datetime

    @property
    def where(self) -> str:
        return f"{self.manners.host}: {self.about}"

    @property
    def quoted(self) -> str:
        said = self.why.said.rstrip(".")
        return f" ({self.answer.status}: {said})" if said else f" ({self.answer.status})"

    @property
    def again(self) -> str:
        """When it goes on."""
        if self.why.wait is None:
            return "within the hour"
        at = self.now.astimezone(UTC) + timedelta(seconds=min(self.why.wait + 1, 86_400 * 7))
        return f"from {at:%Y-%m-%d %H:%M:%S} UTC on"


def _busy(case: _Case) -> tuple[str, str]:
    is_reading = case.manners.deed == "read"
    more = ", and the same command goes on there" if is_reading else ""
    return f"{case.where}: the server failed{case.quoted}", (
        f"try again later: {case.manners.kept}{more}"
    )


def _rate_limit(case: _Case) -> tuple[str, str]:
    again = f"run it again {case.again}: {case.manners.again}"
    if case.manners.is_anonymous:
        message = f"{case.where}: the requests without a token are used up"
        return message, f"{case.manners.how_to_authenticate} for more of them, or {again}"
    return f"{case.where}: the requests of this hour are used up", again


def _secondary(case: _Case) -> tuple[str, str]:
    return f"{case.where}: too many requests at once{case.quoted}", (
        f"run it again {case.again}: {case.manners.again}"
    )


def _unauthorized(case: _Case) -> tuple[str, str]:
    manners = case.manners
    if manners.is_anonymous:
        message = f"{manners.host} wants a token{case.quoted}"
        return message, f"{manners.how_to_authenticate}; it needs {manners.needed}"
    return f"{manners.host} does not accept the token{case.quoted}", (
        f"it may have expired or been revoked: make a new one with {manners.needed}"
    )


def _forbidden(case: _Case) -> tuple[str, str]:
    if case.manners.is_anonymous:
        message = f"{case.where} can't be read without a token{case.quoted}"
        return message, f"{case.manners.how_to_authenticate}; it needs {case.manners.needed}"
    permissions = one_line(case.answer.headers.get("x-accepted-github-permissions", ""))
    scopes = one_line(case.answer.headers.get("x-accepted-oauth-scopes", ""))
    has = one_line(case.answer.headers.get("x-oauth-scopes", ""))
    wanted = case.manners.needed
    if permissions:
        wanted = f"the permission {permissions}"
    elif scopes:
        wanted = f"one of the scopes {scopes}" + (f" (it has {has})" if has else "")
    return f"{case.where}: the token may not {case.manners.deed} this{case.quoted}", (
        f"give the token {wanted}, and access to this repository"
    )


def _single_sign_on(case: _Case) -> tuple[str, str]:
    told = case.answer.headers.get("x-github-sso", "")
    url = one_line(told.partition("url=")[2]).split("?")[0]
    parts = urlsplit(url)
    is_own = parts.scheme == "https" and parts.hostname == case.manners.host
    where = f" at {url}" if is_own else " in its settings, under Configure SSO"
    return f"{case.where}: the organisation wants single sign-on for this token (403)", (
        f"authorise the token{where}"
    )


def _missing(case: _Case) -> tuple[str, str]:
    manners = case.manners
    if manners.is_anonymous:
        return f"{case.where}: not there, or private ({case.answer.status})", (
            f"check the name; for a private one {manners.how_to_authenticate}"
        )
    return f"{case.where}: not there, or not for this token ({case.answer.status})", (
        f"check the name, and that the token has {manners.needed} there"
    )


def _blocked(case: _Case) -> tuple[str, str]:
    return f"{case.where}: blocked for legal reasons{case.quoted}", "leave this repository out"


def _no_api(case: _Case) -> tuple[str, str]:
    message = f"{case.where}: gave no answer of {case.manners.service}'s API"
    if case.answer.body[:1] in {b"[", b"{"}:
        return f"{message}, or one cut off", f"try again later: {case.manners.kept}"
    return message, "check --base-url, and whether a proxy or a login page answers in its place"


def _odd(case: _Case) -> tuple[str, str]:
    return f"{case.where}: unexpected answer{case.quoted}", (
        f"check --base-url, and that {case.manners.service} is of a supported version"
    )


_WORDS: Final[dict[Trouble, Callable[[_Case], tuple[str, str]]]] = {
    Trouble.NO_API: _no_api,
    Trouble.BUSY: _busy,
    Trouble.INCOMPLETE: _busy,
    Trouble.RATE_LIMIT: _rate_limit,
    Trouble.SECONDARY_LIMIT: _secondary,
    Trouble.UNAUTHORIZED: _unauthorized,
    Trouble.FORBIDDEN: _forbidden,
    Trouble.SINGLE_SIGN_ON: _single_sign_on,
    Trouble.MISSING: _missing,
    Trouble.BLOCKED: _blocked,
    Trouble.ODD: _odd,
}
