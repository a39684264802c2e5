"""Whose a pull request is: no text alone makes one Renovate's."""

import pytest

from renovate_kit.redaction import redact
from renovate_kit.reports.events.pull_requests import (
    Evidence,
    Forge,
    PullRequestSeen,
    PullRequestState,
)
from renovate_kit.reports.sources.pull_requests import (
    RenovateSigns,
    is_security_branch,
    read_pull_request,
)
from tests.reports.pull_requests.samples import ADVISORY, LODASH, body, forged, seen

_SECURITY_BODY = body(updates=LODASH, notes=ADVISORY % "Fixed.")
_SECURITY_TITLE = "fix(deps): update dependency lodash to v4.17.21 [security]"
_SECURITY_BRANCH = "renovate/npm-lodash-vulnerability"


def read(**changes: object) -> PullRequestSeen | None:
    return read_pull_request(forged(**changes), redact)


@pytest.mark.parametrize(
    "changes",
    [
        {"branch": "fix-lodash"},
        {"branch": "renovate-lodash"},
        {"from_fork": True},
        {"from_fork": None},
        {"from_fork": True, "author": "renovate-lover"},
        {"from_fork": True, "author": "evil-renovate[bot]", "author_is_bot": True},
        {"from_fork": True, "author": "renovate[bot]", "author_is_bot": False},
        {"author": "dependabot[bot]", "author_is_bot": True},
        {"branch": "fix", "author": "github-actions[bot]", "author_is_bot": True},
        {"branch": "fix", "author": None},
        {"branch": "renovate/reconfigure"},
    ],
)
def test_a_copied_security_update_is_nobodys(changes: dict[str, object]) -> None:
    copied = {"body": _SECURITY_BODY, "title": _SECURITY_TITLE, "branch": _SECURITY_BRANCH}
    assert read(**copied | changes) is None


@pytest.mark.parametrize(
    ("changes", "evidence"),
    [
        ({}, Evidence.BRANCH),
        ({"body": ""}, Evidence.BRANCH),  # the title agrees
        ({"title": "Neues"}, Evidence.BRANCH),  # the body agrees
        ({"title": "Neues", "body": "", "author": "lud-renovate-bot"}, Evidence.BRANCH),
        ({"author": None}, Evidence.BRANCH),
        ({"forge": Forge.GITLAB, "author": "project_1_bot"}, Evidence.BRANCH),
        (
            {"author": "renovate[bot]", "author_is_bot": True, "title": "?", "body": ""},
            Evidence.BRANCH,
        ),
        ({"author": "renovate[bot]", "author_is_bot": True, "branch": "deps/x"}, Evidence.AUTHOR),
        ({"author": "lud-renovate-bot", "branch": "deps/x"}, Evidence.AUTHOR),
        (
            {"author": "forking-renovate[bot]", "author_is_bot": True, "from_fork": True},
            Evidence.AUTHOR,
        ),
        (
            {"branch": "renovate/reconfigure", "author": "renovate[bot]", "author_is_bot": True},
            Evidence.BRANCH,
        ),
    ],
)  # fmt: skip
def test_pull_requests_of_renovate(changes: dict[str, object], evidence: Evidence) -> None:
    found = read(**changes)
    assert found is not None
    assert found.renovate_evidence is evidence


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Try something", "body": "Please."},
        {"title": "Try", "body": "", "branch": "deps/x", "author": "lud-renovate-bot"},
        {"branch": "deps/x"},
    ],
)
def test_one_sign_is_not_enough(changes: dict[str, object]) -> None:
    assert read(**changes) is None


def test_other_prefixes_and_accounts_can_be_given() -> None:
    signs = RenovateSigns(branch_prefixes=("deps/", "renovate/"), authors=("Acme-Updates",))
    for changes, is_renovate in (
        ({"branch": "deps/lodash-4.x"}, True),
        ({"branch": "x", "author": "acme-updates"}, True),
        ({"branch": "x", "author": "acme-updates", "from_fork": True}, True),
        ({"branch": "x"}, False),
    ):
        found = read_pull_request(forged(**changes), redact, signs)
        assert (found is not None) == is_renovate


def test_a_forged_debug_comment_makes_no_security_claim() -> None:
    assert read(branch="fix-it", body=_SECURITY_BODY, title=_SECURITY_TITLE) is None
    mine = read(body=_SECURITY_BODY, title="Please merge", branch=_SECURITY_BRANCH, from_fork=True)
    assert mine is None


@pytest.mark.parametrize(
    ("changes", "evidence"),
    [
        ({"body": _SECURITY_BODY}, Evidence.BODY),
        ({"title": _SECURITY_TITLE}, Evidence.TITLE),
        ({"branch": _SECURITY_BRANCH}, Evidence.BRANCH),
        ({"body": _SECURITY_BODY, "title": _SECURITY_TITLE}, Evidence.BODY),
        ({}, None),
        ({"labels": ("security",)}, None),
    ],
)
def test_by_what_it_is_known_to_be_a_security_update(
    changes: dict[str, object], evidence: Evidence | None
) -> None:
    found = seen(**changes)
    assert (found.security, found.security_evidence) == (evidence is not None, evidence)


@pytest.mark.parametrize(
    ("branch", "expected"),
    [
        ("renovate/npm-lodash-vulnerability", True),
        ("renovate/main-pypi-jinja2-vulnerability", True),
        ("deps/github-tags-tj-actions-changed-files-vulnerability", True),
        ("renovate/lodash-4.x", False),
        ("renovate/npm-lodash-vulnerability-2", False),
        ("renovate/check-vulnerability", False),
        ("renovate/npm-" + "a" * 600 + "-vulnerability", False),
    ],
)
def test_branches_for_vulnerabilities(branch: str, expected: bool) -> None:  # noqa: FBT001 - a parameter
    assert is_security_branch(branch) is expected


def test_only_a_closed_one_was_superseded() -> None:
    title = "Update dependency x to v1.2.3 - autoclosed"
    assert seen(title=title, state=PullRequestState.CLOSED).superseded
    assert not seen(title=title).superseded
    assert not seen(title=title, state=PullRequestState.MERGED).superseded
    assert seen(title="Update dependency x to v1.2.3 - abandoned").abandoned


def test_commits_of_people_are_known_from_the_forge_or_the_body() -> None:
    edited = body(updates=LODASH).replace(
        "Whenever PR becomes conflicted, or you tick the rebase/retry checkbox.",
        "Renovate will not automatically rebase this PR, because other commits have been found.",
    )
    assert seen(body=edited).edited_by_people is True
    assert seen(edited_by_people=True).edited_by_people is True
    assert seen(edited_by_people=False).edited_by_people is False
    assert seen().edited_by_people is None


def test_secrets_and_escapes_never_come_through() -> None:
    token = "ghp_" + "0123456789abcdef" * 3
    hostile = f"\x1b]0;x\x07\x1b[31m\u202e{token}\u200b\x00\ud800"
    found = seen(
        title=f"Update dependency x to v1.2.3 {hostile}",
        author=f"renovate {hostile}",
        labels=(hostile,) * 200,
        merged_by=hostile,
        body=body(updates=LODASH.replace("lodash]", f"lodash{hostile}]")) + f"\n| {hostile} |",
    )
    text = repr(found)
    assert token not in text
    for bad in ("\x1b", "\\x1b", "\\u202e", "\\u200b", "\\x00", "\\ud800", "\\x07"):
        assert bad not in text
    assert found.labels is not None
    assert len(found.labels) == 100
    repr(found).encode()
