"""The dependency dashboard, and what people are told.

Generated from the catalogue by scripts/generate_models.py: do not edit.
"""

from renovate_kit.config.models.choices import (
    DependencyDashboardOSVVulnerabilitySummary,
    Mode,
    Notification,
)
from renovate_kit.config.models.model import Model, spelled


class DashboardOptions(Model):
    """The dependency dashboard, and what people are told."""

    config_migration: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#configmigration"""
    config_warning_reuse_issue: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#configwarningreuseissue"""
    customize_dashboard: dict[str, str] | None = None
    """https://docs.renovatebot.com/configuration-options/#customizedashboard"""
    dependency_dashboard: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#dependencydashboard"""
    dependency_dashboard_approval: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#dependencydashboardapproval"""
    dependency_dashboard_autoclose: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#dependencydashboardautoclose"""
    dependency_dashboard_category: str | None = None
    """https://docs.renovatebot.com/configuration-options/#dependencydashboardcategory"""
    dependency_dashboard_footer: str | None = None
    """https://docs.renovatebot.com/configuration-options/#dependencydashboardfooter"""
    dependency_dashboard_header: str | None = None
    """https://docs.renovatebot.com/configuration-options/#dependencydashboardheader"""
    dependency_dashboard_labels: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#dependencydashboardlabels"""
    dependency_dashboard_osv_vulnerability_summary: (
        DependencyDashboardOSVVulnerabilitySummary | None
    ) = spelled("dependencyDashboardOSVVulnerabilitySummary")
    """https://docs.renovatebot.com/configuration-options/#dependencydashboardosvvulnerabilitysummary"""
    dependency_dashboard_report_abandonment: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#dependencydashboardreportabandonment"""
    dependency_dashboard_title: str | None = None
    """https://docs.renovatebot.com/configuration-options/#dependencydashboardtitle"""
    mode: Mode | None = None
    """Default: `"full"`. https://docs.renovatebot.com/configuration-options/#mode"""
    suppress_notifications: list[Notification] | None = None
    """https://docs.renovatebot.com/configuration-options/#suppressnotifications"""
    user_strings: dict[str, str] | None = None
    """https://docs.renovatebot.com/configuration-options/#userstrings"""
