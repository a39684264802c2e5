"""Publishes a report that is laid out already, and says what came of it."""

from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from renovate_kit.cli.output import report_failure, say
from renovate_kit.cli.publish_options import PublishPlace
from renovate_kit.cli.publish_request import NEEDED, PublishRequest
from renovate_kit.cli.settings import actions_run_url, certificates_file
from renovate_kit.errors import RenovateKitError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from renovate_kit.reports.publishing.index import ReportFolder, TrendUpTo
    from renovate_kit.reports.publishing.writer import GithubWriter, Target

__all__ = ["LaidOut", "publish"]

_SHORT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """A report as it is published.

    Attributes:
        name: of its period, as in `2026-W37`.
        markdown: all of it.
        trend_up_to: tells the trend for an index.
        repositories: those that report and trend are limited to; none means all.
    """

    name: str
    markdown: str
    trend_up_to: "TrendUpTo"
    repositories: "Sequence[str]" = ()


def publish(request: PublishRequest, report: LaidOut) -> int:
    """Publish a report everywhere, say what came of it, and return the worst exit code.

    Where one place refuses it, the others get it all the same.

    Args:
        request: where.
        report: what.

    Raises:
        UsageError: the address of GitHub's API can't be used.
    """
    with closing(_Work(request, report)) as work:
        worst = 0
        for place in request.places:
            try:
                say(f"{work.done(place)}\n")
            except RenovateKitError as error:
                if request.token is not None:
                    error.message = error.message.replace(request.token.reveal(), "***")
                report_failure(error)
                worst = max(worst, error.exit_code)
    return worst


class _Work:
    """Publishes one report."""

    def __init__(self, request: PublishRequest, report: LaidOut) -> None:
        self._request = request
        self._report = report
        self._markdown = report.markdown
        if request.token is not None:
            self._markdown = self._markdown.replace(request.token.reveal(), "***")
        self._whole = _elsewhere(report.name)
        self._opened: GithubWriter | None = None

    def close(self) -> None:
        """Let go of the connection."""
        if self._opened is not None:
            self._opened.close()

    def done(self, place: PublishPlace) -> str:
        """Publish it in one place, and return what came of that."""
        match place:
            case PublishPlace.COMMIT:
                return self._committed()
            case PublishPlace.ISSUE:
                return self._issue()
            case PublishPlace.STEP_SUMMARY:
                return self._summary()

    def _committed(self) -> str:
        from renovate_kit.reports.publishing.commit import CommitWanted, publish_commit

        request, target = self._request, self._target
        file = f"{self._report.name}.md"
        wanted = CommitWanted(
            branch=request.branch,
            folder=request.folder,
            message=f"Renovate report {self._report.name}",
            files=self._files,
        )
        outcome = publish_commit(self._writer, target, wanted)
        url = f"{target.url}/blob/{outcome.branch}/{request.folder}/{file}"
        self._whole = f"[The whole report]({url})"
        if outcome.sha is None:
            return f"{target.name}: nothing to commit, {url} is as it should be"
        files = " and ".join(path.rpartition("/")[2] for path in outcome.paths)
        return f"{target.name}: {files} committed as {outcome.sha[:_SHORT]}, {url}"

    def _files(self, folder: "ReportFolder") -> "Mapping[str, str]":
        from renovate_kit.reports.formats.index_page import INDEX_NAME
        from renovate_kit.reports.publishing.index import updated_index

        new = {f"{self._report.name}.md": self._markdown}
        report = self._report
        index = updated_index(folder, new, report.trend_up_to, trend_of=report.repositories)
        return {**new, INDEX_NAME: index}

    def _issue(self) -> str:
        from renovate_kit.reports.publishing.issue import IssueWanted, publish_issue

        wanted = IssueWanted(
            title=f"Renovate report {self._report.name}",
            report=self._markdown,
            labels=self._request.labels,
            whole=self._whole,
        )
        outcome = publish_issue(self._writer, self._target, wanted)
        said = f"issue #{outcome.number} {outcome.state.value}, {outcome.url}"
        return f"{self._target.name}: {said}"

    def _summary(self) -> str:
        from renovate_kit.reports.publishing.step_summary import append_summary

        assert self._request.summary is not None  # noqa: S101 - the request was checked
        append_summary(self._request.summary, self._markdown, whole=self._whole)
        return "summary of the step: written"

    @cached_property
    def _target(self) -> "Target":
        return self._writer.target(self._request.repository)

    @cached_property
    def _writer(self) -> "GithubWriter":
        from renovate_kit.http import Retries
        from renovate_kit.reports.publishing.writer import open_writer
        from renovate_kit.reports.sources.forges.asking import Patience
        from renovate_kit.reports.sources.forges.github_access import GITHUB_API, GithubAccess

        access = GithubAccess(
            base_url=self._request.base_url or GITHUB_API,
            who=self._request.token,
            ca_file=certificates_file(),
        )
        patience = Patience(now=lambda: datetime.now(UTC), retries=Retries())
        needed = [NEEDED[place] for place in self._request.places if place in NEEDED]
        self._opened = open_writer(access, patience, needed=needed)
        return self._opened


def _elsewhere(name: str) -> str:
    """Return where all of a report is that is committed nowhere."""
    url = actions_run_url()
    if url is not None:
        return f"[This run]({url}) wrote it; `renovate-kit report weekly` writes all of it."
    return f"`renovate-kit report weekly` writes all of the report {name} from the store."
