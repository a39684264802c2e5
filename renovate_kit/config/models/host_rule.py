"""What Renovate knows about a host: credentials, limits, certificates.

Source: `HostRule` in `lib/types/host-rules.ts`.
"""

from renovate_kit.config.models.groups.host_rule_options import HostRuleOptions
from renovate_kit.config.models.model import secret
from renovate_kit.config.models.scalars import OneOrMore

__all__ = ["GlobalHostRule", "HostRule"]


class HostRule(HostRuleOptions):
    """One of `hostRules`, for all hosts or those that `match_host` and `host_type` select."""

    description: OneOrMore[str] | None = None
    enabled: bool | None = None
    encrypted: dict[str, str] | None = None
    password: str | None = secret()
    token: str | None = secret()
    username: str | None = None


class GlobalHostRule(HostRule):
    """One of the operator's `hostRules`, which may let Renovate talk to internal hosts."""

    allow_internal: bool | None = None
