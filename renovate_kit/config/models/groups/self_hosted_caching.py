"""What a self-hosted Renovate keeps, and where.

Generated from the catalogue by scripts/generate_models.py: do not edit.
"""

from renovate_kit.config.models.choices import ReportType, RepositoryCache
from renovate_kit.config.models.model import Model, secret
from renovate_kit.config.models.scalars import Amount


class SelfHostedCachingOptions(Model):
    """What a self-hosted Renovate keeps, and where."""

    base_dir: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#basedir"""
    cache_dir: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#cachedir"""
    cache_hard_ttl_minutes: Amount | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#cachehardttlminutes"""
    cache_private_packages: bool | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#cacheprivatepackages"""
    cache_ttl_override: dict[str, Amount] | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#cachettloverride"""
    docker_max_pages: Amount | None = None
    """Default: `20`. https://docs.renovatebot.com/self-hosted-configuration/#dockermaxpages"""
    http_cache_ttl_days: Amount | None = None
    """Default: `90`. https://docs.renovatebot.com/self-hosted-configuration/#httpcachettldays"""
    persist_repo_data: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/self-hosted-configuration/#persistrepodata"""
    pr_cache_sync_max_pages: Amount | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#prcachesyncmaxpages"""
    preset_cache_persistence: bool | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#presetcachepersistence"""
    redis_prefix: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#redisprefix"""
    redis_url: str | None = secret()
    """https://docs.renovatebot.com/self-hosted-configuration/#redisurl"""
    report_formatting: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/self-hosted-configuration/#reportformatting"""
    report_path: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#reportpath"""
    report_type: ReportType | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#reporttype"""
    repository_cache: RepositoryCache | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#repositorycache"""
    repository_cache_force_local: bool | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#repositorycacheforcelocal"""
    repository_cache_type: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#repositorycachetype"""
    s3_endpoint: str | None = None
    """https://docs.renovatebot.com/self-hosted-configuration/#s3endpoint"""
    s3_path_style: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/self-hosted-configuration/#s3pathstyle"""
