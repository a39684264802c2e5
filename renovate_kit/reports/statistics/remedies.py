"""What a failure means and what usually helps: facts about Renovate, in our own words.

Results: `lib/constants/error-messages.ts`. Messages: Renovate 44.121.2, level warn and above,
and the few of level info that are the only sign of a failure.
"""

import re
from dataclasses import dataclass
from typing import Final

__all__ = ["Failure", "failure_of", "remedy_of", "repeats_result", "words_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What an error constant means and what to do about it."""

    meaning: str
    remedy: str


_TOKEN: Final = "renew RENOVATE_TOKEN and check its scopes and its expiry date"  # noqa: S105 - advice
_WAIT: Final = (
    "nothing if later runs got through; otherwise look at the log for the host and the reason"
)
_CONFIG: Final = (
    "mend the configuration: Renovate opens no pull requests until then, and says what is wrong in "
    "the issue 'Action Required: Fix Renovate Configuration'"
)
_GLOBAL_CONFIG: Final = "mend the global configuration of the bot: its config.js or environment"
_SKIPPED: Final = "remove it from the bot's list of repositories if that is meant to stay so"


def _failures(meaning: str, remedy: str, *results: str) -> dict[str, Failure]:
    return dict.fromkeys(results, Failure(meaning=meaning, remedy=remedy))


_RESULTS: Final = {
    **_failures("the disk was full", "give the cache volume more space", "disk-space"),
    **_failures("out of memory", "raise the memory limit of the container", "out-of-memory"),
    **_failures(
        "the platform refused the token",
        _TOKEN,
        "bad-credentials",
        "authentication-error",
        "integration-unauthorized",
        "forbidden",
    ),
    **_failures(
        "the platform's rate limit was reached",
        "run less often, on fewer repositories, or with a token of its own",
        "rate-limit-exceeded",
    ),
    **_failures(
        "the platform gave an answer that Renovate can't use",
        "check that the repository exists and that the token can see it",
        "platform-unknown-error",
        "platform-not-found",
        "not-found",
    ),
    **_failures("signing with GPG failed", "check the bot's gitPrivateKey", "gpg-failed"),
    **_failures("the repository's configuration is invalid", _CONFIG, "config-validation"),
    **_failures(
        "the global configuration is invalid",
        _GLOBAL_CONFIG,
        "config-presets-invalid",
        "config-secrets-exposed",
        "config-secrets-invalid",
        "config-variables-invalid",
        "config-git-url-unavailable",
        "config-inherit-not-found",
        "config-inherit-parse-error",
    ),
    **_failures(
        "someone pushed to the repository meanwhile",
        "nothing: the next run starts afresh",
        "repository-changed",
    ),
    **_failures("a temporary error", _WAIT, "temporary-error"),
    **_failures(
        "vulnerability alerts could not be read",
        "let the token read Dependabot alerts",
        "no-vulnerability-alerts",
    ),
    **_failures(
        "a registry or the platform did not answer as it should, so the repository was skipped",
        _WAIT,
        "external-host-error",
    ),
    **_failures(
        "a lock file could not be updated",
        "look at the log for the tool's output",
        "lockfile-error",
    ),
    **_failures(
        "credentials for a host are missing",
        "add a hostRules entry for it",
        "missing-api-credentials",
    ),
    **_failures(
        "the repository was renamed",
        "change its name in the bot's list of repositories",
        "renamed",
    ),
    **_failures("the repository is archived", _SKIPPED, "archived"),
    **_failures(
        "the repository is empty", "push a first commit; until then there is nothing to do", "empty"
    ),
    **_failures(
        "the repository has no files in which Renovate finds dependencies",
        _SKIPPED,
        "no-package-files",
    ),
    **_failures(
        "the repository is a fork, which Renovate skips unless forkProcessing is enabled",
        _SKIPPED,
        "fork",
    ),
    **_failures(
        "the repository is one that Renovate skips",
        _SKIPPED,
        "blocked",
        "mirror",
        "disabled",
        "uninitiated",
        "cannot-fork",
        "fork-missing",
        "fork-mode-forked",
    ),
    **_failures(
        "Renovate is switched off in the repository's configuration",
        "remove enabled: false there, or the repository from the bot's list",
        "disabled-by-config",
    ),
    **_failures(
        "the repository has no configuration and onboarding is off",
        "add a renovate.json, or remove the repository from the bot's list",
        "disabled-no-config",
    ),
    **_failures(
        "the onboarding pull request was closed unmerged, which switches Renovate off",
        "rename that pull request to have it created again, or add a renovate.json",
        "disabled-closed-onboarding",
    ),
    **_failures(
        "an error that Renovate has no name for", "read its stack in the log", "unknown-error"
    ),
}

_MESSAGES: Final = {
    "Package lookup failures": (
        "check that the package exists under that name, and that the bot may read its registry"
    ),
    "artifactErrors": (
        "run the tool named in the detail by hand, or install it in the bot's image; Renovate "
        "reports this only when it rebuilds the branch"
    ),
    "Error obtaining docker token": "check the registry's status and the hostRules for it",
    "Host error": _WAIT,
    "External host error causing abort - skipping": _WAIT,
    "Temporary error - aborting": _WAIT,
    "Repository has changed during renovation - aborting": "nothing: the next run starts afresh",
    "Repository has invalid config": _CONFIG,
    "Found renovate config errors": _CONFIG,
    "Found renovate config warnings": "mend the configuration; the detail says where",
    "Configuration Warning": "mend the configuration; the detail says where",
    "Config validation errors found": _GLOBAL_CONFIG,
    "Config validation warnings found": _GLOBAL_CONFIG,
    "Config needs migrating": "replace the old options in the bot's global configuration",
    "Could not parse config file": _GLOBAL_CONFIG,
    "Invalid log level": "set LOG_LEVEL to debug or info",
    "Initialization error": (
        "check the token and the platform's status: a rejected token and an outage look the same"
    ),
    "Error updating branch": (
        "check that the token may push, and that no rule of the repository refuses the branch"
    ),
    "Workflows update rejection - aborting branch.": "give the token the workflow scope",
    "GitHub failure: secondary rate limit": "run less often, or create fewer pull requests at once",
    "GitHub token is required for some dependencies": "set GITHUB_COM_TOKEN",
    "github.com token 401 unauthorized": _TOKEN,
    "DRY-RUN": "remove dryRun from the settings of the bot to let it work",
    "Repository is forbidden": _TOKEN,
    "Cannot access vulnerability alerts. Please ensure permissions have been granted.": (
        "let the token read Dependabot alerts"
    ),
    "Unable to read vulnerability information": "check that the bot can reach the OSV database",
    "Invalid registry response": _WAIT,
    "Repository has unknown error": (
        "check that the repository exists and that the token can see it; then read the log"
    ),
    "RE2 not usable, falling back to RegExp": "use an image that has the re2 module",
    "Repository has been renamed - skipping": "change its name in the bot's list of repositories",
    "Lock file error - aborting": "look at the log for the tool's output",
    "missing-api-credentials": "add a hostRules entry for the host",
}

_ECHOES: Final = frozenset(
    {
        "Configuration Warning",
        "Found renovate config errors",
        "External host error causing abort - skipping",
        "Lock file error - aborting",
        "Repository has been renamed - skipping",
        "Repository has changed during renovation - aborting",
        "Repository has unknown error",
        "Repository is disabled - skipping",
        "Repository is forbidden",
        "Temporary error - aborting",
        "missing-api-credentials",
    }
)


_WORDS: Final = {
    "artifactErrors": "Updating the lock file or artifacts failed",
    "missing-api-credentials": "Credentials for a host are missing",
    "DRY-RUN": "Renovate only says what it would do",
}
"""Messages that are mere names."""

_REMEDIES_BY_DETAIL: Final = (
    (
        "Initialization error",
        re.compile(r'Platform "[^"]*" not found'),
        "set platform (RENOVATE_PLATFORM) to one that Renovate knows, such as github or gitlab",
    ),
    (
        "Initialization error",
        re.compile(r"You must (?:configure|set) .*token", re.IGNORECASE),
        "set RENOVATE_TOKEN, in a CronJob from a Secret",
    ),
    (
        "Initialization error",
        re.compile(r"endpoint", re.IGNORECASE),
        "set endpoint (RENOVATE_ENDPOINT) to the address of the platform's API",
    ),
)
"""Where the detail of a problem tells better than its message what to do."""


def repeats_result(message: str) -> bool:
    """Whether a problem says no more than the result that the repository then ends with."""
    return message in _ECHOES


def failure_of(result: str) -> Failure:
    """Return what an error constant means; one that nobody told us about stands for itself."""
    return _RESULTS.get(result) or Failure(
        meaning="an error that is new here", remedy="look at the log of the last run with it"
    )


def remedy_of(message: str, detail: str = "") -> str | None:
    """Return what usually helps against a problem, or None if there is no advice."""
    for known, pattern, remedy in _REMEDIES_BY_DETAIL:
        if message == known and pattern.search(detail):
            return remedy
    return _MESSAGES.get(message)


def words_of(message: str) -> str | None:
    """Return what a message means that is a mere name; None for one that speaks for itself."""
    return _WORDS.get(message)
