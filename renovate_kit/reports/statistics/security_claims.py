"""Who says that a repository has a vulnerability; what is said of the same one goes together.

Numbers that are told of one advisory, or that a database has as aliases, are one vulnerability:
within one repository and one package. So nothing that is said about one package can join, or
hide, what is known of another.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, TypeAlias

from renovate_kit.reports.events.pull_requests import (
    AdvisoryMention,
    AdvisoryPublished,
    AlertSeen,
)
from renovate_kit.reports.statistics.security_fixes import FixingPullRequest, FixingUpdate
from renovate_kit.reports.statistics.version_order import bare_version
from renovate_kit.reports.store.security_rows import VulnerabilitySighting

__all__ = [
    "ALERT",
    "BODY",
    "LOG",
    "Claim",
    "Packages",
    "Records",
    "Vulnerability",
    "marked_only",
    "vulnerabilities_of",
]

Records: TypeAlias = Mapping[str, tuple[AdvisoryPublished, ...]]
"""By each of their numbers."""
_PYPI: Final = frozenset({"pypi", "pip"})
_PYPI_SEPARATORS: Final = re.compile(r"[-_.]+")
ALERT: Final = "alert"
LOG: Final = "log"
BODY: Final = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something on record says that a package has a vulnerability.

    Attributes:
        kind: `alert`, `log`, or by what a pull request says so: `body`, `title`, `branch`.
        package: None where a pull request does not tell which one.
        at: when it was first said.
        text: in words.
    """

    kind: str
    ids: frozenset[str]
    package: str | None
    ecosystem: str | None
    at: datetime | None
    text: str
    summary: str | None = None
    severity: str | None = None
    cvss_score: float | None = None
    cvss_vector: str | None = None
    affected: str | None = None
    fixed_version: str | None = None
    published_at: datetime | None = None
    alert: AlertSeen | None = None
    pull_request: FixingPullRequest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Vulnerability:
    """What is said of one vulnerability of one package in one repository."""

    key: str | None
    ids: frozenset[str]
    claims: tuple[Claim, ...]
    records: tuple[AdvisoryPublished, ...]


class Packages:
    """Tells whether two names are of one package.

    PyPI takes `Jinja2`, `jinja2` and `a.b`, `a-b` for the same; others only upper and lower case,
    at most.
    """

    def __init__(self, named: Iterable[tuple[str | None, str | None]]) -> None:
        """Learn from names with their ecosystems which ones PyPI's rules hold for."""
        self._of_pypi = {
            _normalised(name)
            for name, ecosystem in named
            if name is not None and _is_pypi(ecosystem)
        }

    def key(self, name: str | None, ecosystem: str | None = None) -> str | None:
        """Return what is equal for names of one package."""
        if name is None:
            return None
        normalised = _normalised(name)
        if _is_pypi(ecosystem) or (ecosystem is None and normalised in self._of_pypi):
            return normalised
        return name.casefold()

    def of_update(self, update: FixingUpdate) -> frozenset[str]:
        """Return the keys of an update's names."""
        names = (update.dep_name, update.package_name)
        return frozenset(key for name in names if (key := self.key(name, update.ecosystem)))


def vulnerabilities_of(
    alerts: Sequence[AlertSeen],
    sightings: Sequence[VulnerabilitySighting],
    pull_requests: Sequence[FixingPullRequest],
    records: Records,
) -> tuple[Packages, tuple[Vulnerability, ...]]:
    """Return every vulnerability that anything says one repository has.

    Args:
        alerts: of the repository.
        sightings: in logs of it.
        pull_requests: of it.
        records: of vulnerability databases, by each of their numbers.
    """
    packages = Packages(
        [
            *((each.package_name, each.ecosystem) for each in alerts),
            *((each.package_name, each.datasource) for each in sightings),
            *((x.dep_name, x.ecosystem) for each in pull_requests for x in each.updates),
        ]
    )
    claims = [*map(_of_alert, alerts), *map(_of_sighting, sightings)]
    known = {number: claim for claim in claims for number in claim.ids if claim.package is not None}
    claims += [
        _of_mention(pull_request, mention, known, records, packages)
        for pull_request in pull_requests
        for mention in pull_request.mentions
    ]
    return packages, tuple(_grouped(claims, records, packages))


def marked_only(
    pull_requests: Iterable[FixingPullRequest],
    linked: Collection[tuple[int, str | None]],
    packages: Packages,
) -> tuple[Vulnerability, ...]:
    """Return what pull requests claim by a mark in their title or branch, and nothing else.

    Args:
        pull_requests: of the repository.
        linked: `id` of those that fix something that is known, with the key of its package.
        packages: how they are called.
    """
    known = {*linked}
    claims = [
        claim
        for pull_request in pull_requests
        if pull_request.marked_by is not None and not pull_request.mentions
        for claim in _of_mark(pull_request)
        if (id(pull_request), packages.key(claim.package, claim.ecosystem)) not in known
    ]
    return tuple(_without_numbers(claims, packages))


def _of_alert(alert: AlertSeen) -> Claim:
    return Claim(
        kind=ALERT,
        ids=frozenset(alert.ids),
        package=alert.package_name,
        ecosystem=alert.ecosystem,
        at=alert.created_at,
        text=f"Dependabot alert {alert.number} ({alert.state})",
        summary=alert.summary,
        severity=alert.severity,
        cvss_score=alert.cvss_score,
        cvss_vector=alert.cvss_vector,
        affected=alert.affected,
        fixed_version=alert.fixed_version,
        published_at=alert.published_at,
        alert=alert,
    )


def _of_sighting(sighting: VulnerabilitySighting) -> Claim:
    by = "alerts of GitHub" if sighting.evidence == "github-alerts" else "the OSV database"
    return Claim(
        kind=LOG,
        ids=frozenset(sighting.ids),
        package=sighting.package_name,
        ecosystem=sighting.datasource,
        at=sighting.first_at,
        text=f"a log says that Renovate knew of it by {by}",
        summary=sighting.summary,
        severity=sighting.severity,
        affected=sighting.affected,
        fixed_version=sighting.fixed_version,
    )


def _of_mention(
    pull_request: FixingPullRequest,
    mention: AdvisoryMention,
    known: Mapping[str, Claim],
    records: Records,
    packages: Packages,
) -> Claim:
    update = _update_of(pull_request, mention, known, records, packages)
    return Claim(
        kind=mention.evidence.value,
        ids=frozenset(mention.ids),
        package=mention.package_name or (update.dep_name if update else None),
        ecosystem=update.ecosystem if update else None,
        at=pull_request.opened_at,
        text=f"{pull_request.name} has a section on it",
        summary=mention.title,
        severity=mention.severity,
        cvss_score=mention.cvss_score,
        cvss_vector=mention.cvss_vector,
        pull_request=pull_request,
    )


def _update_of(
    pull_request: FixingPullRequest,
    mention: AdvisoryMention,
    known: Mapping[str, Claim],
    records: Records,
    packages: Packages,
) -> FixingUpdate | None:
    """Return the update that a mention is about: the only one, or the one that others name."""
    names = {packages.key(mention.package_name)} if mention.package_name else set()
    if not names:
        if len({each.dep_name for each in pull_request.updates}) == 1:
            return pull_request.updates[0]
        for number in mention.ids:
            if number in known:
                names.add(packages.key(known[number].package, known[number].ecosystem))
            for record in records.get(number, ()):
                names |= {packages.key(each.package_name) for each in record.affected}
    fitting = [each for each in pull_request.updates if packages.of_update(each) & names]
    return fitting[0] if len({each.dep_name for each in fitting}) == 1 else None


def _of_mark(pull_request: FixingPullRequest) -> Iterator[Claim]:
    """Yield what a mark alone claims: that each of its updates mends something."""
    told = {"title": "its title says so", "branch": "its branch's name says so"}
    how = told.get(pull_request.marked_by or "", "it is marked so")
    mark = Claim(
        kind=pull_request.marked_by or "title",
        ids=frozenset(),
        package=None,
        ecosystem=None,
        at=pull_request.opened_at,
        text=f"{pull_request.name} mends a vulnerability: {how}",
        pull_request=pull_request,
    )
    if not pull_request.updates:
        yield mark
    for update in pull_request.updates:
        yield replace(
            mark,
            package=update.dep_name,
            ecosystem=update.ecosystem,
            fixed_version=bare_version(update.new),
        )


def _grouped(
    claims: Sequence[Claim], records: Records, packages: Packages
) -> Iterator[Vulnerability]:
    by_package: defaultdict[str | None, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_package[packages.key(claim.package, claim.ecosystem)].append(claim)
    for key, told in sorted(by_package.items(), key=lambda each: each[0] or ""):
        numbered = [claim for claim in told if claim.ids]
        groups = _connected([_with_aliases(claim.ids, records) for claim in numbered])
        without = [claim for claim in told if not claim.ids]
        for ids in groups:
            mine = [claim for claim in numbered if claim.ids & ids]
            fixes = {claim.fixed_version for claim in mine if claim.fixed_version is not None}
            # A log may name a fix alone: it is of this one if nothing else has that fix.
            fitting = [claim for claim in without if claim.fixed_version in fixes]
            without = [claim for claim in without if claim not in fitting]
            yield Vulnerability(
                key=key,
                ids=ids,
                claims=(*mine, *fitting),
                records=_records(ids, records),
            )
        yield from _without_numbers(without, packages)


def _without_numbers(claims: Iterable[Claim], packages: Packages) -> Iterator[Vulnerability]:
    groups: defaultdict[tuple[str | None, str | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        key = packages.key(claim.package, claim.ecosystem)
        groups[key, claim.fixed_version or _branch(claim)].append(claim)
    for (key, _), told in groups.items():
        yield Vulnerability(key=key, ids=frozenset(), claims=tuple(told), records=())


def _branch(claim: Claim) -> str | None:
    return None if claim.pull_request is None else claim.pull_request.branch


def _with_aliases(ids: Collection[str], records: Records) -> frozenset[str]:
    known = [record for number in ids for record in records.get(number, ())]
    return frozenset({*ids, *(x for each in known for x in (each.advisory, *each.aliases))})


def _connected(sets: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Return sets joined where they have anything in common, in a fixed order."""
    groups: list[frozenset[str]] = []
    for each in sets:
        touching = [group for group in groups if group & each]
        groups = [group for group in groups if not group & each]
        groups.append(each.union(*touching))
    return tuple(sorted(groups, key=sorted))


def _records(ids: Collection[str], records: Records) -> tuple[AdvisoryPublished, ...]:
    found = {record.advisory: record for number in ids for record in records.get(number, ())}
    return tuple(found[name] for name in sorted(found))


def _is_pypi(ecosystem: str | None) -> bool:
    return ecosystem is not None and ecosystem.casefold() in _PYPI


def _normalised(name: str) -> str:
    return _PYPI_SEPARATORS.sub("-", name).casefold()
