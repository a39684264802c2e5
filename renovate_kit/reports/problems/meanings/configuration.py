"""The configuration of the bot, of a repository, and of what they share."""

from typing import Final

from renovate_kit.reports.problems import advice
from renovate_kit.reports.problems.categories import Category
from renovate_kit.reports.problems.meaning import Case, Meaning, docs_page

__all__ = ["MEANINGS"]

_OPTIONS: Final = docs_page("configuration-options/")
_GLOBAL: Final = docs_page("self-hosted-configuration/")
_PRESETS: Final = docs_page("config-presets/")
_ENCRYPTED: Final = docs_page("configuration-options/#encrypted")

_INVALID: Final = (
    Case(
        detail=r"(?i)GH013|rule violations|ruleset|cannot push",
        category=Category.PERMISSION,
        means="a ruleset of the repository refuses Renovate's branch, which ends the run "
        "as if the configuration were wrong",
        remedy="let the bot bypass the ruleset, or leave Renovate's branches out of it",
    ),
    Case(
        detail=r"(?i)branch named|existing branch|needs to create the branch",
        category=Category.GIT,
        means="a branch is called like the first part of Renovate's branches, so git can't "
        "make those",
        remedy="delete or rename that branch, or set another branchPrefix",
    ),
    Case(
        detail=r"(?i)preset",
        category=Category.CONFIG,
        means="a preset can't be loaded, so nothing is updated",
        remedy="check that the preset exists and that the token can read it",
    ),
)

MEANINGS: Final = (
    Meaning(
        category=Category.CONFIG,
        means="the repository's configuration is invalid, so nothing is updated",
        remedy=advice.CONFIG,
        messages=("Repository has invalid config",),
        docs=_OPTIONS,
        cases=_INVALID,
    ),
    Meaning(
        category=Category.CONFIG,
        means="the repository's configuration is invalid, so nothing is updated",
        remedy=advice.CONFIG,
        messages=("Found renovate config errors",),
        docs=_OPTIONS,
        repeats_result=True,
    ),
    Meaning(
        category=Category.CONFIG,
        means="Renovate told the repository, in an issue, that its configuration is invalid",
        remedy=advice.MEND,
        messages=("Configuration Warning",),
        docs=_OPTIONS,
        cases=_INVALID,
        repeats_result=True,
    ),
    Meaning(
        category=Category.CONFIG,
        means="the repository's configuration has parts that Renovate warns about; it works on",
        remedy=advice.MEND,
        messages=(
            "Found renovate config warnings",
            "Static repo config validation issues detected",
        ),
        docs=_OPTIONS,
    ),
    Meaning(
        category=Category.CONFIG,
        means="the global configuration has mistakes; Renovate goes on without the wrong options",
        remedy=advice.GLOBAL_CONFIG,
        messages=("Config validation errors found", "Config validation warnings found"),
        docs=_GLOBAL,
    ),
    Meaning(
        category=Category.CONFIG,
        means="the global configuration uses options by old names, which still work",
        remedy="replace the old options in the bot's global configuration",
        messages=("Config needs migrating",),
        docs=_GLOBAL,
    ),
    Meaning(
        category=Category.CONFIG,
        means="the global configuration can't be read, so the run ended at once",
        remedy=advice.GLOBAL_CONFIG,
        messages=("Could not parse config file", "Could not parse config environment variable"),
        pattern=r"config file (?:specified|due to unresolved)|pars(?:e|ing) (?:additional )?config "
        r"file|static repository config file|processEnv value",
        docs=_GLOBAL,
    ),
    Meaning(
        category=Category.CONFIG,
        means="LOG_LEVEL is none of Renovate's levels, so the run ended at once",
        remedy="set LOG_LEVEL to debug or info",
        messages=("Invalid log level",),
        docs=docs_page("troubleshooting/"),
    ),
    Meaning(
        category=Category.CONFIG,
        means="an environment variable can't be read as what its option is, so it is ignored",
        remedy="check the value of the variable",
        messages=("Could not parse environment variable",),
        pattern=r"Cannot parse env|GIT_CONFIG_COUNT|"
        r"environment variable (?:already set|is deprecated)|Failed to replace env in config",
        docs=docs_page("self-hosted-configuration/"),
    ),
    Meaning(
        category=Category.CONFIG,
        means="an old value of a global option was replaced by its new one",
        remedy="write the new value in the bot's settings",
        pattern=r"config (?:dryRun|requireConfig|platformCommit) property has been changed",
        docs=_GLOBAL,
    ),
    Meaning(
        category=Category.CONFIG,
        means="the bot was given no repositories, so it did nothing",
        remedy="name repositories, or set autodiscover",
        messages=("No repositories found - did you want to run with flag --autodiscover?",),
        docs=docs_page("self-hosted-configuration/#autodiscover"),
    ),
    Meaning(
        category=Category.CONFIG,
        means="two settings of the bot contradict each other about its repositories",
        remedy="name the repositories in one place",
        pattern=r"autodiscover list|overridding the `repositories` config",
        docs=docs_page("self-hosted-configuration/#repositories"),
    ),
    Meaning(
        category=Category.CONFIG,
        means="this was a dry run, which changes nothing",
        remedy="remove dryRun from the settings of the bot to let it work",
        messages=("DRY-RUN",),
        title="Renovate only says what it would do",
        docs=docs_page("self-hosted-configuration/#dryrun"),
    ),
    Meaning(
        category=Category.CONFIG,
        means="the configuration that repositories inherit is wrong, or can't be found",
        remedy="mend the file that inheritConfigRepoName and inheritConfigFileName name",
        pattern=r"(?i)inherited config",
        docs=docs_page("self-hosted-configuration/#inheritconfig"),
    ),
    Meaning(
        category=Category.CONFIG,
        means="the configuration uses something that a later Renovate will not take any more",
        remedy="change it as the message says",
        pattern=r"(?i)\bdeprecated\b|Support for this will be removed|"
        r"Config migration (?:necessary|diff)",
        docs=_OPTIONS,
    ),
    Meaning(
        category=Category.CONFIG,
        means="the owner's default preset could not be read, so the onboarding configuration "
        "is made without it",
        remedy="check that the preset exists and that the token can read it",
        messages=("Unknown error fetching default owner preset",),
        docs=_PRESETS,
    ),
    Meaning(
        category=Category.CONFIG,
        means="a preset can't be loaded",
        remedy="check that the preset exists and that the token can read it",
        pattern=r"(?i)preset",
        docs=_PRESETS,
    ),
    Meaning(
        category=Category.CONFIG,
        means="an encrypted value can't be decrypted, so the repository is given up",
        remedy="encrypt the value again with the bot's public key, and check privateKey",
        pattern=r"(?i)decrypt|encrypted data|openpgp|PGP runtime",
        docs=_ENCRYPTED,
    ),
    Meaning(
        category=Category.CONFIG,
        means="the configuration may expose a secret, so the repository was given up",
        remedy="move the secret out of the configuration, and change it",
        messages=("Repository aborted due to potential secrets exposure",),
        docs=docs_page("self-hosted-configuration/#secrets"),
    ),
    Meaning(
        category=Category.CONFIG,
        means="a secret or a variable in the configuration is none that the bot knows",
        remedy="add it to secrets or variables of the bot, or correct its name",
        messages=("Invalid interpolated values configured",),
        docs=docs_page("self-hosted-configuration/#secrets"),
    ),
    Meaning(
        category=Category.CONFIG,
        means="a hostRules entry is wrong, so it does not apply",
        remedy="mend hostRules",
        pattern=r"(?i)host ?rules?\b|Duplicate host values",
        docs=docs_page("configuration-options/#hostrules"),
    ),
    Meaning(
        category=Category.CONFIG,
        means="a custom manager does not work as configured, so its dependencies are missing",
        remedy="mend matchStrings and the templates of the custom manager",
        pattern=r"(?i)custom manager|regex manager|matchStrings|jsonata|"
        r"Query results failed schema",
        docs=docs_page("modules/manager/regex/"),
    ),
    Meaning(
        category=Category.CONFIG,
        means="a template in the configuration can't be filled in",
        remedy="mend the template; its variables are in the documentation",
        messages=("Disallowed variable names in template",),
        pattern=r"(?i)compiling template|Handlebars|prBodyColumns|Invalid project type",
        docs=docs_page("templates/"),
    ),
    Meaning(
        category=Category.CONFIG,
        means="a schedule can't be understood or never comes, so updates may wait for ever",
        remedy="mend schedule; cron expressions need * for the minutes",
        pattern=r"(?i)\bschedule\b",
        docs=docs_page("key-concepts/scheduling/"),
    ),
    Meaning(
        category=Category.CONFIG,
        means="something that Renovate did on request is not permitted by the bot",
        remedy="permit it in allowedUnsafeExecutions or allowedCommands of the bot, or take it out "
        "of the repository's configuration",
        pattern=r"allowedUnsafeExecutions|allowedCommands",
        docs=docs_page("self-hosted-configuration/#allowedunsafeexecutions"),
    ),
    Meaning(
        category=Category.CONFIG,
        means="a base branch, or its configuration, does not exist, so it is skipped",
        remedy="correct baseBranchPatterns, or add the file to that branch",
        pattern=r"(?i)base ?branch (?:does not exist|- possible)|config file from base branch",
        docs=docs_page("configuration-options/#basebranchpatterns"),
    ),
    Meaning(
        category=Category.CONFIG,
        means="a file that was given to the validator of Renovate is missing or wrong",
        remedy="mend the file",
        pattern=r"^(?:Found errors in configuration|File (?:does not exist|is not valid|could not "
        r"be parsed)|No files to perform)|Null contents when reading config|weaving JSONC",
        docs=docs_page("config-validation/"),
    ),
    Meaning(
        category=Category.CONFIG,
        means="an option has a value, or a company, in which it does nothing or less than it says",
        remedy="read the option's documentation, and change or remove it",
        pattern=r"Configuration option '|rebaseWhen setting|hashedBranchLength|Invalid constraint|"
        r"Invalid tool constraint|not a tool that Containerbase|lockfile maintenance with other|"
        r"not supported using type|commit trailers|region, make sure|Bitbucket Cloud endpoint|"
        r"filterUnavailableUsers|windows line endings|Passphrase is not yet supported|"
        r"strategy(?: is not supported|\.)",
        docs=_OPTIONS,
    ),
    Meaning(
        category=Category.CONFIG,
        means="commits are written in the name of an address that belongs to somebody else",
        remedy="set gitAuthor",
        pattern=r"default gitAuthor",
        docs=docs_page("configuration-options/#gitauthor"),
    ),
    Meaning(
        category=Category.CONFIG,
        means="certificates are not checked, so anybody on the way can read the tokens",
        remedy="remove NODE_TLS_REJECT_UNAUTHORIZED and give the bot your CA (NODE_EXTRA_CA_CERTS)",
        pattern=r"NODE_TLS_REJECT_UNAUTHORIZED",
        docs=docs_page("examples/self-hosting/#self-signed-tlsssl-certificates"),
    ),
    Meaning(
        category=Category.CONFIG,
        means="a file has characters that nobody sees, which may be an attack",
        remedy="look at the file for what they hide",
        pattern=r"Hidden Unicode characters",
    ),
    Meaning(
        category=Category.CONFIG,
        means="Renovate is switched off for the repository, or left it alone",
        remedy="remove it from the bot's list of repositories if that is meant to stay so",
        messages=("Repository is disabled - skipping",),
        docs=docs_page("configuration-options/#enabled"),
        repeats_result=True,
    ),
    Meaning(
        category=Category.CONFIG,
        means="the repository has another name now, and the bot skips it under the old one",
        remedy="change its name in the bot's list of repositories",
        messages=("Repository has been renamed - skipping",),
        docs=docs_page("self-hosted-configuration/#repositories"),
        repeats_result=True,
    ),
)
