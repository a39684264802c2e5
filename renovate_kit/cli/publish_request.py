"""What the flags and the environment say of where a report is to be published."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from renovate_kit.cli.publish_options import PublishPlace
from renovate_kit.cli.settings import step_summary_file
from renovate_kit.errors import UsageError

if TYPE_CHECKING:
    from renovate_kit.reports.report import Report
    from renovate_kit.reports.sources.forges.secret import Secret

__all__ = ["NEEDED", "PublishFlags", "PublishRequest", "publish_request"]

NEEDED: Final = {
    PublishPlace.COMMIT: "contents: write",
    PublishPlace.ISSUE: "issues: write",
}
"""What the token must be allowed to."""
_ORDER: Final = (PublishPlace.COMMIT, PublishPlace.STEP_SUMMARY, PublishPlace.ISSUE)
"""Others link to what is committed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishFlags:
    """The flags as they were given."""

    places: Sequence[PublishPlace]
    to: str | None
    repositories: Sequence[str]
    labels: Sequence[str]
    branch: str | None
    folder: str
    base_url: str | None
    token_file: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishRequest:
    """Where a report goes, checked as far as that can be without a network.

    Attributes:
        places: in the order in which they are done.
        repository: for an issue and a commit; empty where neither is wanted.
        labels: of a new issue.
        branch: to commit to; None for the default branch.
        folder: to commit to.
        base_url: of GitHub's API; None for the usual one.
        token: for it.
        summary: the file of the step's summary.
    """

    places: tuple[PublishPlace, ...]
    repository: str = ""
    labels: Sequence[str] = ()
    branch: str | None = None
    folder: str = ""
    base_url: str | None = None
    token: "Secret | None" = None
    summary: Path | None = None


def publish_request(flags: PublishFlags, report: "Report") -> PublishRequest | None:
    """Return where a report goes; None if the flags don't say.

    Raises:
        InputError: the file of the token can't be read.
        UsageError: something is missing, or is of no use.
    """
    places = tuple(place for place in _ORDER if place in flags.places)
    _refuse_useless(flags, places)
    if not places:
        return None
    if PublishPlace.STEP_SUMMARY in places and step_summary_file() is None:
        hint = "a step of GitHub Actions has it: elsewhere, leave `--publish step-summary` out"
        raise UsageError("GITHUB_STEP_SUMMARY is not set", hint=hint)
    if not NEEDED.keys() & set(places):
        return PublishRequest(places=places, summary=step_summary_file())
    base_url, token = _access(flags, places)
    return PublishRequest(
        places=places,
        repository=_repository(flags, report),
        labels=flags.labels,
        branch=flags.branch,
        folder=_folder(flags.folder, places, report),
        base_url=base_url,
        token=token,
        summary=step_summary_file(),
    )


def _refuse_useless(flags: PublishFlags, places: Sequence[PublishPlace]) -> None:
    useless = {
        "--publish-to": flags.to is not None and not NEEDED.keys() & set(places),
        "--issue-label": flags.labels and PublishPlace.ISSUE not in places,
        "--branch": flags.branch is not None and PublishPlace.COMMIT not in places,
    }
    for name, is_useless in useless.items():
        if is_useless:
            needs = {"--issue-label": "issue", "--branch": "commit"}.get(name, "issue or commit")
            raise UsageError(f"{name} needs --publish {needs}", hint=f"add it, or leave {name} out")


def _access(flags: PublishFlags, places: Sequence[PublishPlace]) -> tuple[str | None, "Secret"]:
    from renovate_kit.cli.sync_environment import github_base_url, github_token

    url = github_base_url(flags.base_url)
    token = github_token(flags.token_file, url)
    if token is None:
        needed = " and ".join(NEEDED[place] for place in places if place in NEEDED)
        hint = f"set GITHUB_TOKEN or give --token-file; it needs {needed}"
        raise UsageError("publishing on GitHub needs a token", hint=hint)
    return url, token


def _repository(flags: PublishFlags, report: "Report") -> str:
    """Return the repository that is named, or the only one that the report is of or was asked of.

    The report of a week without runs has none.
    """
    from renovate_kit.reports.sources.forges.names import checked_name

    if flags.to is not None:
        return checked_name(flags.to)
    names = [part.repository for part in report.repositories] or list(flags.repositories)
    if len(names) == 1:
        return checked_name(names[0])
    what = f"of {len(names)} repositories" if names else "of no repository"
    hint = "name one with --publish-to OWNER/REPO"
    raise UsageError(f"the report is {what}, so that it has no place of its own", hint=hint)


def _folder(folder: str, places: Sequence[PublishPlace], report: "Report") -> str:
    from renovate_kit.reports.formats.index_page import is_week
    from renovate_kit.reports.publishing.commit import checked_folder

    if PublishPlace.COMMIT in places and not is_week(report.period.name):
        hint = "choose a week with --week, or publish it as an issue"
        raise UsageError(f"{report.period.name} is no week, as commits have them", hint=hint)
    return checked_folder(folder)
