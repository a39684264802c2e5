"""Whole configs that do without the operator's own options."""

from renovate_kit.config.models.choices import FetchChangeLogs
from renovate_kit.config.models.groups.inheritable import InheritableOptions
from renovate_kit.config.models.groups.package_rule_options import PackageRuleOptions
from renovate_kit.config.models.host_rule import GlobalHostRule, HostRule
from renovate_kit.config.models.managers import Managers
from renovate_kit.config.models.package_rule import Options, UpdateTypes

__all__ = [
    "InheritedConfig",
    "InheritedOnboarding",
    "PresetConfig",
    "RenovateConfig",
    "TopLevelOptions",
]


class TopLevelOptions(Managers, Options, UpdateTypes):
    """What every config may have."""

    enabled: bool | None = None
    env: dict[str, str] | None = None
    fetch_change_logs: FetchChangeLogs | None = None


class RenovateConfig(TopLevelOptions):
    """The config of a repository, as in `renovate.json`."""

    host_rules: list[HostRule] | None = None


class PresetConfig(PackageRuleOptions, RenovateConfig):
    """A preset: a config that others extend, in a package rule too."""


class InheritedOnboarding(InheritableOptions, Managers, Options, UpdateTypes):
    """The `onboardingConfig` of inherited config.

    Renovate judges it as an object of that config: what belongs to the top level alone, such as
    `enabled`, has no place here.
    """

    env: dict[str, str] | None = None
    host_rules: list[GlobalHostRule | HostRule] | None = None
    onboarding_config: "InheritedOnboarding | None" = None


class InheritedConfig(InheritableOptions, TopLevelOptions):
    """What the repositories of an organisation inherit: `org-inherited-config.json`."""

    host_rules: list[GlobalHostRule | HostRule] | None = None
    onboarding_config: InheritedOnboarding | None = None
