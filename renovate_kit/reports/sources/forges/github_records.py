"""GitHub's JSON as records.

Source: GitHub's OpenAPI description, `pull-request-simple` and `dependabot-alert`.
"""

from collections.abc import Iterable
from typing import Final

import msgspec

from renovate_kit.reports.events.pull_requests import (
    AlertSeen,
    Forge,
    ForgePullRequest,
    PullRequestState,
)
from renovate_kit.reports.sources.forges.wire import LONGEST_BODY, Moment, Number

__all__ = ["ALERT", "PULL_REQUEST", "WireAlert", "WirePullRequest", "alert", "pull_request"]


class _User(msgspec.Struct):
    login: str
    type: str | None = None


class _Repository(msgspec.Struct):
    full_name: str


class _Branch(msgspec.Struct):
    ref: str
    sha: str | None = None
    repo: _Repository | None = None
    user: _User | None = None


class _Label(msgspec.Struct):
    name: str


class WirePullRequest(msgspec.Struct):
    """A pull request in a list."""

    number: Number
    html_url: str
    title: str
    state: str
    head: _Branch
    base: _Branch
    created_at: Moment
    updated_at: Moment
    body: str | None = None
    user: _User | None = None
    labels: list[_Label] = []
    draft: bool = False
    closed_at: Moment | None = None
    merged_at: Moment | None = None
    merge_commit_sha: str | None = None
    auto_merge: dict[str, msgspec.Raw] | msgspec.UnsetType | None = msgspec.UNSET


class _Package(msgspec.Struct):
    name: str
    ecosystem: str | None = None


class _Dependency(msgspec.Struct):
    package: _Package
    manifest_path: str | None = None


class _Identifier(msgspec.Struct):
    value: str


class _Score(msgspec.Struct):
    score: float | None = None
    vector_string: str | None = None


class _Scores(msgspec.Struct):
    cvss_v3: _Score | None = None
    cvss_v4: _Score | None = None


class _Advisory(msgspec.Struct):
    ghsa_id: str | None = None
    cve_id: str | None = None
    summary: str | None = None
    severity: str | None = None
    identifiers: list[_Identifier] = []
    cvss: _Score | None = None
    cvss_severities: _Scores | None = None
    published_at: Moment | None = None


class _Fixed(msgspec.Struct):
    identifier: str


class _Vulnerability(msgspec.Struct):
    vulnerable_version_range: str | None = None
    first_patched_version: _Fixed | None = None
    severity: str | None = None


class WireAlert(msgspec.Struct):
    """A Dependabot alert."""

    number: Number
    state: str
    dependency: _Dependency
    security_advisory: _Advisory
    created_at: Moment
    updated_at: Moment
    security_vulnerability: _Vulnerability | None = None
    fixed_at: Moment | None = None
    dismissed_at: Moment | None = None
    auto_dismissed_at: Moment | None = None
    dismissed_reason: str | None = None


PULL_REQUEST: Final = msgspec.json.Decoder(WirePullRequest)
ALERT: Final = msgspec.json.Decoder(WireAlert)


def pull_request(wire: WirePullRequest, *, host: str, repository: str) -> ForgePullRequest:
    """Return a pull request as the other forges' readers return theirs.

    Args:
        wire: as GitHub has it.
        host: of GitHub.
        repository: as it was asked for; GitHub's own spelling goes first.
    """
    own = wire.base.repo.full_name if wire.base.repo else repository
    is_merged = wire.merged_at is not None
    return ForgePullRequest(
        forge=Forge.GITHUB,
        host=host,
        repository=own,
        number=wire.number,
        url=wire.html_url,
        title=wire.title,
        body=(wire.body or "")[:LONGEST_BODY],
        author=wire.user.login if wire.user else None,
        author_is_bot=wire.user.type == "Bot" if wire.user and wire.user.type else None,
        branch=wire.head.ref,
        base_branch=wire.base.ref,
        from_fork=_is_from_fork(wire, own),
        head_sha=wire.head.sha,
        labels=tuple(label.name for label in wire.labels),
        state=_state(wire, is_merged=is_merged),
        draft=wire.draft,
        created_at=wire.created_at,
        updated_at=wire.updated_at,
        closed_at=wire.closed_at,
        merged_at=wire.merged_at,
        # Of an open one it is a commit that GitHub made to see whether it could be merged.
        merge_sha=wire.merge_commit_sha if is_merged else None,
        auto_merge=None if wire.auto_merge is msgspec.UNSET else wire.auto_merge is not None,
    )


def _state(wire: WirePullRequest, *, is_merged: bool) -> PullRequestState:
    if is_merged:
        return PullRequestState.MERGED
    return PullRequestState.OPEN if wire.state == "open" else PullRequestState.CLOSED


def _is_from_fork(wire: WirePullRequest, own: str) -> bool | None:
    """Return whether the branch is elsewhere; a fork that is gone leaves its owner's name."""
    if wire.head.repo is not None:
        return wire.head.repo.full_name.lower() != own.lower()
    if wire.head.user is None:
        return None
    return True if wire.head.user.login.lower() != own.partition("/")[0].lower() else None


def alert(wire: WireAlert, *, host: str, repository: str) -> AlertSeen:
    """Return a Dependabot alert.

    Raises:
        ValueError: it names no advisory.
    """
    advisory, vulnerable = wire.security_advisory, wire.security_vulnerability
    score = _best(advisory)
    ids = _ids(advisory)
    if not ids:
        raise ValueError("an alert without an advisory")
    return AlertSeen(
        host=host,
        repository=repository,
        number=wire.number,
        state=wire.state,
        ids=ids,
        ecosystem=wire.dependency.package.ecosystem,
        package_name=wire.dependency.package.name,
        manifest=wire.dependency.manifest_path,
        severity=_severity(vulnerable, advisory),
        cvss_score=score.score if score else None,
        cvss_vector=score.vector_string if score else None,
        affected=vulnerable.vulnerable_version_range if vulnerable else None,
        fixed_version=(
            vulnerable.first_patched_version.identifier
            if vulnerable and vulnerable.first_patched_version
            else None
        ),
        summary=advisory.summary,
        created_at=wire.created_at,
        updated_at=wire.updated_at,
        fixed_at=wire.fixed_at,
        dismissed_at=wire.dismissed_at or wire.auto_dismissed_at,
        dismissed_reason=wire.dismissed_reason,
        published_at=advisory.published_at,
    )


def _ids(advisory: _Advisory) -> tuple[str, ...]:
    told: Iterable[str | None] = (
        advisory.ghsa_id,
        advisory.cve_id,
        *(identifier.value for identifier in advisory.identifiers),
    )
    return tuple(sorted({text for text in told if text}))


def _best(advisory: _Advisory) -> _Score | None:
    """Return the score of version 3, else of 4: GitHub gives a vector where there is a score."""
    scores = advisory.cvss_severities or _Scores()
    told = (scores.cvss_v3, scores.cvss_v4, advisory.cvss)
    return next((score for score in told if score is not None and score.vector_string), None)


def _severity(vulnerable: _Vulnerability | None, advisory: _Advisory) -> str | None:
    """Return the severity in Renovate's and OSV's words: GitHub's alerts call moderate medium."""
    told = (vulnerable.severity if vulnerable else None) or advisory.severity
    if told is None:
        return None
    lower = told.lower()
    return "moderate" if lower == "medium" else lower
