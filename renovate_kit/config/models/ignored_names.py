"""Names that are no options.

Generated from the catalogue by scripts/generate_models.py: do not edit.
"""

from typing import Any

from renovate_kit.config.models.model import Model


class IgnoredNames(Model):
    """Names that Renovate lets through anywhere, whatever their values."""

    copy_local_libs: Any = None
    dep_type: Any = None
    is_vulnerability_alert: Any = None
    minimum_confidence: Any = None
    package_file: Any = None
    pr_body: Any = None
    repository: Any = None
    vulnerability_alert: Any = None
    vulnerability_alerts_only: Any = None
    vulnerability_fix_version: Any = None
