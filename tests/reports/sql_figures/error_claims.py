"""What the figures about problems have to be, in the report about nothing else."""

from collections.abc import Iterator
from typing import Final

from tests.reports.sql_figures.claim import Claim, count

__all__ = ["CLAIMS"]

_SAME: Final = """told.message = :problems_message
  AND ('; ' || told.detail || '; ') LIKE '%; ' || :problems_like || '; %'"""
_TOLD: Final = f"""FROM v1_problems AS told, asked
WHERE told.started_at >= asked.since AND told.started_at < asked.until AND {_SAME}"""
_SHOWS: Final = f"""turns.started_at > (SELECT max(told.started_at) {_TOLD})
  AND turns.result IN ('done', 'automerged', 'onboarding')
  AND turns.repository IS ifnull((SELECT max(told.repository) {_TOLD}), turns.repository)"""
"""A later turn that shows whether the problem is still there."""
_RESOLVED: Final = f"FROM turns WHERE {_SHOWS}"
_RESOLVED_IN: Final = f"""SELECT CASE :problems_message
  WHEN 'artifactErrors' THEN
    (SELECT turns.{{0}} {_RESOLVED} AND turns.run_id = :problems_resolved_by)
  ELSE (SELECT turns.{{0}} {_RESOLVED} ORDER BY turns.started_at LIMIT 1) END"""
"""What comes only when a branch is built anew is gone once that was done: no view tells when."""
_STATE: Final = f"""SELECT CASE
  WHEN EXISTS (SELECT 1 {_RESOLVED}) THEN 'resolved'
  WHEN (SELECT count(DISTINCT told.run_id) {_TOLD}) = 1 THEN 'new' ELSE 'ongoing' END"""


def _problems() -> Iterator[tuple[str, Claim]]:
    for name, sql in {
        "count": "sum(told.count)",
        "runs": "count(DISTINCT told.run_id)",
        "first_seen": "min(told.first_at)",
        "last_seen": "max(told.first_at)",
    }.items():
        yield f"problems[].{name}", Claim(sql=f"SELECT {sql} {_TOLD}")
        if name.endswith("seen"):
            yield (
                f"problems[].repositories[].{name}",
                Claim(sql=f"SELECT {sql} {_TOLD} AND told.repository IS :repositories_repository"),
            )
    for path in ("problems[]", "problems[].repositories[]"):
        for name, sql in {"resolved_at": "started_at", "resolved_by": "run_id"}.items():
            yield f"{path}.{name}", Claim(sql=_RESOLVED_IN.format(sql))
        yield f"{path}.state", Claim(sql=_STATE)
    yield (
        "problems[].repositories.#",
        Claim(sql=f"SELECT count(DISTINCT ifnull(told.repository, '')) {_TOLD}"),
    )


CLAIMS: Final[dict[str, Claim]] = {
    **dict(_problems()),
    "version": Claim(sql="SELECT 1"),
    "since": Claim(sql="SELECT since FROM asked"),
    "until": Claim(sql="SELECT until FROM asked"),
    "runs": count("turns", what="DISTINCT run_id"),
    "runs_at_info": count("turns", "detail <> 'debug'", what="DISTINCT run_id"),
    "runs_without_time": Claim(
        sql="SELECT count(DISTINCT run_id) FROM v1_runs WHERE started_at IS NULL"
    ),
}
