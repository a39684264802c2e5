"""Figures of whole periods: the database's counts are the report's, and SQL of our own agrees."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from renovate_kit.reports.formats.figures import freshness_said
from renovate_kit.reports.formats.markdown import MarkdownFormat
from renovate_kit.reports.formats.words import plain
from renovate_kit.reports.measures import Freshness
from renovate_kit.reports.pipeline import summarise
from renovate_kit.reports.report import AttentionKind, Period, Report, RepositoryReport
from renovate_kit.reports.sources import open_log
from renovate_kit.reports.statistics.freshness import freshness_of
from renovate_kit.reports.statistics.period_rows import PeriodFigures
from renovate_kit.reports.statistics.tally import tally
from renovate_kit.reports.store import Store, open_store
from renovate_kit.reports.store.week_rows import DependencyStandingRow
from renovate_kit.reports.weeks import parse_week
from tests.reports.fleet import Fleet

HOUR = timedelta(hours=1)
LOGS = Path(__file__).parents[1] / "data" / "logs"


def fill(store: Store, *logs: Path) -> None:
    for log in logs:
        with open_log(log) as source:
            store.take(source.name, source.events())


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "store.db"
    with open_store(path) as store:
        fill(store, *sorted((LOGS / "picluster").glob("*.jsonl")))
    return path


@pytest.fixture
def report(sample: Path) -> Report:
    return report_of(sample, parse_week("2026-W37", ZoneInfo("UTC")))


def report_of(path: Path, period: Period, *, zone: str = "UTC") -> Report:
    with open_store(path, create=False) as store:
        return summarise(
            store, period, time_zone=zone, repositories=(), now=datetime(2027, 6, 1, tzinfo=UTC)
        )


def only(report: Report) -> RepositoryReport:
    (part,) = report.repositories
    return part


def figure(path: Path, sql: str, *values: object) -> object:
    """Return the only value that a query of this test's own finds."""
    with closing(sqlite3.connect(path)) as connection:
        ((value,),) = connection.execute(sql, values).fetchall()
    return value


# The sample report, against SQL that was written without looking at the code


@pytest.mark.parametrize(
    ("name", "sql"),
    [
        ("runs", "SELECT count(*) FROM v1_runs"),
        (
            "degraded",
            (
                "SELECT count(*) FROM v1_runs WHERE result = 'done' AND run_id IN"
                " (SELECT run_id FROM v1_problems WHERE level = 'warn')"
            ),
        ),
        (
            "created",
            ("SELECT count(DISTINCT number) FROM v1_pull_requests WHERE action = 'created'"),
        ),
        (
            "open_at_end",
            (
                "SELECT count(DISTINCT pull_request) FROM v1_branches"
                " WHERE run_id = (SELECT max(run_id) FROM v1_runs) AND pull_request IS NOT NULL"
                " AND result NOT IN ('already-existed', 'automerged')"
            ),
        ),
        (
            "merged",
            (
                "SELECT count(DISTINCT pull_request) FROM v1_branches WHERE pull_request IS NOT"
                " NULL"
                " AND branch NOT IN (SELECT branch FROM v1_branches WHERE run_id = (SELECT"
                " max(run_id) FROM v1_runs))"
            ),
        ),
        (
            "problems",
            (
                "SELECT count(DISTINCT level || message || detail) FROM v1_problems"
                " WHERE level <> 'debug'"
            ),
        ),
        (
            "behind",
            (
                "SELECT count(*) FROM v1_dependencies AS seen"
                " WHERE run_id = (SELECT max(run_id) FROM v1_runs) AND EXISTS (SELECT 1 FROM"
                " v1_updates_found AS found"
                " WHERE found.dependency_id = seen.dependency_id)"
            ),
        ),
        (
            "lib_years",
            "SELECT lib_years FROM v1_runs WHERE run_id = (SELECT max(run_id) FROM v1_runs)",
        ),
    ],
)
def test_the_week_of_the_trend_is_what_sql_finds(
    report: Report, sample: Path, name: str, sql: str
) -> None:
    assert report.trend is not None
    (week,) = report.trend.weeks
    assert week.name == "2026-W37"
    assert getattr(week, name) == figure(sample, sql)


@pytest.mark.parametrize(
    ("name", "condition"),
    [
        ("total", "1 = 1"),
        ("up_to_date", "looked_up = 1 AND step IS NULL"),
        ("behind_major", "step = 'major'"),
        ("behind_minor", "step = 'minor'"),
        ("behind_patch", "step = 'patch'"),
        ("skipped_count", "skip_reason IS NOT NULL"),
        ("deprecated", "deprecation IS NOT NULL"),
    ],
)
def test_freshness_is_what_sql_finds(
    report: Report, sample: Path, name: str, condition: str
) -> None:
    sql = (
        "WITH seen AS (SELECT d.*, (SELECT min(update_type) FROM v1_updates_found AS found"
        " WHERE found.dependency_id = d.dependency_id) AS step"
        " FROM v1_dependencies AS d WHERE run_id = (SELECT max(run_id) FROM v1_runs))"
        " SELECT count(*) FROM seen WHERE CONDITION"
    )
    found = figure(sample, sql.replace("CONDITION", condition))
    assert getattr(only(report).freshness, name) == found


def test_ages_count_from_the_creation_that_the_log_shows(report: Report, sample: Path) -> None:
    ages = only(report).open_ages
    assert ages is not None
    youngest = ages.groups[0]
    sql = (
        "SELECT group_concat(number) FROM (SELECT DISTINCT created.number"
        " FROM v1_pull_requests AS created JOIN v1_branches AS standing"
        " ON standing.pull_request = created.number"
        " WHERE created.action = 'created' AND standing.run_id = (SELECT max(run_id) FROM v1_runs)"
        " AND standing.result <> 'already-existed' ORDER BY created.number)"
    )
    assert ",".join(map(str, youngest.numbers)) == figure(sample, sql)
    assert (ages.unknown, [group.numbers for group in ages.groups[1:]]) == ((), [(), (), ()])


def test_nothing_is_compared_with_a_time_before_the_first_run(report: Report) -> None:
    assert report.comparison is None


def test_the_week_after_is_compared_with_the_sample(sample: Path) -> None:
    report = report_of(sample, parse_week("2026-W38", ZoneInfo("UTC")))
    assert report.comparison is not None
    assert (report.comparison.runs.before, report.comparison.runs.now) == (10, 0)
    assert (report.comparison.created.before, report.comparison.created.now) == (6, None)
    assert (report.comparison.failed.before, report.comparison.failed.now) == (0, None)
    assert report.comparison.runs.difference == -10
    assert report.comparison.created.difference is None


# Two ways to the same figure


def windows(store: Store) -> Iterator[Period]:
    first = store.first_start()
    assert first is not None
    begin = first.replace(minute=0, second=0, microsecond=0)
    for start in range(-1, 11, 2):
        for hours in (1, 3, 12):
            at = begin + start * HOUR
            yield Period(name=f"{start}+{hours}", start=at, end=at + hours * HOUR)


@pytest.mark.parametrize(
    "logs",
    [
        ("picluster", "*.jsonl"),
        ("picluster", "*.log"),
        ("apps-part", "*.jsonl"),
        ("apps-part", "*.log"),
        ("cases", "*.jsonl"),
        ("cases", "case-[a-lo-z]*.log"),
    ],
    ids="/".join,
)
def test_the_databases_figures_are_those_of_the_report(
    data: Path, tmp_path: Path, logs: tuple[str, str]
) -> None:
    folder, pattern = logs
    with open_store(tmp_path / "store.db") as store:
        for at, log in enumerate(sorted((data / "logs" / folder).glob(pattern))):
            if "otlp" in log.name or "level-invalid" in log.name:
                continue
            with open_log(log) as source:
                store.take(source.name, source.events())
            _date(tmp_path / "store.db", at)
        seen = 0
        for period in windows(store):
            facts = store.period_facts(period.start, period.end)
            figures = tally(PeriodFigures(period=period, facts=facts))
            if not figures.runs:
                continue
            seen += 1
            report = summarise(store, period, time_zone="UTC", repositories=(), now=period.end)
            counts = report.pull_requests
            person = counts.merged_by_person
            assert figures.runs == report.runs.total
            assert {v.value: n for v, n in figures.verdicts.items()} == {
                name: amount
                for name in ("healthy", "degraded", "failed", "incomplete")
                if (amount := getattr(report.runs, name))
            }
            assert figures.created == counts.created
            assert figures.merged == (None if person is None else person + counts.automerged)
            assert figures.open == report.open_count
            problems = [*report.problems, *(x for p in report.repositories for x in p.problems)]
            assert figures.problems == len(problems)
            fresh = [p.freshness for p in report.repositories if p.freshness]
            assert figures.behind == (sum(x.behind for x in fresh) if fresh else None)
        assert seen


def _date(path: Path, hour: int) -> None:
    """Give the runs of logs without times one, an hour after the other."""
    start = datetime(2026, 9, 7, 8, tzinfo=UTC) + hour * HOUR
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "UPDATE runs SET started_at = ? WHERE started_at IS NULL",
            (start.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),),
        )
        connection.commit()


# Many


@pytest.fixture(scope="module")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> tuple[Fleet, Path]:
    path = tmp_path_factory.mktemp("fleet") / "store.db"
    fleet = Fleet(
        repositories=5_000,
        first=datetime(2026, 12, 21, 3, tzinfo=UTC),
        every=timedelta(days=7),
        runs=3,
        dependencies=10,
    )
    fleet.write(path)
    return fleet, path


def test_five_thousand_repositories_across_week_53(fleet: tuple[Fleet, Path]) -> None:
    written, path = fleet
    report = report_of(path, parse_week("2027-W01", ZoneInfo("UTC")))
    assert len(report.repositories) == written.repositories
    assert report.open_count == written.repositories * 3
    assert report.trend is not None
    assert [week.name for week in report.trend.weeks] == ["2026-W52", "2026-W53", "2027-W01"]
    assert [week.created for week in report.trend.weeks] == [15_000] * 3
    assert [week.problems for week in report.trend.weeks] == [100] * 3
    assert report.comparison is not None
    assert (report.comparison.runs.before, report.comparison.runs.now) == (1, 1)
    fresh = [part.freshness for part in report.repositories]
    assert all(each is not None and each.total == 10 for each in fresh)
    assert report.trend.weeks[-1].behind == sum(each.behind for each in fresh if each)
    assert report.trend.weeks[-1].behind == figure(
        path,
        "SELECT count(*) FROM v1_dependencies AS seen"
        " WHERE run_id = 3 AND EXISTS (SELECT 1 FROM v1_updates_found AS found"
        " WHERE found.dependency_id = seen.dependency_id)",
    )


def test_a_report_of_five_thousand_repositories_stays_readable(fleet: tuple[Fleet, Path]) -> None:
    _, path = fleet
    text = MarkdownFormat().render(report_of(path, parse_week("2027-W01", ZoneInfo("UTC"))))
    assert len(text.encode()) < 400_000
    assert "4950 more repositories" in text


# What dependencies stand like


def standing(**known: object) -> DependencyStandingRow:
    usual = {
        "repository": "a/b",
        "run_started_at": datetime(2026, 9, 7, tzinfo=UTC),
        "lib_years": None,
        "is_dated": False,
        "looked_up": True,
        "skip_reason": None,
        "has_failed": False,
        "step": None,
        "deprecated": False,
        "abandoned": None,
        "count": 1,
    }
    return DependencyStandingRow(**{**usual, **known})  # type: ignore[arg-type]


def fresh(*rows: DependencyStandingRow) -> Freshness:
    found = freshness_of(rows)
    assert found is not None
    return found


def libyears_said(freshness: Freshness) -> list[str]:
    told = (plain(words) for words in freshness_said(freshness, "UTC"))
    return [text for text in told if "libyears" in text]


def test_freshness_of_nothing_is_unknown() -> None:
    assert freshness_of(()) is None


def test_each_dependency_counts_once() -> None:
    found = fresh(
        standing(count=7),
        standing(step="major", count=2),
        standing(step="other", has_failed=True),
        standing(has_failed=True, count=3),
        standing(looked_up=False, count=4),
        standing(looked_up=False, skip_reason="disabled", count=5),
        standing(looked_up=False, skip_reason="is-pinned"),
    )
    assert found.total == 23
    assert (found.up_to_date, found.behind_major, found.behind_other) == (7, 2, 1)
    assert (found.unknown, found.skipped_count) == (7, 6)
    parts = found.up_to_date + found.behind + found.unknown + found.skipped_count
    assert parts == found.total
    assert [each.reason for each in found.skipped] == ["disabled", "is-pinned"]
    assert found.share_up_to_date == Fraction(7, 10)


def test_abandonment_that_nobody_looked_for_is_unknown() -> None:
    assert fresh(standing()).abandoned is None
    assert fresh(standing(abandoned=False)).abandoned == 0
    assert fresh(standing(abandoned=True, count=2), standing()).abandoned == 2


def test_libyears_are_unknown_where_no_date_is() -> None:
    undated = fresh(standing(lib_years=0.0, step="minor", count=2), standing(lib_years=0.0))
    assert (undated.lib_years, undated.lib_years_unknown) == (None, 2)
    assert libyears_said(undated) == [
        "How many libyears they are behind is unknown: no date is known."
    ]
    current = fresh(standing(lib_years=0.0, count=2), standing(lib_years=0.0, step="other"))
    assert (current.lib_years, current.lib_years_unknown) == (0.0, 0)
    assert libyears_said(current)[0].startswith("They are 0.0 libyears behind")


def test_libyears_of_some_are_the_least_that_there_is() -> None:
    some = fresh(
        standing(lib_years=1.5, step="major", is_dated=True),
        standing(lib_years=1.5, step="patch", count=3),
        standing(lib_years=1.5, step="other"),
        standing(lib_years=1.5, step="minor", skip_reason="disabled"),
    )
    assert (some.lib_years, some.lib_years_unknown) == (1.5, 3)
    (said,) = libyears_said(some)
    assert said.startswith("They are at least 1.5 libyears behind")
    assert said.endswith("; 3 behind without a known date left out.")


def test_sum_without_its_parts_is_taken_as_it_is() -> None:
    summed = fresh(standing(lib_years=1.5, step="major"))
    assert (summed.lib_years, summed.lib_years_unknown) == (1.5, None)
    assert fresh(standing(step="major")).lib_years_unknown is None
    assert libyears_said(fresh(standing(step="major"))) == []


def test_weeks_leave_out_sums_without_any_date(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store:
        fill(store, *sorted((LOGS / "picluster").glob("*.jsonl")))
    with closing(sqlite3.connect(tmp_path / "store.db")) as connection, connection:
        connection.execute("UPDATE updates_found SET lib_years = NULL")
    path, period = tmp_path / "store.db", parse_week("2026-W37", ZoneInfo("UTC"))
    known = report_of(path, period)
    assert known.trend is not None
    assert known.trend.weeks[-1].lib_years == figure(
        path, "SELECT lib_years FROM v1_runs WHERE run_id = (SELECT max(run_id) FROM v1_runs)"
    )
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE repository_runs SET lib_years = 0")
    unknown = report_of(path, period)
    assert unknown.trend is not None
    assert unknown.trend.weeks[-1].lib_years is None
    assert unknown.trend.weeks[-1].behind == known.trend.weeks[-1].behind
    (freshness,) = [part.freshness for part in unknown.repositories]
    assert freshness is not None
    assert freshness.lib_years is None


def test_nothing_looked_up_has_no_share() -> None:
    assert fresh(standing(looked_up=False, skip_reason="disabled")).share_up_to_date is None


_FORGET_DEPENDENCIES = (
    "DELETE FROM base_branches WHERE repository_run_id IN"
    " (SELECT id FROM repository_runs WHERE repository_id = 2 AND run_id > 21)"
)


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """A store of three repositories, each of which four weeks of daily runs turned to."""
    first = datetime(2026, 8, 3, 3, tzinfo=UTC)
    Fleet(repositories=3, first=first, every=timedelta(days=1), runs=28).write(tmp_path / "3.db")
    return tmp_path / "3.db"


def last_of_trend(path: Path, *changes: str) -> tuple[Report, tuple[object, ...]]:
    """Return the report of the fourth week and its figures in the trend, after changes to it."""
    with closing(sqlite3.connect(path)) as connection:
        for change in changes:
            connection.execute(change)
        connection.commit()
    report = report_of(path, parse_week("2026-W35", ZoneInfo("UTC")))
    assert report.trend is not None
    before, week = report.trend.weeks[-2:]
    assert None not in (before.merged, before.open_at_end, before.behind, before.lib_years)
    return report, (week.merged, week.open_at_end, week.behind, week.lib_years)


def test_all_is_known_of_repositories_that_show_all(three: Path) -> None:
    report, figures = last_of_trend(three)
    assert None not in figures
    found = [each.kind for part in report.repositories for each in part.attention]
    assert AttentionKind.SILENCE not in found


def test_a_repository_that_no_run_turns_to_any_more_leaves_sums_unknown(three: Path) -> None:
    report, figures = last_of_trend(
        three, "DELETE FROM repository_runs WHERE repository_id = 3 AND run_id > 21"
    )
    assert figures == (None, None, None, None)
    gone = report.repositories[-1]
    assert (gone.runs.total, gone.open_pull_requests) == (0, None)
    (told,) = gone.attention
    assert told.since == datetime(2026, 8, 23, 3, tzinfo=UTC)
    text = MarkdownFormat().render(report)
    assert "| Pull requests open at the end |" in text
    assert "**No runs**, `organisation/service-00002` since Sun 23 Aug 2026" in text


def test_a_repository_that_fails_leaves_sums_unknown(three: Path) -> None:
    report, figures = last_of_trend(
        three,
        "UPDATE repository_runs SET result = 'external-host-error', branch_list_id = NULL,"
        " lib_years = NULL WHERE repository_id = 2 AND run_id > 21",
        _FORGET_DEPENDENCIES,
    )
    assert figures == (None, None, None, None)
    text = MarkdownFormat().render(report)
    assert "These are updates of 2 of 3 repositories; those of the others are unknown." in text


def test_a_repository_that_renovate_leaves_alone_is_no_gap(three: Path) -> None:
    _, figures = last_of_trend(
        three,
        "UPDATE repository_runs SET result = 'archived', branch_list_id = NULL, lib_years = NULL"
        " WHERE repository_id = 2 AND run_id > 21",
        _FORGET_DEPENDENCIES,
    )
    assert None not in figures[2:]


def test_a_repository_may_still_have_its_turn_in_a_week_that_is_not_over(three: Path) -> None:
    with closing(sqlite3.connect(three)) as connection:
        connection.execute("DELETE FROM repository_runs WHERE repository_id = 3 AND run_id > 21")
        connection.execute("DELETE FROM pull_request_events WHERE repository_id = 3")
        connection.commit()
    period = parse_week("2026-W35", ZoneInfo("UTC"))
    with open_store(three, create=False) as store:
        early, late = (
            summarise(store, period, time_zone="UTC", repositories=(), now=period.start + after)
            for after in (timedelta(days=5), timedelta(days=6, hours=23))
        )
    assert len(early.repositories) == 2
    assert early.trend is not None
    assert early.trend.weeks[-1].open_at_end is not None
    assert len(late.repositories) == 3
