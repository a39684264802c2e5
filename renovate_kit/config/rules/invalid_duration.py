"""The rule `invalid-duration`."""

import re
from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.durations import milliseconds
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Stage, Subject

__all__ = ["InvalidDuration"]

_DURATIONS = {
    "abandonmentThreshold": "nothing counts as abandoned",
    "minimumReleaseAge": "Renovate does not wait at all",
    "minimumReleaseAgeBuffer": "there is no buffer",
}
_AGE = re.compile(r"(?:>=|<=|<|>)\s*(?P<duration>.*)\Z")


class InvalidDuration(Rule):
    """A length of time is written in a way that Renovate does not understand.

    Renovate then waits for nothing, or leaves the selector out, so that its rule applies to
    packages of any age. Neither Renovate nor the official validator says so.

    Source: `toMs` and `satisfiesDateRange` in `lib/util/pretty-time.ts`, and where they are
    called.
    """

    code = "RK621"
    name = "invalid-duration"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid('{"minimumReleaseAge": "3 days", "abandonmentThreshold": "1 year 2 months"}'),
        Valid('{"minimumReleaseAge": null}'),
        Valid('{"packageRules": [{"matchCurrentAge": "> 2 years", "enabled": false}]}'),
    )
    invalid: ClassVar = (
        Invalid('{"minimumReleaseAge": "three days"}', at='"three days"'),
        Invalid(
            '{"packageRules": [{"matchCurrentAge": "2 years", "enabled": false}]}', at='"2 years"'
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every duration and age that is none."""
        for setting in subject.at(Stage.TYPED, "matchCurrentAge", *_DURATIONS):
            text = setting.value
            if not isinstance(text, str) or not text:
                continue
            if setting.key == "matchCurrentAge":
                age = _AGE.match(text.strip())
                is_valid = age is not None and milliseconds(age["duration"]) is not None
                outcome, advice = "this selector does not count", "> 2 years"
            else:
                is_valid = milliseconds(text) is not None
                outcome, advice = _DURATIONS[setting.key], "3 days"
            if not is_valid:
                yield Finding(
                    pointer=setting.pointer,
                    at_key=False,
                    message=f"Renovate does not understand `{text}`: {outcome}",
                    help=f"write it as in `{advice}`",
                )
