"""Branches and the commits on them.

Generated from the catalogue by scripts/generate_models.py: do not edit.
"""

from renovate_kit.config.models.choices import (
    CommitMessageLowerCase,
    PlatformCommit,
    RebaseWhen,
    RecreateWhen,
    SemanticCommits,
    UseBaseBranchConfig,
)
from renovate_kit.config.models.model import Model
from renovate_kit.config.models.scalars import Amount


class CommitsOptions(Model):
    """Branches and the commits on them."""

    additional_branch_prefix: str | None = None
    """Default: `""`. https://docs.renovatebot.com/configuration-options/#additionalbranchprefix"""
    base_branch_patterns: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#basebranchpatterns"""
    branch_name: str | None = None
    """Deprecated. https://docs.renovatebot.com/configuration-options/#branchname"""
    branch_name_strict: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#branchnamestrict"""
    branch_prefix: str | None = None
    """Default: `"renovate/"`. https://docs.renovatebot.com/configuration-options/#branchprefix"""
    branch_prefix_old: str | None = None
    """https://docs.renovatebot.com/configuration-options/#branchprefixold"""
    branch_topic: str | None = None
    """https://docs.renovatebot.com/configuration-options/#branchtopic"""
    commit_body: str | None = None
    """https://docs.renovatebot.com/configuration-options/#commitbody"""
    commit_body_table: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#commitbodytable"""
    commit_message: str | None = None
    """Deprecated. https://docs.renovatebot.com/configuration-options/#commitmessage"""
    commit_message_action: str | None = None
    """https://docs.renovatebot.com/configuration-options/#commitmessageaction"""
    commit_message_extra: str | None = None
    """https://docs.renovatebot.com/configuration-options/#commitmessageextra"""
    commit_message_lower_case: CommitMessageLowerCase | None = None
    """https://docs.renovatebot.com/configuration-options/#commitmessagelowercase"""
    commit_message_prefix: str | None = None
    """https://docs.renovatebot.com/configuration-options/#commitmessageprefix"""
    commit_message_suffix: str | None = None
    """https://docs.renovatebot.com/configuration-options/#commitmessagesuffix"""
    commit_message_topic: str | None = None
    """https://docs.renovatebot.com/configuration-options/#commitmessagetopic"""
    commit_trailers: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#committrailers"""
    exclude_commit_paths: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#excludecommitpaths"""
    git_author: str | None = None
    """https://docs.renovatebot.com/configuration-options/#gitauthor"""
    git_ignored_authors: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#gitignoredauthors"""
    hashed_branch_length: Amount | None = None
    """https://docs.renovatebot.com/configuration-options/#hashedbranchlength"""
    keep_updated_label: str | None = None
    """https://docs.renovatebot.com/configuration-options/#keepupdatedlabel"""
    platform_commit: PlatformCommit | None = None
    """Default: `"auto"`. https://docs.renovatebot.com/configuration-options/#platformcommit"""
    prune_stale_branches: bool | None = None
    """Default: `true`. https://docs.renovatebot.com/configuration-options/#prunestalebranches"""
    rebase_label: str | None = None
    """Default: `"rebase"`. https://docs.renovatebot.com/configuration-options/#rebaselabel"""
    rebase_when: RebaseWhen | None = None
    """Default: `"auto"`. https://docs.renovatebot.com/configuration-options/#rebasewhen"""
    recreate_when: RecreateWhen | None = None
    """Default: `"auto"`. https://docs.renovatebot.com/configuration-options/#recreatewhen"""
    semantic_commits: SemanticCommits | None = None
    """Default: `"auto"`. https://docs.renovatebot.com/configuration-options/#semanticcommits"""
    semantic_commit_scope: str | None = None
    """Default: `"deps"`. https://docs.renovatebot.com/configuration-options/#semanticcommitscope"""
    semantic_commit_type: str | None = None
    """Default: `"chore"`. https://docs.renovatebot.com/configuration-options/#semanticcommittype"""
    stop_updating_label: str | None = None
    """https://docs.renovatebot.com/configuration-options/#stopupdatinglabel"""
    use_base_branch_config: UseBaseBranchConfig | None = None
    """Default: `"none"`. https://docs.renovatebot.com/configuration-options/#usebasebranchconfig"""
