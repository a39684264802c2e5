"""Memory, disk, caches and tools; and what Renovate itself did not foresee."""

from typing import Final

from renovate_kit.reports.problems import advice
from renovate_kit.reports.problems.categories import Category
from renovate_kit.reports.problems.meaning import Case, Meaning, docs_page

__all__ = ["MEANINGS"]

_SELF_HOSTED: Final = docs_page("self-hosted-configuration/")

MEANINGS: Final = (
    Meaning(
        category=Category.RESOURCE,
        means="the disk was full",
        remedy="give the cache volume more space",
        messages=("Disk space error - skipping",),
        docs=docs_page("self-hosted-configuration/#basedir"),
    ),
    Meaning(
        category=Category.RESOURCE,
        means="out of memory",
        remedy="raise the memory limit of the container",
        messages=("Insufficient memory - aborting",),
        docs=docs_page("examples/self-hosting/"),
    ),
    Meaning(
        category=Category.RESOURCE,
        means="regular expressions run on a slower engine, one that a bad pattern can block",
        remedy="use an image that has the re2 module",
        messages=("RE2 not usable, falling back to RegExp",),
        pattern=r"RE2 not usable",
        docs=docs_page("getting-started/running/"),
    ),
    Meaning(
        category=Category.RESOURCE,
        means="Node.js is of a version for which Renovate is not made",
        remedy="use Renovate's own image, or the version of Node.js that the message names",
        pattern=r"(?i)node environment",
        docs=docs_page("getting-started/running/"),
    ),
    Meaning(
        category=Category.RESOURCE,
        means="a cache can't be used, so runs take longer and ask registries more often",
        remedy="check the cache: its address and credentials, its volume and its space",
        pattern=r"(?i)^(?!PR\b).*\bcache\b|RepoCacheS3",
        docs=docs_page("self-hosted-configuration/#repositorycache"),
    ),
    Meaning(
        category=Category.RESOURCE,
        means="a tool could not be installed in the version that was asked for",
        remedy="check constraints, and that the bot can reach where tools come from",
        pattern=r"(?i)tool (?:versions?|releases)|system (?:architecture|OS)|dangling|"
        r"Docker container",
        docs=docs_page("self-hosted-configuration/#binarysource"),
    ),
    Meaning(
        category=Category.RESOURCE,
        means="a file or a folder of the bot could not be removed or written",
        remedy="check the permissions and the space of the bot's volume",
        pattern=r"(?i)deletion error|deleting (?:additional )?config file|s3 URL|exportStats",
        docs=docs_page("self-hosted-configuration/#basedir"),
    ),
    Meaning(
        category=Category.INTERNAL,
        means="Renovate kept away from a file outside the repository's folder",
        remedy="look in the configuration and in package files for a path that leads out of it",
        pattern=r"outside the local directory",
        docs=_SELF_HOSTED,
    ),
    Meaning(
        category=Category.INTERNAL,
        means="an error that Renovate has no name for, so the repository was given up",
        remedy="check that the repository exists and that the token can see it; then read the log",
        messages=("Repository has unknown error",),
        docs=docs_page("troubleshooting/"),
        cases=(Case(detail=r"HTTP 5\d\d|\bE[A-Z]{5,}\b", category=Category.NETWORK),),
        repeats_result=True,
    ),
    Meaning(
        category=Category.INTERNAL,
        means="Renovate met something that it did not foresee",
        remedy="read its stack in the log, and look for it among the issues of Renovate",
        messages=("Unknown error", "unhandledRejection"),
        pattern=r"(?i)^(?:Async)?Result: |cloning object|^$|data from the PR|unexpected error|"
        r"^unknown (?:error$|PrBlockedBy)",
        docs=docs_page("troubleshooting/"),
        cases=(Case(detail=r"HTTP 5\d\d", category=Category.NETWORK, remedy=advice.WAIT),),
    ),
)
