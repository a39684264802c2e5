"""What the figures about pull requests and updates have to be."""

# ruff: noqa: S608 - these queries are put together from texts of ours alone

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from tests.reports.sql_figures.claim import Claim, Of, count, of_each_repository

__all__ = ["ATTENTION", "CLAIMS"]

_BRANCHES_MERGED: Final = """(
  SELECT count(*) FROM (SELECT DISTINCT repository, branch, run_id FROM deeds
                        WHERE action = 'automerged' AND number IS NULL))"""
_COUNTS: Final = {
    "created": count("opened"),
    "updated": Claim(
        sql="""SELECT count(*) FROM (
        SELECT DISTINCT number, CASE WHEN number IS NULL THEN branch END,
               CASE WHEN number IS NULL THEN run_id END
        FROM deeds WHERE action = 'updated')"""
    ),
    "automerged": Claim(
        sql=f"SELECT count(*) + {_BRANCHES_MERGED} FROM merged WHERE ended_by = 'renovate'"
    ),
    "autoclosed": count("closed", "ended_by = 'renovate'"),
    "security_created": count("opened", "is_security"),
    "merged_by_person": count("merged", "ended_by = 'person'"),
    "closed_by_person": count("closed", "ended_by = 'person'"),
    "merged_by_unknown": count("merged", "ended_by = 'unknown'"),
    "closed_by_unknown": count("closed", "ended_by = 'unknown'"),
}
_FIGURES: Final = {
    "created": count("opened"),
    "merged": Claim(sql=f"SELECT count(*) + {_BRANCHES_MERGED} FROM merged"),
    "open": count("still_open"),
}
_CHANGED: Final = """FROM deeds
WHERE (number = :pull_request_changes_number
       OR (:pull_request_changes_number IS NULL AND number IS NULL
           AND branch = :pull_request_changes_branch))"""
_OPENED: Final = "FROM still_open WHERE number = :open_pull_requests_number"
_THIS: Final = """repository = :repositories_repository AND dep_name = :{0}_dep_name
  AND branch = :{0}_branch AND new_version = ifnull(:{0}_new_version, '')"""
_PROPERTIES: Final = """CASE :breakdowns_by
  WHEN 'type' THEN update_type WHEN 'manager' THEN ifnull(manager, 'unknown')
  WHEN 'datasource' THEN ifnull(datasource, 'unknown') WHEN 'package' THEN package
  ELSE repository END"""
_STATE: Final = f"""SELECT {{}} FROM updates WHERE {_THIS.format("updates")}"""
_HELD_LIKE_THIS: Final = f"""result = (SELECT result FROM held WHERE {_THIS.format("first")})"""

ATTENTION: Final = """
SELECT
  -- silence, of a repository only where not all runs stopped
  (SELECT count(*) FROM gaps, asked WHERE gaps.until IS NULL AND asked.with_process)
  -- runs that failed, by the result or by what was logged
  + (SELECT count(DISTINCT result) FROM turns, asked
     WHERE NOT asked.with_process AND result NOT IN ('done', 'automerged', 'onboarding'))
  + (SELECT count(DISTINCT said.message) FROM said, asked
     WHERE said.level IN ('error', 'fatal') AND (said.repository IS NULL) = asked.with_process
       AND NOT EXISTS (SELECT 1 FROM turns WHERE turns.run_id = said.run_id
                       AND turns.repository = said.repository
                       AND turns.result NOT IN ('done', 'automerged', 'onboarding')))
  -- runs that were cut off
  + (SELECT count(*) > 0 FROM turn_verdicts, asked
     WHERE NOT asked.with_process AND verdict = 'incomplete')
  + (SELECT count(*) > 0 FROM run_verdicts, asked
     WHERE asked.with_process AND verdict = 'incomplete'
       AND NOT EXISTS (SELECT 1 FROM turns WHERE turns.run_id = run_verdicts.run_id
                       AND turns.repository IS NOT NULL AND turns.result IS NULL))
  -- pull requests that fix a vulnerability, or that somebody else pushed to
  + (SELECT count(*) FROM still_open, asked
     WHERE NOT asked.with_process
       AND (is_security OR EXISTS (
         SELECT 1 FROM v1_branches AS seen JOIN last_looks
           ON last_looks.repository = seen.repository AND last_looks.started_at = seen.started_at
         WHERE seen.repository = still_open.repository AND seen.pull_request = still_open.number
           AND seen.result IN ('pr-edited', 'error'))))
  -- updates that are held back and fix a vulnerability, or whose pull request was closed just now
  + (SELECT count(*) FROM held, asked WHERE NOT asked.with_process AND is_security)
  + (SELECT count(*) FROM held, asked
     WHERE NOT asked.with_process AND NOT is_security AND result = 'already-existed'
       AND pull_request IN (SELECT number FROM closed WHERE ended_by <> 'renovate'))
  + (SELECT count(*) > 0 FROM held, asked
     WHERE NOT asked.with_process AND NOT is_security AND result = 'error')
  -- warnings of the last run
  + (SELECT count(DISTINCT said.message) FROM said, asked
     WHERE said.level = 'warn' AND (said.repository IS NULL) = asked.with_process
       AND said.run_id = (SELECT run_id FROM last_turn))
  -- limits that held an update back all the time
  + (SELECT count(DISTINCT result) FROM held, asked
     WHERE NOT asked.with_process AND result LIKE '%-limit-reached'
       AND runs_like_this = (SELECT count(*) FROM looks) AND runs_like_this >= 3)
"""


def _weekly() -> Iterator[tuple[str, Claim]]:
    for name, claim in _FIGURES.items():
        in_week = "open_at_end" if name == "open" else name
        yield f"trend.weeks[].{in_week}", replace(claim, of=Of.WEEK)
        yield f"comparison.{name}.now", claim
        yield f"comparison.{name}.before", replace(claim, of=Of.BEFORE)


def _merge_times(path: str, of: Of) -> Iterator[tuple[str, Claim]]:
    for part, where in {
        "all": "1",
        "by_type[]": "update_type = :by_type_update_type",
    }.items():
        ranked = f"""(
        SELECT ms, row_number() OVER (ORDER BY ms) AS place, count(*) OVER () AS number
        FROM merge_times WHERE {where})"""
        for name, claim in {
            "merged": count("merge_times", where),
            "median_ms": Claim(
                sql=f"""SELECT avg(ms) FROM {ranked}
                WHERE place IN ((number + 1) / 2, (number + 2) / 2)""",
                within=1,
            ),
            "ninety_percent_ms": Claim(
                sql=f"SELECT min(ms) FROM {ranked} WHERE number >= 10 AND place * 10 >= number * 9",
                within=1,
            ),
            "longest_ms": Claim(sql=f"SELECT max(ms) FROM merge_times WHERE {where}", within=1),
        }.items():
            yield f"{path}.{part}.{name}", replace(claim, of=of)
    kinds = count("merge_times", what="DISTINCT update_type")
    yield f"{path}.by_type.#", replace(kinds, of=of)
    yield f"{path}.since", Claim(sql="SELECT since FROM asked", of=of)
    yield f"{path}.until", Claim(sql="SELECT until FROM asked", of=of)


def _breakdowns(path: str) -> Iterator[tuple[str, Claim]]:
    named = f"{_PROPERTIES} = :rows_name"
    kinds = f"count(DISTINCT {_PROPERTIES})"
    yield f"{path}.#", Claim(sql="SELECT CASE WHEN count(*) THEN 5 ELSE 0 END FROM updates")
    yield f"{path}[].rows.#", Claim(sql=f"SELECT min({kinds}, 20) FROM updates")
    yield f"{path}[].unlisted", Claim(sql=f"SELECT max({kinds} - 20, 0) FROM updates")
    yield f"{path}[].rows[].total", count("updates", named)
    yield f"{path}[].rows[].outcomes.*", count("updates", f"{named} AND outcome = :key")


def _attention(path: str) -> Iterator[tuple[str, Claim]]:
    yield f"{path}.#", Claim(sql=ATTENTION)
    yield (
        f"{path}[].pull_request",
        Claim(
            sql="""SELECT CASE
            WHEN :attention_pull_request IS NULL THEN NULL
            WHEN :attention_kind = 'pull request closed by a person'
              THEN (SELECT pull_request FROM held WHERE instr(:attention_what, dep_name))
            ELSE (SELECT number FROM still_open
                  WHERE instr(:attention_what, substr(title, instr(title, ': ') + 2, 60)))
            END"""
        ),
    )
    yield (
        f"{path}[].since",
        Claim(
            sql="""SELECT CASE :attention_kind
            WHEN 'no runs' THEN (SELECT after FROM gaps WHERE until IS NULL)
            WHEN 'security' THEN (SELECT created_at FROM still_open
                                  WHERE number = :attention_pull_request)
            WHEN 'checks failed' THEN (SELECT created_at FROM still_open
                                  WHERE number = :attention_pull_request)
            WHEN 'pull request blocked' THEN (SELECT created_at FROM still_open
                                  WHERE number = :attention_pull_request)
            END"""
        ),
    )
    yield (
        f"{path}[].last_at",
        Claim(
            sql="""SELECT max(started_at) FROM (
            SELECT started_at FROM turn_verdicts, asked
            WHERE NOT asked.with_process AND :attention_kind = 'run cut off'
              AND verdict = 'incomplete'
            UNION ALL
            SELECT started_at FROM run_verdicts, asked
            WHERE asked.with_process AND :attention_kind = 'run cut off'
              AND verdict = 'incomplete'
            UNION ALL
            SELECT turns.started_at FROM turns, asked
            WHERE NOT asked.with_process AND :attention_kind = 'run failed'
              AND instr(:attention_what, 'ended with ' || turns.result || ':')
            UNION ALL
            SELECT run_verdicts.started_at FROM run_verdicts, asked
            WHERE asked.with_process AND :attention_kind = 'run failed' AND verdict = 'failed'
              AND run_id IN (SELECT run_id FROM said WHERE repository IS NULL))"""
        ),
    )


CLAIMS: Final[dict[str, Claim]] = {
    **{f"repositories[].pull_requests.{name}": claim for name, claim in _COUNTS.items()},
    **{
        f"totals.pull_requests.{name}": of_each_repository(claim) for name, claim in _COUNTS.items()
    },
    **dict(_weekly()),
    **dict(_merge_times("merge_times", Of.PERIOD)),
    **dict(_merge_times("earlier_merge_times", Of.TREND)),
    **dict(_merge_times("repositories[].merge_times", Of.PERIOD)),
    **dict(_merge_times("repositories[].earlier_merge_times", Of.TREND)),
    **dict(_breakdowns("breakdowns")),
    **dict(_attention("attention")),
    **dict(_attention("repositories[].attention")),
    "repositories[].pull_request_changes.#": Claim(
        sql="""SELECT count(*) FROM (
        SELECT DISTINCT number, CASE WHEN number IS NULL THEN branch END,
               CASE WHEN number IS NULL THEN run_id END FROM deeds)"""
    ),
    "repositories[].pull_request_changes[].number": Claim(
        sql="""SELECT number FROM deeds WHERE branch IS :pull_request_changes_branch
        AND at >= substr(:pull_request_changes_last_at, 1, 19) ORDER BY at LIMIT 1"""
    ),
    "repositories[].pull_request_changes[].last_at": Claim(sql=f"SELECT max(at) {_CHANGED}"),
    "repositories[].pull_request_changes[].actions": Claim(
        sql=f"SELECT DISTINCT action {_CHANGED}"
    ),
    "repositories[].open_pull_requests.#": count("still_open"),
    "repositories[].open_count": count("still_open"),
    "totals.open_pull_requests": of_each_repository(count("still_open")),
    "repositories[].open_pull_requests[].number": Claim(
        sql="""SELECT coalesce(
          (SELECT seen.pull_request FROM v1_branches AS seen JOIN last_looks
           ON last_looks.repository = seen.repository AND last_looks.started_at = seen.started_at
           WHERE seen.title = :open_pull_requests_title),
          (SELECT number FROM still_open WHERE instr(title, :open_pull_requests_title) = 1))"""
    ),
    "repositories[].open_pull_requests[].created_at": Claim(sql=f"SELECT created_at {_OPENED}"),
    "repositories[].open_ages.at": Claim(sql="SELECT until FROM asked"),
    "repositories[].open_ages.groups.#": Claim(sql="SELECT 4"),
    "repositories[].open_ages.groups[].from_days": Claim(
        sql="SELECT column1 FROM (VALUES (0), (7), (30), (90)) WHERE column1 = :groups_from_days"
    ),
    "repositories[].open_ages.groups[].up_to_days": Claim(
        sql="""SELECT min(column1) FROM (VALUES (7), (30), (90))
        WHERE column1 > :groups_from_days"""
    ),
    "repositories[].open_ages.groups[].numbers": Claim(
        sql="""SELECT number FROM still_open
        WHERE days >= :groups_from_days AND days < ifnull(:groups_up_to_days, 1e9)"""
    ),
    "repositories[].open_ages.unknown": Claim(
        sql="SELECT number FROM still_open WHERE created_at IS NULL"
    ),
    "repositories[].updates.#": count("updates"),
    "repositories[].updates[].pull_request": Claim(sql=_STATE.format("pull_request")),
    "repositories[].updates[].outcome": Claim(
        sql=f"SELECT outcome FROM updates WHERE {_THIS.format('updates')}"
    ),
    "repositories[].updates_by_type.*": count("updates", "update_type = :key"),
    "repositories[].held_back.#": count("held", what="DISTINCT result"),
    "repositories[].held_back[].shown_runs": count("looks"),
    "repositories[].held_back[].updates.#": count("held", _HELD_LIKE_THIS),
    "repositories[].held_back[].updates[].runs": Claim(
        sql=f"SELECT runs_like_this FROM held WHERE {_THIS.format('updates')}"
    ),
    "repositories[].held_back[].updates[].update.pull_request": Claim(
        sql=f"SELECT pull_request FROM held WHERE {_THIS.format('update')}"
    ),
    "repositories[].held_back_updates": count("held"),
    "totals.held_back_updates": of_each_repository(count("held")),
    "totals.attention": of_each_repository(Claim(sql=ATTENTION), and_whole=ATTENTION),
}
