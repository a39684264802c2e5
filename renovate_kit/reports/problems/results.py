"""Renovate's error constants: with which word a run's turn at a repository ends, and why.

Facts of `lib/constants/error-messages.ts`, Renovate 44.121.2, in our own words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from renovate_kit.reports.problems import advice
from renovate_kit.reports.problems.categories import Category

__all__ = ["RESULTS", "ResultMeaning", "result_meaning"]

_SKIPPED: Final = "remove it from the bot's list of repositories if that is meant to stay so"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultMeaning:
    """What an error constant means and what to do about it."""

    category: Category
    meaning: str
    remedy: str


def _results(
    category: Category, meaning: str, remedy: str, *constants: str
) -> dict[str, ResultMeaning]:
    return dict.fromkeys(
        constants, ResultMeaning(category=category, meaning=meaning, remedy=remedy)
    )


RESULTS: Final[Mapping[str, ResultMeaning]] = {
    **_results(
        Category.RESOURCE, "the disk was full", "give the cache volume more space", "disk-space"
    ),
    **_results(
        Category.RESOURCE,
        "out of memory",
        "raise the memory limit of the container",
        "out-of-memory",
    ),
    **_results(
        Category.AUTHENTICATION,
        "the platform refused the token",
        advice.TOKEN,
        "bad-credentials",
        "authentication-error",
    ),
    **_results(
        Category.PERMISSION,
        "the platform refused the token",
        advice.TOKEN,
        "integration-unauthorized",
        "forbidden",
    ),
    **_results(
        Category.RATE_LIMIT,
        "the platform's rate limit was reached",
        "run less often, on fewer repositories, or with a token of its own",
        "rate-limit-exceeded",
    ),
    **_results(
        Category.PLATFORM,
        "the platform gave an answer that Renovate can't use",
        "check that the repository exists and that the token can see it",
        "platform-unknown-error",
        "platform-not-found",
        "not-found",
        "page-not-found",
    ),
    **_results(
        Category.PLATFORM,
        "the pull request waits in a merge queue already",
        "nothing: the merge queue goes on with it",
        "pr-already-in-merge-queue",
    ),
    **_results(
        Category.GIT, "signing with GPG failed", "check the bot's gitPrivateKey", "gpg-failed"
    ),
    **_results(
        Category.CONFIG,
        "the repository's configuration is invalid",
        advice.CONFIG,
        "config-validation",
    ),
    **_results(
        Category.CONFIG,
        "the global configuration is invalid",
        advice.GLOBAL_CONFIG,
        "config-presets-invalid",
        "config-secrets-exposed",
        "config-secrets-invalid",
        "config-variables-invalid",
        "config-git-url-unavailable",
        "config-inherit-not-found",
        "config-inherit-parse-error",
    ),
    **_results(
        Category.GIT,
        "someone pushed to the repository meanwhile",
        advice.NOTHING,
        "repository-changed",
    ),
    **_results(
        Category.GIT, "a file could not be written into a branch", advice.NOTHING, "update-failure"
    ),
    **_results(Category.NETWORK, "a temporary error", advice.WAIT, "temporary-error"),
    **_results(
        Category.PERMISSION,
        "vulnerability alerts could not be read",
        "let the token read Dependabot alerts",
        "no-vulnerability-alerts",
    ),
    **_results(
        Category.NETWORK,
        "a registry or the platform did not answer as it should, so the repository was skipped",
        advice.WAIT,
        "external-host-error",
    ),
    **_results(
        Category.NETWORK,
        "a host did not answer as it should, and Renovate went on without it",
        advice.WAIT,
        "ignorable-host-error",
    ),
    **_results(
        Category.CONFIG,
        "hostRules switch the host off",
        "remove enabled: false from the hostRules of the host, if that is not meant",
        "host-disabled",
    ),
    **_results(
        Category.NETWORK,
        "Renovate asks the host no more, because it failed before",
        advice.WAIT,
        "host-blocked",
    ),
    **_results(
        Category.ARTIFACT,
        "a lock file could not be updated",
        "look at the log for the tool's output",
        "lockfile-error",
    ),
    **_results(
        Category.AUTHENTICATION,
        "credentials for a host are missing",
        "add a hostRules entry for it",
        "missing-api-credentials",
        "bundler-credentials",
    ),
    **_results(
        Category.CONFIG,
        "the repository was renamed",
        "change its name in the bot's list of repositories",
        "renamed",
    ),
    **_results(Category.CONFIG, "the repository is archived", _SKIPPED, "archived"),
    **_results(
        Category.CONFIG,
        "the repository is empty",
        "push a first commit; until then there is nothing to do",
        "empty",
    ),
    **_results(
        Category.CONFIG,
        "the repository has no files in which Renovate finds dependencies",
        _SKIPPED,
        "no-package-files",
    ),
    **_results(
        Category.CONFIG,
        "the repository is a fork, which Renovate skips unless forkProcessing is enabled",
        _SKIPPED,
        "fork",
    ),
    **_results(
        Category.CONFIG,
        "the repository is one that Renovate skips",
        _SKIPPED,
        "blocked",
        "mirror",
        "disabled",
        "pending-deletion",
        "uninitiated",
        "cannot-fork",
        "fork-missing",
        "fork-mode-forked",
    ),
    **_results(
        Category.CONFIG,
        "Renovate is switched off in the repository's configuration",
        "remove enabled: false there, or the repository from the bot's list",
        "disabled-by-config",
    ),
    **_results(
        Category.CONFIG,
        "the repository has no configuration and onboarding is off",
        "add a renovate.json, or remove the repository from the bot's list",
        "disabled-no-config",
    ),
    **_results(
        Category.CONFIG,
        "the onboarding pull request was closed unmerged, which switches Renovate off",
        "rename that pull request to have it created again, or add a renovate.json",
        "disabled-closed-onboarding",
    ),
    **_results(
        Category.INTERNAL,
        "a path leads out of the repository's folder",
        "look in the configuration and in package files for such a path",
        "file-access-violation-error",
        "invalid-path",
    ),
    **_results(
        Category.INTERNAL,
        "Renovate failed before it could log",
        "read the container's output from its first line on",
        "logger-not-initialized",
    ),
    **_results(
        Category.INTERNAL,
        "an error that Renovate has no name for",
        "read its stack in the log",
        "unknown-error",
    ),
}
"""Every constant that can be a result, or the cause of one."""


def result_meaning(result: str) -> ResultMeaning:
    """Return what an error constant means; one that nobody told us about stands for itself."""
    return RESULTS.get(result) or ResultMeaning(
        category=Category.INTERNAL,
        meaning="an error that is new here",
        remedy="look at the log of the last run with it",
    )
