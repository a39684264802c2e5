"""What is told of an advisory itself, by a vulnerability database or by others."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TypedDict

from renovate_kit.reports.events.pull_requests import AdvisoryPublished
from renovate_kit.reports.security_report import SecurityEntry
from renovate_kit.reports.severities import severity_of_score, severity_word
from renovate_kit.reports.statistics.security_claims import Claim, Packages, Vulnerability
from renovate_kit.reports.statistics.security_fixes import FixingPullRequest
from renovate_kit.reports.store.security_rows import Exploitation, VersionSeen

__all__ = ["ExploitedTold", "Told", "ecosystem_of", "how_likely_exploited", "what_is_told"]


class ExploitedTold(TypedDict):
    """How likely exploitation is."""

    epss: float | None
    known_exploited_at: datetime | None


class Told(TypedDict):
    """What is told of an advisory itself."""

    summary: str | None
    severity: str | None
    severity_source: str | None
    cvss_score: float | None
    cvss_vector: str | None
    epss: float | None
    known_exploited_at: datetime | None
    withdrawn_at: datetime | None
    published_at: datetime | None


def what_is_told(vulnerability: Vulnerability, claims: Sequence[Claim]) -> Told:
    """Return what is told of the advisory itself; a vulnerability database is believed first."""
    # GitHub's records are reviewed; others often repeat them without a severity.
    records = sorted(
        vulnerability.records,
        key=lambda each: (not each.advisory.startswith("GHSA-"), each.advisory),
    )
    severities = (
        *((severity_word(each.severity), each.source) for each in records),
        *((severity_word(each.severity), each.kind) for each in claims),
        *((severity_of_score(each.cvss_score), each.source) for each in records),
        *((severity_of_score(each.cvss_score), each.kind) for each in claims),
    )
    severity = next((told for told in severities if told[0] is not None), (None, None))
    sources: tuple[AdvisoryPublished | Claim, ...] = (*records, *claims)
    published = [each.published_at for each in records if each.published_at is not None]
    published = published or [each.published_at for each in claims if each.published_at is not None]
    exploited = [each.known_exploited_at for each in records if each.known_exploited_at is not None]
    withdrawn = [each.withdrawn_at for each in records]
    return {
        "summary": next((each.summary for each in sources if each.summary), None),
        "severity": severity[0],
        "severity_source": severity[1],
        "cvss_score": next((x.cvss_score for x in sources if x.cvss_score is not None), None),
        "cvss_vector": next((x.cvss_vector for x in sources if x.cvss_vector), None),
        "epss": max((each.epss for each in records if each.epss is not None), default=None),
        "known_exploited_at": min(exploited, default=None),
        "withdrawn_at": max((at for at in withdrawn if at), default=None)
        if withdrawn and all(withdrawn)
        else None,
        "published_at": min(published, default=None),
    }


def how_likely_exploited(
    entry: SecurityEntry, exploitation: Mapping[str, Exploitation]
) -> ExploitedTold:
    """Return how likely exploitation is by any number of an entry, with a record or without."""
    known = [exploitation[number] for number in entry.ids if number in exploitation]
    likely = (entry.epss, *(each.epss for each in known))
    exploited = (entry.known_exploited_at, *(each.known_exploited_at for each in known))
    return {
        "epss": max((figure for figure in likely if figure is not None), default=None),
        "known_exploited_at": min((at for at in exploited if at is not None), default=None),
    }


def ecosystem_of(
    vulnerability: Vulnerability,
    versions: Sequence[VersionSeen],
    updating: Sequence[FixingPullRequest],
    packages: Packages,
) -> str | None:
    """Return where a package comes from, by what else is on record of it.

    The dependencies that runs listed come first, then pull requests, then vulnerability
    databases. Where one of these names several ecosystems, nobody can tell which one it is.
    """
    for named in (
        [each.datasource for each in versions],
        list(_updated(vulnerability, updating, packages)),
        list(_published(vulnerability, packages)),
    ):
        known = {name.casefold(): name for name in named if name is not None}
        if known:
            return next(iter(known.values())) if len(known) == 1 else None
    return None


def _updated(
    vulnerability: Vulnerability, updating: Sequence[FixingPullRequest], packages: Packages
) -> Iterator[str | None]:
    for pull_request in updating:
        for update in pull_request.updates:
            if vulnerability.key in packages.of_update(update):
                yield update.ecosystem


def _published(vulnerability: Vulnerability, packages: Packages) -> Iterator[str]:
    for record in vulnerability.records:
        for each in record.affected:
            if packages.key(each.package_name, each.ecosystem) == vulnerability.key:
                yield each.ecosystem
