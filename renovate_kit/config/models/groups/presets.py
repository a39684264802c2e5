"""Presets, and options about the config itself.

Generated from the catalogue by scripts/generate_models.py: do not edit.
"""

from renovate_kit.config.models.model import Model
from renovate_kit.config.models.objects import LogLevelRemap
from renovate_kit.config.models.scalars import OneOrMore


class PresetsOptions(Model):
    """Presets, and options about the config itself."""

    description: OneOrMore[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#description"""
    encrypted: dict[str, str] | None = None
    """https://docs.renovatebot.com/configuration-options/#encrypted"""
    extends: OneOrMore[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#extends"""
    ignore_presets: OneOrMore[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#ignorepresets"""
    log_level_remap: list[LogLevelRemap] | None = None
    """https://docs.renovatebot.com/configuration-options/#loglevelremap"""
    override_description: OneOrMore[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#overridedescription"""
    print_config: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#printconfig"""
