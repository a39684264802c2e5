"""Hosts that don't answer, registries that answer badly, lookups without a result."""

from typing import Final

from renovate_kit.reports.problems import advice
from renovate_kit.reports.problems.categories import Category
from renovate_kit.reports.problems.meaning import Case, Meaning, docs_page

__all__ = ["MEANINGS"]

_REGISTRIES: Final = docs_page("configuration-options/#registryurls")
_HOST_RULES: Final = docs_page("configuration-options/#hostrules")
_DATASOURCES: Final = docs_page("modules/datasource/")
_NAME: Final = (
    "check that the package exists under that name, and that the bot may read its registry"
)

_REFUSED: Final = (
    Case(
        detail=r"HTTP 401\b|(?i:unauthorized|bad credentials|authentication failed)",
        category=Category.AUTHENTICATION,
        means="a host refused the credentials that Renovate has for it",
        remedy="check the token, or the hostRules entry for the host",
    ),
    Case(
        detail=r"HTTP 403\b|(?i:forbidden|permission denied)",
        category=Category.PERMISSION,
        means="a host knows Renovate, but does not let it read what it needs",
        remedy="give the bot's account access there, or add a hostRules entry for the host",
    ),
    Case(
        detail=r"HTTP 429\b|(?i:rate.limit|too many requests)",
        category=Category.RATE_LIMIT,
        means="a host was asked too often",
        remedy="run less often, or with credentials for the host",
    ),
    Case(
        detail=r"(?i:no space left|unable to write file|disk quota)",
        category=Category.RESOURCE,
        means="the disk was full",
        remedy="give the cache volume more space",
    ),
)

MEANINGS: Final = (
    Meaning(
        category=Category.NETWORK,
        means="a host did not answer as it should, so Renovate gave up the whole repository",
        remedy=advice.WAIT,
        messages=("Host error",),
        docs=_HOST_RULES,
        cases=_REFUSED,
    ),
    Meaning(
        category=Category.NETWORK,
        means="a registry or the platform did not answer as it should, so the repository was "
        "skipped",
        remedy=advice.WAIT,
        messages=("External host error causing abort - skipping",),
        docs=_HOST_RULES,
        repeats_result=True,
    ),
    Meaning(
        category=Category.NETWORK,
        means="a temporary error, so the repository was skipped",
        remedy=advice.WAIT,
        messages=("Temporary error - aborting",),
        repeats_result=True,
    ),
    Meaning(
        category=Category.NETWORK,
        means="a registry did not answer, so its packages have no new versions in this run",
        remedy=advice.WAIT,
        messages=(
            "Datasource connection error",
            "docker registry connection failure",
            "docker registry failure: internal error",
        ),
        docs=_HOST_RULES,
        cases=_REFUSED,
    ),
    Meaning(
        category=Category.REGISTRY,
        means="a registry gave an answer that Renovate can't use",
        remedy=advice.WAIT,
        messages=("Datasource unknown error", "Invalid registry response"),
        docs=_DATASOURCES,
        cases=(
            *_REFUSED,
            Case(
                detail=r"HTTP 404\b|(?i:could not resolve to a repository|not found)",
                category=Category.LOOKUP,
                means="a registry does not know the package",
                remedy=_NAME,
            ),
            Case(
                detail=r"HTTP 5\d\d|\bE[A-Z]{4,}(?:_[A-Z]+)?\b",
                category=Category.NETWORK,
                means="a registry did not answer as it should",
            ),
        ),
    ),
    Meaning(
        category=Category.REGISTRY,
        means="Docker Hub's own API failed; Renovate goes on with the registry's, which is slower",
        remedy=advice.WAIT,
        messages=("Docker: error fetching data from DockerHub",),
        docs=docs_page("docker/"),
    ),
    Meaning(
        category=Category.LOOKUP,
        means="Renovate found no versions of a dependency, so it gets no updates",
        remedy=_NAME,
        messages=("Package lookup failures",),
        docs=docs_page("configuration-options/#registryurls"),
        cases=(
            Case(
                detail=r"(?i)github-(?:tags|releases|digest) package",
                category=Category.LOOKUP,
                remedy="check that the repository exists, and that the token, or GITHUB_COM_TOKEN, "
                "may read it",
            ),
        ),
    ),
    Meaning(
        category=Category.LOOKUP,
        means="no version in the registry fixes the vulnerability, so there is no security update",
        remedy="look whether another major version, or another package, is free of it",
        pattern=r"vulnerabilityFixVersion",
        docs=docs_page("configuration-options/#vulnerabilityalerts"),
    ),
    Meaning(
        category=Category.REGISTRY,
        means="data on vulnerabilities could not be read, so security updates may be missing",
        remedy="check that the bot can reach the OSV database",
        messages=("Unable to read vulnerability information",),
        pattern=r"(?i)vulnerab.{0,40}(?:alert|information|PR notes)|error \w+ vulnerab",
        docs=docs_page("configuration-options/#osvvulnerabilityalerts"),
    ),
    Meaning(
        category=Category.LOOKUP,
        means="a version of a dependency is known to be malicious",
        remedy="treat it as an incident if it is in use; Renovate proposes no update to it",
        pattern=r"(?i)malicious version",
        docs=docs_page("configuration-options/#vulnerabilityalerts"),
    ),
    Meaning(
        category=Category.LOOKUP,
        means="the registry tells no release times, which minimumReleaseAge needs; Renovate went "
        "on",
        remedy="set minimumReleaseAge to null for these packages, or minimumReleaseAgeBehaviour to "
        "timestamp-required to hold them back",
        pattern=r"minimumReleaseAgeBehaviour=timestamp-optional",
        docs=docs_page("key-concepts/minimum-release-age/"),
    ),
    Meaning(
        category=Category.LOOKUP,
        means="the versions of a dependency can't be compared as its configuration says",
        remedy="check the versioning, the constraint and the current value of the dependency",
        pattern=r"(?i)\b(?:pep440|hashicorp|composer value|ruby version|versioning|currentValue$"
        r"|ranges? (?:error|strategy)|Complex ranges|major bound|getNewValue|lookupUpdates"
        r"|constraintsFiltering|Unexpected downgrade|Unsupported operator)",
        docs=docs_page("modules/versioning/"),
    ),
    Meaning(
        category=Category.CONFIG,
        means="a dependency has a datasource, or a registry for it, that Renovate does not take",
        remedy="check datasource and registryUrls of the dependency, and what the bot allows",
        pattern=r"(?i)registryUrls?\b|Unknown datasource|(?:No|Missing) datasource|"
        r"Custom registries are not allowed|allowCustomCrateRegistries|without packageName|"
        r"empty `packageName`|resolve datasource|registryUrl must|only Github registryUrl|"
        r"Unsupported Git hoster|owner and repo from given url|registry resolves to itself|"
        r"npmrc registry=",
        docs=_REGISTRIES,
    ),
    Meaning(
        category=Category.CONFIG,
        means="a JSONata expression can't be evaluated: a custom datasource, or a rule, does not "
        "work",
        remedy="mend transformTemplates of the custom datasource, or matchJsonata of the rule",
        messages=(
            "Error while evaluating JSONata expression",
            "Invalid JSONata expression",
        ),
        docs=docs_page("modules/datasource/custom/"),
    ),
    Meaning(
        category=Category.REGISTRY,
        means="a registry sends Renovate to another host for its next page, which it does not "
        "follow",
        remedy="check the registry; for a platform behind another name, allow it as the message "
        "says",
        pattern=r"(?i)pagination",
        docs=_HOST_RULES,
    ),
    Meaning(
        category=Category.REGISTRY,
        means="a registry gave an answer that Renovate can't use, so packages may be out of date",
        remedy="look at the registry's status; if later runs fail too, look at the log for its "
        "answer",
        pattern=r"(?i)^(?:hex|JSR|deno|artifactory|repology|nuget|CocoaPods)\b.*"
        r"(?:fail|error|mismatch|missing|empty|invalid|not found|unknown)|"
        r"Error fetching from url|git clone failed|failed cloning git registry|Bitrise|"
        r"eks-addons|Config Manifest is unknown|can't find asset|hermit search manifest|"
        r"No matching result from galaxy|JSON-based Simple API|Ambiguous redirection|"
        r"(?:RPM metadata|package) file from compressed|modified since last download|"
        r"Missing ruby releases|manifest URL|packageURL|Release interceptor|"
        r"more than one repository with different meta|Link header too long",
        docs=_DATASOURCES,
        cases=_REFUSED,
    ),
    Meaning(
        category=Category.NETWORK,
        means="an address is none, so nothing could be asked there",
        remedy="check the addresses in endpoint, registryUrls and hostRules",
        pattern=r"cannot parse url|non-git url",
        docs=_HOST_RULES,
    ),
)
