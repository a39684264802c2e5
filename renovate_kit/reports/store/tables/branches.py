"""Branches and their upgrades, once for each state that they were in; and what was done to them."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
)

from renovate_kit.reports.store.columns import Key, UtcText
from renovate_kit.reports.store.tables.registry import metadata, position, repository, run

__all__ = [
    "artifact_failures",
    "branch_events",
    "branch_list_members",
    "branch_lists",
    "branches",
    "comments",
    "limits",
    "pull_request_events",
    "upgrades",
]

branch_lists = Table(
    "branch_lists",
    metadata,
    Column("id", Key, primary_key=True, comment="key"),
    Column("digest", LargeBinary, nullable=False, unique=True, comment="hash of its branches"),
    comment="All branches of a repository at the end of a run; runs that found the same share it.",
)

branches = Table(
    "branches",
    metadata,
    Column("id", Key, primary_key=True, comment="key"),
    Column("digest", LargeBinary, nullable=False, unique=True, comment="hash of its content"),
    Column("branch", String, nullable=False, comment="branch name"),
    Column("pull_request", Integer, comment="its number; NULL without one"),
    Column("title", String, comment="title of the pull request, there or to come"),
    Column("result", String, comment="Renovate's word, such as `branch-limit-reached`"),
    Column("blocked_by", String, comment="Renovate's word, such as `RateLimited`"),
    Column("vulnerability", Boolean, comment="whether it mends one; NULL if nothing tells"),
    Column("vulnerability_evidence", String, comment="by what: `title`, `branch`, `dependency`"),
    Column("automerge", Boolean, comment="whether Renovate may merge it"),
    Column("edited", Boolean, comment="whether a person changed it"),
    Column("base_branch", String, comment="where it is to be merged"),
    comment="A branch in one of its states (debug level).",
)

branch_list_members = Table(
    "branch_list_members",
    metadata,
    Column(
        "branch_list_id",
        ForeignKey("branch_lists.id", ondelete="CASCADE"),
        primary_key=True,
        comment="the list",
    ),
    position("order in the log, from 0"),
    Column(
        "branch_id", ForeignKey("branches.id"), nullable=False, index=True, comment="the branch"
    ),
    comment="Which branches make up a list.",
    sqlite_with_rowid=False,
)

upgrades = Table(
    "upgrades",
    metadata,
    Column(
        "branch_id",
        ForeignKey("branches.id", ondelete="CASCADE"),
        primary_key=True,
        comment="the branch",
    ),
    position("order within the branch, from 0"),
    Column("dep_name", String, nullable=False, comment="`depName`"),
    Column("package_name", String, comment="`packageName`"),
    Column("package_file", String, comment="`packageFile`"),
    Column("datasource", String, comment="`datasource`"),
    Column("update_type", String, comment="`updateType`, such as `minor`"),
    Column("current_version", String, comment="version in the file"),
    Column("new_version", String, comment="version proposed"),
    Column("current_value", String, comment="what stands in the file"),
    Column("new_value", String, comment="what is to stand there"),
    Column("manager", String, comment="`manager`"),
    Column("age_days", Integer, comment="of the new version, where `released_at` is not known"),
    Column("released_at", UtcText, comment="release of the new version"),
    Column("merge_confidence", String, comment="Renovate's word, such as `high`"),
    Column("vulnerability_fix_version", String, comment="version that mends a vulnerability"),
    Column("pending_versions", String, comment="newer ones that wait, as a JSON list"),
    Column("group", String, comment="`groupName`"),
    Index("upgrades_dep_name", "dep_name"),
    comment="What a branch changes, one row for each dependency and file.",
    sqlite_with_rowid=False,
)

pull_request_events = Table(
    "pull_request_events",
    metadata,
    run(),
    position(),
    repository(index=True),
    Column("branch", String, comment="branch name"),
    Column("action", String, nullable=False, comment="`created`, `updated`, `automerged`, ..."),
    Column("number", Integer, comment="pull request; NULL for a branch without one"),
    Column("title", String, comment="its title"),
    Column("at", UtcText, comment="time of the record"),
    Column("labels", String, comment="its labels as a JSON list, where the platform tells"),
    comment="What Renovate did to pull requests.",
    sqlite_with_rowid=False,
)

branch_events = Table(
    "branch_events",
    metadata,
    run(),
    position(),
    repository(),
    Column("branch", String, nullable=False, comment="branch name"),
    Column("action", String, nullable=False, comment="`created`, `rebased`, `blocked`, ..."),
    Column("number", Integer, comment="of the pull request"),
    Column("sha", String, comment="the commit"),
    Column("reason", String, comment="Renovate's message"),
    Column("at", UtcText, comment="time of the record"),
    comment="What happened to branches, or kept Renovate from them.",
    sqlite_with_rowid=False,
)

comments = Table(
    "comments",
    metadata,
    run(),
    position(),
    repository(),
    Column("branch", String, comment="branch name"),
    Column("number", Integer, comment="of the pull request"),
    Column("topic", String, comment="the comment's heading"),
    Column("at", UtcText, comment="time of the record"),
    comment="Comments that Renovate wrote on pull requests.",
    sqlite_with_rowid=False,
)

limits = Table(
    "limits",
    metadata,
    run(),
    position(),
    repository(),
    Column("limit", String, comment="the option, such as `prHourlyLimit`; NULL if untold"),
    Column("current", Integer, comment="how many there were"),
    Column("allowed", Integer, comment="how many may be"),
    Column("at", UtcText, comment="time of the record"),
    comment="Limits that held branches or pull requests back (debug level).",
    sqlite_with_rowid=False,
)

artifact_failures = Table(
    "artifact_failures",
    metadata,
    run(),
    position(),
    repository(),
    Column("branch", String, comment="branch name"),
    Column("file", String, nullable=False, comment="the file that could not be updated"),
    Column("reason", String, nullable=False, comment="telling line of the tool's output, redacted"),
    Column("at", UtcText, comment="time of the record"),
    comment="Lock files and the like that could not be brought up to date.",
    sqlite_with_rowid=False,
)
