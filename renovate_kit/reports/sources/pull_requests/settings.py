"""What a body says of its own treatment: schedule, automerge, rebasing, and the checkbox.

Renovate 44.121.2: `lib/workers/repository/update/pr/body/config-description.ts`, `controls.ts`.
Up to 43 the schedule was one line, and up to 34 that line said nothing of automerge.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.sources.pull_requests.plain_text import plain

__all__ = ["Settings", "read_settings"]

_LONGEST_LINE: Final = 2000
_MOST_LINES: Final = 60
_SCHEDULE: Final = "**Schedule**:"
_AUTOMERGE: Final = "**Automerge**:"
_REBASING: Final = "**Rebasing**:"
_BRANCHES: Final = "- Branch creation"
_WINDOW: Final = "  - "
_AT_ANY_TIME: Final = "At any time"
_NO_SCHEDULE: Final = "(no schedule defined)"
_ONE_LINE: Final = re.compile(r"(?:Branch creation - )?(.{0,1500}?)(?:, Automerge - .{0,1500})?\.?")
_ZONE: Final = re.compile(r"\(?in timezone ([\w/+-]{1,60})\)?")
_UTC: Final = "(UTC)"
_CHECKBOX: Final = re.compile(r" {0,3}[-*] \[([ xX])\] <!-- rebase-check -->.{0,1000}")
_OTHER_COMMITS: Final = "because other commits have been found"
_EDITED: Final = re.compile(r"### (?:⚠️? ?)?Edited/Blocked Notification(?: ⚠️?)?")
_IGNORED: Final = re.compile(r"### Renovate Ignore Notification")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """As `BodyReading` has them. `has_checkbox` shows that Renovate wrote the text."""

    automerge: bool | None
    schedule: str | None
    rebase_requested: bool | None
    edited: bool | None
    ignored: bool | None

    @property
    def has_checkbox(self) -> bool:
        """Whether there is the checkbox that asks for a rebase."""
        return self.rebase_requested is not None


def read_settings(lines: Sequence[str]) -> Settings:
    """Read the part of a body that stands behind its release notes."""
    automerge = schedule = rebase = edited = ignored = None
    for at, line in enumerate(lines):
        if not line or len(line) > _LONGEST_LINE:
            continue
        if _SCHEDULE in line:
            below = lines[at + 1 : at + _MOST_LINES]
            schedule = _schedule(line.partition(_SCHEDULE)[2].strip(), below)
        elif _AUTOMERGE in line:
            automerge = _enabled(line.partition(_AUTOMERGE)[2].strip())
        elif _REBASING in line and _OTHER_COMMITS in line:
            edited = True
        elif match := _CHECKBOX.fullmatch(line):
            rebase = match[1] != " "
        elif _EDITED.fullmatch(line):
            edited = True
        elif _IGNORED.fullmatch(line):
            ignored = True
    return Settings(
        automerge=automerge,
        schedule=schedule,
        rebase_requested=rebase,
        edited=edited,
        ignored=ignored,
    )


def _enabled(text: str) -> bool | None:
    if text.startswith("Enabled"):
        return True
    return False if text.startswith("Disabled") else None


def _schedule(first: str, below: Sequence[str]) -> str | None:
    """Return when branches may be made; other zones than UTC are named."""
    windows = _windows(below) if not first or first.startswith("(") else []
    text = "; ".join(windows) if windows else _one_line(first)
    if text is None:
        return None
    zone = _ZONE.search(first)
    text = plain(text)
    if not text or text == _AT_ANY_TIME:
        return _AT_ANY_TIME
    return f"{text} in timezone {zone[1]}" if zone else text


def _windows(below: Sequence[str]) -> list[str]:
    """Return the list below `Branch creation`."""
    start = next((at for at, line in enumerate(below[:4]) if line == _BRANCHES), None)
    found: list[str] = []
    for line in below[start + 1 :] if start is not None else ():
        if not line.startswith(_WINDOW):
            break
        found.append(_unquoted(line.removeprefix(_WINDOW)))
    return found


def _one_line(text: str) -> str | None:
    match = _ONE_LINE.fullmatch(text)
    if not match:
        return None
    return _unquoted(_ZONE.sub("", match[1]).replace(_UTC, ""))


def _unquoted(text: str) -> str:
    return text.replace(_NO_SCHEDULE, "").strip().removeprefix('"').removesuffix('"').strip()
