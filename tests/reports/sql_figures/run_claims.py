"""What the figures about runs have to be."""

# ruff: noqa: S608 - these queries are put together from texts of ours alone

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tests.reports.sql_figures.claim import Claim, Of, count, sum_of

__all__ = ["CLAIMS"]

_MEDIAN: Final = """
SELECT avg(duration_ms) FROM (
  SELECT duration_ms, row_number() OVER (ORDER BY duration_ms) AS place, count(*) OVER () AS number
  FROM durations WHERE duration_ms IS NOT NULL)
WHERE place IN ((number + 1) / 2, (number + 2) / 2)
"""
_PROBLEMS: Final = """
SELECT count(*) FROM (SELECT DISTINCT ifnull(repository, ''), level, message, detail FROM said)
"""
_OF_THIS: Final = """FROM problems
WHERE repository IS :repositories_repository AND level = :problems_level
  AND message = :problems_message AND detail = :problems_detail
"""
_EVER: Final = """SELECT min(first_at) FROM ever
WHERE repository IS :repositories_repository AND level = :problems_level
  AND message = :problems_message AND detail LIKE :problems_like
"""
"""Since the beginning of the record: versions make no difference."""
_OF_NONE: Final = _OF_THIS.replace(":repositories_repository", "NULL")


def _runs(path: str, verdicts: str) -> Iterator[tuple[str, Claim]]:
    yield f"{path}.total", count("turns", what="DISTINCT run_id")
    for verdict in ("healthy", "degraded", "failed", "incomplete"):
        yield f"{path}.{verdict}", count(verdicts, f"verdict = '{verdict}'")
    yield f"{path}.median_duration_ms", Claim(sql=_MEDIAN, within=0.5)
    yield f"{path}.longest_duration_ms", Claim(sql="SELECT max(duration_ms) FROM durations")
    yield f"{path}.cadence_minutes", Claim(sql="SELECT minutes FROM cadence")
    yield f"{path}.first_started_at", Claim(sql="SELECT min(started_at) FROM turns")
    yield f"{path}.last_started_at", Claim(sql="SELECT max(started_at) FROM turns")
    yield (
        f"{path}.last_started_before",
        Claim(
            sql="""SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM turns) THEN max(told.started_at) END
            FROM v1_runs AS told, asked WHERE told.started_at < asked.since"""
        ),
    )
    yield (
        f"{path}.last_verdict",
        Claim(sql=f"SELECT verdict FROM {verdicts} ORDER BY started_at DESC LIMIT 1"),
    )
    yield f"{path}.gaps.#", count("gaps")
    of_gap = "FROM gaps WHERE after < :gaps_after ORDER BY after DESC LIMIT 1"
    this = of_gap.replace("< :gaps_after", ">= substr(:gaps_after, 1, 19)").replace(" DESC", "")
    yield f"{path}.gaps[].missed_runs", Claim(sql=f"SELECT missed {this}")
    yield f"{path}.gaps[].after", Claim(sql=f"SELECT after {this}")
    yield f"{path}.gaps[].until", Claim(sql=f"SELECT until {this}")
    yield (
        f"{path}.renovate_versions",
        Claim(sql="SELECT DISTINCT renovate_version FROM turns WHERE renovate_version IS NOT NULL"),
    )
    yield (
        f"{path}.without_debug_detail",
        count("turns", "detail <> 'debug'", what="DISTINCT run_id"),
    )


def _problems(path: str, of_this: str) -> Iterator[tuple[str, Claim]]:
    yield (
        f"{path}.#",
        Claim(
            sql=f"""SELECT count(*) FROM (
            SELECT DISTINCT level, message, detail FROM said
            WHERE repository IS {"NULL" if path == "problems" else ":repositories_repository"})"""
        ),
    )
    for name, sql in {
        "runs": "count(DISTINCT run_id)",
        "count": "sum(count)",
        "first_at": "min(first_at)",
        "last_at": "max(first_at)",
        "in_last_run": "max(run_id = (SELECT run_id FROM last_turn))",
    }.items():
        yield f"{path}[].{name}", Claim(sql=f"SELECT {sql} {of_this}")
    ever = _EVER if of_this is _OF_THIS else _EVER.replace(":repositories_repository", "NULL")
    yield f"{path}[].first_seen", Claim(sql=ever)
    yield (
        f"{path}[].branches",
        Claim(sql=f"SELECT DISTINCT branch {of_this} AND branch IS NOT NULL"),
    )


def _weeks(path: str, of: Of) -> Iterator[tuple[str, Claim]]:
    """Yield what trend and comparison have of runs; `path` has a place for the name."""
    named = {
        "runs": count("turns", what="DISTINCT run_id"),
        "failed": count("run_verdicts", "verdict = 'failed'"),
        "problems": Claim(sql=_PROBLEMS),
    }
    for name, claim in named.items():
        yield path.format(name), replace(claim, of=of)


_THURSDAY: Final = "SELECT CAST(strftime({}, asked.since, '+3 days') AS INTEGER){} FROM asked"
"""Of a week: the ISO year is that of this day, and the ISO number counts these days."""

CLAIMS: Final[dict[str, Claim]] = {
    **dict(_runs("runs", "run_verdicts")),
    **dict(_runs("repositories[].runs", "turn_verdicts")),
    **dict(_problems("problems", _OF_NONE)),
    **dict(_problems("repositories[].problems", _OF_THIS)),
    **dict(_weeks("trend.weeks[].{}", Of.WEEK)),
    **dict(_weeks("comparison.{}.now", Of.PERIOD)),
    **dict(_weeks("comparison.{}.before", Of.BEFORE)),
    **{
        f"trend.weeks[].{verdict}": replace(
            count("run_verdicts", f"verdict = '{verdict}'"), of=Of.WEEK
        )
        for verdict in ("healthy", "degraded", "incomplete")
    },
    "trend.weeks[].year": Claim(sql=_THURSDAY.format("'%Y'", ""), of=Of.WEEK),
    "trend.weeks[].week": Claim(sql=_THURSDAY.format("'%j'", " / 7 + 1"), of=Of.WEEK),
    "run_marks.#": count("turns", what="DISTINCT run_id"),
    "run_marks[].started_at": Claim(
        sql="""SELECT started_at FROM turns
        WHERE started_at >= substr(:run_marks_started_at, 1, 19) ORDER BY started_at LIMIT 1"""
    ),
    "run_marks[].verdict": Claim(
        sql="""SELECT verdict FROM run_verdicts
        WHERE started_at >= substr(:run_marks_started_at, 1, 19) ORDER BY started_at LIMIT 1"""
    ),
    "run_marks[].duration_ms": Claim(
        sql="""SELECT duration_ms FROM durations
        WHERE started_at >= substr(:run_marks_started_at, 1, 19) ORDER BY started_at LIMIT 1"""
    ),
    "runs_without_time": Claim(
        sql="SELECT count(DISTINCT run_id) FROM v1_runs WHERE started_at IS NULL"
    ),
    "repositories[].state_at": Claim(sql="SELECT max(started_at) FROM looks"),
    "repositories[].runs_since_state": Claim(
        sql="""SELECT count(DISTINCT run_id) FROM turns
        WHERE started_at > (SELECT max(started_at) FROM looks)"""
    ),
    "repositories[].time_spent_ms.*": sum_of(
        "told.duration_ms",
        "v1_splits AS told JOIN turns ON turns.run_id = told.run_id"
        " AND turns.repository = told.repository",
        "told.phase = :key",
    ),
}
