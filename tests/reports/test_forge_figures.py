"""Reports with what a forge tells: who merged what, how long it took, and what is open."""

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from renovate_kit.errors import InputError
from renovate_kit.reports.events.pull_requests import Forge, PullRequestSeen, PullRequestState
from renovate_kit.reports.formats.markdown import MarkdownFormat
from renovate_kit.reports.ingest_pipeline import ingest_log
from renovate_kit.reports.measures import PullRequestCounts, Resources
from renovate_kit.reports.pipeline import summarise
from renovate_kit.reports.report import ProblemState, Report, RepositoryReport, UpdateOutcome
from renovate_kit.reports.sources import open_log
from renovate_kit.reports.store import Store, open_store
from renovate_kit.reports.store.sync_state import SyncState
from renovate_kit.reports.weeks import parse_week
from tests.reports.pull_request_samples import pull_request
from tests.reports.pull_requests.samples import read_recorded

MONDAY = datetime(2026, 9, 7, tzinfo=UTC)
NOW = datetime(2026, 9, 14, 6, tzinfo=UTC)
LOGS = Path(__file__).parents[1] / "data" / "logs"
BOT = "renovate-bot"


def fill(store: Store, logs: Iterable[Path]) -> None:
    for log in logs:
        with open_log(log) as source:
            store.take(source.name, source.events())


def synced(
    store: Store, name: str, pull_requests: Iterable[PullRequestSeen], *, at: datetime = NOW
) -> None:
    store.take_pull_requests(pull_requests, seen_at=at)
    store.keep_sync_state(
        SyncState(
            forge=Forge.GITHUB,
            host="github.com",
            repository=name.lower(),
            resource="pull_requests",
            watermark=at,
            etag=None,
            cursor=None,
            synced_at=at,
        )
    )


def report_of(store: Store, *names: str, week: str = "2026-W37", now: datetime = NOW) -> Report:
    period = parse_week(week, ZoneInfo("UTC"))
    return summarise(store, period, time_zone="UTC", repositories=names, now=now)


def only(report: Report) -> RepositoryReport:
    (part,) = report.repositories
    return part


def truth(folder: Path) -> tuple[str, list[dict[str, Any]]]:
    ((name, state),) = json.loads((folder / "truth.json").read_text())["repositories"].items()
    return name, state["prs"]


def with_people(seen: list[PullRequestSeen], prs: list[dict[str, Any]]) -> list[PullRequestSeen]:
    """Return pull requests with who merged and closed them, as details of a sync have it."""
    known = {each["number"]: each for each in prs}
    return [
        replace(
            each,
            merged_by=known[each.number]["merged_by"],
            closed_by=known[each.number]["closed_by"],
        )
        for each in seen
        if each.number is not None
    ]


def expected(prs: list[dict[str, Any]]) -> PullRequestCounts:
    """Return the counts that the simulator's own state has."""
    merged = [each for each in prs if each["merged_at"]]
    closed = [each for each in prs if each["closed_at"] and not each["merged_at"]]
    return PullRequestCounts(
        created=len(prs),
        updated=0,
        automerged=sum(each["merged_by"] == each["author"] for each in merged),
        autoclosed=sum("- autoclosed" in each["title"] for each in closed),
        security_created=sum(each["security"] for each in prs),
        merged_by_person=sum(each["merged_by"] == "luddera" for each in merged),
        closed_by_person=sum(each["closed_by"] == "a person" for each in closed),
        is_inferred=False,
    )


@pytest.mark.shared
@pytest.mark.parametrize("scenario", ["picluster", "apps"])
def test_counts_are_the_simulators(shared: Path, tmp_path: Path, scenario: str) -> None:
    folder = shared / "logs" / scenario
    name, prs = truth(folder)
    with open_store(tmp_path / "store.db") as store:
        fill(store, sorted(folder.glob("*.jsonl")))
        synced(store, name, with_people(read_recorded(scenario), prs))
        report = report_of(store)
    part = only(report)
    assert replace(part.pull_requests, updated=0) == expected(prs)
    opened = {each["number"] for each in prs if each["state"] == "open"}
    assert {each.number for each in part.open_pull_requests or ()} == opened
    assert part.is_from_forge
    # The trend counts in the database what the report counts by hand.
    assert report.trend is not None
    (week,) = report.trend.weeks
    merged = sum(1 for each in prs if each["merged_at"])
    assert (week.created, week.merged, week.open_at_end) == (len(prs), merged, len(opened))
    assert part.merge_times is not None
    assert part.merge_times.all is not None
    assert part.merge_times.all.merged == merged


@pytest.mark.parametrize("scenario", ["picluster"])
def test_logs_at_level_info_show_updates_with_a_forge(tmp_path: Path, scenario: str) -> None:
    folder = LOGS / scenario
    name, prs = truth(folder)
    with open_store(tmp_path / "store.db") as store:
        for hour, log in enumerate(sorted(folder.glob("*.log")), start=8):
            started_at = MONDAY + timedelta(hours=hour)
            with open_log(log) as source:
                ingest_log(
                    source, store, now=NOW, started_at=started_at, on_progress=lambda _: None
                )
        without = only(report_of(store))
        synced(store, name, with_people(read_recorded(scenario), prs))
        part = only(report_of(store))
    assert without.updates is None
    assert part.updates is not None
    assert {each.pull_request for each in part.updates} == {each["number"] for each in prs}
    by_number = {each.pull_request: each.outcome for each in part.updates}
    for each in prs:
        if each["state"] == "open":
            assert by_number[each["number"]] is UpdateOutcome.PULL_REQUEST_OPEN
        elif each["merged_at"]:
            by_person = each["merged_by"] == "luddera"
            is_so = UpdateOutcome.MERGED_BY_A_PERSON if by_person else UpdateOutcome.AUTOMERGED
            assert by_number[each["number"]] is is_so
        else:
            assert by_number[each["number"]] is UpdateOutcome.CLOSED_BY_A_PERSON
    assert part.held_back is None


def made(
    number: int, opened: float, merged: float | None = None, **changes: object
) -> PullRequestSeen:
    """Return a pull request that was opened so many hours after Monday, and merged."""
    at = None if merged is None else MONDAY + timedelta(hours=merged)
    facts: dict[str, object] = {
        "number": number,
        "author": BOT,
        "created_at": MONDAY + timedelta(hours=opened),
        "updated_at": at or MONDAY + timedelta(hours=opened),
        "state": PullRequestState.OPEN if at is None else PullRequestState.MERGED,
        "merged_at": at,
        "closed_at": at,
        "branch": f"renovate/dep-{number}",
        "merge_sha": f"{number:040}",
    }
    return pull_request(**(facts | changes))


def test_a_forge_alone_makes_a_report(tmp_path: Path) -> None:
    seen = [made(1, 1, 5, merged_by="ada"), made(2, 2), made(3, -400, -300, merged_by=BOT)]
    with open_store(tmp_path / "store.db") as store:
        synced(store, seen[0].repository, seen)
        report = report_of(store)
        limited = report_of(store, seen[0].repository)
    assert f"; no run of Renovate on {seen[0].repository} is on record" in limited.headline
    part = only(report)
    assert part.runs.total == 0
    counts = part.pull_requests
    assert (counts.created, counts.merged_by_person, counts.automerged) == (2, 1, 0)
    assert part.open_count == 1
    assert report.earlier_merge_times is not None
    assert report.earlier_merge_times.all is not None
    assert report.earlier_merge_times.all.merged == 2
    assert report.merge_times is not None
    assert report.merge_times.all is not None
    assert report.merge_times.all.median_ms == 4 * 3_600_000
    assert "; no run of Renovate is on record for that time." in report.headline
    assert "Time to merge" in MarkdownFormat().render(report)


def test_a_forge_alone_tells_of_quiet_weeks_but_not_of_the_time_before_it(tmp_path: Path) -> None:
    merged = pull_request(
        state=PullRequestState.MERGED,
        created_at=MONDAY - timedelta(days=9),
        merged_at=MONDAY - timedelta(days=8),
    )
    with open_store(tmp_path / "store.db") as store:
        synced(store, merged.repository, [merged])
        quiet = report_of(store)
        with pytest.raises(InputError, match="no run is on record"):
            report_of(store, week="2026-W30")
    assert quiet.trend is not None
    assert [point.merged for point in quiet.trend.weeks] == [1, 0, 0]


def test_merges_of_the_trend_count_where_nothing_is_told_of_the_period(tmp_path: Path) -> None:
    seen, quiet = made(1, 1), made(2, -400, -300, repository="acme/quiet")
    with open_store(tmp_path / "store.db") as store:
        synced(store, seen.repository, [seen])
        synced(store, quiet.repository, [quiet])
        report = report_of(store)
    assert only(report).repository == seen.repository
    assert report.trend is not None
    assert sum(week.merged or 0 for week in report.trend.weeks) == 1
    assert report.earlier_merge_times is not None
    assert report.earlier_merge_times.all is not None
    assert report.earlier_merge_times.all.merged == 1
    assert report.merge_times is not None
    assert report.merge_times.all is None


@pytest.mark.shared
def test_how_many_repositories_are_read_at_once_makes_no_difference(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenarios = ("apps", "picluster")
    with open_store(tmp_path / "store.db") as store:
        for scenario in scenarios:
            folder = shared / "logs" / scenario
            name, pull_requests = truth(folder)
            fill(store, sorted(folder.glob("*.jsonl")))
            synced(store, name, with_people(read_recorded(scenario), pull_requests))
        whole = report_of(store)
        monkeypatch.setattr("renovate_kit.reports.part_pipeline._AT_ONCE", 1)
        assert report_of(store) == whole
    assert len(whole.repositories) == len(scenarios)


def test_a_forge_that_was_read_before_the_last_run_gives_way_to_logs(tmp_path: Path) -> None:
    folder = LOGS / "picluster"
    name, prs = truth(folder)
    logs = sorted(folder.glob("*.jsonl"))
    with open_store(tmp_path / "store.db") as store:
        fill(store, logs)
        alone = report_of(store)
        early = datetime(2026, 9, 7, 12, tzinfo=UTC)
        synced(store, name, with_people(read_recorded("picluster"), prs), at=early)
        report = report_of(store)
    part = only(report)
    assert not part.is_from_forge
    assert part.pull_requests == only(alone).pull_requests
    assert report.trend == alone.trend
    assert "before the last run" in MarkdownFormat().render(report)


def test_states_are_those_at_the_end_of_the_period(tmp_path: Path) -> None:
    week_later = 7 * 24
    seen = [made(1, 1, week_later + 5, merged_by="ada"), made(2, week_later + 1)]
    with open_store(tmp_path / "store.db") as store:
        synced(store, seen[0].repository, seen, at=NOW + timedelta(days=7))
        first = only(report_of(store))
        second = only(report_of(store, week="2026-W38", now=NOW + timedelta(days=7)))
    assert [each.number for each in first.open_pull_requests or ()] == [1]
    assert first.pull_requests.created == 1
    assert first.pull_requests.merged_by_person == 0
    assert [each.number for each in second.open_pull_requests or ()] == [2]
    assert second.pull_requests.merged_by_person == 1


@pytest.mark.parametrize(
    ("author", "merged_by", "auto_merge", "outcome"),
    [
        ("renovate[bot]", "renovate[bot]", False, UpdateOutcome.AUTOMERGED),
        ("luddera", "luddera", True, UpdateOutcome.AUTOMERGED),
        ("luddera", "luddera", False, UpdateOutcome.MERGED),
        ("renovate[bot]", "ada", False, UpdateOutcome.MERGED_BY_A_PERSON),
        ("renovate[bot]", "mergify[bot]", False, UpdateOutcome.MERGED),
        ("renovate[bot]", None, False, UpdateOutcome.MERGED),
    ],
)
def test_who_merged(
    tmp_path: Path, author: str, merged_by: str | None, outcome: UpdateOutcome, *, auto_merge: bool
) -> None:
    seen = made(1, 1, 5, author=author, merged_by=merged_by, auto_merge=auto_merge)
    with open_store(tmp_path / "store.db") as store:
        synced(store, seen.repository, [seen])
        part = only(report_of(store))
    assert {each.outcome for each in part.updates or ()} == {outcome}


@pytest.mark.parametrize(
    ("merged_by", "said"),
    [
        ([None], "week, and 1 was merged;"),
        ([None, None], "week, and 2 were merged;"),
        (["ada", None, None], "week, people merged 1, and 2 more were merged;"),
        ([BOT, None], "week and merged 1 by itself, and 1 more was merged;"),
        ([BOT, "ada"], "week and merged 1 by itself, people merged 1;"),
    ],
)
def test_headline_tells_all_merges(tmp_path: Path, merged_by: list[str | None], said: str) -> None:
    seen = [made(number, 1, 5, merged_by=by) for number, by in enumerate(merged_by, start=1)]
    with open_store(tmp_path / "store.db") as store:
        synced(store, seen[0].repository, seen)
        assert said in report_of(store).headline


@pytest.mark.parametrize("number", [1, 2, 9, 10, 11, 20])
def test_nine_of_ten(tmp_path: Path, number: int) -> None:
    seen = [made(each, 1, 1 + each, merged_by="ada") for each in range(1, number + 1)]
    with open_store(tmp_path / "store.db") as store:
        synced(store, seen[0].repository, seen)
        times = only(report_of(store)).merge_times
    assert times is not None
    assert times.all is not None
    hour = 3_600_000
    assert times.all.merged == number
    assert times.all.median_ms == (number + 1) * hour // 2
    assert times.all.longest_ms == number * hour
    nearest = {10: 9, 11: 10, 20: 18}.get(number)
    assert times.all.ninety_percent_ms == (None if nearest is None else nearest * hour)


def test_failed_checks_need_a_person(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store:
        seen = made(1, 1, checks="failure", review="approved")
        synced(store, seen.repository, [seen])
        report = report_of(store)
    (thing,) = only(report).attention
    assert (thing.kind.value, thing.pull_request) == ("checks failed", 1)
    assert "| failed | approved |" in MarkdownFormat().render(report)


def test_containers_are_told_with_their_resources(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(path) as store:
        seen = made(1, 1)
        synced(store, seen.repository, [seen])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("INSERT INTO sources (id, name) VALUES (99, 'cluster')")
        connection.executemany(
            "INSERT INTO pods (digest, source_id, source, reason, started_at, requests, limits)"
            " VALUES (?, 99, 'pod/renovate', ?, ?, ?, ?)",
            [
                (b"a", "OOMKilled", "2026-09-07T08:00:00.000000Z", None, '{"memory": "1Gi"}'),
                (b"b", None, "2026-09-08T08:00:00.000000Z", '{"cpu": "1"}', '{"memory": "2Gi"}'),
                (b"c", "OOMKilled", "2026-09-14T08:00:00.000000Z", None, None),
            ],
        )
        connection.commit()
    with open_store(path) as store:
        report = report_of(store)
    assert report.resources == Resources(
        containers=2, out_of_memory=1, requests=(("cpu", "1"),), limits=(("memory", "2Gi"),)
    )
    text = MarkdownFormat().render(report)
    assert "| Containers | 2, 1 of them was killed for want of memory |" in text
    assert "| Limits | memory 2Gi |" in text


def test_problems_are_new_ongoing_or_resolved(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(path) as store:
        fill(store, sorted((LOGS / "picluster").glob("*.jsonl")))
    with closing(sqlite3.connect(path)) as connection:
        # The week before has one run; the last run of the week repeats what it had, in new words.
        connection.execute(
            "INSERT INTO runs (id, started_at, complete, detail, records, source_id)"
            " VALUES (99, '2026-09-01T08:00:00.000000Z', 1, 'debug', 1, 1)"
        )
        (last,) = connection.execute("SELECT max(id) FROM runs WHERE id < 99").fetchone()
        (key,) = connection.execute("SELECT id FROM repositories").fetchone()
        connection.executemany(
            "INSERT INTO problems (run_id, position, repository_id, level, message, detail, count)"
            " VALUES (?, ?, ?, 'warn', 'Host error', ?, 1)",
            [
                (99, 0, key, "https://registry.example:443/v2/app/1.2.3 took too long"),
                (last, 98, key, "https://registry.example:443/v2/app/1.2.4 took too long"),
                (last, 99, key, "something else altogether"),
            ],
        )
        connection.commit()
    with open_store(path) as store:
        report = report_of(store)
    problems = only(report).problems
    states = {each.detail.partition(" ")[0]: each.state for each in problems}
    assert states == {
        "https://registry.example:443/v2/app/1.2.4": ProblemState.ONGOING,
        "something": ProblemState.NEW,
        "clusters/staging/flux-system/gotk-components.yaml:": ProblemState.RESOLVED,
    }
    (same,) = [each for each in problems if each.state is ProblemState.ONGOING]
    assert same.first_seen == datetime(2026, 9, 1, 8, tzinfo=UTC)
    assert same.first_at > MONDAY
    new = [each for each in problems if each.state is ProblemState.NEW]
    assert [each.first_seen for each in new] == [each.first_at for each in new]
    row = next(line for line in MarkdownFormat().render(report).splitlines() if "1.2.4" in line)
    assert "| Tue 1 Sep 2026, 08:00 UTC |" in row, "the first time of all, not of the week"
