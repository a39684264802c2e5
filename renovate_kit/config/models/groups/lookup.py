"""Which versions there are, and which of them are wanted.

Generated from the catalogue by scripts/generate_models.py: do not edit.
"""

from renovate_kit.config.models.choices import (
    ConstraintsFiltering,
    RangeStrategy,
    ReplacementApproach,
    VersionPart,
)
from renovate_kit.config.models.model import Model, secret
from renovate_kit.config.models.names import AdditionalConstraint, Constraint, Versioning
from renovate_kit.config.models.objects import BumpVersion, CustomDatasource
from renovate_kit.config.models.scalars import Amount


class LookupOptions(Model):
    """Which versions there are, and which of them are wanted."""

    abandonment_threshold: str | None = None
    """https://docs.renovatebot.com/configuration-options/#abandonmentthreshold"""
    bump_version: VersionPart | None = None
    """https://docs.renovatebot.com/configuration-options/#bumpversion"""
    bump_versions: list[BumpVersion] | None = None
    """https://docs.renovatebot.com/configuration-options/#bumpversions"""
    constraints: dict[Constraint, str] | None = None
    """https://docs.renovatebot.com/configuration-options/#constraints"""
    constraints_filtering: ConstraintsFiltering | None = None
    """https://docs.renovatebot.com/configuration-options/#constraintsfiltering"""
    constraints_versioning: dict[AdditionalConstraint, Versioning | str] | None = None
    """https://docs.renovatebot.com/configuration-options/#constraintsversioning"""
    custom_datasources: dict[str, CustomDatasource] | None = None
    """https://docs.renovatebot.com/configuration-options/#customdatasources"""
    default_registry_urls: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#defaultregistryurls"""
    extract_version: str | None = None
    """https://docs.renovatebot.com/configuration-options/#extractversion"""
    follow_tag: str | None = None
    """https://docs.renovatebot.com/configuration-options/#followtag"""
    ignore_deprecated: bool | None = None
    """Default: `true`. https://docs.renovatebot.com/configuration-options/#ignoredeprecated"""
    ignore_deps: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#ignoredeps"""
    ignore_unstable: bool | None = None
    """Default: `true`. https://docs.renovatebot.com/configuration-options/#ignoreunstable"""
    max_major_increment: Amount | None = None
    """Default: `500`. https://docs.renovatebot.com/configuration-options/#maxmajorincrement"""
    npmrc: str | None = secret()
    """https://docs.renovatebot.com/configuration-options/#npmrc"""
    npmrc_merge: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#npmrcmerge"""
    npm_token: str | None = secret()
    """https://docs.renovatebot.com/configuration-options/#npmtoken"""
    osv_vulnerability_alerts: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#osvvulnerabilityalerts"""
    pin_digests: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#pindigests"""
    range_strategy: RangeStrategy | None = None
    """Default: `"auto"`. https://docs.renovatebot.com/configuration-options/#rangestrategy"""
    registry_aliases: dict[str, str] | None = None
    """https://docs.renovatebot.com/configuration-options/#registryaliases"""
    registry_urls: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#registryurls"""
    replacement_approach: ReplacementApproach | None = None
    """https://docs.renovatebot.com/configuration-options/#replacementapproach"""
    respect_latest: bool | None = None
    """Default: `true`. https://docs.renovatebot.com/configuration-options/#respectlatest"""
    rollback_prs: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#rollbackprs"""
    update_internal_deps: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#updateinternaldeps"""
    update_pinned_dependencies: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#updatepinneddependencies"""
    version_compatibility: str | None = None
    """https://docs.renovatebot.com/configuration-options/#versioncompatibility"""
    versioning: Versioning | str | None = None
    """https://docs.renovatebot.com/configuration-options/#versioning"""
