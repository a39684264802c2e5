"""What a run says about one repository, held back until it is known to be final.

After an automerge Renovate starts the repository again within the same run and says most
things twice: the last word counts (`lib/workers/repository/index.ts`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from renovate_kit.reports.events import (
    BranchSeen,
    DependenciesExtracted,
    RepositoryFinished,
    UpdatesCounted,
    Upgrade,
)
from renovate_kit.reports.sources import messages
from renovate_kit.reports.sources.one_line import TEXT_LIMIT, one_line
from renovate_kit.reports.sources.payloads import (
    Branches,
    Extraction,
    Finished,
    LoggedBranch,
    LoggedUpgrade,
    Splits,
    Summaries,
    read_payload,
)
from renovate_kit.reports.sources.record import Record

__all__ = ["RepositoryReader"]

_DIGEST_UPDATES = frozenset({"digest", "pinDigest"})


@dataclass(slots=True, kw_only=True)
class RepositoryReader:
    """Collects the tables of one repository and yields them at its end."""

    run: str
    repository: str
    redact: Callable[[str], str]
    _extractions: dict[str, Extraction] = field(default_factory=dict)
    _branches: Branches | None = None
    _summaries: Summaries | None = None
    _splits: Splits | None = None

    def keep(self, record: Record) -> None:
        """Keep the table of a record, in place of an earlier one.

        Raises:
            UnexpectedShapeError: the record's fields are no such table.
        """
        match record.msg:
            case messages.EXTRACTION:
                self._extractions[record.base_branch or ""] = read_payload(record, Extraction)
            case messages.BRANCHES:
                self._branches = read_payload(record, Branches)
            case messages.UPDATES:
                self._summaries = read_payload(record, Summaries)
            case messages.SPLITS:
                self._splits = read_payload(record, Splits)

    def tables(self) -> Iterator[DependenciesExtracted | BranchSeen | UpdatesCounted]:
        """Yield what was kept."""
        for base_branch, extraction in self._extractions.items():
            for manager, count in extraction.stats.managers.items():
                yield DependenciesExtracted(
                    run=self.run,
                    repository=self.repository,
                    base_branch=base_branch,
                    manager=_word(manager),
                    files=count.file_count,
                    dependencies=count.dep_count,
                )
        for branch in self._branches.branches_information if self._branches else ():
            yield self._branch_seen(branch)
        for summary in self._summaries.update_summary if self._summaries else ():
            for update_type, number in summary.updates.items():
                yield UpdatesCounted(
                    run=self.run,
                    repository=self.repository,
                    base_branch=self._name(summary.base_branch),
                    update_type=_word(update_type),
                    count=number,
                )

    def finished(self, payload: Finished, at: datetime | None) -> RepositoryFinished:
        """Return the end of the repository; an empty payload for one that was cut off."""
        splits = self._splits
        return RepositoryFinished(
            run=self.run,
            repository=self.repository,
            finished_at=at,
            duration_ms=None if payload.duration_ms is None else round(payload.duration_ms),
            result=_optional_word(payload.result),
            status=_optional_word(payload.status),
            splits_ms=tuple((_word(phase), round(ms)) for phase, ms in splits.splits.items())
            if splits
            else None,
        )

    def _branch_seen(self, branch: LoggedBranch) -> BranchSeen:
        return BranchSeen(
            run=self.run,
            repository=self.repository,
            branch=self._name(branch.branch_name),
            pull_request=branch.pr_no,
            title=self._optional(branch.pr_title),
            result=_optional_word(branch.result),
            blocked_by=_optional_word(branch.pr_blocked_by),
            upgrades=tuple(map(self._upgrade, branch.upgrades)),
        )

    def _upgrade(self, logged: LoggedUpgrade) -> Upgrade:
        """Of the ways to name a step, take the one that changes.

        Lock file maintenance has no dependency: it goes by the file that it renews.
        """
        current = logged.current_version or logged.current_value or logged.current_digest
        new = logged.new_version or logged.new_value or logged.new_digest
        if logged.update_type in _DIGEST_UPDATES:
            current, new = logged.current_digest or current, logged.new_digest or new
        return Upgrade(
            dep_name=self._name(
                logged.dep_name or logged.package_name or logged.package_file or ""
            ),
            package_name=self._optional(logged.package_name),
            package_file=self._optional(logged.package_file),
            datasource=_optional_word(logged.datasource),
            update_type=_optional_word(logged.update_type),
            current_version=self._optional(current),
            new_version=self._optional(new),
        )

    def _name(self, text: str) -> str:
        return one_line(self.redact(text), limit=TEXT_LIMIT)

    def _optional(self, text: str | None) -> str | None:
        return None if text is None else self._name(text)


def _word(text: str) -> str:
    """One of Renovate's own words, which hold no secrets."""
    return one_line(text, limit=TEXT_LIMIT)


def _optional_word(text: str | None) -> str | None:
    return None if text is None else _word(text)
