"""The rule `unknown-versioning`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.mending import replacement
from renovate_kit.config.options import nearest
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Stage, Subject

__all__ = ["UnknownVersioning"]


class UnknownVersioning(Rule):
    """`versioning` or `versioningTemplate` names a scheme that Renovate does not have.

    Renovate falls back to `semver-coerced`, says so in the debug log only, and may then propose
    wrong updates or none. The official validator does not look.

    Source: `Versioning` in `lib/modules/versioning/schema.ts`.
    """

    code = "RK603"
    name = "unknown-versioning"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid('{"versioning": "regex:^v(?<major>\\\\d+)$"}'),
        Valid(
            '{"customManagers": [{"customType": "regex", '
            '"versioningTemplate": "{{#if versioning}}{{{versioning}}}{{/if}}"}]}'
        ),
    )
    invalid: ClassVar = (
        Invalid('{"versioning": "semvr"}', at='"semvr"', fixed='{"versioning": "semver"}'),
        Invalid(
            '{"packageRules": [{"matchDepNames": ["a"], "versioning": "calver"}]}', at='"calver"'
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every scheme that there is not."""
        known = subject.catalogue.versionings
        for setting in subject.at(Stage.TYPED, "versioning", "versioningTemplate"):
            text = setting.value
            if not isinstance(text, str) or not text or "{{" in text:
                continue
            name, colon, rest = text.partition(":")
            if name in known:
                continue
            likely = nearest(name, sorted(known))
            fix = replacement(subject, setting.pointer, text, f"{likely}{colon}{rest}")
            yield Finding(
                pointer=setting.pointer,
                at_key=False,
                message=f"there is no versioning `{name}`; `semver-coerced` is used instead",
                help=f"did you mean `{likely}`?"
                if likely
                else "https://docs.renovatebot.com/modules/versioning/ lists them",
                fix=fix if likely else None,
            )
