"""The rule `outdated-option`."""

import json
from collections.abc import Iterator
from typing import ClassVar, assert_never

from renovate_kit.config.diagnostics import Finding, Fix, Severity
from renovate_kit.config.difference import (
    Added,
    Changed,
    Difference,
    Removed,
    Renamed,
    edits_of,
)
from renovate_kit.config.provenance import Json
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["OutdatedOption"]

_LONGEST_VALUE_SHOWN = 60


class OutdatedOption(Rule):
    """A setting is written in a way that Renovate has given up.

    Renovate still understands it, translates it at each run, and says so only in its debug
    log. Sooner or later a release stops doing that. The official validator reports it, and
    fails with `--strict`.

    Source: `migrateConfig` in `lib/config/migration.ts`.
    """

    code = "RK103"
    name = "outdated-option"
    severity = Severity.WARNING
    valid: ClassVar = (Valid(r'{"kubernetes": {"managerFilePatterns": ["/\\.yaml$/"]}}'),)
    invalid: ClassVar = (
        Invalid(
            r'{"kubernetes": {"fileMatch": ["\\.yaml$"]}}',
            at='"fileMatch"',
            fixed=r'{"kubernetes": {"managerFilePatterns": ["/\\.yaml$/"]}}',
        ),
        Invalid('{"masterIssue": true}', at='"masterIssue"', fixed='{"dependencyDashboard": true}'),
        Invalid('{"labels": [], "gitFs": true}', at='"gitFs"', fixed='{"labels": []}'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield everything that migration changed."""
        for difference in subject.differences:
            pointer = difference.after if isinstance(difference, Added) else difference.pointer
            message, advice = _words(difference)
            yield Finding(
                pointer=pointer,
                span=subject.document.span_of(pointer, key=True),
                message=message,
                help=advice,
                fix=Fix(
                    description=advice, edits=edits_of(subject.document, difference), is_safe=True
                ),
            )


def _words(difference: Difference) -> tuple[str, str]:
    match difference:
        case Renamed(pointer=pointer, new_key=new_key, value=value):
            return (
                f"`{pointer[-1]}` is the old name of `{new_key}`",
                f"write {_setting(new_key, value)}",
            )
        case Changed(value=value):
            return "this value is written in an old way", f"write {_shown(value) or 'it as today'}"
        case Removed(pointer=pointer):
            return f"`{pointer[-1]}` does nothing any more", "remove it"
        case Added(key=key, value=value):
            return f"this is said with `{key}` today", f"add {_setting(key, value)}"
        case _:
            assert_never(difference)


def _setting(key: str, value: Json) -> str:
    text = _shown(value)
    return f'`"{key}": {text[1:]}' if text else f"`{key}`"


def _shown(value: Json) -> str:
    """Return a value as JSON in backticks; empty if that would be long."""
    text = json.dumps(value, ensure_ascii=False)
    return f"`{text}`" if len(text) <= _LONGEST_VALUE_SHOWN else ""
