"""The rule `unknown-host-type`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.mending import replacement
from renovate_kit.config.options import nearest
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["UnknownHostType"]

_OTHERS = frozenset({"merge-confidence", "preset"})


class UnknownHostType(Rule):
    """`hostType` in a host rule is no datasource, platform or manager.

    Renovate makes no request of such a type, so the rule and its credentials are never used.
    The official validator does not look.

    Source: `find` in `lib/util/host-rules.ts`.
    """

    code = "RK605"
    name = "unknown-host-type"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid('{"hostRules": [{"matchHost": "a.example", "hostType": "docker"}]}'),
        Valid('{"hostRules": [{"hostType": "custom.mine", "timeout": 1000}]}'),
    )
    invalid: ClassVar = (
        Invalid(
            '{"hostRules": [{"matchHost": "a.example", "hostType": "dockerr"}]}',
            at='"dockerr"',
            fixed='{"hostRules": [{"matchHost": "a.example", "hostType": "docker"}]}',
        ),
        Invalid('{"hostRules": [{"hostType": "registry", "timeout": 1}]}', at='"registry"'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every type that there is not."""
        catalogue = subject.catalogue
        documented = catalogue.datasources | catalogue.platforms
        known = documented | catalogue.managers | _OTHERS
        for setting, index, rule in subject.host_rules():
            name = rule.get("hostType")
            if not isinstance(name, str) or not name or "{{" in name:
                continue
            if name in known or name.startswith("custom."):
                continue
            pointer = (*setting.pointer, index, "hostType")
            likely = nearest(name, sorted(documented))
            yield Finding(
                pointer=pointer,
                at_key=False,
                message=f"there is no host type `{name}`",
                help=f"did you mean `{likely}`?"
                if likely
                else "name a datasource or a platform, or leave it out to serve all",
                fix=replacement(subject, pointer, name, likely) if likely else None,
            )
