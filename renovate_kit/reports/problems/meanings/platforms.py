"""What the platform (GitHub, GitLab, ...) refuses, and what it answers unexpectedly."""

from typing import Final

from renovate_kit.reports.problems import advice
from renovate_kit.reports.problems.categories import Category
from renovate_kit.reports.problems.meaning import Case, Meaning, docs_page

__all__ = ["MEANINGS"]

_PLATFORMS: Final = docs_page("modules/platform/")

_ANSWERS: Final = (
    Case(
        detail=r"HTTP 401\b|(?i:bad credentials)",
        category=Category.AUTHENTICATION,
        remedy=advice.TOKEN,
    ),
    Case(
        detail=r"HTTP 403\b|(?i:forbidden|not accessible)",
        category=Category.PERMISSION,
        remedy="give the token the permission for it",
    ),
    Case(
        detail=r"HTTP 429\b|(?i:rate.limit)",
        category=Category.RATE_LIMIT,
        remedy="run less often, or create fewer pull requests at once",
    ),
    Case(
        detail=r"HTTP 5\d\d|\bE[A-Z]{4,}(?:_[A-Z]+)?\b",
        category=Category.NETWORK,
        remedy=advice.WAIT,
    ),
)

MEANINGS: Final = (
    Meaning(
        category=Category.PLATFORM,
        means="the platform does not know the repository, or does not show it to the token",
        remedy="check that the repository exists and that the token can see it",
        messages=("Repository is not found",),
        pattern=r"(?i)could not find repo",
        docs=_PLATFORMS,
        repeats_result=True,
    ),
    Meaning(
        category=Category.PLATFORM,
        means="the repositories that the token can see could not be listed",
        remedy="check the token's scopes, and the platform's status",
        pattern=r"(?i)getRepos|retrieve repositories",
        docs=docs_page("self-hosted-configuration/#autodiscover"),
        cases=_ANSWERS,
    ),
    Meaning(
        category=Category.PERMISSION,
        means="a rule of the repository wants approving reviews, or refuses the push, so Renovate "
        "can't automerge; the run counts as done all the same",
        remedy="let the bot bypass the rule, approve the pull requests, or turn automerge off",
        messages=(
            "Branch automerge is not possible due to branch protection",
            "Branch automerge is not possible due to branch protection (required reviewers)",
            "GitHub blocking PR merge -- Needs approving review(s)",
        ),
        docs=docs_page("key-concepts/automerge/"),
    ),
    Meaning(
        category=Category.PERMISSION,
        means="the token may not merge, so Renovate can't automerge; the run counts as done all "
        "the same",
        remedy="give the bot's account a role that may merge into the branch, or turn automerge "
        "off",
        messages=("No permissions to merge PR",),
        docs=docs_page("key-concepts/automerge/"),
    ),
    Meaning(
        category=Category.PLATFORM,
        means="a merge did not work: the platform, a rule or a missing approval stood in its way",
        remedy="look at the pull request for what the platform waits for, and at automergeType",
        messages=(
            "All merge attempts failed",
            "Failed to add MR to the merge train",
            "PR automerge failed",
            "PR not acceptable for merging",
            "merge PR error",
        ),
        pattern=r"(?i)auto-?merge|merg(?:e|ing)\b(?! request)|submit the change|auto-approve|"
        r"approv|completed status|PR to have status|PR tasks",
        docs=docs_page("key-concepts/automerge/"),
        cases=_ANSWERS,
    ),
    Meaning(
        category=Category.PLATFORM,
        means="assignees, reviewers or labels could not be set; the pull request is there without "
        "them",
        remedy="check that the names exist, and that they may see the repository",
        pattern=r"(?i)assign|reviewer|label|milestone|CODEOWNERS|"
        r"user (?:IDs|status)|email address to",
        docs=docs_page("configuration-options/#reviewers"),
        cases=_ANSWERS,
    ),
    Meaning(
        category=Category.PLATFORM,
        means="a status of a commit could not be read or set",
        remedy="let the token write commit statuses",
        pattern=r"(?i)(?:branch|check|commit)\.? ?(?:runs?|status\w*|pipeline)|status(?:es| value)",
        docs=docs_page("configuration-options/#statuscheckwhen"),
        cases=_ANSWERS,
    ),
    Meaning(
        category=Category.PLATFORM,
        means="an issue, such as the Dependency Dashboard, could not be read or written",
        remedy="let the token write issues, and check that the repository has them switched on",
        pattern=r"(?i)\bissues?\b|work item",
        docs=docs_page("key-concepts/dashboard/"),
        cases=_ANSWERS,
    ),
    Meaning(
        category=Category.PLATFORM,
        means="a comment could not be written or removed",
        remedy="let the token write comments",
        pattern=r"(?i)\bcomment\b",
        docs=_PLATFORMS,
        cases=_ANSWERS,
    ),
    Meaning(
        category=Category.PLATFORM,
        means="a pull request could not be found, read or written",
        remedy="let the token write pull requests; if somebody else's pull request is in the way, "
        "close it",
        pattern=r"(?i)\bPRs?\b|pull requests?|findPr|fetchPr|409 Conflict|server error",
        docs=_PLATFORMS,
        cases=_ANSWERS,
    ),
    Meaning(
        category=Category.PLATFORM,
        means="release notes could not be made; the pull request is there without them",
        remedy="nothing, unless it is always the same package: then set changelogUrl for it",
        pattern=r"(?i)linkif|changelog|markdown text|emoji",
        docs=docs_page("configuration-options/#fetchchangelogs"),
    ),
    Meaning(
        category=Category.PLATFORM,
        means="the platform gave an answer that Renovate can't use",
        remedy="look at the platform's status and version",
        pattern=r"(?i)graphql|gitlab|github(?! actions)|gitea|forgejo|bitbucket|azure|"
        r"getBranchName|Unable to find file|file is too big|is_private",
        docs=_PLATFORMS,
        cases=_ANSWERS,
    ),
)
