"""Validate a self-hosted Renovate's configuration, and report what its runs did.

The models of Renovate's configs are here too; they are loaded when first asked for.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from renovate_kit.config.models import GlobalConfig, HostRule, PackageRule, RenovateConfig

__all__ = ["GlobalConfig", "HostRule", "PackageRule", "RenovateConfig", "__version__"]

__version__ = "0.1.0.dev0"

if not TYPE_CHECKING:  # type checkers would believe in any name

    def __getattr__(name: str) -> object:
        if name in __all__:
            from renovate_kit.config import models  # noqa: PLC0415 - start-up must not pay for it

            return getattr(models, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
