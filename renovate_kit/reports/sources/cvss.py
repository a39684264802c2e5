"""The base score of a CVSS vector of version 3, computed as its specification says.

Vectors of versions 2 and 4 are kept as they are: their scores are taken only where somebody tells
them.
"""

import re
from typing import Final

__all__ = ["cvss_base_score", "is_cvss_vector"]

_VECTOR: Final = re.compile(r"CVSS:(?P<version>3\.[01])(?P<metrics>(?:/[A-Z]{1,3}:[A-Z]){8,40})/?")
_ANY_VECTOR: Final = re.compile(
    r"(?:CVSS:\d\.\d/)?[A-Z]{1,3}:[A-Za-z]{1,3}(?:/[A-Z]{1,3}:[A-Za-z]{1,8}){4,40}/?"
)
_WEIGHTS: Final = {
    "AV": {"N": 0.85, "A": 0.62, "L": 0.55, "P": 0.2},
    "AC": {"L": 0.77, "H": 0.44},
    "UI": {"N": 0.85, "R": 0.62},
    "C": {"H": 0.56, "L": 0.22, "N": 0.0},
    "I": {"H": 0.56, "L": 0.22, "N": 0.0},
    "A": {"H": 0.56, "L": 0.22, "N": 0.0},
}
_PRIVILEGES: Final = {
    "U": {"N": 0.85, "L": 0.62, "H": 0.27},
    "C": {"N": 0.85, "L": 0.68, "H": 0.5},
}
_MOST: Final = 10.0


def is_cvss_vector(text: str) -> bool:
    """Whether a text looks like a CVSS vector of any version."""
    return _ANY_VECTOR.fullmatch(text) is not None


def cvss_base_score(vector: str) -> float | None:
    """Return the base score of a vector of CVSS 3.0 or 3.1; None for any other text.

    Source: CVSS v3.1 specification, sections 7.1 and 7.4, and its appendix A for rounding.
    """
    match = _VECTOR.fullmatch(vector)
    if match is None:
        return None
    pairs = [
        (name, value)
        for name, _, value in (x.partition(":") for x in match["metrics"].strip("/").split("/"))
    ]
    metrics = dict(pairs)
    if len(metrics) < len(pairs):
        return None
    try:
        weights = {name: values[metrics[name]] for name, values in _WEIGHTS.items()}
        scope = metrics["S"]
        privileges = _PRIVILEGES[scope][metrics["PR"]]
    except KeyError:
        return None
    left = (1 - weights["C"]) * (1 - weights["I"]) * (1 - weights["A"])
    changed = scope == "C"
    impact = _impact(1 - left, changed=changed)
    if impact <= 0:
        return 0.0
    exploitability = 8.22 * weights["AV"] * weights["AC"] * privileges * weights["UI"]
    together = impact + exploitability
    return _rounded_up(min(together * 1.08 if changed else together, _MOST))


def _impact(base: float, *, changed: bool) -> float:
    if changed:
        return 7.52 * (base - 0.029) - 3.25 * (base - 0.02) ** 15
    return 6.42 * base


def _rounded_up(score: float) -> float:
    """Return the smallest number with one decimal that is not below; floats may not add to it."""
    scaled = round(score * 100_000)
    if scaled % 10_000 == 0:
        return scaled / 100_000
    return (scaled // 10_000 + 1) / 10
