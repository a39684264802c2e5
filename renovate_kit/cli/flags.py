"""Flags as data, so that two parsers can have one list of them.

Typer makes the help and the messages on wrong usage; its import takes longer than the check of
a config or the answer to a question, so what is right goes through `parse_flags` or
`parse_question`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

__all__ = ["Flag", "FlagValues", "parse_flags", "parse_question"]

FlagValues: TypeAlias = dict[str, str | bool | int | list[str] | None]
"""The values of flags by field; None where the flag was not given."""

_MOST_DIGITS: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A flag of a command.

    Attributes:
        name: with its dashes.
        field: what it is called in the request.
        help: one line.
        metavar: what stands for its value in the help; empty for a flag without value.
        choices: the values that it takes; empty if it takes any.
        is_repeated: whether it may be given several times.
        default: of a flag that takes a whole number, 0 or more; None if it takes anything else.
    """

    name: str
    field: str
    help: str
    metavar: str = ""
    choices: tuple[str, ...] = ()
    is_repeated: bool = False
    default: int | None = None

    @property
    def has_value(self) -> bool:
        """Whether it takes a value."""
        return bool(self.metavar or self.choices)


def parse_flags(
    arguments: Iterable[str], flags: Sequence[Flag], *, instead_of_paths: str = ""
) -> FlagValues | None:
    """Return the values of flags, and all other arguments as `paths`.

    None for everything that is not plainly right, `--help` included: that is Typer's.

    Args:
        arguments: what stands behind the command.
        flags: those of the command.
        instead_of_paths: the field of a flag that makes paths unnecessary.
    """
    values = _parsed(arguments, flags, "paths")
    return values if values and (values["paths"] or values.get(instead_of_paths)) else None


def parse_question(
    arguments: Iterable[str], flags: Sequence[Flag], *, about: str = ""
) -> FlagValues | None:
    """Return the values of flags, and the one argument that says what a question is about.

    None for everything that is not plainly right, `--help` included: that is Typer's.

    Args:
        arguments: what stands behind the command.
        flags: those of the command.
        about: what that argument is called; empty if there is to be none.
    """
    values = _parsed(arguments, flags, about)
    named = values and values.pop(about)
    if values is None or not isinstance(named, list) or len(named) != bool(about):
        return None
    return {**values, about: named[0]} if about else values


def _parsed(
    arguments: Iterable[str], flags: Sequence[Flag], field_of_arguments: str
) -> FlagValues | None:
    by_name = {flag.name: flag for flag in flags}
    others: list[str] = []
    values: FlagValues = {field_of_arguments: others}
    rest = iter(arguments)
    for argument in rest:
        if argument == "-" or not argument.startswith("-"):
            others.append(argument)
            continue
        name, equals, value = argument.partition("=")
        flag = by_name.get(name)
        if flag is None or (equals and not flag.has_value):
            return None
        if flag.has_value and not equals:
            value = next(rest, "")
        if not _store(values, flag, value):
            return None
    return values


def _store(values: FlagValues, flag: Flag, value: str) -> bool:
    """Take a value; return False if it is none that the flag plainly takes."""
    if not flag.has_value:
        values[flag.field] = True
        return True
    if not value or value.startswith("-") or (flag.choices and value not in flag.choices):
        return False
    if flag.default is not None:
        if not (value.isascii() and value.isdecimal() and len(value) <= _MOST_DIGITS):
            return False
        values[flag.field] = int(value)
    elif flag.is_repeated:
        known = values.get(flag.field)
        values[flag.field] = [*known, value] if isinstance(known, list) else [value]
    else:
        values[flag.field] = value
    return True
