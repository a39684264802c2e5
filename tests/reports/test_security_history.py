"""The history of vulnerabilities: what is on record in, what became of each out."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renovate_kit.reports.events.pull_requests import (
    AffectedRange,
    Evidence,
    PullRequestSeen,
    PullRequestUpdate,
)
from renovate_kit.reports.security_report import EntryState, FixedBy, SecurityEntry, SlaState
from renovate_kit.reports.statistics.security_history import security_entries
from renovate_kit.reports.statistics.security_ranges import Affected
from renovate_kit.reports.statistics.version_order import compare_versions
from renovate_kit.reports.store.pull_request_content import StateChange
from renovate_kit.reports.store.security_rows import (
    Exploitation,
    KnownPullRequest,
    LoggedPullRequest,
    LoggedUpdate,
    SecurityFacts,
    VersionSeen,
    VulnerabilitySighting,
)
from tests.reports.pull_request_samples import (
    IDS,
    LODASH,
    MENTION,
    REPOSITORY,
    advisory,
    alert,
    closed,
    hours,
    merged,
    pull_request,
    security_pull_request,
)

NOW = hours(100)
SIGHTING = VulnerabilitySighting(
    repository=REPOSITORY,
    package_name="lodash",
    datasource="npm",
    ids=IDS,
    severity="high",
    affected="< 4.17.21",
    fixed_version="4.17.21",
    evidence="github-alerts",
    summary="Command Injection in lodash",
    first_at=hours(-1),
    last_at=hours(8),
)

LOGGED = LoggedPullRequest(
    repository=REPOSITORY,
    number=4,
    branch="renovate/npm-lodash-vulnerability",
    title="fix(deps): update dependency lodash to v4.17.21 [security]",
    marked=True,
    evidence="title",
    updates=(
        LoggedUpdate(
            dep_name="lodash",
            package_name="lodash",
            datasource="npm",
            current="4.17.20",
            new="4.17.21",
            fix_version="4.17.21",
        ),
    ),
    created_at=hours(0),
    automerged_at=None,
    autoclosed_at=None,
    reopened_at=None,
    last_seen_at=hours(9),
)


def known(seen: PullRequestSeen, *states: StateChange) -> KnownPullRequest:
    return KnownPullRequest(seen=seen, states=states)


def version(text: str, first: float, last: float, file: str = "package.json") -> VersionSeen:
    return VersionSeen(
        repository=REPOSITORY,
        dep_name="lodash",
        package_name="lodash",
        datasource="npm",
        package_file=file,
        version=text,
        first_at=hours(first),
        last_at=hours(last),
    )


def looked(*at: float) -> dict[str, tuple[datetime, ...]]:
    return {REPOSITORY: tuple(map(hours, at))}


def history(**facts: object) -> tuple[SecurityEntry, ...]:
    return security_entries(SecurityFacts(**facts), now=NOW)  # type: ignore[arg-type]


def only(**facts: object) -> SecurityEntry:
    (entry,) = history(**facts)
    return entry


def test_a_merged_security_update_fixes_it() -> None:
    entry = only(
        pull_requests=(known(merged(security_pull_request(), hours(9))),),
        alerts=(alert(state="fixed", fixed_at=hours(10), updated_at=hours(10)),),
        sightings=(SIGHTING,),
        advisories=(advisory(),),
    )
    assert (entry.repository, entry.package, entry.ids) == (REPOSITORY, "lodash", IDS)
    assert (entry.vulnerable_version, entry.fixed_version) == ("4.17.20", "4.17.21")
    assert (entry.severity, entry.severity_source) == ("high", "osv")
    assert entry.state is EntryState.FIXED
    assert (entry.fixed_at, entry.merged_at) == (hours(9), hours(9))
    assert entry.fixed_by is FixedBy.SECURITY_UPDATE
    assert (entry.detected_at, entry.detected_by) == (hours(-2), "alert")
    assert entry.exposure_from_detection == timedelta(hours=11)
    assert entry.exposure_from_publication == timedelta(hours=109)
    assert entry.sla is not None
    assert (entry.sla.state, entry.sla.due_at) == (SlaState.MET, hours(-2) + timedelta(days=30))
    assert {each.kind for each in entry.evidence} == {"alert", "log", "body"}


def test_an_open_one_has_an_age_and_no_exposure() -> None:
    entry = only(pull_requests=(known(security_pull_request()),))
    assert (entry.state, entry.open) == (EntryState.OPEN, True)
    assert (entry.detected_by, entry.age) == ("pull-request", timedelta(hours=100))
    assert (entry.exposure_from_detection, entry.exposure_from_publication) == (None, None)
    assert entry.sla is not None
    assert entry.sla.state is SlaState.RUNNING
    facts = SecurityFacts(pull_requests=(known(security_pull_request()),))
    (late,) = security_entries(facts, now=hours(31 * 24))
    assert late.sla is not None
    assert late.sla.state is SlaState.MISSED


def test_numbers_of_one_advisory_are_one_entry() -> None:
    entry = only(
        sightings=(
            replace(SIGHTING, ids=(IDS[1],), evidence="osv", affected="4.17.20"),
            replace(SIGHTING, ids=(IDS[0],)),
        ),
        advisories=(advisory(),),
    )
    assert entry.ids == IDS
    apart = history(sightings=(replace(SIGHTING, ids=(IDS[1],)), replace(SIGHTING, ids=(IDS[0],))))
    assert len(apart) == 2


def test_numbers_that_a_body_joins_stay_within_their_package() -> None:
    forged = replace(MENTION, ids=("CVE-2021-23337", "CVE-2025-27152"))
    axios = replace(SIGHTING, package_name="axios", ids=("CVE-2025-27152",), fixed_version="1.8.2")
    entries = history(
        pull_requests=(known(merged(security_pull_request(advisories=(forged,)), hours(9))),),
        sightings=(SIGHTING, replace(axios, affected="< 1.8.2")),
    )
    states = {entry.package: entry.state for entry in entries}
    assert states == {"axios": EntryState.OPEN, "lodash": EntryState.FIXED}


def test_one_vulnerability_is_an_entry_in_each_repository() -> None:
    entries = history(
        pull_requests=(
            known(security_pull_request()),
            known(merged(security_pull_request(repository="acme/other"), hours(3))),
        )
    )
    assert [(each.repository, each.open) for each in entries] == [
        ("acme/other", False),
        (REPOSITORY, True),
    ]


def test_repositories_of_one_name_on_two_forges_stay_apart() -> None:
    other = security_pull_request(host="git.example.org")
    entries = history(pull_requests=(known(security_pull_request()), known(other)))
    assert [each.host for each in entries] == ["git.example.org", "github.com"]


@pytest.mark.parametrize(
    ("proof", "kind"),
    [
        ({"alerts": (alert(state="fixed", fixed_at=hours(10)),)}, "alert"),
        (
            {
                "versions": (version("4.17.20", -1, 8), version("4.17.21", 10, 20)),
                "looked_at": looked(-1, 8, 10, 20),
            },
            "dependencies",
        ),
    ],
)
def test_an_ordinary_update_fixes_it_if_something_proves_that(
    proof: dict[str, object], kind: str
) -> None:
    ranged = replace(LODASH, current="^4.17.0", new="4.17.21")
    ordinary = merged(pull_request(updates=(ranged,)), hours(9))
    entry = only(pull_requests=(known(ordinary),), sightings=(SIGHTING,), **proof)
    assert (entry.fixed_by, entry.fixed_at) == (FixedBy.ORDINARY_UPDATE, hours(9))
    assert entry.pull_request is not None
    assert not entry.pull_request.is_security
    assert kind in {each.kind for each in entry.evidence if each.shows == "fixed"}


def test_an_ordinary_update_without_proof_fixes_nothing() -> None:
    ranged = replace(LODASH, current="^4.17.0", new="^4.17.21")
    ordinary = merged(pull_request(updates=(ranged,)), hours(9))
    entry = only(pull_requests=(known(ordinary),), sightings=(SIGHTING,))
    assert (entry.state, entry.pull_request) == (EntryState.OPEN, None)


@pytest.mark.parametrize("new", ["4.17.20", "4.17.19", "4.17.21-rc.1"])
def test_an_update_to_a_vulnerable_version_fixes_nothing_whatever_it_says(new: str) -> None:
    update = replace(LODASH, current="4.17.18", new=new)
    entry = only(
        pull_requests=(known(merged(security_pull_request(updates=(update,)), hours(9))),),
        sightings=(SIGHTING,),
        advisories=(advisory(),),
    )
    assert (entry.state, entry.fixed_at) == (EntryState.OPEN, None)


def test_what_a_run_lists_later_goes_before_a_merge() -> None:
    entry = only(
        pull_requests=(known(merged(security_pull_request(), hours(9))),),
        sightings=(SIGHTING,),
        versions=(version("4.17.21", 10, 20), version("4.17.20", -1, 20, "other/package.json")),
        looked_at=looked(-1, 10, 20),
    )
    assert (entry.state, entry.fixed_at, entry.merged_at) == (EntryState.OPEN, None, hours(9))
    assert entry.still_there == "the last run lists 4.17.20 in other/package.json"


def test_an_open_alert_goes_before_a_merge() -> None:
    facts: dict[str, object] = {
        "pull_requests": (known(merged(security_pull_request(), hours(9))),),
        "alerts": (alert(),),
    }
    entry = only(**facts)
    assert (entry.state, entry.still_there) == (EntryState.OPEN, "Dependabot alert 1 is open")
    seen_good = only(
        **facts,
        versions=(version("4.17.20", -1, 8), version("4.17.21", 10, 20)),
        looked_at=looked(-1, 8, 10, 20),
    )
    assert (seen_good.state, seen_good.fixed_at) == (EntryState.FIXED, hours(9))


def test_what_runs_list_shows_a_fix_that_nothing_else_tells() -> None:
    entry = only(
        sightings=(SIGHTING,),
        versions=(version("4.17.20", -1, 8), version("4.17.21", 10, 20)),
        looked_at=looked(-1, 8, 9, 10, 20),
    )
    assert (entry.state, entry.fixed_at, entry.fixed_by) == (EntryState.FIXED, hours(10), None)


def test_a_package_that_is_gone_is_fixed_if_no_run_knows_of_it_any_more() -> None:
    facts: dict[str, object] = {
        "versions": (version("4.17.20", -1, 8),),
        "looked_at": looked(-1, 8, 9),
    }
    assert only(sightings=(SIGHTING,), **facts).fixed_at == hours(9)
    still_known = replace(SIGHTING, last_at=hours(9))
    assert only(sightings=(still_known,), **facts).open


def test_a_version_that_comes_back_is_told() -> None:
    entry = only(
        sightings=(replace(SIGHTING, last_at=hours(20)),),
        versions=(version("4.17.20", -1, 20), version("4.17.21", 5, 10)),
        looked_at=looked(-1, 5, 10, 20),
    )
    assert (entry.state, entry.reopened) == (EntryState.OPEN, True)


def test_closed_without_a_merge_is_still_exposed() -> None:
    entry = only(pull_requests=(known(closed(security_pull_request(), hours(9))),))
    assert (entry.state, entry.unmerged, entry.fixed_at) == (EntryState.OPEN, True, None)
    assert entry.pull_request is not None
    assert entry.pull_request.closed_at == hours(9)


def test_a_merge_into_another_branch_fixes_nothing() -> None:
    elsewhere = merged(security_pull_request(base_branch="release-1.x"), hours(9))
    facts: dict[str, object] = {
        "pull_requests": (known(elsewhere),),
        "sightings": (SIGHTING,),
    }
    assert only(**facts).state is EntryState.FIXED
    entry = only(**facts, default_branches={REPOSITORY: "main"})
    assert (entry.state, entry.pull_request) == (EntryState.OPEN, None)


def test_a_reopened_pull_request_is_told() -> None:
    change = StateChange(state="reopened", at=hours(5), source="github")
    entry = only(pull_requests=(known(security_pull_request(), change),))
    assert entry.reopened


def test_the_merged_one_of_several_counts() -> None:
    first = closed(security_pull_request(number=3), hours(2))
    second = merged(security_pull_request(number=7, created_at=hours(4)), hours(9))
    entry = only(pull_requests=(known(first), known(second)))
    assert entry.pull_request is not None
    assert entry.pull_request.number == 7
    assert [each.number for each in entry.pull_requests] == [3, 7]
    assert entry.detected_at == hours(0)


def test_a_mark_alone_is_an_entry_without_numbers() -> None:
    marked = security_pull_request(advisories=(), security_evidence=Evidence.TITLE)
    entry = only(pull_requests=(known(merged(marked, hours(9))),))
    assert (entry.ids, entry.package, entry.state) == ((), "lodash", EntryState.FIXED)
    assert {each.kind for each in entry.evidence} == {"title"}
    assert (entry.severity, entry.sla) == (None, None)


def test_a_mark_joins_what_logs_know_of_the_package() -> None:
    marked = security_pull_request(advisories=(), security_evidence=Evidence.TITLE)
    entry = only(pull_requests=(known(marked),), sightings=(SIGHTING,))
    assert entry.ids == IDS
    assert entry.pull_request is not None
    assert entry.pull_request.number == 4


def test_a_mark_of_another_time_stands_alone() -> None:
    old = replace(LODASH, current="4.17.10", new="4.17.11")
    marked = merged(security_pull_request(advisories=(), updates=(old,)), hours(-900))
    entries = history(pull_requests=(known(marked),), sightings=(SIGHTING,))
    assert sorted((entry.ids, entry.state.value) for entry in entries) == [
        ((), "fixed"),
        (IDS, "open"),
    ]


def test_an_ordinary_pull_request_is_no_entry() -> None:
    assert history(pull_requests=(known(merged(pull_request(), hours(9))),)) == ()


def test_of_a_grouped_update_each_advisory_finds_its_package() -> None:
    axios = PullRequestUpdate(dep_name="axios", current="1.6.0", new="1.8.2")
    untold = replace(MENTION, package_name=None)
    other = replace(untold, ids=("CVE-2025-27152",))
    entries = history(
        pull_requests=(
            known(security_pull_request(updates=(LODASH, axios), advisories=(untold, other))),
        ),
        advisories=(advisory(),),
    )
    assert [(entry.package, entry.ids) for entry in entries] == [
        (None, ("CVE-2025-27152",)),
        ("lodash", IDS),
    ]


def test_names_of_pypi_are_compared_as_pypi_does() -> None:
    sighting = replace(
        SIGHTING, package_name="ruamel.yaml", datasource="pypi", affected=None, fixed_version="2.0"
    )
    update = PullRequestUpdate(dep_name="ruamel-yaml", current="1.9", new="2.0")
    mention = replace(MENTION, package_name="Ruamel_YAML")
    entry = only(
        pull_requests=(known(security_pull_request(updates=(update,), advisories=(mention,))),),
        sightings=(sighting,),
    )
    assert entry.ids == IDS


def test_dismissed_and_withdrawn_ones_are_not_open() -> None:
    dismissed = only(alerts=(alert(state="dismissed", dismissed_at=hours(3)),))
    assert (dismissed.state, dismissed.sla) == (EntryState.DISMISSED, None)
    withdrawn = only(sightings=(SIGHTING,), advisories=(advisory(withdrawn_at=hours(5)),))
    assert (withdrawn.state, withdrawn.withdrawn_at) == (EntryState.WITHDRAWN, hours(5))


def test_severity_is_the_databases_own_before_others() -> None:
    facts: dict[str, object] = {"alerts": (alert(severity="medium"),), "sightings": (SIGHTING,)}
    assert only(**facts).severity == "moderate"
    assert only(**facts, advisories=(advisory(severity="critical"),)).severity == "critical"
    assert only(sightings=(replace(SIGHTING, severity=None),)).severity is None
    scored = replace(MENTION, severity=None, cvss_score=9.8)
    entry = only(pull_requests=(known(security_pull_request(advisories=(scored,))),))
    assert entry.severity == "critical"


def test_time_limits_can_be_chosen() -> None:
    facts = SecurityFacts(pull_requests=(known(merged(security_pull_request(), hours(9))),))
    limits = {"high": timedelta(hours=8)}
    (entry,) = security_entries(facts, now=NOW, limits=limits)
    assert entry.sla is not None
    assert entry.sla.state is SlaState.MISSED


def test_logs_alone_tell_a_history() -> None:
    logged = replace(LOGGED, automerged_at=hours(9))
    entry = only(logged=(logged,), sightings=(SIGHTING,))
    assert (entry.state, entry.merged_at) == (EntryState.FIXED, hours(9))
    assert entry.pull_request is not None
    assert (entry.pull_request.number, entry.pull_request.opened_at) == (4, hours(0))


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        ("1.2.3", "1.2.4", -1),
        ("v4.17.21", "4.17.21", 0),
        ("==2.32.0", "2.31.0", 1),
        ("1.10.0", "1.9.0", 1),
        ("1.0.0-rc.1", "1.0.0", -1),
        ("1.0.0+build", "1.0.0", 0),
        ("2.0", "2.0.0", 0),
        ("v46", "46.0.1", None),
        ("46.0.1", "v46", None),
        ("^1.2.3", "1.2.3", None),
        ("1.2.3-alpine", "1.2.3", None),
        ("1.0.0-rc.1", "1.0.0-rc.2", None),
        ("latest", "1.0.0", None),
        ("1!2.0", "1.0", None),
        (None, "1.0.0", None),
        ("1" * 300, "1", None),
    ],
)
def test_versions_are_compared_only_where_that_is_sure(
    one: str | None, other: str | None, order: int | None
) -> None:
    assert compare_versions(one, other) == order


numbers = st.lists(st.integers(0, 30), min_size=3, max_size=3)


@given(numbers, numbers)
def test_versions_of_three_numbers_have_the_order_of_their_numbers(
    one: list[int], other: list[int]
) -> None:
    order = compare_versions(".".join(map(str, one)), ".".join(map(str, other)))
    assert order == (one > other) - (one < other)


@given(st.text(max_size=40), st.text(max_size=40))
def test_whatever_is_compared_nothing_breaks(one: str, other: str) -> None:
    forward, backward = compare_versions(one, other), compare_versions(other, one)
    assert (forward is None) == (backward is None)
    assert forward is None or forward == -(backward or 0)
    assert Affected(conditions=(one,)).has(other) in {True, False, None}


def test_ranges_of_a_database_tell_branches_apart() -> None:
    def bad(introduced: str, fixed: str) -> AffectedRange:
        return AffectedRange(
            ecosystem="npm",
            package_name="x",
            introduced=introduced,
            fixed=fixed,
            last_affected=None,
        )

    affected = Affected(ranges=(bad("0", "1.8.2"), bad("2.0.0", "2.0.3")))
    assert [affected.has(x) for x in ("1.8.1", "1.8.2", "2.0.1", "2.0.3")] == [
        True,
        False,
        True,
        False,
    ]
    assert affected.fix_for("2.0.1") == "2.0.3"


def test_conditions_are_read_as_github_writes_them() -> None:
    affected = Affected(conditions=(">= 1.0.0, < 1.8.2", "= 3.0.0"))
    assert [affected.has(x) for x in ("0.9.0", "1.0.0", "1.8.2", "3.0.0", "x")] == [
        False,
        True,
        False,
        True,
        None,
    ]


LEFT_PAD = replace(
    SIGHTING, package_name="left-pad", datasource=None, ids=("GHSA-0000-sim0-nofx",), evidence="osv"
)


def test_the_ecosystem_is_what_is_on_record_of_the_package() -> None:
    def ecosystem(**facts: object) -> str | None:
        return only(sightings=(LEFT_PAD,), **facts).ecosystem

    def ordinary(datasource: str | None) -> KnownPullRequest:
        update = replace(LODASH, dep_name="left-pad", datasource=datasource)
        return known(pull_request(updates=(update,)))

    listed = replace(version("1.2.0", 0, 8), dep_name="left-pad", package_name="left-pad")
    record = advisory(
        advisory="GHSA-0000-sim0-nofx",
        aliases=(),
        affected=(replace(advisory().affected[0], package_name="left-pad", fixed=None),),
    )
    assert ecosystem() is None
    assert ecosystem(versions=(listed,)) == "npm"
    assert ecosystem(pull_requests=(ordinary("npm"),)) == "npm"
    assert ecosystem(pull_requests=(ordinary(None),)) is None
    assert ecosystem(advisories=(record,)) == "npm"
    # The dependencies that runs listed are believed first; two kinds of them decide nothing.
    image = replace(listed, datasource="docker")
    assert ecosystem(versions=(image,), pull_requests=(ordinary("npm"),)) == "docker"
    assert ecosystem(versions=(image, listed), pull_requests=(ordinary("npm"),)) is None


def test_exploitation_is_that_of_any_of_its_numbers() -> None:
    added = hours(-9)
    exploitation = {
        IDS[0]: Exploitation(epss=0.2, known_exploited_at=added),
        IDS[1]: Exploitation(epss=None, known_exploited_at=hours(5)),
        "CVE-2000-0001": Exploitation(epss=1.0, known_exploited_at=hours(-99)),
    }
    alone = only(sightings=(SIGHTING,), exploitation=exploitation)
    assert (alone.epss, alone.known_exploited_at) == (0.2, added)
    recorded = only(sightings=(SIGHTING,), advisories=(advisory(epss=0.5),), exploitation={})
    assert (recorded.epss, recorded.known_exploited_at) == (0.5, None)


def test_what_is_known_has_a_time() -> None:
    def until(**facts: object) -> datetime | None:
        return only(sightings=(SIGHTING,), **facts).known_until

    assert until() == hours(8)
    # A run at level info lists nothing, and so can't tell what is gone.
    assert until(looked_at=looked(0, 9), last_runs={REPOSITORY: hours(20)}) == hours(9)
    assert until(pull_requests=(known(security_pull_request()),)) == hours(8)
    synced = {("github.com", REPOSITORY): hours(30), ("git.example.org", REPOSITORY): hours(40)}
    assert until(synced_at=synced, alerts=(alert(),)) == hours(30)
    assert until(synced_at=synced) == hours(8)
    info = replace(LOGGED, last_seen_at=None)
    assert only(logged=(info,), last_runs={REPOSITORY: hours(20)}).known_until == hours(20)


def test_who_closed_and_merged_is_renovate_where_log_or_title_tell() -> None:
    one = security_pull_request()
    obsolete = closed(replace(one, title=f"{one.title} - autoclosed", superseded=True), hours(9))

    def who(seen: PullRequestSeen, **facts: object) -> tuple[str | None, str | None]:
        shown = only(pull_requests=(known(seen),), **facts).pull_request
        assert shown is not None
        return shown.merged_by, shown.closed_by

    assert who(obsolete) == (None, "renovate[bot]")
    assert who(replace(obsolete, closed_by="alice")) == (None, "alice")
    assert who(closed(one, hours(9))) == (None, None)
    assert who(merged(one, hours(9))) == (None, None)
    automerged = replace(LOGGED, automerged_at=hours(9))
    assert who(merged(one, hours(9)), logged=(automerged,)) == ("renovate[bot]", None)
    by_person = replace(merged(one, hours(9)), merged_by="alice")
    assert who(by_person, logged=(automerged,)) == ("alice", None)


def test_evidence_is_told_once() -> None:
    twice = (LODASH, replace(LODASH, package_file="other/package.json"))
    one = security_pull_request(updates=twice, advisories=(), security_evidence=Evidence.TITLE)
    entry = only(pull_requests=(known(one),))
    assert [each.kind for each in entry.evidence] == ["title", "title"]
    assert [each.shows for each in entry.evidence] == ["vulnerable", "fix"]
