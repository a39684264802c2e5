"""What all models have in common."""

from collections.abc import Iterator
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

__all__ = ["Model", "secret", "spelled"]

_USUALLY_FIRST = ("$schema", "description", "extends")
_AS_RENOVATE_READS = {"by_alias": True, "exclude_unset": True}
_AS_IN_RENOVATE = {"by_alias": True, "by_name": False}


class Model(BaseModel):
    """An object of a Renovate config.

    In Python options are written in snake case, as in `pr_hourly_limit`; in data, which
    `model_validate` reads and `to_renovate` returns, as Renovate spells them. None stands for
    null, which Renovate takes for almost every option.
    """

    model_config = ConfigDict(
        alias_generator=to_camel,
        defer_build=True,
        extra="forbid",
        frozen=True,
        # Values may be secrets, and an error ends up in logs.
        hide_input_in_errors=True,
        strict=True,
        validate_by_alias=True,
        validate_by_name=True,
    )

    @classmethod
    def model_validate(cls, obj: Any, **options: Any) -> Self:  # noqa: ANN401 - as in Pydantic
        """Return data as a model; options have the names that Renovate reads.

        Args:
            obj: what a JSON parser makes of a config.
            options: as in Pydantic.

        Raises:
            pydantic.ValidationError: Renovate has no such option, or takes no such value.
        """
        return super().model_validate(obj, **{**_AS_IN_RENOVATE, **options})

    @classmethod
    def model_validate_json(cls, json_data: str | bytes | bytearray, **options: Any) -> Self:  # noqa: ANN401 - as in Pydantic
        """Return the text of a JSON config as a model, as `model_validate` does.

        Args:
            json_data: the text; comments and other JSON5 are not read.
            options: as in Pydantic.

        Raises:
            pydantic.ValidationError: it is no JSON, or not what Renovate takes.
        """
        return super().model_validate_json(json_data, **{**_AS_IN_RENOVATE, **options})

    def model_dump(self, **options: Any) -> dict[str, Any]:  # noqa: ANN401 - as in Pydantic
        """Return what was set, under the names that Renovate reads.

        Args:
            options: as in Pydantic; `exclude_unset=False` gives all options.
        """
        return super().model_dump(**{**_AS_RENOVATE_READS, **options})

    def model_dump_json(self, **options: Any) -> str:  # noqa: ANN401 - as in Pydantic
        """Return what `model_dump` does, as JSON text.

        Args:
            options: as in Pydantic.
        """
        return super().model_dump_json(**{**_AS_RENOVATE_READS, **options})

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        # Pydantic would list hundreds of options that nobody set.
        return (
            (name, value)
            for name, value in super().__repr_args__()
            if name in self.model_fields_set
        )

    def to_renovate(self) -> dict[str, Any]:
        """Return the config as Renovate reads it: what was set, in the usual order."""
        data = self.model_dump()
        return {**{key: data[key] for key in _USUALLY_FIRST if key in data}, **data}


def spelled(name: str) -> Any:  # noqa: ANN401 - the default of a field of any type
    """Return the default of a field whose option is not spelled in plain camel case."""
    return Field(default=None, validation_alias=name, serialization_alias=name)


def secret() -> Any:  # noqa: ANN401 - the default of a field of any type
    """Return the default of a field that is left out where an object is printed."""
    return Field(default=None, repr=False)
