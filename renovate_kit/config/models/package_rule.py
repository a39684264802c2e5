"""Package rules and the other objects whose options are for some updates only.

They can hold one another, so they are one module: `npm` may have package rules, a package
rule may have `major`, and that a `group`.
"""

from typing import Any

from renovate_kit.config.models.choices import FetchChangeLogs, VulnerabilityFixStrategy
from renovate_kit.config.models.groups.automerge import AutomergeOptions
from renovate_kit.config.models.groups.commits import CommitsOptions
from renovate_kit.config.models.groups.dashboard import DashboardOptions
from renovate_kit.config.models.groups.extraction import ExtractionOptions
from renovate_kit.config.models.groups.grouping import GroupingOptions
from renovate_kit.config.models.groups.lookup import LookupOptions
from renovate_kit.config.models.groups.package_rule_options import PackageRuleOptions
from renovate_kit.config.models.groups.presets import PresetsOptions
from renovate_kit.config.models.groups.pull_requests import PullRequestsOptions
from renovate_kit.config.models.groups.scheduling import SchedulingOptions
from renovate_kit.config.models.host_rule import HostRule
from renovate_kit.config.models.ignored_names import IgnoredNames
from renovate_kit.config.models.model import Model, spelled
from renovate_kit.config.models.scalars import OneOrMore

__all__ = [
    "Group",
    "LockFileMaintenance",
    "Manager",
    "Options",
    "PackageRule",
    "UpdateType",
    "UpdateTypeRule",
    "UpdateTypes",
    "VulnerabilityAlerts",
]


class Options(
    AutomergeOptions,
    CommitsOptions,
    DashboardOptions,
    ExtractionOptions,
    GroupingOptions,
    LookupOptions,
    PresetsOptions,
    PullRequestsOptions,
    SchedulingOptions,
    IgnoredNames,
):
    """The options that Renovate takes at any place."""

    schema_: str | None = spelled("$schema")
    group: "Group | None" = None
    jsonata: "Group | None" = None
    lock_file_maintenance: "LockFileMaintenance | None" = None
    package_rules: "list[PackageRule] | None" = None
    pin_digest: "UpdateType | None" = None
    regex: "Group | None" = None
    replacement: "UpdateType | None" = None
    vulnerability_alerts: "VulnerabilityAlerts | None" = None

    @classmethod
    def model_rebuild(cls, **options: Any) -> bool | None:  # noqa: ANN401 - as in Pydantic
        """Resolve the references between the classes of this module.

        Pydantic would look for the names in the module of the class that takes them over.

        Args:
            options: as in Pydantic.
        """
        names = {**globals(), **(options.pop("_types_namespace", None) or {})}
        return super().model_rebuild(**options, _types_namespace=names)


class UpdateTypes(Model):
    """Options for updates of one type each."""

    digest: "UpdateType | None" = None
    major: "UpdateType | None" = None
    minor: "UpdateType | None" = None
    patch: "UpdateType | None" = None
    pin: "UpdateType | None" = None
    rollback: "UpdateType | None" = None


class Group(Options, UpdateTypes):
    """Options for updates that share a branch, or for custom managers of one type."""

    host_rules: list[HostRule] | None = None


class UpdateType(Group):
    """Options for updates of one type, as in `major`."""

    enabled: bool | None = None


class LockFileMaintenance(UpdateType):
    """Options for the regular update of lock files."""


class VulnerabilityAlerts(UpdateType):
    """Options for updates that mend a known vulnerability."""

    vulnerability_fix_strategy: VulnerabilityFixStrategy | None = None


class Manager(UpdateType):
    """Options for the dependencies that one manager finds, as in `npm` or `kubernetes`."""

    manager_file_patterns: OneOrMore[str] | None = None


class UpdateTypeRule(PackageRuleOptions, Options):
    """What a package rule has for updates of one type.

    Renovate makes a rule of its own from it, so it takes whatever a rule does; but further
    update types in here would have no effect.
    """

    enabled: bool | None = None
    fetch_change_logs: FetchChangeLogs | None = None
    host_rules: list[HostRule] | None = None


class PackageRule(UpdateTypeRule):
    """Options for the dependencies that its selectors match."""

    digest: UpdateTypeRule | None = None
    major: UpdateTypeRule | None = None
    minor: UpdateTypeRule | None = None
    patch: UpdateTypeRule | None = None
    pin: UpdateTypeRule | None = None
    rollback: UpdateTypeRule | None = None
