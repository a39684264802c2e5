"""Objects that one option holds.

Generated from the catalogue by scripts/generate_models.py: do not edit.
"""

from renovate_kit.config.models.choices import (
    BumpType,
    DatasourceFormat,
    ExecutionMode,
    NewLogLevel,
)
from renovate_kit.config.models.model import Model
from renovate_kit.config.models.names import Tool
from renovate_kit.config.models.scalars import Amount, Given, OneOrMore


class BumpVersion(Model):
    """One of `bumpVersions`: a version that is bumped in files."""

    bump_type: BumpType | str | None = None
    """https://docs.renovatebot.com/configuration-options/#bumpversionsbumptype"""
    file_patterns: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#bumpversionsfilepatterns"""
    match_strings: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#matchstrings"""
    name: str | None = None
    """https://docs.renovatebot.com/configuration-options/#bumpversionsname"""


class LogLevelRemap(Model):
    """One of `logLevelRemap`: messages and their new level."""

    match_message: str | None = None
    """https://docs.renovatebot.com/configuration-options/#loglevelremapmatchmessage"""
    new_log_level: NewLogLevel | None = None
    """https://docs.renovatebot.com/configuration-options/#loglevelremapnewloglevel"""


class PostUpgradeTasks(Model):
    """Commands that run after an update."""

    commands: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#postupgradetaskscommands"""
    data_file_template: str | None = None
    """https://docs.renovatebot.com/configuration-options/#postupgradetasksdatafiletemplate"""
    execution_mode: ExecutionMode | None = None
    """https://docs.renovatebot.com/configuration-options/#postupgradetasksexecutionmode"""
    file_filters: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#postupgradetasksfilefilters"""
    install_tools: dict[Tool, dict[str, str]] | None = None
    """https://docs.renovatebot.com/configuration-options/#postupgradetasksinstalltools"""
    working_dir_template: str | None = None
    """https://docs.renovatebot.com/configuration-options/#postupgradetasksworkingdirtemplate"""


class ToolSettings(Model):
    """Limits of the tools that Renovate starts."""

    jvm_max_memory: Amount | None = None
    """https://docs.renovatebot.com/configuration-options/#toolsettingsjvmmaxmemory"""
    jvm_memory: Amount | None = None
    """https://docs.renovatebot.com/configuration-options/#toolsettingsjvmmemory"""
    node_max_memory: Amount | None = None
    """https://docs.renovatebot.com/configuration-options/#toolsettingsnodemaxmemory"""


class CustomDatasource(Model):
    """One of `customDatasources`."""

    default_registry_url_template: Given[str] = None
    """https://docs.renovatebot.com/configuration-options/#customdatasourcesdefaultregistryurltemplate"""
    description: Given[OneOrMore[str]] = None
    """https://docs.renovatebot.com/configuration-options/#description"""
    format: Given[DatasourceFormat] = None
    """https://docs.renovatebot.com/configuration-options/#customdatasourcesformat"""
    transform_templates: Given[list[str]] = None
    """https://docs.renovatebot.com/configuration-options/#customdatasourcestransformtemplates"""
