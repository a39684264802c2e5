"""Tokens, permissions and rate limits."""

from typing import Final

from renovate_kit.reports.problems import advice
from renovate_kit.reports.problems.categories import Category
from renovate_kit.reports.problems.meaning import Case, Meaning, docs_page

__all__ = ["MEANINGS"]

_PLATFORMS: Final = docs_page("modules/platform/")
_GITHUB: Final = docs_page("modules/platform/github/")
_CREDENTIALS: Final = docs_page("getting-started/private-packages/")

_TOKEN_REFUSED: Final = "the platform refused the token: it is wrong, expired or revoked"  # noqa: S105 - words

MEANINGS: Final = (
    Meaning(
        category=Category.AUTHENTICATION,
        means=_TOKEN_REFUSED,
        remedy=advice.TOKEN,
        messages=(
            "Authentication error - aborting",
            "Bad credentials - aborting",
            "GitHub failure: Bad credentials",
            "github.com token 401 unauthorized",
        ),
        docs=_PLATFORMS,
    ),
    Meaning(
        category=Category.PERMISSION,
        means="the token is valid, but may not do what Renovate asked for",
        remedy="give the token, or the App, the permissions that Renovate needs",
        messages=("Integration unauthorized - aborting",),
        docs=_PLATFORMS,
    ),
    Meaning(
        category=Category.AUTHENTICATION,
        means="Renovate could not start on the platform, and no repository was processed",
        remedy="check the token and the platform's status: a rejected token and an outage look "
        "the same",
        messages=("Initialization error",),
        docs=docs_page("self-hosted-configuration/"),
        cases=(
            Case(
                detail=r'Platform "[^"]*" not found',
                category=Category.CONFIG,
                means="the configured platform is none that Renovate knows",
                remedy="set platform (RENOVATE_PLATFORM) to one that Renovate knows, such as "
                "github or gitlab",
            ),
            Case(
                detail=r"(?i)You must (?:configure|set) .*token",
                category=Category.AUTHENTICATION,
                means="the bot has no token",
                remedy="set RENOVATE_TOKEN, in a CronJob from a Secret",
            ),
            Case(
                detail=r"(?i)endpoint",
                category=Category.CONFIG,
                means="the address of the platform is missing or wrong",
                remedy="set endpoint (RENOVATE_ENDPOINT) to the address of the platform's API",
            ),
        ),
    ),
    Meaning(
        category=Category.PERMISSION,
        means="the platform answers 403 or 451: the token may not see the repository",
        remedy=advice.TOKEN,
        messages=("Repository is forbidden",),
        docs=_PLATFORMS,
        repeats_result=True,
    ),
    Meaning(
        category=Category.PERMISSION,
        means="the token may not change workflows, so updates of .github/workflows are not pushed",
        remedy="give the token the workflow scope",
        messages=("Workflows update rejection - aborting branch.",),
        docs=_GITHUB,
    ),
    Meaning(
        category=Category.PERMISSION,
        means="the App may not change workflows, so updates of .github/workflows are not pushed",
        remedy="give the App the permission to write Workflows",
        messages=("App has not been granted permissions to update Workflows - aborting branch.",),
        docs=_GITHUB,
    ),
    Meaning(
        category=Category.PERMISSION,
        means="the token may not read Dependabot alerts, so no security updates come from them",
        remedy="let the token read Dependabot alerts",
        messages=(
            "Cannot access vulnerability alerts. Please ensure permissions have been granted.",
        ),
        docs=docs_page("configuration-options/#vulnerabilityalerts"),
    ),
    Meaning(
        category=Category.PERMISSION,
        means="the branch was pushed, but the platform refused the pull request for it; the run "
        "counts as done all the same",
        remedy="let the token create pull requests, and check that there is not one already",
        messages=("Pull request creation error",),
        docs=_PLATFORMS,
        cases=(
            Case(
                detail=r"HTTP 401|(?i:bad credentials)",
                category=Category.AUTHENTICATION,
                remedy=advice.TOKEN,
            ),
            Case(
                detail=r"(?i)secondary rate|HTTP 429|rate.limit",
                category=Category.RATE_LIMIT,
                remedy="run less often, or create fewer pull requests at once",
            ),
            Case(
                detail=r"HTTP 422|(?i:validation failed)",
                category=Category.PLATFORM,
                remedy="look for a pull request of the same branch, and whether the branch has "
                "commits that its base does not have",
            ),
            Case(detail=r"HTTP 5\d\d", category=Category.NETWORK, remedy=advice.WAIT),
        ),
    ),
    Meaning(
        category=Category.PERMISSION,
        means="the password for Bitbucket lacks a scope",
        remedy="make an app password with the account scope",
        messages=("Bitbucket: missing 'account' scope for password",),
        docs=docs_page("modules/platform/bitbucket/"),
    ),
    Meaning(
        category=Category.AUTHENTICATION,
        means="without a token for github.com, release notes and some lookups are left out",
        remedy="set GITHUB_COM_TOKEN",
        messages=(
            "GitHub token is required for some dependencies",
            "No github.com token has been configured. Skipping release notes retrieval",
        ),
        docs=docs_page("getting-started/running/#githubcom-token-for-changelogs-and-tools"),
    ),
    Meaning(
        category=Category.AUTHENTICATION,
        means="credentials for a host are missing, so the repository was skipped",
        remedy="add a hostRules entry for the host",
        messages=("missing-api-credentials",),
        title="Credentials for a host are missing",
        docs=_CREDENTIALS,
        repeats_result=True,
    ),
    Meaning(
        category=Category.AUTHENTICATION,
        means="a hostRules entry has neither a token nor a name with a password, so tools get none",
        remedy="complete the hostRules entry of the host",
        pattern=r"neither token or username",
        docs=_CREDENTIALS,
    ),
    Meaning(
        category=Category.AUTHENTICATION,
        means="a registry gave no token, so its packages can't be looked up",
        remedy="check the registry's status and the hostRules for it",
        messages=("Error obtaining docker token", "Failed to obtain docker registry token"),
        docs=docs_page("docker/#registry-authentication"),
        cases=(
            Case(
                detail=r"HTTP 429|(?i:too many requests|toomanyrequests)",
                category=Category.RATE_LIMIT,
            ),
            Case(
                detail=r"E[A-Z]+_?[A-Z]+\b|HTTP 5\d\d|(?i:timeout)",
                category=Category.NETWORK,
                means="the host that gives tokens for a registry did not answer, so its packages "
                "can't be looked up",
            ),
        ),
    ),
    Meaning(
        category=Category.AUTHENTICATION,
        means="a cloud's registry gave no credentials, so its packages can't be looked up",
        remedy="check the bot's identity in the cloud (its role, service account or keys) and the "
        "hostRules",
        pattern=r"(?i)\becr\b|google-auth|no docker auth found|token for packageFile",
        docs=docs_page("docker/#registry-authentication"),
    ),
    Meaning(
        category=Category.AUTHENTICATION,
        means="the service for merge confidence refused, and the run was given up",
        remedy="check the token for mend.io and the service's status",
        pattern=r"(?i)merge confidence",
        docs=docs_page("merge-confidence/"),
        cases=(Case(detail=r"E[A-Z]+_?[A-Z]+\b|HTTP 5\d\d", category=Category.NETWORK),),
    ),
    Meaning(
        category=Category.RATE_LIMIT,
        means="GitHub limits how much is created at once, and Renovate ran into that limit",
        remedy="run less often, or create fewer pull requests at once",
        messages=("GitHub failure: secondary rate limit",),
        docs=docs_page("configuration-options/#prhourlylimit"),
    ),
    Meaning(
        category=Category.RATE_LIMIT,
        means="the hourly limit of GitHub's API is used up; without a token it is a small one",
        remedy="give the bot a token of its own (RENOVATE_TOKEN, and GITHUB_COM_TOKEN where the "
        "platform is not github.com), or run less often",
        pattern=r"Rate limit exceeded",
        docs=_GITHUB,
    ),
    Meaning(
        category=Category.RATE_LIMIT,
        means="a registry was asked too often",
        remedy="keep the package cache between runs, log in to the registry with hostRules, or "
        "run less often",
        messages=("docker registry failure: too many requests",),
        pattern=r"(?i)Maven Central rate limiting",
        docs=docs_page("self-hosted-configuration/#redisurl"),
    ),
    Meaning(
        category=Category.RATE_LIMIT,
        means="the limits on commits or pull requests in an hour could not be worked out",
        remedy="nothing if it is rare; the limit is not kept in such a run",
        messages=("Could not compute the count of HourlyCommits, returning zero.",),
        pattern=r"Error checking (?:commits|PRs created) per hour",
        docs=docs_page("configuration-options/#prhourlylimit"),
    ),
)
