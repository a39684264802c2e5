"""What is wrong with settings together, told at the one to change, whatever else is wrong."""

import re
from collections.abc import Iterator
from typing import Any, Final

from renovate_kit.config.build.option_mistakes import Mistake
from renovate_kit.config.build.schedules import shortest_period

__all__ = ["setting_mistakes"]

_OWNED: Final = frozenset(
    {
        "azure",
        "bitbucket",
        "bitbucket-server",
        "forgejo",
        "gitea",
        "github",
        "gitlab",
        "scm-manager",
    }
)
"""Platforms on which a repository belongs to somebody: `owner/name`."""
_TWO_PARTS: Final = frozenset({"bitbucket", "forgejo", "gitea", "github"})
_DEFAULT_SCHEDULE: Final = "@hourly"


def setting_mistakes(data: dict[str, Any]) -> Iterator[Mistake]:
    """Yield what is wrong with the settings beyond the form of each.

    Args:
        data: the settings as they are written, of whatever form.
    """
    has_names, has_filter = bool(data.get("repositories")), bool(data.get("autodiscover"))
    if has_names == has_filter:
        message = "name `repositories` or an `autodiscover` filter, not both"
        yield Mistake(("autodiscover",) if has_filter else (), message)
    overlays = data.get("overlays")
    overlays = overlays if isinstance(overlays, dict) else {}
    if "base" in overlays:
        yield Mistake(("overlays", "base"), "an overlay can't be called `base`")
    yield from _deadline(data)
    yield from _repositories(data, data.get("platform"), ())
    for name, overlay in overlays.items():
        if isinstance(overlay, dict):
            yield from _repositories(overlay, data.get("platform"), ("overlays", name))
    yield from _keys(data)


def _deadline(data: dict[str, Any]) -> Iterator[Mistake]:
    deadlines, schedule = data.get("deadlines"), data.get("schedule", _DEFAULT_SCHEDULE)
    run = deadlines.get("run") if isinstance(deadlines, dict) else None
    if not isinstance(run, int) or not isinstance(schedule, str):
        return
    try:
        period = shortest_period(schedule)
    except ValueError:
        return  # is told at the schedule
    if run >= period:
        message = f"`deadlines.run` must be less than the {period} seconds between two runs"
        yield Mistake(("deadlines", "run"), message, "a run that hangs would hold up the next")


def _repositories(
    data: dict[str, Any], platform: object, place: tuple[str, ...]
) -> Iterator[Mistake]:
    names = data.get("repositories")
    if platform not in _OWNED or not isinstance(names, list):
        return
    for index, name in enumerate(names):
        if isinstance(name, str) and name.strip() and not _is_repository(name, str(platform)):
            yield Mistake(
                (*place, "repositories", index),
                f"`{name}` is no name of a repository on {platform}",
                "write it as `owner/name`, without an address",
                at_key=False,
            )


def _is_repository(name: str, platform: str) -> bool:
    parts = name.split("/")
    if ":" in name or not all(parts) or "" in parts[1:] or len(parts) == 1:
        return False
    return platform not in _TWO_PARTS or len(parts) == len(("owner", "name"))


def _keys(data: dict[str, Any]) -> Iterator[Mistake]:
    """Yield the keys of the Secret that look like variables of Renovate and are none."""
    secret = data.get("secret")
    keys = secret.get("keys") if isinstance(secret, dict) else None
    for index, key in enumerate(keys if isinstance(keys, list) else ()):
        if not isinstance(key, str):
            continue
        is_lower = key != key.upper() and key.upper().startswith("RENOVATE_")
        if is_lower or re.fullmatch("TOKEN|PASSWORD", key.upper()):
            likely = key.upper() if is_lower else f"RENOVATE_{key.upper()}"
            yield Mistake(
                ("secret", "keys", index),
                f"Renovate does not read the variable `{key}`",
                f"did you mean `{likely}`?",
                at_key=False,
            )
