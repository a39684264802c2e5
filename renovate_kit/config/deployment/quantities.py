"""Reads Kubernetes quantities: `512Mi`, `0.5`, `100m`."""

import re
from fractions import Fraction
from typing import Final

from renovate_kit.config.document.located import LocatedValue

__all__ = ["MEBIBYTE", "parse_quantity", "quantity_of", "shown_mebibytes"]

MEBIBYTE: Final = 1024 * 1024

_QUANTITY: Final = re.compile(
    r"\+?(?P<number>[0-9]{1,30}(?:\.[0-9]{0,30})?|\.[0-9]{1,30})"
    r"(?P<suffix>[KMGTPE]i|[numkMGTPE]|[eE](?P<exponent>[+-]?[0-9]{1,2}))?"
)
_FACTORS: Final = {
    "": Fraction(1),
    "n": Fraction(1, 10**9),
    "u": Fraction(1, 10**6),
    "m": Fraction(1, 10**3),
    **{
        letter: Fraction(10**power) for letter, power in zip("kMGTPE", range(3, 21, 3), strict=True)
    },
    **{
        f"{letter}i": Fraction(1024**power)
        for letter, power in zip("KMGTPE", range(1, 7), strict=True)
    },
}


def parse_quantity(text: str) -> Fraction | None:
    """Return what a quantity is worth; None if it is none.

    Args:
        text: without a sign or with `+`; nothing here may be negative.

    Source: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
    """
    match = _QUANTITY.fullmatch(text.strip())
    if match is None:
        return None
    if match["exponent"] is not None:
        return Fraction(match["number"]) * Fraction(10) ** int(match["exponent"])
    return Fraction(match["number"]) * _FACTORS[match["suffix"] or ""]


def quantity_of(value: LocatedValue | None) -> Fraction | None:
    """Return what a value of a manifest is worth as a quantity; None if it is none."""
    if value is None or isinstance(value.content, bool):
        return None
    if isinstance(value.content, str | int | float):
        return parse_quantity(str(value.content))
    return None


def shown_mebibytes(size: Fraction) -> str:
    """Return a number of bytes as people read it, in whole MiB."""
    return f"{round(size / MEBIBYTE)} MiB"
