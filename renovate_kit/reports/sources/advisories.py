"""What Renovate knows of vulnerabilities, told as events (debug level).

Renovate 44.121.2: `lib/workers/repository/init/vulnerability.ts` (alerts of GitHub),
`lib/workers/repository/process/vulnerabilities.ts` (OSV, in sentences only).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from renovate_kit.reports.events import VulnerabilitySeen
from renovate_kit.reports.sources.record import Record
from renovate_kit.reports.sources.wording import Wording, optional_word

__all__ = ["ALERT_RULES", "OSV_STARTS", "Advisories"]

ALERT_RULES: Final = "alert package rules"
OSV_STARTS: Final = "fetchVulnerabilities() - osvVulnerabilityAlerts=true"

_ID: Final = re.compile(r"\b(?:CVE-\d{4}-\d{4,19}|(?:GHSA|PYSEC|RUSTSEC|GO|OSV|MAL)-[\w-]{4,40})")
_NOTE_TITLE: Final = re.compile(r"### (.+)")
_NOTE_END: Final = "<details>"
_AFFECTS: Final = re.compile(r"Vulnerability (\S+) affects (\S+) (.+)")
_FIX: Final = re.compile(
    r"Setting allowed version (\S+) ?(\S*) to fix vulnerability (\S+) in (\S+) (\S+)"
)
_NO_FIX: Final = re.compile(r"No fixed version available for vulnerability (\S+) in (\S+) (.+)")
_COMPARISONS: Final = "<>=~^"

_Key = tuple[str | None, str, str | None]


@dataclass(slots=True, kw_only=True)
class Advisories:
    """Collects the advisories of one repository; each is told once."""

    run: str
    repository: str
    wording: Wording
    _found: dict[_Key, VulnerabilitySeen] = field(default_factory=dict)

    def events(self) -> Iterator[VulnerabilitySeen]:
        """Yield what was collected."""
        yield from self._found.values()

    def keep_rules(self, record: Record) -> None:
        """Keep the alerts that became package rules: all of GitHub's that have a fix."""
        rules = record.fields.get("alertPackageRules")
        for rule in rules if isinstance(rules, list) else ():
            if isinstance(rule, Mapping):
                self._keep_rule(rule)

    def keep_sentence(self, record: Record) -> None:
        """Keep what a sentence about the OSV data base says; others say nothing."""
        if match := _AFFECTS.fullmatch(record.msg):
            self._osv(match[1], match[2], affected=match[3])
        elif match := _FIX.fullmatch(record.msg):
            fix = (match[2] or match[1]).lstrip(_COMPARISONS)
            datasource = optional_word(record.fields.get("datasource"))
            self._osv(match[3], match[4], affected=match[5], fixed=fix, datasource=datasource)
        elif match := _NO_FIX.fullmatch(record.msg):
            self._osv(match[1], match[2], affected=match[3])

    def _keep_rule(self, rule: Mapping[str, object]) -> None:
        notes = rule.get("prBodyNotes")
        note = next((n for n in notes if isinstance(n, str)), "") if isinstance(notes, list) else ""
        datasources = self.wording.names(rule.get("matchDatasources"))
        severity = rule.get("vulnerabilitySeverity")
        # Only the head names the advisory; below it stands what others wrote.
        ids = tuple(sorted(set(_ID.findall(note.partition(_NOTE_END)[0]))))
        title = _NOTE_TITLE.search(note)
        for package in self.wording.names(rule.get("matchPackageNames")):
            datasource = datasources[0] if datasources else None
            affected = self.wording.optional(rule.get("matchCurrentVersion"))
            self._found[",".join(ids), package, affected] = VulnerabilitySeen(
                run=self.run,
                repository=self.repository,
                package_name=package,
                datasource=datasource,
                ids=ids,
                severity=severity.lower() if isinstance(severity, str) else None,
                affected=affected,
                fixed_version=self.wording.optional(rule.get("vulnerabilityFixVersion")),
                evidence="github-alerts",
                summary=self.wording.name(title[1]) if title else None,
            )

    def _osv(
        self,
        advisory: str,
        package: str,
        *,
        affected: str,
        fixed: str | None = None,
        datasource: str | None = None,
    ) -> None:
        key = (self.wording.name(advisory), self.wording.name(package), self.wording.name(affected))
        known = self._found.get(key) or VulnerabilitySeen(
            run=self.run,
            repository=self.repository,
            package_name=key[1],
            datasource=None,
            ids=(self.wording.name(advisory),),
            severity=None,
            affected=key[2],
            fixed_version=None,
            evidence="osv",
            summary=None,
        )
        self._found[key] = replace(
            known,
            fixed_version=self.wording.optional(fixed) or known.fixed_version,
            datasource=datasource or known.datasource,
        )
