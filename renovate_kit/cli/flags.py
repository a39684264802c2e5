"""Flags as data, so that two parsers can have one list of them.

Typer makes the help and the messages on wrong usage; its import takes longer than the check of
a config, so what is right goes through `parse_flags`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

__all__ = ["Flag", "FlagValues", "parse_flags"]

FlagValues: TypeAlias = dict[str, str | bool | list[str] | None]
"""The values of flags by field; None where the flag was not given."""


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
    """

    name: str
    field: str
    help: str
    metavar: str = ""
    choices: tuple[str, ...] = ()
    is_repeated: bool = False

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
    by_name = {flag.name: flag for flag in flags}
    paths: list[str] = []
    values: FlagValues = {"paths": paths}
    rest = iter(arguments)
    for argument in rest:
        if argument == "-" or not argument.startswith("-"):
            paths.append(argument)
            continue
        name, equals, value = argument.partition("=")
        flag = by_name.get(name)
        if flag is None or (equals and not flag.has_value):
            return None
        if flag.has_value and not equals:
            value = next(rest, "")
        if not _store(values, flag, value):
            return None
    return values if paths or values.get(instead_of_paths) else None


def _store(values: FlagValues, flag: Flag, value: str) -> bool:
    """Take a value; return False if it is none that the flag plainly takes."""
    if not flag.has_value:
        values[flag.field] = True
        return True
    if not value or value.startswith("-") or (flag.choices and value not in flag.choices):
        return False
    if flag.is_repeated:
        known = values.get(flag.field)
        values[flag.field] = [*known, value] if isinstance(known, list) else [value]
    else:
        values[flag.field] = value
    return True
