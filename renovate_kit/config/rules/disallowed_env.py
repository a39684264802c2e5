"""The rule `disallowed-env`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Stage, Subject

__all__ = ["DisallowedEnv"]


class DisallowedEnv(Rule):
    """`env` sets a variable that the operator has not allowed.

    The operator lists in `allowedEnv` which variables configs may set; without it there are
    none. Renovate refuses a config that sets another.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK411"
    name = "disallowed-env"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"allowedEnv": ["GO*"], "env": {"GOPROXY": "off"}}', kind=ConfigKind.GLOBAL),
    )
    invalid: ClassVar = (
        Invalid('{"env": {"GOPROXY": "off"}}', at='"GOPROXY"'),
        Invalid(
            '{"allowedEnv": ["GO*"], "env": {"GOPROXY": "off", "PATH": ""}}',
            at='"PATH"',
            kind=ConfigKind.GLOBAL,
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every variable that is not allowed."""
        for setting in subject.at(Stage.TYPED, "env"):
            names = setting.value if isinstance(setting.value, dict) else {}
            for name, is_allowed in subject.allows("allowedEnv", names, setting.scope).items():
                if not is_allowed:
                    yield Finding(
                        pointer=(*setting.pointer, name),
                        message=f"`allowedEnv` does not let a config set `{name}`",
                        help=f'the operator has to add it: `"allowedEnv": ["{name}"]`',
                        official=setting.scope.verdict("error"),
                    )
