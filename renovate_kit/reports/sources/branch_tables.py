"""`branches info extended`, told as events, with what other records add to it.

Renovate 44.121.2: `lib/workers/repository/finalize/repository-statistics.ts`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from renovate_kit.reports.events import BranchSeen, Upgrade
from renovate_kit.reports.sources.dependency_tables import LookupFacts
from renovate_kit.reports.sources.payloads import BranchSummary, LoggedBranch, LoggedUpgrade
from renovate_kit.reports.sources.wording import Wording, moment, optional_word, word

__all__ = ["BranchTables"]

_DIGEST_UPDATES: Final = frozenset({"digest", "pinDigest"})
_SECURITY_TITLE: Final = re.compile(
    r"\[security\](?: - (?:autoclosed|abandoned))?\s*", re.IGNORECASE
)
_SECURITY_BRANCH: Final = "-vulnerability"
_NUMBER_PREFIX: Final = "v=<>~^ "


@dataclass(frozen=True, slots=True, kw_only=True)
class BranchTables:
    """Tells the branches of one repository.

    Attributes:
        run: the run's name in its stream.
        repository: whose they are.
        wording: masks secrets.
        facts: of the lookups, by package file, dependency and branch.
        summary: `Branch summary`, if it was seen.
    """

    run: str
    repository: str
    wording: Wording
    facts: Mapping[tuple[str, str | None, str | None], LookupFacts] = field(default_factory=dict)
    summary: BranchSummary | None = None

    def seen(self, branch: LoggedBranch) -> BranchSeen:
        """Return what is known of a branch."""
        summed_up = self.summary.branches if self.summary else ()
        more = next((each for each in summed_up if each.branch_name == branch.branch_name), None)
        evidence = self._evidence(branch)
        return BranchSeen(
            run=self.run,
            repository=self.repository,
            branch=self.wording.name(branch.branch_name),
            pull_request=branch.pr_no,
            title=self._kept(branch.pr_title),
            result=optional_word(branch.result),
            blocked_by=optional_word(branch.pr_blocked_by),
            upgrades=tuple(self._upgrade(each, branch.branch_name) for each in branch.upgrades),
            vulnerability=evidence is not None,
            vulnerability_evidence=evidence,
            automerge=more.automerge if more else None,
            edited=more.is_modified if more else None,
            base_branch=self.wording.optional(more.base_branch) if more else None,
        )

    def _evidence(self, branch: LoggedBranch) -> str | None:
        """Return what shows that a branch mends a vulnerability; no field says so."""
        if branch.pr_title and _SECURITY_TITLE.search(branch.pr_title):
            return "title"
        if branch.branch_name.endswith(_SECURITY_BRANCH):
            return "branch"
        for upgrade in branch.upgrades:
            facts = self._facts(upgrade, branch.branch_name)
            fix = facts.dependency.vulnerability_fix_version if facts else None
            new = upgrade.new_version
            if fix and new and fix.lstrip(_NUMBER_PREFIX) == new.lstrip(_NUMBER_PREFIX):
                return "dependency"
        return None

    def _facts(self, upgrade: LoggedUpgrade, branch: str) -> LookupFacts | None:
        return self.facts.get((upgrade.package_file or "", upgrade.dep_name, branch))

    def _upgrade(self, logged: LoggedUpgrade, branch: str) -> Upgrade:
        """Of the ways to name a step, take the one that changes.

        Lock file maintenance has no dependency: it goes by the file that it renews.
        """
        current = logged.current_version or logged.current_value or logged.current_digest
        new = logged.new_version or logged.new_value or logged.new_digest
        if logged.update_type in _DIGEST_UPDATES:
            current, new = logged.current_digest or current, logged.new_digest or new
        name = self.wording.name
        return Upgrade(
            dep_name=name(logged.dep_name or logged.package_name or logged.package_file or ""),
            package_name=self._kept(logged.package_name),
            package_file=self._kept(logged.package_file),
            datasource=optional_word(logged.datasource),
            update_type=optional_word(logged.update_type),
            current_version=self._kept(current),
            new_version=self._kept(new),
            current_value=self._kept(logged.current_value),
            new_value=self._kept(logged.new_value),
            **self._of_lookup(self._facts(logged, branch)),
        )

    def _of_lookup(self, facts: LookupFacts | None) -> Mapping[str, Any]:
        if facts is None:
            return {}
        dep, update = facts.dependency, facts.update
        age, pending = update.new_version_age_in_days, update.pending_versions
        return {
            "manager": word(facts.manager),
            "age_days": None if age is None else round(age),
            "released_at": moment(update.release_timestamp),
            "merge_confidence": optional_word(update.merge_confidence_level),
            "vulnerability_fix_version": self.wording.optional(dep.vulnerability_fix_version),
            "pending_versions": None if pending is None else tuple(map(self.wording.name, pending)),
            "group": self.wording.optional(dep.group_name),
        }

    def _kept(self, text: str | None) -> str | None:
        return None if text is None else self.wording.name(text)
