"""Types of values that Renovate reads in a way of its own."""

from typing import Annotated, Literal, TypeAlias, TypeVar

from pydantic import BeforeValidator, Field

__all__ = ["Amount", "Given", "Number", "OneOrMore", "RepositoryName", "StatusCheckTime"]

_Value = TypeVar("_Value")

Number: TypeAlias = int | float
"""Renovate calls it an integer, but takes any number and rounds nothing."""

Amount: TypeAlias = Annotated[int | float, Field(ge=0)]
"""A number that is not negative."""

RepositoryName: TypeAlias = Annotated[str, Field(pattern=r"\S")]
"""As the platform calls the repository: `org/name`."""

StatusCheckTime: TypeAlias = Literal["always", "never", "failed"]
"""When Renovate sets a status check."""


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


OneOrMore: TypeAlias = Annotated[list[_Value], BeforeValidator(_listed)]
"""A list that data may write as its only string."""


def _given(value: object) -> object:
    if value is None:
        raise ValueError("Renovate does not take null here")
    return value


Given: TypeAlias = Annotated[_Value | None, BeforeValidator(_given)]
"""What may be left out, but not be null."""
