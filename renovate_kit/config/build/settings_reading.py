"""The text of a settings file -> settings, or every mistake in it with its line and column."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from renovate_kit.config.build.settings import OVERLAY_KEYS, Settings
from renovate_kit.config.build.settings_parts import MEANINGS
from renovate_kit.config.document import Document, SourceText, SyntaxProblem
from renovate_kit.config.document.location import Place, Pointer, format_pointer
from renovate_kit.config.document.yaml_reader import parse_yaml
from renovate_kit.config.options.suggestion import nearest
from renovate_kit.config.subject import ConfigKind
from renovate_kit.config.validation import structural_problems
from renovate_kit.redaction import MASK, redact

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

__all__ = ["SettingsProblem", "read_settings"]

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
_EXPECTED: Final = {
    "bool_type": "true or false",
    "dict_type": "an object",
    "int_type": "a whole number",
    "list_type": "a list",
    "model_attributes_type": "an object",
    "model_type": "an object",
    "string_type": "a string: put it in quotes",
}
_TOKEN_LIKE: Final = re.compile(r"[A-Za-z0-9_.-]{20,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsProblem:
    """A mistake in a settings file.

    Attributes:
        pointer: the setting.
        place: its lines and columns.
        message: what is wrong, one line, no full stop.
        help: how to mend it; empty if the message says it all.
    """

    pointer: Pointer
    place: Place
    message: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class _Mistake:
    pointer: Pointer
    message: str
    help: str = ""
    at_key: bool = True


def read_settings(source: str | SourceText, path: str) -> Settings | tuple[SettingsProblem, ...]:
    """Return the settings that a text is, or what is wrong with it in the order of the text.

    Args:
        source: the file, as `renovate_kit.config.document.decode` gives it.
        path: as the person should see it.
    """
    document = parse_yaml(source, path=path)
    if isinstance(document, SyntaxProblem):
        problem = SettingsProblem(
            pointer=(), place=document.place, message=document.message, help=document.help
        )
        return (problem,)
    data = document.to_data()
    settings, mistakes = _validated(data)
    found = {(mistake.pointer, mistake.message): mistake for mistake in mistakes}
    if found or settings is None:
        located = (_located(mistake, document) for mistake in found.values())
        return tuple(sorted(located, key=lambda item: (item.place.line, item.place.column)))
    return settings


def _located(mistake: _Mistake, document: Document) -> SettingsProblem:
    return SettingsProblem(
        pointer=mistake.pointer,
        place=document.place_of(mistake.pointer, key=mistake.at_key),
        message=redact(mistake.message),
        help=mistake.help,
    )


def _validated(data: Any) -> tuple[Settings | None, list[_Mistake]]:  # noqa: ANN401 - any data
    """Return the settings if they have the right form, and all mistakes in them."""
    try:
        settings = Settings.model_validate(data)
    except ValidationError as error:
        return None, [
            *_mistakes(error, data, ()),
            *(_option_mistakes(data) if isinstance(data, dict) else ()),
        ]
    mistakes = list(_option_mistakes(data))
    for name in settings.overlays:
        try:
            settings.in_overlay(name)
        except ValidationError as error:
            mistakes.extend(_mistakes(error, data, ("overlays", name)))
    return settings, mistakes


def _mistakes(error: ValidationError, data: Any, prefix: Pointer) -> Iterator[_Mistake]:  # noqa: ANN401
    for problem in error.errors(include_input=False, include_url=False):
        place = _place((*prefix, *problem["loc"]), data)
        yield _mistake(problem, place, is_inside=bool(prefix))


def _place(path: Pointer, data: Any) -> Pointer:  # noqa: ANN401 - any data
    """Return the part of a path that leads through the data."""
    place: list[str | int] = []
    for part in path:
        is_key = isinstance(data, dict) and part in data
        if not is_key and not (isinstance(data, list) and isinstance(part, int)):
            break
        data = data[part]
        place.append(part)
    return tuple(place)


def _mistake(problem: "ErrorDetails", place: Pointer, *, is_inside: bool) -> _Mistake:
    name = format_pointer(place)
    what = f"`{name}`" if name else "the file"
    kind = problem["type"]
    if kind == "extra_forbidden":
        return _unknown(place)
    if kind == "missing":
        return _Mistake(place, f"{what} lacks `{problem['loc'][-1]}`")
    if kind in _EXPECTED:
        return _Mistake(place, f"{what} must be {_EXPECTED[kind]}", at_key=False)
    pattern = problem.get("ctx", {}).get("pattern")
    if pattern in MEANINGS:
        return _Mistake(place, f"{what} {MEANINGS[pattern]}", at_key=False)
    if kind == "literal_error":
        choices = problem["ctx"]["expected"].replace("'", "`")
        return _Mistake(place, f"{what} must be {choices}", at_key=False)
    together = "together with the base, " if is_inside else ""
    return _Mistake(place, f"{together}{what}: {_text(problem)}", at_key=False)


def _text(problem: "ErrorDetails") -> str:
    text = problem["msg"].removeprefix("Value error, ")
    return text[:1].lower() + text[1:] if text[:2] != text[:2].upper() else text


def _unknown(place: Pointer) -> _Mistake:
    name = str(place[-1]) if place else ""
    if len(place) > 1 and place[0] == "overlays":
        candidates = OVERLAY_KEYS if len(place) == len(("overlays", "name", "key")) else frozenset()
    else:
        candidates = frozenset(
            field.alias or key for key, field in Settings.model_fields.items() if len(place) == 1
        )
    likely = nearest(name, candidates)
    help_ = f"did you mean `{likely}`?" if likely else ""
    return _Mistake(place, f"there is no setting `{format_pointer(place)}`", help_)


def _option_mistakes(data: dict[str, Any]) -> Iterator[_Mistake]:
    """Yield what is wrong with the options of Renovate in the settings."""
    yield from _renovate_mistakes(data.get("config"), ("config",), ConfigKind.GLOBAL)
    yield from _renovate_mistakes(data.get("repository"), ("repository",), ConfigKind.REPO)
    overlays = data.get("overlays")
    for name, overlay in overlays.items() if isinstance(overlays, dict) else ():
        if isinstance(overlay, dict):
            place = ("overlays", name, "config")
            yield from _renovate_mistakes(overlay.get("config"), place, ConfigKind.GLOBAL)
    if data.get("configIn") == "env" and "processEnv" in (data.get("config") or {}):
        yield _Mistake(
            ("config", "processEnv"),
            "Renovate heeds `processEnv` in a file only",
            "use `configIn: json`",
        )


def _renovate_mistakes(options: Any, place: Pointer, kind: ConfigKind) -> Iterator[_Mistake]:  # noqa: ANN401
    if not isinstance(options, dict):
        return
    for finding in structural_problems(options, kind):
        yield _Mistake(
            (*place, *finding.pointer), finding.message, finding.help, at_key=finding.at_key
        )
    if kind is ConfigKind.GLOBAL:
        for option in _TOP_LEVEL.keys() & options.keys():
            help_ = f"write it as `{_TOP_LEVEL[option]}`"
            message = f"the option `{option}` is a setting of its own"
            yield _Mistake((*place, option), message, help_)
        if "hostRules" in options and options["hostRules"] is None:
            yield _Mistake((*place, "hostRules"), "Renovate ends at null here", "remove it")
        if options.get("deleteConfigFile"):
            yield _Mistake(
                (*place, "deleteConfigFile"),
                "`deleteConfigFile` would fail: the ConfigMap is mounted read-only",
                "remove it",
            )
    yield from _secrets(options, place)


def _secrets(value: Any, place: Pointer) -> Iterator[_Mistake]:  # noqa: ANN401 - any data
    """Yield the values that belong into the Secret."""
    if isinstance(value, dict):
        for key, child in value.items():
            if key == "encrypted":
                continue
            yield from _secrets(child, (*place, key))
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield from _secrets(child, (*place, index))
    elif isinstance(value, str):
        is_of_secret = place[-1] in _SECRETS or "secrets" in place[1:-1]
        is_token = any(redact(word) == MASK for word in _TOKEN_LIKE.findall(value))
        if is_token or (is_of_secret and value and "{{" not in value):
            help_ = "put it into the Secret and remove it here; consider it known to others"
            message = f"`{format_pointer(place)}` has a secret in plain text"
            yield _Mistake(place, message, help_)
