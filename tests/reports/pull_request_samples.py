"""Made-up pull requests, alerts and advisories; and all that a store holds of them."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from renovate_kit.reports.events.pull_requests import (
    AdvisoryMention,
    AdvisoryPublished,
    AffectedRange,
    AlertSeen,
    Evidence,
    Forge,
    PullRequestSeen,
    PullRequestState,
    PullRequestUpdate,
)

START = datetime(2026, 9, 7, 8, tzinfo=UTC)
REPOSITORY = "acme/shop"
IDS = ("CVE-2021-23337", "GHSA-35jh-r3h4-6jhm")


def hours(number: float) -> datetime:
    return START + timedelta(hours=number)


LODASH = PullRequestUpdate(dep_name="lodash", update_type="patch", current="4.17.20", new="4.17.21")
MENTION = AdvisoryMention(
    ids=IDS,
    title="Command Injection in lodash",
    package_name="lodash",
    severity="high",
    cvss_score=7.2,
    cvss_vector="CVSS:3.1/AV:N/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H",
    evidence=Evidence.BODY,
)


def pull_request(**changes: object) -> PullRequestSeen:
    """Return an open pull request that updates lodash, with changes."""
    seen = PullRequestSeen(
        forge=Forge.GITHUB,
        host="github.com",
        repository=REPOSITORY,
        number=4,
        url="https://github.com/acme/shop/pull/4",
        title="chore(deps): update dependency lodash to v4.17.21",
        author="renovate[bot]",
        branch="renovate/lodash-4.x",
        base_branch="main",
        head_sha="a" * 40,
        labels=("dependencies",),
        state=PullRequestState.OPEN,
        draft=False,
        created_at=hours(0),
        updated_at=hours(1),
        closed_at=None,
        merged_at=None,
        merge_sha=None,
        auto_merge=None,
        merged_by=None,
        closed_by=None,
        edited_by_people=None,
        checks=None,
        review=None,
        updates=(LODASH,),
        advisories=(),
        security=False,
        security_evidence=None,
        superseded=False,
        automerge=False,
        schedule="At any time",
        rebase_requested=False,
        created_in_version="44.121.2",
        updated_in_version="44.121.2",
        merge_method=None,
        release_notes=(),
        renovate_evidence=Evidence.BODY,
    )
    return replace(seen, **changes)  # type: ignore[arg-type]


def security_pull_request(**changes: object) -> PullRequestSeen:
    """Return an open pull request with a section on an advisory, with changes."""
    marked = {
        "title": "fix(deps): update dependency lodash to v4.17.21 [security]",
        "branch": "renovate/npm-lodash-vulnerability",
        "advisories": (MENTION,),
        "security": True,
        "security_evidence": Evidence.BODY,
    }
    return pull_request(**(marked | changes))


def merged(seen: PullRequestSeen, at: datetime, sha: str = "b" * 40) -> PullRequestSeen:
    """Return it merged, as a forge tells."""
    return replace(
        seen,
        state=PullRequestState.MERGED,
        updated_at=at,
        closed_at=at,
        merged_at=at,
        merge_sha=sha,
    )


def closed(seen: PullRequestSeen, at: datetime) -> PullRequestSeen:
    """Return it closed without a merge."""
    return replace(seen, state=PullRequestState.CLOSED, updated_at=at, closed_at=at)


def from_git(seen: PullRequestSeen, **changes: object) -> PullRequestSeen:
    """Return a merged one as a clone knows it."""
    lacking = dict.fromkeys(
        ("url", "labels", "draft", "created_at", "updated_at", "closed_at", "head_sha", "author")
    )
    known = {
        "forge": Forge.GIT,
        "host": None,
        "advisories": (),
        "updates": tuple(
            replace(each, package_file="package.json", evidence=Evidence.DIFF)
            for each in seen.updates
        ),
        "automerge": None,
        "schedule": None,
        "rebase_requested": None,
        "created_in_version": None,
        "updated_in_version": None,
        "renovate_evidence": Evidence.COMMIT,
    }
    return replace(seen, **(lacking | known | changes))  # type: ignore[arg-type]


def alert(**changes: object) -> AlertSeen:
    """Return an open alert on lodash, with changes."""
    seen = AlertSeen(
        host="github.com",
        repository=REPOSITORY,
        number=1,
        state="open",
        ids=IDS,
        ecosystem="npm",
        package_name="lodash",
        manifest="package-lock.json",
        severity="high",
        cvss_score=7.2,
        cvss_vector=MENTION.cvss_vector,
        affected="< 4.17.21",
        fixed_version="4.17.21",
        summary="Command Injection in lodash",
        created_at=hours(-2),
        updated_at=hours(-2),
        fixed_at=None,
        dismissed_at=None,
        dismissed_reason=None,
        published_at=hours(-100),
    )
    return replace(seen, **changes)  # type: ignore[arg-type]


def advisory(**changes: object) -> AdvisoryPublished:
    """Return what a database has on lodash, with changes."""
    told = AdvisoryPublished(
        advisory=IDS[1],
        aliases=(IDS[0],),
        summary="Command Injection in lodash",
        severity="high",
        cvss_score=7.2,
        cvss_vector=MENTION.cvss_vector,
        published_at=hours(-100),
        modified_at=hours(-50),
        withdrawn_at=None,
        affected=(
            AffectedRange(
                ecosystem="npm",
                package_name="lodash",
                introduced="0",
                fixed="4.17.21",
                last_affected=None,
            ),
        ),
        source="osv",
    )
    return replace(told, **changes)  # type: ignore[arg-type]


_TABLES = (
    "pull_requests",
    "pull_request_updates",
    "pull_request_advisories",
    "pull_request_states",
    "dependabot_alerts",
)


def forge_content(path: Path) -> list[tuple[object, ...]]:
    """Return all that a store holds of forges, without keys and in an order of its own."""
    rows = []
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        named = {
            row["id"]: f"{row['host']} {row['repository']} {row['number']} {row['merge_sha']}"
            for row in connection.execute("SELECT * FROM pull_requests")
        }
        for table in _TABLES:
            for row in connection.execute(f"SELECT * FROM {table}"):  # noqa: S608 - our own names
                told = dict(row)
                told.pop("id", None)
                if "pull_request_id" in told:
                    told["pull_request_id"] = named[told["pull_request_id"]]
                rows.append((table, *told.items()))
    return sorted(rows, key=repr)
