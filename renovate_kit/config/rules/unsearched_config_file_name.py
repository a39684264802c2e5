"""The rule `unsearched-config-file-name`."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from renovate_kit.config.diagnostics import Finding, Severity
from renovate_kit.config.options import Catalogue
from renovate_kit.config.provenance import Json
from renovate_kit.config.rule import Invalid, Rule, Valid, did_you_mean
from renovate_kit.config.subject import ConfigKind, Stage, Subject

__all__ = ["UnsearchedConfigFileName"]


class UnsearchedConfigFileName(Rule):
    """`onboardingConfigFileName` is a file in which Renovate does not look for a config.

    Renovate would propose the file to each repository, and then not find it.

    Source: `getPossibleConfigFileNames` in `lib/config/validation.ts`, `getConfigFileNames` in
    `lib/config/app-strings.ts`.
    """

    code = "RK501"
    name = "unsearched-config-file-name"
    severity = Severity.WARNING
    valid: ClassVar = (
        Valid('{"onboardingConfigFileName": ".github/renovate.json"}', kind=ConfigKind.GLOBAL),
        Valid(
            '{"configFileNames": ["bot.json"], "onboardingConfigFileName": "bot.json"}',
            kind=ConfigKind.GLOBAL,
        ),
    )
    invalid: ClassVar = (
        Invalid(
            '{"onboardingConfigFileName": "renovate-config.json"}',
            at='"renovate-config.json"',
            kind=ConfigKind.GLOBAL,
        ),
        Invalid(
            '{"platform": "gitlab", "onboardingConfigFileName": ".github/renovate.json"}',
            at='".github/renovate.json"',
            kind=ConfigKind.GLOBAL,
        ),
    )

    def check(self, subject: Subject) -> Iterator[Finding]:
        """Yield the name if Renovate does not search it."""
        for setting in subject.at(Stage.GLOBAL, "onboardingConfigFileName"):
            name, names = setting.value, _searched(setting.scope.data, subject.catalogue)
            if isinstance(name, str) and name not in names:
                yield Finding(
                    pointer=setting.pointer,
                    at_key=False,
                    message=f"Renovate looks for no config in `{name}`",
                    help=did_you_mean(
                        name, names, "add it to `configFileNames`, or take a usual name"
                    ),
                    official="warning",
                )


def _searched(config: Mapping[str, Json], catalogue: Catalogue) -> list[str]:
    platform, added = config.get("platform"), config.get("configFileNames")
    names = list(catalogue.config_file_names)
    if isinstance(platform, str) and platform in catalogue.platforms:
        names = list(catalogue.config_file_names_on(platform))
    elif isinstance(platform, str) and platform:
        names = [*catalogue.config_file_names_on("local"), *_own_names(platform)]
    others = added if isinstance(added, list) else []
    return names + [name for name in others if isinstance(name, str)]


def _own_names(platform: str) -> list[str]:
    return [f".{platform}/renovate.{suffix}" for suffix in ("json", "jsonc", "json5")]
