"""Regular expressions in a kustomization, as Go reads them: no pattern can take long.

Source: kustomize 5.5 uses `regexp` of Go, whose syntax is that of RE2.
"""

from functools import lru_cache
from typing import Any

from renovate_kit.config.deployment.kustomize.problems import RefusedError
from renovate_kit.config.document.located import Origin

__all__ = ["is_found", "is_whole"]


def is_whole(pattern: str, text: str, origin: Origin) -> bool:
    """Return whether a pattern matches a whole text.

    Args:
        pattern: a regular expression.
        text: any.
        origin: where the pattern is written.

    Raises:
        RefusedError: it is no regular expression.
    """
    return _compiled(pattern, origin).fullmatch(text) is not None


def is_found(pattern: str, text: str, origin: Origin) -> bool:
    """Return whether a pattern matches somewhere in a text; the rest is as for `is_whole`."""
    return _compiled(pattern, origin).search(text) is not None


def _compiled(pattern: str, origin: Origin) -> Any:  # noqa: ANN401 - re2 has no types
    compiled = _cached(pattern)
    if compiled is None:
        raise RefusedError(f"`{pattern}` is no regular expression", origin)
    return compiled


@lru_cache(maxsize=256)
def _cached(pattern: str) -> Any:  # noqa: ANN401 - re2 has no types
    import re2  # type: ignore[import-untyped]  # noqa: PLC0415 - slow and rarely needed

    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except (re2.error, UnicodeEncodeError):
        return None
