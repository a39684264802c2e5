"""Puts variables into texts as the kubelet does: `$(NAME)`."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Expansion", "expand"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Expansion:
    """A text with variables in it.

    Attributes:
        text: what is not known stands in it as it was written: `$(NAME)`.
        unknown: the names of the variables that are set, but whose values are not known.
    """

    text: str
    unknown: tuple[str, ...] = ()


def expand(text: str, variables: Mapping[str, str | None]) -> Expansion:
    """Return a text in which `$(NAME)` is replaced; `$$` stands for `$`.

    Args:
        text: of `command`, `args` or the value of a variable.
        variables: what is set; None is a value that is not known. A name that is not among them
            stays as it is written.

    Source: `third_party/forked/golang/expansion/expand.go` of Kubernetes.
    """
    pieces: list[str] = []
    unknown: list[str] = []
    position = 0
    while (sign := text.find("$", position)) >= 0 and sign + 1 < len(text):
        pieces.append(text[position:sign])
        piece, position = _operand(text, sign + 1, variables, unknown)
        pieces.append(piece)
    pieces.append(text[position:])
    return Expansion(text="".join(pieces), unknown=tuple(unknown))


def _operand(
    text: str, start: int, variables: Mapping[str, str | None], unknown: list[str]
) -> tuple[str, int]:
    """Return what stands for a `$` and what follows it, and where the rest begins."""
    if text[start] == "$":
        return "$", start + 1
    end = text.find(")", start) if text[start] == "(" else -1
    if end < 0:
        return "$" + text[start], start + 1
    name = text[start + 1 : end]
    value = variables.get(name)
    if value is not None:
        return value, end + 1
    if name in variables:
        unknown.append(name)
    return f"$({name})", end + 1
