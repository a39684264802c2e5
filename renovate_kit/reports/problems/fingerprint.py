"""Which problems are the same: a short name that stays while versions, ports and paths change.

Version 1 of the rules. A change to them that gives a known problem another fingerprint makes
people's ignore files void and every problem new, so it needs a new version.
"""

import re
from collections.abc import Callable
from hashlib import blake2b
from typing import Final

from renovate_kit.reports.events import ProblemLevel

__all__ = ["FINGERPRINT_VERSION", "constant_part", "fingerprint"]

FINGERPRINT_VERSION: Final = 1
_BYTES: Final = 6
_LONGEST_WORD: Final = 40
"""Characters; a longer part of an address is no word."""
_LONGEST: Final = 160
"""Characters of the constant part of a text that count; the rest is how it went on."""
_ELLIPSIS: Final = "…"

_ABOUT_HOSTS: Final = frozenset(
    {
        "Datasource connection error",
        "Datasource unknown error",
        "Docker: error fetching data from DockerHub",
        "Error obtaining docker token",
        "External host error causing abort - skipping",
        "GitHub failure: Bad credentials",
        "Host error",
        "Invalid registry response",
        "docker registry connection failure",
        "docker registry failure: internal error",
        "docker registry failure: too many requests",
    }
)
"""Messages about a host: which package was asked for when it failed does not matter."""
_WITHOUT_DETAIL: Final = frozenset(
    {
        "GitHub token is required for some dependencies",
        "No github.com token has been configured. Skipping release notes retrieval",
        "Temporary error - aborting",
    }
)
"""Messages whose detail only lists what they concern today."""

_FAILED_REQUEST: Final = re.compile(
    r"(?:^|[\s:])(?:http (?P<class>\d)(?P<rest>\d\d)|(?P<code>e[a-z_]{3,30}))"
    r"(?: from (?P<host>[^\s;]+))?$"
)
_FILE: Final = (
    r"[\w.@+-]+\.(?:json5?|jsonc|ya?ml|toml|lockb?|lockfile|txt|xml|gradle|kts|kt|mod|sum|tf|hcl|"
    r"[cm]?[jt]s|py|rb|cfg|ini|sh|properties|[a-z]{1,2}proj|props|md|nix|exs|bazel|conf)"
)
_IP_ADDRESS: Final = re.compile(r"(?:\d{1,3}\.){3}\d{1,3}")


def _version(match: re.Match[str]) -> str:
    return match[0] if _IP_ADDRESS.fullmatch(match[0]) else "<version>"


def _url(match: re.Match[str]) -> str:
    segments = match["path"].split("/")
    return match["host"] + "/".join(
        "<n>" if len(part) > _LONGEST_WORD or any(map(str.isdigit, part)) else part
        for part in segments
    )


_Replacement = str | Callable[[re.Match[str]], str]

_TIME: Final = r"\b\d{4}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:z|[+-]\d\d:?\d\d)?)?"
_URL: Final = (
    r"\b[a-z][a-z+.-]{1,20}://(?:[^\s/@]{1,200}@)?(?P<host>[^\s/:?#'\"<>]+)(?::\d{1,5})?"
    r"(?P<path>[^\s?#'\",;:)<>]*)(?:[?#][^\s'\",;)]*)?"
)
_DURATION: Final = (
    r"\b\d+(?:\.\d+)?\s?"
    r"(?:ms|milliseconds?|secs?|seconds?|mins?|minutes?|hours?|days?|s|m|h)\b"
)
_NUMBERED: Final = (
    r"\b(?P<kind>pull request|merge request|pr|mr|prno|issue)(?P<gap>[ :=]{1,2})\d+\b"
)
_VARIABLE: Final[tuple[tuple[re.Pattern[str], _Replacement], ...]] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (_TIME, "<time>"),
        (r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", "<id>"),
        (_URL, _url),
        (r"(?<![\w/.-])(?:refs/heads/|origin/)?renovate/[^\s'\",;:)\]`]+", "<branch>"),
        (r"(?<![\w.:/<>-])(?:\.{0,2}/)(?:[\w.@+-]+/)*[\w.@+-]+", "<path>"),
        (rf"(?<![\w./@-])(?:[\w.@+-]+/)+(?P<file>{_FILE})(?![\w/-])", r"\g<file>"),
        (r"\b(?:sha\d{1,3}[:-])[0-9a-z+/=]{8,}", "<hash>"),
        (r"\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,64}\b", "<hash>"),
        (_NUMBERED, r"\g<kind>\g<gap><n>"),
        (r"(?<=[a-z\d]):\d{2,5}\b(?![.\w])", ""),
        (r"#\d+\b", "#<n>"),
        (_DURATION, "<duration>"),
        (r"\b\d+(?:\.\d+)?\s?(?:bytes?|[kmgt]i?b)\b", "<size>"),
        (r"(?<![\w.])[v=^~]?\d+(?:\.\d+)+(?:[-+.][\w.+-]*\w)?", _version),
        (r"(?<![\w.<])(?<!http )(?<!code )(?<!status )(?![45]\d\d\b)\d+(?![\w.>])", "<n>"),
        (r"\s+", " "),
    )
)
"""What changes from run to run, in the order in which it has to be looked for."""


def fingerprint(level: ProblemLevel, message: str, detail: str) -> str:
    """Return the fingerprint of a problem: 12 hexadecimal digits.

    Args:
        level: at which Renovate logged it.
        message: Renovate's message, redacted, in one line.
        detail: what tells it from others of that message, redacted, in one line.
    """
    parts = (str(FINGERPRINT_VERSION), level.value, constant_part(message), _cause(message, detail))
    return blake2b("\0".join(parts).encode(), digest_size=_BYTES).hexdigest()


def constant_part(text: str) -> str:
    """Return a text in lower case, with marks for what changes from run to run.

    Marked are times, ids, hashes, ports, versions, durations, sizes, numbers of pull requests,
    Renovate's branches, absolute paths, the folders of files, and numbers in addresses. HTTP
    status codes, exit codes and IP addresses stay.
    """
    constant = text.casefold()
    if constant.endswith(_ELLIPSIS):
        constant = constant.rpartition(" ")[0] or constant
    for pattern, replacement in _VARIABLE:
        constant = pattern.sub(replacement, constant)
    return constant.strip()[:_LONGEST]


def _cause(message: str, detail: str) -> str:
    """Return the constant part of a detail."""
    if message in _WITHOUT_DETAIL:
        return ""
    constant = constant_part(detail)
    request = _FAILED_REQUEST.search(constant) if message in _ABOUT_HOSTS else None
    if request is None:
        return constant
    if request["class"] == "5":
        status = "http 5xx"
    else:
        status = request["code"] or f"http {request['class']}{request['rest']}"
    return f"{status} from {request['host'] or _kind(message, constant)}"


def _kind(message: str, constant: str) -> str:
    """Return the kind of host that a detail begins with; for a datasource, the package is first."""
    words = constant.partition(": ")[0].split()
    return words[-1 if message.startswith("Datasource") else 0].rstrip(":")
