"""What is wrong with the options of Renovate in the settings, told before anything is built."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from renovate_kit.config.build.renovate_options import json_text
from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.document import Document
from renovate_kit.config.document.location import Pointer, format_pointer
from renovate_kit.config.massage import massage
from renovate_kit.config.migrator import UnmigratableError, migrate
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.presets import resolve_rules
from renovate_kit.config.provenance import origin_of, track
from renovate_kit.config.reading import ReadConfig, read_config
from renovate_kit.config.rules import all_rules
from renovate_kit.config.secret_texts import is_literal
from renovate_kit.config.subject import ConfigKind, Subject
from renovate_kit.config.traversal import settings_of
from renovate_kit.config.validation import structural_problems
from renovate_kit.redaction import MASK, redact

__all__ = ["Mistake", "option_mistakes"]

_TOP_LEVEL: Final = {
    "platform": "platform",
    "endpoint": "endpoint",
    "gitAuthor": "gitAuthor",
    "repositories": "repositories",
    "autodiscover": "autodiscover",
    "autodiscoverFilter": "autodiscover.filter",
    "dryRun": "dryRun",
    "reportType": "report.type",
    "reportPath": "report.path",
    "binarySource": "security.tools",
}
"""Options of Renovate that the settings have themselves, to where."""
_SECRETS: Final = frozenset(
    {
        "forkToken",
        "gitPrivateKey",
        "gitPrivateKeyPassphrase",
        "httpsPrivateKey",
        "npmToken",
        "password",
        "privateKey",
        "privateKeyOld",
        "token",
    }
)
_FORMERLY: Final = {"fileMatch": "managerFilePatterns"}
"""Options that many configs still have, to their new names."""
_TOKEN_LIKE: Final = re.compile(r"[A-Za-z0-9_.-]{20,}")
_PASSWORD: Final = re.compile(r"://[^/\s:@]*:(?P<password>[^/\s@]+)@")


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong in the settings, before its place in the text is known.

    Attributes:
        pointer: the setting.
        message: what is wrong, one line, no full stop.
        help: how to mend it; empty if the message says it all.
        at_key: whether to mark the key rather than the value.
    """

    pointer: Pointer
    message: str
    help: str = ""
    at_key: bool = True


def option_mistakes(data: dict[str, Any]) -> Iterator[Mistake]:
    """Yield what is wrong with the options of Renovate in the settings, and every plain secret.

    Args:
        data: the settings as they are written, of whatever form.
    """
    yield from _renovate_mistakes(data.get("config"), ("config",), ConfigKind.GLOBAL)
    yield from _renovate_mistakes(data.get("repository"), ("repository",), ConfigKind.REPO)
    overlays = data.get("overlays")
    for name, overlay in overlays.items() if isinstance(overlays, dict) else ():
        if isinstance(overlay, dict):
            place = ("overlays", name, "config")
            yield from _renovate_mistakes(overlay.get("config"), place, ConfigKind.GLOBAL)
    if data.get("configIn") == "env" and "processEnv" in (data.get("config") or {}):
        yield Mistake(
            ("config", "processEnv"),
            "Renovate heeds `processEnv` in a file only",
            "use `configIn: json`",
        )
    for key in ("endpoint", "report"):
        yield from _secrets(data.get(key), (key,))


def _renovate_mistakes(options: Any, place: Pointer, kind: ConfigKind) -> Iterator[Mistake]:  # noqa: ANN401
    if not isinstance(options, dict):
        return
    told = set[Pointer]()
    for mistake in _own_mistakes(options, place, kind):
        told.add(mistake.pointer)
        yield mistake
    for finding in _errors(options, kind):
        pointer = (*place, *finding.pointer)
        if not any(pointer[: len(known)] == known for known in told):
            yield Mistake(pointer, finding.message, finding.help, at_key=finding.at_key)


def _own_mistakes(options: dict[str, Any], place: Pointer, kind: ConfigKind) -> Iterator[Mistake]:
    for finding in structural_problems(options, kind):
        newer = _FORMERLY.get(str(finding.pointer[-1])) if finding.pointer else None
        help_ = finding.help or (f"it is called `{newer}` now" if newer else "")
        yield Mistake((*place, *finding.pointer), finding.message, help_, at_key=finding.at_key)
    if kind is ConfigKind.GLOBAL:
        for option in _TOP_LEVEL.keys() & options.keys():
            help_ = f"move it to the top level, as `{_TOP_LEVEL[option]}`"
            message = f"the option `{option}` is a setting of its own"
            yield Mistake((*place, option), message, help_)
        if "hostRules" in options and options["hostRules"] is None:
            yield Mistake((*place, "hostRules"), "Renovate ends at null here", "remove it")
        if options.get("deleteConfigFile"):
            yield Mistake(
                (*place, "deleteConfigFile"),
                "`deleteConfigFile` would fail: the ConfigMap is mounted read-only",
                "remove it",
            )
    yield from _secrets(options, place)


def _errors(options: dict[str, Any], kind: ConfigKind) -> Iterator[Finding]:
    """Yield what the rules about configs call an error, with pointers into the options."""
    read = read_config(json_text(options).encode(), "config.json")
    if not isinstance(read, ReadConfig):
        return
    subject = _subject(read.document, kind)
    if subject is None:
        return
    for rule in all_rules():
        for finding in rule.check(subject):
            if (finding.severity or rule.severity) is not Severity.ERROR:
                continue
            is_of_text = finding.span is not None
            pointer = finding.pointer if is_of_text else origin_of(subject.data, finding.pointer)
            yield replace(finding, pointer=pointer)


def _subject(document: Document, kind: ConfigKind) -> Subject | None:
    """Return the options as rules judge them; None if Renovate could not migrate them."""
    catalogue = load_catalogue()
    try:
        data = massage(migrate(track(document.root), catalogue), catalogue)
    except UnmigratableError:
        return None
    settings = tuple(settings_of(data, kind, catalogue))
    return Subject(
        document=document,
        kind=kind,
        catalogue=catalogue,
        data=data,
        settings=settings,
        differences=(),
        resolved_rules=resolve_rules(settings, catalogue),
    )


def _secrets(value: Any, place: Pointer) -> Iterator[Mistake]:  # noqa: ANN401 - any data
    """Yield the values that belong into the Secret."""
    if isinstance(value, dict):
        for key, child in value.items():
            if key != "encrypted":
                yield from _secrets(child, (*place, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _secrets(child, (*place, index))
    elif isinstance(value, str) and _is_secret(value, place):
        help_ = "put it into the Secret and remove it here; consider it known to others"
        yield Mistake(place, f"`{format_pointer(place)}` has a secret in plain text", help_)


def _is_secret(value: str, place: Pointer) -> bool:
    if any(redact(word) == MASK for word in _TOKEN_LIKE.findall(value)):
        return True
    if any(is_literal(found) for found in _PASSWORD.findall(value)):
        return True
    is_of_secret = place[-1] in _SECRETS or "secrets" in place[1:-1]
    return is_of_secret and bool(value) and "{{" not in value
