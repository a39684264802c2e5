"""From a forge's pull request to one of Renovate's."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Final

from renovate_kit.reports.events.pull_requests import (
    AdvisoryMention,
    BodyReading,
    Evidence,
    ForgePullRequest,
    PullRequestSeen,
    PullRequestState,
    PullRequestUpdate,
)
from renovate_kit.reports.sources.pull_requests.body import read_body
from renovate_kit.reports.sources.pull_requests.plain_text import kept
from renovate_kit.reports.sources.pull_requests.recognition import (
    DEFAULT_SIGNS,
    RenovateSigns,
    renovate_evidence,
)
from renovate_kit.reports.sources.pull_requests.title import TitleReading, read_title

__all__ = ["is_security_branch", "read_pull_request"]

_Redact = Callable[[str], str]

_MOST_LABELS: Final = 100
_SECURITY_BRANCH: Final = re.compile(
    r"(?:^|[/-])(?:clojure|crate|github-tags|go|golang-version|hackage|hex|maven|npm|nuget"
    r"|packagist|pypi|rubygems)-.{1,250}-vulnerability$"
)
_LONGEST_BRANCH: Final = 500
"""`vulnerabilityAlerts.branchTopic`, for the data sources that have advisories: Renovate 44.121.2,
`lib/util/vulnerability/ecosystem.ts`."""


def read_pull_request(
    pull_request: ForgePullRequest, redact: _Redact, signs: RenovateSigns = DEFAULT_SIGNS
) -> PullRequestSeen | None:
    """Return what a pull request of Renovate's says; None for anybody else's. Never raises.

    Whose it is, is decided as `renovate_kit.reports.sources.pull_requests.recognition` says. What
    the body doesn't tell comes from the title: a version only where it is told whole.

    Args:
        pull_request: of any forge, by whomever.
        redact: masks secrets.
        signs: branch prefixes and logins of Renovate here.
    """
    title = read_title(pull_request.title)
    body = read_body(pull_request.body, named=title.update.dep_name if title.update else None)
    evidence = renovate_evidence(pull_request, body, title, signs)
    if evidence is None:
        return None
    return _told(pull_request, body, title, evidence, redact)


def is_security_branch(branch: str) -> bool:
    """Say whether Renovate's branch is one for a vulnerability, by its name."""
    return len(branch) <= _LONGEST_BRANCH and bool(_SECURITY_BRANCH.search(branch))


def _told(
    pull_request: ForgePullRequest,
    body: BodyReading,
    title: TitleReading,
    evidence: Evidence,
    redact: _Redact,
) -> PullRequestSeen:
    security_evidence = _security_evidence(pull_request, body, title)
    return PullRequestSeen(
        forge=pull_request.forge,
        host=kept(pull_request.host, redact),
        repository=kept(pull_request.repository, redact) or "",
        number=pull_request.number,
        url=kept(pull_request.url, redact),
        title=kept(pull_request.title, redact) or "",
        author=kept(pull_request.author, redact),
        branch=kept(pull_request.branch, redact),
        base_branch=kept(pull_request.base_branch, redact),
        head_sha=kept(pull_request.head_sha, redact),
        labels=tuple(
            label for each in pull_request.labels[:_MOST_LABELS] if (label := kept(each, redact))
        ),
        state=pull_request.state,
        draft=pull_request.draft,
        created_at=pull_request.created_at,
        updated_at=pull_request.updated_at,
        closed_at=pull_request.closed_at,
        merged_at=pull_request.merged_at,
        merge_sha=kept(pull_request.merge_sha, redact),
        auto_merge=pull_request.auto_merge,
        merged_by=kept(pull_request.merged_by, redact),
        closed_by=kept(pull_request.closed_by, redact),
        edited_by_people=body.edited or pull_request.edited_by_people,
        checks=pull_request.checks,
        review=pull_request.review,
        updates=tuple(_masked_update(each, redact) for each in _updates(body, title)),
        advisories=tuple(_masked_advisory(each, redact) for each in body.advisories),
        security=security_evidence is not None,
        security_evidence=security_evidence,
        superseded=title.autoclosed and pull_request.state is PullRequestState.CLOSED,
        automerge=body.automerge,
        schedule=kept(body.schedule, redact),
        rebase_requested=body.rebase_requested,
        created_in_version=body.created_in_version,
        updated_in_version=body.updated_in_version,
        merge_method=None,
        release_notes=tuple(link for each in body.release_notes if (link := kept(each, redact))),
        renovate_evidence=evidence,
        abandoned=title.abandoned,
    )


def _updates(body: BodyReading, title: TitleReading) -> tuple[PullRequestUpdate, ...]:
    if body.updates:
        return body.updates
    return (title.update,) if title.update else ()


def _security_evidence(
    pull_request: ForgePullRequest, body: BodyReading, title: TitleReading
) -> Evidence | None:
    if body.advisories:
        return Evidence.BODY
    if title.security:
        return Evidence.TITLE
    return Evidence.BRANCH if is_security_branch(pull_request.branch) else None


def _masked_update(update: PullRequestUpdate, redact: _Redact) -> PullRequestUpdate:
    return replace(
        update,
        dep_name=kept(update.dep_name, redact) or "",
        package_name=kept(update.package_name, redact),
        dep_type=kept(update.dep_type, redact),
        current=kept(update.current, redact),
        new=kept(update.new, redact),
        package_file=kept(update.package_file, redact),
        source_url=kept(update.source_url, redact),
        pending=kept(update.pending, redact),
        current_version=kept(update.current_version, redact),
        new_version=kept(update.new_version, redact),
        replacement=kept(update.replacement, redact),
    )


def _masked_advisory(mention: AdvisoryMention, redact: _Redact) -> AdvisoryMention:
    return replace(
        mention,
        title=kept(mention.title, redact),
        package_name=kept(mention.package_name, redact),
    )
