"""Models of Renovate's configs: build one in Python, or check data without the linter.

What is plain is generated from the catalogue; package rules, host rules, custom managers and
the whole configs are written by hand. Everything is of the newest release that is shipped.
"""

from renovate_kit.config.models.custom_manager import CustomManager, JsonataManager, RegexManager
from renovate_kit.config.models.global_config import GlobalConfig, RepositoryEntry
from renovate_kit.config.models.host_rule import GlobalHostRule, HostRule
from renovate_kit.config.models.model import Model
from renovate_kit.config.models.objects import (
    BumpVersion,
    CustomDatasource,
    LogLevelRemap,
    PostUpgradeTasks,
    ToolSettings,
)
from renovate_kit.config.models.package_rule import (
    Group,
    LockFileMaintenance,
    Manager,
    PackageRule,
    UpdateType,
    UpdateTypeRule,
    VulnerabilityAlerts,
)
from renovate_kit.config.models.repository_config import (
    InheritedConfig,
    PresetConfig,
    RenovateConfig,
)

__all__ = [
    "BumpVersion",
    "CustomDatasource",
    "CustomManager",
    "GlobalConfig",
    "GlobalHostRule",
    "Group",
    "HostRule",
    "InheritedConfig",
    "JsonataManager",
    "LockFileMaintenance",
    "LogLevelRemap",
    "Manager",
    "Model",
    "PackageRule",
    "PostUpgradeTasks",
    "PresetConfig",
    "RegexManager",
    "RenovateConfig",
    "RepositoryEntry",
    "ToolSettings",
    "UpdateType",
    "UpdateTypeRule",
    "VulnerabilityAlerts",
]
