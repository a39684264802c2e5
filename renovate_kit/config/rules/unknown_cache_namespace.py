"""The rule `unknown-cache-namespace`."""

from collections.abc import Iterator
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.rule import Invalid, Rule, Valid, did_you_mean
from renovate_kit.config.subject import ConfigKind, Stage, Subject

__all__ = ["UnknownCacheNamespace"]


class UnknownCacheNamespace(Rule):
    """`cacheTtlOverride` sets a time for a part of the cache that there is not.

    Source: `validateGlobalConfig` in `lib/config/validation.ts`, and
    `lib/util/cache/package/namespaces.ts`.
    """

    code = "RK504"
    name = "unknown-cache-namespace"
    severity = Severity.ERROR
    valid: ClassVar = (
        Valid('{"cacheTtlOverride": {"datasource-docker-*": 60}}', kind=ConfigKind.GLOBAL),
    )
    invalid: ClassVar = (
        Invalid(
            '{"cacheTtlOverride": {"datasource-dockr-tags": 60}}',
            at='"datasource-dockr-tags"',
            kind=ConfigKind.GLOBAL,
        ),
        Invalid('{"cacheTtlOverride": {"docker*": 60}}', at='"docker*"', kind=ConfigKind.GLOBAL),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield every pattern that fits no part of the cache."""
        known = subject.catalogue.package_cache_namespaces
        for setting in subject.at(Stage.GLOBAL, "cacheTtlOverride"):
            times = setting.value if isinstance(setting.value, dict) else {}
            for pattern in times:
                if pattern in known or _fits_any(pattern, known):
                    continue
                yield Finding(
                    pointer=(*setting.pointer, pattern),
                    message=f"the cache has no part `{pattern}`",
                    help=did_you_mean(
                        pattern, known, "see the documentation of `cacheTtlOverride`"
                    ),
                    official=setting.scope.verdict("error"),
                )


def _fits_any(pattern: str, known: frozenset[str]) -> bool:
    from renovate_kit.config.grammars.globs import (  # noqa: PLC0415 - few configs need it
        UnusableGlobError,
        any_matches_pattern_list,
    )

    try:
        return any_matches_pattern_list(known, [pattern])
    except UnusableGlobError:
        return False
