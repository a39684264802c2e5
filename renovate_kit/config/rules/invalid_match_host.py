"""The rule `invalid-match-host`."""

import re
from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["InvalidMatchHost"]

_URL = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*):(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_SPECIAL_SCHEMES = {"ftp", "http", "https", "ws", "wss"}
_CONTROLS_AND_SPACE = "".join(map(chr, range(0x21)))
_REMOVED = str.maketrans("", "", "\t\n\r")
_END_OF_AUTHORITY = re.compile(r"[/?#]")
_FORBIDDEN_IN_HOST = re.compile(r"[\0 <>@\[\\\]^|]")


class InvalidMatchHost(Rule):
    """`matchHost` of a host rule is empty, or written like a URL and none.

    Without `://` it is the name of a host or a domain; Renovate refuses a config in which it
    can be neither.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK430"
    name = "invalid-match-host"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"hostRules": [{"matchHost": "example.com"}, {"matchHost": "https://a.b:8443/c"}]}'),
    )
    invalid: ClassVar = (
        Invalid('{"hostRules": [{"matchHost": "", "timeout": 1}]}', at='""'),
        Invalid('{"hostRules": [{"matchHost": "https://"}]}', at='"https://"'),
        Invalid('{"hostRules": [{"matchHost": "://example.com"}]}', at='"://example.com"'),
        Invalid('{"hostRules": [{"matchHost": "https://a.b:99999"}]}', at='"https://a.b:99999"'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every host that cannot be one."""
        for setting, index, rule in subject.host_rules():
            if problem := _problem(rule.get("matchHost")):
                yield Finding(
                    pointer=(*setting.pointer, index, "matchHost"),
                    at_key=False,
                    message=problem,
                    help="write a host as in `example.com`, or a URL as in `https://example.com/a`",
                    official=setting.scope.verdict("error"),
                )


def _problem(host: object) -> str | None:
    if not isinstance(host, str):
        return None
    if not host:
        return "`matchHost` is empty"
    if "://" not in host:
        return None
    return None if _is_url(host) else f"`{host}` is no URL"


def _is_url(text: str) -> bool:
    """Return whether JavaScript's `new URL()` takes the text."""
    from renovate_kit.config.grammars.http_urls import is_http_url  # noqa: PLC0415 - rarely needed

    url = _URL.match(text.strip(_CONTROLS_AND_SPACE).translate(_REMOVED))
    if url is None:
        return False
    scheme, rest = url["scheme"].lower(), url["rest"]
    if scheme in _SPECIAL_SCHEMES:
        return is_http_url(f"http:{rest}")
    if scheme == "file":
        host = _END_OF_AUTHORITY.split(rest.replace("\\", "/").removeprefix("//"), maxsplit=1)[0]
        is_drive = re.fullmatch("[a-zA-Z][:|]", host) is not None
        return not host or is_drive or (":" not in host and is_http_url(f"http://{host}"))
    if not rest.startswith("//"):
        return True
    return _is_authority(_END_OF_AUTHORITY.split(rest[2:], maxsplit=1)[0])


def _is_authority(authority: str) -> bool:
    """Return whether a URL of a scheme that the standard leaves open may have this host."""
    from renovate_kit.config.grammars.http_urls import is_http_url  # noqa: PLC0415 - rarely needed

    credentials, _, address = authority.rpartition("@")
    if address.startswith("["):
        return is_http_url(f"http://{address}")
    host, colon, port = address.partition(":")
    if not host:
        return not (credentials or colon)
    return not _FORBIDDEN_IN_HOST.search(host) and is_http_url(f"http://host{colon}{port}")
