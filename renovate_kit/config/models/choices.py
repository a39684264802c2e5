"""The values of Renovate 44.121.2's options.

Generated from the catalogue by scripts/generate_models.py: do not edit.
"""

from typing import Literal, TypeAlias

ArtifactAuth: TypeAlias = Literal["composer"]
AutodiscoverRepoOrder: TypeAlias = Literal["asc", "desc"]
AutodiscoverRepoSort: TypeAlias = Literal[
    "alpha",
    "created",
    "created_at",
    "updated",
    "updated_at",
    "size",
    "id",
]
AutomergeStrategy: TypeAlias = Literal[
    "auto",
    "fast-forward",
    "merge-commit",
    "rebase",
    "rebase-merge",
    "squash",
]
AutomergeType: TypeAlias = Literal["branch", "pr", "pr-comment"]
BinarySource: TypeAlias = Literal["global", "docker", "install", "hermit"]
BumpType: TypeAlias = Literal["major", "minor", "patch", "sync"]
CommitMessageLowerCase: TypeAlias = Literal["auto", "never"]
Confidence: TypeAlias = Literal["low", "neutral", "high", "very high"]
ConstraintsFiltering: TypeAlias = Literal["none", "strict"]
CustomType: TypeAlias = Literal["jsonata", "regex"]
DatasourceFormat: TypeAlias = Literal["json", "plain"]
DependencyDashboardOSVVulnerabilitySummary: TypeAlias = Literal["none", "all", "unresolved"]
DryRun: TypeAlias = Literal["extract", "lookup", "full"]
ExecutionMode: TypeAlias = Literal["update", "branch"]
FetchChangeLogs: TypeAlias = Literal["off", "branch", "pr"]
FileFormat: TypeAlias = Literal["json", "toml", "yaml"]
ForkProcessing: TypeAlias = Literal["auto", "enabled", "disabled"]
GitHook: TypeAlias = Literal["commit", "push"]
GitUrl: TypeAlias = Literal["default", "ssh", "endpoint"]
InternalChecksFilter: TypeAlias = Literal["strict", "flexible", "none"]
InternalHostAccess: TypeAlias = Literal["allow", "warn", "block"]
MatchStringsStrategy: TypeAlias = Literal["any", "recursive", "combination"]
MergeConfidenceDatasource: TypeAlias = Literal[
    "go",
    "maven",
    "npm",
    "nuget",
    "packagist",
    "pypi",
    "rubygems",
]
MinimumReleaseAgeBehaviour: TypeAlias = Literal["timestamp-required", "timestamp-optional"]
Mode: TypeAlias = Literal["full", "silent"]
NewLogLevel: TypeAlias = Literal["trace", "debug", "info", "warn", "error", "fatal"]
Notification: TypeAlias = Literal[
    "artifactErrors",
    "branchAutomergeFailure",
    "configErrorIssue",
    "dependencyLookupWarnings",
    "lockFileErrors",
    "missingCredentialsError",
    "onboardingClose",
    "prEditedNotification",
    "prIgnoreNotification",
]
OnboardingNoDeps: TypeAlias = Literal["auto", "enabled", "disabled"]
PlatformCommit: TypeAlias = Literal["auto", "disabled", "enabled"]
PostUpdateOption: TypeAlias = Literal[
    "bundlerConservative",
    "composerWithAll",
    "composerNoMinimalChanges",
    "dotnetWorkloadRestore",
    "gomodMassage",
    "gomodTidy",
    "gomodTidy1.17",
    "gomodTidyAll",
    "gomodTidyE",
    "gomodUpdateImportPaths",
    "gomodSkipVendor",
    "gomodVendor",
    "goGenerate",
    "helmUpdateSubChartArchives",
    "kustomizeInflateHelmCharts",
    "npmDedupe",
    "npmInstallTwice",
    "pnpmDedupe",
    "yarnDedupeFewer",
    "yarnDedupeHighest",
]
PrCreation: TypeAlias = Literal["immediate", "not-pending", "status-success", "approval"]
RangeStrategy: TypeAlias = Literal[
    "auto",
    "pin",
    "bump",
    "replace",
    "widen",
    "update-lockfile",
    "in-range-only",
]
RebaseWhen: TypeAlias = Literal["auto", "never", "conflicted", "behind-base-branch", "automerging"]
RecreateWhen: TypeAlias = Literal["auto", "always", "never"]
ReplacementApproach: TypeAlias = Literal["replace", "alias"]
ReportType: TypeAlias = Literal["logging", "file", "s3"]
RepositoryCache: TypeAlias = Literal["disabled", "enabled", "reset"]
RequireConfig: TypeAlias = Literal["required", "optional", "ignored"]
SemanticCommits: TypeAlias = Literal["auto", "enabled", "disabled"]
UnsafeExecution: TypeAlias = Literal["bazelModDeps", "goGenerate", "gradleWrapper", "mise", "pixi"]
UpdateType: TypeAlias = Literal[
    "major",
    "minor",
    "patch",
    "pin",
    "pinDigest",
    "digest",
    "lockFileMaintenance",
    "rollback",
    "bump",
    "replacement",
]
UseBaseBranchConfig: TypeAlias = Literal["merge", "none"]
VersionPart: TypeAlias = Literal["major", "minor", "patch", "prerelease"]
VulnerabilityFixStrategy: TypeAlias = Literal["lowest", "highest"]
