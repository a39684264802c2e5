"""The rule `disallowed-header`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.javascript import entries_of, is_true
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import ConfigKind, Subject

__all__ = ["DisallowedHeader"]


class DisallowedHeader(Rule):
    """A host rule sets a header that the operator has not allowed.

    The operator lists in `allowedHeaders` which headers host rules may set; unless told
    otherwise these are the ones that begin with `X-`. The official validator knows no such
    default for a global config.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK432"
    name = "disallowed-header"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"hostRules": [{"matchHost": "example.com", "headers": {"X-Team": "a"}}]}'),
        Valid(
            '{"allowedHeaders": ["Accept"],'
            ' "hostRules": [{"matchHost": "example.com", "headers": {"Accept": "a/b"}}]}',
            kind=ConfigKind.GLOBAL,
        ),
    )
    invalid: ClassVar = (
        Invalid(
            '{"hostRules": [{"matchHost": "example.com", "headers": {"Accept": "a/b"}}]}',
            at='"Accept"',
        ),
        Invalid(
            '{"hostRules": [{"matchHost": "example.com", "headers": {"X-Team": "a"}}]}',
            at='"X-Team"',
            kind=ConfigKind.GLOBAL,
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every header that is not allowed."""
        for setting, index, rule in subject.host_rules():
            headers = rule.get("headers")
            if not is_true(headers):
                continue
            names = [name for name, _ in entries_of(headers)]
            for name, is_allowed in subject.allows("allowedHeaders", names, setting.scope).items():
                if not is_allowed:
                    yield Finding(
                        pointer=(*setting.pointer, index, "headers", name),
                        message=f"`allowedHeaders` does not let a host rule set `{name}`",
                        help=f'the operator has to add it: `"allowedHeaders": ["{name}"]`',
                        official=setting.scope.verdict("error"),
                    )
