"""What a platform needs before Renovate can talk to it.

Source: `initPlatform` in `lib/modules/platform/<name>/index.ts`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from renovate_kit.config.effective.layers import is_unknown
from renovate_kit.config.effective.problems import ProblemKind
from renovate_kit.config.grammars.http_urls import is_http_url
from renovate_kit.config.javascript import is_true
from renovate_kit.config.provenance import Json

__all__ = ["Lack", "lacks_of"]

_SCHEME: Final = re.compile(r"\s*(?P<name>[A-Za-z][A-Za-z0-9+.-]*):")
_HTTP: Final = frozenset({"http", "https"})


class _Credentials(Enum):
    NONE = auto()
    TOKEN = auto()
    TOKEN_OR_PASSWORD = auto()
    PASSWORD = auto()


class _Endpoint(Enum):
    ANYTHING = auto()
    """Nothing looks at it that could fail here."""

    HTTP = auto()
    """Without http or https Renovate fails."""

    ANY_URL = auto()
    """Renovate fails unless it has a scheme."""

    HTTP_OR_LATER_FAILURE = auto()
    """Renovate comes through, and then reaches no repository."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Platform:
    credentials: _Credentials
    endpoint: _Endpoint = _Endpoint.HTTP
    needs_endpoint: bool = False


_PLATFORMS: Final = {
    "azure": _Platform(credentials=_Credentials.TOKEN_OR_PASSWORD, needs_endpoint=True),
    "bitbucket": _Platform(
        credentials=_Credentials.TOKEN_OR_PASSWORD, endpoint=_Endpoint.HTTP_OR_LATER_FAILURE
    ),
    "bitbucket-server": _Platform(
        credentials=_Credentials.TOKEN_OR_PASSWORD,
        endpoint=_Endpoint.HTTP_OR_LATER_FAILURE,
        needs_endpoint=True,
    ),
    "codecommit": _Platform(credentials=_Credentials.NONE, endpoint=_Endpoint.ANYTHING),
    "forgejo": _Platform(credentials=_Credentials.TOKEN),
    "gerrit": _Platform(credentials=_Credentials.PASSWORD, needs_endpoint=True),
    "gitea": _Platform(credentials=_Credentials.TOKEN),
    "github": _Platform(credentials=_Credentials.TOKEN),
    "gitlab": _Platform(credentials=_Credentials.TOKEN, endpoint=_Endpoint.ANY_URL),
    "local": _Platform(credentials=_Credentials.NONE, endpoint=_Endpoint.ANYTHING),
    "scm-manager": _Platform(credentials=_Credentials.TOKEN, needs_endpoint=True),
}
_ONE_CREDENTIAL_ONLY: Final = frozenset({"bitbucket-server"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """One thing that a platform misses.

    Attributes:
        kind: what it is.
        option: the one that is missing or wrong.
        is_fatal: whether Renovate ends because of it.
    """

    kind: ProblemKind
    option: str
    is_fatal: bool = True


def lacks_of(platform: str, config: Mapping[str, Json], *, is_complete: bool) -> Iterator[Lack]:
    """Yield what a platform misses, in the order in which Renovate looks.

    Args:
        platform: its name; of one that is not known nothing is told.
        config: the options.
        is_complete: whether all that sets options is known; else nothing counts as missing.
    """
    facts = _PLATFORMS.get(platform)
    if facts is None:
        return
    endpoint = config.get("endpoint")
    has_endpoint = is_true(endpoint)
    if facts.needs_endpoint and not has_endpoint and is_complete:
        yield Lack(kind=ProblemKind.MISSING_ENDPOINT, option="endpoint")
    if is_complete and not _has_credentials(facts.credentials, config):
        option = "password" if facts.credentials is _Credentials.PASSWORD else "token"
        yield Lack(kind=ProblemKind.MISSING_CREDENTIALS, option=option)
    if platform in _ONE_CREDENTIAL_ONLY and _has(config, "password") and _has(config, "token"):
        yield Lack(kind=ProblemKind.CONFLICTING_CREDENTIALS, option="token")
    if has_endpoint and not is_unknown(endpoint) and not _is_usable(facts.endpoint, endpoint):
        is_fatal = facts.endpoint is not _Endpoint.HTTP_OR_LATER_FAILURE
        yield Lack(kind=ProblemKind.INVALID_ENDPOINT, option="endpoint", is_fatal=is_fatal)


def _has(config: Mapping[str, Json], option: str) -> bool:
    return is_true(config.get(option))


def _has_credentials(needed: _Credentials, config: Mapping[str, Json]) -> bool:
    has_password = _has(config, "username") and _has(config, "password")
    match needed:
        case _Credentials.NONE:
            return True
        case _Credentials.TOKEN:
            return _has(config, "token")
        case _Credentials.PASSWORD:
            return has_password
        case _Credentials.TOKEN_OR_PASSWORD:
            return has_password or _has(config, "token")


def _is_usable(demand: _Endpoint, endpoint: Json) -> bool:
    if not isinstance(endpoint, str):
        return False
    if demand is _Endpoint.ANYTHING:
        return True
    scheme = _SCHEME.match(endpoint)
    if demand is _Endpoint.ANY_URL and scheme and scheme["name"].lower() not in _HTTP:
        return True
    return is_http_url(endpoint)
