"""Advice that several meanings share."""

from typing import Final

__all__ = ["CONFIG", "GLOBAL_CONFIG", "MEND", "NOTHING", "TOKEN", "WAIT"]

TOKEN: Final = "renew RENOVATE_TOKEN and check its scopes and its expiry date"  # noqa: S105 - advice
WAIT: Final = (
    "nothing if later runs got through; otherwise look at the log for the host and the reason"
)
CONFIG: Final = (
    "mend the configuration: Renovate opens no pull requests until then, and says what is wrong in "
    "the issue 'Action Required: Fix Renovate Configuration'"
)
GLOBAL_CONFIG: Final = "mend the global configuration of the bot: its config.js or environment"
MEND: Final = "mend the configuration; the detail says where"
NOTHING: Final = "nothing: the next run starts afresh"
