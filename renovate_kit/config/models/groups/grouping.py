"""Which updates share a branch.

Generated from the catalogue by scripts/generate_models.py: do not edit.
"""

from renovate_kit.config.models.model import Model
from renovate_kit.config.models.scalars import Amount


class GroupingOptions(Model):
    """Which updates share a branch."""

    group_name: str | None = None
    """https://docs.renovatebot.com/configuration-options/#groupname"""
    group_single_updates: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#groupsingleupdates"""
    group_slug: str | None = None
    """https://docs.renovatebot.com/configuration-options/#groupslug"""
    minimum_group_size: Amount | None = None
    """Default: `1`. https://docs.renovatebot.com/configuration-options/#minimumgroupsize"""
    separate_major_minor: bool | None = None
    """Default: `true`. https://docs.renovatebot.com/configuration-options/#separatemajorminor"""
    separate_minor_patch: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#separateminorpatch"""
    separate_multiple_major: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#separatemultiplemajor"""
    separate_multiple_minor: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#separatemultipleminor"""
