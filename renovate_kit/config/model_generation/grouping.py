"""Which generated class has which option.

An option without a place of its own in here lands in a group for the rest, so that a newer
release can be imported before anybody has thought about its options.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from renovate_kit.config.options import Catalogue, Option

__all__ = ["WRITTEN_BY_HAND", "Group", "groups_of", "options_in"]

WRITTEN_BY_HAND = frozenset(
    {
        "allowInternal",
        "digest",
        "enabled",
        "env",
        "fetchChangeLogs",
        "force",
        "group",
        "hostRules",
        "jsonata",
        "lockFileMaintenance",
        "major",
        "managerFilePatterns",
        "minor",
        "onboardingConfig",
        "packageRules",
        "patch",
        "pin",
        "pinDigest",
        "regex",
        "replacement",
        "repositories",
        "rollback",
        "vulnerabilityAlerts",
        "vulnerabilityFixStrategy",
    }
)
"""Options whose place or value depends on what is around them."""


@dataclass(frozen=True, slots=True)
class Group:
    """A generated class: the module it is in, what it says of itself, and its options."""

    module: str
    name: str
    summary: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class _Topic:
    module: str
    summary: str
    pattern: str


_FOR_REPOSITORIES = (
    _Topic(
        "automerge",
        "When updates are merged without a person.",
        "automerge.*|autoApprove|assignAutomerge|platformAutomerge|ignoreTests|pruneBranch.*",
    ),
    _Topic(
        "scheduling",
        "When Renovate works, and how much of it at once.",
        "schedule|timezone|updateNotScheduled|.*Limit|minimumReleaseAge.*|prNotPendingHours"
        "|internalChecks.*|statusCheck.*",
    ),
    _Topic(
        "dashboard",
        "The dependency dashboard, and what people are told.",
        "dependencyDashboard.*|customizeDashboard|configWarningReuseIssue|suppressNotifications"
        "|userStrings|configMigration|mode",
    ),
    _Topic(
        "commits",
        "Branches and the commits on them.",
        "commit.*|semantic.*|branch.*|.*BranchPrefix|hashedBranchLength|gitAuthor"
        "|gitIgnoredAuthors|platformCommit|baseBranchPatterns|useBaseBranchConfig|rebase.*"
        "|recreateWhen|keepUpdatedLabel|stopUpdatingLabel|pruneStaleBranches|excludeCommitPaths",
    ),
    _Topic(
        "pull_requests",
        "Pull requests: their text, their labels, and who sees them.",
        "pr[A-Z].*|draftPR|labels|addLabels|.*[rR]eviewers.*|assignees.*|filterUnavailableUsers"
        "|expandCodeOwnersGroups|milestone|confidential|bb.*|azure.*|gitLab.*|fork.*",
    ),
    _Topic(
        "grouping",
        "Which updates share a branch.",
        "group.*|separate.*|minimumGroupSize",
    ),
    _Topic(
        "lookup",
        "Which versions there are, and which of them are wanted.",
        ".*[vV]ersioning|versionCompatibility|extractVersion|ignore(Unstable|Deprecated|Deps)"
        "|followTag|respectLatest|maxMajorIncrement|rangeStrategy|rollbackPrs|pinDigests"
        "|.*[rR]egistry.*|abandonmentThreshold|constraints.*|osvVulnerabilityAlerts|bumpVersions?"
        "|replacementApproach|update(Internal|Pinned).*|customDatasources|npmrc.*|npmToken",
    ),
    _Topic(
        "extraction",
        "Where dependencies are looked for, and what happens to files.",
        "enabledManagers|customManagers|.*Paths|cloneSubmodules.*|ignore(Plugins|Scripts)|skip.*"
        "|post.*|composerIgnore.*|goGetDirs|autoReplace.*|toolSettings",
    ),
)
_THE_REST = _Topic("presets", "Presets, and options about the config itself.", ".*")

_FOR_OPERATORS = (
    _Topic(
        "self_hosted_repositories",
        "Which repositories a self-hosted Renovate works on.",
        "autodiscover.*|writeDiscoveredRepos|include(Forks|Mirrors)|optimizeForDisabled"
        "|checkedBranches|rebaseAllOpenBranches|prCommitsPerRunLimit|inheritConfig.*|fork.*"
        "|delete.*|globalExtends|migratePresets",
    ),
    _Topic(
        "self_hosted_caching",
        "What a self-hosted Renovate keeps, and where.",
        ".*[cC]ache.*|redis.*|baseDir|.*MaxPages|persistRepoData|s3.*|report.*",
    ),
    _Topic(
        "self_hosted_access",
        "As whom a self-hosted Renovate works, and what configs may make it do.",
        "platform|endpoint|token|username|password|.*[kK]ey.*|git.*|allow.*|expose.*|secrets"
        "|variables|encryptedWarning|detect.*|internalHostAccess|useCloudMetadata.*",
    ),
)
_OTHER_OPERATIONS = _Topic("self_hosted_operation", "How a self-hosted Renovate runs.", ".*")

_MIXED_INTO_OBJECTS = (
    ("packageRules", "package_rule_options", "What only package rules have: selectors and more."),
    ("hostRules", "host_rule_options", "What only host rules have."),
)


def groups_of(catalogue: Catalogue) -> Iterator[Group]:
    """Yield the generated classes of options that belong to no object of their own."""
    options = [
        option
        for option in catalogue.options.values()
        if not option.parents and not option.is_manager and option.name not in WRITTEN_BY_HAND
    ]
    yield from _by_topic(
        (option for option in options if not option.is_global_only), (*_FOR_REPOSITORIES, _THE_REST)
    )
    operators = [option for option in options if option.is_global_only]
    inheritable = [option for option in operators if option.is_inheritable]
    yield _group("inheritable", "Global options that an inherited config may have.", inheritable)
    own = (option for option in operators if not option.is_inheritable)
    yield from _by_topic(own, (*_FOR_OPERATORS, _OTHER_OPERATIONS))
    for parent, module, summary in _MIXED_INTO_OBJECTS:
        yield _group(module, summary, options_in(parent, catalogue))


def options_in(parent: str, catalogue: Catalogue) -> Iterator[Option]:
    """Yield the options that only certain objects may have, `parent` among them."""
    for option in catalogue.options.values():
        if parent in option.parents and option.name not in WRITTEN_BY_HAND:
            yield option


def _by_topic(options: Iterable[Option], topics: tuple[_Topic, ...]) -> Iterator[Group]:
    left = list(options)
    for topic in topics:
        fitting = [option for option in left if re.fullmatch(topic.pattern, option.name)]
        left = [option for option in left if option not in fitting]
        yield _group(topic.module, topic.summary, fitting)


def _group(module: str, summary: str, options: Iterable[Option]) -> Group:
    name = "".join(map(str.capitalize, module.removesuffix("_options").split("_")))
    in_order = tuple(sorted(options, key=lambda option: option.name.lower()))
    return Group(module, f"{name}Options", summary, in_order)
