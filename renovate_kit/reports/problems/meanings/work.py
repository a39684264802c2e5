"""Files, lock files, git and branches: what goes wrong while Renovate does its work."""

from typing import Final

from renovate_kit.reports.problems import advice
from renovate_kit.reports.problems.categories import Category
from renovate_kit.reports.problems.meaning import Case, Meaning, docs_page

__all__ = ["MEANINGS"]

_MANAGERS: Final = docs_page("modules/manager/")
_TROUBLESHOOTING: Final = docs_page("troubleshooting/")
_READ_OUTPUT: Final = "look at the log for the tool's output"

MEANINGS: Final = (
    Meaning(
        category=Category.ARTIFACT,
        means="a tool failed while it renewed a lock file or another file that it writes; the pull "
        "request has the rest, and is marked",
        remedy="run the tool named in the detail by hand, or install it in the bot's image; "
        "Renovate reports this only when it rebuilds the branch",
        messages=("artifactErrors",),
        title="Updating the lock file or artifacts failed",
        docs=docs_page("self-hosted-configuration/#binarysource"),
        cases=(
            Case(
                detail=r"(?i)ENOENT|command not found|No such file|not installed|spawn \w+",
                category=Category.ARTIFACT,
                means="the tool that renews a lock file is not in the bot's image",
                remedy="use the full image of Renovate, or let binarySource install the tool",
            ),
            Case(
                detail=r"ERESOLVE|(?i:could not resolve|conflict|incompatible|unsatisfi)",
                category=Category.ARTIFACT,
                means="the new version does not go together with other dependencies, so the lock "
                "file could not be renewed",
                remedy="update the dependencies together (a group), or hold this one back with "
                "allowedVersions",
            ),
            Case(
                detail=r"(?i)\b(?:E?40[13]\b|unauthorized|forbidden|authentication)",
                category=Category.AUTHENTICATION,
                means="the tool that renews a lock file was refused by a registry",
                remedy="add a hostRules entry for the registry: Renovate passes it on to the tool",
            ),
            Case(
                detail=r"\bE(?:AI_AGAIN|CONNRE\w+|TIMEDOUT|NOTFOUND)\b|(?i:timed? ?out)",
                category=Category.NETWORK,
                remedy=advice.WAIT,
            ),
            Case(
                detail=r"(?i)no space left|out of memory|heap|killed",
                category=Category.RESOURCE,
                remedy="give the container more memory or disk",
            ),
        ),
        only_on_rebuild=True,
    ),
    Meaning(
        category=Category.ARTIFACT,
        means="a lock file could not be updated, and the repository was given up",
        remedy=_READ_OUTPUT,
        messages=("Lock file error - aborting",),
        docs=docs_page("self-hosted-configuration/#binarysource"),
        repeats_result=True,
    ),
    Meaning(
        category=Category.ARTIFACT,
        means="the version of the project's own package could not be raised (bumpVersion)",
        remedy="check that the file has a version, and that it is a semantic one",
        pattern=r"(?i)bump ?versions?\b|Unable to bump|mirror package|Version incremental|"
        r"VersionPrefix|bumpPackageVersion",
        docs=docs_page("configuration-options/#bumpversion"),
        only_on_rebuild=True,
    ),
    Meaning(
        category=Category.ARTIFACT,
        means="a version in a lock file could not be changed, so the update may be incomplete",
        remedy="update the dependency by hand once, or turn transitiveRemediation off",
        pattern=r"(?i)locked ?dependenc|findFirstParentVersion|Parent constraint|Update versions "
        r"are not valid|Failed to parse (?:yarn )?files|locked version",
        docs=docs_page("configuration-options/#transitiveremediation"),
        only_on_rebuild=True,
    ),
    Meaning(
        category=Category.ARTIFACT,
        means="a lock file, or another file that a tool writes, could not be renewed",
        remedy=_READ_OUTPUT,
        pattern=r"(?i)(?:Error|Failed) (?:updating|to update|executing|writing|massaging|"
        r"appending)|"
        r"could not be written|checksum|hermit package|dependent Go|goGetDirs|go\.mod|git status|"
        r"workspaceDir|wrapper is missing|multiple hashes|"
        r"(?:write|reset|delete) (?:custom )?npmrc",
        docs=_MANAGERS,
        only_on_rebuild=True,
    ),
    Meaning(
        category=Category.ARTIFACT,
        means="a lock file, or the settings of a tool, could not be read",
        remedy="mend the file, or renew it with the tool",
        pattern=r"(?i)lock ?files?\b|\.lock\b|yarnrc|npmrc|pnpm|vendir|pip-compile|without group|"
        r"major version",
        docs=_MANAGERS,
    ),
    Meaning(
        category=Category.ARTIFACT,
        means="a task that is to follow an update is not permitted, or failed",
        remedy="permit the command in allowedCommands of the bot",
        pattern=r"(?i)post-?upgrade|go generate",
        docs=docs_page("configuration-options/#postupgradetasks"),
        only_on_rebuild=True,
    ),
    Meaning(
        category=Category.INTERNAL,
        means="a new value could not be written into a file, so its update has no branch",
        remedy="look at how the value stands in the file; if nothing is odd, report it to Renovate",
        pattern=r"(?i)autoReplace|package ?file after updating|after updating package file|"
        r"expectedVersion|replacement updates|catalogName",
        docs=_MANAGERS,
    ),
    Meaning(
        category=Category.LOOKUP,
        means="a file could not be read as the manager expects, so its dependencies are missing",
        remedy="mend the file, or leave it out with ignorePaths",
        pattern=r"(?i)(?:parse|parsing|read|reading|load|extract\w*)\b.{0,40}"
        r"(?:file|package\.?js(?:on)?|osgi|meteor|pom|yaml|lockfile|content|editor config)|"
        r"plugin (?:name|dependency)|npm\.depends|git submodules during|"
        r"submodules|endpoint url|package\.json file|Failed to parse",
        docs=docs_page("configuration-options/#ignorepaths"),
    ),
    Meaning(
        category=Category.GIT,
        means="Renovate could not write a branch; the run counts as done all the same",
        remedy="check that the token may push, and that no rule of the repository refuses the "
        "branch",
        messages=("Error updating branch",),
        docs=_TROUBLESHOOTING,
        cases=(
            Case(
                detail=r"(?i)rule violations|GH013|protected branch|pre-receive|hook declined",
                category=Category.PERMISSION,
                means="a rule or a hook of the repository refuses Renovate's branch",
                remedy="let the bot bypass the rule, or leave Renovate's branches out of it",
            ),
            Case(
                detail=r"(?i)\b403\b|permission|denied|write access",
                category=Category.PERMISSION,
                means="the token may not push to the repository",
                remedy="let the token write the contents of the repository",
            ),
            Case(
                detail=r"(?i)rate.limit",
                category=Category.RATE_LIMIT,
                means="the platform's limit stopped the work on a branch",
                remedy="run less often, or create fewer pull requests at once",
            ),
            Case(
                detail=r"(?i)\b401\b|bad credentials|authentication failed",
                category=Category.AUTHENTICATION,
                means="the platform refused the token in the middle of the run",
                remedy=advice.TOKEN,
            ),
        ),
    ),
    Meaning(
        category=Category.GIT,
        means="somebody pushed while Renovate worked, so the repository was given up for this run",
        remedy=advice.NOTHING,
        messages=("Repository has changed during renovation - aborting",),
        repeats_result=True,
    ),
    Meaning(
        category=Category.GIT,
        means="a branch could not be updated, because files changed or could not be written",
        remedy=advice.NOTHING,
        messages=("Error updating branch: update failure", "Error committing files."),
        docs=_TROUBLESHOOTING,
    ),
    Meaning(
        category=Category.RESOURCE,
        means="git is missing in the container, or too old",
        remedy="use Renovate's own image, or install a newer git",
        messages=("Git not installed",),
        pattern=r"(?i)git version",
        docs=docs_page("getting-started/running/"),
    ),
    Meaning(
        category=Category.GIT,
        means="a commit that Renovate made is not on the platform any more",
        remedy="nothing: it was removed with its branch, and Renovate makes a new one",
        messages=("Commit not found",),
    ),
    Meaning(
        category=Category.GIT,
        means="commits can't be signed",
        remedy="check the bot's gitPrivateKey",
        pattern=r"gitPrivateKey|GPG",
        docs=docs_page("self-hosted-configuration/#gitprivatekey"),
    ),
    Meaning(
        category=Category.GIT,
        means="a fork could not be brought up to date",
        remedy="check that the token may write the fork",
        pattern=r"(?i)\bfork\b",
        docs=docs_page("self-hosted-configuration/#forktoken"),
    ),
    Meaning(
        category=Category.GIT,
        means="a submodule could not be fetched, so its dependency is missing",
        remedy="let the token read the submodule's repository, or add a hostRules entry for it",
        pattern=r"(?i)submodule",
        docs=docs_page("modules/manager/git-submodules/"),
    ),
    Meaning(
        category=Category.GIT,
        means="git failed, on a branch or on the whole repository",
        remedy="look at the log for what git said; if later runs got through, nothing",
        pattern=r"(?i)\bgit\b|checkout|default ?branch|remotes|latest commit|refs|\bbranch\b.*"
        r"(?:does not exist|cache|prun|remove)|empty commit|last author|isBranch|getBranch|"
        r"pruning branch|find branch|branch SHA|commit SHA",
        docs=_TROUBLESHOOTING,
    ),
)
