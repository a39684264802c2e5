"""When updates are merged without a person.

Generated from the catalogue by scripts/generate_models.py: do not edit.
"""

from renovate_kit.config.models.choices import AutomergeStrategy, AutomergeType
from renovate_kit.config.models.model import Model
from renovate_kit.config.models.scalars import OneOrMore


class AutomergeOptions(Model):
    """When updates are merged without a person."""

    assign_automerge: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#assignautomerge"""
    auto_approve: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#autoapprove"""
    automerge: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#automerge"""
    automerge_comment: str | None = None
    """https://docs.renovatebot.com/configuration-options/#automergecomment"""
    automerge_schedule: OneOrMore[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#automergeschedule"""
    automerge_strategy: AutomergeStrategy | None = None
    """Default: `"auto"`. https://docs.renovatebot.com/configuration-options/#automergestrategy"""
    automerge_type: AutomergeType | None = None
    """Default: `"pr"`. https://docs.renovatebot.com/configuration-options/#automergetype"""
    ignore_tests: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#ignoretests"""
    platform_automerge: bool | None = None
    """Default: `true`. https://docs.renovatebot.com/configuration-options/#platformautomerge"""
    prune_branch_after_automerge: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#prunebranchafterautomerge"""
