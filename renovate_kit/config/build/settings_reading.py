"""The text of a settings file -> settings, or every mistake in it with its line and column."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from renovate_kit.config.build.option_mistakes import Mistake, option_mistakes
from renovate_kit.config.build.report_mistakes import report_mistakes
from renovate_kit.config.build.setting_mistakes import setting_mistakes
from renovate_kit.config.build.settings import OVERLAY_KEYS, Settings
from renovate_kit.config.build.settings_parts import MEANINGS
from renovate_kit.config.document import Document, SourceText, SyntaxProblem
from renovate_kit.config.document.location import Place, Pointer, format_pointer
from renovate_kit.config.document.yaml_reader import parse_yaml
from renovate_kit.config.options.suggestion import nearest
from renovate_kit.redaction import redact

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

__all__ = ["SettingsProblem", "read_settings"]

_EXPECTED: Final = {
    "bool_type": "true or false",
    "dict_type": "an object",
    "int_type": "a whole number",
    "list_type": "a list",
    "model_attributes_type": "an object",
    "model_type": "an object",
    "string_type": "a string: put it in quotes",
}


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


def _located(mistake: Mistake, document: Document) -> SettingsProblem:
    return SettingsProblem(
        pointer=mistake.pointer,
        place=document.place_of(mistake.pointer, key=mistake.at_key),
        message=redact(mistake.message),
        help=mistake.help,
    )


def _validated(data: Any) -> tuple[Settings | None, list[Mistake]]:  # noqa: ANN401 - any data
    """Return the settings if they have the right form, and all mistakes in them."""
    told = [*setting_mistakes(data), *option_mistakes(data)] if isinstance(data, dict) else []
    try:
        settings = Settings.model_validate(data)
    except ValidationError as error:
        return None, [*_mistakes(error, data, ()), *told]
    mistakes = [*told, *report_mistakes(settings)]
    for name in settings.overlays:
        try:
            settings.in_overlay(name)
        except ValidationError as error:
            mistakes.extend(_mistakes(error, data, ("overlays", name)))
    return settings, mistakes


def _mistakes(error: ValidationError, data: Any, prefix: Pointer) -> Iterator[Mistake]:  # noqa: ANN401
    for problem in error.errors(include_input=False, include_url=False):
        if problem["type"] == "value_error" and not problem["loc"] and not prefix:
            continue  # of all settings together: `setting_mistakes` tells it at its place
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


def _mistake(problem: "ErrorDetails", place: Pointer, *, is_inside: bool) -> Mistake:
    name = format_pointer(place)
    what = f"`{name}`" if name else "the file"
    kind = problem["type"]
    if kind == "extra_forbidden":
        return _unknown(place)
    if kind == "missing":
        return Mistake(place, f"{what} lacks `{problem['loc'][-1]}`")
    if kind in _EXPECTED:
        return Mistake(place, f"{what} must be {_EXPECTED[kind]}", at_key=False)
    pattern = problem.get("ctx", {}).get("pattern")
    if pattern in MEANINGS:
        return Mistake(place, f"{what} {MEANINGS[pattern]}", at_key=False)
    if kind == "literal_error":
        choices = problem["ctx"]["expected"].replace("'", "`")
        return Mistake(place, f"{what} must be {choices}", at_key=False)
    together = "together with the base, " if is_inside else ""
    return Mistake(place, f"{together}{what}: {_text(problem)}", at_key=False)


def _text(problem: "ErrorDetails") -> str:
    text = problem["msg"].removeprefix("Value error, ")
    return text[:1].lower() + text[1:] if text[:2] != text[:2].upper() else text


def _unknown(place: Pointer) -> Mistake:
    name = str(place[-1]) if place else ""
    if len(place) > 1 and place[0] == "overlays":
        candidates = OVERLAY_KEYS if len(place) == len(("overlays", "name", "key")) else frozenset()
    else:
        candidates = frozenset(
            field.alias or key for key, field in Settings.model_fields.items() if len(place) == 1
        )
    likely = nearest(name, candidates)
    help_ = f"did you mean `{likely}`?" if likely else ""
    return Mistake(place, f"there is no setting `{format_pointer(place)}`", help_)
