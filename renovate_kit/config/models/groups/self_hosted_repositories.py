"""Which repositories a self-hosted Renovate works on.

Generated from the catalogue by scripts/generate_models.py: do not edit.
"""

from renovate_kit.config.models.choices import AutodiscoverRepoOrder, AutodiscoverRepoSort
from renovate_kit.config.models.model import Model, secret
from renovate_kit.config.models.scalars import Amount, OneOrMore


class SelfHostedRepositoriesOptions(Model):
    """Which repositories a self-hosted Renovate works on."""

    autodiscover: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/self-hosted-configuration/#autodiscover"""
    autodiscover_filter: OneOrMore[str] | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#autodiscoverfilter"""
    autodiscover_namespaces: list[str] | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#autodiscovernamespaces"""
    autodiscover_projects: list[str] | None = None
    """On bitbucket. https://docs.renovatebot.com/self-hosted-configuration/#autodiscoverprojects"""
    autodiscover_repo_order: AutodiscoverRepoOrder | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#autodiscoverrepoorder"""
    autodiscover_repo_sort: AutodiscoverRepoSort | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#autodiscoverreposort"""
    autodiscover_topics: list[str] | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#autodiscovertopics"""
    checked_branches: list[str] | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#checkedbranches"""
    delete_additional_config_file: bool | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#deleteadditionalconfigfile"""
    delete_config_file: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/self-hosted-configuration/#deleteconfigfile"""
    fork_creation: bool | None = None
    """Default: `true`. https://docs.renovatebot.com/self-hosted-configuration/#forkcreation"""
    fork_org: str | None = None
    """On github. https://docs.renovatebot.com/self-hosted-configuration/#forkorg"""
    fork_token: str | None = secret()
    """On github. https://docs.renovatebot.com/self-hosted-configuration/#forktoken"""
    global_extends: list[str] | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#globalextends"""
    include_mirrors: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/self-hosted-configuration/#includemirrors"""
    inherit_config: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/self-hosted-configuration/#inheritconfig"""
    inherit_config_file_name: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#inheritconfigfilename"""
    inherit_config_repo_name: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#inheritconfigreponame"""
    inherit_config_strict: bool | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#inheritconfigstrict"""
    inherit_config_trusted: bool | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#inheritconfigtrusted"""
    migrate_presets: dict[str, str] | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#migratepresets"""
    optimize_for_disabled: bool | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#optimizefordisabled"""
    pr_commits_per_run_limit: Amount | None = None
    """Default: `0`. https://docs.renovatebot.com/self-hosted-configuration/#prcommitsperrunlimit"""
    rebase_all_open_branches: bool | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#rebaseallopenbranches"""
    write_discovered_repos: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#writediscoveredrepos"""
