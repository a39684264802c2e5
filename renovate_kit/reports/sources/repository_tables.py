"""The tables at the end of a repository that are neither branches nor dependencies."""

from collections.abc import Iterator
from dataclasses import dataclass

from renovate_kit.reports.events import (
    BaseBranchSeen,
    DependenciesExtracted,
    DependencyStatus,
    PullRequestsCounted,
    UpdatesCounted,
    UpdatesSummarised,
)
from renovate_kit.reports.sources.payloads import (
    BranchSummary,
    Extraction,
    LibYears,
    PullRequestCounts,
    Summaries,
)
from renovate_kit.reports.sources.wording import Wording, word

__all__ = ["RepositoryTables"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryTables:
    """Tells the tables of one repository."""

    run: str
    repository: str
    wording: Wording

    def extracted(
        self, base_branch: str, extraction: Extraction
    ) -> Iterator[DependenciesExtracted]:
        """Yield how much each manager found."""
        for manager, count in extraction.stats.managers.items():
            yield DependenciesExtracted(
                run=self.run,
                repository=self.repository,
                base_branch=base_branch,
                manager=word(manager),
                files=count.file_count,
                dependencies=count.dep_count,
            )

    def counted(self, summaries: Summaries) -> Iterator[UpdatesCounted | UpdatesSummarised]:
        """Yield Renovate's own count of updates."""
        for summary in summaries.update_summary:
            base_branch = self.wording.name(summary.base_branch)
            for update_type, number in summary.updates.items():
                yield UpdatesCounted(
                    run=self.run,
                    repository=self.repository,
                    base_branch=base_branch,
                    update_type=word(update_type),
                    count=number,
                )
            if summary.total is not None and summary.vulnerability_alert is not None:
                yield UpdatesSummarised(
                    run=self.run,
                    repository=self.repository,
                    base_branch=base_branch,
                    total=summary.total,
                    vulnerabilities=summary.vulnerability_alert,
                    managers=tuple(
                        (word(manager), each.total, each.vulnerability_alert)
                        for manager, each in summary.managers.items()
                    ),
                )

    def base_branches(self, summary: BranchSummary) -> Iterator[BaseBranchSeen]:
        """Yield the branches that Renovate works on."""
        for each in summary.base_branches:
            default = summary.default_branch
            yield BaseBranchSeen(
                run=self.run,
                repository=self.repository,
                base_branch=self.wording.name(each.branch_name),
                sha=self.wording.optional(each.sha),
                is_default=None if default is None else default == each.branch_name,
            )

    def pull_requests(self, counts: PullRequestCounts) -> PullRequestsCounted:
        """Return how many pull requests of Renovate's there ever were."""
        return PullRequestsCounted(
            run=self.run,
            repository=self.repository,
            total=counts.stats.total,
            open=counts.stats.open,
            closed=counts.stats.closed,
            merged=counts.stats.merged,
        )

    def status(self, years: LibYears) -> DependencyStatus:
        """Return how far the repository is behind."""
        status = years.dependency_status
        return DependencyStatus(
            run=self.run,
            repository=self.repository,
            lib_years=years.lib_years.total,
            lib_years_by_manager=tuple(
                (word(manager), each) for manager, each in years.lib_years.managers.items()
            ),
            outdated=status.outdated if status else None,
            total=status.total if status else None,
        )
