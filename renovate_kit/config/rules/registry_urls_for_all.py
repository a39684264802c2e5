"""The rule `registry-urls-for-all`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid
from renovate_kit.config.subject import Subject

__all__ = ["RegistryUrlsForAll"]


class RegistryUrlsForAll(Rule):
    """`registryUrls` or `defaultRegistryUrls` is set for all datasources at once.

    At the top level it holds for every manager and datasource, so Renovate also asks this
    registry for packages of other kinds, and does not find them.

    Source: `validateConfig` in `lib/config/validation.ts`.
    """

    code = "RK110"
    name = "registry-urls-for-all"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid(
            '{"packageRules": [{"matchDatasources": ["npm"],'
            ' "registryUrls": ["https://npm.example.com"]}]}'
        ),
        Valid('{"registryUrls": []}'),
    )
    invalid: ClassVar = (
        Invalid('{"registryUrls": ["https://npm.example.com"]}', at='"registryUrls"'),
        Invalid('{"defaultRegistryUrls": ["https://a.example.com"]}', at='"defaultRegistryUrls"'),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every registry that is set at the top level."""
        for setting in subject.settings:
            if setting.key not in {"registryUrls", "defaultRegistryUrls"}:
                continue
            if setting.scope.path is None and isinstance(setting.value, list) and setting.value:
                yield Finding(
                    pointer=setting.pointer,
                    message=f"`{setting.key}` applies to all datasources here",
                    help="move it into a package rule with `matchDatasources`",
                    official="warning",
                )
