"""When Renovate works, and how much of it at once.

Generated from the catalogue by scripts/generate_models.py: do not edit.
"""

from renovate_kit.config.models.choices import InternalChecksFilter, MinimumReleaseAgeBehaviour
from renovate_kit.config.models.model import Model
from renovate_kit.config.models.names import StatusCheck
from renovate_kit.config.models.scalars import Amount, OneOrMore, StatusCheckTime


class SchedulingOptions(Model):
    """When Renovate works, and how much of it at once."""

    branch_concurrent_limit: Amount | None = None
    """https://docs.renovatebot.com/configuration-options/#branchconcurrentlimit"""
    commit_hourly_limit: Amount | None = None
    """Default: `0`. https://docs.renovatebot.com/configuration-options/#commithourlylimit"""
    internal_checks_as_success: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#internalchecksassuccess"""
    internal_checks_filter: InternalChecksFilter | None = None
    """https://docs.renovatebot.com/configuration-options/#internalchecksfilter"""
    minimum_release_age: str | None = None
    """https://docs.renovatebot.com/configuration-options/#minimumreleaseage"""
    minimum_release_age_behaviour: MinimumReleaseAgeBehaviour | None = None
    """https://docs.renovatebot.com/configuration-options/#minimumreleaseagebehaviour"""
    minimum_release_age_buffer: str | None = None
    """https://docs.renovatebot.com/configuration-options/#minimumreleaseagebuffer"""
    pr_concurrent_limit: Amount | None = None
    """Default: `10`. https://docs.renovatebot.com/configuration-options/#prconcurrentlimit"""
    pr_hourly_limit: Amount | None = None
    """Default: `2`. https://docs.renovatebot.com/configuration-options/#prhourlylimit"""
    pr_not_pending_hours: Amount | None = None
    """Default: `25`. https://docs.renovatebot.com/configuration-options/#prnotpendinghours"""
    schedule: OneOrMore[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#schedule"""
    status_check_names: dict[StatusCheck, str | None] | None = None
    """https://docs.renovatebot.com/configuration-options/#statuschecknames"""
    status_check_when: dict[StatusCheck, StatusCheckTime] | None = None
    """https://docs.renovatebot.com/configuration-options/#statuscheckwhen"""
    timezone: str | None = None
    """https://docs.renovatebot.com/configuration-options/#timezone"""
    update_not_scheduled: bool | None = None
    """Default: `true`. https://docs.renovatebot.com/configuration-options/#updatenotscheduled"""
