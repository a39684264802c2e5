"""The rule `unknown-datasource`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.known_names import is_custom_datasource
from renovate_kit.config.mending import replacement
from renovate_kit.config.options import nearest
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Stage, Subject

__all__ = ["UnknownDatasource"]


class UnknownDatasource(Rule):
    """`datasourceTemplate` or `overrideDatasource` names a datasource that Renovate does not have.

    No release is ever found for the dependencies concerned. The official validator does not
    look.

    Source: `getDatasourceFor` in `lib/modules/datasource/common.ts`.
    """

    code = "RK604"
    name = "unknown-datasource"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid('{"customManagers": [{"customType": "regex", "datasourceTemplate": "docker"}]}'),
        Valid('{"customManagers": [{"customType": "regex", "datasourceTemplate": "{{{a}}}"}]}'),
        Valid('{"packageRules": [{"matchDepNames": ["a"], "overrideDatasource": "custom.a"}]}'),
    )
    invalid: ClassVar = (
        Invalid(
            '{"customManagers": [{"customType": "regex", "datasourceTemplate": "github-relases"}]}',
            at='"github-relases"',
            fixed='{"customManagers": [{"customType": "regex", '
            '"datasourceTemplate": "github-releases"}]}',
        ),
        Invalid(
            '{"packageRules": [{"matchDepNames": ["a"], "overrideDatasource": "x"}]}', at='"x"'
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every datasource that there is not."""
        known = subject.catalogue.datasources
        for setting in subject.at(Stage.TYPED, "datasourceTemplate", "overrideDatasource"):
            name = setting.value
            if not isinstance(name, str) or not name or "{{" in name:
                continue
            if name in known or is_custom_datasource(name):
                continue
            likely = nearest(name, sorted(known))
            yield Finding(
                pointer=setting.pointer,
                at_key=False,
                message=f"there is no datasource `{name}`",
                help=f"did you mean `{likely}`?"
                if likely
                else "https://docs.renovatebot.com/modules/datasource/ lists them",
                fix=replacement(subject, setting.pointer, name, likely) if likely else None,
            )
