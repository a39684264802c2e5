"""What only package rules have: selectors and more.

Generated from the catalogue by scripts/generate_models.py: do not edit.
"""

from renovate_kit.config.models.choices import Confidence, UpdateType
from renovate_kit.config.models.model import Model
from renovate_kit.config.models.names import Category, Datasource, EnabledManager
from renovate_kit.config.models.scalars import Number, OneOrMore


class PackageRuleOptions(Model):
    """What only package rules have: selectors and more."""

    allowed_versions: str | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesallowedversions"""
    changelog_url: str | None = None
    """https://docs.renovatebot.com/configuration-options/#packageruleschangelogurl"""
    match_base_branches: OneOrMore[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesmatchbasebranches"""
    match_categories: OneOrMore[Category | str] | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesmatchcategories"""
    match_confidence: OneOrMore[Confidence] | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesmatchconfidence"""
    match_current_age: str | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesmatchcurrentage"""
    match_current_value: str | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesmatchcurrentvalue"""
    match_current_version: str | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesmatchcurrentversion"""
    match_datasources: OneOrMore[Datasource | str] | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesmatchdatasources"""
    match_dep_names: OneOrMore[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesmatchdepnames"""
    match_dep_types: OneOrMore[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesmatchdeptypes"""
    match_file_names: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesmatchfilenames"""
    match_is_breaking: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesmatchisbreaking"""
    match_jsonata: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesmatchjsonata"""
    match_managers: OneOrMore[EnabledManager | str] | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesmatchmanagers"""
    match_new_value: str | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesmatchnewvalue"""
    match_package_names: OneOrMore[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesmatchpackagenames"""
    match_registry_urls: OneOrMore[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesmatchregistryurls"""
    match_repositories: OneOrMore[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesmatchrepositories"""
    match_source_urls: OneOrMore[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesmatchsourceurls"""
    match_update_types: OneOrMore[UpdateType | str] | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesmatchupdatetypes"""
    override_datasource: Datasource | str | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesoverridedatasource"""
    override_dep_name: str | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesoverridedepname"""
    override_package_name: str | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesoverridepackagename"""
    pr_priority: Number | None = None
    """Default: `0`. https://docs.renovatebot.com/configuration-options/#packagerulesprpriority"""
    replacement_name: str | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesreplacementname"""
    replacement_name_template: str | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesreplacementnametemplate"""
    replacement_version: str | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesreplacementversion"""
    replacement_version_template: str | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulesreplacementversiontemplate"""
    source_directory: str | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulessourcedirectory"""
    source_url: str | None = None
    """https://docs.renovatebot.com/configuration-options/#packagerulessourceurl"""
