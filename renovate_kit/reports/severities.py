"""How bad a vulnerability is, in one set of words."""

from typing import Final

__all__ = ["SEVERITIES", "severity_of_score", "severity_word"]

SEVERITIES: Final = ("critical", "high", "moderate", "low")
"""The worst first; GitHub's words in its database. Its alerts say `medium` for `moderate`."""

_WORDS: Final = {"medium": "moderate", "important": "high"} | {word: word for word in SEVERITIES}
_BANDS: Final = ((9.0, "critical"), (7.0, "high"), (4.0, "moderate"), (0.1, "low"))


def severity_word(told: str | None) -> str | None:
    """Return a severity in our words; None for an unknown one."""
    return None if told is None else _WORDS.get(told.strip().casefold())


def severity_of_score(score: float | None) -> str | None:
    """Return the severity of a CVSS base score; None without one, or for 0.

    Source: CVSS v3.1 specification, section 5, Qualitative Severity Rating Scale.
    """
    if score is None:
        return None
    return next((word for least, word in _BANDS if score >= least), None)
