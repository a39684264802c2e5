"""Global options that an inherited config may have.

Generated from the catalogue by scripts/generate_models.py: do not edit.
"""

from renovate_kit.config.models.choices import OnboardingNoDeps, RequireConfig
from renovate_kit.config.models.model import Model
from renovate_kit.config.models.scalars import Amount


class InheritableOptions(Model):
    """Global options that an inherited config may have."""

    bb_use_development_branch: bool | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#bbusedevelopmentbranch"""
    config_file_names: list[str] | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#configfilenames"""
    config_validation_error: bool | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#configvalidationerror"""
    onboarding: bool | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#onboarding"""
    onboarding_auto_close_age: Amount | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#onboardingautocloseage"""
    onboarding_branch: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#onboardingbranch"""
    onboarding_commit_message: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#onboardingcommitmessage"""
    onboarding_config_file_name: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#onboardingconfigfilename"""
    onboarding_no_deps: OnboardingNoDeps | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#onboardingnodeps"""
    onboarding_pr_title: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#onboardingprtitle"""
    require_config: RequireConfig | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#requireconfig"""
