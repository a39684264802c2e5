"""What is wrong in a Kubernetes object, said for people, from what `jsonschema` says."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from renovate_kit.config.document.location import Pointer, format_pointer
from renovate_kit.config.document.nodes import UNKNOWN
from renovate_kit.config.options.suggestion import nearest

__all__ = ["SchemaError", "SchemaProblem", "problems_of"]

_MOST_FIELDS_LISTED: Final = 12
_FILLED_IN_LATER: Final = re.compile(rf"\AENC\[|\$\{{|{UNKNOWN}")
"""SOPS encrypts values, and Flux replaces variables, before the cluster sees them."""
_TYPES: Final = {
    "array": "a list",
    "boolean": "a boolean",
    "integer": "an integer",
    "number": "a number",
    "object": "a mapping",
    "string": "a string",
}
_NAMES_OF_TYPES: Final[Sequence[tuple[type, str]]] = (
    (bool, "a boolean"),  # a bool is an int too
    (int, "an integer"),
    (float, "a number"),
    (str, "a string"),
    (list, "a list"),
    (dict, "a mapping"),
    (object, "nothing"),
)
_FORMATS: Final = {
    "byte": ("is not base64", "encode it, or write it as plain text under `stringData`"),
    "int32": ("does not fit into 32 bits", ""),
    "int64": ("does not fit into 64 bits", ""),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaProblem:
    """What the API server would refuse or drop.

    Attributes:
        pointer: where in the object; of a missing field, the mapping that lacks it.
        at_key: whether it is about the key that `pointer` ends in, not about its value.
        message: one line without a full stop; never a value.
        help: what to write instead; empty if that can't be told.
        likely: the field, kind or version that was probably meant.
    """

    pointer: Pointer
    at_key: bool
    message: str
    help: str = ""
    likely: str | None = None


class SchemaError(Protocol):
    """An error of `jsonschema`, which has no types of its own."""

    instance: Any
    message: str
    schema: Mapping[str, Any]
    validator: str
    validator_value: Any

    @property
    def absolute_path(self) -> Sequence[str | int]:
        """The keys and indices that lead to `instance`."""


def problems_of(error: SchemaError, release: str) -> Iterator[SchemaProblem]:
    """Say in our words what `jsonschema` found; of values that come later, nothing."""
    if isinstance(error.instance, str) and _FILLED_IN_LATER.search(error.instance):
        return
    judge = _JUDGES.get(error.validator)
    if judge is None:
        yield SchemaProblem(
            pointer=tuple(error.absolute_path),
            at_key=False,
            message=f"{_name(error)} is not what Kubernetes {release} allows here",
        )
        return
    yield from judge(error, release)


def _unknown_fields(error: SchemaError, release: str) -> Iterator[SchemaProblem]:
    fields: Mapping[str, object] = error.schema.get("properties", {})
    for field in error.instance:
        if field in fields:
            continue
        likely = nearest(str(field), [name for name in fields if name not in error.instance])
        yield SchemaProblem(
            pointer=(*error.absolute_path, field),
            at_key=True,
            message=f"Kubernetes {release} knows no field `{field}` {_place(error)}",
            help=f"did you mean `{likely}`?" if likely else _fields_there(fields),
            likely=likely,
        )


def _fields_there(fields: Iterable[str]) -> str:
    names = sorted(fields)
    if not names or len(names) > _MOST_FIELDS_LISTED:
        return ""
    return f"the fields here are {', '.join(f'`{name}`' for name in names)}"


def _missing_field(error: SchemaError, release: str) -> Iterator[SchemaProblem]:
    # One error for each missing field, of which only its text says which.
    for field in error.validator_value:
        if field not in error.instance and error.message.startswith(f"{field!r} "):
            yield SchemaProblem(
                pointer=tuple(error.absolute_path),
                at_key=True,
                message=f"`{field}` is missing {_place(error)}; Kubernetes {release} wants it",
            )


def _wrong_type(error: SchemaError, _release: str) -> Iterator[SchemaProblem]:
    wanted = _names_of_types(error)
    value = error.instance
    if value is None and "oneOf" in error.schema:
        return  # matches both alternatives, and is as good as left out
    yield SchemaProblem(
        pointer=tuple(error.absolute_path),
        at_key=False,
        message=f"{_name(error)} has to be {wanted}, not {_type_name(value)}",
        help=_how_to_write(value, wanted),
    )


def _names_of_types(error: SchemaError) -> str:
    schemas = error.validator_value if error.validator == "oneOf" else [error.schema]
    names: list[str] = []
    for schema in schemas:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        names.extend(_TYPES[name] for name in types if name != "null")
    return " or ".join(names)


def _type_name(value: object) -> str:
    return next(name for of, name in _NAMES_OF_TYPES if isinstance(value, of))


def _how_to_write(value: object, wanted: str) -> str:
    if wanted == "a string" and isinstance(value, bool | int | float):
        return "put it in quotes"
    if wanted == "an integer" and isinstance(value, str) and value.strip().isdecimal():
        return "write it without quotes"
    if wanted == "a boolean" and isinstance(value, str) and value.lower() in {"true", "false"}:
        return "write it without quotes"
    if wanted == "a list" and value is not None and not isinstance(value, list):
        return "begin each item with `- `"
    return ""


def _wrong_format(error: SchemaError, _release: str) -> Iterator[SchemaProblem]:
    says, help_text = _FORMATS[error.validator_value]
    yield SchemaProblem(
        pointer=tuple(error.absolute_path),
        at_key=False,
        message=f"{_name(error)} {says}",
        help=help_text,
    )


_JUDGES: Final[Mapping[str, Callable[[SchemaError, str], Iterator[SchemaProblem]]]] = {
    "additionalProperties": _unknown_fields,
    "format": _wrong_format,
    "oneOf": _wrong_type,
    "required": _missing_field,
    "type": _wrong_type,
}


def _name(error: SchemaError) -> str:
    """Return the key of a value, and for items of lists that of the list with the index."""
    path: Pointer = tuple(error.absolute_path)
    start = next((i for i in reversed(range(len(path))) if isinstance(path[i], str)), 0)
    return f"`{format_pointer(path[start:])}`" if path else "the object"


def _place(error: SchemaError) -> str:
    path: Pointer = tuple(error.absolute_path)
    return f"in `{format_pointer(path)}`" if path else "at the top of the object"
