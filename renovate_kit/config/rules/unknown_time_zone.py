"""The rule `unknown-time-zone`."""

import re
from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, OfficialVerdict, Severity
from renovate_kit.config.document.location import Pointer
from renovate_kit.config.javascript import as_text
from renovate_kit.config.options import nearest
from renovate_kit.config.provenance import Json
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Stage, Subject

__all__ = ["UnknownTimeZone"]

_PRESET = re.compile(r"(?P<namespace>default)?:timezone\((?P<zone>.+)\)\Z")


class UnknownTimeZone(Rule):
    """`timezone`, or the preset `:timezone()`, names a zone that does not exist.

    Renovate refuses the config, as it could not tell when its schedules apply.

    Source: `hasValidTimezone` in `lib/workers/repository/update/branch/schedule.ts`.
    """

    code = "RK202"
    name = "unknown-time-zone"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"timezone": "Europe/Berlin"}'),
        Valid('{"extends": [":timezone(America/New_York)"]}'),
    )
    invalid: ClassVar = (
        Invalid('{"timezone": "Europe/Berln"}', at='"Europe/Berln"'),
        Invalid('{"extends": [":timezone(CET+1)"]}', at='":timezone(CET+1)"'),
        Invalid('{"extends": ["default:timezone(Mars)"]}', at='"default:timezone(Mars)"'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every zone that there is not."""
        for setting in subject.at(Stage.TIMEZONE, "timezone"):
            official = setting.scope.verdict("error")
            yield from _findings(setting.pointer, setting.value, official)
        for setting in subject.at(Stage.TYPED, "extends"):
            if not isinstance(setting.value, list):
                continue
            for index, preset in enumerate(setting.value):
                if isinstance(preset, str) and (match := _PRESET.match(preset)):
                    # The official validator knows the short spelling only.
                    official = None if match["namespace"] else setting.scope.verdict("error")
                    yield from _findings((*setting.pointer, index), match["zone"], official)


def _findings(pointer: Pointer, zone: Json, official: OfficialVerdict) -> Iterator[Finding]:
    from renovate_kit.config.grammars.time_zones import (  # noqa: PLC0415 - few configs have one
        accepted_names,
        is_valid_time_zone,
    )

    if is_valid_time_zone(zone) or (official is None and "{{" in zone):
        return
    likely = nearest(zone, accepted_names()) if isinstance(zone, str) else None
    yield Finding(
        pointer=pointer,
        at_key=False,
        message=f"there is no time zone `{as_text(zone)}`",
        help=f"did you mean `{likely}`?" if likely else "write it as in `Europe/Berlin`",
        official=official,
    )
