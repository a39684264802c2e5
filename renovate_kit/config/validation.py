"""What the models refuse, as findings; nothing else reads the places in Pydantic's errors.

Pydantic says where something is in terms of its own: members of unions and tags are in the
path, and one mistake gives an error for each member. Here each mistake is one finding, at a
place that is in the data.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from renovate_kit.config.diagnostics import Finding
from renovate_kit.config.document.location import Pointer
from renovate_kit.config.models import (
    GlobalConfig,
    InheritedConfig,
    Model,
    PresetConfig,
    RenovateConfig,
)
from renovate_kit.config.options import load_catalogue
from renovate_kit.config.subject import ConfigKind

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

__all__ = ["structural_problems"]

_MODELS: Mapping[ConfigKind, type[Model]] = {
    ConfigKind.REPO: RenovateConfig,
    ConfigKind.GLOBAL: GlobalConfig,
    ConfigKind.INHERIT: InheritedConfig,
    ConfigKind.PRESET: PresetConfig,
}
_EXPECTED = {
    "bool_type": "true or false",
    "dict_type": "an object",
    "float_type": "a number",
    "greater_than_equal": "0 or more",
    "int_type": "a number",
    "list_type": "a list",
    "model_type": "an object",
    "string_pattern_mismatch": "more than blanks",
    "string_type": "a string",
    "too_short": "a list that is not empty",
}
_LONGEST_CHOICE = 200


def structural_problems(data: object, kind: ConfigKind) -> tuple[Finding, ...]:
    """Return what is wrong with a config by its structure alone, one finding for each place.

    That is options which Renovate does not have, or not in this place or for this kind of
    config, and values of a wrong type or outside of a closed set. Patterns, schedules,
    templates and presets are not judged.

    Args:
        data: what a parser makes of the config, in its current form: nothing is migrated.
        kind: for whom the config is written.
    """
    try:
        _MODELS[kind].model_validate(data)
    except ValidationError as error:
        by_place: dict[Pointer, list[ErrorDetails]] = {}
        for problem in error.errors(include_input=False, include_url=False):
            by_place.setdefault(_place(problem, data), []).append(problem)
        return tuple(_finding(place, problems) for place, problems in by_place.items())
    return ()


def _place(problem: "ErrorDetails", data: object) -> Pointer:
    """Return the place of an error: the parts of Pydantic's path that lead through the data."""
    path = problem["loc"]
    if problem["type"].startswith("union_tag"):
        path = (*path, "customType")
    place: list[str | int] = []
    value: Any = data
    for part in path:
        is_key = isinstance(value, dict) and part in value
        if is_key or (isinstance(value, list) and isinstance(part, int) and part < len(value)):
            place.append(part)
            value = value[part]
    return tuple(place)


def _finding(place: Pointer, problems: Sequence["ErrorDetails"]) -> Finding:
    first = problems[0]
    name = next((f"`{part}`" for part in reversed(place) if isinstance(part, str)), "a config")
    what = f"an item of {name}" if place and isinstance(place[-1], int) else name
    match first["type"]:
        case "extra_forbidden":
            return _refused_option(place)
        case "missing":
            absent = [f"`{problem['loc'][-1]}`" for problem in problems]
            message = f"{what} lacks {', '.join(absent)}"
        case "union_tag_invalid" | "union_tag_not_found":
            message = "`customType` of a custom manager must be `regex` or `jsonata`"
        case _ if first["loc"][-1:] == ("[key]",):
            return Finding(pointer=place, message=f"there is no such name as {name} here")
        case _ if expected := tuple(dict.fromkeys(_expected(problems))):
            message = f"{what} must be {' or '.join(expected)}"
        case _:
            message = f"{what}: {first['msg'].removeprefix('Value error, ')}"
    return Finding(pointer=place, at_key=False, message=message)


def _expected(problems: Sequence["ErrorDetails"]) -> Iterator[str]:
    kinds = {problem["type"] for problem in problems}
    for problem in problems:
        kind = problem["type"]
        if kind in _EXPECTED:
            yield _EXPECTED[kind]
        # Where any string will do, the known ones are examples.
        elif kind == "literal_error" and "string_type" not in kinds:
            yield _one_of(problem)


def _one_of(problem: "ErrorDetails") -> str:
    choices = str(problem["ctx"]["expected"]).replace("'", "`")
    return choices if len(choices) <= _LONGEST_CHOICE else "a name that Renovate knows"


def _refused_option(place: Pointer) -> Finding:
    catalogue, name = load_catalogue(), str(place[-1])
    if catalogue.option(name):
        return Finding(pointer=place, message=f"`{name}` cannot stand here")
    likely = catalogue.nearest(name)
    return Finding(
        pointer=place,
        message=f"there is no option `{name}`",
        help=f"did you mean `{likely}`?" if likely else "",
    )
