"""Pull requests: their text, their labels, and who sees them.

Generated from the catalogue by scripts/generate_models.py: do not edit.
"""

from renovate_kit.config.models.choices import ForkProcessing, PrCreation
from renovate_kit.config.models.model import Model, spelled
from renovate_kit.config.models.scalars import Amount, OneOrMore


class PullRequestsOptions(Model):
    """Pull requests: their text, their labels, and who sees them."""

    additional_reviewers: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#additionalreviewers"""
    add_labels: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#addlabels"""
    assignees: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#assignees"""
    assignees_from_code_owners: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#assigneesfromcodeowners"""
    assignees_sample_size: Amount | None = None
    """https://docs.renovatebot.com/configuration-options/#assigneessamplesize"""
    azure_work_item_id: Amount | None = None
    """Default: `0`. https://docs.renovatebot.com/configuration-options/#azureworkitemid"""
    azure_work_item_type: str | None = None
    """Default: `"Issue"`. https://docs.renovatebot.com/configuration-options/#azureworkitemtype"""
    bb_auto_resolve_pr_tasks: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#bbautoresolveprtasks"""
    bb_use_default_reviewers: bool | None = None
    """Default: `true`. https://docs.renovatebot.com/configuration-options/#bbusedefaultreviewers"""
    confidential: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#confidential"""
    draft_pr: bool | None = spelled("draftPR")
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#draftpr"""
    expand_code_owners_groups: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#expandcodeownersgroups"""
    filter_unavailable_users: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#filterunavailableusers"""
    fork_mode_disallow_maintainer_edits: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#forkmodedisallowmaintaineredits"""
    fork_processing: ForkProcessing | None = None
    """Default: `"auto"`. https://docs.renovatebot.com/configuration-options/#forkprocessing"""
    git_lab_ignore_approvals: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#gitlabignoreapprovals"""
    ignore_reviewers: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#ignorereviewers"""
    labels: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#labels"""
    milestone: Amount | None = None
    """On github. https://docs.renovatebot.com/configuration-options/#milestone"""
    pr_body_columns: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#prbodycolumns"""
    pr_body_definitions: dict[str, str] | None = None
    """https://docs.renovatebot.com/configuration-options/#prbodydefinitions"""
    pr_body_heading_definitions: dict[str, str] | None = None
    """https://docs.renovatebot.com/configuration-options/#prbodyheadingdefinitions"""
    pr_body_notes: OneOrMore[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#prbodynotes"""
    pr_body_template: str | None = None
    """https://docs.renovatebot.com/configuration-options/#prbodytemplate"""
    pr_creation: PrCreation | None = None
    """Default: `"immediate"`. https://docs.renovatebot.com/configuration-options/#prcreation"""
    pr_footer: str | None = None
    """https://docs.renovatebot.com/configuration-options/#prfooter"""
    pr_header: str | None = None
    """https://docs.renovatebot.com/configuration-options/#prheader"""
    pr_title: str | None = None
    """Deprecated. https://docs.renovatebot.com/configuration-options/#prtitle"""
    pr_title_strict: bool | None = None
    """Default: `false`. https://docs.renovatebot.com/configuration-options/#prtitlestrict"""
    reviewers: list[str] | None = None
    """https://docs.renovatebot.com/configuration-options/#reviewers"""
    reviewers_from_code_owners: bool | None = None
    """https://docs.renovatebot.com/configuration-options/#reviewersfromcodeowners"""
    reviewers_sample_size: Amount | None = None
    """https://docs.renovatebot.com/configuration-options/#reviewerssamplesize"""
