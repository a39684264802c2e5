"""Which problem it was: one line out of a warning's or an error's fields.

The line must be the same each time the same thing goes wrong, or repetitions would count
as new problems; so it leaves out stacks, times, hashes, ports and temporary paths.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final
from urllib.parse import urlsplit

from renovate_kit.reports.sources.one_line import one_line
from renovate_kit.reports.sources.record import Record

__all__ = ["DETAIL_LIMIT", "last_meaningful_line", "problem_detail"]

DETAIL_LIMIT: Final = 300
LIST_LIMIT: Final = 4000
"""Characters of a list of problems: each of them has to be told from the others."""

_SUBJECTS: Final = (
    "hostType",
    "packageName",
    "registryHost",
    "dockerRepository",
    "datasource",
    "depName",
    "packageFile",
    "apiCheckUrl",
    "configType",
    "configFile",
    "configEnvKey",
    "branchName",
    "baseBranch",
    "preset",
    "logLevel",
)
"""Fields that name what a problem is about, the more general first."""

_CAUSES: Final = ("err", "error", "configError", "errorMessage", "errCode", "res", "response")

_VOLATILE: Final = (
    (re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d[:_]\d\d[:_]\d\d[._\d]*Z?"), "<time>"),
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"), "<id>"),
    (re.compile(r"\b[0-9a-f]{40}(?:[0-9a-f]{24})?\b"), "<hash>"),
    (re.compile(r"(?<![\w.:/])/(?:tmp|var/folders)/[^\s'\":,;)]+"), "<path>"),
    (
        re.compile(r"(://[^\s/:@]{1,255}|localhost|\b(?:\d{1,3}\.){3}\d{1,3}):\d{2,5}\b"),
        r"\1",
    ),
)
_BOILERPLATE: Final = re.compile(
    r"$|\s|at |/|node_modules/|For a full report|A complete log|Fix the upstream dependency"
    r"|code [A-Z0-9_]+$|Done$|\(Use `node"
)
_NPM_MARK: Final = re.compile(r"npm (?:error|ERR!|warn|WARN)(?: |$)")
_GIT_VERDICT: Final = re.compile(r"(?:remote|fatal|error): *\S")
_NOTHING: Final = frozenset({"", "None"})  # Renovate itself writes "None" for no source
_PROTOCOL_CODE: Final = "ERR_NON_2XX_3XX_RESPONSE"


def problem_detail(record: Record, redact: Callable[[str], str]) -> str:
    """Return what sets this problem apart from others with the same message.

    Args:
        record: the warning or error.
        redact: masks secrets.

    Returns:
        One redacted line of at most 300 characters, 4,000 for a list of problems; empty when
        the record has no fields that tell more than its message.
    """
    listed = [_constant(redact(item)) for item in _lists(record.fields)]
    if listed:
        return one_line("; ".join(listed), limit=LIST_LIMIT)
    return _constant(redact(": ".join(_subject_and_cause(record.fields))))


def _constant(text: str) -> str:
    """Return one line without what changes each time."""
    for pattern, replacement in _VOLATILE:
        text = pattern.sub(replacement, text)
    return one_line(text, limit=DETAIL_LIMIT)


def _lists(fields: Mapping[str, object]) -> Iterable[str]:
    """Several problems under one message, each with its own words."""
    artifacts = _items(fields.get("artifactErrors"))
    if artifacts:
        return sorted({_artifact(item) for item in artifacts if isinstance(item, Mapping)})
    for name in ("warnings", "errors", "githubDeps"):
        items = _items(fields.get(name))
        if items:
            return sorted({_topic(item) for item in items})
    return ()


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _topic(item: object) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    return ": ".join(part for key in ("topic", "message") if (part := _string(item.get(key))))


def _artifact(item: Mapping[str, object]) -> str:
    output = _string(item.get("stderr")) or _string(item.get("stdout"))
    name = _string(item.get("fileName")) or _string(item.get("lockFile"))
    return ": ".join(part for part in (name, last_meaningful_line(output)) if part)


def last_meaningful_line(output: str) -> str:
    """Return the line of a tool's output that says why it failed; its first line if none does."""
    meaningful = ""
    for line in output.splitlines():
        words = _NPM_MARK.sub("", line, count=1)
        if not _BOILERPLATE.match(words):
            meaningful = words.strip()
    return meaningful or output.strip().partition("\n")[0]


def _subject_and_cause(fields: Mapping[str, object]) -> list[str]:
    subjects = (_string(fields.get(name)) for name in _SUBJECTS)
    parts = [" ".join(dict.fromkeys(subject for subject in subjects if subject))]
    parts += [_cause(fields[name]) for name in _CAUSES if name in fields][:1]
    return [part for part in parts if part]


def _cause(cause: object) -> str:
    if not isinstance(cause, Mapping):
        return _verdict(_string(cause))
    if cause.get("validationError") or cause.get("validationMessage"):
        said = map(_string, (cause.get("validationSource"), _validation(cause)))
        return ": ".join(part for part in said if part not in _NOTHING)
    return _http(cause) or _verdict(_string(cause.get("message"))) or _first_of_many(cause)


def _validation(cause: Mapping[str, object]) -> object:
    return cause.get("validationMessage") or cause.get("validationError")


def _http(cause: Mapping[str, object]) -> str:
    """Status or network error code, and the host; empty when the cause is no failed request."""
    options, response = _mapping(cause.get("options")), _mapping(cause.get("response"))
    status = response.get("statusCode") or cause.get("statusCode")
    code = f"HTTP {status}" if isinstance(status, int) else _string(cause.get("code"))
    host = _host(_string(options.get("url")))
    if not code or code == _PROTOCOL_CODE:
        return ""
    return f"{code} from {host}" if host else code


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _first_of_many(cause: Mapping[str, object]) -> str:
    inner = _items(cause.get("errors"))
    return _verdict(_string(_mapping(inner[0]).get("message"))) if inner else ""


def _verdict(message: str) -> str:
    """The line that says why: git and hooks print theirs behind what they were doing."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    verdicts = (line for line in lines if _GIT_VERDICT.match(line))
    return next(verdicts, lines[0] if lines else "")


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""
