"""A body, cut into the part that Renovate writes and what others wrote inside it.

Renovate 44.121.2 puts together (`lib/workers/repository/update/pr/body/index.ts`): header, table,
warnings, notes (advisories), release notes, configuration, controls, footer, hidden data. Of
these, release notes are copied from whoever published the dependency. They can hold anything,
headings and comments like Renovate's own included; what can't be faked from inside is that they
stand behind the first heading of release notes and in front of the last `</details>`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.sources.pull_requests.debug_data import DebugData, debug_data

__all__ = ["BodyParts", "parted"]

_LONGEST: Final = 1 << 20
"""Characters that are read; GitHub takes 65,536 and GitLab a million."""
_RELEASE_NOTES: Final = frozenset(
    {
        "### release notes",
        "<summary>release notes</summary>",
        "### commits",
        "<summary>commits</summary>",
    }
)
_STARTS: Final = frozenset({"#", "<", " "})
_CONFIGURATION: Final = re.compile(r"### (?:Renovate )?configuration", re.IGNORECASE)
_END: Final = "</details>"


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyParts:
    """The lines of a body.

    Attributes:
        head: what stands in front of the release notes and the configuration.
        release_notes: headings and texts that others wrote.
        tail: what stands behind them, hidden data excluded.
        debug: the hidden data.
    """

    head: Sequence[str]
    release_notes: Sequence[str]
    tail: Sequence[str]
    debug: DebugData | None


def parted(text: str) -> BodyParts:
    """Cut a body into its parts."""
    lines = [line.removesuffix("\r") for line in text[:_LONGEST].split("\n")]
    debug = debug_data(lines)
    # Other bots add to a body at its end.
    own = lines[: debug.line] if debug else lines
    notes = next((at for at, line in enumerate(own) if _starts_notes(line)), None)
    behind = _last(own, lambda line: _END in line) + 1
    if notes is not None and behind <= notes:
        behind = len(own)  # cut in the middle: nothing behind can be told from notes
    configuration = _last(own[behind:], _starts_configuration)
    head_end = notes if notes is not None else behind + max(configuration, 0)
    return BodyParts(
        head=own[:head_end] if notes is not None or configuration >= 0 else own,
        release_notes=own[notes:behind] if notes is not None else (),
        tail=own[behind + max(configuration, 0) :],
        debug=debug,
    )


def _starts_notes(line: str) -> bool:
    return line[:1] in _STARTS and line.strip().lower() in _RELEASE_NOTES


def _starts_configuration(line: str) -> bool:
    return line.startswith("#") and bool(_CONFIGURATION.fullmatch(line))


def _last(lines: Sequence[str], wanted: Callable[[str], bool]) -> int:
    return next((at for at in range(len(lines) - 1, -1, -1) if wanted(lines[at])), -1)
