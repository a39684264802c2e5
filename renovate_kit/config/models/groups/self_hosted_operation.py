"""How a self-hosted Renovate runs.

Generated from the catalogue by scripts/generate_models.py: do not edit.
"""

from renovate_kit.config.models.choices import BinarySource, DryRun, MergeConfidenceDatasource
from renovate_kit.config.models.model import Model
from renovate_kit.config.models.scalars import Amount


class SelfHostedOperationOptions(Model):
    """How a self-hosted Renovate runs."""

    binary_source: BinarySource | None = None
    """Default: `"install"`. https://docs.renovatebot.com/self-hosted-configuration/#binarysource"""
    containerbase_dir: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#containerbasedir"""
    custom_env_variables: dict[str, str] | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#customenvvariables"""
    docker_child_prefix: str | None = None
    """Deprecated. https://docs.renovatebot.com/self-hosted-configuration/#dockerchildprefix"""
    docker_cli_options: str | None = None
    """Deprecated. https://docs.renovatebot.com/self-hosted-configuration/#dockerclioptions"""
    docker_sidecar_image: str | None = None
    """Deprecated. https://docs.renovatebot.com/self-hosted-configuration/#dockersidecarimage"""
    docker_user: str | None = None
    """Deprecated. https://docs.renovatebot.com/self-hosted-configuration/#dockeruser"""
    dry_run: DryRun | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#dryrun"""
    execution_timeout: Amount | None = None
    """Default: `15`. https://docs.renovatebot.com/self-hosted-configuration/#executiontimeout"""
    exit_code_for_errors: bool | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#exitcodeforerrors"""
    force_cli: bool | None = None
    """Default: `true`. https://docs.renovatebot.com/self-hosted-configuration/#forcecli"""
    ignore_pr_author: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/self-hosted-configuration/#ignoreprauthor"""
    log_context: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#logcontext"""
    merge_confidence_datasources: list[MergeConfidenceDatasource] | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#mergeconfidencedatasources"""
    merge_confidence_endpoint: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#mergeconfidenceendpoint"""
    onboarding_rebase_checkbox: bool | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#onboardingrebasecheckbox"""
    process_env: dict[str, str] | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#processenv"""
    product_links: dict[str, str] | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#productlinks"""
    unicode_emoji: bool | None = None
    """Default: `true`. https://docs.renovatebot.com/self-hosted-configuration/#unicodeemoji"""
    user_agent: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#useragent"""
