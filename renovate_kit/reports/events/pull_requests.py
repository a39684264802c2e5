"""What a forge, a git history and a vulnerability database tell, all apart from any run.

`None` means that the source can't tell. A text that somebody else wrote (a title, a label, an
advisory's summary) is redacted and holds no control characters; it is not escaped.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

__all__ = [
    "AdvisoryMention",
    "AdvisoryPublished",
    "AffectedRange",
    "AlertSeen",
    "BodyReading",
    "Evidence",
    "Forge",
    "ForgePullRequest",
    "MergeMethod",
    "PullRequestSeen",
    "PullRequestState",
    "PullRequestUpdate",
]


class Forge(StrEnum):
    """Where pull requests (on GitLab: merge requests) are kept; `git` is a clone alone."""

    GITHUB = "github"
    GITLAB = "gitlab"
    GITEA = "gitea"
    GIT = "git"


class PullRequestState(StrEnum):
    """A pull request is in one of these; `merged` is closed as well, but told apart."""

    OPEN = "open"
    MERGED = "merged"
    CLOSED = "closed"


class MergeMethod(StrEnum):
    """How a pull request came into its base branch. GitHub: `merge_method` of a merge."""

    MERGE = "merge"
    SQUASH = "squash"
    REBASE = "rebase"


class Evidence(StrEnum):
    """By what a fact about a pull request is known, best first."""

    BODY = "body"
    TITLE = "title"
    BRANCH = "branch"
    COMMIT = "commit"
    DIFF = "diff"
    ALERT = "alert"
    LOG = "log"
    AUTHOR = "author"


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequestUpdate:
    """One dependency's step in a pull request, as its body, title or diff tells it.

    Attributes:
        dep_name: as the body names it; `package_name` only where that tells another.
        update_type: Renovate's word (`major`, `minor`, `patch`, `digest`, `pin`, ...).
        dep_type: the body's `Type` column, such as `devDependencies`.
        current: what was in the file: a version, a range or a digest, as written.
        new: what is in it then.
        package_file: known from a diff only.
        source_url: the link on the name, without Renovate's redirection.
        age_days, merge_confidence: only where the body has them as text.
        pending: a newer version that waits (`Pending` column).
        evidence: by what this row is known.
        current_version: what `current` stands for, where the body's links tell it: the version
            of a range or a tag (`3.12` of `3.12-slim`).
        new_version: likewise.
        replacement: the dependency that takes its place.
    """

    dep_name: str
    package_name: str | None = None
    datasource: str | None = None
    manager: str | None = None
    update_type: str | None = None
    dep_type: str | None = None
    current: str | None = None
    new: str | None = None
    package_file: str | None = None
    source_url: str | None = None
    age_days: int | None = None
    merge_confidence: str | None = None
    pending: str | None = None
    evidence: Evidence = Evidence.BODY
    current_version: str | None = None
    new_version: str | None = None
    replacement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisoryMention:
    """An advisory that a pull request says it is about.

    Attributes:
        ids: CVE and GHSA numbers and the like of one advisory, sorted; never empty.
        title: its headline.
        package_name: None where several dependencies are updated and nothing says which.
        severity: in lower case (`critical`, `high`, `moderate`, `low`); None if untold.
        cvss_score: 0 to 10.
        cvss_vector: as `CVSS:3.1/AV:N/...`.
        evidence: `body` for a section of the body that Renovate makes.
    """

    ids: tuple[str, ...]
    title: str | None
    package_name: str | None
    severity: str | None
    cvss_score: float | None
    cvss_vector: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyReading:
    """What the body of a pull request says.

    Attributes:
        is_renovate: whether Renovate made it, and by what that is known.
        updates: rows of its table; empty where it has none that can be read.
        advisories: what its security sections are about.
        created_in_version: Renovate's version, from the hidden debug data.
        updated_in_version: likewise.
        target_branch: likewise.
        automerge: whether Renovate may merge it, as the body says.
        schedule: when branches may be made, as the body says (`At any time`, `before 3am`).
        rebase_requested: whether the checkbox is ticked; None without a checkbox.
        edited: whether the body says that a person edited the branch.
        ignored: whether it says that the update is ignored from now on.
        release_notes: links to release notes and comparisons, in order, at most a few dozen.
    """

    is_renovate: bool
    updates: tuple[PullRequestUpdate, ...] = ()
    advisories: tuple[AdvisoryMention, ...] = ()
    created_in_version: str | None = None
    updated_in_version: str | None = None
    target_branch: str | None = None
    automerge: bool | None = None
    schedule: str | None = None
    rebase_requested: bool | None = None
    edited: bool | None = None
    ignored: bool | None = None
    release_notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgePullRequest:
    """A pull request as a forge has it: any pull request, by whomever. The same for all forges.

    Attributes:
        host: of the forge, such as `github.com`.
        repository: its full name as the forge has it now (`luddera/pi-cluster`).
        number: of the pull request within the repository (GitLab: `iid`).
        author: login.
        author_is_bot: whether the forge says that it is an app or a bot.
        branch: where it comes from.
        from_fork: whether that branch is in another repository.
        merged_by: login; None where not asked for.
        closed_by: likewise.
        edited_by_people: whether somebody else than the author pushed commits; None if not asked.
        checks: `success`, `failure`, `pending`; None where not asked for or there are none.
        review: `approved`, `changes_requested`, `review_required`; likewise.
    """

    forge: Forge
    host: str
    repository: str
    number: int
    url: str
    title: str
    body: str
    author: str | None
    author_is_bot: bool | None
    branch: str
    base_branch: str
    from_fork: bool | None
    head_sha: str | None
    labels: tuple[str, ...]
    state: PullRequestState
    draft: bool
    created_at: datetime
    updated_at: datetime
    closed_at: datetime | None
    merged_at: datetime | None
    merge_sha: str | None
    auto_merge: bool | None = None
    merged_by: str | None = None
    closed_by: str | None = None
    edited_by_people: bool | None = None
    checks: str | None = None
    review: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequestSeen:
    """A pull request of Renovate's, as a forge or a git history has it at some time.

    The fields from `forge` to `review` are those of `ForgePullRequest`; a git history knows
    merged ones only, and of these neither labels nor when they were opened.

    Attributes:
        updates: from the body, else from the title, the branch or the diff.
        advisories: from the body's security sections.
        security: whether it is marked as a fix of a vulnerability (by title, branch or advisory).
        security_evidence: by what.
        superseded: whether Renovate itself closed it (`- autoclosed` in the title).
        merge_method: from a git history.
        renovate_evidence: by what it is known to be Renovate's.
        abandoned: whether Renovate gave it up (`- abandoned` in the title): it is obsolete, and
            left to the person who changed its branch.
    """

    forge: Forge
    host: str | None
    repository: str
    number: int | None
    url: str | None
    title: str
    author: str | None
    branch: str | None
    base_branch: str | None
    head_sha: str | None
    labels: tuple[str, ...] | None
    state: PullRequestState
    draft: bool | None
    created_at: datetime | None
    updated_at: datetime | None
    closed_at: datetime | None
    merged_at: datetime | None
    merge_sha: str | None
    auto_merge: bool | None
    merged_by: str | None
    closed_by: str | None
    edited_by_people: bool | None
    checks: str | None
    review: str | None
    updates: tuple[PullRequestUpdate, ...]
    advisories: tuple[AdvisoryMention, ...]
    security: bool
    security_evidence: Evidence | None
    superseded: bool
    automerge: bool | None
    schedule: str | None
    rebase_requested: bool | None
    created_in_version: str | None
    updated_in_version: str | None
    merge_method: MergeMethod | None
    release_notes: tuple[str, ...]
    renovate_evidence: Evidence
    abandoned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertSeen:
    """A Dependabot alert of a repository. Source: GitHub REST, `GET .../dependabot/alerts`.

    Attributes:
        state: `open`, `fixed`, `dismissed` or `auto_dismissed`.
        affected: range of versions, as GitHub writes it (`< 4.17.21`).
    """

    host: str
    repository: str
    number: int
    state: str
    ids: tuple[str, ...]
    ecosystem: str | None
    package_name: str
    manifest: str | None
    severity: str | None
    cvss_score: float | None
    cvss_vector: str | None
    affected: str | None
    fixed_version: str | None
    summary: str | None
    created_at: datetime
    updated_at: datetime
    fixed_at: datetime | None
    dismissed_at: datetime | None
    dismissed_reason: str | None
    published_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedRange:
    """One package's versions that an advisory is about. Source: OSV schema, `affected[]`.

    Attributes:
        introduced: first bad version; `0` for all from the beginning.
        fixed: first good version; None if there is none.
        last_affected: last bad version, where the record says it in this way.
    """

    ecosystem: str
    package_name: str
    introduced: str | None
    fixed: str | None
    last_affected: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisoryPublished:
    """What a vulnerability database has on an advisory. Source: OSV schema.

    Attributes:
        advisory: the id that the record goes by.
        aliases: other ids of the same, sorted.
        severity: in lower case (`critical`, `high`, `moderate`, `low`); None if untold.
        cvss_score: 0 to 10, computed from the vector or told; None without either.
        withdrawn_at: it turned out to be none.
        epss: probability of exploitation, 0 to 1, from a data file of FIRST.
        known_exploited_at: date of its entry in CISA's catalogue.
    """

    advisory: str
    aliases: tuple[str, ...]
    summary: str | None
    severity: str | None
    cvss_score: float | None
    cvss_vector: str | None
    published_at: datetime | None
    modified_at: datetime | None
    withdrawn_at: datetime | None
    affected: tuple[AffectedRange, ...]
    source: str
    epss: float | None = None
    known_exploited_at: datetime | None = None
