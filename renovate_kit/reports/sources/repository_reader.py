"""What a run says about one repository, held back until it is known to be final.

After an automerge Renovate starts the repository again within the same run and says most
things twice: the last word counts (`lib/workers/repository/index.ts`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeAlias

from renovate_kit.reports.events import (
    BaseBranchSeen,
    BranchSeen,
    CacheCounted,
    DependenciesExtracted,
    DependencyStatus,
    PullRequestsCounted,
    RepositoryFinished,
    TimingCounted,
    UpdatesCounted,
    UpdatesSummarised,
    VulnerabilitySeen,
)
from renovate_kit.reports.sources import messages
from renovate_kit.reports.sources.advisories import Advisories
from renovate_kit.reports.sources.branch_tables import BranchTables
from renovate_kit.reports.sources.dependency_payloads import PackageFiles
from renovate_kit.reports.sources.dependency_tables import DependencyTables, TableEvent
from renovate_kit.reports.sources.payloads import (
    Branches,
    BranchSummary,
    Extraction,
    Finished,
    LibYears,
    PullRequestCounts,
    Splits,
    Summaries,
    read_payload,
)
from renovate_kit.reports.sources.record import Record
from renovate_kit.reports.sources.repository_tables import RepositoryTables
from renovate_kit.reports.sources.statistics_tables import STATISTICS, StatisticsTables
from renovate_kit.reports.sources.wording import Wording, optional_word, word

__all__ = ["RepositoryReader"]

_RESULT: Final = re.compile(
    r"Repository result: (\S+), status: (\S+), enabled: (\w+), onboarded: (\w+)"
)
_WORDS: Final = {"true": True, "false": False}

_Told: TypeAlias = (
    TableEvent
    | BaseBranchSeen
    | BranchSeen
    | CacheCounted
    | DependenciesExtracted
    | DependencyStatus
    | PullRequestsCounted
    | TimingCounted
    | UpdatesCounted
    | UpdatesSummarised
    | VulnerabilitySeen
)


@dataclass(slots=True, kw_only=True)
class RepositoryReader:
    """Collects the tables of one repository and yields them at its end.

    Attributes:
        restarts: how often the repository was started again after an automerge.
    """

    run: str
    repository: str
    wording: Wording
    restarts: int = 0
    _extractions: dict[str, Extraction] = field(default_factory=dict)
    _branches: Branches | None = None
    _summaries: Summaries | None = None
    _splits: Splits | None = None
    _base_branch: str = ""
    _branch_summary: BranchSummary | None = None
    _pull_requests: PullRequestCounts | None = None
    _lib_years: LibYears | None = None
    _result: re.Match[str] | None = None
    _statistics: dict[str, Record] = field(default_factory=dict)
    _dependencies: DependencyTables = field(init=False)
    _advisories: Advisories = field(init=False)

    def __post_init__(self) -> None:
        """Begin with empty tables."""
        self._dependencies = DependencyTables(
            run=self.run, repository=self.repository, wording=self.wording
        )
        self._advisories = Advisories(
            run=self.run, repository=self.repository, wording=self.wording
        )

    def keep(self, record: Record) -> None:
        """Keep the table of a record, in place of an earlier one.

        Raises:
            UnexpectedShapeError: the record's fields are no such table.
        """
        match record.msg:
            case messages.EXTRACTION:
                self._base_branch = record.base_branch or ""
                self._extractions[self._base_branch] = read_payload(record, Extraction)
            case messages.PACKAGE_FILES:
                base_branch = record.base_branch or self._base_branch
                self._dependencies.keep_record(base_branch, record)
            case messages.ALERT_RULES:
                self._advisories.keep_rules(record)
            case message if message in STATISTICS:
                self._statistics[message] = record
            case _:
                self._keep_summary(record)

    def _keep_summary(self, record: Record) -> None:
        match record.msg:
            case messages.BRANCHES:
                self._branches = read_payload(record, Branches)
            case messages.UPDATES:
                self._summaries = read_payload(record, Summaries)
            case messages.SPLITS:
                self._splits = read_payload(record, Splits)
            case messages.BRANCH_SUMMARY:
                self._branch_summary = read_payload(record, BranchSummary)
            case messages.PULL_REQUEST_COUNTS:
                self._pull_requests = read_payload(record, PullRequestCounts)
            case messages.LIB_YEARS:
                self._lib_years = read_payload(record, LibYears)
            case message:
                self._result = _RESULT.fullmatch(message) or self._result
                self._advisories.keep_sentence(record)

    def keep_tables(
        self,
        branches: Branches,
        package_files: PackageFiles,
        lib_years: LibYears | None,
        base_branch: str,
    ) -> None:
        """Keep the tables of Renovate's report, which itself names no base branch."""
        self._branches, self._lib_years = branches, lib_years
        self._dependencies.keep(base_branch, package_files)

    @property
    def base_branch(self) -> str:
        """The only base branch; empty where there is none, or more than one."""
        return self._base_branch if len(self._extractions) == 1 else ""

    @property
    def has_tables(self) -> bool:
        """Whether the branches were told: at debug level, of a repository that got there."""
        return self._branches is not None

    def tables(self) -> Iterator[_Told]:
        """Yield what was kept."""
        tables = RepositoryTables(run=self.run, repository=self.repository, wording=self.wording)
        for base_branch, extraction in self._extractions.items():
            yield from tables.extracted(base_branch, extraction)
        yield from self._found()
        if self._branch_summary:
            yield from tables.base_branches(self._branch_summary)
        yield from self._branches_seen()
        if self._summaries:
            yield from tables.counted(self._summaries)
        if self._pull_requests:
            yield tables.pull_requests(self._pull_requests)
        if self._lib_years:
            yield tables.status(self._lib_years)
        yield from self._timings()

    def _found(self) -> Iterator[TableEvent]:
        known = set()
        for advisory in self._advisories.events():
            known.add(advisory.package_name)
            yield advisory
        for event in self._dependencies.events():
            # Of an advisory the table of dependencies knows no more than the version.
            if not isinstance(event, VulnerabilitySeen) or event.package_name not in known:
                yield event

    def _branches_seen(self) -> Iterator[BranchSeen]:
        if self._branches is None:
            return
        tables = BranchTables(
            run=self.run,
            repository=self.repository,
            wording=self.wording,
            facts=self._dependencies.facts(),
            summary=self._branch_summary,
        )
        yield from map(tables.seen, self._branches.branches_information)

    def _timings(self) -> Iterator[TimingCounted | CacheCounted]:
        statistics = StatisticsTables(
            run=self.run, repository=self.repository, wording=self.wording
        )
        for record in self._statistics.values():
            yield from statistics.events(record)

    def finished(self, payload: Finished, at: datetime | None) -> RepositoryFinished:
        """Return the end of the repository; an empty payload for one that was cut off.

        Until 41.139 only a sentence at debug level says how it ended.
        """
        splits, sentence = self._splits, self._result
        said = sentence.groups() if sentence and payload.duration_ms is not None else (None,) * 4
        return RepositoryFinished(
            run=self.run,
            repository=self.repository,
            finished_at=at,
            duration_ms=None if payload.duration_ms is None else round(payload.duration_ms),
            result=optional_word(payload.result or said[0]),
            status=optional_word(payload.status or said[1]),
            splits_ms=tuple((word(phase), round(ms)) for phase, ms in splits.splits.items())
            if splits
            else None,
            exit_code=payload.exit_code,
            enabled=_WORDS.get(said[2] or "") if payload.enabled is None else payload.enabled,
            onboarded=_WORDS.get(said[3] or "") if payload.onboarded is None else payload.onboarded,
            cloned=payload.cloned,
            restarts=self.restarts,
        )
