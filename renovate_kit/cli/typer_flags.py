"""Flags that are data, as Typer takes them: parameters of a function."""

from collections.abc import Callable, Iterable
from inspect import Parameter, Signature
from typing import Annotated, Any, Literal

import typer

from renovate_kit.cli.flags import Flag

__all__ = ["argument", "context", "give_parameters", "option"]


def option(flag: Flag) -> Parameter:
    """Return the parameter that a flag is."""
    info = typer.Option(
        flag.name,
        help=flag.help,
        metavar=flag.metavar or None,
        min=None if flag.default is None else 0,
        show_default=flag.default is not None,
    )
    default = flag.default if flag.has_value else False
    return _parameter(flag.field, _type_of(flag), info, default)


def argument(name: str, kind: Any, info: Any, default: Any = Parameter.empty) -> Parameter:  # noqa: ANN401 - what Typer reads
    """Return the parameter that an argument is.

    Args:
        name: what it is called.
        kind: its type.
        info: what `typer.Argument` returned.
        default: if it may be left out.
    """
    return _parameter(name, kind, info, default)


def context() -> Parameter:
    """Return the parameter that gets Typer's context."""
    return Parameter("context", Parameter.KEYWORD_ONLY, annotation=typer.Context)


def give_parameters(function: Callable[..., None], parameters: Iterable[Parameter]) -> None:
    """Let Typer see these parameters of a function that takes any by keyword."""
    listed = list(parameters)
    vars(function)["__signature__"] = Signature(listed)
    function.__annotations__ = {each.name: each.annotation for each in listed}


def _parameter(name: str, kind: Any, info: Any, default: Any) -> Parameter:  # noqa: ANN401 - what Typer reads
    annotation = Annotated[kind, info]
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _type_of(flag: Flag) -> Any:  # noqa: ANN401 - a type that Typer reads
    if not flag.has_value:
        return bool
    if flag.default is not None:
        return int
    value: Any = Literal[flag.choices] if flag.choices else str
    return list[value] | None if flag.is_repeated else value | None
